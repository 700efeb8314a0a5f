package pdf

import (
	"io/fs"

	"mingda/internal/fault"
	"mingda/internal/letter"
)

// Fonts are the faces letters are set in, read once per process.
type Fonts struct{}

// LoadFonts reads the fonts.
func LoadFonts(dir string, embedded fs.FS) (*Fonts, error) { return &Fonts{}, nil }

// Missing returns the characters of the text that no font has, each once.
func (f *Fonts) Missing(text string) []rune { return nil }

// Options is what is printed beside the letter itself.
type Options struct {
	Mark string // across each page, such as 草稿 or 副本
	Seal []byte // PNG of the seal, placed over name and date; none if empty
}

// Render returns the letter as PDF.
func Render(f *Fonts, l letter.Letter, o Options) ([]byte, error) {
	return nil, fault.New(fault.Unavailable, "letter_unreadable")
}
