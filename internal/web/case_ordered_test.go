package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// TestOrderedCase enters that a reply is contested and how it ended, refuses what is
// not filled in, and shows on every page what follows.
func TestOrderedCase(t *testing.T) {
	o, id := posted(t)
	clerk := o.in(o.clerk)
	gone(t, clerk.fill(path(id, "/challenge"), url.Values{"forum": {"review"}, "body": {"明川市人民政府"}, "letter": {"1"}, "number": {"明政复受〔2026〕3号"}, "on": {"2026-11-23"}}), path(id, ""))
	has(t, "pending", clerk.page(path(id, "")).Text(), "正在行政复议：明川市人民政府，明政复受〔2026〕3号，还没有登记结果", "被申请行政复议")
	o.must(o.desk.ConfirmDelivery(t.Context(), o.clerk, id, desk.ServiceForm{Letter: 1, On: o.desk.Today()}))
	has(t, "clock", clerk.page(path(id, "/clock")).Text(), "起算之日，不计")
	has(t, "archive", clerk.page(path(id, "/archive")).Text(), "案卷不要销毁")

	o.at(2026, time.November, 30, 10, 0)
	at := path(id, "/outcome")
	if a := o.in(o.officer).get(at); a.status != http.StatusForbidden {
		t.Errorf("the officer: %d", a.status)
	}
	opened := clerk.page(at)
	if v := url.Values(opened.Values()); v.Get("body") != "明川市人民政府" || v.Get("forum") != "review" || v.Get("letter") != "1" {
		t.Errorf("not filled in from what was noted: %v", v)
	}
	a := clerk.fill(at, url.Values{"outcome": {"ordered_answer"}, "number": {"明政复〔2026〕9号<b>"}, "decided_on": {"2026-11-27"}, "on": {"2026-11-28"}, "days": {"十"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-order-error", "责令做什么") || !a.page.HasText("#f-days-error", "工作日数") || url.Values(a.page.Values()).Get("number") != "明政复〔2026〕9号<b>" {
		t.Errorf("%d: %s", a.status, a.page.Text())
	}
	a = clerk.fill(at, url.Values{"outcome": {"ordered_answer"}, "number": {"明政复〔2026〕9号<b>"}, "decided_on": {"2026-11-27"}, "on": {"2026-11-30"}, "days": {"15"}, "order": {"重新作出答复<i>"}, "part": {"1"}})
	gone(t, a, path(id, ""))
	page := clerk.page(path(id, "")).Text()
	has(t, "case", page, "责令答复或者重新答复：2026年11月30日收到明川市人民政府的行政复议决定书", "等重新答复", "重新作出答复<i>", "已被部分撤销", "责令以前的答复",
		"定的期限是 15 个工作日", "12月21日", "责令答复")
	if strings.Contains(page, "正在行政复议：") {
		t.Error("what ended is pending")
	}
	has(t, "letter", o.in(o.officer).page(path(id, "/letters/1")).Text(), "这份答复书已被部分撤销：", "没有作废")
	has(t, "register", clerk.page("/numbers?year=2026").Text(), "已被部分撤销")
	has(t, "draft", o.in(o.officer).page(path(id, "/letters/new?kind=disclose")).Text(), "部分撤销该答复，责令本机关重新答复", "不能以同一事实和理由")
	entry := o.caseOf(id).Judgements[0].Entry
	form := path(id, "/take-back?entry="+itoa(entry))
	if o.in(o.officer).page(path(id, "")).Count(`a[href="`+form+`"]`) != 0 || clerk.page(path(id, "")).Count(`a[href="`+form+`"]`) != 1 {
		t.Error("who noted it is led to taking it back from its entry, and nobody else")
	}
	if a := clerk.fill(form, url.Values{"reason": {" "}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("taken back without a reason: %d", a.status)
	}
	gone(t, clerk.fill(form, url.Values{"reason": {"登错了"}}), path(id, ""))
	has(t, "taken back", clerk.page(path(id, "")).Text(), "撤销：行政复议：", "登错了。", "（已撤销）", "正在行政复议：")
}

// caseOf loads a case.
func (o *caseOffice) caseOf(id casefile.ID) *casefile.Case {
	o.t.Helper()
	v, err := o.desk.Case(o.t.Context(), o.clerk, id)
	o.must(err)
	return v.Case
}
