package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// The processing fee (信息处理费, 条例 42, 国办函〔2020〕109号): a notice tells what is
// to be paid, the period stands until it is paid and then starts anew. Where the
// agency charges none, there is no notice.

// FeePaid notes that the fee was paid (缴费). The entry's day is the one of the
// payment, from which a new period runs. The fees of a year are these, without
// those that were taken back (TakenBack), by the agency of their case.
type FeePaid struct {
	Letter int    `json:"letter"` // the notice
	Amount int    `json:"amount"` // whole yuan
	Bill   string `json:"bill,omitempty"`
	Proof  int    `json:"proof,omitempty"` // the material that proves it
	From   int    `json:"from,omitempty"`  // whose it is of those who ask jointly; 0: the applicant who leads
}

// FeeWaived says of a notice that was served that nothing is to be paid after all
// (不再收费). The law knows no such step, and so the clock knows no event for it. Of
// the readings that are possible ours is the worst for the office: the notice
// should not have been sent, so the time in which the payment was awaited was never
// taken from the period, which runs as if there had been no notice. A new period
// from the day of the waiver would let an office win time by a wrong notice.
type FeeWaived struct {
	Letter  int `json:"letter"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(FeePaid) },
	func() ledger.Fact { return new(FeeWaived) },
)

// FactType implements ledger.Fact, as do the following.
func (FeePaid) FactType() string   { return "fee_paid" }
func (FeeWaived) FactType() string { return "fee_waived" }

// Personal implements ledger.PersonalFact.
func (f *FeeWaived) Personal() any { return &f.Private }

func (f *FeePaid) change(c *Case, p Past) error {
	c.Payment = Payment{N: p.N, On: p.On, Amount: f.Amount, Bill: f.Bill, Proof: f.Proof, From: f.From}
	return nil
}

func (f *FeePaid) clockEvents(c *Case, p Past) []deadline.Event {
	if c.Payment.N != p.N {
		return nil
	}
	paid := deadline.Event{Type: deadline.FeePaid, On: p.On}
	if _, early := c.paidEarly(); early {
		return []deadline.Event{{Type: deadline.FeeNoticed, On: p.On}, paid}
	}
	return []deadline.Event{paid}
}

func (f *FeeWaived) change(c *Case, _ Past) error {
	if _, ok := c.Letter(f.Letter); ok {
		c.Letters[f.Letter-1].Waived = true
	}
	return nil
}

// A Payment is the payment of the fee that stands; zero while there is none.
type Payment struct {
	N      int // of the entry
	On     calendar.Date
	Amount int
	Bill   string // 财政票据号
	Proof  int    // the material that proves it
	From   int    // who paid of those who ask jointly; 0: the applicant who leads
}

// feeNoticed returns the notice of the fee that was served and is not waived, nor
// overtaken by an order to answer anew.
func (c *Case) feeNoticed() (Letter, bool) {
	notice, ok := c.LetterOf(FeeNotice)
	return notice, ok && notice.Stage == IsServed && notice.Before == 0 && !notice.Waived
}

// AwaitsPayment reports whether a notice of the fee is out and not yet paid: there
// is no due date meanwhile.
func (c *Case) AwaitsPayment() bool {
	_, noticed := c.feeNoticed()
	return noticed && c.Payment.N == 0 && c.ended == ""
}

// A fee is told once, within the period, while no supplement is awaited, and by an
// agency that charges one.
func feeOnce(c *Case, _ Situation) *fault.Error {
	if _, ok := c.LetterOf(FeeNotice); ok {
		return fault.New(fault.Conflict, "fee_once")
	}
	return nil
}

func feeInTime(c *Case, s Situation) *fault.Error {
	switch {
	case !s.Charges:
		return fault.New(fault.Conflict, "fee_not_charged")
	case c.Awaiting():
		return fault.New(fault.Conflict, "fee_while_awaiting")
	case !s.Due.IsZero() && s.Today.After(s.Due):
		return fault.New(fault.Conflict, "fee_late", s.Due.Chinese())
	}
	return nil
}

// paymentAwaited holds while a fee was told and is not paid.
func paymentAwaited(c *Case, _ Situation) *fault.Error {
	if !c.AwaitsPayment() {
		return fault.New(fault.Conflict, "payment_not_awaited")
	}
	return nil
}

// paymentAsked holds while one of those who ask was told of a fee that is not paid.
func paymentAsked(c *Case, _ Situation) *fault.Error {
	if _, asked := c.PaymentAsked(); !asked {
		return fault.New(fault.Conflict, "payment_not_awaited")
	}
	return nil
}

// whilePaying refuses what the clock has no place for while a payment is awaited.
func whilePaying(code fault.Code) condition {
	return func(c *Case, _ Situation) *fault.Error {
		if c.AwaitsPayment() {
			return fault.New(fault.Conflict, code)
		}
		return nil
	}
}

// unpaid holds of a case whose fee was not paid until the last day to pay: its
// applicant has given up.
func unpaid(c *Case, s Situation) *fault.Error {
	switch {
	case !c.AwaitsPayment():
		return fault.New(fault.Conflict, "unpaid_without_notice")
	case !s.Today.After(s.PayBy):
		return fault.New(fault.Conflict, "unpaid_too_early", s.PayBy.Chinese())
	}
	return nil
}

// Pay decides that the fee was paid on a day. Paid late it counts all the same.
func (c *Case) Pay(f FeePaid, on calendar.Date, s Situation) (*FeePaid, error) {
	if err := c.Allows(TakePayment, s); err != nil {
		return nil, err
	}
	notice, _ := c.PaymentAsked()
	form := fault.Form{}
	if c.checkFrom(form, notice, f.From); form["from"] != nil {
		return nil, form.Err()
	}
	told := notice.ServiceTo(f.From).ServedOn
	switch {
	case on.IsZero():
		form.Bad("on", "date_unreadable")
	case on.After(s.Today):
		form.Bad("on", "payment_in_future")
	case on.Before(told):
		form.Bad("on", "payment_too_early", told.Chinese())
	}
	if f.Amount != notice.Fee {
		form.Bad("amount", "payment_differs", notice.Fee)
	}
	form.Need("bill", &f.Bill, "bill_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	f.Letter = notice.N
	return &f, nil
}

// retract: a payment that was recorded by mistake is awaited again, until something
// was done on the strength of it.
func (f *FeePaid) retract(c *Case, p Past) *fault.Error { return c.feeStays(p.N) }

// retract: likewise a fee that is charged after all.
func (f *FeeWaived) retract(c *Case, p Past) *fault.Error { return c.feeStays(p.N) }

// feeStays says why an entry about a fee cannot be taken back: the request was
// answered, or another notice went out since, for which the clock would have no place
// while the payment is awaited again.
func (c *Case) feeStays(n int) *fault.Error {
	if stage := c.Stage(); !stage.IsOpen() || stage == StageServing {
		return fault.New(fault.Conflict, "payment_used", stage.Label())
	}
	for _, l := range c.Letters {
		if !l.IsReply() && l.Stage == IsServed && l.Begun > n {
			return fault.New(fault.Conflict, "payment_told", l.ServedOn.Chinese())
		}
	}
	return nil
}

// Waiver decides that a fee is not charged after all (不再收费).
func (c *Case) Waiver(f FeeWaived, s Situation) (*FeeWaived, error) {
	if err := c.Allows(WaiveFee, s); err != nil {
		return nil, err
	}
	if f.Private.Reason = strings.TrimSpace(f.Private.Reason); f.Private.Reason == "" {
		return nil, fault.AtField("reason", "reason_needed")
	}
	notice, _ := c.feeNoticed()
	f.Letter = notice.N
	return &f, nil
}

// AsWaived returns the case as it would stand if the fee were not charged, for the
// clock to be asked.
func (c *Case) AsWaived() *Case {
	without := *c
	without.Letters = slices.Clone(c.Letters)
	if notice, ok := c.feeNoticed(); ok {
		without.Letters[notice.N-1].Waived = true
	}
	return &without
}

// correctsFee notes why the service of a notice of the fee cannot be corrected: it
// was paid, and so it had come by then, or the fee is not charged any more.
func (c *Case) correctsFee(form fault.Form, l Letter, f ServiceCorrected) {
	if l.Kind != FeeNotice || c.Payment.N == 0 || f.To != c.Payment.From {
		return
	}
	switch {
	case f.Failed:
		form.Bad("failed", "fee_was_paid", c.Payment.On.Chinese())
	case f.On.After(c.Payment.On):
		form.Bad("on", "fee_was_paid", c.Payment.On.Chinese())
	}
}

// restartedOn returns the day from which the period runs anew, no day where it
// runs from the receipt.
func (c *Case) restartedOn() calendar.Date {
	if c.Payment.On.After(c.SupplementedOn) {
		return c.Payment.On
	}
	return c.SupplementedOn
}
