package web_test

import (
	"net/url"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
)

// TestAnnulOneOfSeveral: before one of several requests of an input is annulled
// the page says what becomes of the input; afterwards the input marks it, and
// names it last.
func TestAnnulOneOfSeveral(t *testing.T) {
	o := newCaseOffice(t)
	in := ask("阿依古丽", "甲的材料", "甲")
	first := o.register(in)
	c, err := o.desk.Case(t.Context(), o.clerk, first)
	o.must(err)
	input, number := inbox.ID(c.Case.Input), c.Case.InputNumber
	in.Wants.Subject = "乙的材料"
	second, err := o.desk.Register(t.Context(), o.clerk, input, desk.Registration{
		Applicant: in.Applicant, Wants: in.Wants, On: o.desk.Today(), Ground: casefile.OtherGround, Reason: "同一封", Splitting: true,
	})
	o.must(err)
	clerk, signer := o.in(o.clerk), o.in(o.signer)
	at := "/inbox/" + itoa(int(input))
	annul := func(id casefile.ID, says, not string) {
		t.Helper()
		page := signer.page(path(id, "/annul")).Text()
		if has(t, "annul", page, says); strings.Contains(page, not) {
			t.Errorf("it says %s: %s", not, page)
		}
		gone(t, signer.fill(path(id, "/annul"), url.Values{"reason": {"登错了"}, "sure": {"1"}}), path(id, ""))
	}

	has(t, "input", clerk.page(at).Text(), "从这件收件登记的都撤销了，它才回到等待")
	annul(first, "来件 "+number+" 不回收件箱：从它登记的 2026-0002 还在", "回到收件箱，")
	page := clerk.page(at).Text()
	if has(t, "input", page, "登记", "2026-0001（登记已撤销） 甲的材料"); strings.Index(page, "2026-0002 乙的材料") > strings.Index(page, "2026-0001（登记已撤销）") || strings.Contains(page, "2026-0002（") {
		t.Errorf("the annulled one is not the last, or the other is marked: %s", page)
	}
	annul(second, "来件 "+number+" 回到收件箱，等着重新处理", "不回收件箱")
	if page := clerk.page(at).Text(); strings.Contains(page, "登记已撤销") {
		t.Errorf("the input does not wait again: %s", page)
	}
}
