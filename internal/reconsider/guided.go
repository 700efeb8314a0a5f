package reconsider

import (
	"strings"

	"mingda/internal/fault"
)

// Guided marks a decided case as one to go by (列为指导性案例): alike cases show it first,
// and what is decided otherwise needs a reason.
type Guided struct {
	Paper     int    `json:"paper"`               // the decision it is about
	Published string `json:"published,omitempty"` // as what it was published (实施条例 76); empty for the bureau's own
	Private   struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know[Guided]()

// FactType implements ledger.Fact.
func (Guided) FactType() string { return "guided" }

// Personal implements ledger.PersonalFact.
func (f *Guided) Personal() any { return &f.Private }

func (f *Guided) change(c *Case, p Past) error {
	c.Guides = Guides{p.N, f.Paper, f.Published, f.Private.Reason}
	return nil
}

func (f *Guided) retract(*Case, Past) *fault.Error { return nil }

// Guides says that a case is one to go by, and why.
type Guides struct {
	Entry     int // 0: it is none
	Paper     int
	Published string
	Reason    string
}

// IsGuiding reports whether the case is one to go by: the decision that was marked stands.
func (c *Case) IsGuiding() bool {
	paper, _, decided := c.Decision()
	return decided && c.Guides.Entry != 0 && paper.N == c.Guides.Paper
}

// Guiding decides that the case is one to go by.
func (c *Case) Guiding(f Guided, s Situation) (*Guided, error) {
	if err := c.Allows(Guide, s); err != nil {
		return nil, err
	}
	paper, _, _ := c.Decision()
	f.Paper, f.Published = paper.N, strings.TrimSpace(f.Published)
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	return &f, nil
}

// guidable: the case was decided, not mediated or ended, and is no guiding one yet.
func guidable(c *Case, _ Situation) *fault.Error {
	_, outcome, decided := c.Decision()
	switch {
	case !decided || !judged(Sketch{Outcome: outcome}):
		return fault.New(fault.Conflict, "review_guide_undecided")
	case c.IsGuiding():
		return fault.New(fault.Conflict, "review_guide_twice")
	}
	return nil
}
