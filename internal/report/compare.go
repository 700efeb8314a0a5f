package report

import (
	"fmt"
	"strconv"
	"strings"

	"mingda/internal/chart"
	"mingda/internal/paper"
)

// A Kept is one figure of the report beside last year's.
type Kept struct {
	Label string
	Now   int
	Then  int // last year
}

// Compared returns the figures that are compared with last year's: what came and became of
// it, results by kind, objections.
func (a Annual) Compared() []Kept {
	var list []Kept
	add := func(label string, of func(Annual) int) {
		k := Kept{Label: label, Now: of(a)}
		if a.Before != nil {
			k.Then = of(*a.Before)
		}
		list = append(list, k)
	}
	row := func(code string) func(Annual) int {
		return func(of Annual) int {
			r, _ := of.Requests.Row(code)
			return r.Total()
		}
	}
	add("新收申请", row(NewRow))
	add("上年结转", row(CarriedInRow))
	add("办结", row(TotalRow))
	add("结转下年度", row(CarriedOutRow))
	for _, k := range a.Requests.kinds() {
		add(k, func(of Annual) int { return of.Requests.kind(k) })
	}
	add("行政复议", func(of Annual) int { return of.Review.Total })
	add("行政复议结果纠正", func(of Annual) int { return of.Review.Corrected })
	add("行政诉讼", func(of Annual) int { return of.Direct.Total + of.After.Total })
	add("行政诉讼结果纠正", func(of Annual) int { return of.Direct.Corrected + of.After.Corrected })
	return list
}

// kinds returns the kinds of result that the form knows, in its order: groups of rows, and
// rows that stand in none.
func (g Grid) kinds() []string {
	var list []string
	for _, r := range g.Rows {
		if k := r.kind(); k != "" && (len(list) == 0 || list[len(list)-1] != k) {
			list = append(list, k)
		}
	}
	return list
}

// kind counts the results of a kind.
func (g Grid) kind(name string) int {
	n := 0
	for _, r := range g.Rows {
		if r.kind() == name {
			n += r.Total()
		}
	}
	return n
}

// kind names the kind of result of a row, without its number and what is explained beside
// it; empty for a row that counts no result.
func (r GridRow) kind() string {
	if !r.isResult() || r.Code == TotalRow {
		return ""
	}
	name := r.Group
	if name == "" {
		name = r.Label
	}
	if _, after, ok := strings.Cut(name, "）"); ok && strings.HasPrefix(name, "（") {
		name = after
	}
	name, _, _ = strings.Cut(name, "（")
	return name
}

// annex returns the figures of the year, beside last year's where there is a report of it.
func (a Annual) annex() paper.Part {
	part := paper.Part{Heading: "附　主要数据"}
	t := &paper.Table{Name: "主要数据", Widths: []float64{3, 1.5}, Head: 1,
		Rows: [][]paper.Cell{{{Text: "项目", Label: true}, {Text: strconv.Itoa(a.Year) + "年", Label: true}}}}
	if a.Before != nil {
		part.Heading, t.Name, t.Widths = "附　主要数据与上年对比", "主要数据与上年对比", []float64{3, 1.5, 1.5, 1.5, 1.5}
		for _, name := range []string{strconv.Itoa(a.Before.Year) + "年", "增减", "增减幅度"} {
			t.Rows[0] = append(t.Rows[0], paper.Cell{Text: name, Label: true})
		}
	}
	for _, k := range a.Compared() {
		row := []paper.Cell{{Text: k.Label, Label: true, Left: true}, {Text: strconv.Itoa(k.Now), Number: true}}
		if a.Before != nil {
			row = append(row, paper.Cell{Text: strconv.Itoa(k.Then), Number: true}, paper.Cell{Text: k.change(), Number: true}, paper.Cell{Text: k.percent()})
		}
		t.Rows = append(t.Rows, row)
	}
	part.Blocks = []paper.Block{{Table: t}}
	for _, c := range a.charts() {
		part.Blocks = append(part.Blocks, paper.Block{Chart: &c})
	}
	return part
}

// charts draw what came and became of it, and the results by kind.
func (a Annual) charts() []chart.Chart {
	all := a.Compared()
	kinds := len(a.Requests.kinds())
	draw := func(id, title, of string, list []Kept) chart.Chart {
		c := chart.Chart{ID: id, Form: chart.Bars, Title: title, Of: of, Unit: "件"}
		now, then := make([]int, len(list)), make([]int, len(list))
		for i, k := range list {
			c.Labels = append(c.Labels, chart.Label{Text: k.Label})
			now[i], then[i] = k.Now, k.Then
		}
		c.Series = []chart.Series{{Name: strconv.Itoa(a.Year) + "年", Values: chart.Of(now...)}}
		if a.Before != nil {
			c.Series = append(c.Series, chart.Series{Name: strconv.Itoa(a.Before.Year) + "年", Values: chart.Of(then...)})
		}
		return c
	}
	return []chart.Chart{draw("course", "收到和办理的申请", "项目", all[:4]), draw("kinds", "申请的办理结果", "办理结果", all[4:4+kinds])}
}

// change writes by how much the figure is more or less.
func (k Kept) change() string {
	if k.Now > k.Then {
		return fmt.Sprintf("+%d", k.Now-k.Then)
	}
	return strconv.Itoa(k.Now - k.Then)
}

// percent writes the change in parts of last year's figure, which nothing is of none.
func (k Kept) percent() string {
	switch {
	case k.Now == k.Then:
		return "持平"
	case k.Then == 0:
		return "—"
	}
	return fmt.Sprintf("%+.1f%%", 100*float64(k.Now-k.Then)/float64(k.Then))
}
