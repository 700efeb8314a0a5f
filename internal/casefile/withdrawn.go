package casefile

import (
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// WithdrawalConfirmation tells the applicant that the request was taken back (撤回
// 申请确认书). It answers nothing and moves no clock: the case has ended before.
const WithdrawalConfirmation LetterKind = "withdrawn"

// A Withdrawal is how the request was taken back.
type Withdrawal struct {
	Entry       int // the N of its Withdrawn
	On          calendar.Date
	ByApplicant bool   // on the status page, in their own words
	Reason      string // as the applicant said it, or as staff noted it
}

// Withdrawal returns how the request was taken back, and whether it was. What the
// applicant said on the status page goes before what staff noted of it.
func (c *Case) Withdrawal() (Withdrawal, bool) {
	if c.ended != StageWithdrawn {
		return Withdrawal{}, false
	}
	var w Withdrawal
	for _, p := range c.History {
		if f, ok := p.Fact.(*Withdrawn); ok && c.Stands(p.N) {
			w = Withdrawal{Entry: p.N, On: p.On, ByApplicant: p.By == ledger.Applicant, Reason: f.Private.Reason}
		}
	}
	for _, asked := range c.WithdrawalsAsked {
		if asked.Input == c.Input && !asked.Declined && !w.ByApplicant {
			w = Withdrawal{Entry: w.Entry, On: asked.On, ByApplicant: true, Reason: asked.Reason}
		}
	}
	return w, true
}

// ended says why a letter about the end of the case cannot be worked on.
func (n noticeRule) ended(c *Case, s Situation) error {
	if err := notArchived(c, s); err != nil {
		return err
	}
	if c.Stage() != n.after {
		return fault.New(fault.Conflict, "letter_before_end", n.after.Label(), c.Stage().Label())
	}
	return nil
}

// withdrawalConfirmedOnce: one letter for one withdrawal; that of one which was
// taken back does not count.
func withdrawalConfirmedOnce(c *Case, _ Situation) *fault.Error {
	w, _ := c.Withdrawal()
	if l, ok := c.LetterOf(WithdrawalConfirmation); ok && (l.Stage != IsServed || l.Begun > w.Entry) {
		return fault.New(fault.Conflict, "withdrawal_confirmed_once")
	}
	return nil
}

// notConfirming: a case does not go on while a letter is on its way that says that
// it has ended.
func notConfirming(c *Case, _ Situation) *fault.Error {
	if l, ok := c.LetterOf(WithdrawalConfirmation); ok && l.Stage != IsServed {
		return fault.New(fault.Conflict, "withdrawal_letter_begun", l.Stage.Label())
	}
	return nil
}
