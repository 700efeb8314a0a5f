package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/office"
)

// newBureau is an office whose body has no case yet: two handlers and a head.
func newBureau(t *testing.T) *bureauOffice {
	o := &bureauOffice{caseOffice: newCaseOffice(t)}
	var err error
	o.body, err = o.desk.PutAgency(t.Context(), desk.Operator, office.Agency{
		Code: "HNZF", Name: "和宁市人民政府", CasePrefix: "HN", LetterWord: "和政公开", ReviewBody: "自治区人民政府", Court: "和宁市中级人民法院", Active: true,
		ReviewWord: "和政", Bureau: "和宁市司法局", BureauAddress: "和宁市人民路20号", BureauPhone: "0990-6220088",
	})
	o.must(err)
	o.handler, o.second, o.chief = o.person("ye", o.body, auth.Handler), o.person("nur", o.body, auth.Handler), o.person("jiang", o.body, auth.Head)
	return o
}

// objection is what the bureau types of an application that is not against a reply of
// this installation.
var objection = url.Values{
	"name": {"古丽娜尔<b>"}, "class": {"natural"}, "objection": {"not_able"}, "respondent": {"明川区财政局"}, "number": {"明财公开答〔2026〕9号"}, "kind": {"not_existing"},
	"act_on": {"2026-11-02"}, "got_on": {"2026-11-04"}, "subject": {"预算批复"}, "request": {"请求撤销"}, "grounds": {"不可能不存在"}, "door": {"counter"}, "received_on": {"2026-11-23"},
}

