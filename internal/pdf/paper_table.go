package pdf

import (
	"math"
	"strings"

	"mingda/internal/letter"
	"mingda/internal/paper"
)

// The tables of papers, which are wide: smaller letters than those of letters.
const (
	gridSize     = 10.5 // points, 五号
	gridSmallest = 5.0  // to which numbers shrink
	gridLine     = 5.0  // pitch of lines, millimetres
	gridPadding  = 1.0  // above and below
	gridSide     = 0.9  // left and right
	gridGap      = 2.5  // above and below the table

	rowsBegun = 3 // so many rows stand at least below the head where a table begins
)

// A grid is a table whose cells are set and whose rows have their heights.
type grid struct {
	places  []paper.Place
	texts   [][]line // of each place
	shown   []int    // how many lines of each place are drawn
	styles  []style
	lefts   []float64 // where columns begin; one more than there are
	lines   []int     // of text that rows have room for
	heights []float64 // of rows
}

// table draws a table. Its head stands again on every page; no row is parted that is not
// higher than a page, and a cell that reaches over rows says its text on every page. What
// stands above, its heading, goes on the page of its first row.
func (s *sheets) table(t paper.Table, above []item) {
	g := s.grid(t)
	head := min(max(t.Head, 0), len(g.heights))
	if g.high(0, head) > areaHeight/2 {
		head = 0 // it would take half of every page
	}
	room := 0.0
	for _, it := range above {
		room += it.height
	}
	if room += gridGap + g.high(0, min(head+rowsBegun, len(g.heights))); !s.fits(room) && room <= areaHeight {
		s.turn()
	}
	s.flow(above)
	s.y += gridGap
	from := head
	for first := true; first || from < len(g.heights); first = false {
		if !first {
			s.turn()
		}
		s.rows(g, 0, head)
		to := from
		for to < len(g.heights) && (s.fits(g.high(from, to+1)) || to == from) {
			to++
		}
		to = g.goodEnd(from, to)
		s.rows(g, from, to)
		from = to
	}
	s.y += gridGap
}

// goodEnd returns where rows from from to to should better end: not within a head of its own,
// a row that is all labels, which goes on with the rows after it.
func (g *grid) goodEnd(from, to int) int {
	end := to
	for end < len(g.heights) && end-1 > from && g.allLabels(end-1) {
		end--
	}
	return end
}

// allLabels reports whether the row has nothing but labels.
func (g *grid) allLabels(row int) bool {
	for _, p := range g.places {
		if p.Row == row && !p.Label {
			return false
		}
	}
	return true
}

// grid sets the cells of a table.
func (s *sheets) grid(t paper.Table) *grid {
	g := &grid{places: t.Places(), lines: make([]int, len(t.Rows)), lefts: []float64{areaLeft}}
	total := 0.0
	for _, w := range t.Widths {
		total += w
	}
	at := areaLeft
	for _, w := range t.Widths {
		at += areaWidth * w / total
		g.lefts = append(g.lefts, at)
	}
	for _, p := range g.places {
		st := styleOf(body, gridSize)
		if p.Label && p.Row < t.Head {
			st = styleOf(heavy, gridSize)
		}
		width := g.width(p) - 2*gridSide
		if strings.IndexFunc(p.Text, func(r rune) bool { return !isLatin(r) }) < 0 {
			st = s.narrow(p.Text, st, width)
		}
		g.texts, g.styles = append(g.texts, s.cell(p.Text, st, width)), append(g.styles, st)
	}
	g.shown = make([]int, len(g.places))
	g.measure()
	return g
}

// narrow makes the letters of a number, which is never parted, so small that it fits into the width.
func (s *sheets) narrow(text string, st style, width float64) style {
	if w := sum(s.atoms(letter.Run{Text: text}, st)); w > width {
		return styleOf(st.as, max(gridSmallest, math.Floor(2*st.size*width/w)/2))
	}
	return st
}

