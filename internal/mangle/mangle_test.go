package mangle

import (
	"slices"
	"testing"
)

// TestOf: as many as were asked for, the same each time, nearly all unlike what they were made
// of, which stays as it was.
func TestOf(t *testing.T) {
	good := [][]byte{[]byte("收到日期,申请人\n2026-11-26,张三\n"), []byte("<w:t>补偿</w:t>"), nil}
	before := slices.Clone(good[0])
	made := Of(300, good...)
	if again := Of(300, good...); len(made) != 300 || !slices.EqualFunc(made, again, slices.Equal) {
		t.Errorf("%d, or others the second time", len(made))
	}
	same := 0
	for _, m := range made {
		if slices.ContainsFunc(good, func(g []byte) bool { return slices.Equal(g, m) }) {
			same++
		}
	}
	if same > 60 || !slices.Equal(good[0], before) {
		t.Errorf("%d of 300 are as they were, or %q was changed", same, good[0])
	}
	if Of[string](3) != nil {
		t.Error("made of nothing")
	}
}
