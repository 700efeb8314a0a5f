package reconsider

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// Withdrawal is the applicant's word that the application is withdrawn; the zero one
// was not said.
type Withdrawal struct {
	Entry  int
	On     calendar.Date
	Reason string
}

// WithdrawalAsked notes that the applicant wants to withdraw (撤回, 复议法 41.1(1)). It
// ends nothing: whether it is permitted the paper says.
type WithdrawalAsked struct {
	Private struct {
		Reason string `json:"reason,omitempty"`
	} `json:"-"`
}

var _ = know[WithdrawalAsked]()

// FactType implements ledger.Fact.
func (WithdrawalAsked) FactType() string { return "withdrawal_asked" }

// Personal implements ledger.PersonalFact.
func (f *WithdrawalAsked) Personal() any { return &f.Private }

func (f *WithdrawalAsked) change(c *Case, p Past) error {
	c.Withdrawal = Withdrawal{p.N, p.On, f.Private.Reason}
	return nil
}

// Withdrawing decides the note that the applicant wants to withdraw.
func (c *Case) Withdrawing(f WithdrawalAsked, on calendar.Date, s Situation) (*WithdrawalAsked, error) {
	if err := c.Allows(TakeWithdrawal, s); err != nil {
		return nil, err
	}
	f.Private.Reason = strings.TrimSpace(f.Private.Reason)
	switch {
	case on.IsZero():
		return nil, fault.AtField("on", "date_unreadable")
	case on.After(s.Today):
		return nil, fault.AtField("on", "receipt_in_future")
	case on.Before(c.ReceivedOn):
		return nil, fault.AtField("on", "review_heard_too_early", c.ReceivedOn.Chinese())
	}
	return &f, nil
}
