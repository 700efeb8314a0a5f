package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// TestProjectDue: a case that is due has all its rows afterwards, whichever were missing,
// and is due no more, also if none was.
func TestProjectDue(t *testing.T) {
	b := newBench(t)
	id := b.posted(picture)
	b.posted("%PDF-1.4")
	due := func(also func(*sqlite.Tx) error) {
		t.Helper()
		b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error {
			if err := tx.PutReading(ctx, sqlite.Reading{File: b.caseOf(id).Materials[0].File, How: "none"}); err != nil {
				return err
			}
			return also(tx)
		}))
		if all, err := b.SearchCases(ctx, b.by("clerk"), "征收", 0, 50); err != nil || all.Unindexed != 1 {
			t.Fatalf("%+v, %v", all, err)
		}
	}
	once := func() {
		t.Helper()
		for _, want := range []int{1, 0} {
			if n, err := b.ProjectDue(ctx); n != want || err != nil {
				t.Errorf("%d projected, %v; want %d", n, err, want)
			}
		}
		b.sound()
	}
	due(func(tx *sqlite.Tx) error { return nil })
	once()
	due(func(tx *sqlite.Tx) error {
		if err := tx.PutFigured(ctx, casefile.Figured{ID: id}, false); err != nil {
			return err
		}
		if err := tx.PutRequest(ctx, id, report.Request{}, false); err != nil {
			return err
		}
		return tx.PutWords(ctx, casefile.Row{ID: id}, "")
	})
	if len(b.hits("clerk", "征收")) != 1 {
		t.Fatal("the case is found without its words, or the other is not")
	}
	once()
	if len(b.hits("clerk", "征收")) != 2 {
		t.Error("the case is not found")
	}
}
