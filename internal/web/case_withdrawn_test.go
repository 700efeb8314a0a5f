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
