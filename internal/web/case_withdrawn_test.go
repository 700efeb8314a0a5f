package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"mingda/internal/letter"
)

// TestWithdrawalConfirmed: the letter is offered on a case that was withdrawn, and
// nowhere else, with what is known filled in.
func TestWithdrawalConfirmed(t *testing.T) {
	o, id := drafted(t)
	officer, clerk := o.in(o.officer), o.in(o.clerk)
	hasNot(t, "case", officer.page(path(id, "")).Text(), "撤回申请确认书")
	hasNot(t, "kinds", officer.page(path(id, "/letters/new")).Text(), "撤回申请确认书")
	if a := officer.get(path(id, "/letters/new?kind=withdrawn")); a.status != http.StatusConflict {
		t.Errorf("begun before the end: %d", a.status)
	}
	gone(t, clerk.fill(path(id, "/withdraw"), url.Values{"reason": {"11月23日来电，不要了"}, "sure": {"1"}}), path(id, ""))
	at := officer.page(path(id, "")).Href("拟撤回申请确认书")
	if at != path(id, "/letters/new?kind=withdrawn") {
		t.Fatalf("not offered: %q", at)
	}
	draft := officer.page(at)
	has(t, "draft", draft.Text(), "登记撤回时记的是：11月23日来电，不要了")
	if v := url.Values(draft.Values()); v.Get("withdrawn_on") != "2026-11-23" || v.Get("withdrawn_reason") != "" {
		t.Errorf("filled in: %q", v)
	}
	n := o.signed(id, letter.Withdrawn, url.Values{"withdrawn_way": {"电话"}})
	has(t, "case", clerk.page(path(id, "")).Text(), "登记送达")
	gone(t, clerk.fill(path(id, "/letters/1/serve"), url.Values{"way": {"direct"}, "recipient": {"本人"}, "on": {"2026-11-23"}}), path(id, "/letters/1"))
	if n != 1 {
		t.Error(n)
	}
	has(t, "case", clerk.page(path(id, "")).Text(), "已撤回", "撤回申请确认书", "归档")
}

// TestWithdrawnUnassigned: the clerk writes the letter of a case that no unit had, and
// finds the draft among the letters.
func TestWithdrawnUnassigned(t *testing.T) {
	o := newCaseOffice(t)
	id, clerk := o.register(ask(longName, "团结路片区征收补偿方案", "团结路片区（二期）房屋征收补偿方案")), o.in(o.clerk)
	hasNot(t, "case", clerk.page(path(id, "")).Text(), "拟撤回申请确认书")
	gone(t, clerk.fill(path(id, "/withdraw"), url.Values{"reason": {"来电，不要了"}, "sure": {"1"}}), path(id, ""))
	at := clerk.page(path(id, "")).Href("拟撤回申请确认书")
	gone(t, clerk.fill(at, url.Values{"withdrawn_way": {"电话"}}), path(id, "/letters/1"))
	if href := clerk.page("/letters").Href("接着拟"); href != path(id, "/letters/1") {
		t.Errorf("among the letters: %q", href)
	}
	if a := o.in(o.clerk).get(path(id, "/next")); a.header.Get("Location") == path(id, "/assign") {
		t.Error("a case that has ended is to be assigned")
	}
}
