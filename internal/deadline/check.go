package deadline

import (
	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// LongestOrder is the most workdays that an order may give: more is a slip of
// the pen.
const LongestOrder = 1000

// at makes a fault of kind Invalid that names the event by place and type.
func (e Event) at(index int, code fault.Code, args ...any) error {
	return fault.New(fault.Invalid, code, append([]any{index + 1, string(e.Type)}, args...)...)
}

// check refuses what no matter can work with: no receipt at the head, types
// without an act, days missing or out of order, fields that make no sense.
func check[Act any](events []Event, acts map[EventType]Act, asOf calendar.Date) error {
	if asOf.IsZero() {
		return fault.New(fault.Invalid, "clock_no_as_of")
	}
	if len(events) == 0 {
		return fault.New(fault.Invalid, "clock_no_events")
	}
	for i, e := range events {
		_, known := acts[e.Type]
		switch {
		case !known:
			return e.at(i, "clock_type_unknown")
		case e.On.IsZero():
			return e.at(i, "clock_no_day")
		case (i == 0) != (e.Type == Received):
			return e.at(i, "clock_received_first")
		case i > 0 && e.On.Before(events[i-1].On):
			return e.at(i, "clock_out_of_order", e.On.String(), events[i-1].On.String())
		}
		if err := e.checkFields(i); err != nil {
			return err
		}
	}
	if events[0].On.After(asOf) {
		return events[0].at(0, "clock_not_received_yet", asOf.String())
	}
	return nil
}

// checkFields refuses fields that make no sense for the event's type.
func (e Event) checkFields(index int) error {
	switch {
	case !e.Served.IsZero() && e.Served.Before(e.On):
		return e.at(index, "clock_served_before")
	case e.Type == Extended && e.Days < 1,
		e.Type == Ordered && (e.Days < 0 || e.Days > LongestOrder):
		return e.at(index, "clock_days_wrong")
	case e.Type == Delayed && (e.Until.IsZero() || e.Until.Before(e.On)):
		return e.at(index, "clock_until_wrong")
	case e.Type == Accepted && e.Procedure != "" && e.Procedure != Summary && e.Procedure != Ordinary:
		return e.at(index, "clock_procedure_unknown", string(e.Procedure))
	case e.Of != "" && e.Of != AThirdParty && e.Of != AnotherAgency:
		return e.at(index, "clock_party_unknown", string(e.Of))
	}
	return nil
}

// pairs remembers, by id, which things that have an end were begun, whether
// what began them had effect or not, so that an end without a beginning is
// refused.
type pairs map[string]phase

// A phase is where a thing that has an end stands; the zero phase is that
// there is none, or that it has ended.
type phase int

const (
	open   phase = iota + 1
	lapsed       // a new period ended it; its own end may still come, and means nothing
)

// begin notes a beginning; it fails when the same is open already.
func (p pairs) begin(i int, e Event) error {
	if p[e.ID] == open {
		return e.at(i, "clock_open_twice", e.ID)
	}
	p[e.ID] = open
	return nil
}

// end notes an end; it fails when there was no beginning under the id.
func (p pairs) end(i int, e Event) error {
	if p[e.ID] == 0 {
		return e.at(i, "clock_end_without_begin", e.ID)
	}
	delete(p, e.ID)
	return nil
}

// lapse notes that a new period ended all that is open.
func (p pairs) lapse() {
	for id := range p {
		p[id] = lapsed
	}
}