// TestBureauPages: an application is registered, assigned and examined on its pages; what
// is refused stays as it was typed, and what changed meanwhile is said.
func TestBureauPages(t *testing.T) {
	o := newBureau(t)
	head, ye := o.in(o.chief), o.in(o.handler)
	has(t, "nothing yet", head.page("/review").Text(), "没有案件", "登记复议申请")
	missing := url.Values{}
	for name, value := range objection {
		missing[name] = value
	}
	missing.Del("request")
	missing.Del("objection")
	a := head.fill("/review/new", missing)
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-request-error", "写明复议请求") || a.page.Values()["grounds"][0] != "不可能不存在" {
		t.Fatalf("refused: %d %s", a.status, a.page.Text())
	}
	gone(t, head.fill("/review/new", objection), "/review/new/done")
	has(t, "case", head.page("/review/1").Text(), "和政复议〔2026〕1号", "预算批复", "古丽娜尔<b>", "明川区财政局", "没有承办人", "最迟审查")
	for _, link := range head.page("/review/1").All(".actbar a[href]") {
		if href := link.Attr("href"); head.get(strings.TrimPrefix(href, "/desk")).status != http.StatusOK {
			t.Errorf("the bar leads to %s", href)
		}
	}
	if a := head.fill("/review/1/assign", url.Values{}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-handlers-error", "至少要 1 名承办人") {
		t.Errorf("nobody named: %d %s", a.status, a.page.Text())
	}
	gone(t, head.fill("/review/1/assign", url.Values{"handlers": {itoa(int(o.handler.ID))}}), "/review/1")
	if a := o.in(o.second).get("/review/1/examine"); a.status != http.StatusForbidden {
		t.Errorf("who does not handle it examines: %d", a.status)
	}
	all := url.Values{"remark": {"超过期限"}}
	for _, code := range []string{"applicant", "interest", "request", "scope", "competence", "not_before"} {
		all.Set(code, "yes")
	}
	a = ye.fill("/review/1/examine", all)
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page.Text(), "第 4 项：选符合，还是不符合") || a.page.Values()["remark"][0] != "超过期限" {
		t.Errorf("one condition open: %d %s", a.status, a.page.Text())
	}
	all.Set("period", "yes")
	stale := ye.page("/review/1/examine").Values()
	for name, value := range all {
		stale[name] = value
	}
	gone(t, ye.fill("/review/1/examine", all), "/review/1")
	a = ye.post("/review/1/examine", stale)
	if a.status != http.StatusConflict || a.page.Values()["remark"][0] != "超过期限" || !strings.Contains(a.page.Text(), "案件有了变化") {
		t.Errorf("from an old page: %d %s", a.status, a.page.Text())
	}
	gone(t, ye.fill("/review/1/accept", url.Values{"procedure": {"summary"}}), "/review/1")
	has(t, "accepted", ye.page("/review/1").Text(), "简易程序", "最迟决定", "拟提出复议答复通知书", "都符合")
	a = ye.fill("/review/1/sheet", url.Values{"do": {"done"}, "all.agency": {"no"}})
	if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.page.Text(), "第 1 问：还没有答") {
		t.Errorf("a sheet with gaps: %d", a.status)
	}
	gone(t, ye.fill("/review/1/papers/new?kind=review_acceptance", url.Values{"do": {"submit"}}), "/review/1/papers/1")
	has(t, "docket", o.in(o.second).page("/review").Text(), "待审核：复议受理通知书", "预算批复")
	has(t, "case", o.in(o.second).page("/review/1").Text(), "审核：复议受理通知书")
	gone(t, o.in(o.second).fill("/review/1/papers/1/check", url.Values{}), "/review/1/papers/1")
	gone(t, head.fill("/review/1/papers/1/sign", url.Values{}), "/review/1/papers/1")
	a = ye.fill("/review/1/papers/1/send", url.Values{"way": {"posted"}, "on": {"2026-11-23"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-tracking-error", "邮件号") || a.page.HasText("#f-to-error", "选") {
		t.Errorf("posted without a number: %d %s", a.status, a.page.Text())
	}
	gone(t, ye.fill("/review/1/papers/1/send", url.Values{"way": {"posted"}, "on": {"2026-11-23"}, "tracking": {"XA1"}}), "/review/1/papers/1")
	gone(t, ye.fill("/review/1/papers/new?kind=review_copy", url.Values{"do": {"save"}, "extra": {"另有两名第三人。"}}), "/review/1/papers/2")
	has(t, "kept", ye.page("/review/1/papers/2").Text(), "另有两名第三人。")
	sent := ye.page("/review/1/papers/1")
	has(t, "sent", sent.Text(), "已送达", "XA1", "打印，随文书送达")
	if a := ye.get(strings.TrimPrefix(sent.Href("送达回证"), "/desk")); a.status != http.StatusOK || !strings.HasPrefix(a.body, "%PDF") {
		t.Errorf("the return receipt: %d", a.status)
	}
	for _, other := range []string{"/review/1/papers/1/service-receipt.pdf?to=respondent/0", "/review/1/papers/1/service-receipt.pdf", "/review/1/papers/2/envelope.pdf?to=respondent/0"} {
		if a := ye.get(other); a.status != http.StatusNotFound { // it goes to somebody else, to nobody said, is not signed
			t.Errorf("%s: %d", other, a.status)
		}
	}
	if a := o.in(o.clerk).get("/review/1"); a.status != http.StatusForbidden {
		t.Errorf("a clerk of another office sees the case: %d", a.status)
	}
}

// TestBureauDeemed: that an application counts as accepted is on the docket and on the
// case for all of the bureau, without anybody's act.
func TestBureauDeemed(t *testing.T) {
	o := newBureau(t)
	gone(t, o.in(o.chief).fill("/review/new", objection), "/review/new/done")
	o.at(2026, time.December, 1, 9, 0)
	for _, u := range []auth.User{o.handler, o.second, o.chief} {
		has(t, u.Login, o.in(u).page("/review").Text(), "视为受理", "审理")
		has(t, u.Login, o.in(u).page("/review/1").Text(), "视为受理")
	}
	if a := o.in(o.chief).get("/review/1/examine"); a.status == http.StatusOK {
		t.Errorf("it is still examined: %d", a.status)
	}
}
