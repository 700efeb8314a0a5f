package reconsider

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TestDecliningWithdrawal: a wish to withdraw is refused permission only once the
// application was accepted; before, it can only be none of the applicant's. Nothing is
// decided over it meanwhile, and taken back it waits again.
func TestDecliningWithdrawal(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	met := allMet(true)
	accepted := []ledger.Fact{&met, &Accepted{deadline.Summary}}
	asked := &WithdrawalAsked{}
	for name, k := range map[string]struct {
		facts    []ledger.Fact
		why      Declining
		code     fault.Code // of why
		decision fault.Code // while it waits
	}{
		"accepted":              {append(accepted, asked), NotPermitted, "", "review_wish_open"},
		"accepted, not own":     {append(accepted, asked), NotOwn, "", "review_wish_open"},
		"accepted, not said":    {append(accepted, asked), "", "review_decline_why", "review_wish_open"},
		"before, not own":       {[]ledger.Fact{&met, asked}, NotOwn, "", "review_wish_before"},
		"before, not permitted": {[]ledger.Fact{&met, asked}, NotPermitted, "review_decline_before", "review_wish_before"},
	} {
		b := opened(t, "2026-09-22", 0)
		must := func(facts ...ledger.Fact) {
			t.Helper()
			for _, f := range facts {
				if err := b.try(b.c.ReceivedOn, f); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
		at := func() Situation {
			s, err := b.c.Situation(cal, b.c.ReceivedOn)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		must(k.facts...)
		if err := wishAnswered(b.c, at()); err == nil || err.Code != k.decision {
			t.Errorf("%s: decided over it: %v", name, err)
		}
		if k.decision == "review_wish_open" {
			if err := b.c.AllowsPaper(MediationPaper, at()); fault.CodeOf(err) != k.decision {
				t.Errorf("%s: mediated over it: %v", name, err)
			}
			if err := b.c.AllowsPaper(EndPaper, at()); err != nil {
				t.Errorf("%s: cannot be permitted: %v", name, err)
			}
		} else if err := b.c.Allows(Accept, at()); fault.CodeOf(err) != k.decision {
			t.Errorf("%s: accepted over it: %v", name, err)
		}
		f := WithdrawalDeclined{Why: k.why}
		if _, err := b.c.DecliningWithdrawal(f, at()); fault.FieldsOf(err)["reason"] == nil {
			t.Errorf("%s: without a reason: %v", name, err)
		}
		f.Private.Reason = "涉及公共利益"
		fact, err := b.c.DecliningWithdrawal(f, at())
		if k.code != "" {
			if why := fault.FieldsOf(err)["why"]; why == nil || why.Code != k.code {
				t.Errorf("%s: %v, want %s", name, err, k.code)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		must(fact)
		if b.c.Withdrawal.Waits() || b.c.Withdrawal.Answer != "涉及公共利益" || wishAnswered(b.c, at()) != nil {
			t.Errorf("%s: it waits still: %+v", name, b.c.Withdrawal)
		}
		if err := b.c.Allows(CloseWithdrawn, at()); fault.CodeOf(err) != "review_not_withdrawn" {
			t.Errorf("%s: closed all the same: %v", name, err)
		}
		must(&TakenBack{Corrects: len(b.entries)})
		if !b.c.Withdrawal.Waits() {
			t.Errorf("%s: taken back it does not wait", name)
		}
	}
}
