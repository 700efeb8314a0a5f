// Package sheet writes and reads workbooks (xlsx). It knows nothing of cases.
package sheet

import (
	"archive/zip"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// A Column is one of a table to be written.
type Column struct {
	Name  string
	Width float64 // in characters of the ordinary width; 0 for that of the heading
}

// A Writer writes one table, row by row, into a workbook of one sheet. Rows go to a
// temporary file, so that many need little memory. The heading stays in sight, and cells hold
// what they were given: a text that looks like a formula is a text.
type Writer struct {
	book *excelize.File
	rows *excelize.StreamWriter
	n    int // rows written, with the heading
	day  int // style of a date
}

// NewWriter begins a table. Close must be called, whatever happens after.
func NewWriter(name string, columns []Column) (*Writer, error) {
	return NewWriterIn("", name, columns)
}

// NewWriterIn is NewWriter with the folder of the temporary file; "": the system's.
func NewWriterIn(tmp, name string, columns []Column) (*Writer, error) {
	w := &Writer{book: excelize.NewFile(excelize.Options{TmpDir: tmp})}
	if err := w.begin(name, columns); err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

func (w *Writer) begin(name string, columns []Column) error {
	if err := w.book.SetSheetName("Sheet1", sheetName(name)); err != nil {
		return err
	}
	var err error
	if w.rows, err = w.book.NewStreamWriter(sheetName(name)); err != nil {
		return err
	}
	format := "yyyy-mm-dd"
	if w.day, err = w.book.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
		return err
	}
	bold, err := w.book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
	if err != nil {
		return err
	}
	head := make([]any, len(columns))
	for i, c := range columns {
		head[i] = excelize.Cell{StyleID: bold, Value: c.Name}
		width := c.Width
		if width == 0 {
			width = float64(2*len([]rune(c.Name)) + 2)
		}
		if err := w.rows.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := w.rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	w.n = 1
	return w.rows.SetRow("A1", head)
}

// Row writes one. A time.Time is a day and the zero one an empty cell; strings are texts,
// numbers are numbers.
func (w *Writer) Row(values ...any) error {
	w.n++
	cells := make([]any, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case time.Time:
			if !v.IsZero() {
				cells[i] = excelize.Cell{StyleID: w.day, Value: v}
			}
		case string:
			cells[i] = printable(v)
		default:
			cells[i] = v
		}
	}
	at, err := excelize.CoordinatesToCellName(1, w.n)
	if err != nil {
		return err
	}
	return w.rows.SetRow(at, cells)
}

// WriteTo ends the table and writes the workbook, packing it on the way: the library alone
// would pack all of it in memory first.
func (w *Writer) WriteTo(to io.Writer) (int64, error) {
	if err := w.rows.Flush(); err != nil {
		return 0, err
	}
	out := &counted{Writer: to}
	w.book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(out) })
	_, err := w.book.WriteTo(io.Discard)
	return out.n, err
}

// counted counts what is written.
type counted struct {
	io.Writer
	n int64
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.Writer.Write(b)
	c.n += int64(n)
	return n, err
}

// Close lets go of the temporary file.
func (w *Writer) Close() error { return w.book.Close() }

// sheetName makes a text one that Excel takes as the name of a sheet: up to 31 characters,
// without its signs.
func sheetName(text string) string {
	text = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, text), " '")
	if r := []rune(text); len(r) > 31 {
		text = string(r[:31])
	}
	if text == "" {
		return "Sheet1"
	}
	return text
}

// printable leaves out what XML cannot hold, and cuts at the length of a cell.
func printable(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "�"))
	if r := []rune(text); len(r) > excelize.TotalCellChars {
		return string(r[:excelize.TotalCellChars-1]) + "…"
	}
	return text
}
