package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// Resumed takes back a Closed or a Withdrawn (恢复办理): a notice that was not
// answered had not arrived, or had been answered in time; the applicant did not
// mean to withdraw; it was the wrong case. The period runs as if it had never ended.
type Resumed struct {
	Corrects int `json:"corrects"` // the N of the Closed or Withdrawn
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// FactType implements ledger.Fact.
func (Resumed) FactType() string { return "resumed" }

// Personal implements ledger.PersonalFact.
func (f *Resumed) Personal() any { return &f.Private }

// Resumption decides that a case goes on which was closed or withdrawn (恢复办理).
func (c *Case) Resumption(f Resumed, s Situation) (*Resumed, error) {
	if err := c.Allows(Resume, s); err != nil {
		return nil, err
	}
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	for _, p := range c.History {
		switch p.Fact.(type) {
		case *Closed, *Withdrawn:
			f.Corrects = p.N
		}
	}
	return &f, nil
}

// AsResumed returns the case as it would stand if it went on, for the clock to be
// asked.
func (c *Case) AsResumed() *Case {
	without := *c
	without.resume()
	return &without
}

// resume takes the end of the case back. What was joined to it meanwhile may be
// the supplement. The letters that were put away at the end stay so.
func (c *Case) resume() {
	if c.ended == StageWithdrawn { // nobody is reminded of a withdrawal that was none
		c.WithdrawalsAsked = nil
	}
	c.ended, c.EndedOn, c.Result = "", calendar.Date{}, ""
	c.undecided, c.joinedAfter = slices.Concat(c.undecided, c.joinedAfter), nil
}

// Resumes reports whether the end that the n-th entry recorded was taken back.
func (c *Case) Resumes(n int) bool {
	return slices.ContainsFunc(c.History, func(p Past) bool {
		f, ok := p.Fact.(*Resumed)
		return ok && f.Corrects == n
	})
}
