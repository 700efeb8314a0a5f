package report

import (
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/lawsuit"
	"mingda/internal/reconsider"
)

// sued is a court case of which the office knew on a day, and what came into force when.
func sued(id int, way lawsuit.Way, opened, force string, column reconsider.Column) lawsuit.Listed {
	l := lawsuit.Listed{ID: lawsuit.ID(id), Number: "案", Counts: 1, Name: "甲", Way: way, OpenedOn: day(opened), ForceOn: day(force), Column: column, Stage: lawsuit.StageWaiting}
	if force != "" {
		l.Stage = lawsuit.StageOver
	}
	return l
}

// TestLawsuits: each case counts by what came into force, in the year in which it did.
func TestLawsuits(t *testing.T) {
	all := []lawsuit.Listed{
		sued(1, lawsuit.Direct, "2025-12-01", "2026-02-01", reconsider.ColumnUpheld),
		sued(2, lawsuit.Direct, "2026-03-01", "2026-05-01", reconsider.ColumnCorrected),
		sued(3, lawsuit.Direct, "2026-03-01", "2027-01-05", reconsider.ColumnOther),
		sued(4, lawsuit.Direct, "2026-03-01", "", ""),
		sued(5, lawsuit.AfterReview, "2026-03-01", "2026-06-01", reconsider.ColumnOther),
		sued(6, lawsuit.Direct, "2027-01-03", "", ""),
		sued(7, lawsuit.Direct, "2025-02-01", "2025-06-01", reconsider.ColumnUpheld),
		sued(8, lawsuit.Direct, "2026-07-01", "", ""),
		sued(9, lawsuit.Direct, "2026-08-01", "2026-09-01", reconsider.ColumnOther),
	}
	all[7].Stage = lawsuit.StageCancelled
	all[8].Counts, all[8].Name = 0, ""
	got := Lawsuits(all, lawsuit.Direct, 2026, day("2027-01-12"))
	if n := got.Sum().Figures(); n != (Figures{Upheld: 1, Corrected: 1, Other: 1, Pending: 2, Total: 5}) || len(got.Aside) != 1 || got.Aside[0].ID != 8 {
		t.Errorf("%+v, aside %+v", n, got.Aside)
	}
	if got.Rows[len(got.Rows)-1].Name != Elsewhere {
		t.Errorf("rows %+v", got.Rows)
	}
	if n := Lawsuits(all, lawsuit.AfterReview, 2026, day("2027-01-12")).Sum().Figures(); n != (Figures{Other: 1, Total: 1}) {
		t.Errorf("after reconsideration %+v", n)
	}
}

// TestLawsuitIdentities: whatever the cases, the figures add up, and no case counts twice.
func TestLawsuitIdentities(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var all []lawsuit.Listed
		start := day("2025-01-01")
		for id := range rapid.IntRange(0, 12).Draw(r, "cases") {
			l := sued(id, rapid.SampledFrom(lawsuit.Ways).Draw(r, "way"), start.AddDays(rapid.IntRange(0, 800).Draw(r, "opened")).String(), "", "")
			if rapid.Bool().Draw(r, "over") {
				l.ForceOn, l.Column = l.OpenedOn.AddDays(rapid.IntRange(0, 500).Draw(r, "after")), rapid.SampledFrom([]reconsider.Column{reconsider.ColumnUpheld, reconsider.ColumnCorrected, reconsider.ColumnOther}).Draw(r, "column")
				l.Stage = lawsuit.StageOver
			} else if rapid.IntRange(0, 4).Draw(r, "cancelled") == 0 {
				l.Stage = lawsuit.StageCancelled
			}
			all = append(all, l)
		}
		ended := map[int64]int{}
		for year := 2025; year <= 2028; year++ {
			for _, way := range lawsuit.Ways {
				table := Lawsuits(all, way, year, calendar.NewDate(2028, 12, 31))
				for _, is := range append(table.Identities, table.CheckHere(0)) {
					if !is.Holds {
						r.Fatalf("%d: %s", year, is.Words)
					}
				}
				for _, k := range table.Sum().Cases {
					if k.Column != Pending {
						ended[k.ID]++
					}
				}
			}
		}
		for id, n := range ended {
			if n != 1 {
				r.Fatalf("case %d is over in %d years", id, n)
			}
		}
	})
}
