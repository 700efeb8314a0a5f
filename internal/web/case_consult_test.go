package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// TestConsultPages: a third party is asked from the page of the case, its letter goes
// through draft, check and signature, what it says is recorded, and the day tells who
// is late; at each step the case leads to the next.
func TestConsultPages(t *testing.T) {
	o := newCaseOffice(t)
	o.at(2026, time.November, 24, 10, 0)
	id := o.register(ask("周某", "施工合同", "要合同的单价"))
	o.assign(id)
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	if !strings.Contains(clerk.page(path(id, "")).Text(), "征求意见") {
		t.Error("the case does not lead to a consultation")
	}
	a := officer.fill(path(id, "/consult"), url.Values{"name": {"周某"}, "is": {""}, "about": {""}})
	if a.status != http.StatusUnprocessableEntity {
		t.Fatalf("accepted: %d", a.status)
	}
	has(t, "refused", a.page.Text(), "这是申请人自己", "选是自然人还是法人", "写明哪些信息", "本机关的其他单位不是第三方")
	gone(t, officer.fill(path(id, "/consult"), url.Values{"name": {"和宁某公司<b>"}, "is": {"organisation"}, "about": {"合同的单价"}, "address": {"建设路 8 号"}}), path(id, ""))
	main := officer.page(path(id, ""))
	has(t, "card", main.Text(), "和宁某公司<b>", "第三方", "合同的单价", "再征求一方")
	begin := path(id, "/letters/new") + "?kind=third_party_inquiry&for=1"
	if got := main.Href("拟征求第三方意见书：和宁某公司<b>"); got != begin {
		t.Errorf("the inquiry is begun at %q", got)
	}
	if a := officer.get(path(id, "/letters/new") + "?kind=third_party_inquiry"); a.status != http.StatusConflict {
		t.Errorf("an inquiry to nobody: %d", a.status)
	}
	a = officer.fill(begin, url.Values{"do": {"submit"}})
	if a.status != http.StatusSeeOther {
		t.Fatalf("the draft: %d %s", a.status, a.page.Text())
	}
	c := func() *casefile.Case {
		v, err := o.desk.Case(t.Context(), o.clerk, id)
		o.must(err)
		return v.Case
	}
	if l := c().Letters[0]; l.To != 1 || l.Stage != casefile.InCheck || l.Values["to"] != "和宁某公司<b>" {
		t.Fatalf("%+v", l)
	}
	o.must(o.desk.Check(t.Context(), o.checker, id, o.version(id), 1, ""))
	o.must(o.desk.Sign(t.Context(), o.signer, id, o.version(id), 1))
	serve := clerk.page(path(id, "/letters/1/serve")).Text()
	has(t, "service", serve, "和宁某公司<b>", "建设", "不是给申请人的", "邮寄送达")
	if strings.Contains(serve, "电子邮件送达") || strings.Contains(serve, "申请人选的") {
		t.Error("it can go by mail")
	}
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Version: o.version(id), Letter: 1, Way: casefile.Posted, Tracking: "XA1", On: o.desk.Today()}))
	has(t, "sent", clerk.page(path(id, "")).Text(), "等意见", "还没有登记签收", "等被征求意见方", "停表")
	has(t, "numbers", clerk.page("/numbers?word=征").Text(), "和宁某公司<b>")
	o.must(o.desk.ConfirmDelivery(t.Context(), o.clerk, id, desk.ServiceForm{Version: o.version(id), Letter: 1, On: o.desk.Today()}))
	has(t, "received", clerk.page(path(id, "")).Text(), "答复至 12月15日", "征求意见：和宁某公司<b>")
	has(t, "kinds", officer.page(path(id, "/letters/new")).Text(), "征求意见告知书")

	a = clerk.fill(path(id, "/answer-consultation")+"?party=1", url.Values{"answer": {"silent"}})
	has(t, "too early", a.page.Text(), "期限 2026年12月15日 还没有过")
	if strings.Contains(clerk.page("/").Text(), "意见期限已过") {
		t.Error("the day says that it is over")
	}
	o.at(2026, time.December, 16, 10, 0)
	has(t, "day", clerk.page("/").Text(), "意见期限已过", "登记意见")
	has(t, "withdrawing", clerk.page(path(id, "/withdraw-consultation")+"?party=1").Text(), "撤销以后：最迟 2026年12月22日")
	has(t, "withdrawing the only one", clerk.page(path(id, "/withdraw-consultation")).Text(), "撤销以后：最迟 2026年12月22日")
	a = clerk.fill(path(id, "/answer-consultation")+"?party=1", url.Values{"answer": {"refuses"}, "on": {"2026-12-14"}, "reason": {"单价是商业秘密"}})
	gone(t, a, path(id, ""))
	main = officer.page(path(id, ""))
	has(t, "answered", main.Text(), "不同意公开", "单价是商业秘密", "拟决定公开告知书（第三方）", "更正意见", "再征求一次")
	draft := officer.page(path(id, "/letters/new") + "?kind=" + string(letter.ThirdParty))
	if v := draft.Values(); url.Values(v).Get("third_asked_on") != "2026-11-24" || url.Values(v).Get("third_answered_on") != "2026-12-14" || url.Values(v).Get("third_reason") != "单价是商业秘密" {
		t.Errorf("the refusal opens with %v", v)
	}
	if v := url.Values(officer.page(path(id, "/answer-consultation") + "?party=1").Values()); v.Get("answer") != "refuses" || v.Get("on") != "2026-12-14" || v.Get("reason") != "单价是商业秘密" {
		t.Errorf("a correction opens with %v", v)
	}
	has(t, "change", officer.page(path(id, "/change-consultation")+"?party=1").Text(), "现在改的是：和宁某公司<b>")
	if v := officer.page(path(id, "/consult") + "?party=1").Values(); url.Values(v).Get("name") != "和宁某公司<b>" {
		t.Errorf("asking once more opens with %v", v)
	}
}
