package casefile

import (
	"slices"
	"testing"

	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// toTwo brings a notice to two, signed, of which nothing has gone out.
func toTwo(t *testing.T, kind LetterKind) *book {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).jointly("2026-09-23", "李四")
	return b.add("2026-09-24", &Drafted{Letter: 1, Kind: kind, Joint: []int{1}}, &SentToCheck{Letter: 1}, &Checked{Letter: 1},
		&Signed{Letter: 1, Kind: kind, Number: "明政公开〔2026〕1号", By: day("2026-10-16"), Fee: 1300}, &Rendered{Letter: 1, File: "aa", Size: 1})
}

// TestSupplementOfOne: who has the notice can supplement while another waits for it: the
// period starts anew from that. Until then it runs, and nobody has given up.
func TestSupplementOfOne(t *testing.T) {
	b := toTwo(t, ClarificationNotice)
	c, s := b.c, Situation{Today: day("2026-09-29")}
	if err := c.Allows(TakeSupplement, s); fault.CodeOf(err) != "no_clarification_out" {
		t.Errorf("before it went out: %v", err)
	}
	b.add("2026-09-25", &Served{Letter: 1, Way: Direct})
	if r := clockOf(t, c, "2026-09-28"); c.Awaiting() || r.State != deadline.Running || r.Due != day("2026-10-27") || !c.AsksSupplementOf(0) || c.AsksSupplementOf(1) {
		t.Errorf("served to one of two: %t, %+v", c.Awaiting(), r)
	}
	late := Situation{Today: day("2026-10-20")}
	gaveUp := Closed{Result: law.NoSupplement}
	gaveUp.Private.Reason = "没有补"
	if _, err := c.Closure(gaveUp, late); fieldCode(err, "result") != "close_notice_unserved" {
		t.Errorf("given up before the other has it: %v", err)
	}
	for name, test := range map[string]struct {
		from        int
		on          string
		field, code string
	}{
		"of who has no notice": {1, "2026-09-28", "from", "joint_not_asked"},
		"of nobody":            {7, "2026-09-28", "from", "joint_not_asked"},
		"before the notice":    {0, "2026-09-24", "on", "supplement_too_early"},
		"good":                 {0, "2026-09-28", "", ""},
	} {
		f, err := c.Supply(Supplemented{From: test.from}, day(test.on), s)
		if got := fieldCode(err, test.field); string(got) != test.code || (f == nil) != (test.code != "") {
			t.Errorf("%s: %v, %v", name, f, err)
		}
	}
	b.add("2026-09-28", &Supplemented{})
	r := clockOf(t, c, "2026-09-29")
	if r.State != deadline.Running || r.Start != day("2026-09-28") || len(r.Warnings) > 0 {
		t.Errorf("supplemented: %+v", r)
	}
	failed := ServiceCorrected{Letter: 1, Failed: true}
	failed.Private.Reason = "退信"
	if _, err := c.CorrectedService(failed, s); fieldCode(err, "failed") != "notice_was_answered" {
		t.Errorf("the notice did not come to who answered it: %v", err)
	}
	wrong := ServiceCorrected{Letter: 1, Way: Posted, Tracking: "XA1", On: day("2026-09-29")}
	wrong.Private.Reason = "写错"
	if _, err := c.CorrectedService(wrong, s); fieldCode(err, "on") != "notice_was_answered" {
		t.Errorf("it came after the answer: %v", err)
	}
	b.add("2026-09-29", &Served{Letter: 1, To: 1, Way: Posted, Tracking: "XA2"})
	if again := clockOf(t, c, "2026-09-29"); c.Awaiting() || again.Due != r.Due {
		t.Errorf("the notice to the other stops the clock: %+v", again)
	}
	failed.To = 1
	if _, err := c.CorrectedService(failed, s); err != nil {
		t.Errorf("it did not come to the other: %v", err)
	}
}

// fieldCode is what is said beside a field; without one, "".
func fieldCode(err error, field string) fault.Code {
	if e := fault.FieldsOf(err)[field]; e != nil {
		return e.Code
	}
	return ""
}

