package deadline

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// TestSpan: a period over the holidays of October, day by day.
func TestSpan(t *testing.T) {
	from, until := on("2026-09-29"), on("2026-10-12")
	signs := map[Mark]string{MarkOutside: ".", MarkStart: "S", MarkCounted: "c", MarkHoliday: "h", MarkWeekend: "w", MarkDue: "D"}
	for _, c := range []struct {
		unit law.Unit
		want string
	}{
		{law.Workdays, ".SchhhhhhhcccwD......"},
		{law.Days, ".SccccccccccccD......"},
		{"", ".S.hhhhhhh...wD......"},
	} {
		got := ""
		for _, d := range Span(china(t), from, until, c.unit) {
			got += signs[d.Mark]
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.unit, diff)
		}
	}
	for name, list := range map[string][]DayMark{
		"no start": Span(china(t), calendar.Date{}, until, law.Days), "no end": Span(china(t), from, calendar.Date{}, law.Days),
		"end before start": Span(china(t), until, from, law.Days),
	} {
		if list != nil {
			t.Errorf("%s: %d days", name, len(list))
		}
	}
}

// TestSpanCounts: of n workdays, n are marked as counting, the last day with them.
func TestSpanCounts(t *testing.T) {
	cal := china(t)
	rapid.Check(t, func(t *rapid.T) {
		from := on("2026-01-01").AddDays(rapid.IntRange(0, 364).Draw(t, "day"))
		n := rapid.IntRange(1, 40).Draw(t, "n")
		counted := 0
		list := Span(cal, from, cal.AddWorkdays(from, n), law.Workdays)
		for _, d := range list {
			if d.Mark == MarkCounted || d.Mark == MarkDue {
				counted++
			}
		}
		if counted != n || len(list)%7 != 0 {
			t.Fatalf("%d of %d count in %d days", counted, n, len(list))
		}
	})
}
