package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"
)

// TestRememberedUntilCommitted asks again after commits of this process, of
// another connection to the file, and of none.
func TestRememberedUntilCommitted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	db, other := open(t, path), open(t, path)
	agencies := func(db *DB, want int, within time.Duration) {
		t.Helper()
		for waited := time.Duration(0); ; waited += 10 * time.Millisecond {
			got, err := db.Agencies(ctx)
			if err == nil && len(got) == want {
				return
			}
			if err != nil || waited >= within {
				t.Fatalf("Agencies() = %d, %v, want %d within %v", len(got), err, want, within)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	agencies(db, 0, 0)
	write(t, db, func(tx *Tx) error { return addAgency(tx, "ONE") })
	agencies(db, 1, 0)
	write(t, other, func(tx *Tx) error { return addAgency(tx, "TWO") })
	agencies(other, 2, 0)
	agencies(db, 2, 5*time.Second)
}

// TestTransactionReadsWhatItWrote would fail if a transaction remembered.
func TestTransactionReadsWhatItWrote(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "mingda.db"))
	undone := errors.New("undone")
	err := db.Write(ctx, func(tx *Tx) error {
		for want := range 3 {
			if got, err := tx.Agencies(ctx); err != nil || len(got) != want {
				t.Errorf("Agencies() within = %d, %v, want %d", len(got), err, want)
			}
			if err := addAgency(tx, string(rune('A'+want))); err != nil {
				return err
			}
		}
		return undone
	})
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	if got, err := db.Agencies(ctx); err != nil || len(got) != 0 {
		t.Errorf("Agencies() after = %d, %v, want none", len(got), err)
	}
}

// TestRememberedIsAsked counts how often the database is asked, and keeps what
// callers do to an answer from the next.
func TestRememberedIsAsked(t *testing.T) {
	db := fresh(t)
	asked := 0
	ask := func(key string, args ...any) {
		_, err := remembered(ctx, db.Reader, key, args, func() (int, error) { asked++; return 7, nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	ask("a")
	ask("a")
	ask("b")
	ask("a", "b", "cd")
	ask("a", "bc", "d")
	if asked != 4 {
		t.Errorf("asked %d times, want 4", asked)
	}
	first, err := db.Agencies(ctx)
	if err != nil {
		t.Fatal(err)
	}
	first[0].Name = "changed by a caller"
	if second, err := db.Agencies(ctx); err != nil || second[0].Name == first[0].Name {
		t.Errorf("Agencies() = %v, %v: an answer was changed by who got it", second, err)
	}
	failed, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := db.Users(failed); err == nil {
		t.Error("no error of a database that cannot be asked")
	}
}

// TestClosedAnswersNothing: what was remembered does not outlive the database.
func TestClosedAnswersNothing(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "mingda.db"))
	if _, err := db.Agencies(ctx); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Agencies(ctx); err == nil {
		t.Errorf("a closed database answers %v", got)
	}
}
