package desk

import (
	"fmt"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// objectionMail is the raw bytes of a mail to the bureau.
func objectionMail(id, subject, text string) string {
	return "From: =?UTF-8?B?6Zi/?= <abdurehman@example.com>\r\nTo: fuyi@hening.example\r\nSubject: " + subject + "\r\nMessage-ID: <" + id + ">\r\n" +
		"Date: Tue, 22 Sep 2026 09:58:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
		strings.ReplaceAll(text, "\n", "\r\n")
}

const objectionText = `申请人：阿卜杜热合曼·麦麦提明
电话：13900001357
被申请人：明川区QZF
复议请求：
撤销%s，责令重新答复。
事实和理由：
档案馆有这份文件的目录。
`

// toBureau takes a mail in by the bureau's mailbox and returns its input.
func (b *bench) toBureau(body int64, uid uint32, id, raw string) inbox.ID {
	b.t.Helper()
	b.must(b.TakeMails(ctx, []RawMail{{Agency: body, Bureau: true, Mailbox: "fuyi", UIDValidity: 1, UID: uid, ReachedAt: b.at, Body: strings.NewReader(raw)}}))
	rows, err := b.DB.InputsWithMessageID(ctx, id)
	if err != nil || len(rows) == 0 {
		b.t.Fatalf("the mail %s is not there: %v", id, err)
	}
	b.sound()
	return rows[len(rows)-1].ID
}

// TestBureauMailbox: a mail to the bureau's mailbox is the bureau's alone, taken in once,
// confirmed once from its own address, received the day it came, and registered with
// what it says; no mail of the office's is seen there, nor its confirmation by the office.
func TestBureauMailbox(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	body := b.withBureau()
	b.MailFrom = func(int64) string { return "ysqgk@hening.example" }
	b.BureauFrom = func(agency int64) string { return map[int64]string{body: "fuyi@hening.example"}[agency] }
	_, request := b.answered()
	reply, _ := repliedTo(b.caseOf(request), "")
	raw := objectionMail("o@example.com", "fuyi", fmt.Sprintf(objectionText, reply.Number))
	id := b.toBureau(body, 1, "o@example.com", raw)
	if again := b.toBureau(body, 1, "o@example.com", raw); again != id {
		t.Errorf("the same mail twice: %d and %d", id, again)
	}
	for _, login := range []string{"clerk", "body-clerk", "coordinator"} {
		_, err := b.Input(ctx, b.by(login), id)
		b.refused(err, "auth_role")
		_, err = b.InputRaw(ctx, b.by(login), id)
		b.refused(err, "auth_role")
		rows, _, err := b.Inputs(ctx, b.by(login), sqlite.InputFilter{})
		for _, row := range rows {
			if b.must(err); row.ID == id {
				t.Errorf("%s sees it among the office's", login)
			}
		}
	}
	office := b.mail(9, "r@example.com", letterIn("r@example.com", ""))
	_, err := b.ReviewInput(ctx, b.by("handler"), office)
	b.refused(err, "auth_role")

	sent, err := b.SendDue(ctx, b.sent)
	if b.must(err); sent < 2 {
		t.Fatalf("%d mails went out", sent)
	}
	confirmed := 0
	for _, m := range b.sent.mails {
		if strings.Contains(m.Text, "行政复议") {
			confirmed++
			if m.From != "fuyi@hening.example" || m.InReplyTo != "o@example.com" || !m.Automatic {
				t.Errorf("the confirmation: %+v", m)
			}
		}
	}
	if confirmed != 1 {
		t.Errorf("confirmed %d times", confirmed)
	}
	for _, login := range []string{"body-clerk", "coordinator"} {
		items, err := b.OutboxItems(ctx, b.by(login))
		for _, item := range items {
			if b.must(err); item.Input == id {
				t.Errorf("%s sees to whom it was confirmed", login)
			}
		}
	}

	rows, total, err := b.ReviewInputs(ctx, b.by("handler"), inbox.Waiting, 10)
	if b.must(err); total != 1 || rows[0].ID != id || rows[0].AtBureauOn != b.today() || rows[0].Course != intake.NewRequest {
		t.Fatalf("the bureau's inbox: %+v", rows)
	}
	v, err := b.ReviewInput(ctx, b.by("handler"), id)
	if b.must(err); v.Content.Applicant.Name != people.Name || v.ContestedNumber != reply.Number || v.Applied == nil || v.Applied.Asked.Grounds != "档案馆有这份文件的目录。" {
		t.Fatalf("it says %+v, %q, %+v", v.Content.Applicant, v.ContestedNumber, v.Applied)
	}
	came := b.today()
	b.goTo("2026-09-24")
	f := reconsider.Filed{Objection: reconsider.NotAble, Contested: reconsider.Contested{Number: v.ContestedNumber}}
	f.Private.Applicant, f.Private.Asked = people, v.Applied.Asked
	made, err := b.RegisterReview(ctx, b.by("handler"), id, v.Input.Version, f)
	b.must(err)
	c, err := loadReview(ctx, b.DB, made)
	if b.must(err); c.ReceivedOn != came || c.Contested.Case != request || len(c.Materials) != 1 || c.Materials[0].Type != "message/rfc822" || c.Door != casefile.Mail {
		t.Errorf("the case: %+v", c)
	}
	b.sound()

	supplement := b.toBureau(body, 2, "s@example.com", objectionMail("s@example.com", "more", "补交"+c.Number+"案的材料"))
	if v, err := b.ReviewInput(ctx, b.by("handler"), supplement); err != nil || v.Proposal.Course != intake.Answer || v.Proposal.Refs[0] != c.Number {
		t.Errorf("it names the case: %+v, %v", v.Proposal, err)
	}
	bounce := "From: MAILER-DAEMON@example.com\r\nTo: fuyi@hening.example\r\nSubject: Undelivered Mail Returned to Sender\r\nMessage-ID: <bounce@example.com>\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nfailed\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; example.com\r\n\r\nFinal-Recipient: rfc822; abdurehman@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <" + b.confirmationOf1(id) + ">\r\nSubject: x\r\n\r\n\r\n--x--\r\n"
	report := b.toBureau(body, 3, "bounce@example.com", bounce)
	i, err := loadInput(ctx, b.DB, id)
	if b.must(err); !i.Bounced {
		t.Error("that the confirmation came back is not noted")
	}
	if v, err := b.ReviewInput(ctx, b.by("handler"), report); err != nil || v.Proposal.Course != intake.Noise {
		t.Errorf("the report: %+v, %v", v.Proposal, err)
	}
	if n, err := b.DB.MailsFor(ctx, confirmationKey(report, 0)); err != nil || len(n) != 0 {
		t.Errorf("a robot is answered: %v, %v", n, err)
	}
}

// confirmationOf1 is the Message-ID of the first confirmation of an input.
func (b *bench) confirmationOf1(id inbox.ID) string {
	b.t.Helper()
	mails, err := b.DB.MailsFor(ctx, confirmationKey(id, 0))
	if err != nil || len(mails) == 0 {
		b.t.Fatalf("no confirmation: %v", err)
	}
	return mails[0].MessageID
}

// TestObjectionAgain: the same objection by the page, a letter and a mail is marked as
// likely the same, put into the case with one click, and taken out again with all that
// came with it; one against another reply is not.
func TestObjectionAgain(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	body := b.withBureau()
	visit, request := b.answered()
	ticket, err := b.Object(ctx, visit, "objection", "browser", objection)
	b.must(err)
	o, _ := b.objected(request)
	letter, err := b.TakeObjection(ctx, b.by("handler"), casefile.PostSigned, o)
	b.must(err)
	mail := b.toBureau(body, 1, "o@example.com", objectionMail("o@example.com", "fuyi", fmt.Sprintf(objectionText, o.Contested.Number)))
	o.Contested, o.FormKey = reconsider.Contested{Name: "某局", Number: "某局公开〔2026〕1号"}, "other"
	other, err := b.TakeObjection(ctx, b.by("handler"), casefile.PostSigned, o)
	b.must(err)
	alike := func(id inbox.ID) (all []inbox.ID) {
		v, err := b.ReviewInput(ctx, b.by("handler"), id)
		b.must(err)
		for _, a := range v.Alike {
			all = append(all, a.Input.ID)
		}
		return all
	}
	for _, id := range []inbox.ID{ticket.Input, letter.Input, mail} {
		if got := alike(id); len(got) != 2 {
			t.Errorf("%d is like %v", id, got)
		}
	}
	if got := alike(other.Input); len(got) != 0 {
		t.Errorf("one against another reply is like %v", got)
	}
	if v, err := b.Input(ctx, b.by("clerk"), b.mail(7, "r@example.com", letterIn("r@example.com", ""))); err != nil || len(v.Alike) != 1 {
		t.Errorf("the office's is like %+v, %v", v.Alike, err) // the request, and no objection
	}

	v, err := b.ReviewInput(ctx, b.by("handler"), ticket.Input)
	b.must(err)
	f := v.Content.Objection.Filed(b.today())
	f.Contested.Number = v.ContestedNumber
	made, err := b.RegisterReview(ctx, b.by("handler"), ticket.Input, 0, f)
	b.must(err)
	v, err = b.ReviewInput(ctx, b.by("handler"), mail)
	if b.must(err); len(v.Alike) != 2 || v.Alike[0].Review != made && v.Alike[1].Review != made {
		t.Fatalf("alike: %+v", v.Alike)
	}
	c := func() *reconsider.Case {
		c, err := loadReview(ctx, b.DB, made)
		b.must(err)
		return c
	}
	before := c()
	_, err = b.JoinReview(ctx, b.by("handler"), mail, v.Input.Version, before.Number)
	b.must(err)
	if got := c(); len(got.Joined) != 1 || len(got.Materials) != 1 || got.Materials[0].Withdrawn {
		t.Fatalf("joined: %+v", got)
	}
	b.refused(b.Reopen(ctx, b.by("handler"), mail, 0, " "), "reason_needed", "reason")
	b.refused(b.Reopen(ctx, b.by("body-clerk"), mail, 0, "并错了"), "auth_role")
	b.must(b.Reopen(ctx, b.by("handler"), mail, 0, "并错了"))
	if got := c(); len(got.Joined) != 0 || !got.Materials[0].Withdrawn {
		t.Errorf("taken out: %+v", got)
	}
	if i, err := loadInput(ctx, b.DB, mail); err != nil || i.State != inbox.Waiting || i.Review != 0 {
		t.Errorf("it is %s, %v", i.State, err)
	}
	b.refused(b.Reopen(ctx, b.by("handler"), ticket.Input, 0, "错了"), "input_has_review")
	b.sound()

	// From the case, by 撤销一笔.
	_, err = b.JoinReview(ctx, b.by("handler"), mail, 0, before.Number)
	b.must(err)
	entry, _ := c().JoinedBy(int64(mail))
	b.must(b.NameHandlers(ctx, b.by("head"), made, 0, []int64{b.by("handler").ID}))
	b.must(b.TakeBackReview(ctx, b.by("handler"), made, 0, entry, "不是一件"))
	if i, err := loadInput(ctx, b.DB, mail); err != nil || i.State != inbox.Waiting || len(c().Joined) != 0 {
		t.Errorf("taken back in the case, it is %s, %v", i.State, err)
	}
	b.sound()
}
