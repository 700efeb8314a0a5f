package auth

import (
	"mingda/internal/fault"
	"mingda/internal/reconsider"
)

// MayReview returns nil if the person may do the act to the reconsideration case,
// else a fault of kind Forbidden whose sentence says why not. Nobody acts in a case
// about a reply they made, nor in one from which they have stepped back (行政复议法
// 39; 实施条例 39): they may neither see nor decide it as the bureau. Drafting,
// checking and signing are three hands here too.
func MayReview(u User, act reconsider.Act, c Subject) error {
	if err := usable(u); err != nil {
		return err
	}
	if c.Barred && act != reconsider.Respond && act != reconsider.ReportBack {
		return fault.New(fault.Forbidden, "review_barred")
	}
	if err := within(u, string(act), c); err != nil {
		return err
	}
	switch {
	case act == reconsider.Check && u.ID == c.Drafter:
		return fault.New(fault.Forbidden, "auth_check_own")
	case act == reconsider.Sign && u.ID == c.Drafter:
		return fault.New(fault.Forbidden, "auth_sign_own")
	case act == reconsider.Sign && u.ID == c.Checker:
		return fault.New(fault.Forbidden, "auth_sign_checked")
	}
	return nil
}
