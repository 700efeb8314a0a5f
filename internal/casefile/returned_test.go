package casefile

import (
	"testing"

	"mingda/internal/fault"
)

// Each reason and step has a name, and a return wants day, reason and step; a
// note where either is something else.
func TestReturnedCheck(t *testing.T) {
	for _, r := range ReturnReasons {
		if r.Label() == "" {
			t.Errorf("%s has no name", r)
		}
	}
	for _, n := range NextSteps {
		if n.Label() == "" {
			t.Errorf("%s has no name", n)
		}
	}
	l := Letter{Service: Service{ServedOn: day("2026-09-22")}}
	for _, c := range []struct {
		name  string
		r     PostReturn
		note  string
		wrong map[string]fault.Code
	}{
		{"whole", PostReturn{day("2026-09-25"), Unknown, CallFirst}, "", nil},
		{"empty", PostReturn{}, "", map[string]fault.Code{"on": "date_unreadable", "why": "return_reason_needed", "step": "next_step_needed"}},
		{"too early", PostReturn{day("2026-09-21"), Moved, PostAgain}, "", map[string]fault.Code{"on": "returned_before_posted"}},
		{"in the future", PostReturn{day("2026-10-01"), Moved, PostAgain}, "", map[string]fault.Code{"on": "returned_in_future"}},
		{"something else", PostReturn{day("2026-09-25"), OtherReturn, OtherStep}, "", map[string]fault.Code{"reason": "return_note_needed"}},
		{"something else, told", PostReturn{day("2026-09-25"), OtherReturn, OtherStep}, "信封破了", nil},
		{"made up", PostReturn{day("2026-09-25"), "x", "y"}, "", map[string]fault.Code{"why": "return_reason_needed", "step": "next_step_needed"}},
	} {
		form := fault.Form{}
		c.r.check(form, l.Service, c.note, Situation{Today: day("2026-09-30")})
		if len(form) != len(c.wrong) {
			t.Errorf("%s: %v", c.name, form)
		}
		for field, code := range c.wrong {
			if form[field] == nil || form[field].Code != code {
				t.Errorf("%s: %s is %v, want %s", c.name, field, form[field], code)
			}
		}
	}
}

// An entry of before there were returns says its reason as it stands.
func TestFailure(t *testing.T) {
	f := &ServiceCorrected{Failed: true}
	f.Private.Reason = "查无此人，退回"
	if got := f.Failure(); got != "查无此人，退回" {
		t.Error(got)
	}
	f.Returned = PostReturn{day("2026-09-25"), Unknown, PostAgain}
	f.Private.Reason = "门牌改了。"
	if got := f.Failure(); got != "2026年9月25日退件，查无此人（门牌改了）。下一步：核对地址，再寄一次" {
		t.Error(got)
	}
}
