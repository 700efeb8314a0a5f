package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// together adds a further applicant, 李四, who wants the reply by post.
func (o *caseOffice) together(id casefile.ID) {
	o.t.Helper()
	f := casefile.JointlyAdded{Delivery: casefile.ByPost}
	f.Private.Applicant = casefile.Applicant{Class: casefile.Natural, Name: "李四", Phone: "13900002468", Address: "胜利路1号"}
	o.must(o.desk.AddJointApplicant(o.t.Context(), o.clerk, id, 0, f, nil))
}

// notified is a case of two whose notice has gone to the one who leads.
func (o *caseOffice) notified(kind letter.Kind, v url.Values) casefile.ID {
	o.t.Helper()
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	o.assign(id)
	o.together(id)
	n := o.signed(id, kind, v)
	o.must(o.desk.Serve(o.t.Context(), o.clerk, id, desk.ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: o.desk.Today()}))
	return id
}

// TestAskedOfTwo: of a notice to two that has gone to one the form asks whose the
// supplement is, and who has no notice cannot be chosen.
func TestAskedOfTwo(t *testing.T) {
	o := newCaseOffice(t)
	clerk := o.in(o.clerk)
	id := o.notified(letter.Clarification, url.Values{"points": {"哪一年"}, "by": {"2026-12-10"}})
	has(t, "case", clerk.page(path(id, "")).Text(), "收到补正", "没有送达的是李四，全部送达以前答复的期限照算")
	has(t, "close", clerk.page(path(id, "/close")).Text(), "补正告知书还没有送达每一位申请人，不能选")
	at := path(id, "/take-supplement")
	has(t, "form", clerk.page(at).Text(), "谁补来的", "李四", "通知还没有送达，不能选")
	today := o.desk.Today().String()
	if a := clerk.fill(at, url.Values{"from": {"1"}, "on": {today}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-from-error", "通知还没有送达 李四") {
		t.Errorf("of who has none: %d", a.status)
	}
	gone(t, clerk.fill(at, url.Values{"from": {"0"}, "on": {today}}), path(id, ""))
	has(t, "supplemented", clerk.page(path(id, "")).Text(), "收到补正")
}

// TestPaidByOneOfTwo: the same of a fee.
func TestPaidByOneOfTwo(t *testing.T) {
	o := newCaseOffice(t)
	o.charging()
	clerk, today := o.in(o.clerk), o.desk.Today().String()
	id := o.notified(letter.FeeNotice, url.Values{"fee_mode": {"page"}, "fee_pages": {"130"}, "fee_how": {"到窗口缴纳"}})
	has(t, "case", clerk.page(path(id, "")).Text(), "登记缴费")
	at := path(id, "/take-payment")
	has(t, "form", clerk.page(at).Text(), "谁缴的", "通知还没有送达，不能选")
	if a := clerk.fill(at, url.Values{"from": {"1"}, "on": {today}, "amount": {"1300"}, "bill": {"06501"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-from-error", "通知还没有送达 李四") {
		t.Errorf("of who was not told: %d", a.status)
	}
	gone(t, clerk.fill(at, url.Values{"from": {"0"}, "on": {today}, "amount": {"1300"}, "bill": {"06501"}}), path(id, ""))
}

// TestMailToOneOfTwo: by mail who chose it gets the letter, who did not is refused beside
// the way; the page of the letter says to whom it is under way.
func TestMailToOneOfTwo(t *testing.T) {
	o := newCaseOffice(t)
	o.desk.MailFrom = func(int64) string { return "ysqgk@mingchuan.example" }
	clerk := o.in(o.clerk)
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	o.assign(id)
	at := path(id, "/joint-applicant")
	if a := clerk.fill(at, url.Values{"name": {"李四"}, "delivery": {"email"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-email-error", "") {
		t.Errorf("without an address: %d", a.status)
	}
	gone(t, clerk.fill(at, url.Values{"name": {"李四"}, "delivery": {"email"}, "email": {"lisi@example.com"}}), path(id, ""))
	n := o.signed(id, letter.Disclose, url.Values{"given": {"《方案》"}, "way": {"enclosed"}})
	serve := path(id, "/letters/"+itoa(n)+"/serve")
	has(t, "serve", clerk.page(serve).Text(), "电子邮件送达", "李四怎样给他电子邮件")
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Letter: n, To: 1, Way: casefile.Emailed}))
	has(t, "case", clerk.page(path(id, "")).Text(), "交邮件发出", "给李四")
	if a := clerk.fill(serve, url.Values{"to": {"1"}, "way": {"emailed"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-to-error", "给 李四 的邮件正在发出") {
		t.Errorf("twice: %d", a.status)
	}
}
