package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// A PaymentForm is a payment of the fee as it is noted.
type PaymentForm struct {
	Version int
	On      calendar.Date
	Amount  int // whole yuan
	Bill    string
	From    int // who paid of those who ask jointly; 0: the applicant who leads
	Proof   []intake.File
}

// TakePayment notes that the fee was paid (登记缴费, 条例 42): a new period starts on
// that day.
func (d *Desk) TakePayment(ctx context.Context, by auth.User, id casefile.ID, f PaymentForm) error {
	return d.act(ctx, by, id, f.Version, casefile.TakePayment, 0, func(_ *sqlite.Tx, c *casefile.Case, s casefile.Situation) ([]happening, error) {
		form := fault.Form{}
		form.Length("bill", f.Bill, fault.MaxLine)
		for _, file := range f.Proof {
			if file.Size == 0 {
				form.Bad("scans", "intake_file_empty", file.Name)
			}
		}
		paid, err := c.Pay(casefile.FeePaid{Amount: f.Amount, Bill: kept(f.Bill), From: f.From}, f.On, s)
		if form.Add(err); err != nil && fault.FieldsOf(err) == nil {
			return nil, err
		}
		if err := form.Err(); err != nil {
			return nil, err
		}
		var proofs []happening
		if len(f.Proof) > 0 {
			paid.Proof = len(c.Materials) + 1
			proofs = materialFacts(c, s.Today, casefile.Evidence, f.Proof)
		}
		return append(proofs, onDay(f.On, paid)), nil
	})
}

// WaiveFee ends the waiting for a fee that should not have been asked for
// (不再收费): the period runs as if it had not been.
func (d *Desk) WaiveFee(ctx context.Context, by auth.User, id casefile.ID, version int, reason string) error {
	f := casefile.FeeWaived{}
	f.Private.Reason = kept(reason)
	if err := short("reason", f.Private.Reason, fault.MaxText); err != nil {
		return err
	}
	return d.act(ctx, by, id, version, casefile.WaiveFee, 0, deciding((*casefile.Case).Waiver, f))
}

// DueIfWaived returns the last day to answer a case if its fee were not charged.
func (d *Desk) DueIfWaived(v CaseView) (calendar.Date, error) {
	clock, err := v.Case.AsWaived().Clock(d.Calendar(), d.today())
	return clock.Due, err
}

// FeeReceiptPDF makes the confirmation that the fee was paid (缴费确认书). It stands
// beside the treasury's own bill.
func (d *Desk) FeeReceiptPDF(ctx context.Context, by auth.User, id casefile.ID) ([]byte, error) {
	v, err := d.Case(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if v.Case.Payment.N == 0 {
		return nil, fault.New(fault.Conflict, "fee_receipt_unpaid")
	}
	facts, err := d.facts(v.Case, v.Agency, letter.FeeReceipt, nil, casefile.Letter{})
	if err != nil {
		return nil, err
	}
	facts.On = d.today()
	p := v.Case.Payment
	return d.paper(letter.FeeReceipt, facts, letter.Values{"fee_paid_on": p.On.String(), "fee_bill": d.Fonts.Printable(p.Bill)})
}

// earlierRequests counts the requests of the applicant of a case that its agency
// got in the same month before it, of every result: on an earlier day, or on the
// same and registered before.
func (d *Desk) earlierRequests(ctx context.Context, reader requestReader, c *casefile.Case) (int, error) {
	received := c.Receipt.On
	all, _, err := d.sameApplicant(ctx, reader, c, calendar.NewDate(received.Year(), received.Month(), 1))
	n := 0
	for _, q := range all {
		if on := q.Row.ReceivedOn; on.Before(received) || on == received && q.Row.ID < c.ID {
			n++
		}
	}
	return n, err
}
