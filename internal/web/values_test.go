package web

import (
	"net/url"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// TestDaysAsTyped: days and times are read as people type them, and what is
// none is told at its field.
func TestDaysAsTyped(t *testing.T) {
	want := calendar.NewDate(2026, 6, 3)
	for _, typed := range []string{"2026-06-03", " 2026-6-3 ", "2026/6/3", "2026.6.3", "2026年6月3日", "２０２６－０６－０３", "２０２６年６月３日"} {
		bad := fault.Form{}
		if got := dayIn(url.Values{"on": {typed}}, "on", bad); got != want || len(bad) != 0 {
			t.Errorf("%q is read as %s, %v", typed, got, bad)
		}
		if got := instantIn(typed, "９：０５", bad); !got.Equal(want.Start().Add(9*time.Hour+5*time.Minute)) || len(bad) != 0 {
			t.Errorf("%q at 9:05 is read as %s, %v", typed, got, bad)
		}
	}
	for _, typed := range []string{"2026-13-01", "6/3", "明天", "2026-02-30"} {
		bad := fault.Form{}
		if got := dayIn(url.Values{"on": {typed}}, "on", bad); !got.IsZero() || bad["on"] == nil {
			t.Errorf("%q is read as %s, %v", typed, got, bad)
		}
	}
}
