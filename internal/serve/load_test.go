package serve

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

// TestBoundHolds: a form with files waits for its turn, as long as somebody waits for the answer;
// everything else is told at once when to come again.
func TestBoundHolds(t *testing.T) {
	loads := auth.NewLoads(map[auth.Load]int{auth.Sending: 1, auth.Searching: 1}, 10)
	at := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	now := func() time.Time { at = at.Add(20 * time.Second); return at } // a form a minute: one waits twice
	r := httptest.NewRequest("POST", "/post/new", nil)
	began := time.Now()
	for range 2 {
		if err := Bound(r, loads, auth.Sending, "a", now); err != nil {
			t.Errorf("a form with files is refused: %v", err)
		}
	}
	if held := time.Since(began); held < time.Second || held > heldFor {
		t.Errorf("it waits for %s", held)
	}
	still := func() time.Time { return at }
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Bound(r.WithContext(gone), loads, auth.Sending, "a", still); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits any more: %v", err)
	}
	for i := range 2 {
		if err := Bound(r, loads, auth.Searching, "a", still); (fault.KindOf(err) == fault.TooMany) != (i == 1) {
			t.Errorf("search %d: %v", i, err)
		}
	}
}
