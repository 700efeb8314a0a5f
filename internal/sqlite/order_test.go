package sqlite

import (
	"slices"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
)

// TestListsNeedNoSorting: a list of fifty must not cost more where there are a
// hundred thousand cases. Each order of the register, over all cases and over
// those that a person sees, is read off an index; but a column within one agency
// or unit is sorted, which is a matter of thousands.
func TestListsNeedNoSorting(t *testing.T) {
	db := fresh(t)
	for order := range caseOrders {
		for _, sight := range []auth.Sight{{All: true}, {Agency: 1}, {Agency: 1, Unit: 1}} {
			if !sight.All && order != "" && order != "due" {
				continue
			}
			for _, open := range []bool{false, true} {
				if open && order != "" && order != "due" && order != "-due" {
					continue // few are open
				}
				f := CaseFilter{Sight: sight, Sort: order, Open: open}
				if plan := planOf(t, db, f); strings.Contains(plan, "TEMP B-TREE") {
					t.Errorf("order %q of %+v is sorted:\n%s", order, f.Sight, plan)
				}
			}
		}
	}
}

// TestNumberOrder: numbers go by their year, then by their series, and within it by which one
// they are, however many there are.
func TestNumberOrder(t *testing.T) {
	db := fresh(t)
	want := []string{"Q旧2023-0001", "2025-9999", "2025-10000", "2026-0002", "2026-9999", "2026-10000", "2026-100000", "ZJ2026-0001", "更2026-0003", "2027-0001"}
	for i, n := range []int{6, 4, 9, 1, 8, 0, 5, 2, 7, 3} {
		if err := putCase(t, db, casefile.Row{ID: casefile.ID(i + 1), Number: want[n], Stage: casefile.StageHandling, Open: true}, ""); err != nil {
			t.Fatal(err)
		}
	}
	for _, order := range []string{"number", "-number"} {
		rows, err := db.Cases(ctx, CaseFilter{Sight: auth.Sight{All: true}, Sort: order})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range rows {
			got = append(got, r.Number)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", order, got, want)
		}
		slices.Reverse(want)
	}
}

func planOf(t *testing.T, db *DB, f CaseFilter) string {
	t.Helper()
	where, args := f.where()
	return strings.Join(stepsOf(t, db, `SELECT `+caseColumns+` FROM cases WHERE `+where+` ORDER BY `+caseOrders[f.Sort]+` LIMIT 50`, args...), "\n")
}

// stepsOf returns how a query would be answered.
func stepsOf(t *testing.T, db *DB, query string, args ...any) []string {
	t.Helper()
	steps, err := collect(ctx, db.q, func(row row) (step string, err error) {
		var id, parent, unused int
		err = row.Scan(&id, &parent, &unused, &step)
		return step, err
	}, `EXPLAIN QUERY PLAN `+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return steps
}
