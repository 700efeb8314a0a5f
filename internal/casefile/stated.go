package casefile

import (
	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// Stated are the days of the case as a letter took them when it was signed.
// Every signed letter says when the request was received; a notice of extension
// says last days, which are reckoned from the day the period runs from.
type Stated struct {
	Received calendar.Date // 收到申请之日
	From     calendar.Date // of receipt, or of the supplement or the payment once there is one
}

// stated returns the days that a letter signed now would take.
func (c *Case) stated() Stated {
	s := Stated{Received: c.Receipt.On, From: c.Receipt.On}
	if on := c.restartedOn(); !on.IsZero() {
		s.From = on
	}
	return s
}

// Outdated says which day that a signed letter states is not the case's any more
// (更正收到之日), nil if all hold or the letter does not count. What came in after
// a letter had gone out makes nothing in it wrong.
func (c *Case) Outdated(l Letter) *fault.Error {
	now := c.stated()
	switch {
	case l.SignedOn.IsZero() || !l.Stands():
		return nil
	case l.Stated.Received != now.Received:
		return fault.New(fault.Conflict, "letter_states_receipt", l.Stated.Received.Chinese(), now.Received.Chinese())
	case l.Kind == ExtensionNotice && l.Stage != IsServed && l.Stated.From != now.From:
		return fault.New(fault.Conflict, "letter_states_period", l.Stated.From.Chinese(), now.From.Chinese())
	}
	return nil
}

// outdatedSince returns the day on which a letter that is outdated became so, as
// the ledger recorded it.
func (c *Case) outdatedSince(l Letter) calendar.Date {
	signed := false
	for _, p := range c.History {
		switch f := p.Fact.(type) {
		case *Signed:
			signed = signed || f.Letter == l.N
		case *ReceiptCorrected:
			if signed && f.Receipt.On != l.Stated.Received {
				return calendar.DateOf(p.At)
			}
		case *Supplemented, *SupplementTakenBack, *FeePaid, *FeeWaived:
			if signed && l.Kind == ExtensionNotice {
				return calendar.DateOf(p.At)
			}
		}
	}
	return calendar.Date{}
}

// LettersTold returns the signed letters that tell the applicant a day of the
// case: those that wait to go out, and those that have gone.
func (c *Case) LettersTold() (unserved, served []Letter) {
	for _, l := range c.Letters {
		switch {
		case l.SignedOn.IsZero() || !l.Stands():
		case l.Stage == IsServed:
			served = append(served, l)
		default:
			unserved = append(unserved, l)
		}
	}
	return unserved, served
}

// GoesToday returns nil if the days in the letter and of the case let it go out
// today, else why not: then all that is left to record is that it went before.
func (c *Case) GoesToday(l Letter, s Situation) error {
	for _, bad := range []*fault.Error{c.outdatedOn(l, s.Today), noticeUseless(l, s.Today, s)} {
		if bad != nil {
			return bad // never a nil *fault.Error in an error
		}
	}
	return nil
}

// outdatedOn says why a letter could not go out on a day for the days that it
// states, or nil. Before they were corrected it could.
func (c *Case) outdatedOn(l Letter, on calendar.Date) *fault.Error {
	if old := c.Outdated(l); old != nil && !on.Before(c.outdatedSince(l)) {
		return fault.New(fault.Conflict, "letter_outdated", old.Message())
	}
	return nil
}

// noticeUseless says why the service of a notice on a day would change nothing.
func noticeUseless(l Letter, on calendar.Date, s Situation) *fault.Error {
	if notice := noticeOf(l.Kind); notice.useless != nil {
		return notice.useless(l, on, s)
	}
	return nil
}
