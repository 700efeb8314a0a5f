package serve

import (
	"encoding/csv"
	"mime"
	"net/http"
	"strings"
)

// A Table is a file of rows for spreadsheets (CSV) that is being sent.
type Table struct{ out *csv.Writer }

// BeginTable begins to answer with a table: its file's name, without ending, and the heads
// of its columns. The first bytes tell spreadsheets that it is UTF-8.
func BeginTable(w http.ResponseWriter, name string, heads ...string) (*Table, error) {
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name + ".csv"}))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
	if _, err := w.Write([]byte("\xef\xbb\xbf")); err != nil {
		return nil, err
	}
	t := &Table{csv.NewWriter(w)}
	t.out.UseCRLF = true
	return t, t.out.Write(heads)
}

// Row sends one more row.
func (t *Table) Row(cells ...string) error { return t.out.Write(harmless(cells)) }

// End sends what is left.
func (t *Table) End() error {
	t.out.Flush()
	return t.out.Error()
}

// formulaSigns are what a spreadsheet takes for the beginning of a formula, also
// in their wide forms.
const formulaSigns = "=+-@\t\r\n＝＋－＠"

// harmless marks as text what a spreadsheet would take for a formula: names and
// reasons come from outside.
func harmless(cells []string) []string {
	for i, cell := range cells {
		if strings.IndexAny(strings.TrimLeft(cell, " \u3000"), formulaSigns) == 0 {
			cells[i] = "'" + cell
		}
	}
	return cells
}
