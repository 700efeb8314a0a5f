package chart_test

import (
	"encoding/xml"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mingda/internal/chart"
)

// an element of a picture.
type element struct {
	name string
	attr map[string]string
	text string
}

// elements reads a picture; it fails on what is no XML.
func elements(t *testing.T, svg string) []element {
	t.Helper()
	var all []element
	var open []int
	dec := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("no XML: %v\n%s", err, svg)
		}
		switch x := token.(type) {
		case xml.StartElement:
			e := element{name: x.Name.Local, attr: map[string]string{}}
			for _, a := range x.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			all, open = append(all, e), append(open, len(all))
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				all[open[len(open)-1]].text += string(x)
			}
		}
	}
}

func texts(all []element, name string) (found []string) {
	for _, e := range all {
		if e.name == name {
			found = append(found, e.text)
		}
	}
	return found
}

// measure reads an attribute as a number.
func measure(t *testing.T, e element, name string) float64 {
	t.Helper()
	f, err := strconv.ParseFloat(e.attr[name], 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		t.Fatalf("%s of %v: %v", name, e, err)
	}
	return f
}

func TestBars(t *testing.T) {
	c := chart.Chart{ID: "doors", Form: chart.Bars, Title: "按渠道", Of: "渠道", Unit: "件",
		Labels: []chart.Label{{Text: "邮箱"}, {Text: "网上"}, {Text: "当面"}}, Series: []chart.Series{{Name: "收到", Values: chart.Of(40, 20, 0)}}}
	all := elements(t, c.SVG())
	root := all[0]
	if root.attr["role"] != "img" || root.attr["aria-labelledby"] != "doors-t doors-d" {
		t.Errorf("the picture is not announced: %v", root.attr)
	}
	if desc := texts(all, "desc"); len(desc) != 1 || desc[0] != "邮箱，40件；网上，20件；当面，0件。" {
		t.Errorf("desc %q", desc)
	}
	var widths []float64
	for _, e := range all {
		if e.name == "rect" {
			widths = append(widths, measure(t, e, "width"))
		}
	}
	if len(widths) != 3 || math.Abs(widths[0]-2*widths[1]) > 0.2 || widths[2] != 1 {
		t.Errorf("bars %v for 40, 20, 0", widths)
	}
	if got := texts(all, "text"); !slices.Equal(got, []string{"邮箱", "40", "网上", "20", "当面", "0"}) {
		t.Errorf("texts %q", got)
	}
}

func TestStackedAddsUp(t *testing.T) {
	c := chart.Chart{ID: "x", Form: chart.Stacked, Title: "答复", Of: "单位", Unit: "件", Whole: true,
		Labels: []chart.Label{{Text: "甲"}}, Series: []chart.Series{{Name: "按期", Values: chart.Of(30)}, {Name: "逾期", Alarm: true, Values: chart.Of(10)}}}
	var bars []element
	for _, e := range elements(t, c.SVG()) {
		if e.name == "rect" && e.attr["height"] == "13" {
			bars = append(bars, e)
		}
	}
	if len(bars) != 2 || math.Abs(measure(t, bars[0], "width")-measure(t, bars[1], "x")) > 0.2 {
		t.Fatalf("bars do not follow each other: %v", bars)
	}
	if bars[0].attr["fill"] == bars[1].attr["fill"] || !strings.HasPrefix(bars[1].attr["fill"], "url(#x-p1") {
		t.Errorf("series are told apart by colour alone: %v", bars)
	}
	row := c.Table()[0]
	if got := c.Heads(); !slices.Equal(got, []string{"单位", "按期", "逾期", "合计"}) || row.Cells[2].N != 40 {
		t.Errorf("table %v %v", got, row)
	}
}

func TestLinesBreakWhereNothingIs(t *testing.T) {
	months := make([]chart.Label, 12)
	for i := range months {
		months[i].Text = strconv.Itoa(i+1) + "月"
	}
	values := chart.Of(3, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	values[1].None = true
	for i := 4; i < 12; i++ {
		values[i].None = true
	}
	c := chart.Chart{ID: "m", Form: chart.Lines, Title: "按月", Of: "月份", Unit: "件", Labels: months, Series: []chart.Series{{Name: "收到", Values: values}}}
	all := elements(t, c.SVG())
	var line string
	for _, e := range all {
		if e.name == "path" && e.attr["fill"] == "none" {
			line = e.attr["d"]
		}
	}
	if strings.Count(line, "M") != 2 || strings.Count(line, "L") != 1 {
		t.Errorf("line %q", line)
	}
	if got := texts(all, "text"); !slices.Contains(got, "12月") || !slices.Contains(got, "7") {
		t.Errorf("texts %q", got)
	}
}

// Whatever the figures are the picture is XML, draws nothing outside itself, and the same
// figures give the same picture.
func TestAnyFigures(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 52))
	names := []string{"", "<b>&\"'", "新疆维吾尔自治区和宁市明川区住房和城乡建设局（区人民防空办公室、区交通运输局）", "ئۇيغۇر", "2026", "当面"}
	for range 400 {
		c := chart.Chart{ID: "id", Form: []chart.Form{chart.Bars, chart.Stacked, chart.Lines}[random.IntN(3)], Title: names[random.IntN(len(names))]}
		for range random.IntN(14) {
			c.Labels = append(c.Labels, chart.Label{Text: names[random.IntN(len(names))]})
		}
		for range random.IntN(10) {
			s := chart.Series{Name: names[random.IntN(len(names))], Alarm: random.IntN(3) == 0}
			for range random.IntN(len(c.Labels) + 1) {
				s.Values = append(s.Values, chart.Value{N: random.IntN(1<<random.IntN(24)) - 5, None: random.IntN(5) == 0})
			}
			c.Series = append(c.Series, s)
		}
		svg := c.SVG()
		if svg != c.SVG() {
			t.Fatal("drawn twice it differs")
		}
		all := elements(t, svg)
		high := 0.0
		if _, err := strconv.ParseFloat(strings.Fields(all[0].attr["viewBox"])[3], 64); err == nil {
			high, _ = strconv.ParseFloat(strings.Fields(all[0].attr["viewBox"])[3], 64)
		}
		for _, e := range all[1:] {
			switch {
			case e.name == "rect" && e.attr["x"] != "":
				if x, w := measure(t, e, "x"), measure(t, e, "width"); x < 0 || w < 0 || x+w > 360.2 {
					t.Fatalf("a bar stands out: %v\n%s", e, svg)
				}
				if y, h := measure(t, e, "y"), measure(t, e, "height"); y < 0 || y+h > high {
					t.Fatalf("a bar stands out below: %v of %v", e, high)
				}
			case e.name == "text":
				if y := measure(t, e, "y"); y < 8 || y > high {
					t.Fatalf("text stands out: %v of %v", e, high)
				}
			}
		}
	}
}
