package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// DecisionReached notes that the applicant received a decision or judgment of which the
// office has noted the outcome; the entry's day is that day. From it the time to sue runs
// (诉讼法 45). What is noted last holds.
type DecisionReached struct {
	Judgement int `json:"judgement"` // the N of the Judged
}

var _ = know(func() ledger.Fact { return new(DecisionReached) })

// FactType implements ledger.Fact.
func (DecisionReached) FactType() string { return "decision_reached" }

// change: the outcome may have been taken back since; then nothing runs.
func (f *DecisionReached) change(c *Case, p Past) error {
	if at := c.judgementAt(f.Judgement); at >= 0 {
		c.Judgements[at].TheyGotOn = p.On
	}
	return nil
}

// judgementAt returns where the outcome of the n-th entry stands, -1 if it does not.
func (c *Case) judgementAt(n int) int {
	return slices.IndexFunc(c.Judgements, func(j Judgement) bool { return j.Entry == n })
}

// Reach decides that the applicant received the decision of the n-th entry on a day.
func (c *Case) Reach(n int, on calendar.Date, s Situation) (*DecisionReached, error) {
	if err := c.Allows(NoteOutcome, s); err != nil {
		return nil, err
	}
	at := c.judgementAt(n)
	switch {
	case at < 0:
		return nil, fault.New(fault.NotFound, "entry_not_found")
	case on.IsZero():
		return nil, fault.AtField("they_got_on", "date_unreadable")
	case on.After(s.Today) || on.Before(c.Judgements[at].DecidedOn):
		return nil, fault.AtField("they_got_on", "decision_got_wrong")
	}
	return &DecisionReached{Judgement: n}, nil
}

// retract: the day is as it was noted before.
func (f *DecisionReached) retract(*Case, Past) *fault.Error { return nil }

// noting: it is taken back by those who may note the outcome.
func (f *DecisionReached) noting() Act { return NoteOutcome }
