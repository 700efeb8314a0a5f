package reconsider

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
)

// A timer is a fact that the clock counts.
type timer interface {
	clockEvents(c *Case, p Past) []deadline.Event
}

// ClockEvents returns what happened to the case as the clock counts it, in the order
// of its days.
func (c *Case) ClockEvents() []deadline.Event {
	events := []deadline.Event{{Type: deadline.Received, On: c.ReceivedOn}}
	for _, p := range c.History {
		if !c.Stands(p.N) {
			continue
		}
		switch f := p.Fact.(type) {
		case timer:
			events = append(events, f.clockEvents(c, p)...)
		case *casefile.Signed:
			paper := c.Papers[f.Letter-1]
			if rule := paperRules[paper.Kind]; rule.signed != nil && paper.Stands() {
				events = append(events, rule.signed(paper))
			}
		case *PaperSent:
			paper := c.Papers[f.Letter-1]
			rule := paperRules[paper.Kind]
			if sent, ok := paper.sentBy(p.N); ok && rule.sent != nil && f.To.Role == rule.to[0] {
				events = append(events, rule.sent(paper, sent))
			}
		}
	}
	slices.SortStableFunc(events, func(a, b deadline.Event) int { return a.On.Compare(b.On) })
	return events
}

// sentBy returns the sending that an entry noted, and whether it stands.
func (p Paper) sentBy(entry int) (Sending, bool) {
	for _, s := range p.Sent {
		if s.Entry == entry {
			return s, true
		}
	}
	return Sending{}, false
}

// seen returns the day from which the clock is looked at: today, or the last day of
// what happened where the computer's clock was set back behind it.
func seen(events []deadline.Event, today calendar.Date) calendar.Date {
	if last := events[len(events)-1].On; today.Before(last) {
		return last
	}
	return today
}

// Clock returns what the clock says of the case on a day (行政复议法 30-62).
func (c *Case) Clock(cal *calendar.Calendar, today calendar.Date) (deadline.Result, error) {
	events := c.ClockEvents()
	return deadline.Review(cal, events, seen(events, today))
}

// Explain says how the dates of the case came about, as the clock stands on a day.
func (c *Case) Explain(cal *calendar.Calendar, today calendar.Date) (deadline.Explanation, error) {
	events := c.ClockEvents()
	return deadline.ExplainReview(cal, events, seen(events, today))
}

// Due returns the last day for what the bureau has to do next, no day while there is
// none.
func (c *Case) Due(clock deadline.Result) calendar.Date { return dueOf(clock) }

func dueOf(clock deadline.Result) calendar.Date {
	switch clock.State {
	case deadline.Examining:
		return clock.AcceptBy
	case deadline.Hearing:
		return clock.DecideBy
	}
	return calendar.Date{}
}
