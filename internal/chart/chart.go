// Package chart draws figures as SVG: bars, stacked bars, and lines over a year. It is
// pure: the same figures give the same picture, byte for byte.
//
// A picture is 360 units wide, so that its letters can be read on a phone, and as high as
// it needs. Series are told apart by pattern, stroke and mark as well as by colour, and
// every colour has a contrast of at least 4.5 on white. A picture links to nothing: what is
// within role="img" is not read out, so a table with the same figures has to stand by it
// (Chart.Table), and there the links are.
package chart

import (
	"strconv"
	"strings"
)

// A Form is how figures are drawn.
type Form string

// The forms.
const (
	Bars    Form = "bars"    // lying bars, those of several series under each other
	Stacked Form = "stacked" // lying bars, the series one after the other
	Lines   Form = "lines"   // from left to right: months, years
)

// A Chart is figures to be drawn: for every label a value of each series.
type Chart struct {
	ID     string // of its own within the page
	Form   Form
	Title  string
	Desc   string // what is to be seen, in a sentence; "" lists the figures
	Of     string // what the labels are: 渠道
	Unit   string // what is counted: 件
	Labels []Label
	Series []Series
	Whole  bool // the table has a column of the sums
}

// A Label is one row of the figures.
type Label struct {
	Text  string
	Short string // under a line, where there is little room; "" is Text
}

// A Series is one value for each label.
type Series struct {
	Name   string
	Alarm  bool // what should not be: overdue; red
	Values []Value
}

// A Value is one figure.
type Value struct {
	N    int
	None bool   // there is none, which is not 0
	Href string // the cases behind it
}

// Of makes values of numbers.
func Of(numbers ...int) []Value {
	values := make([]Value, len(numbers))
	for i, n := range numbers {
		values[i].N = n
	}
	return values
}

// Text writes the value.
func (v Value) Text() string {
	if v.None {
		return "—"
	}
	return strconv.Itoa(v.N)
}

// size is how long the value is drawn.
func (v Value) size() int {
	if v.None {
		return 0
	}
	return max(v.N, 0)
}

// at returns the value of a series for a label, none where it is too short.
func (s Series) at(label int) Value {
	if label >= len(s.Values) {
		return Value{None: true}
	}
	return s.Values[label]
}

// A Row is a row of the table with the figures of a chart.
type Row struct {
	Label string
	Cells []Value
}

// Heads returns the heads of the columns of the table, that of the labels first.
func (c Chart) Heads() []string {
	heads := []string{c.Of}
	for _, s := range c.Series {
		heads = append(heads, s.Name)
	}
	if c.Whole {
		heads = append(heads, "合计")
	}
	return heads
}

// Table returns the figures as rows.
func (c Chart) Table() []Row {
	rows := make([]Row, len(c.Labels))
	for i, label := range c.Labels {
		rows[i].Label = label.Text
		sum := 0
		for _, s := range c.Series {
			v := s.at(i)
			rows[i].Cells, sum = append(rows[i].Cells, v), sum+v.size()
		}
		if c.Whole {
			rows[i].Cells = append(rows[i].Cells, Value{N: sum})
		}
	}
	return rows
}

// ReadOut is what is read out of the picture.
func (c Chart) ReadOut() string {
	if c.Desc != "" {
		return c.Desc
	}
	var b strings.Builder
	for i, row := range c.Table() {
		if i > 0 {
			b.WriteString("；")
		}
		b.WriteString(row.Label)
		for j, s := range c.Series {
			b.WriteString("，")
			if len(c.Series) > 1 {
				b.WriteString(s.Name)
			}
			if b.WriteString(row.Cells[j].Text()); !row.Cells[j].None {
				b.WriteString(c.Unit)
			}
		}
	}
	if len(c.Labels) == 0 {
		return "还没有数字。"
	}
	return b.String() + "。"
}
