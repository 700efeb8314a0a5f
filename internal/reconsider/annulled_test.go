package reconsider

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TestAnnulling: a registration is taken back only while nothing rests on it, and for good.
func TestAnnulling(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	met := allMet(true)
	for what, k := range map[string]struct {
		facts []ledger.Fact
		code  fault.Code
	}{
		"just registered":      {nil, ""},
		"examined":             {[]ledger.Fact{&met}, ""},
		"accepted":             {[]ledger.Fact{&met, &Accepted{deadline.Summary}}, "review_annul_settled"},
		"a paper is signed":    {paperFacts(1, SupplementNotice), "review_annul_settled"},
		"something was joined": {[]ledger.Fact{&InputJoined{Input: 9, Number: "SJ-9"}}, "review_annul_joined"},
		"withdrawn":            {[]ledger.Fact{&WithdrawalAsked{}}, "review_annul_wish"},
		"annulled":             {[]ledger.Fact{&FilingAnnulled{}}, "review_over"},
	} {
		b := opened(t, "2026-09-22", 0)
		for _, f := range k.facts {
			if err := b.try(b.c.ReceivedOn, f); err != nil {
				t.Fatalf("%s: %v", what, err)
			}
		}
		s, err := b.c.Situation(cal, b.c.ReceivedOn)
		if err != nil {
			t.Fatal(err)
		}
		f := FilingAnnulled{}
		if _, err := b.c.Annulling(f, s); k.code == "" && fault.FieldsOf(err)["reason"] == nil {
			t.Errorf("%s: without a reason: %v", what, err)
		}
		f.Private.Reason = "不是复议申请"
		fact, err := b.c.Annulling(f, s)
		if fault.CodeOf(err) != k.code && (err != nil || k.code != "") {
			t.Errorf("%s: %v, not %q", what, err, k.code)
		}
		if fact == nil || err != nil {
			continue
		}
		if err := b.try(b.c.ReceivedOn, fact); err != nil {
			t.Fatal(err)
		}
		if err := b.c.AllowsTakingBack(b.c.Version); fault.CodeOf(err) != "review_annulled_for_good" || b.c.Project().Open || b.c.Project().Closing != StageAnnulled {
			t.Errorf("%s: taken back: %v, %+v", what, err, b.c.Project())
		}
	}
}
