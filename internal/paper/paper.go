// Package paper is what an office publishes beside its letters, as a value: a title, parts
// with headings, paragraphs, tables with merged cells. The adapters that write it (pdf, docx,
// sheet) and the pages that show it know no more of a report than this.
package paper

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/chart"
)

// A Document is such a paper.
type Document struct {
	Title  string        // a line end in it is where it parts
	Under  string        // stands below the title; may be empty
	Author string        // the agency, for the properties of the file
	On     calendar.Date // its day, for the properties; zero for a draft
	Mark   string        // across every page: 草稿; none on what is final
	Parts  []Part
}

// Name returns the title in one line.
func (d Document) Name() string { return strings.ReplaceAll(d.Title, "\n", "") }

// A Part is what stands under one heading.
type Part struct {
	Heading string
	Blocks  []Block
}

// A Block is a paragraph, a table or a chart: exactly one is set. What a chart shows stands
// in a table too, for not everybody sees it, and a workbook has it not.
type Block struct {
	Text  string
	Table *Table
	Chart *chart.Chart
}

// Text makes a paragraph.
func Text(text string) Block { return Block{Text: text} }

// A Table is rows of cells, some of which reach over several columns or rows.
type Table struct {
	Name   string    // what is in it
	Widths []float64 // of the columns, in shares
	Head   int       // so many rows are its head, which stands again on every page
	Rows   [][]Cell
}

// A Cell is one cell. A row names only the cells that begin in it.
type Cell struct {
	Text   string
	Cols   int  // columns it reaches over; 0 is 1
	Rows   int  // rows it reaches over; 0 is 1
	Label  bool // says what stands beside it
	Number bool // Text is a number, as strconv reads it
	Left   bool // its text begins at the left, instead of in the middle
}

// A Place is a cell and where it is: its first row and column.
type Place struct {
	Cell
	Row, Column int
}

// Places returns every cell of the table with the row and column at which it begins, and how
// far it reaches in truth: no cell reaches past the edges, and there are no gaps, for what
// no cell covers gets empty ones.
func (t Table) Places() []Place {
	width := len(t.Widths)
	taken := make([]bool, len(t.Rows)*width)
	var places []Place
	for r, row := range t.Rows {
		next := 0
		for c := 0; c < width; c++ {
			if taken[r*width+c] {
				continue
			}
			var cell Cell
			if next < len(row) {
				cell, next = row[next], next+1
			}
			cell.Rows = min(max(cell.Rows, 1), len(t.Rows)-r)
			cell.Cols = free(taken[r*width:(r+1)*width], c, max(cell.Cols, 1))
			for i := range cell.Rows {
				for j := range cell.Cols {
					taken[(r+i)*width+c+j] = true
				}
			}
			places = append(places, Place{cell, r, c})
		}
	}
	return places
}

// free returns how many of the n columns from c on nothing from above reaches into.
func free(taken []bool, c, n int) int {
	for i := range n {
		if c+i >= len(taken) || taken[c+i] {
			return i
		}
	}
	return n
}
