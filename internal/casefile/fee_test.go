package casefile

import (
	"reflect"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// noticed is a case whose fee notice of 1300 yuan was served on 24 September: to be
// paid until 29 October.
func noticed(t *testing.T) *book {
	return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", FeeNotice, "", IsServed)
}

// TestFeeClock: what the notice, the payment and their corrections are to the clock
// and to the stage.
func TestFeeClock(t *testing.T) {
	type happened struct {
		on   string
		fact ledger.Fact
	}
	pay := happened{"2026-10-20", &FeePaid{Letter: 1, Amount: 1300, Bill: "06501"}}
	for _, c := range []struct {
		name       string
		after      []happened
		state      deadline.State
		due, payBy string
		stage      Stage
		waits      Party
	}{
		{"noticed", nil, deadline.AwaitingPayment, "", "2026-10-29", StagePaying, ApplicantWaits},
		{"paid", []happened{pay}, deadline.Running, "2026-11-17", "", StageHandling, UnitWaits},
		{"paid late", []happened{{"2026-11-02", &FeePaid{Letter: 1, Amount: 1300}}}, deadline.Running, "2026-11-30", "", StageHandling, UnitWaits},
		{"taken back", []happened{pay, {"2026-10-21", &TakenBack{Corrects: 9}}}, deadline.AwaitingPayment, "", "2026-10-29", StagePaying, ApplicantWaits},
		{"waived by mistake", []happened{{"2026-10-12", &FeeWaived{Letter: 1}}, {"2026-10-13", &TakenBack{Corrects: 9}}}, deadline.AwaitingPayment, "", "2026-10-29", StagePaying, ApplicantWaits},
		{"waived: as if never told", []happened{{"2026-11-03", &FeeWaived{Letter: 1}}}, deadline.Running, "2026-10-27", "", StageHandling, UnitWaits},
		{"not arrived", []happened{{"2026-09-28", &ServiceCorrected{Corrects: 7, Letter: 1, Failed: true}}}, deadline.Running, "2026-10-27", "", StageHandling, ClerkWaits},
		{"posted, signed for later", []happened{{"2026-09-28", &ServiceCorrected{Corrects: 7, Letter: 1, Way: Posted, On: day("2026-09-24"), GotOn: day("2026-09-29")}}},
			deadline.AwaitingPayment, "", "2026-11-02", StagePaying, ApplicantWaits},
		{"given up", []happened{{"2026-11-02", &Closed{Result: law.NoPayment}}}, deadline.StateClosed, "", "", StageClosed, NobodyWaits},
		{"given up, but paid in time", []happened{{"2026-11-02", &Closed{Result: law.NoPayment}}, {"2026-11-03", &Resumed{Corrects: 8}}, pay}, deadline.Running, "2026-11-17", "", StageHandling, UnitWaits},
		{"an extension while it is awaited is none", []happened{{"2026-09-28", &Drafted{Letter: 2, Kind: ExtensionNotice}}, {"2026-09-28", &Served{Letter: 2, Way: Posted}}}, deadline.AwaitingPayment, "", "2026-10-29", StagePaying, ApplicantWaits},
	} {
		b := noticed(t)
		for _, h := range c.after {
			b.add(h.on, h.fact)
		}
		clock, err := b.c.Clock(xinjiang(t), day("2026-11-03"))
		if err != nil || clock.State != c.state || clock.Due.String() != c.due || clock.PayBy.String() != c.payBy || b.c.Stage() != c.stage || b.c.WaitsFor() != c.waits {
			t.Errorf("%s: %s due %q, pay by %q, stage %s, waits for %s, %v", c.name, clock.State, clock.Due, clock.PayBy, b.c.Stage(), b.c.WaitsFor(), err)
		}
		if again, err := Fold(b.c.ID, b.entries); err != nil || !reflect.DeepEqual(again, b.c) {
			t.Errorf("%s: folded again it is another case, %v", c.name, err)
		}
		clocks, err := b.c.Clocks(xinjiang(t), day("2026-11-03"), func(Letter) []law.Remedy { return nil })
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		for _, k := range clocks {
			if k.What == PaymentClock && !clock.PayBy.IsZero() && k.Until != clock.PayBy {
				t.Errorf("%s: the clock of the payment ends on %s, that of the case says %s", c.name, k.Until, clock.PayBy)
			}
		}
	}
}

// TestPay: what a payment must be.
func TestPay(t *testing.T) {
	s := Situation{Today: day("2026-11-03"), PayBy: day("2026-10-29")}
	for name, c := range map[string]struct {
		paid  FeePaid
		on    string
		field string
		code  fault.Code
	}{
		"good":               {FeePaid{Amount: 1300, Bill: " 06501 "}, "2026-10-20", "", ""},
		"late, all the same": {FeePaid{Amount: 1300, Bill: "06501"}, "2026-11-02", "", ""},
		"on the day":         {FeePaid{Amount: 1300, Bill: "06501"}, "2026-09-24", "", ""},
		"before the notice":  {FeePaid{Amount: 1300, Bill: "06501"}, "2026-09-23", "on", "payment_too_early"},
		"tomorrow":           {FeePaid{Amount: 1300, Bill: "06501"}, "2026-11-04", "on", "payment_in_future"},
		"no day":             {FeePaid{Amount: 1300, Bill: "06501"}, "", "on", "date_unreadable"},
		"too little":         {FeePaid{Amount: 1000, Bill: "06501"}, "2026-10-20", "amount", "payment_differs"},
		"too much":           {FeePaid{Amount: 13000, Bill: "06501"}, "2026-10-20", "amount", "payment_differs"},
		"no bill":            {FeePaid{Amount: 1300, Bill: " "}, "2026-10-20", "bill", "bill_needed"},
	} {
		var on calendar.Date
		if c.on != "" {
			on = day(c.on)
		}
		f, err := noticed(t).c.Pay(c.paid, on, s)
		got := fault.FieldsOf(err)[c.field]
		if (err == nil) != (c.code == "") || c.code != "" && (got == nil || got.Code != c.code) {
			t.Errorf("%s: %v %v", name, err, fault.FieldsOf(err))
		}
		if err == nil && (f.Letter != 1 || f.Bill != "06501") {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// TestFeeRefused: every step has its own reason where it cannot be.
func TestFeeRefused(t *testing.T) {
	s := Situation{Today: day("2026-09-25"), Due: day("2026-10-27"), ClarifyBy: day("2026-10-09"), PayBy: day("2026-10-29"), Charges: true}
	off, late := s, s
	off.Charges, late.Today = false, day("2026-10-28")
	base := func() *Case { return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).c }
	paidUp := func() *book { return noticed(t).add("2026-09-25", &FeePaid{Letter: 1, Amount: 1300}) }
	reasonless := func(_ any, err error) error { return err }
	failed := ServiceCorrected{Letter: 1, Failed: true}
	failed.Private.Reason = "查无此人"
	moved := ServiceCorrected{Letter: 1, Way: Posted, Tracking: "XA1", On: day("2026-09-26")}
	moved.Private.Reason = "记错"
	again := s
	again.Today = day("2026-09-28")
	extended := paidUp().letter("2026-09-28", ExtensionNotice, "", IsServed).c
	asked := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", ClarificationNotice, "", IsServed).
		add("2026-09-25", &Supplemented{Input: 9}).letter("2026-09-25", FeeNotice, "", IsServed).c
	for name, c := range map[string]struct {
		err  error
		code fault.Code
	}{
		"can be told":                   {base().AllowsNew(FeeNotice, s), ""},
		"the agency charges none":       {base().AllowsNew(FeeNotice, off), "fee_not_charged"},
		"after the due date":            {base().AllowsNew(FeeNotice, late), "fee_late"},
		"a second time":                 {noticed(t).c.AllowsNew(FeeNotice, s), "fee_once"},
		"a second time once paid":       {paidUp().c.AllowsNew(FeeNotice, s), "fee_once"},
		"while a supplement is out":     {received(t, "2026-09-22").letter("2026-09-24", ClarificationNotice, "", IsServed).c.AllowsNew(FeeNotice, s), "fee_while_awaiting"},
		"served after the due date":     {received(t, "2026-09-22").letter("2026-09-24", FeeNotice, "", IsReady).c.GoesToday(Letter{Kind: FeeNotice, Stage: IsReady}, late), "fee_after_due"},
		"a clarification meanwhile":     {noticed(t).c.AllowsNew(ClarificationNotice, s), "clarification_while_paying"},
		"an extension goes out":         {noticed(t).letter("2026-09-25", ExtensionNotice, "", IsReady).c.AllowsLetter(2, Serve, s), "extension_while_paying"},
		"nothing to pay":                {base().Allows(TakePayment, s), "payment_not_awaited"},
		"paid already":                  {paidUp().c.Allows(TakePayment, s), "payment_not_awaited"},
		"taken back":                    {paidUp().c.AllowsTakingBack(9, s), ""},
		"taken back after an extension": {extended.AllowsTakingBack(9, s), "payment_told"},
		"taken back once answered":      {paidUp().letter("2026-09-28", "disclose", law.Disclose, IsServed).c.AllowsTakingBack(9, s), "payment_used"},
		"waived without reason":         {reasonless(noticed(t).c.Waiver(FeeWaived{}, s)), "form_invalid"},
		"waived once paid":              {reasonless(paidUp().c.Waiver(FeeWaived{}, s)), "payment_not_awaited"},
		"given up too early":            {noticed(t).c.AllowsNew(NoPaymentReply, s), "unpaid_too_early"},
		"given up without notice":       {base().AllowsNew(NoPaymentReply, s), "unpaid_without_notice"},
		"given up":                      {noticed(t).c.AllowsNew(NoPaymentReply, Situation{Today: day("2026-10-30"), PayBy: s.PayBy}), ""},
		"not served after all":          {fault.FieldsOf(reasonless(paidUp().c.CorrectedService(failed, again)))["failed"], "fee_was_paid"},
		"served after it was paid":      {fault.FieldsOf(reasonless(paidUp().c.CorrectedService(moved, again)))["on"], "fee_was_paid"},
		"corrected once waived":         {noticed(t).add("2026-09-25", &FeeWaived{Letter: 1}).c.AllowsLetter(1, CorrectService, s), "fee_waived"},
		"the supplement before it":      {reasonless(asked.TakingBackSupplement(9, "x")), "supplement_fee_told"},
	} {
		if codeOf(c.err) != c.code {
			t.Errorf("%s: %v, want %s", name, c.err, c.code)
		}
	}
}

// TestCloseUnpaid: a case is closed as unpaid only after the last day to pay.
func TestCloseUnpaid(t *testing.T) {
	f := Closed{Result: law.NoPayment}
	f.Private.Reason = "逾期没有缴费"
	for today, code := range map[string]fault.Code{"2026-10-29": "unpaid_too_early", "2026-10-30": ""} {
		_, err := noticed(t).c.Closure(f, Situation{Today: day(today), PayBy: day("2026-10-29")})
		if got := fault.FieldsOf(err)["result"]; (got == nil) != (code == "") || got != nil && got.Code != code {
			t.Errorf("%s: %v", today, fault.FieldsOf(err))
		}
	}
}
