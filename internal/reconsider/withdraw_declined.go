package reconsider

import (
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// Declining is why a wish to withdraw is not followed.
type Declining string

// The reasons. To withdraw needs permission only once the application was accepted
// (复议法 41.1(1)); before, the wish can only be none of the applicant's.
const (
	NotPermitted Declining = "not_permitted"
	NotOwn       Declining = "not_own"
)

// Declinings lists them as forms show them.
var Declinings = []Declining{NotPermitted, NotOwn}

// Label returns the Chinese words.
func (d Declining) Label() string {
	return map[Declining]string{NotPermitted: "不准予撤回", NotOwn: "不是申请人本人的意思"}[d]
}

// WithdrawalDeclined notes that a wish to withdraw is not followed and the case goes on
// (不按撤回办理). The applicant reads why.
type WithdrawalDeclined struct {
	Wish    int       `json:"wish"` // the N of the WithdrawalAsked
	Why     Declining `json:"why"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know[WithdrawalDeclined]()

// FactType implements ledger.Fact.
func (WithdrawalDeclined) FactType() string { return "withdrawal_declined" }

// Personal implements ledger.PersonalFact.
func (f *WithdrawalDeclined) Personal() any { return &f.Private }

func (f *WithdrawalDeclined) change(c *Case, _ Past) error {
	if c.Withdrawal.Entry == f.Wish {
		c.Withdrawal.Declined, c.Withdrawal.Answer = f.Why, f.Private.Reason
	}
	return nil
}

// retract: the wish waits again.
func (f *WithdrawalDeclined) retract(c *Case, _ Past) *fault.Error { return c.whileOpen() }

// DecliningWithdrawal decides that the wish to withdraw that waits is not followed.
func (c *Case) DecliningWithdrawal(f WithdrawalDeclined, s Situation) (*WithdrawalDeclined, error) {
	if err := c.Allows(DeclineWish, s); err != nil {
		return nil, err
	}
	f.Wish = c.Withdrawal.Entry
	form := fault.Form{}
	switch {
	case f.Why.Label() == "":
		form.Bad("why", "review_decline_why")
	case f.Why == NotPermitted && !c.NeedsPermission(s.Clock):
		form.Bad("why", "review_decline_before")
	}
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// NeedsPermission reports whether the wish to withdraw came once the application was
// accepted. What is deemed accepted is so at the end of the day.
func (c *Case) NeedsPermission(clock deadline.Result) bool {
	return c.Acceptance.Entry != 0 || !clock.AcceptedOn.IsZero() && c.Withdrawal.On.After(clock.AcceptedOn)
}

// someWish: a wish to withdraw waits.
func someWish(c *Case, _ Situation) *fault.Error {
	if !c.Withdrawal.Waits() {
		return fault.New(fault.Conflict, "review_not_withdrawn")
	}
	return nil
}

// wishAnswered: nothing is decided over a wish to withdraw of which nobody has said what
// becomes of it.
func wishAnswered(c *Case, s Situation) *fault.Error {
	if err := noWishBefore(c, s); err != nil || !c.Withdrawal.Waits() {
		return err
	}
	return fault.New(fault.Conflict, "review_wish_open", c.Withdrawal.On.Chinese())
}

// noWishBefore: what was withdrawn before it was accepted is not accepted.
func noWishBefore(c *Case, s Situation) *fault.Error {
	if c.Withdrawal.Waits() && !c.NeedsPermission(s.Clock) {
		return fault.New(fault.Conflict, "review_wish_before", c.Withdrawal.On.Chinese())
	}
	return nil
}
