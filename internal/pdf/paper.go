package pdf

import (
	"fmt"
	"strings"

	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/paper"
)

// Paper returns the document as PDF, in the form of official papers: title, headings and
// text as in letters, page numbers at the outer side. The same document and fonts give the
// same bytes. What no font has is drawn as 〓. Paper never panics: what gofpdf chokes on is
// fault.Internal, letter_not_drawn.
func Paper(f *Fonts, d paper.Document) (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, err = nil, fault.New(fault.Internal, "letter_not_drawn").Because(fmt.Errorf("panic: %v", p))
		}
	}()
	s := &sheets{setter: setter{fonts: f, letter: letter.Letter{Form: letter.Ordinary, Title: d.Name(), Office: d.Author, On: d.On}}}
	return paint(f, s.lay(d), s.letter, Options{Mark: d.Mark})
}

// sheets are a setter that fills pages one after the other.
type sheets struct {
	setter
	pages []page
	y     float64 // where the next thing goes
}

// lay returns the pages of the document.
func (s *sheets) lay(d paper.Document) []page {
	s.turn()
	s.title(d)
	for _, part := range d.Parts {
		heading := s.paragraph(heading(part.Heading))
		for i, b := range part.Blocks {
			var items []item
			if i == 0 {
				items = heading
			}
			switch {
			case b.Table != nil:
				s.table(*b.Table, items)
			case b.Chart != nil:
				s.flow(append(items, s.chart(*b.Chart)...))
			default:
				s.flow(append(items, s.paragraph(letter.Paragraph{Runs: []letter.Run{{Text: b.Text}}})...))
			}
		}
		if len(part.Blocks) == 0 {
			s.flow(heading)
		}
	}
	for i := range s.pages {
		s.pages[i].ops = append(s.pages[i].ops, s.pageNumber(i+1, len(s.pages))...)
	}
	return s.pages
}

func heading(text string) letter.Paragraph {
	return letter.Paragraph{Level: letter.Heading, Runs: []letter.Run{{Text: text}}}
}

// title draws the title, and what stands below it.
func (s *sheets) title(d paper.Document) {
	st := styleOf(title, titleSize)
	for part := range strings.SplitSeq(d.Title, "\n") {
		for _, l := range balance(s.atoms(letter.Run{Text: part}, st), areaWidth) {
			s.put(lineItem(l, areaLeft+(areaWidth-l.width())/2, linePitch, st))
		}
	}
	if d.Under != "" {
		for _, it := range s.centred(letter.Paragraph{Runs: []letter.Run{{Text: d.Under}}}, bodyStyle) {
			s.put(it)
		}
	}
	s.y += titleToBody * linePitch
}

// turn begins a page.
func (s *sheets) turn() { s.pages, s.y = append(s.pages, page{}), areaTop }

// fits reports whether so much still goes on the page.
func (s *sheets) fits(height float64) bool { return s.y+height <= areaBottom+hair }

// put draws an item, on the next page where this one is full.
func (s *sheets) put(it item) {
	if !s.fits(it.height) && s.y > areaTop {
		s.turn()
	}
	here := &s.pages[len(s.pages)-1]
	here.ops = append(here.ops, it.draw(s.y)...)
	s.y += it.height
}

// flow draws items one below the other; those that have to be on one page with the next are.
func (s *sheets) flow(items []item) {
	for len(items) > 0 {
		group, height := together(items)
		if !s.fits(height) && height <= areaHeight && s.y > areaTop {
			s.turn()
		}
		for _, it := range group {
			s.put(it)
		}
		items = items[len(group):]
	}
}
