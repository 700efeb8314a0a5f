package demo

import (
	"reflect"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/report"
	"mingda/internal/yearly"
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

// wantYearlies wants the reports of last year published, of every agency and the government's,
// in whose name nothing was left open.
func wantYearlies(t *testing.T, d *desk.Desk) {
	t.Helper()
	all, err := d.PublicYearlies(ctx, d.Today().Year()-1)
	if err != nil || len(all) != len(agencies)+1 || !all[0].ID.IsWhole() {
		t.Fatalf("published are %+v, %v", all, err)
	}
	for _, e := range all {
		p, err := d.PublicYearly(ctx, e.ID, 0)
		if err != nil || len(p.Edition.Lacking) > 0 || len(yearly.Lacking(p.Annual.Proactive)) > 0 {
			t.Errorf("%s: %+v, %v", e.Name, p.Edition, err)
		}
		for _, is := range p.Annual.Identities {
			if !is.Holds {
				t.Errorf("%s: %s: %s", e.Name, is.Name, is.Words)
			}
		}
	}
}
