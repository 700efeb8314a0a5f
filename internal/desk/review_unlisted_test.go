package desk

import (
	"reflect"
	"testing"

	"mingda/internal/deadline"
	"mingda/internal/sqlite"
)

// Rows of before lists were read from them are written once, at the start of the office.
func TestListReviews(t *testing.T) {
	b := newReviewBench(t)
	b.accepted()
	rows := func() any {
		t.Helper()
		all, err := b.DB.Reviews(ctx, sqlite.ReviewFilter{})
		b.must(err)
		return all
	}
	want := rows()
	all, err := b.DB.Reviews(ctx, sqlite.ReviewFilter{})
	b.must(err)
	before := all[0]
	before.Handlers, before.Closing, before.Told, before.Events = nil, "", false, []deadline.Event{}
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.PutReview(ctx, before, nil) }))
	if n, err := b.ListReviews(ctx); n != 1 || err != nil {
		t.Fatalf("%d listed: %v", n, err)
	}
	if got := rows(); !reflect.DeepEqual(got, want) {
		t.Errorf("listed as %+v, not %+v", got, want)
	}
	if n, err := b.ListReviews(ctx); n != 0 || err != nil {
		t.Errorf("%d listed again: %v", n, err)
	}
}
