package page_test

import (
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/page"
)

// TestMonthCalendar: a month stands in whole weeks, Monday first; what fills them
// is empty, and each day says to the ear what its colours say to the eye.
func TestMonthCalendar(t *testing.T) {
	for _, tt := range []struct {
		first       calendar.Date
		weeks       int
		before, end int // empty days of the first and the last week
	}{
		{calendar.NewDate(2026, time.November, 1), 6, 6, 6}, {calendar.NewDate(2027, time.February, 1), 4, 0, 0}, {calendar.NewDate(2024, time.February, 1), 5, 3, 3},
	} {
		var days []page.MonthDay
		for on := tt.first; on.Month() == tt.first.Month(); on = on.AddDays(1) {
			days = append(days, page.MonthDay{CalendarDay: page.CalendarDay{On: on}})
		}
		m := page.NewMonthCalendar(days)
		out := func(week []page.MonthDay) (n int) {
			for _, d := range week {
				if d.Out {
					n++
				}
			}
			return n
		}
		if len(m.Weeks) != tt.weeks || out(m.Weeks[0]) != tt.before || out(m.Weeks[len(m.Weeks)-1]) != tt.end {
			t.Errorf("%s: %d weeks, %d empty before, %d after", tt.first, len(m.Weeks), out(m.Weeks[0]), out(m.Weeks[len(m.Weeks)-1]))
		}
	}
	for _, tt := range []struct {
		day          page.MonthDay
		class, words string
	}{
		{page.MonthDay{}, "", ""},
		{page.MonthDay{CalendarDay: page.CalendarDay{Kind: page.DayOff}}, "off", ""},
		{page.MonthDay{CalendarDay: page.CalendarDay{Kind: page.DayHoliday, Today: true}, Href: "/", Chosen: true}, "hol now busy chosen", "节假日，今天"},
		{page.MonthDay{CalendarDay: page.CalendarDay{MakeUp: true}}, " work", "调休上班"},
		{page.MonthDay{CalendarDay: page.CalendarDay{Today: true}}, " now", "今天"},
		{page.MonthDay{CalendarDay: page.CalendarDay{Kind: page.DayOff}, Out: true}, "out", ""},
	} {
		if got := tt.day.Class(); got != tt.class {
			t.Errorf("%+v: class %q, want %q", tt.day, got, tt.class)
		}
		if got := tt.day.Words(); got != tt.words {
			t.Errorf("%+v: words %q, want %q", tt.day, got, tt.words)
		}
	}
}
