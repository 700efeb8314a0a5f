package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/reconsider"
)

func day(s string) calendar.Date {
	if s == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// row is a case that came on a day, and how and when it was over.
func row(id int, name, came, over string, outcome reconsider.Outcome, closing reconsider.Stage) reconsider.Listed {
	l := reconsider.Listed{ID: reconsider.ID(id), Number: fmt.Sprint(id), RespondentName: name, Respondent: int64(len(name)), ReceivedOn: day(came), EndedOn: day(over), Outcome: outcome, Closing: closing}
	l.Open = over == "" || closing == reconsider.StageServing
	return l
}

// open counts what the docket has.
func open(all []reconsider.Listed) int {
	n := 0
	for _, l := range all {
		if l.Open {
			n++
		}
	}
	return n
}

// TestReviews: each case counts where its end puts it, in the year of its end; the cells
// show the cases behind them, and each says why.
func TestReviews(t *testing.T) {
	all := []reconsider.Listed{
		row(1, "甲", "2025-12-20", "2026-01-15", reconsider.Uphold, reconsider.StageDecided),
		row(2, "甲", "2026-03-01", "2026-03-20", reconsider.Revoke, reconsider.StageDecided),
		row(3, "甲", "2026-03-02", "2026-03-05", "", reconsider.StageNotAccepted),
		row(4, "乙局", "2026-03-03", "2026-04-20", "", ""), // given up
		row(5, "乙局", "2026-12-20", "2027-01-08", reconsider.Mediated, reconsider.StageDecided),
		row(6, "乙局", "2025-02-01", "2025-03-01", reconsider.Uphold, reconsider.StageDecided),
		row(7, "丙", "2027-01-04", "", "", ""),
		row(8, "乙局", "2026-05-01", "2026-05-20", reconsider.ClaimDismissed, reconsider.StageDecided),
		row(9, "乙局", "2026-06-01", "2026-06-20", reconsider.Dismissed, reconsider.StageDecided),
		row(10, "外", "2026-06-01", "2026-06-20", reconsider.Perform, reconsider.StageDecided),
		row(11, "乙局", "2026-12-30", "2027-01-10", reconsider.Uphold, reconsider.StageServing),
	}
	all[3].Events = []deadline.Event{{Type: deadline.Closed, Rests: "行政复议法第三十一条第二款"}}
	all = append(all, row(12, "乙局", "2026-07-01", "2026-07-02", "", ""), // withdrawn before acceptance
		row(13, "乙局", "2025-12-01", "2026-12-30", reconsider.Uphold, reconsider.StageServing))
	all[9].Respondent = 0
	got := Reviews(all, open(all), 2026, day("2027-01-12"))
	want := []string{"甲 {1 1 0 0 2}", "乙局 {2 0 1 2 5}", "外 {0 1 0 0 1}"}
	var have []string
	for _, r := range got.Rows {
		have = append(have, fmt.Sprint(r.Name, " ", r.Figures()))
	}
	slices.SortFunc(have[:2], func(a, b string) int { return strings.Compare(b, a) })
	slices.SortFunc(want[:2], func(a, b string) int { return strings.Compare(b, a) })
	if !slices.Equal(have, want) || got.Sum().Figures() != (Figures{3, 2, 1, 2, 8}) || got.Until != day("2026-12-31") {
		t.Errorf("the year reads %v, %v until %s", have, got.Sum().Figures(), got.Until)
	}
	if len(got.Aside) != 3 || !strings.Contains(got.Aside[2].Because, "撤回") || !strings.Contains(got.Aside[0].Because, "不予受理") || !strings.Contains(got.Aside[1].Because, "视为放弃") {
		t.Errorf("aside are %+v", got.Aside)
	}
	for id, because := range map[int64]string{
		1: "2026年1月15日决定维持（行政复议法第六十八条），计入结果维持", 5: "2026年12月20日收到，到2026年12月31日没有结案，计入尚未审结；2027年1月8日结案，结果计入2027年",
	} {
		if at := slices.IndexFunc(got.Sum().Cases, func(k Counted) bool { return k.ID == id }); at < 0 || got.Sum().Cases[at].Because != because {
			t.Errorf("%d counts because %+v", id, got.Sum().Cases[max(at, 0)])
		}
	}
	if words := got.Identities[2].Words; words != "上年尚未审结 2 + 本年收到 9 = 本年结案 6 + 不计入 3 + 尚未审结 2" {
		t.Errorf("where they went: %s", words)
	}
	now := Reviews(all, open(all), 2027, day("2027-01-12"))
	if n := now.Sum().Figures(); n != (Figures{1, 0, 1, 1, 3}) || len(now.Identities) != 4 || now.Identities[3].Words != "尚未审结 1 + 已决定、待送达 2 = 在办 3" {
		t.Errorf("the year that goes on: %v %+v", n, now.Identities)
	}
}

// TestIdentities: whatever the cases, the identities hold for every year, each case stands
// in one cell or aside, and what is pending at the end of a year is what the next begins with.
func TestIdentities(t *testing.T) {
	ends := append([]reconsider.Outcome{""}, reconsider.AllOutcomes()...)
	rapid.Check(t, func(r *rapid.T) {
		today := day("2028-06-30")
		var all []reconsider.Listed
		for id := range rapid.IntRange(0, 40).Draw(r, "cases") {
			came := day("2025-01-01").AddDays(rapid.IntRange(0, 1270).Draw(r, "came"))
			l := reconsider.Listed{ID: reconsider.ID(id), RespondentName: rapid.SampledFrom([]string{"甲", "乙", "丙"}).Draw(r, "of"), ReceivedOn: came, Open: true}
			if over := came.AddDays(rapid.IntRange(0, 400).Draw(r, "took")); !over.After(today) {
				l.EndedOn, l.Outcome = over, rapid.SampledFrom(ends).Draw(r, "outcome")
				if l.Open = rapid.Bool().Draw(r, "serving"); l.Open {
					l.Closing = reconsider.StageServing
				}
			}
			all = append(all, l)
		}
		pending := 0
		for year := 2025; year <= 2028; year++ {
			table := Reviews(all, open(all), year, today)
			for _, is := range append(table.Identities, table.CheckHere(0)) {
				if !is.Holds {
					r.Fatalf("%d: %s does not hold: %s", year, is.Name, is.Words)
				}
			}
			if before, _ := standing(all, year, lastDay(year, today)); before != pending {
				r.Fatalf("%d begins with %d, the year before ended with %d", year, before, pending)
			}
			pending = table.Sum().Figures().Pending
			seen := map[int64]bool{}
			for _, k := range append(table.Sum().Cases, table.Aside...) {
				if seen[k.ID] || k.Because == "" {
					r.Fatalf("%d: %+v twice, or without a reason", year, k)
				}
				seen[k.ID] = true
			}
		}
	})
}
