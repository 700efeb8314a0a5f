package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"mingda/internal/fault"
)

// A Kind is what a cell holds.
type Kind byte

// The kinds of cells.
const (
	Empty   Kind = iota
	Text         //
	Number       //
	Day          // a number in the format of a day or a time: so many days since the epoch of its workbook
	Logical      // TRUE or FALSE
	Error        // such as #N/A: what a formula came to
	Missing      // a formula whose value was never worked out
)

// A Cell is one value of a table.
type Cell struct {
	Kind   Kind
	Text   string  // as it is stored; of a number its digits
	Number float64 // of Number and Day
	Merged bool    // it is not its own, but that of the merged cells it lies in
}

// A Row is one row of a table. Rows without any value are left out.
type Row struct {
	N      int // from 1, as the program counts that made the file
	Hidden bool
	Cells  []Cell // Cells[i] is column i+1
}

// A Table is one sheet, read whole.
type Table struct {
	Name    string
	Rows    []Row
	Columns int          // the last with a value
	Hidden  map[int]bool // columns, from 1
	Since   int          // the year in which the epoch of its days lies: 1900 or 1904
	Merges  int          // ranges of merged cells
}

// Limits bound what is read of a file, so that a small one that unpacks to a huge one
// does no harm.
type Limits struct {
	Bytes   int64 // unpacked
	Rows    int   // of one sheet, with a value
	Columns int
	Cells   int // of one sheet, with a value, those that merged cells spread to among them
}

// Bounds are the limits of an office's register.
var Bounds = Limits{Bytes: 256 << 20, Rows: 100_000, Columns: 200, Cells: 3_000_000}

// A Sheet is what a book's list says of one.
type Sheet struct {
	Name   string
	Hidden bool
}

// A Book is a workbook (xlsx), or a file of comma separated values, to be read.
type Book struct {
	Sheets []Sheet
	read   func(n int) (*Table, error)
}

// Table reads the n-th sheet, from 0.
func (b *Book) Table(n int) (*Table, error) {
	if n < 0 || n >= len(b.Sheets) {
		return nil, fault.New(fault.NotFound, "workbook_sheet_missing")
	}
	t, err := b.read(n)
	if err != nil {
		return nil, err
	}
	t.Name = b.Sheets[n].Name
	return t, nil
}

// Open looks at a file, by what it is and not by its name. It fails with fault Invalid
// for what is no workbook, with a sentence that says what to do.
func Open(r io.ReaderAt, size int64, within Limits) (*Book, error) {
	begin := make([]byte, 8)
	n, err := r.ReadAt(begin, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	begin = begin[:n]
	switch {
	case n == 0:
		return nil, fault.New(fault.Invalid, "workbook_empty_file")
	case bytes.HasPrefix(begin, []byte("PK\x03\x04")):
		packed, err := zip.NewReader(r, size)
		if err != nil {
			return nil, fault.New(fault.Invalid, "workbook_broken").Because(err)
		}
		return openXLSX(packed, within)
	case bytes.HasPrefix(begin, []byte("\xd0\xcf\x11\xe0")):
		return nil, refuseOld(io.NewSectionReader(r, 0, size))
	case size > within.Bytes:
		return nil, fault.New(fault.Invalid, "workbook_too_big", within.Bytes>>20)
	}
	text, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, err
	}
	return openCSV(text, within)
}

// refuseOld says what to do with a file of Excel 97, or one that has a password: both
// are of the same kind outside.
func refuseOld(r io.Reader) error {
	head, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return err
	}
	if bytes.Contains(head, wide("EncryptedPackage")) {
		return fault.New(fault.Invalid, "workbook_locked")
	}
	return fault.New(fault.Invalid, "workbook_xls")
}

// wide writes a plain word as UTF-16 does.
func wide(word string) []byte {
	var b []byte
	for i := range len(word) {
		b = append(b, word[i], 0)
	}
	return b
}

// put keeps a value at a column, from 1.
func (r *Row) put(column int, c Cell) {
	for len(r.Cells) < column {
		r.Cells = append(r.Cells, Cell{})
	}
	r.Cells[column-1] = c
}

// Cell returns the one in a column, from 1; an empty one where there is none.
func (r Row) Cell(column int) Cell {
	if column < 1 || column > len(r.Cells) {
		return Cell{}
	}
	return r.Cells[column-1]
}

// holds counts the cells that a table has while it is read, and refuses one that has
// too many.
type holds struct {
	Limits
	cells int
}

// add lets one more row into the table.
func (h *holds) add(t *Table, r Row) error {
	for len(r.Cells) > 0 && r.Cells[len(r.Cells)-1].Kind == Empty {
		r.Cells = r.Cells[:len(r.Cells)-1]
	}
	if len(r.Cells) == 0 {
		return nil
	}
	if len(t.Rows) >= h.Rows {
		return fault.New(fault.Invalid, "workbook_too_many_rows", h.Rows)
	}
	if len(r.Cells) > h.Columns {
		return fault.New(fault.Invalid, "workbook_too_many_columns", h.Columns)
	}
	if h.cells += len(r.Cells); h.cells > h.Cells {
		return fault.New(fault.Invalid, "workbook_too_many_cells", h.Cells/10_000)
	}
	t.Columns = max(t.Columns, len(r.Cells))
	t.Rows = append(t.Rows, r)
	return nil
}

// ColumnName is what the programs call a column: A, B, … AA.
func ColumnName(column int) string {
	var name string
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// position reads the name of a cell, such as B12.
func position(name string) (column, row int) {
	name = strings.ReplaceAll(name, "$", "")
	i := 0
	for ; i < len(name) && name[i] >= 'A' && name[i] <= 'Z' && column < 1<<20; i++ {
		column = column*26 + int(name[i]-'A') + 1
	}
	for ; i < len(name) && name[i] >= '0' && name[i] <= '9' && row < 1<<30; i++ {
		row = row*10 + int(name[i]-'0')
	}
	return column, row
}
