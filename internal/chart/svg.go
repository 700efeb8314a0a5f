package chart

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// The measures, in units of the picture.
const (
	width   = 360
	text    = 12 // size of letters
	leading = 17 // from line to line
	thick   = 13 // of a bar
	gap     = 9  // between labels
)

// Colours that are no series'.
const (
	ink     = "#1b2422"
	faint   = "#46504d"
	lineOf  = "#ccc5b8"
	ground  = "#ffffff"
	alarmed = "#a32a1c"
)

// colours are those of the series, in order; each has its pattern and its mark.
var colours = []string{"#0e5c5b", "#7d4a00", "#3c4b82", "#2c6a3c", "#5b4a7a", "#46504d", "#7a2a58", "#1f5a8a"}

// patterns are the strokes that are laid in the ground's colour over a series' own, in a
// square of eight units; the first has none.
var patterns = []string{
	"",
	"M-2,2l4,-4M0,8l8,-8M6,10l4,-4",
	"M0,2h8M0,6h8",
	"M2,0v8M6,0v8",
	"M-2,6l4,4M0,0l8,8M6,-2l4,4",
	"M0,4h8M4,0v8",
	"M1,2h3M5,6h3",
	"M0,0l8,8M0,8l8,-8",
}

// dashes are the strokes of lines.
var dashes = []string{"", "6 3", "2 3", "8 3 2 3", "4 2", "1 2", "10 4", "6 2 2 2 2 2"}

// A drawing is a picture that is being made.
type drawing struct {
	Chart
	b      strings.Builder
	height int
}

// SVG draws the chart.
func (c Chart) SVG() string {
	d := &drawing{Chart: c}
	d.legend()
	if c.Form == Lines {
		d.lines()
	} else {
		d.bars()
	}
	id := html.EscapeString(c.ID)
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" class="chart-picture" role="img" aria-labelledby="%s-t %s-d" viewBox="0 0 %d %d" font-size="%d" fill="%s"><title id="%s-t">%s</title><desc id="%s-d">%s</desc>`,
		id, id, width, max(d.height, 1), text, ink, id, html.EscapeString(c.Title), id, html.EscapeString(c.ReadOut())) + d.defs() + d.b.String() + `</svg>`
}

// put writes a piece of the picture.
func (d *drawing) put(format string, args ...any) { fmt.Fprintf(&d.b, format, args...) }

// say writes text, with its base line at y; the anchor is start, middle or end.
func (d *drawing) say(x, y float64, anchor, colour, words string) {
	d.put(`<text x="%s" y="%s" text-anchor="%s" fill="%s">%s</text>`, num(x), num(y), anchor, colour, html.EscapeString(words))
}

// num writes a measure, to a tenth of a unit.
func num(f float64) string {
	s := strconv.FormatFloat(f, 'f', 1, 64)
	return strings.TrimSuffix(s, ".0")
}

// colour returns that of a series.
func (d *drawing) colour(series int) string {
	if d.Series[series].Alarm {
		return alarmed
	}
	return colours[series%len(colours)]
}

// defs are the patterns that are used.
func (d *drawing) defs() string {
	if d.Form == Lines || len(d.Series) < 2 {
		return ""
	}
	var b strings.Builder
	b.WriteString("<defs>")
	for i := range d.Series {
		if p := patterns[i%len(patterns)]; p != "" {
			fmt.Fprintf(&b, `<pattern id="%s-p%d" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="%s"/><path d="%s" stroke="%s" stroke-width="1.5"/></pattern>`,
				html.EscapeString(d.ID), i, d.colour(i), p, ground)
		}
	}
	return b.String() + "</defs>"
}

// fill returns how a series' bars are filled.
func (d *drawing) fill(series int) string {
	if len(d.Series) > 1 && patterns[series%len(patterns)] != "" {
		return "url(#" + html.EscapeString(d.ID) + "-p" + strconv.Itoa(series) + ")"
	}
	return d.colour(series)
}

