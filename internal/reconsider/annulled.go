package reconsider

import (
	"strings"

	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// FilingAnnulled takes back a registration that should not have been (撤销登记): what came
// in waits again, and the number is not used for another case.
type FilingAnnulled struct {
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know[FilingAnnulled]()

// FactType implements ledger.Fact.
func (FilingAnnulled) FactType() string { return "filing_annulled" }

// Personal implements ledger.PersonalFact.
func (f *FilingAnnulled) Personal() any { return &f.Private }

func (f *FilingAnnulled) change(c *Case, p Past) error {
	c.AnnulledOn = p.On
	return nil
}

func (f *FilingAnnulled) clockEvents(_ *Case, p Past) []deadline.Event {
	return []deadline.Event{{Type: deadline.Closed, On: p.On}}
}

// retract: what came in waits again and may belong to another case by now.
func (f *FilingAnnulled) retract(*Case, Past) *fault.Error {
	return fault.New(fault.Conflict, "review_annulled_for_good")
}

// Annulling decides that the registration is taken back.
func (c *Case) Annulling(f FilingAnnulled, s Situation) (*FilingAnnulled, error) {
	if err := c.Allows(AnnulFiling, s); err != nil {
		return nil, err
	}
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	return &f, nil
}

// unsettled: nothing rests on the registration, nothing else was put into the case, and no
// wish of the applicant waits in it, which has its own way.
func unsettled(c *Case, _ Situation) *fault.Error {
	switch {
	case c.FilingSettled():
		return fault.New(fault.Conflict, "review_annul_settled")
	case len(c.Joined) > 0:
		return fault.New(fault.Conflict, "review_annul_joined", c.Joined[0].Number)
	case len(c.Leads) > 0 || c.Lead != nil:
		return fault.New(fault.Conflict, "review_annul_combined")
	case c.Withdrawal.Waits():
		return fault.New(fault.Conflict, "review_annul_wish")
	}
	return nil
}
