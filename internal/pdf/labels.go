package pdf

import (
	"mingda/internal/letter"
)

// A Label is one address on a sheet of labels.
type Label struct {
	PostCode string
	Address  string
	Name     string
	Number   string // of the letter that goes there, small beside it
}

// A LabelSheet is how the labels lie on a sheet of A4: in rows and columns of
// equal size between the margins, in millimetres.
type LabelSheet struct {
	Columns int
	Rows    int
	Top     float64 // margin above and below
	Side    float64 // margin left and right
}

// DefaultLabels is the common sheet of 24 labels of 70 × 37 mm.
var DefaultLabels = LabelSheet{Columns: 3, Rows: 8, Top: 0.5}

// PerSheet returns how many labels a sheet has.
func (s LabelSheet) PerSheet() int { return s.Columns * s.Rows }

// place returns the edges of the n-th label of a sheet, from 0.
func (s LabelSheet) place(n int) (x, y, w, h float64) {
	w, h = (paperWidth-2*s.Side)/float64(s.Columns), (paperHeight-2*s.Top)/float64(s.Rows)
	return s.Side + float64(n%s.Columns)*w, s.Top + float64(n/s.Columns)*h, w, h
}

// Labels returns sheets of labels in their order, row by row, leaving the first
// skip places of the first sheet free: those of a sheet used before. What no
// font has is drawn as 〓: the letter itself could not have been signed with it.
func Labels(f *Fonts, sheet LabelSheet, skip int, labels []Label) ([]byte, error) {
	s := &setter{fonts: f}
	var pages []page
	for i, l := range labels {
		at := (skip + i) % sheet.PerSheet()
		if len(pages) == 0 || at == 0 {
			pages = append(pages, page{})
		}
		here := &pages[len(pages)-1]
		here.ops = append(here.ops, s.label(l, sheet, at)...)
	}
	return paint(f, pages, letter.Letter{Title: "地址标签"}, Options{})
}

// Sizes of a label, in points and millimetres.
const (
	labelLargest  = 12.0 // of the address
	labelSmallest = 5.0
	labelStep     = 0.5
	labelLeading  = 1.3 // of a line, in its size
	labelSide     = 5.0 // printers do not reach the very edge
	labelAbove    = 4.0
	labelNumber   = 7.5 // points
)

// label draws one label as large as it can be: post code, address, name, and
// the letter's number in the corner.
func (s *setter) label(l Label, sheet LabelSheet, at int) []op {
	x, y, w, h := sheet.place(at)
	x, y, w, h = x+labelSide, y+labelAbove, w-2*labelSide, h-2*labelAbove
	numberStyle := styleOf(body, labelNumber)
	numberStyle.colour = grey
	number := line{atoms: s.atoms(letter.Run{Text: l.Number}, numberStyle)}
	foot := labelNumber * mm * labelLeading
	size := labelLargest
	lines := s.labelLines(l, size, w)
	for size > labelSmallest && float64(len(lines))*size*mm*labelLeading > h-foot {
		size -= labelStep
		lines = s.labelLines(l, size, w)
	}
	pitch := size * mm * labelLeading
	var ops []op
	for i, each := range lines {
		ops = append(ops, each.draw(x, baseline(y+float64(i)*pitch, pitch, size), styleOf(body, size))...)
	}
	return append(ops, number.draw(x+w-number.width(), baseline(y+h-foot, foot, labelNumber), numberStyle)...)
}

// labelLines breaks what stands on a label over lines of the width.
func (s *setter) labelLines(l Label, size, w float64) []line {
	var lines []line
	for _, text := range []string{l.PostCode, l.Address, l.Name + "　收"} {
		lines = append(lines, ragged(breakLines(s.atoms(letter.Run{Text: text}, styleOf(body, size)), w, w))...)
	}
	return lines
}
