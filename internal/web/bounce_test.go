package web_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
)

// A mailer keeps the Message-IDs of what it sends.
type mailer struct{ ids []string }

func (m *mailer) Send(_ context.Context, mail desk.Mail) error {
	m.ids = append(m.ids, mail.MessageID)
	return nil
}

func (m *mailer) IsPermanent(error) bool { return false }

// TestBouncedReply: that a reply came back is told on the case, the letter, the
// list of the day and in the outbox, each with the way to mend it.
func TestBouncedReply(t *testing.T) {
	o := newCaseOffice(t)
	o.desk.MailFrom = func(int64) string { return "ysqgk@mingchuan.example" }
	agency := o.agency
	agency.ReviewChannel = "和宁市行政复议网"
	_, err := o.desk.PutAgency(t.Context(), desk.Operator, agency)
	o.must(err)
	in := ask(longName, "方案", "方案")
	in.Wants.Medium, in.Wants.Delivery, in.Applicant.Email = casefile.Electronic, casefile.ByEmail, "a@example.com"
	id := o.register(in)
	o.assign(id)
	n := o.signedReply(id)
	o.must(o.desk.Serve(t.Context(), o.clerk, id, desk.ServiceForm{Letter: n, Way: casefile.Emailed}))
	m := &mailer{}
	_, err = o.desk.SendDue(t.Context(), m)
	o.must(err)
	of := m.ids[len(m.ids)-1]
	clerk := o.in(o.clerk)
	if strings.Contains(clerk.page("/").Text(), "退信") {
		t.Error("nothing came back yet")
	}
	o.at(2026, time.November, 24, 10, 0)
	raw := "From: MAILER-DAEMON@mx.example\r\nTo: ysqgk@mingchuan.example\r\nSubject: Undelivered Mail\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\r\n\r\n" +
		"--B\r\n\r\nSorry.\r\n--B\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <b>User unknown\r\n\r\n" +
		"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <" + of + ">\r\n--B--\r\n"
	o.must(o.desk.TakeMails(t.Context(), []desk.RawMail{{Agency: o.clerk.Agency, Mailbox: "INBOX", UIDValidity: 1, UID: 1, ReachedAt: o.desk.Now(), Body: strings.NewReader(raw)}}))

	const why = "对方没有这个邮箱。核对地址，或者换一种送达方式"
	page := clerk.page(path(id, ""))
	has(t, "case", page.Text(), "答复没有送到，邮件退回来了："+why, "退信：予以公开答复书", "550 5.1.1 <b>User unknown", "要不要再送，由人来定", "答复，按期")
	if page.Href("更正送达") == "" {
		t.Error("no way to mend it")
	}
	read := clerk.page(path(id, "/letters/1"))
	has(t, "letter", read.Text(), "答复没有送到，邮件退回来了", why+"。退信是收件 20261124-0001。", "登记签收", "申请人签收邮件退回来了，没有收到")
	if !read.HasText(".tag", "退信") || read.HasText(".tag", "已送达") || !page.HasText(".tag", "退信") {
		t.Error("what came back is said to be served")
	}
	if main, _ := read.In(".pagehead .btns a"); !strings.Contains(main.Text(), "更正送达") {
		t.Errorf("the main act is %q", main.Text())
	}
	today, mend := clerk.page("/"), path(id, "/letters/1/correct-service")
	has(t, "today", today.Text(), "没有送到，退信", "核对以后更正送达")
	if today.Href("更正送达") != mend {
		t.Errorf("the row of the day leads to %q", today.Href("更正送达"))
	}
	if v := clerk.page(mend).Values(); len(v["failed"]) != 1 || v["failed"][0] != "missed" {
		t.Errorf("of what came back is chosen: %v", v["failed"])
	}
	has(t, "outbox", clerk.page("/outbox").Text(), "退信", "退回。"+why)
	if text := o.in(o.signer).page("/").Text(); strings.Contains(text, "没有送到，退信") {
		t.Error("it stands on the list of who can do nothing about it")
	}
	gone(t, clerk.fill(path(id, "/letters/1/correct-service"), url.Values{"failed": {"missed"}, "sure": {"1"}, "reason": {"邮箱退信"}}), path(id, "/letters/1"))
	if text := clerk.page("/").Text(); strings.Contains(text, "没有送到，退信") {
		t.Error("it was decided, and stands on the list")
	}
	has(t, "outbox afterwards", clerk.page("/outbox").Text(), "退信")
}

// TestReturnOnAwaitingCase: a report that names a case which awaits a supplement
// is no answer of the applicant's, and the case does not say so.
func TestReturnOnAwaitingCase(t *testing.T) {
	o := newCaseOffice(t)
	id := o.awaiting()
	row, err := o.desk.DB.CaseRow(t.Context(), id)
	o.must(err)
	raw := "From: MAILER-DAEMON@mx.example\r\nTo: ysqgk@mingchuan.example\r\nSubject: failure notice\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nUser unknown.\r\n\r\n-----原始邮件-----\r\n主题：补正告知书（" + row.Number + "）\r\n"
	o.must(o.desk.TakeMails(t.Context(), []desk.RawMail{{Agency: o.clerk.Agency, Mailbox: "INBOX", UIDValidity: 1, UID: 1, ReachedAt: o.desk.Now(), Body: strings.NewReader(raw)}}))
	text := o.in(o.clerk).page(path(id, "")).Text()
	has(t, "case", text, "收件箱里有一封退信，像是就这件发出的邮件没有送到", "等收件员看")
	if strings.Contains(text, "像是对这件的答复") {
		t.Error("the return passes for an answer")
	}
}
