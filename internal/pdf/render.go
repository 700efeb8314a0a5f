package pdf

import (
	"fmt"

	"mingda/internal/fault"
	"mingda/internal/letter"
)

// Options is what is printed beside the letter itself.
type Options struct {
	Mark string // across each page, such as 草稿 or 副本
	Seal []byte // picture of the seal, from ReadSeal, printed over name and date; none if empty

	Unnumbered bool // whoever puts the pages together numbers them
}

// Render returns the letter as PDF. The same letter, fonts and options give
// the same bytes. A character that no font has is fault.Invalid,
// letter_characters, naming it; in a draft it is drawn as 〓. Render never
// panics: what gofpdf chokes on is fault.Internal, letter_not_drawn.
func Render(f *Fonts, l letter.Letter, o Options) (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, err = nil, fault.New(fault.Internal, "letter_not_drawn").Because(fmt.Errorf("panic: %v", p))
		}
	}()
	s := &setter{fonts: f, letter: l, unnumbered: o.Unnumbered}
	pages := s.lay()
	if len(s.missing) > 0 && !l.Draft {
		return nil, fault.New(fault.Invalid, "letter_characters", string(s.missing[0]))
	}
	return paint(f, pages, l, o)
}

// Pages returns how many pages the letter fills. It never panics: of what
// cannot be laid out it is 0.
func Pages(f *Fonts, l letter.Letter) (n int) {
	defer func() {
		if recover() != nil {
			n = 0
		}
	}()
	return len((&setter{fonts: f, letter: l}).lay())
}
