package desk

import (
	"testing"

	"mingda/internal/sqlite"
)

// TestPeopleKept: names are not read with every page, and whoever is called
// otherwise is so from the next page on.
func TestPeopleKept(t *testing.T) {
	b := newBench(t)
	clerk := b.by("clerk")
	names := func() People {
		t.Helper()
		p, err := b.People(ctx)
		b.must(err)
		return p
	}
	if got := names().Name(clerk.ID); got != clerk.Name {
		t.Fatalf("the clerk is called %q", got)
	}
	kept := b.people.Load()
	if names(); b.people.Load() != kept {
		t.Error("nothing was committed, and the names were read again")
	}
	clerk.Name = "改了名的人"
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error {
		_, err := tx.PutUser(ctx, clerk, b.now())
		return err
	}))
	if got := names().Name(clerk.ID); got != clerk.Name {
		t.Errorf("the clerk is still called %q", got)
	}
}
