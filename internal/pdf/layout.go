package pdf

import (
	"mingda/internal/letter"
)

// A setter lays one letter out.
type setter struct {
	fonts   *Fonts
	letter  letter.Letter
	missing []rune // characters that no font has
	dense   bool   // the tables stand close

	unnumbered bool // the pages bear no number of their own
}

// An item is a part of the letter that is never parted by the end of a page: a
// line, a row of a table, the signature.
type item struct {
	height float64
	keep   bool                 // stays on one page with the item after it
	repeat *item                // drawn first where the item begins a page: the head of its table
	draw   func(y float64) []op // y is the upper edge
}

// lay returns the pages of the letter. Where it can be brought onto fewer pages
// by standing one line closer to its signature, and an inner sheet by denser
// tables too, it is.
func (s *setter) lay() []page {
	if e := s.letter.Envelope; e != nil {
		return []page{s.envelope(*e)}
	}
	head, top := s.head()
	gap := 1
	if s.letter.Sealed {
		gap = sealGap
	}
	best := paginate(append(s.content(), s.signature(gap)...), top)
	if s.letter.Sealed || s.letter.Form == letter.Sheet {
		s.dense = s.letter.Form == letter.Sheet
		if closer := paginate(append(s.content(), s.signature(gap-1)...), top); len(closer) < len(best) {
			best = closer
		}
	}
	best[0].ops = append(head, best[0].ops...)
	for i := range best {
		if s.unnumbered {
			break
		}
		best[i].ops = append(best[i].ops, s.pageNumber(i+1, len(best))...)
	}
	if s.letter.Slip != nil {
		slip := &setter{fonts: s.fonts, letter: *s.letter.Slip}
		best = append(best, slip.lay()...)
		s.missing = append(s.missing, slip.missing...)
	}
	return best
}

// paginate puts the items on pages; the first page begins at top.
func paginate(items []item, top float64) []page {
	pages := []page{{}}
	y := top
	fresh := true // nothing on the page yet
	for i := 0; i < len(items); {
		group, height := together(items[i:])
		if y+height > areaBottom+hair && !fresh {
			pages, y, fresh = append(pages, page{}), areaTop, true
			if head := items[i].repeat; head != nil {
				here := &pages[len(pages)-1]
				here.ops = append(here.ops, head.draw(y)...)
				y += head.height
			}
		}
		if fresh && height > areaBottom-y+hair {
			group = items[i : i+1] // more than a page: part it after all
		}
		for _, it := range group {
			here := &pages[len(pages)-1]
			here.ops = append(here.ops, it.draw(y)...)
			y += it.height
		}
		i += len(group)
		fresh = false
	}
	return pages
}

// together returns the items that have to be on one page with the first.
func together(items []item) ([]item, float64) {
	height := 0.0
	for i, it := range items {
		height += it.height
		if !it.keep || i == len(items)-1 {
			return items[:i+1], height
		}
	}
	return items, height
}

// content returns the items from the addressee to the attachments. The last
// two lines, of an inner sheet the last paragraph, and with a few attachments
// those of the body too, stay with the signature, which is so never alone on a
// page.
func (s *setter) content() []item {
	var items []item
	ending := 2 // lines that stay with the signature
	if s.letter.Addressee != "" {
		items = append(items, s.lines(s.atoms(letter.Run{Text: s.letter.Addressee + "："}, bodyStyle), bodyStyle, 0)...)
	}
	for _, b := range s.letter.Blocks {
		switch {
		case b.Paragraph != nil:
			lines := s.paragraph(*b.Paragraph)
			items = append(items, lines...)
			if s.letter.Form == letter.Sheet {
				ending = len(lines)
			}
		case b.Table != nil:
			items = append(items, s.table(*b.Table)...)
		}
	}
	attached := s.attachments()
	items = append(items, attached...)
	if s.letter.SignedBy != "" {
		stay := ending
		if len(attached) < linesOnPage/2 {
			stay += len(attached)
		}
		for i := max(0, len(items)-stay); i < len(items); i++ {
			items[i].keep = true
		}
	}
	return items
}

// paragraph returns the lines of a paragraph.
func (s *setter) paragraph(p letter.Paragraph) []item {
	st, before := bodyStyle, float64(indent)*charPitch
	switch p.Level {
	case letter.Heading:
		st.as = heavy
	case letter.Flush:
		before = 0
	case letter.Small:
		st, before = styleOf(body, smallSize), 0
	case letter.Centred:
		return s.centred(p, st)
	}
	var atoms []atom
	for _, run := range p.Runs {
		atoms = append(atoms, s.atoms(run, st)...)
	}
	items := s.lines(atoms, st, before)
	if n := len(items); p.Level == letter.Heading && n > 0 {
		items[n-1].keep = true
	}
	if n := len(items); n > 1 {
		items[n-2].keep = true // no page begins with the last line of a paragraph
	}
	return items
}

func (s *setter) centred(p letter.Paragraph, st style) []item {
	var items []item
	for _, l := range balance(s.atoms(letter.Run{Text: p.Text()}, st), areaWidth) {
		items = append(items, lineItem(l, areaLeft+(areaWidth-l.width())/2, linePitch, st))
	}
	return items
}

// atoms parts the run, and notes the characters that no font has.
func (s *setter) atoms(run letter.Run, st style) []atom {
	list, missing := s.fonts.atoms(run.Text, st, run.Gap)
	s.missing = append(s.missing, missing...)
	return list
}

// lines breaks the atoms over the type area, the first line indented.
func (s *setter) lines(atoms []atom, st style, before float64) []item {
	pitch := linePitch
	if st.size < bodySize {
		pitch = linePitch * st.size / bodySize
	}
	var items []item
	for i, l := range breakLines(atoms, areaWidth-before, areaWidth) {
		x := areaLeft
		if i == 0 {
			x += before
		}
		items = append(items, lineItem(l, x, pitch, st))
	}
	return items
}

// lineItem is a line in the middle of its pitch.
func lineItem(l line, x, pitch float64, st style) item {
	return item{height: pitch, draw: func(y float64) []op { return l.draw(x, baseline(y, pitch, st.size), st) }}
}

// baseline returns where the baseline lies of text in the middle of a line
// that begins at y.
func baseline(y, pitch, size float64) float64 {
	return y + (pitch-size*mm)/2 + ascent*size*mm
}

// attachments returns a blank line and the list of attachments, each aligned
// below the first's name.
func (s *setter) attachments() []item {
	names := s.letter.AttachmentLines()
	if len(names) == 0 {
		return nil
	}
	st := bodyStyle
	label := line{atoms: s.atoms(letter.Run{Text: "附件："}, st)}
	left := areaLeft + indent*charPitch + label.width()
	items := []item{{height: linePitch, keep: true, draw: func(float64) []op { return nil }}}
	for i, name := range names {
		for j, l := range breakLines(s.atoms(letter.Run{Text: name}, st), areaRight-left, areaRight-left) {
			it := lineItem(l, left, linePitch, st)
			if i == 0 && j == 0 {
				under := it.draw
				it.draw = func(y float64) []op {
					return append(label.draw(areaLeft+indent*charPitch, baseline(y, linePitch, st.size), st), under(y)...)
				}
			}
			items = append(items, it)
		}
	}
	return items
}
