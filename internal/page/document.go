package page

import (
	"strconv"
	"strings"

	"mingda/internal/paper"
)

// A Document is a paper as a page shows it. Partials "document", with its title, and "document_parts".
type Document struct {
	Name  string
	Title []string // its lines
	Under string
	Mark  string
	Parts []DocumentPart
}

// A DocumentPart is what stands under one heading.
type DocumentPart struct {
	ID      string
	Heading string
	Blocks  []DocumentBlock
}

// A DocumentBlock is a paragraph, a table or a picture.
type DocumentBlock struct {
	Text  string
	Table *DocumentTable
	Chart *Chart
}

// A DocumentTable is a table with its header cells known as such.
type DocumentTable struct {
	Name string
	Wide bool // has so many columns that a narrow page scrolls it
	Head [][]DocumentCell
	Rows [][]DocumentCell
}

// A DocumentCell is one cell. Scope is what a header cell is the head of; a cell without is none.
type DocumentCell struct {
	Text       string
	Scope      string
	Cols, Rows int
	Left       bool
}

// DocumentOf returns the document as a page shows it.
func DocumentOf(d paper.Document) Document {
	p := Document{Name: d.Name(), Title: strings.Split(d.Title, "\n"), Under: d.Under, Mark: d.Mark}
	for i, part := range d.Parts {
		out := DocumentPart{ID: "part-" + strconv.Itoa(i+1), Heading: part.Heading}
		for _, b := range part.Blocks {
			switch {
			case b.Table != nil:
				out.Blocks = append(out.Blocks, DocumentBlock{Table: documentTable(*b.Table)})
			case b.Chart != nil:
				out.Blocks = append(out.Blocks, DocumentBlock{Chart: &Chart{Chart: *b.Chart}})
			default:
				out.Blocks = append(out.Blocks, DocumentBlock{Text: b.Text})
			}
		}
		p.Parts = append(p.Parts, out)
	}
	return p
}

func documentTable(t paper.Table) *DocumentTable {
	rows := make([][]DocumentCell, len(t.Rows))
	for _, p := range t.Places() {
		rows[p.Row] = append(rows[p.Row], DocumentCell{Text: p.Text, Cols: p.Cols, Rows: p.Rows, Left: p.Left, Scope: scope(p, t.Head)})
	}
	head := min(max(t.Head, 0), len(rows))
	return &DocumentTable{Name: t.Name, Wide: len(t.Widths) > 5, Head: rows[:head], Rows: rows[head:]}
}

// scope says what a header cell is the head of: of columns in the head of the table, and of
// rows below it.
func scope(p paper.Place, head int) string {
	switch {
	case p.Text == "" || !p.Label:
		return ""
	case p.Row < head && p.Cols > 1:
		return "colgroup"
	case p.Row < head:
		return "col"
	case p.Rows > 1:
		return "rowgroup"
	}
	return "row"
}

// Document renders the document as a file of its own, with its style in it: to be kept, sent and
// printed without anything else.
func (s *Set) Document(d paper.Document) ([]byte, error) {
	return s.Execute("shared/document", DocumentOf(d))
}
