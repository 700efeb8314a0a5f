package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/law"
)

// TestResumeCase: a case that was closed because the supplement was missing goes
// on, and all pages say so; before it is asked for, the page says what follows.
func TestResumeCase(t *testing.T) {
	o := newCaseOffice(t)
	id := o.awaiting() // until 10 December
	o.at(2026, time.December, 11, 10, 0)
	closed := casefile.Closed{Result: law.NoSupplement}
	closed.Private.Reason = "逾期没有补正"
	clerk, at := o.in(o.clerk), path(id, "/resume")
	if strings.Contains(clerk.page(path(id, "")).Text(), "恢复办理") {
		t.Error("an open case is offered to go on")
	}
	if a := clerk.get(at); a.status != http.StatusConflict {
		t.Errorf("an open case goes on: %d", a.status)
	}
	o.must(o.desk.Close(t.Context(), o.clerk, id, 0, closed))
	if main := clerk.page(path(id, "")); main.Href("恢复办理") != at || main.Href("归档") == "" {
		t.Errorf("on the case: %q", main.Href("恢复办理"))
	}
	if a := o.in(o.officer).get(at); a.status != http.StatusForbidden {
		t.Errorf("the officer: %d", a.status)
	}
	has(t, "question", clerk.page(at).Text(), "恢复以后：仍等申请人补正，收到以前不计期限", "我已核对结案、撤回的理由不成立")
	a := clerk.fill(at, url.Values{"reason": {"邮局12月9日收寄<b>"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-sure-error", "先打勾") || a.page.Values()["reason"][0] != "邮局12月9日收寄<b>" {
		t.Errorf("not ticked: %d", a.status)
	}
	gone(t, clerk.fill(at, url.Values{"sure": {"1"}, "reason": {"邮局12月9日收寄<b>"}}), path(id, ""))
	after := clerk.page(path(id, "")).Text()
	has(t, "case", after, "已恢复办理", "恢复办理", "按没有结过案接着办，理由：邮局12月9日收寄<b>。", "结案：其他处理：逾期不补正（已更正）", "看更正", "收到补正")
	has(t, "today", clerk.page("/").Text(), "补正期限已过，未补正")
}

// TestResumeMissed: where the notice is known not to have come, the page says
// from when the period runs.
func TestResumeMissed(t *testing.T) {
	o := newCaseOffice(t)
	id := o.awaiting()
	o.at(2026, time.December, 24, 10, 0)
	closed := casefile.Closed{Result: law.NoSupplement}
	closed.Private.Reason = "逾期没有补正"
	o.must(o.desk.Close(t.Context(), o.clerk, id, 0, closed))
	clerk := o.in(o.clerk)
	gone(t, clerk.fill(path(id, "/letters/1/correct-service"), url.Values{"failed": {"missed"}, "sure": {"1"}, "reason": {"查无此人"}}), path(id, "/letters/1"))
	has(t, "question", clerk.page(path(id, "/resume")).Text(), "期限按没有结过案算，最迟2026年12月21日（星期一）答复，已经逾期。")
}
