package deadline

import (
	"mingda/internal/calendar"
)

// An Explanation says how a due date came about, so that it can be checked
// with a calendar in hand.
type Explanation struct {
	Steps  []Step    // in the order of time; the last one says where it ends
	Days   []DayMark // whole weeks, from that of receipt to that of the last day
	Strict Step      // the reading worst for the office; zero where it gives the same day
}

// A Step is one thing that happened to the clock, in words.
type Step struct {
	On      calendar.Date
	Code    string // type of the event, or "counted", "until", "strict", "final"
	Staff   string // for the office, in the law's words
	Article string // as staff cite it; empty where no rule is applied
	Plain   string // for the applicant, in everyday words; empty where the step before says it
	Final   bool   // the step that says the last day, or that there is none
}

// A Mark is how a day counts.
type Mark string

// The marks of days.
const (
	MarkOutside  Mark = "outside"  // before the period or after it
	MarkStart    Mark = "start"    // the period begins; does not count
	MarkCounted  Mark = "counted"  // counts
	MarkExtended Mark = "extended" // counts, by extension
	MarkHeld     Mark = "held"     // the clock stands still
	MarkHoliday  Mark = "holiday"  // a holiday; does not count
	MarkWeekend  Mark = "weekend"  // a weekend; does not count
	MarkDue      Mark = "due"      // the last day
)

// Label returns what a person who does not see the colours is told of a day.
func (m Mark) Label() string {
	return map[Mark]string{
		MarkStart: "收到，不计", MarkCounted: "计入", MarkExtended: "计入（延期）", MarkHeld: "停表，不计",
		MarkHoliday: "节假日，不计", MarkWeekend: "周末，不计", MarkDue: "最迟之日",
	}[m]
}

// A DayMark is one day of the calendar beside the steps.
type DayMark struct {
	On     calendar.Date
	Mark   Mark
	MakeUp bool // a workday by adjustment (调休上班), also when the clock stands still
}

// Explain says how the due date of a request came about, seen from asOf. It
// fails as Request does.
func Explain(cal *calendar.Calendar, events []Event, asOf calendar.Date) (Explanation, error) {
	plain, err := foldRequest(reading(cal, false), events, asOf)
	if err != nil {
		return Explanation{}, err
	}
	strict, err := foldRequest(reading(cal, true), events, asOf)
	if err != nil {
		return Explanation{}, err
	}
	t := teller{request: plain, asOf: asOf, result: plain.result(strict, asOf)}
	return Explanation{Steps: t.steps(), Days: t.days(), Strict: t.strict()}, nil
}

// A teller puts a folded request into words and marks.
type teller struct {
	*request
	asOf   calendar.Date
	result Result
}

// receivedOn returns the day of receipt.
func (t teller) receivedOn() calendar.Date { return t.history[0].event.On }

// lastDay returns the last day that the explanation speaks of.
func (t teller) lastDay() calendar.Date {
	switch {
	case !t.result.Due.IsZero():
		return t.result.Due
	case !t.result.PayBy.IsZero() && t.result.PayBy.After(t.asOf):
		return t.result.PayBy
	}
	return t.seen(t.asOf)
}

// days marks each day of the weeks from receipt to the last day.
func (t teller) days() []DayMark {
	var list []DayMark
	counted := 0
	for d := mondayOf(t.receivedOn()); !d.After(t.lastDay()) || len(list)%7 != 0; d = d.AddDays(1) {
		mark := t.mark(d)
		if mark == MarkCounted {
			counted++
			if t.period.delay.IsZero() && counted > t.period.base {
				mark = MarkExtended
			}
		}
		list = append(list, DayMark{On: d, Mark: mark, MakeUp: t.cal.Kind(d) == calendar.MakeUp})
	}
	return list
}

// mark returns how one day counts; it does not tell extension from the rest.
func (t teller) mark(d calendar.Date) Mark {
	switch now := t.seen(t.asOf); {
	case d.Before(t.receivedOn()) || d.After(t.lastDay()):
		return MarkOutside
	case d == t.receivedOn() || d == t.period.start:
		return MarkStart
	case d == t.result.Due:
		return MarkDue
	case t.waited(d) || t.period.delay.IsZero() && t.period.stops.held(d, now):
		return MarkHeld
	}
	switch t.cal.Kind(d) {
	case calendar.Holiday:
		return MarkHoliday
	case calendar.Weekend:
		return MarkWeekend
	}
	if d.Before(t.period.start) {
		return MarkOutside // it counted in a period that is gone
	}
	return MarkCounted
}

// waited reports whether a clarification or a payment was awaited on d.
func (t teller) waited(d calendar.Date) bool {
	for i, m := range t.history {
		if m.effect && (m.event.Type == ClarificationAsked || m.event.Type == FeeNoticed) {
			if d.After(m.event.On) && !d.After(t.endOf(i)) {
				return true
			}
		}
	}
	return false
}

// endOf returns the day on which the wait that began with a moment ended, or
// the last day that is spoken of.
func (t teller) endOf(i int) calendar.Date {
	for _, m := range t.history[i+1:] {
		if m.restart || m.event.Type == Replied || m.event.Type == Closed {
			return m.event.On
		}
	}
	return t.lastDay()
}
