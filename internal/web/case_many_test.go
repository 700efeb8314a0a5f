package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/letter"
)

// TestManyRequests: how many requests there are is counted where one decides; what
// came of asking is recorded, missed on the day's list, and taken back.
func TestManyRequests(t *testing.T) {
	o, id := drafted(t)
	o.register(ask(longName, "拨付凭证", "征收补偿资金拨付凭证"))
	officer, clerk := o.in(o.officer), o.in(o.clerk)
	if got := officer.page(path(id, "")).Href("同一人的申请"); got != path(id, "/requests") {
		t.Errorf("the case does not lead to the applicant's requests: %q", got)
	}
	list := officer.page(path(id, "/requests"))
	if text := list.Text(); strings.Index(text, "本月2 件") > strings.Index(text, "新的在前") {
		t.Error("the counts come after the list")
	}
	has(t, "requests", list.Text(), "本月2 件", "尚未办结2 件", "（不由您的单位承办）", "还没有要求申请人说明理由")
	if list.Href("要求说明理由") != path(id, "/letters/new?kind=reasons_request") {
		t.Errorf("it cannot be asked for reasons: %q", list.Href("要求说明理由"))
	}
	draft := officer.page(path(id, "/letters/new?kind=reasons_request"))
	has(t, "draft", draft.Text(), "同一申请人的申请，按台账：本月 2 件，今年 2 件")
	if v := draft.Values()["count"]; len(v) == 0 || v[0] != "2026年1月1日至11月23日提出申请2件，其中本月2件；近十二个月提出申请2件，尚未办结的2件" {
		t.Errorf("proposed: %q", v)
	}
	if a := officer.get(path(id, "/letters/new?kind=delay")); a.status != http.StatusConflict {
		t.Errorf("a delay can be begun: %d", a.status)
	}
	if a := clerk.get(path(id, "/take-reasons")); a.status != http.StatusConflict {
		t.Errorf("reasons can be recorded before asking: %d", a.status)
	}
	n := o.signed(id, letter.ReasonsRequest, url.Values{"by": {"2026-12-01"}})
	gone(t, clerk.fill(path(id, "/letters/1/serve"), url.Values{"way": {"direct"}, "recipient": {"本人"}, "on": {"2026-11-23"}}), path(id, "/letters/1"))
	if n != 1 {
		t.Fatal(n)
	}
	has(t, "case", clerk.page(path(id, "")).Text(), "申请人说明理由", "2026年12月1日", "还有 8 天")

	o.at(2026, time.December, 2, 10, 0)
	has(t, "case", clerk.page(path(id, "")).Text(), "说明理由的日期已过：")
	has(t, "today", clerk.page("/").Text(), "说明理由的日期已过", "登记说明")
	at := path(id, "/take-reasons")
	a := clerk.fill(at, url.Values{})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-came-error", "选一样") {
		t.Errorf("nothing chosen: %d %s", a.status, a.page.Text())
	}
	a = clerk.fill(at, url.Values{"came": {"yes"}, "on": {"2026-11-30"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-text-error", "怎么说的") {
		t.Errorf("nothing said: %d %s", a.status, a.page.Text())
	}
	gone(t, clerk.fill(at, url.Values{"came": {"no"}}), path(id, ""))
	gone(t, clerk.fill(at, url.Values{"came": {"yes"}, "on": {"2026-12-02"}, "text": {"写论文<b>用"}}), path(id, ""))
	has(t, "case", clerk.page(path(id, "")).Text(), "申请人没有说明理由", "申请人说明了理由", "写论文<b>用", "晚于通知书写明的日期，仍然算数")
	has(t, "case", officer.page(path(id, "")).Text(), "申请人说明了理由，还没有决定怎样办：")
	has(t, "today", officer.page("/").Text(), "说明已登记，还没有决定", "看说明")
	hasNot(t, "today of who does not decide", clerk.page("/").Text(), "说明已登记，还没有决定")
	if a := clerk.get(path(id, "/accept-reasons")); a.status != http.StatusForbidden {
		t.Errorf("the clerk accepts: %d", a.status)
	}
	gone(t, officer.fill(path(id, "/accept-reasons"), url.Values{"reason": {"确是研究"}}), path(id, ""))
	hasNot(t, "today", officer.page("/").Text(), "说明已登记，还没有决定")
	if text := officer.page(path(id, "")).Text(); strings.Contains(text, "还没有决定怎样办") {
		t.Error("accepted, and still to be decided")
	}
	gone(t, officer.fill(path(id, "/take-back-reasons"), url.Values{"reason": {"记错了"}}), path(id, ""))
	list = officer.page(path(id, "/requests"))
	has(t, "requests", list.Text(), "2026年12月2日：写论文<b>用", "不予处理", "延迟答复")
	delay := officer.page(path(id, "/letters/new?kind=delay"))
	if v := delay.Values()["reasons_given"]; len(v) == 0 || v[0] != "写论文<b>用" {
		t.Errorf("the delay is not filled in: %q", v)
	}
	has(t, "case", officer.page(path(id, "")).Text(), "认为理由合理，按期办（已更正）", "撤销理由的登记")
}
