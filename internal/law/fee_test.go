package law

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFee works the tiers at their edges (国办函〔2020〕109号).
func TestFee(t *testing.T) {
	for pages, want := range map[int]int{0: 0, 30: 0, 31: 10, 100: 700, 101: 720, 130: 1300, 200: 2700, 201: 2740, 1000: 34700} {
		if got := PageFee(pages).Amount; got != want {
			t.Errorf("%d pages: %d, want %d", pages, got, want)
		}
	}
	for _, test := range []struct{ items, earlier, want int }{
		{10, 0, 0}, {1, 10, 100}, {11, 0, 100}, {30, 0, 2000}, {1, 30, 200}, {31, 0, 2200}, {1, 39, 200}, {1, 40, 300}, {2, 39, 500}, {1, 9, 0}, {0, 50, 0},
	} {
		if got := ItemFee(test.items, test.earlier).Amount; got != test.want {
			t.Errorf("%d items after %d: %d, want %d", test.items, test.earlier, got, test.want)
		}
	}
	want := []FeeStep{{31, 100, 70, 10, 700}, {101, 130, 30, 20, 600}}
	if diff := cmp.Diff(want, PageFee(130).Steps); diff != "" {
		t.Error(diff)
	}
	want = []FeeStep{{29, 30, 2, 100, 200}, {31, 33, 3, 200, 600}}
	if diff := cmp.Diff(want, ItemFee(5, 28).Steps); diff != "" {
		t.Error(diff)
	}
}
