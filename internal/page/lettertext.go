package page

import (
	"strings"

	"mingda/internal/letter"
)

// A LetterText is a letter as a page of its own: to be enlarged, read out and
// copied, which its PDF is not made for. It says what the letter says, in the
// same order. Partial "letter_text".
type LetterText struct {
	Office      string
	Number      string
	Title       string
	Addressee   string
	Blocks      []LetterBlock
	Attachments []string // names, in order; numbered by the page where there are several
	SignedBy    string
	SignedOn    string
	Code        string // by which anybody can ask whether the letter is genuine
	Verify      string
	Slip        *LetterText // a form to be filled in and sent back
}

// A LetterBlock is one part of the body: a heading, a paragraph or a table.
type LetterBlock struct {
	Heading string
	Text    string
	Class   string // how the paragraph stands: "ind", "small", "centred" or ""
	Table   *LetterTable
}

// A LetterTable is a table with its header cells known as such.
type LetterTable struct {
	Head []string
	Rows [][]LetterCell
}

// A LetterCell is one cell. Span is how many columns it reaches over.
type LetterCell struct {
	Text   string
	Header bool
	Span   int
}

// TextOf returns the letter as a page shows it.
func TextOf(l letter.Letter) LetterText {
	t := LetterText{
		Office: l.Office, Number: l.Number, Title: l.Title, Addressee: l.Addressee, Attachments: l.Attachments,
		SignedBy: l.SignedBy, SignedOn: l.On.Chinese(), Code: l.Code, Verify: l.Verify,
	}
	for _, b := range l.Blocks {
		switch {
		case b.Paragraph != nil:
			t.Blocks = append(t.Blocks, paragraphOf(*b.Paragraph))
		case b.Table != nil:
			t.Blocks = append(t.Blocks, LetterBlock{Table: tableOf(*b.Table)})
		}
	}
	if l.Slip != nil {
		slip := TextOf(*l.Slip)
		t.Slip = &slip
	}
	return t
}

func paragraphOf(p letter.Paragraph) LetterBlock {
	text := strings.TrimSpace(p.Text())
	if p.Level == letter.Heading {
		return LetterBlock{Heading: text}
	}
	class := map[letter.Level]string{letter.Body: "ind", letter.Small: "small", letter.Centred: "centred"}[p.Level]
	return LetterBlock{Text: text, Class: class}
}

// tableOf knows the header cells: those of the head, and in a form without one
// every other cell, from the first on.
func tableOf(t letter.Table) *LetterTable {
	table := &LetterTable{Head: t.Head}
	for _, r := range t.Rows {
		var row []LetterCell
		for i, text := range r.Cells {
			cell := LetterCell{Text: text, Header: len(t.Head) == 0 && i%2 == 0, Span: 1}
			if i == len(r.Cells)-1 {
				cell.Span += len(t.Widths) - len(r.Cells)
			}
			row = append(row, cell)
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}
