package sqlite

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"mingda/internal/auth"
)

// TestBrake: tries that are given back go with the next that are kept, and brakes do not see
// each other's.
func TestBrake(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "mingda.db"))
	put := func(name string, now time.Time, all ...auth.KeptTries) {
		t.Helper()
		if err := db.Write(t.Context(), func(tx *Tx) error { return tx.PutBrake(t.Context(), name, all, now) }); err != nil {
			t.Fatal(err)
		}
	}
	kept := func(name string) []auth.KeptTries {
		all, err := db.Brake(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	of := func(origin string, s int) auth.KeptTries {
		return auth.KeptTries{Origin: origin, FullAt: noon.Add(time.Duration(s) * time.Second)}
	}
	put("codes", noon, of("a", 12), of("b", 12))
	put("calendars", noon, of("a", 30))
	put("codes", noon.Add(5*time.Second), of("b", 24), of("c", 5))
	if got := kept("codes"); !slices.Equal(got, []auth.KeptTries{of("a", 12), of("b", 24)}) {
		t.Errorf("kept %v", got)
	}
	put("calendars", noon.Add(12*time.Second), of("b", 40))
	if got := kept("codes"); !slices.Equal(got, []auth.KeptTries{of("b", 24)}) {
		t.Errorf("kept %v later", got)
	}
}
