package web

import (
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// TestClockCalendar draws what the marks of a period do not tell: the end of a
// matter, and lateness.
func TestClockCalendar(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	day := func(m, d int) calendar.Date { return calendar.NewDate(2026, time.Month(m), d) }
	received := deadline.Event{Type: deadline.Received, On: day(10, 26)} // due on 11-23, a Monday
	asked := deadline.Event{Type: deadline.ClarificationAsked, On: day(10, 29)}
	for _, test := range []struct {
		name   string
		events []deadline.Event
		today  calendar.Date
		ended  calendar.Date
		want   map[calendar.Date]page.DayKind
	}{
		{"in time", []deadline.Event{received}, day(11, 10), calendar.Date{},
			map[calendar.Date]page.DayKind{day(10, 26): page.DayReceived, day(11, 20): page.DayCounted, day(11, 23): page.DayLast, day(11, 24): ""}},
		{"late", []deadline.Event{received}, day(12, 1), calendar.Date{},
			map[calendar.Date]page.DayKind{day(11, 20): page.DayCounted, day(11, 23): page.DayMissed, day(11, 24): page.DayLate, day(11, 28): page.DayOff, day(12, 1): page.DayLate, day(12, 2): ""}},
		{"answered in time", []deadline.Event{received, {Type: deadline.Replied, On: day(11, 10)}}, day(12, 1), day(11, 10),
			map[calendar.Date]page.DayKind{day(11, 9): page.DayCounted, day(11, 10): page.DayEnded, day(11, 11): "", day(11, 14): page.DayOff, day(11, 23): page.DayLast, day(11, 24): ""}},
		{"answered late", []deadline.Event{received, {Type: deadline.Replied, On: day(11, 26)}}, day(12, 1), day(11, 26),
			map[calendar.Date]page.DayKind{day(11, 23): page.DayMissed, day(11, 25): page.DayLate, day(11, 26): page.DayEnded, day(11, 27): ""}},
		{"closed while awaiting", []deadline.Event{received, asked, {Type: deadline.Closed, On: day(11, 16)}}, day(12, 1), day(11, 16),
			map[calendar.Date]page.DayKind{day(11, 2): page.DayStopped, day(11, 16): page.DayEnded, day(11, 17): ""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := desk.CaseView{Case: &casefile.Case{Receipt: casefile.Receipt{On: received.On}}, Row: casefile.Row{EndedOn: test.ended}}
			if v.Explanation, err = deadline.Explain(cal, test.events, test.today); err != nil {
				t.Fatal(err)
			}
			if v.Clock, err = deadline.Request(cal, test.events, test.today); err != nil {
				t.Fatal(err)
			}
			s := &Server{Desk: &desk.Desk{Embedded: cal, DB: emptyDB(t), Now: func() time.Time { return test.today.Start() }}}
			drawn := map[calendar.Date]page.CalendarDay{}
			for _, week := range s.clockCalendar(v, test.today).Weeks {
				for _, d := range week.Days {
					drawn[d.On] = d
				}
			}
			for on, want := range test.want {
				if got, ok := drawn[on]; got.Kind != want && ok {
					t.Errorf("%s is drawn as %q, want %q", on, got.Kind, want)
				} else if !ok && want != "" {
					t.Errorf("%s is not drawn", on)
				}
			}
			if late := drawn[day(11, 24)]; late.Kind == page.DayLate && !strings.Contains(late.Words(), "逾期") {
				t.Errorf("a late day is not told to who does not see: %q", late.Words())
			}
		})
	}
}
