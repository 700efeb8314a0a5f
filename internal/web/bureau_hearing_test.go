package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// ordinary registers an application, accepted in the ordinary procedure with two handlers.
func (o *bureauOffice) ordinary(t *testing.T) (head, ye *browser) {
	t.Helper()
	head, ye = o.in(o.chief), o.in(o.handler)
	gone(t, head.fill("/review/new", objection), "/review/new/done")
	gone(t, head.fill("/review/1/assign", url.Values{"handlers": {itoa(int(o.handler.ID)), itoa(int(o.second.ID))}}), "/review/1")
	met := url.Values{}
	for _, code := range []string{"applicant", "interest", "request", "period", "scope", "competence", "not_before"} {
		met.Set(code, "yes")
	}
	gone(t, ye.fill("/review/1/examine", met), "/review/1")
	gone(t, ye.fill("/review/1/accept", url.Values{"procedure": {"ordinary"}}), "/review/1")
	return head, ye
}

// TestBureauHearing: a hearing too early is refused with the earliest day; its notice is
// written as it was set; put off, it is told again.
func TestBureauHearing(t *testing.T) {
	o := newBureau(t)
	head, ye := o.ordinary(t)
	early := url.Values{
		"why": {"asked"}, "day": {"2026-11-27"}, "at": {"上午10时"}, "matters": {"检索是不是充分"}, "chair": {"叶清源"}, "members": {"努尔兰"}, "recorder": {"许念"},
	}
	a := ye.fill("/review/1/session", early)
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-day-error", "今天送达，听证最早 2026年11月30日") || !a.page.HasText("#f-members-error", "两名以上") {
		t.Fatalf("too early: %d %s", a.status, a.page.Text())
	}
	early.Set("day", "2026-12-02")
	early.Set("members", "努尔兰\n何一舟")
	gone(t, ye.fill("/review/1/session", early), "/review/1")
	has(t, "set", ye.page("/review/1").Text(), "听证", "2026年12月2日", "还没有通知", "拟复议听证通知书", "最迟通知", "2026年11月25日", "努尔兰、何一舟", "安排听证")
	has(t, "docket", head.page("/review").Text(), "听证：12月2日", "听证通知最迟 11月25日")
	has(t, "notice", ye.page("/review/1/papers/new?kind=review_hearing").Text(), "2026年12月2日上午10时", "和宁市人民路20号", "努尔兰、何一舟")
	gone(t, ye.fill("/review/1/papers/new?kind=review_hearing", url.Values{"do": {"submit"}}), "/review/1/papers/1")
	gone(t, o.in(o.second).fill("/review/1/papers/1/check", url.Values{}), "/review/1/papers/1")
	gone(t, head.fill("/review/1/papers/1/sign", url.Values{}), "/review/1/papers/1")
	a = ye.fill("/review/1/session-move", url.Values{"day": {"2026-12-04"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-error", "理由") {
		t.Fatalf("put off without a reason: %d %s", a.status, a.page.Text())
	}
	gone(t, ye.fill("/review/1/session-move", url.Values{"day": {"2026-12-04"}, "reason": {"申请人在外地"}}), "/review/1")
	has(t, "moved", ye.page("/review/1").Text(), "听证改期", "原定 2026年12月2日", "申请人在外地", "拟复议听证通知书")
	if a := ye.get("/review/1/session-held"); a.status != http.StatusConflict {
		t.Errorf("held before it was told: %d", a.status)
	}
	gone(t, ye.fill("/review/1/session-off", url.Values{"reason": {"和解"}}), "/review/1")
	has(t, "off", ye.page("/review/1").Text(), "取消了", "取消听证", "因和解")
}
