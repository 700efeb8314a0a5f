package auth

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestLoads: within any minute nobody does more of a load than twice what it has (all at once,
// and what is given back meanwhile), and nobody who does it evenly is held up.
func TestLoads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(1, 50).Draw(t, "most")
		l := NewLoads(map[Load]int{Searching: most, Sending: 0}, 10)
		now := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
		var done []time.Time
		for range rapid.IntRange(1, 300).Draw(t, "asked") {
			now = now.Add(time.Duration(rapid.IntRange(0, 2000).Draw(t, "ms")) * time.Millisecond)
			if l.Take(Searching, "a", now) == nil {
				done = append(done, now)
			}
			if l.Take(Sending, "a", now) != nil || l.Take(Exporting, "a", now) != nil || (*Loads)(nil).Take(Searching, "a", now) != nil {
				t.Fatal("what has no number is bounded")
			}
		}
		for i := range done {
			n := 0
			for _, at := range done[i:] {
				if at.Sub(done[i]) < time.Minute {
					n++
				}
			}
			if n > 2*most {
				t.Fatalf("%d within a minute, of %d", n, most)
			}
		}
		for i := range 3 * most {
			if err := l.Take(Searching, "b", now.Add(time.Duration(i)*time.Minute/time.Duration(most))); err != nil {
				t.Fatalf("the %dth evenly: %v", i, err)
			}
		}
	})
}
