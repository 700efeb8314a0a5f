package law

import (
	"slices"
	"testing"
)

// TestReportRows: every kind of result counts in one row of the form, which is the one that
// its rule names; before the form there are no rows.
func TestReportRows(t *testing.T) {
	if rows := ReportRows(on(t, "2020-12-31")); rows != nil {
		t.Errorf("before the form there are %d rows", len(rows))
	}
	rows := ReportRows(on(t, "2021-12-31"))
	if len(rows) != 21 {
		t.Errorf("%d rows", len(rows))
	}
	for i, row := range rows {
		if row.Code != string(row.Results[0]) && row.Number != "（六）3" {
			t.Errorf("%s has the code %s", row.Number, row.Code)
		}
		if at := slices.IndexFunc(rows, func(r ReportRow) bool { return r.Code == row.Code || r.Number == row.Number }); at != i {
			t.Errorf("%s is there twice", row.Code)
		}
	}
	for _, rule := range Results(on(t, "2026-07-01")) {
		var in []string
		for _, row := range rows {
			for range slices.DeleteFunc(slices.Clone(row.Results), func(r Result) bool { return r != rule.Code }) {
				in = append(in, row.Number)
			}
		}
		if !slices.Equal(in, []string{rule.Row}) {
			t.Errorf("%s counts in %v, its rule says %s", rule.Code, in, rule.Row)
		}
	}
}
