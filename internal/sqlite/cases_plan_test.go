package sqlite

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// mixed puts cases of all sorts into the database.
func mixed(t *testing.T, db *DB) {
	t.Helper()
	w := rand.New(rand.NewPCG(3, 3))
	pick := func(n int) int { return w.IntN(n) }
	for i := range 300 {
		day := calendar.NewDate(2024+pick(3), 1, 1).AddDays(pick(365))
		c := casefile.Row{
			ID: casefile.ID(i + 1), Version: 1, Number: fmt.Sprintf("%d-%04d", day.Year(), i), Agency: 1, Unit: int64(pick(2)), Door: casefile.Doors[pick(3)],
			Type: casefile.Types[pick(2)], Class: casefile.Natural, Applicant: fmt.Sprint("甲", pick(9)), Stage: casefile.Stages[pick(3)], Open: pick(2) == 0, ReceivedOn: day,
			WaitsFor: []casefile.Party{"", casefile.ClerkWaits}[pick(2)], Result: []law.Result{"", law.Disclose, law.Partial}[pick(3)],
		}
		if pick(4) > 0 {
			c.DueOn = day.AddDays(pick(60))
		}
		if !c.Open {
			c.EndedOn = day.AddDays(pick(30))
		}
		if err := db.Write(ctx, func(tx *Tx) error { return tx.PutCase(ctx, c, nil, c.Applicant) }); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPlanned: however the cases of a filter are found, they are the same ones in the same
// order.
func TestPlanned(t *testing.T) {
	db := fresh(t)
	mixed(t, db)
	filters := []CaseFilter{
		{}, {Open: true}, {Unit: 1}, {Year: 2025}, {Stage: casefile.Stages[1]}, {Result: string(law.Partial)}, {Door: casefile.Doors[2]}, {Type: casefile.Correction}, {WaitsFor: casefile.ClerkWaits},
		{Year: 2025, Unit: 1}, {Open: true, Result: string(law.Disclose), Year: 2024}, {Unit: 1, Stage: casefile.Stages[0], Door: casefile.Doors[0], Open: true},
	}
	ids := func(f CaseFilter) []int64 {
		where, args := f.where()
		all, err := collect(ctx, db.q, func(row row) (id int64, err error) { return id, row.Scan(&id) }, `SELECT id FROM cases WHERE `+where+` ORDER BY `+caseOrders[f.Sort], args...)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	for _, sight := range []auth.Sight{{All: true}, {Agency: 1}, {Agency: 1, Unit: 1}} {
		for _, f := range filters {
			for order := range caseOrders {
				f.Sight, f.Sort, f.by = sight, order, ""
				want := ids(f)
				for _, by := range append([]condition{{column: walking}}, f.conditions()...) {
					if f.by = by.column; (by.set || by.column == walking) && !slices.Equal(ids(f), want) {
						t.Errorf("%+v found by %s are others", f, f.by)
					}
				}
				f.by, f.Limit = "", 300
				rows, err := db.Cases(ctx, f)
				n, errCount := db.CountCases(ctx, f)
				if err != nil || errCount != nil || n != len(want) || len(rows) != len(want) || len(want) > 0 && int64(rows[len(rows)-1].ID) != want[len(want)-1] {
					t.Errorf("%+v: %d rows, counted %d, want %d; %v %v", f, len(rows), n, len(want), err, errCount)
				}
			}
		}
	}
}

// TestFiltersNeedNoSorting: each filter of the register by itself, in its usual order, is
// read off an index, of which only that filter's cases are looked at; in the other orders
// the order's own index is, or that of the cases of one year in it.
func TestFiltersNeedNoSorting(t *testing.T) {
	db := fresh(t)
	for _, c := range (CaseFilter{
		Sight: auth.Sight{All: true}, Agency: 1, Unit: 1, Officer: 1, Stage: "s", WaitsFor: "w", Result: "r", Open: true, Year: 2025, Door: "d", Type: "t",
	}).conditions() {
		f := CaseFilter{Sight: auth.Sight{All: true}, by: c.column}
		switch c.column {
		case "agency_id":
			f.Agency = 1
		case "unit_id":
			f.Unit = 1
		case "officer_id":
			f.Officer = 1
		case "stage":
			f.Stage = "s"
		case "waits_for":
			f.WaitsFor = "w"
		case "result":
			f.Result = "r"
		case "open":
			f.Open = true
		case inYear:
			f.Year = 2025
		case "door":
			f.Door = "d"
		case "type":
			f.Type = "t"
		default:
			continue
		}
		if plan := planOf(t, db, f); strings.Contains(plan, "TEMP B-TREE") || !strings.Contains(plan, "SEARCH cases USING") {
			t.Errorf("by %s:\n%s", c.column, plan)
		}
		for order := range caseOrders {
			if f.Sort = order; order == "" || order == "due" {
				continue
			}
			f.by = walking
			ofYear := c.column == inYear && ordersOfYear[order]
			if ofYear {
				f.by = inYear
			}
			if plan := planOf(t, db, f); strings.Contains(plan, "TEMP B-TREE") || ofYear && !strings.Contains(plan, "SEARCH cases USING") {
				t.Errorf("%s in the order %s:\n%s", c.column, order, plan)
			}
		}
	}
}

// TestCarried: what was carried over a year's end is read off its own index, however many
// cases there are.
func TestCarried(t *testing.T) {
	db := fresh(t)
	mixed(t, db)
	where, args := CaseFilter{Sight: auth.Sight{All: true}, Carried: 2025}.where()
	plan := strings.Join(stepsOf(t, db, `SELECT count(*) FROM cases WHERE `+where, args...), "\n")
	if !strings.Contains(plan, "cases_carried") {
		t.Errorf("not by its index:\n%s", plan)
	}
	n, err := db.CountCases(ctx, CaseFilter{Sight: auth.Sight{All: true}, Carried: 2025})
	want, errWant := collect(ctx, db.q, func(row row) (n int, err error) { return n, row.Scan(&n) },
		`SELECT count(*) FROM cases WHERE received_on < '2025-01-01' AND (open = 1 OR ended_on >= '2025-01-01')`)
	if err != nil || errWant != nil || n == 0 || n != want[0] {
		t.Errorf("%d carried, want %v; %v %v", n, want, err, errWant)
	}
}

// TestCounted: several common conditions are counted off an index that holds them all, and are
// as many as they are.
func TestCounted(t *testing.T) {
	db := fresh(t)
	mixed(t, db)
	for _, f := range []CaseFilter{
		{Unit: 1, Result: string(law.Partial)}, {Unit: 1, Year: 2025, Result: string(law.Disclose)}, {Year: 2025, Door: casefile.Doors[1]}, {Year: 2024, Open: true, Type: casefile.Correction},
		{Unit: 1, Stage: casefile.Stages[0], Door: casefile.Doors[0], Open: true}, {Year: 2026, WaitsFor: casefile.ClerkWaits}, {Year: 2026, Unit: 1, Agency: 1, Sort: "received"}, {Result: string(law.Partial), Door: casefile.Doors[1]},
	} {
		for _, sight := range []auth.Sight{{All: true}, {Agency: 1}, {All: true, Person: 7}} {
			f.Sight, f.by = sight, ""
			where, args := f.where()
			want, err := db.count(ctx, `SELECT count(*) FROM cases WHERE `+where, args...)
			if err != nil {
				t.Fatal(err)
			}
			f.by = counting
			where, args = f.where()
			query := `SELECT count(*) FROM cases INDEXED BY ` + f.countedBy() + ` WHERE ` + where
			n, err := db.count(ctx, query, args...)
			if err != nil || n != want {
				t.Errorf("%+v: %d, want %d; %v", f, n, want, err)
			}
			if plan := strings.Join(stepsOf(t, db, query, args...), "\n"); !strings.Contains(plan, "COVERING INDEX "+f.countedBy()) {
				t.Errorf("%+v looks at rows:\n%s", f, plan)
			}
		}
	}
	if by := (CaseFilter{Stage: "s", Door: "d"}).countedBy(); by != "" {
		t.Errorf("without unit, year and result by %s", by)
	}
}