// TestSupplementTooLate: as long as not all have the notice the period runs; what one of
// them sends when it is over changes nothing.
func TestSupplementTooLate(t *testing.T) {
	b := toTwo(t, ClarificationNotice).add("2026-09-25", &Served{Letter: 1, Way: Direct}).add("2026-10-30", &Supplemented{})
	if r := clockOf(t, b.c, "2026-10-30"); !r.Late || r.Due != day("2026-10-27") || !slices.Contains(r.Warnings, deadline.ClarificationAfterDue) {
		t.Errorf("%+v", r)
	}
}

// TestGivenUpByAll: nobody has given up to whom the notice came when its day was over.
func TestGivenUpByAll(t *testing.T) {
	b := toTwo(t, ClarificationNotice).add("2026-09-25", &Served{Letter: 1, Way: Direct}).add("2026-10-15", &Served{Letter: 1, To: 1, Way: Posted, Tracking: "XA1"})
	gaveUp := Closed{Result: law.NoSupplement}
	gaveUp.Private.Reason = "没有补"
	s := Situation{Today: day("2026-10-20")}
	if _, err := b.c.Closure(gaveUp, s); err != nil {
		t.Errorf("all had it in time: %v", err)
	}
	b.add("2026-10-19", &Delivered{Letter: 1, To: 1})
	if _, err := b.c.Closure(gaveUp, s); fieldCode(err, "result") != "close_notice_late" {
		t.Errorf("the other got it too late: %v", err)
	}
}

// TestPaymentOfOne: each has 20 workdays to pay from their own receipt, and nobody is
// held to have given up before the last of them; who has the notice can pay at once.
func TestPaymentOfOne(t *testing.T) {
	b := toTwo(t, FeeNotice).add("2026-09-25", &Served{Letter: 1, Way: Direct})
	c := b.c
	if c.AwaitsPayment() || !c.AsksPaymentOf(0) || c.AsksPaymentOf(1) || clockOf(t, c, "2026-09-28").State != deadline.Running {
		t.Errorf("told to one of two: %+v", clockOf(t, c, "2026-09-28"))
	}
	pay := func(from int, on string) (*FeePaid, error) {
		return c.Pay(FeePaid{Amount: 1300, Bill: "06501", From: from}, day(on), Situation{Today: day("2026-10-29")})
	}
	if _, err := pay(1, "2026-09-28"); fieldCode(err, "from") != "joint_not_asked" {
		t.Errorf("of who was not told: %v", err)
	}
	early := toTwo(t, FeeNotice).add("2026-09-25", &Served{Letter: 1, Way: Direct})
	if f, err := pay(0, "2026-09-28"); err != nil {
		t.Errorf("of who was: %v", err)
	} else if early.add("2026-09-28", f); early.c.Payment.N == 0 || clockOf(t, early.c, "2026-09-29").Start != day("2026-09-28") {
		t.Errorf("paid early: %+v", clockOf(t, early.c, "2026-09-29"))
	}
	b.add("2026-09-28", &Served{Letter: 1, To: 1, Way: Posted, Tracking: "XA1"})
	if r := clockOf(t, c, "2026-09-29"); r.State != deadline.AwaitingPayment || r.PayBy != day("2026-10-30") {
		t.Errorf("of the last one, from the day it was posted: %+v", r)
	}
	b.add("2026-10-12", &Delivered{Letter: 1, To: 1})
	if r := clockOf(t, c, "2026-10-13"); r.PayBy != day("2026-11-09") {
		t.Errorf("of the last one, from their receipt: %+v", r)
	}
	clocks, err := c.Clocks(xinjiang(t), day("2026-10-29"), func(Letter) []law.Remedy { return nil })
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(clocks, func(k Clock) bool { return k.What == PaymentClock })
	if clocks[at].Until != day("2026-11-09") || clocks[at].State != ClockRuns {
		t.Errorf("beside the others: %+v", clocks[at])
	}
	if _, err := pay(1, "2026-10-29"); err != nil {
		t.Errorf("the other pays: %v", err)
	}
}
