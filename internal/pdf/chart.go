package pdf

import (
	"math"

	"mingda/internal/chart"
	"mingda/internal/letter"
)

// Charts on paper: lying bars, in millimetres.
const (
	chartLabel = 44.0 // width of the labels
	chartValue = 16.0 // width of the figure at the end of a bar
	chartBar   = 3.6  // height of a bar
	chartGap   = 2.6  // between labels
)

// shades are those of the series, which are told apart in print without colour too: dark,
// and light with an edge.
var shades = []colour{{14, 92, 91}, {214, 222, 219}, {125, 125, 125}}

// chart returns the title, the legend and the bars of a chart, that stay on one page. The
// figures stand at the ends of the bars.
func (s *sheets) chart(c chart.Chart) []item {
	name := c.Title
	if c.Unit != "" {
		name += "（" + c.Unit + "）"
	}
	items := s.centred(letter.Paragraph{Runs: []letter.Run{{Text: name}}}, styleOf(heavy, labelSize))
	if len(c.Series) > 1 {
		items = append(items, s.legend(c))
	}
	most := 1
	for _, series := range c.Series {
		for _, v := range series.Values {
			most = max(most, v.N)
		}
	}
	for i := range c.Labels {
		items = append(items, s.bars(c, i, most))
	}
	for i := range len(items) - 1 {
		items[i].keep = true
	}
	return items
}

// bar draws one in the shade of its series.
func bar(series int, x, y, w float64) []op {
	const edge = 0.15
	shade := shades[series%len(shades)]
	return []op{{rule: &ruleOp{x, y, w, chartBar, shades[0]}}, {rule: &ruleOp{x + edge, y + edge, max(0, w-2*edge), chartBar - 2*edge, shade}}}
}

// legend says which shade is whose.
func (s *sheets) legend(c chart.Chart) item {
	st := styleOf(body, gridSize)
	return item{height: gridLine + chartGap, draw: func(y float64) (ops []op) {
		x := areaLeft + chartLabel
		for i, series := range c.Series {
			ops = append(ops, bar(i, x, y+(gridLine-chartBar)/2, 6)...)
			l := line{atoms: s.atoms(letter.Run{Text: series.Name}, st)}
			ops = append(ops, l.draw(x+7.5, baseline(y, gridLine, st.size), st)...)
			x += 7.5 + l.width() + 6
		}
		return ops
	}}
}

// bars draws those of one label, one of each series below the other.
func (s *sheets) bars(c chart.Chart, label, most int) item {
	st := styleOf(body, gridSize)
	lines := breakLines(s.atoms(letter.Run{Text: c.Labels[label].Text}, st), chartLabel-4, chartLabel-4)
	height := math.Max(float64(len(lines))*gridLine, float64(len(c.Series))*gridLine)
	return item{height: height + chartGap, draw: func(y float64) (ops []op) {
		top := y + (height-float64(len(lines))*gridLine)/2
		for i, l := range lines {
			ops = append(ops, l.draw(areaLeft+chartLabel-4-l.width(), baseline(top+float64(i)*gridLine, gridLine, st.size), st)...)
		}
		for i, series := range c.Series {
			v := chart.Value{None: true}
			if label < len(series.Values) {
				v = series.Values[label]
			}
			at := y + (height-float64(len(c.Series))*gridLine)/2 + float64(i)*gridLine
			w := 0.0
			if !v.None {
				w = math.Max(0.3, (areaWidth-chartLabel-chartValue)*float64(max(0, v.N))/float64(most))
				ops = append(ops, bar(i, areaLeft+chartLabel, at+(gridLine-chartBar)/2, w)...)
			}
			number := line{atoms: s.atoms(letter.Run{Text: v.Text()}, st)}
			ops = append(ops, number.draw(areaLeft+chartLabel+w+1.5, baseline(at, gridLine, st.size), st)...)
		}
		return ops
	}}
}
