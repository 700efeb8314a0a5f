package forms

import (
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/serve"
	"mingda/internal/sheet"
	"mingda/internal/sqlite"
)

// An Export is a table that a person takes out of the office as a file (导出): made whole,
// recorded, and only then sent.
type Export struct {
	What    string // 台账
	Chosen  string // by which filters and in which order, in words; empty: all
	Name    string // of the file, without ending
	Columns []Column
}

// A Column is one of a table, with its width in a workbook.
type Column = sheet.Column

// A Format is what a table is written as.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

var mediaTypes = map[Format]string{
	CSV: "text/csv; charset=utf-8", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// utf8Mark begins a file of separated values: by it spreadsheets know UTF-8.
const utf8Mark = "\xef\xbb\xbf"

// Rows takes the rows of a table. A calendar.Date is a day, and none an empty cell; ints are
// numbers; strings are texts, whatever they look like.
type Rows interface{ Row(values ...any) error }

// Heads are columns as wide as their headings.
func Heads(names ...string) []Column {
	columns := make([]Column, len(names))
	for i, n := range names {
		columns[i].Name = n
	}
	return columns
}

// Send answers with the file that fill gives the rows of, and HEAD with what file it would be.
func (e Export) Send(w http.ResponseWriter, r *http.Request, d *desk.Desk, by auth.User, format Format, fill func(Rows) error) error {
	heads := make([]string, len(e.Columns))
	for i, c := range e.Columns {
		heads[i] = c.Name
	}
	name := e.Name + "." + string(format)
	if serve.IsHead(r) { // nothing goes out that could be recorded
		describe(w.Header(), name, format)
		return nil
	}
	record := sqlite.TableExport{What: e.What, Chosen: e.Chosen, Address: r.URL.RequestURI(), Columns: strings.Join(heads, "、"), Name: name}
	f, err := d.Export(r.Context(), by, record, func(to io.Writer, tmp string) (int, error) { return e.write(to, tmp, format, fill) })
	if err != nil {
		return err
	}
	defer f.Close()
	describe(w.Header(), name, format)
	http.ServeContent(w, r, "", time.Time{}, f)
	return nil
}

// describe says in the head of an answer what the file is.
func describe(h http.Header, name string, format Format) {
	h.Set("Content-Type", mediaTypes[format])
	h.Set("Content-Disposition", serve.Attachment(name, "export"))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
}

func (e Export) write(to io.Writer, tmp string, format Format, fill func(Rows) error) (int, error) {
	switch format {
	case CSV:
		return e.writeCSV(to, fill)
	case XLSX:
		return e.writeXLSX(to, tmp, fill)
	}
	return 0, fmt.Errorf("no format %q", format)
}

func (e Export) writeXLSX(to io.Writer, tmp string, fill func(Rows) error) (int, error) {
	out, err := sheet.NewWriterIn(tmp, e.What, e.Columns)
	if err != nil {
		return 0, err
	}
	defer out.Close() //nolint:errcheck // its temporary file is swept at the next start too
	rows := &xlsxRows{out: out}
	if err := fill(rows); err != nil {
		return 0, err
	}
	_, err = out.WriteTo(to)
	return rows.n, err
}

// xlsxRows gives the rows to a workbook.
type xlsxRows struct {
	out *sheet.Writer
	n   int
}

// Row implements Rows.
func (x *xlsxRows) Row(values ...any) error {
	x.n++
	for i, v := range values {
		if day, ok := v.(calendar.Date); ok {
			values[i] = time.Time{}
			if !day.IsZero() {
				values[i] = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
			}
		}
	}
	return x.out.Row(values...)
}

// writeCSV writes separated values.
func (e Export) writeCSV(to io.Writer, fill func(Rows) error) (int, error) {
	if _, err := io.WriteString(to, utf8Mark); err != nil {
		return 0, err
	}
	rows := &csvRows{out: csv.NewWriter(to), n: -1}
	rows.out.UseCRLF = true
	heads := make([]any, len(e.Columns))
	for i, c := range e.Columns {
		heads[i] = c.Name
	}
	if err := rows.Row(heads...); err != nil {
		return 0, err
	}
	if err := fill(rows); err != nil {
		return 0, err
	}
	rows.out.Flush()
	return rows.n, rows.out.Error()
}

// csvRows writes the rows as separated values.
type csvRows struct {
	out *csv.Writer
	n   int
}

// Row implements Rows.
func (c *csvRows) Row(values ...any) error {
	c.n++
	cells := make([]string, len(values))
	for i, v := range values {
		if text, ok := v.(string); ok {
			cells[i] = harmless(text)
		} else {
			cells[i] = fmt.Sprint(v)
		}
	}
	return c.out.Write(cells)
}

// formulaSigns are what a spreadsheet takes for the beginning of a formula, also
// in their wide forms.
const formulaSigns = "=+-@\t\r\n＝＋－＠"

// harmless marks as text what a spreadsheet would take for a formula, and leaves out what
// a terminal takes for a command or what turns the direction of writing: names and reasons
// come from outside.
func harmless(cell string) string {
	cell = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u2028' || r == '\u2029' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(cell, "\uFFFD"))
	if strings.IndexAny(strings.TrimLeft(cell, " \u3000"), formulaSigns) == 0 {
		return "'" + cell
	}
	return cell
}
