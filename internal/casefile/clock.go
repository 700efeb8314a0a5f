package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
)

// ClockEvents returns what happened to the case as the clock counts it, in the
// order of its days.
func (c *Case) ClockEvents() []deadline.Event {
	return c.clockEvents(c.Receipt.On)
}

// clockEvents is ClockEvents with the case received on a given day.
func (c *Case) clockEvents(received calendar.Date) []deadline.Event {
	events := []deadline.Event{{Type: deadline.Received, On: received}}
	var ends []deadline.Event
	for _, p := range c.History {
		if !c.Stands(p.N) {
			continue
		}
		switch f := p.Fact.(type) {
		case timer:
			events = append(events, f.clockEvents(c, p)...)
		case *Served:
			l, _ := c.Letter(f.Letter)
			notice := noticeOf(l.Kind)
			switch {
			case !l.ServedBy(p), l.Waived: // it failed, and may have been repeated; or nothing is to be paid after all
			case len(l.Joint) > 0 && c.answeredEarly(l.N): // it stands with the answer
			case !l.ForApplicant():
				events = append(events, c.asked(l)...)
			case notice.counts != nil:
				events = append(events, notice.counts(l))
			case l.IsReply() && l.Replaces == 0 && l.Before != 0: // it ended the period before the order
				events = append(events, deadline.Event{Type: deadline.Replied, On: l.ServedOn})
			case l.IsReply() && l.Replaces == 0 && c.ended == "": // the first answer ends the period, once it is everybody's
				if last, ok := c.lastFirst(l); ok {
					ends = append(ends, deadline.Event{Type: deadline.Replied, On: last})
				}
			}
		}
	}
	if c.ended != "" {
		ends = append(ends, deadline.Event{Type: deadline.Closed, On: c.EndedOn})
	}
	events = append(events, ends...)
	// What is of one day keeps the order in which it was recorded: a notice before
	// the supplement that answers it, an extension after it; the end comes last.
	slices.SortStableFunc(events, func(a, b deadline.Event) int { return a.On.Compare(b.On) })
	return countable(events)
}

// seen returns the day from which the clock is looked at: today, or the last
// day of what happened where the computer's clock was set back behind it.
func seen(events []deadline.Event, today calendar.Date) calendar.Date {
	if last := events[len(events)-1].On; today.Before(last) {
		return last
	}
	return today
}

// Clock returns what the clock says of the case on a day.
func (c *Case) Clock(cal *calendar.Calendar, today calendar.Date) (deadline.Result, error) {
	events := c.ClockEvents()
	return c.request(cal, events, seen(events, today))
}

// Explain returns how the due date came about, step by step and day by day.
func (c *Case) Explain(cal *calendar.Calendar, today calendar.Date) (deadline.Explanation, error) {
	events := c.ClockEvents()
	if c.IsCorrection() {
		return deadline.ExplainOwn(cal, c.OwnDays, events, seen(events, today))
	}
	return deadline.Explain(cal, events, seen(events, today))
}

// DueSeen returns the last day as the clock stood on a past day by a calendar, no
// day while there was none, and false if the case had not been received by then.
func (c *Case) DueSeen(cal *calendar.Calendar, day calendar.Date) (calendar.Date, bool) {
	r, err := c.request(cal, c.ClockEvents(), day)
	return r.Due, err == nil
}

// StrictDue returns the earliest last day that could be argued: by the earliest
// candidate for the receipt date and the strictest reading of the stops. The
// warnings on the pages go by it. It is no day while there is none.
func (c *Case) StrictDue(cal *calendar.Calendar, today calendar.Date) (calendar.Date, error) {
	events := c.clockEvents(c.Receipt.Earliest())
	r, err := c.request(cal, events, seen(events, today))
	return r.StrictDue, err
}

// Project makes the row of the case as the clock stands on a day.
func (c *Case) Project(cal *calendar.Calendar, today calendar.Date) (Row, error) {
	if c.IsPast() {
		return c.projectPast(), nil
	}
	clock, due, strict, err := c.inLists(cal, today)
	if err != nil {
		return Row{}, err
	}
	ended := c.EndedOn
	if ended.IsZero() {
		ended = c.RepliedOn()
	}
	stage := c.Stage()
	chase, chaseBy := c.chaseRow()
	_, escalated := c.Escalation()
	return Row{
		ID: c.ID, Version: c.Version, Type: c.Type, Number: c.Number, Agency: c.Agency, Unit: c.Unit, Officer: c.Officer, Assisting: NewUnitList(c.Assisting()), Known: c.Known(),
		Door: c.Door, Class: c.Class, Applicant: c.Applicant.Name, Subject: c.listed(),
		Stage: stage, Open: stage.IsOpen(), ReceivedOn: c.Receipt.On, SupplementBy: c.supplementBy(), PayBy: clock.PayBy, InnerDue: c.innerDue(),
		Clock: string(clock.State), DueOn: due, StrictDueOn: strict, Provisional: clock.Provisional,
		Result: c.Result, EndedOn: ended, Late: clock.Late && !ended.IsZero() && !c.IsCorrection(), WaitsFor: c.WaitsFor(), Bounced: c.Bounced(), AskedUntil: c.askedUntil(cal),
		Withdrawing: c.IsWithdrawalAsked(), Awaited: NewAwaitedList(c.awaitedDays(cal)), Combined: c.IsCombined(), Asking: 1 + len(c.JointApplicants()),
		Chase: chase, ChaseBy: chaseBy, Escalated: escalated, Proposed: c.IsProposed(),
	}, nil
}

// inLists are the last day and the strictest one as lists have them. While the clock
// stands for a consultation they move on each day, and the row would keep those of
// today: it has none, as while a supplement is awaited. Nor is a day provisional then
// that is not said.
func (c *Case) inLists(cal *calendar.Calendar, today calendar.Date) (clock deadline.Result, due, strict calendar.Date, err error) {
	if clock, err = c.Clock(cal, today); err != nil {
		return
	}
	if strict, err = c.StrictDue(cal, today); err != nil || clock.State != deadline.Consulting {
		return clock, clock.Due, strict, err
	}
	const later = 30 // days on, in which a due date that stands does not move
	then, err := c.Clock(cal, today.AddDays(later))
	if err != nil || then.Due != clock.Due {
		clock.Provisional = false
		return clock, calendar.Date{}, calendar.Date{}, err
	}
	return clock, clock.Due, strict, nil
}

// Situation returns what the rules must know of the day and the clock.
func (c *Case) Situation(cal *calendar.Calendar, today calendar.Date) (Situation, error) {
	clock, err := c.Clock(cal, today)
	return Situation{Today: today, Due: clock.Due, ClarifyBy: clock.ClarifyBy, PayBy: clock.PayBy, AnswersBy: c.answersBy(cal)}, err
}
