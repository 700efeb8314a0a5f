package casefile

import (
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// Escalated lays a case before the coordinating office (提请协调): those who work on
// it cannot go on by themselves.
type Escalated struct {
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// EscalationAnswered is what the coordinating office says to it (答复协调).
type EscalationAnswered struct {
	Of      int `json:"of"` // the N of the Escalated
	Private struct {
		Text string `json:"text"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(Escalated) },
	func() ledger.Fact { return new(EscalationAnswered) },
)

// FactType implements ledger.Fact, as does the following.
func (Escalated) FactType() string          { return "escalated" }
func (EscalationAnswered) FactType() string { return "escalation_answered" }

// Personal implements ledger.PersonalFact, as does the following.
func (f *Escalated) Personal() any          { return &f.Private }
func (f *EscalationAnswered) Personal() any { return &f.Private }

// An Escalation is one time that the coordinating office was asked.
type Escalation struct {
	Entry      int // the N of the Escalated
	By         int64
	On         calendar.Date
	Reason     string
	AnsweredOn calendar.Date
	AnsweredBy int64
	Answer     string
}

func (f *Escalated) change(c *Case, p Past) error {
	c.Escalations = append(c.Escalations, Escalation{Entry: p.N, By: p.By, On: p.On, Reason: f.Private.Reason})
	return nil
}

func (f *EscalationAnswered) change(c *Case, p Past) error {
	c.Escalations = slices.Clone(c.Escalations)
	for i := range c.Escalations {
		if e := &c.Escalations[i]; e.Entry == f.Of {
			e.AnsweredOn, e.AnsweredBy, e.Answer = p.On, p.By, f.Private.Text
		}
	}
	return nil
}

// retract: what was laid before the office is taken back while it has not answered.
func (f *Escalated) retract(c *Case, p Past) *fault.Error {
	for _, e := range c.Escalations {
		if e.Entry == p.N && !e.AnsweredOn.IsZero() {
			return fault.New(fault.Conflict, "escalation_answered_since")
		}
	}
	return nil
}

func (f *EscalationAnswered) retract(c *Case, _ Past) *fault.Error {
	if e, ok := c.Escalation(); ok && e.Entry != f.Of {
		return fault.New(fault.Conflict, "escalation_asked_since")
	}
	return nil
}

// Escalation returns what waits for the coordinating office; false if nothing does.
func (c *Case) Escalation() (Escalation, bool) {
	if !c.Stage().IsOpen() {
		return Escalation{}, false
	}
	for _, e := range c.Escalations {
		if e.AnsweredOn.IsZero() {
			return e, true
		}
	}
	return Escalation{}, false
}

// Escalate decides that a case is laid before the coordinating office.
func (c *Case) Escalate(f Escalated, s Situation) (*Escalated, error) {
	if err := c.Allows(Escalate, s); err != nil {
		return nil, err
	}
	if f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	return &f, nil
}

// EscalationAnswer decides what the coordinating office says.
func (c *Case) EscalationAnswer(f EscalationAnswered, s Situation) (*EscalationAnswered, error) {
	if err := c.Allows(AnswerEscalation, s); err != nil {
		return nil, err
	}
	if f.Private.Text == "" {
		return nil, fault.AtField("text", "escalation_answer_needed")
	}
	e, _ := c.Escalation()
	f.Of = e.Entry
	return &f, nil
}

func notEscalated(c *Case, _ Situation) *fault.Error {
	if e, ok := c.Escalation(); ok {
		return fault.New(fault.Conflict, "escalation_stands", e.On.Chinese())
	}
	return nil
}

func escalated(c *Case, _ Situation) *fault.Error {
	if _, ok := c.Escalation(); !ok {
		return fault.New(fault.Conflict, "no_escalation")
	}
	return nil
}
