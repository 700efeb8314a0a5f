package report

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
)

// annualJSON is a yearly report as `mingda report annual --format json` writes it.
type annualJSON struct {
	Year       int          `json:"year"`
	Agency     string       `json:"agency"`
	Requests   requestsJSON `json:"requests"`
	Review     Figures      `json:"review"`
	Direct     Figures      `json:"court_direct"`
	After      Figures      `json:"court_after_review"`
	Identities []Identity   `json:"identities"`
}

type requestsJSON struct {
	Columns []string  `json:"columns"`
	Rows    []rowJSON `json:"rows"`
}

type rowJSON struct {
	Code   string `json:"code"`
	Label  string `json:"label"`
	Values [7]int `json:"values"`
}

// WriteJSON writes the figures of the report.
func (a Annual) WriteJSON(w io.Writer) error {
	out := annualJSON{a.Year, a.Agency, requestsJSON{Columns: ColumnCodes()}, a.Review, a.Direct, a.After, a.Identities}
	for _, row := range a.Requests.Rows {
		out.Requests.Rows = append(out.Requests.Rows, rowJSON{row.Code, row.Label, row.Values})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

// WriteCSV writes the figures of the report: the table of requests and, beneath an empty
// line, those of reconsideration and the courts.
func (a Annual) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	var heads []string
	for _, code := range ColumnCodes() {
		heads = append(heads, ColumnLabel(code))
	}
	lines := [][]string{append([]string{"code", "label"}, heads...)}
	for _, row := range a.Requests.Rows {
		line := []string{row.Code, strings.TrimPrefix(row.Group+" "+row.Label, " ")}
		for _, n := range row.Values {
			line = append(line, strconv.Itoa(n))
		}
		lines = append(lines, line)
	}
	lines = append(lines, nil)
	heads = []string{"code", "label"}
	for _, c := range Columns {
		heads = append(heads, c.Label())
	}
	lines = append(lines, heads)
	for _, of := range []struct {
		code, label string
		Figures
	}{{"review", "行政复议", a.Review}, {"court_direct", "行政诉讼：未经复议直接起诉", a.Direct}, {"court_after_review", "行政诉讼：复议后起诉", a.After}} {
		line := []string{of.code, of.label}
		for _, c := range Columns {
			line = append(line, strconv.Itoa(of.Of(c)))
		}
		lines = append(lines, line)
	}
	for _, line := range lines {
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
