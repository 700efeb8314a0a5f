package deadline

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// events reads "received 06-01, consulted 06-03 a" into events of 2026: type,
// day, and where there is one the id, or for a number the days.
func events(t *testing.T, text string) []Event {
	t.Helper()
	var list []Event
	for part := range strings.SplitSeq(text, ", ") {
		f := strings.Fields(part)
		e := Event{Type: EventType(f[0])}
		if len(f) > 1 {
			e.On = on(f[1])
		}
		if e.Type == Extended {
			e.Days = 10
		}
		if len(f) > 2 {
			e.ID = f[2]
		}
		list = append(list, e)
	}
	return list
}

func china(t testing.TB) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.Embedded("CN")
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// TestRefused: what cannot have happened so is refused with a code, also when
// it lies after the day one looks.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		matter Matter
		events string
		want   fault.Code
	}{
		{MatterRequest, "consulted 06-01", "clock_received_first"},
		{MatterRequest, "received 06-01, received 06-02", "clock_received_first"},
		{MatterRequest, "received", "clock_no_day"},
		{MatterRequest, "received 06-01, recived 06-02", "clock_type_unknown"},
		{MatterRequest, "received 06-01, suspended 06-02", "clock_type_unknown"},
		{MatterRequest, "received 06-03, consulted 06-02", "clock_out_of_order"},
		{MatterRequest, "received 12-31", "clock_not_received_yet"},
		{MatterRequest, "received 06-01, clarified 06-02", "clock_not_asked"},
		{MatterRequest, "received 06-01, fee_paid 06-02", "clock_no_fee"},
		{MatterRequest, "received 06-01, consultation_ended 06-02", "clock_end_without_begin"},
		{MatterRequest, "received 06-01, consulted 06-02 a, consultation_ended 06-03 b", "clock_end_without_begin"},
		{MatterRequest, "received 06-01, consulted 06-02 a, consultation_ended 06-03 a, consultation_ended 06-04 a", "clock_end_without_begin"},
		{MatterRequest, "received 06-01, consulted 06-02 a, consulted 06-03 a", "clock_open_twice"},
		{MatterRequest, "received 06-01, clarification_asked 06-02, consulted 06-03", "clock_while_awaiting"},
		{MatterRequest, "received 06-01, fee_noticed 06-02, extended 06-03", "clock_while_awaiting"},
		{MatterRequest, "received 06-01, replied 06-02, extended 06-03", "clock_after_end"},
		{MatterRequest, "received 06-01, replied 11-25, extended 11-26", "clock_after_end"},
		{MatterRequest, "received 06-01, delayed 06-02", "clock_until_wrong"},
		{MatterReview, "received 06-01, consulted 06-02", "clock_type_unknown"},
		{MatterReview, "received 06-01, copy_sent 06-02", "clock_not_accepted"},
		{MatterReview, "received 06-01, decided 06-08", "clock_not_accepted"}, // the day of the lapse itself
		{MatterReview, "received 06-01, accepted 06-02, accepted 06-03", "clock_accepted_twice"},
		{MatterReview, "received 06-01, accepted 06-02, resumed 06-03", "clock_end_without_begin"},
		{MatterReview, "received 06-01, accepted 06-02, answered 06-03", "clock_no_copy"},
		{MatterReview, "received 06-01, clarified 06-03", "clock_not_asked"},
		{MatterReview, "received 06-01, rejected 06-03, accepted 06-04", "clock_after_end"},
	} {
		run := Request
		if c.matter == MatterReview {
			run = Review
		}
		_, err := run(china(t), events(t, c.events), on("11-23"))
		f, ok := err.(*fault.Error)
		if !ok || f.Code != c.want || f.Kind != fault.Invalid {
			t.Errorf("%s: got %v, want %s", c.events, err, c.want)
			continue
		}
		if strings.Contains(f.Error(), "%!") || f.Error() == string(c.want) {
			t.Errorf("%s: the sentence is %q", c.want, f.Error())
		}
	}
}

