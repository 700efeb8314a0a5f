package bench

import "testing"

// TestNearest: of the parts of a register that one is exported whose rows come nearest to
// what is wanted.
func TestNearest(t *testing.T) {
	all := []registerPart{{rows: 180_000}, {rows: 12_000}, {rows: 90_000}, {rows: 700}}
	for want, rows := range map[int]int{manyExported: 90_000, 9_000: 12_000, 1: 700, 1_000_000: 180_000} {
		if got := nearest(all, want).rows; got != rows {
			t.Errorf("%d: %d, want %d", want, got, rows)
		}
	}
}
