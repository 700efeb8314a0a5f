package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// TestBureauRead: the form asks of each paper of the respondent, and the case says what was
// shown and what was not, and why.
func TestBureauRead(t *testing.T) {
	o := newBureau(t)
	head, ye := o.ordinary(t)
	gone(t, ye.fill("/review/1/papers/new?kind=review_copy", url.Values{"do": {"submit"}}), "/review/1/papers/1")
	gone(t, o.in(o.second).fill("/review/1/papers/1/check", url.Values{}), "/review/1/papers/1")
	gone(t, head.fill("/review/1/papers/1/sign", url.Values{}), "/review/1/papers/1")
	gone(t, ye.fill("/review/1/papers/1/send", url.Values{"way": {"direct"}, "on": {"2026-11-23"}, "recipient": {"收发室"}}), "/review/1/papers/1")
	if a := ye.get("/review/1/read"); a.status != http.StatusConflict {
		t.Errorf("nothing to read: %d", a.status)
	}
	gone(t, ye.fill("/review/1/response", url.Values{"on": {"2026-11-23"}, "text": {"检索过"}}), "/review/1")
	a := ye.fill("/review/1/read", url.Values{"role": {"applicant"}, "who": {"本人"}, "on": {"2026-11-23"}, "read-1": {"privacy"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-why-error", "为什么不能给看") {
		t.Fatalf("withheld without a reason: %d %s", a.status, a.page.Text())
	}
	gone(t, ye.fill("/review/1/read", url.Values{"role": {"applicant"}, "who": {"本人"}, "on": {"2026-11-23"}, "read-1": {"privacy"}, "why": {"写了别人的电话"}}), "/review/1")
	has(t, "read", ye.page("/review/1").Text(), "查阅、复制", "没有给看", "被申请人的答复（个人隐私）", "写了别人的电话", "申请人查阅案卷")
}
