package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/web"
)

// TestInboxConfirm: a mail that was not confirmed says why, has it sent by a
// press of a button, and again with a new code.
func TestInboxConfirm(t *testing.T) {
	o := newDoorOffice(t)
	o.mail("auto_reply.eml")
	clerk := o.as(o.clerk)
	a := clerk.get("/inbox/1")
	if !a.page.HasText("main", "没有发：") || !a.page.HasText("button", "发确认") {
		t.Fatalf("it does not say why it was not confirmed: %s", a.page.Text())
	}
	if a = o.as(o.officer).post("/inbox/1/confirm", url.Values{}); a.status != http.StatusForbidden {
		t.Errorf("an officer confirms: %d", a.status)
	}
	if a = clerk.post("/inbox/1/confirm", url.Values{}); a.at != "/inbox/1" || !a.page.HasText("main", "排在发件箱里") || !a.page.HasText("main", "发确认，附新的查询码") {
		t.Errorf("afterwards: %s: %s", a.at, a.page.Text())
	}
	if a = clerk.post("/inbox/1/confirm", url.Values{}); !a.page.HasText("button", "再发一次确认") {
		t.Errorf("it cannot be sent again: %s", a.page.Text())
	}
	if a = clerk.get("/outbox"); !a.page.HasText("main", "不发了") || !a.page.HasText("main", "旧码作废") || a.page.Count("form[action=/outbox/1/resend]") > 0 {
		t.Errorf("the older one: %s", a.page.Text())
	}
}

// TestInboxHandOver: who cannot be written to is given number and code by the
// clerk, who is led to them on registering.
func TestInboxHandOver(t *testing.T) {
	o := newDoorOffice(t)
	o.rawMail("From: a@example.com\r\nReply-To: no-reply@example.com\r\nSubject: x\r\nMessage-ID: <h@example.com>\r\n" +
		"Content-Type: text/plain; charset=utf-8\r\n\r\n申请公开预算表。申请人：沈知秋\r\n")
	clerk := o.as(o.clerk)
	a := clerk.get("/inbox/1")
	if !a.page.HasText("main", "没有可用的回信地址") || a.page.HasText("button", "发确认") {
		t.Fatalf("it does not say that nothing can be sent: %s", a.page.Text())
	}
	form := typed(a.form(t, "/inbox/1/register"), "name", "沈知秋", "class", "natural", "subject", "预算表", "content", "预算表", "receipt", "other",
		"received_on", "2026-11-23", "receipt_reason", "当面核对", "medium", "paper", "delivery", "post", "address", "团结路1号", "phone", "13800001357")
	a = clerk.post("/inbox/1/register", form)
	if a.at != "/inputs/1/ticket" || !a.page.HasText("main", "另外交给申请人") || !a.page.HasText("main", "还没有给过申请人") {
		t.Fatalf("registering leads to %s: %s", a.at, a.page.Text())
	}
	if a = clerk.get("/inputs/1/code"); !a.page.HasText("main", "还没有给过申请人") || a.page.HasText("main", "旧码") {
		t.Errorf("the first code is taken for a lost one: %s", a.page.Text())
	}
	if a = clerk.post("/inputs/1/code", typed(a.form(t, "/inputs/1/code"), "identified", "phone", "sure", "1")); !a.page.HasText("main", "查询码交给申请人") {
		t.Errorf("the code: %s", a.page.Text())
	}
	if a = clerk.get("/inbox/1"); a.page.HasText("main", "查询码还没有给申请人") {
		t.Errorf("it still says that nobody has the code: %s", a.page.Text())
	}
}

// TestOutboxWaits says why what waits does not go out, where no try brings it.
func TestOutboxWaits(t *testing.T) {
	o := newDoorOffice(t)
	o.mail("request_html_only.eml")
	clerk := o.as(o.clerk)
	o.pages.Mail = &web.MailSetup{}
	if a := clerk.get("/outbox"); !a.page.HasText("tbody", "没有配置发件服务器") || a.page.HasText("tbody", "下次") {
		t.Errorf("without a server: %s", a.page.Text())
	}
	o.pages.Mail = &web.MailSetup{Sends: true}
	if a := clerk.get("/outbox"); a.page.HasText("tbody", "没有配置") || !a.page.HasText("tbody", "下次") {
		t.Errorf("with one: %s", a.page.Text())
	}
	o.desk.MailFrom = func(int64) string { return "" }
	if a := clerk.get("/outbox"); !a.page.HasText("tbody", "没有配置本机关的发件地址") {
		t.Errorf("without an address: %s", a.page.Text())
	}
	if strings.Contains(clerk.get("/outbox").page.Text(), "原话") {
		t.Error("a server is quoted that nobody asked")
	}
}
