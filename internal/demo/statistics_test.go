package demo

import (
	"reflect"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// wantFigures wants the stored sums to be what the pure count says of the cases as their
// ledgers have them, the same after the rows of before are written at a start, and figures
// of every kind among them.
func wantFigures(t *testing.T, d *desk.Desk) {
	t.Helper()
	ids, err := d.DB.Subjects(ctx, ledger.Case)
	if err != nil {
		t.Fatal(err)
	}
	var cases []casefile.Figured
	for _, id := range ids {
		entries, err := d.DB.Entries(ctx, ledger.Case, id, 0)
		if err != nil {
			t.Fatal(err)
		}
		c, err := casefile.Fold(casefile.ID(id), entries)
		if err != nil {
			t.Fatal(err)
		}
		row, err := c.Project(d.Calendar(), d.Today())
		if err != nil {
			t.Fatal(err)
		}
		f, counted, err := c.Figured(d.Calendar(), d.Today(), row)
		if err != nil {
			t.Fatal(err)
		}
		if counted {
			cases = append(cases, f)
		}
	}
	all := report.Choice{From: "2000-01", Until: "2099-12"}
	want := report.Count(cases, all)
	agree := func(when string) {
		t.Helper()
		got, err := d.DB.Statistics(ctx, all)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s, %v: SQL says\n%v\nthe count\n%v", when, err, got, want)
		}
	}
	agree("as the acts left them")
	if n := want.Total(report.Received); n != len(cases) || n < 50 {
		t.Errorf("%d received of %d", n, len(cases))
	}
	for _, h := range []report.Heading{report.ByDoor, report.ByClass, report.Ended, report.ByResult, report.Used, report.Asked, report.Contested, report.Judged, report.Returned, report.AtStation(casefile.AtLead)} {
		if want.Total(h) == 0 {
			t.Errorf("nothing under %s", h)
		}
	}
	if want.Spread(report.Used).Median == 0 {
		t.Error("the days used have no median")
	}
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		for _, f := range cases {
			if err := tx.PutFigured(ctx, casefile.Figured{ID: f.ID}, false); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	agree("written anew")
}
