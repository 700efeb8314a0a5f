package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// Resumed takes back a Closed for which the supplement was missing, or the fee was
// not paid (恢复办理): the notice had not arrived, or it had been answered in time. The period runs as if
// the case had never been closed.
type Resumed struct {
	Corrects int `json:"corrects"` // the N of the Closed
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// FactType implements ledger.Fact.
func (Resumed) FactType() string { return "resumed" }

// Personal implements ledger.PersonalFact.
func (f *Resumed) Personal() any { return &f.Private }

// Resumption decides that a case goes on which was closed because the supplement
// was missing, or the fee was not paid (恢复办理).
func (c *Case) Resumption(f Resumed, s Situation) (*Resumed, error) {
	if err := c.Allows(Resume, s); err != nil {
		return nil, err
	}
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	for _, p := range c.History {
		if _, ok := p.Fact.(*Closed); ok {
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
	c.ended, c.EndedOn, c.Result = "", calendar.Date{}, ""
	c.undecided, c.joinedAfter = slices.Concat(c.undecided, c.joinedAfter), nil
}
