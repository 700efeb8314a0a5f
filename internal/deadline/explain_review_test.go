package deadline

import (
	"testing"

	"mingda/internal/calendar"
)

// The days of a reconsideration case are those of its clock, in whole weeks: what is
// counted, held and added gives the last day.
func TestExplainReviewDays(t *testing.T) {
	cal, err := calendar.Embedded("CN")
	if err != nil {
		t.Fatal(err)
	}
	event := func(of EventType, on string) Event {
		d, err := calendar.ParseDate("2026-" + on)
		if err != nil {
			t.Fatal(err)
		}
		return Event{Type: of, On: d}
	}
	ordinary := event(Accepted, "07-03")
	ordinary.Procedure = Ordinary
	longer := event(Extended, "08-20")
	longer.Days = 10
	for _, test := range []struct {
		name                    string
		events                  []Event
		counted, extended, held int
		last, beginning         string
	}{
		{"not accepted", []Event{event(Received, "07-01")}, 0, 0, 0, "", ""},
		{"the last day moves to a workday", []Event{event(Received, "07-01"), event(Accepted, "07-03")}, 30, 0, 0, "2026-08-03", "2026-07-03"},
		{"the clock stood", []Event{event(Received, "07-01"), event(Accepted, "07-03"), event(Suspended, "07-10"), event(Resumed, "07-25")}, 29, 0, 15, "2026-08-17", "2026-07-03"},
		{"longer", []Event{event(Received, "07-01"), ordinary, longer}, 60, 9, 0, "2026-09-11", "2026-07-03"},
	} {
		t.Run(test.name, func(t *testing.T) {
			asOf := test.events[len(test.events)-1].On
			told, err := ExplainReview(cal, test.events, asOf)
			if err != nil {
				t.Fatal(err)
			}
			n := map[Mark]int{}
			on := map[Mark]string{}
			for _, d := range told.Days {
				n[d.Mark]++
				on[d.Mark] = d.On.String()
			}
			if n[MarkCounted] != test.counted || n[MarkExtended] != test.extended || n[MarkHeld] != test.held || on[MarkDue] != test.last || on[MarkStart] != test.beginning || len(told.Days)%7 != 0 {
				t.Errorf("%v, from %s to %s", n, on[MarkStart], on[MarkDue])
			}
			if clock, err := Review(cal, test.events, asOf); err != nil || clock.DecideBy.String() != test.last {
				t.Errorf("the clock says %s: %v", clock.DecideBy, err)
			}
		})
	}
}
