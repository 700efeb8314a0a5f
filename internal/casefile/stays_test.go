package casefile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// TestStays: each day belongs to who had the case when it began; while a supplement is
// awaited it stands for the applicant.
func TestStays(t *testing.T) {
	cal := xinjiang(t)
	const reply = LetterKind("disclose")
	for _, tt := range []struct {
		name, today string
		b           *book
		want        string
	}{
		{"on the day of receipt", "2026-09-22", received(t, "2026-09-22"), ""},
		{"not assigned", "2026-09-24", received(t, "2026-09-22"), "收件 2"},
		{"with a unit", "2026-09-24", received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}), "收件 1，主办单位 1"},
		{"a unit helps", "2026-09-28", received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}, &UnitSignedFor{Unit: 4}, asked(5, "")), "收件 1，协办单位 2"},
		{"answered", "2026-10-30", received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", reply, law.Disclose, IsServed), "收件 1，主办单位 1"},
		{"checked a day, signed a day", "2026-10-12", received(t, "2026-09-21").add("2026-09-21", &Assigned{Unit: 4}).letter("2026-09-21", reply, law.Disclose, InCheck).
			add("2026-09-22", &Checked{Letter: 1}).add("2026-09-23", &Signed{Letter: 1, Kind: reply, Result: law.Disclose, Number: "号"}).
			add("2026-09-24", &Rendered{Letter: 1, File: "aa"}, &Served{Letter: 1, Way: Emailed}), "审核 1，签发 1，送达 1"},
		{"clarification", "2026-09-29", received(t, "2026-09-21").add("2026-09-21", &Assigned{Unit: 4}).letter("2026-09-22", ClarificationNotice, "", IsServed).
			add("2026-09-28", &Supplemented{}), "主办单位 1，等申请人 停 6，主办单位 1"},
		{"given back", "2026-09-24", received(t, "2026-09-21").add("2026-09-21", &Assigned{Unit: 4}).add("2026-09-22", &UnitReturned{Unit: 4}), "主办单位 1，收件 2"},
	} {
		stays, err := tt.b.c.Stays(cal, day(tt.today))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		var said []string
		for _, s := range stays {
			if s.Station.Stands() {
				said = append(said, fmt.Sprintf("%s 停 %d", s.Station.Label(), s.Stood))
			} else {
				said = append(said, fmt.Sprintf("%s %d", s.Station.Label(), s.Counted))
			}
		}
		if got := strings.Join(said, "，"); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// sumOfStays checks that the stays of a case sum up to what the clock says was used,
// in the period that runs up to its last day, and follow each other.
func sumOfStays(r *rapid.T, c *Case, cal *calendar.Calendar, today calendar.Date) {
	if c.Stage() == StageAnnulled {
		return
	}
	clock, err := c.Clock(cal, today)
	if err != nil {
		r.Fatal(err)
	}
	days, err := c.stayDays(cal, today)
	if err != nil {
		r.Fatal(err)
	}
	if !slices.IsSortedFunc(days, func(a, b stayDay) int { return a.on.Compare(b.on) }) {
		r.Fatalf("days out of order: %v", days)
	}
	counted, all := 0, 0
	for _, d := range days {
		if !d.station.Stands() {
			all++
			if d.on.After(clock.Start) && !d.on.After(clock.Due) {
				counted++
			}
		}
	}
	if !clock.Due.IsZero() && counted != clock.Used {
		r.Fatalf("the days sum up to %d, the clock used %d (from %s to %s)", counted, clock.Used, clock.Start, clock.Due)
	}
	stays, _ := c.Stays(cal, today)
	sum := 0
	for _, s := range stays {
		sum += s.Counted
	}
	if sum != all {
		r.Fatalf("the stays sum up to %d, the days to %d", sum, all)
	}
}
