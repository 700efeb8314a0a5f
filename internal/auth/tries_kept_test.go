package auth

import (
	"errors"
	"testing"
	"time"
)

// TestTriesKeep: what could not be kept is kept the next time, what was is not kept twice, and
// what is given back, or is another's, counts no more.
func TestTriesKeep(t *testing.T) {
	fresh := func() *Tries { return NewTries(5, 100).Together(120).Kept("codes", []byte("key")) }
	tries, kept := fresh(), map[string]time.Time{}
	put := func(all []KeptTries) error {
		for _, k := range all {
			kept[k.Origin] = k.FullAt
		}
		return nil
	}
	for range 5 {
		if err := tries.Try(at("203.0.113.7"), noon, "lookup_too_many"); err != nil {
			t.Fatal(err)
		}
	}
	broken := errors.New("the disk is full")
	if err := tries.Keep(func([]KeptTries) error { return broken }); !errors.Is(err, broken) {
		t.Fatalf("kept: %v", err)
	}
	if err := tries.Keep(put); err != nil || len(kept) != 2 {
		t.Fatalf("kept %v: %v", kept, err)
	}
	if err := tries.Keep(func([]KeptTries) error { return broken }); err != nil {
		t.Error("kept twice")
	}
	restored := func(now time.Time) *Tries {
		tries := fresh()
		var all []KeptTries
		for origin, at := range kept {
			all = append(all, KeptTries{origin, at})
		}
		tries.Restore(all, now)
		return tries
	}
	if restored(noon).Try(at("203.0.113.7"), noon, "lookup_too_many") == nil {
		t.Error("forgiven")
	}
	if err := restored(noon).Try(at("203.0.113.8"), noon, "lookup_too_many"); err != nil {
		t.Errorf("of another: %v", err)
	}
	later := noon.Add(13 * time.Second)
	if err := restored(later).Try(at("203.0.113.7"), later, "lookup_too_many"); err != nil {
		t.Errorf("when one is given back: %v", err)
	}
}