// measure finds how many lines rows have: first by the cells that stand in one row, then by
// those that reach over several, which find room for their text in all of them.
func (g *grid) measure() {
	for i := range g.lines {
		g.lines[i] = 1
	}
	for _, several := range []bool{false, true} {
		for i, p := range g.places {
			if (p.Rows > 1) != several {
				continue
			}
			have := 0
			for _, n := range g.lines[p.Row : p.Row+p.Rows] {
				have += n
			}
			for more := len(g.texts[i]) - have; more > 0; more-- {
				g.lines[p.Row+more%p.Rows]++
			}
		}
	}
	for _, n := range g.lines {
		g.heights = append(g.heights, float64(n)*gridLine+2*gridPadding)
	}
}

func (g *grid) width(p paper.Place) float64 { return g.lefts[p.Column+p.Cols] - g.lefts[p.Column] }

// high returns the height of rows from from to before to.
func (g *grid) high(from, to int) float64 {
	h := 0.0
	for _, each := range g.heights[from:to] {
		h += each
	}
	return h
}

// rows draws the rows from from to before to. Of a row that is higher than what is left of the
// page the rest goes on the pages after it.
func (s *sheets) rows(g *grid, from, to int) {
	if to == from+1 && !s.fits(g.heights[from]) {
		s.long(g, from) // more than the page has left, and so than a page
		return
	}
	here := &s.pages[len(s.pages)-1]
	for i, p := range g.places {
		begin, end := max(p.Row, from), min(p.Row+p.Rows, to)
		if begin >= end {
			continue
		}
		room := 0
		for _, n := range g.lines[begin:end] {
			room += n
		}
		here.ops = append(here.ops, g.draw(i, s.y+g.high(from, begin), g.high(begin, end), g.part(i, room))...)
	}
	s.y += g.high(from, to)
}

// part returns the lines of a cell that go into a part of it with room for so many: all, on
// every page again; where there is no room for all, as many as there is, and the rest in the
// next part. What was there whole is not begun again where it does not fit.
func (g *grid) part(i, room int) []line {
	all := g.texts[i]
	from := g.shown[i] % max(1, len(all))
	if g.shown[i] >= len(all) && room < len(all) {
		return nil
	}
	n := min(room, len(all)-from)
	g.shown[i] += n
	return all[from : from+n]
}

// long draws one row over several pages, as many lines on each as there is room.
func (s *sheets) long(g *grid, row int) {
	for left := g.lines[row]; left > 0; {
		room := int((areaBottom + hair - s.y - 2*gridPadding) / gridLine)
		if room < 1 {
			s.turn()
			continue
		}
		n := min(room, left)
		height := float64(n)*gridLine + 2*gridPadding
		here := &s.pages[len(s.pages)-1]
		for i, p := range g.places {
			if p.Row <= row && row < p.Row+p.Rows {
				here.ops = append(here.ops, g.draw(i, s.y, height, g.part(i, n))...)
			}
		}
		s.y, left = s.y+height, left-n
	}
}

// draw draws lines of a cell into a box of the height, and the rules around it.
func (g *grid) draw(i int, y, height float64, lines []line) []op {
	p, st := g.places[i], g.styles[i]
	x, width := g.lefts[p.Column], g.width(p)
	ops := frame(x, y, width, height)
	lines = ragged(lines)
	top := y + (height-float64(len(lines))*gridLine)/2
	for j, l := range lines {
		at := x + gridSide
		if !p.Left {
			at = max(at, x+(width-l.width())/2)
		}
		ops = append(ops, l.draw(at, baseline(top+float64(j)*gridLine, gridLine, st.size), st)...)
	}
	return ops
}

// cell breaks the text of a cell over lines of the width.
func (s *sheets) cell(text string, st style, width float64) []line {
	var lines []line
	for part := range strings.SplitSeq(text, "\n") {
		atoms := s.atoms(letter.Run{Text: part}, st)
		for i := range atoms {
			atoms[i].after, atoms[i].stick = atoms[i].after || atoms[i].tight, false // a cell is narrow
		}
		lines = append(lines, breakLines(atoms, width, width)...)
	}
	return lines
}
