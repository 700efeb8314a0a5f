package demo

import (
	"reflect"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/report"
)

// wantReport checks that the yearly report of the demo is what its ledgers say, that every
// identity holds, and that it has what can be doubted.
func wantReport(t *testing.T, d *desk.Desk) {
	t.Helper()
	ids, err := d.DB.Subjects(ctx, ledger.Case)
	if err != nil {
		t.Fatal(err)
	}
	var all []report.Request
	doubtful := 0
	for _, id := range ids {
		entries, err := d.DB.Entries(ctx, ledger.Case, id, 0)
		if err != nil {
			t.Fatal(err)
		}
		c, err := casefile.Fold(casefile.ID(id), entries)
		if err != nil {
			t.Fatal(err)
		}
		if r, counts := report.RequestOf(c); counts {
			all = append(all, r)
			doubtful += min(len(r.Notes), 1)
		}
	}
	a, err := d.Annual(ctx, d.Today().Year(), 0)
	if want := report.Requests(all, report.PeriodOf(a.Year, d.Today())); err != nil || !reflect.DeepEqual(a.Requests, want) {
		t.Errorf("the report counts\n%+v\nthe ledgers\n%+v, %v", a.Requests, want, err)
	}
	for _, is := range a.Identities {
		if !is.Holds {
			t.Errorf("%s: %s", is.Name, is.Words)
		}
	}
	if doubtful < 5 {
		t.Errorf("%d cases of the demo can be doubted", doubtful)
	}
}