// legend names the series, where there are several.
func (d *drawing) legend() {
	if len(d.Series) < 2 {
		return
	}
	x, y := 0.0, float64(leading)
	for i, s := range d.Series {
		name := fit(s.Name, width-26)
		w := 26 + wide(name) + 12
		if x > 0 && x+w-12 > width {
			x, y = 0, y+leading
		}
		if d.Form == Lines {
			d.stroke(i, fmt.Sprintf("M%s,%sh22", num(x), num(y-4)))
			d.mark(i, x+11, y-4, s.Name)
		} else {
			d.put(`<rect x="%s" y="%s" width="18" height="11" fill="%s" stroke="%s"/>`, num(x+0.5), num(y-10), d.fill(i), d.colour(i))
		}
		d.say(x+26, y, "start", ink, name)
		x += w
	}
	d.height = int(y) + gap + 4
}

// wide estimates how wide words are: Chinese a full letter, others somewhat over half.
func wide(words string) float64 {
	w := 0.0
	for _, r := range words {
		if r < 0x2e80 {
			w += 0.57 * text
		} else {
			w += text
		}
	}
	return w
}

// fit cuts words that are wider than there is room.
func fit(words string, room float64) string {
	if wide(words) <= room {
		return words
	}
	runes := []rune(words)
	for len(runes) > 0 && wide(string(runes))+text > room {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// bars draws lying bars, the label above those that are its own.
func (d *drawing) bars() {
	longest, room := 1, 0.0
	for _, row := range d.Table() {
		sum := 0
		for _, v := range row.Cells[:len(d.Series)] {
			room, sum = max(room, wide(v.Text())), sum+v.size()
			if d.Form == Bars {
				longest = max(longest, v.size())
			}
		}
		if d.Form == Stacked {
			longest, room = max(longest, sum), max(room, wide(strconv.Itoa(sum)))
		}
	}
	scale := (width - room - 8) / float64(longest)
	for i, label := range d.Labels {
		d.say(0, float64(d.height+text), "start", ink, fit(label.Text, width))
		d.height += leading
		if d.Form == Stacked {
			d.stack(i, scale)
		} else {
			d.bunch(i, scale)
		}
		d.height += gap
	}
}

// bunch draws the bars of a label under each other.
func (d *drawing) bunch(label int, scale float64) {
	for i, s := range d.Series {
		v := s.at(label)
		w := d.bar(i, 0, v, label, scale)
		d.say(w+5, float64(d.height)+thick-2.5, "start", faint, v.Text())
		d.height += thick + 2
	}
}

// stack draws the bars of a label one after the other, and their sum.
func (d *drawing) stack(label int, scale float64) {
	x, sum := 0.0, 0
	for i, s := range d.Series {
		v := s.at(label)
		x += d.bar(i, x, v, label, scale)
		sum += v.size()
	}
	d.say(max(x, 1)+5, float64(d.height)+thick-2.5, "start", faint, strconv.Itoa(sum))
	d.height += thick + 2
}

// bar draws one bar and returns how long it is. What is 0 has a thin rest where bars stand
// alone, so that a line begins somewhere.
func (d *drawing) bar(series int, x float64, v Value, label int, scale float64) float64 {
	w := float64(v.size()) * scale
	if w == 0 && d.Form == Bars && !v.None {
		w = 1
	}
	if w == 0 {
		return 0
	}
	d.put(`<rect x="%s" y="%d" width="%s" height="%d" fill="%s" stroke="%s" stroke-width="1"><title>%s</title></rect>`,
		num(x), d.height, num(w), thick, d.fill(series), ground, html.EscapeString(d.words(series, label, v)))
	return w
}

// words say one figure.
func (d *drawing) words(series, label int, v Value) string {
	words := d.Labels[label].Text
	if len(d.Series) > 1 {
		words += "，" + d.Series[series].Name
	}
	return words + "：" + v.Text() + d.Unit
}
