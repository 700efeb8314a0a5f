package letter

import (
	"strings"
	"testing"
)

// TestReviewRuled: a draft begins with what was proposed; what it rules is read from it;
// where the two differ the check says so.
func TestReviewRuled(t *testing.T) {
	d := sample(t, ReviewRevoke)
	for _, field := range []string{"revoke_much", "anew", "anew_within"} {
		delete(d.Values, field)
	}
	if r := ReviewRuled(ReviewRevoke, d.Facts, d.Values); r != (Ruled{Anew: true}) {
		t.Errorf("what is usual is %+v", r)
	}
	d.Facts.Review.Proposed = &Ruled{Part: true}
	if r := ReviewRuled(ReviewRevoke, d.Facts, d.Values); r != (Ruled{Part: true}) {
		t.Errorf("of what was proposed the draft has %+v", r)
	}
	differs := func() bool {
		for _, f := range Check(ReviewRevoke, d.Facts, d.Values) {
			if strings.Contains(f.Text, "处理意见和决定书不一样") {
				return true
			}
		}
		return false
	}
	if differs() {
		t.Error("it is as proposed, and called different")
	}
	if d.Values["anew"] = yes; !differs() {
		t.Error("an order that nobody proposed is not found")
	}
	perform := sample(t, ReviewPerform)
	delete(perform.Values, "perform_days")
	perform.Facts.Review.Proposed = &Ruled{Anew: true, Days: 7}
	if r := ReviewRuled(ReviewPerform, perform.Facts, perform.Values); r.Days != 7 {
		t.Errorf("to perform there are %d days", r.Days)
	}
	if r := ReviewRuled(ReviewUphold, d.Facts, d.Values); r != (Ruled{}) || ReviewRuled("none", d.Facts, nil) != (Ruled{}) {
		t.Errorf("what orders nothing rules %+v", r)
	}
}