// TestTaken: what looks odd and is lawful.
func TestTaken(t *testing.T) {
	for _, c := range []struct {
		matter Matter
		events string
		asOf   string
		state  State
		due    string // or decide_by
		warn   string
	}{
		// A new period ends a consultation; its own end may come later and means nothing.
		{MatterRequest, "received 06-01, consulted 06-02 a, clarification_asked 06-05, clarified 06-10, consultation_ended 06-12 a", "06-15", Running, "07-09", ""},
		{MatterRequest, "received 06-01, consulted 06-02 a, clarification_asked 06-05, clarified 06-10, consulted 06-12 a", "06-15", Consulting, "07-10", ""},
		// A late consultation has no effect, nor has its end.
		{MatterRequest, "received 06-01, consulted 07-02 a, consultation_ended 07-06 a", "07-06", Running, "06-30", "consultation_late"},
		// A supplement nobody awaits changes nothing.
		{MatterRequest, "received 06-01, clarification_asked 06-05, clarified 06-10, clarified 06-15", "06-15", Running, "07-09", ""},
		// Closed while a supplement is awaited: no due date comes back.
		{MatterRequest, "received 06-01, clarification_asked 06-05, closed 07-30", "08-01", StateClosed, "", ""},
		// A consultation that begins on the last day does not move it.
		{MatterRequest, "received 06-01, consulted 06-30 a", "07-02", Consulting, "06-30", ""},
		// After an order no clarification can be asked.
		{MatterRequest, "received 03-02, replied 03-27, ordered 07-06, clarification_asked 07-08", "07-10", Running, "08-03", "clarification_repeated"},
		// Again, and beyond twenty in all.
		{MatterRequest, "received 07-01, extended 07-20, extended 07-21, extended 07-22", "07-23", Running, "08-26", "extension_repeated extension_too_long"},
		{MatterReview, "received 07-01, clarification_asked 07-03, clarification_asked 07-06", "07-07", AwaitingClarification, "", "clarification_repeated"},
		{MatterReview, "received 07-01, accepted 07-15", "07-15", Hearing, "08-07", "acceptance_late"},
		{MatterReview, "received 07-01, accepted 07-03, converted 08-10", "08-10", Hearing, "08-03", "conversion_late"},
		{MatterReview, "received 07-01, accepted 07-03, suspended 07-10 a, suspended 07-15 b, resumed 07-20 a, resumed 07-25 b", "07-27", Hearing, "08-17", ""},
		{MatterReview, "received 07-01, clarification_asked 07-03, closed 07-20", "07-21", StateClosed, "", ""},
		{MatterReview, "received 07-01, accepted 07-03, closed 08-20", "08-21", StateClosed, "08-03", ""},
		{MatterReview, "received 07-01, accepted 07-03, converted 07-06, extended 07-07, extended 07-08, extended 07-09, extended 07-10", "07-13", Hearing, "10-08", "extension_repeated extension_too_long"},
	} {
		run := Request
		if c.matter == MatterReview {
			run = Review
		}
		res, err := run(china(t), events(t, c.events), on(c.asOf))
		if err != nil {
			t.Errorf("%s: %v", c.events, err)
			continue
		}
		var warn []string
		for _, w := range res.Warnings {
			warn = append(warn, string(w))
		}
		last, want := res.Due, calendar.Date{}
		if c.matter == MatterReview {
			last = res.DecideBy
		}
		if c.due != "" {
			want = on(c.due)
		}
		if res.State != c.state || last != want || strings.Join(warn, " ") != c.warn {
			t.Errorf("%s: %s, %s, %v", c.events, res.State, last, warn)
		}
	}
}

// TestDetails holds fields that the worked examples do not show.
func TestDetails(t *testing.T) {
	request := func(asOf string, list []Event) Result {
		t.Helper()
		res, err := Request(china(t), list, on(asOf))
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	review := func(asOf, text string) Result {
		t.Helper()
		res, err := Review(china(t), events(t, text), on(asOf))
		if err != nil {
			t.Fatal(err)
		}
		return res
	}

	delayed := request("07-10", append(events(t, "received 06-01, consulted 06-03 a, consultation_ended 06-18 a"),
		Event{Type: Delayed, On: on("06-22"), Until: on("08-08")}))
	if delayed.Total != 49 || delayed.Used != 28 {
		t.Errorf("delayed: stops still hold, %d of %d used", delayed.Used, delayed.Total)
	}
	if closed := request("07-30", events(t, "received 06-01, fee_noticed 06-05, closed 07-01")); !closed.PayBy.IsZero() || closed.Late {
		t.Errorf("closed while payment was awaited: pay by %s, late %v", closed.PayBy, closed.Late)
	}
	if closed := review("08-21", "received 07-01, accepted 07-03, closed 08-20"); closed.Late {
		t.Error("a withdrawn case is late")
	}
	for text, want := range map[string]bool{
		"received 2026-12-01, accepted 2026-12-01": false, // ends on the last day of the known year
		"received 2026-12-03, accepted 2026-12-03": true,  // ends on a Saturday of the next
		"received 2018-12-20, accepted 2018-12-21": false, // begins in a year unknown, ends in one known
		"received 2026-12-28":                      true,
	} {
		asOf := "2026-12-29"
		if got := review(asOf, text).Provisional; got != want {
			t.Errorf("%s: provisional is %v", text, got)
		}
	}
}
