package paper

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPlaces(t *testing.T) {
	table := Table{Widths: []float64{1, 1, 1}, Rows: [][]Cell{
		{{Text: "a", Rows: 2}, {Text: "b", Cols: 9}},
		{{Text: "c"}},
		{{Text: "d", Cols: 2, Rows: 9}, {Text: "e"}, {Text: "too many"}},
	}}
	want := []Place{
		{Cell{Text: "a", Cols: 1, Rows: 2}, 0, 0}, {Cell{Text: "b", Cols: 2, Rows: 1}, 0, 1},
		{Cell{Text: "c", Cols: 1, Rows: 1}, 1, 1}, {Cell{Cols: 1, Rows: 1}, 1, 2},
		{Cell{Text: "d", Cols: 2, Rows: 1}, 2, 0}, {Cell{Text: "e", Cols: 1, Rows: 1}, 2, 2},
	}
	if diff := cmp.Diff(want, table.Places()); diff != "" {
		t.Error(diff)
	}
}

// TestPlacesCover: whatever the cells say, each spot of the table belongs to one place.
func TestPlacesCover(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := Table{Widths: make([]float64, rapid.IntRange(1, 5).Draw(t, "columns"))}
		for range rapid.IntRange(0, 6).Draw(t, "rows") {
			table.Rows = append(table.Rows, rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Cell {
				return Cell{Cols: rapid.IntRange(-1, 6).Draw(t, "cols"), Rows: rapid.IntRange(-1, 6).Draw(t, "rows")}
			}), 0, 6).Draw(t, "cells"))
		}
		covered := map[[2]int]int{}
		for _, p := range table.Places() {
			for r := p.Row; r < p.Row+p.Rows; r++ {
				for c := p.Column; c < p.Column+p.Cols; c++ {
					covered[[2]int{r, c}]++
				}
			}
		}
		if len(covered) != len(table.Rows)*len(table.Widths) {
			t.Fatalf("%d spots of %d × %d", len(covered), len(table.Rows), len(table.Widths))
		}
		for at, n := range covered {
			if n != 1 || at[0] >= len(table.Rows) || at[1] >= len(table.Widths) {
				t.Fatalf("%v is in %d places", at, n)
			}
		}
	})
}
