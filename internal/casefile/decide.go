package casefile

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// NewRegistered decides a registration: every field that is wrong is told at
// once. The number is taken by whoever stores it.
func NewRegistered(f Registered, today calendar.Date) (*Registered, error) {
	form := fault.Form{}
	form.Need("name", &f.Private.Applicant.Name, "name_needed")
	form.Need("subject", &f.Private.Wants.Subject, "subject_needed")
	form.Need("content", &f.Private.Wants.Content, "content_needed")
	if f.Private.Applicant.Class.Label() == "" {
		form.Bad("class", "intake_class_missing")
	}
	if f.Agency == 0 {
		form.Bad("agency", "agency_needed")
	}
	checkReceipt(form, f.Receipt, today)
	if f.Private.Wants.Type.OrRequest().Label() == "" {
		form.Bad("type", "case_type_needed")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	if f.Type = f.Private.Wants.Type; f.Type == Request {
		f.Type = "" // as in the entries of before there were two
	}
	if f.Type != Correction {
		f.OwnDays = 0
	}
	f.Class, f.Medium, f.Delivery = f.Private.Applicant.Class, f.Private.Wants.Medium, f.Private.Wants.Delivery
	return &f, nil
}

// checkReceipt notes what is wrong with a chosen day of receipt. Whoever chooses
// another than the proposed one, whose proof is its reason, must say why.
func checkReceipt(form fault.Form, r Receipt, today calendar.Date) {
	switch {
	case r.On.IsZero():
		form.Bad("received_on", "date_unreadable")
	case r.On.After(today):
		form.Bad("received_on", "receipt_in_future")
	default: // a candidate was judged when it was entered, or was never typed
		if bad := CheckArrival(r.On, today, r.Sure || r.Ground != OtherGround); bad != nil {
			form["received_on"] = bad
		}
	}
	if !r.On.IsZero() && strings.TrimSpace(r.Reason) == "" {
		form.Bad("receipt_reason", "receipt_needs_reason")
	}
}

// CorrectedReceipt decides a correction of the day of receipt.
func (c *Case) CorrectedReceipt(r Receipt, s Situation) (*ReceiptCorrected, error) {
	if err := c.Allows(CorrectReceipt, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	checkReceipt(form, r, s.Today)
	if err := form.Err(); err != nil {
		return nil, err
	}
	corrects := 1
	for _, p := range c.History {
		if _, ok := p.Fact.(*ReceiptCorrected); ok {
			corrects = p.N
		}
	}
	r.Candidates = c.Receipt.Candidates
	return &ReceiptCorrected{Corrects: corrects, Receipt: r}, nil
}

// Closure decides the end of the case without a reply. As not supplemented in
// time it can be closed only after the day the notice gave (条例 30), as not paid
// only after the last day to pay (国办函〔2020〕109号).
func (c *Case) Closure(f Closed, s Situation) (*Closed, error) {
	if err := c.Allows(Close, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	form.Need("reason", &f.Private.Reason, "reason_needed")
	switch f.Result {
	case law.NoSupplement:
		if bad := c.gaveUp(s); bad != nil {
			form["result"] = bad
		}
	case law.NoPayment:
		if bad := unpaid(c, s); bad != nil {
			form["result"] = bad
		}
	case law.Other:
	default:
		form.Bad("result", "close_result_needed") // every other result is told by a letter
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}
