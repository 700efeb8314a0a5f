// Package letter holds the papers of the office (公文) as values: which kinds
// there are, what each must contain (政府信息公开条例 36 and the articles beside
// it), what an officer fills in, which sentences come from the law and cannot
// be typed over, and what a checker has to look at. It knows nothing of paper:
// internal/pdf lays a Letter out, and a Letter holds all that takes.
//
// It does no I/O and reads no clock: the day of a letter is an argument, and
// the sentences on remedies follow the law in force on it.
package letter

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
)

// A Form is the shape of the sheet (GB/T 9704-2012).
type Form string

// The forms.
const (
	Ordinary   Form = "ordinary"    // the ordinary form: red head 35 mm below the type area's top, one red rule
	LetterForm Form = "letter_form" // 信函格式: red head 30 mm from the top, two double rules
	Sheet      Form = "sheet"       // an inner sheet or slip without red head: records, service receipts

	EnvelopeForm Form = "envelope" // an envelope of 220 × 110 mm, printed upon
)

// A Letter is one paper, complete: what is stored in the ledger when it is
// signed, and all that rendering it needs. It is plain JSON.
type Letter struct {
	Kind        Kind          `json:"kind"`
	Form        Form          `json:"form"`
	Office      string        `json:"office"`                // name in the head
	Number      string        `json:"number,omitempty"`      // 文号; empty where the kind has none, or in a draft
	Title       string        `json:"title"`                 //
	Addressee   string        `json:"addressee,omitempty"`   // without the colon
	Blocks      []Block       `json:"blocks"`                // in order
	Attachments []string      `json:"attachments,omitempty"` // names, in order
	SignedBy    string        `json:"signed_by,omitempty"`   // the office that signs; empty on sheets that others sign
	On          calendar.Date `json:"on,omitzero"`           // date of the letter; zero in a draft
	Draft       bool          `json:"draft,omitempty"`       // gaps, number and date may be open
	Sealed      bool          `json:"sealed,omitempty"`      // placed for a seal over name and date
	Code        string        `json:"code,omitempty"`        // 查验码, by which anybody can ask whether it is the office's own; a signed letter's only
	Verify      string        `json:"verify,omitempty"`      // address that says so, with the code
	Envelope    *Envelope     `json:"envelope,omitempty"`    // of an envelope: all that stands on it
	Slip        *Letter       `json:"slip,omitempty"`        // a form to be filled in and sent back, on a page of its own
}

// A Block is one part of the body: exactly one of its fields is set.
type Block struct {
	Paragraph *Paragraph `json:"paragraph,omitempty"`
	Table     *Table     `json:"table,omitempty"`
}

// A Paragraph is a run of sentences. Locked ones come from the table of law:
// no field of the form can change their words.
type Paragraph struct {
	Runs     []Run         `json:"runs"`
	Level    Level         `json:"level,omitempty"`
	Locked   bool          `json:"locked,omitempty"`
	Articles string        `json:"articles,omitempty"` // what it rests on, such as 条例第三十六条第二项
	InForce  calendar.Date `json:"in_force,omitzero"`  // first day on which the sentence is the law; zero if it always was
	Free     bool          `json:"free,omitempty"`     // the officer's own paragraph, beyond the standard text
}

// A Level is the typographic rank of a paragraph.
type Level int

// The levels.
const (
	Body    Level = iota // 仿宋, indented two characters
	Heading              // 黑体, 一、
	Flush                // 仿宋, not indented
	Small                // a note in smaller type, not indented
	Centred              // a line in the middle
)

// A Run is a stretch of a paragraph. A gap stands where something required is
// not filled in yet; only drafts have gaps.
type Run struct {
	Text  string `json:"text"`
	Gap   bool   `json:"gap,omitempty"`
	Field string `json:"field,omitempty"` // name of the field the words come from, or that would fill the gap
}

// Text returns the words of the paragraph.
func (p Paragraph) Text() string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// A Table is a table with ruled cells. Widths are shares of the type area's width
// and count the columns. Without a head it is a form: every other cell, from the
// first on, is a label.
type Table struct {
	Head   []string   `json:"head,omitempty"` // repeated on every page the table reaches
	Widths []int      `json:"widths"`
	Rows   []TableRow `json:"rows"`
}

// A TableRow is one row of a table: a cell for each column. With fewer, the last
// one reaches to the end.
type TableRow struct {
	Cells []string `json:"cells"`
	Lines int      `json:"lines,omitempty"` // least height in lines of text, for room to write by hand
}

// Text returns the letter as plain text: what a mail body and the status page
// show, and what a checker can compare line by line.
func (l Letter) Text() string {
	var b strings.Builder
	line := func(s string) {
		if s != "" {
			b.WriteString(s + "\n")
		}
	}
	line(l.Office)
	line(l.Number)
	line(l.Title)
	if l.Addressee != "" {
		line(l.Addressee + "：")
	}
	for _, block := range l.Blocks {
		switch {
		case block.Paragraph != nil:
			line(block.Paragraph.Text())
		case block.Table != nil:
			block.Table.text(line)
		}
	}
	if l.Envelope != nil {
		l.Envelope.text(line)
	}
	for i, a := range l.AttachmentLines() {
		if i == 0 {
			a = "附件：" + a
		}
		line(a)
	}
	line(l.SignedBy)
	line(l.On.Chinese())
	if l.Code != "" {
		line(strings.TrimSpace("查验码：" + l.Code + "　" + l.Verify))
	}
	if l.Slip != nil {
		b.WriteString("\n" + l.Slip.Text())
	}
	return b.String()
}

func (t Table) text(line func(string)) {
	line(strings.Join(t.Head, "　"))
	for _, row := range t.Rows {
		if len(t.Head) > 0 {
			line(strings.Join(row.Cells, "　"))
			continue
		}
		var pairs []string
		for pair := range slices.Chunk(row.Cells, 2) {
			pairs = append(pairs, strings.Join(pair, "："))
		}
		line(strings.Join(pairs, "　"))
	}
}

// AttachmentLines returns the attachments as they stand below the body:
// numbered where there are several, without marks at the end (GB/T 9704-2012).
func (l Letter) AttachmentLines() []string {
	if len(l.Attachments) == 1 {
		return []string{l.Attachments[0]}
	}
	lines := make([]string, len(l.Attachments))
	for i, a := range l.Attachments {
		lines[i] = itoa(i+1) + ". " + a
	}
	return lines
}
