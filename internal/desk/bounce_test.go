package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/letter"
)

// mailReport is what a mail server sends when it could not deliver a mail of ours.
func mailReport(id, action, of string) string {
	return strings.ReplaceAll("Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.com (Mail Delivery System)\nTo: ysqgk@mingchuan.example\n"+
		"Subject: Undelivered Mail Returned to Sender\nMessage-ID: <"+id+">\nDate: Thu, 24 Sep 2026 09:05:00 +0800\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"+
		"Content-Type: multipart/report; report-type=delivery-status; boundary=\"B\"\n\n"+
		"--B\nContent-Description: Notification\nContent-Type: text/plain; charset=us-ascii\n\nI'm sorry to have to inform you that your message could not be delivered.\n\n"+
		"--B\nContent-Description: Delivery report\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n"+
		"Final-Recipient: rfc822; abdurehman@example.com\nAction: "+action+"\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <abdurehman@example.com>:\n    User unknown\n\n"+
		"--B\nContent-Description: Undelivered Message Headers\nContent-Type: text/rfc822-headers\n\nFrom: ysqgk@mingchuan.example\nMessage-ID: <"+of+">\nSubject: =?UTF-8?B?562U5aSN?=\n\n--B--\n", "\n", "\r\n")
}

// TestBounce: the report that a reply did not arrive stays noise for a person to
// set aside, and is told on the case, in the outbox and on the list of the day.
// Nothing is served again by itself; what a person says ends it.
func TestBounce(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByEmail)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	serve := func() string {
		t.Helper()
		b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Emailed}))
		_, err := b.SendDue(ctx, b.sent)
		b.must(err)
		return b.sent.mails[len(b.sent.mails)-1].MessageID
	}
	bounced := func(want bool) {
		t.Helper()
		row, err := b.DB.CaseRow(ctx, id)
		if b.must(err); row.Bounced != 0 != want || b.caseOf(id).Bounced() != row.Bounced {
			t.Errorf("bounced %v, row %v; want %v", b.caseOf(id).Bounced(), row.Bounced, want)
		}
	}
	first := serve()
	b.goTo("2026-09-24")
	b.mail(1, "delay@mx.example.com", mailReport("delay@mx.example.com", "delayed", first))
	b.mail(2, "other@mx.example.com", mailReport("other@mx.example.com", "failed", "somebody.elses@example.org"))
	bounced(false)
	sent := len(b.sent.mails)
	in := b.mail(3, "b1@mx.example.com", mailReport("b1@mx.example.com", "failed", first))
	v, err := b.Input(ctx, b.by("clerk"), in)
	b.must(err)
	if i := v.Input; i.State != inbox.Waiting || i.Digest.Proposal.Course != intake.Noise || i.Kind != intake.KindBounce {
		t.Errorf("the report: %s %+v", i.State, i.Digest.Proposal)
	}
	bounced(true)
	b.stage(id, casefile.StageReplied) // a person decides
	l := b.caseOf(id).Letters[n-1]
	if l.Stage != casefile.IsServed || l.Bounced.Input != int64(in) || !strings.Contains(l.Bounced.Why, "550 5.1.1 <abdurehman@example.com>: User unknown") {
		t.Errorf("the letter: %+v", l.Bounced)
	}
	all, err := b.Outbox(ctx, b.by("clerk"))
	if b.must(err); all[0].BouncedAt.IsZero() || !strings.Contains(all[0].Bounce, "User unknown") {
		t.Errorf("the outbox: %+v", all[0])
	}
	version := b.caseOf(id).Version
	b.mail(4, "b2@mx.example.com", mailReport("b2@mx.example.com", "failed", first))
	if b.caseOf(id).Version != version {
		t.Error("a second report of the same mail is told again")
	}
	if _, err := b.SendDue(ctx, b.sent); err != nil || len(b.sent.mails) != sent {
		t.Errorf("something was sent because of a report: %v", err)
	}

	b.must(b.CorrectService(ctx, b.by("clerk"), id, missed(n, "邮箱退信")))
	bounced(false)
	b.stage(id, casefile.StageServing)
	second := serve()
	if second == first {
		t.Fatal("the second mail has the Message-ID of the first")
	}
	b.mail(5, "b3@mx.example.com", mailReport("b3@mx.example.com", "failed", second))
	bounced(true)
	b.must(b.ConfirmDelivery(ctx, b.by("clerk"), id, ServiceForm{Letter: n, On: b.today()})) // the applicant has it after all
	bounced(false)
	b.sound()
}

// reportInWords is what a server sends that says it in words only.
func reportInWords(id, of string) string {
	return strings.ReplaceAll("Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.com\nTo: ysqgk@mingchuan.example\nSubject: failure notice\nMessage-ID: <"+id+">\n"+
		"Date: Thu, 24 Sep 2026 09:05:00 +0800\n\n<abdurehman@example.com>:\nSorry, no mailbox here by that name.\n\n"+
		"--- Below this line is a copy of the message.\n\nTo: abdurehman@example.com\nMessage-ID: <"+of+">\n\n56eR\n", "\n", "\r\n")
}

// TestConfirmationBounced: that the confirmation did not arrive is told on the
// input whose receipt it confirmed.
func TestConfirmationBounced(t *testing.T) {
	for name, report := range map[string]func(of string) string{
		"a report": func(of string) string { return mailReport("b1@mx.example.com", "failed", of) },
		"in words": func(of string) string { return reportInWords("b1@mx.example.com", of) },
	} {
		t.Run(name, func(t *testing.T) { confirmationBounced(t, report) })
	}
}

func confirmationBounced(t *testing.T, report func(of string) string) {
	b := newBench(t)
	id := b.mail(1, "a@example.com", letterIn("a@example.com", ""))
	_, err := b.SendDue(ctx, b.sent)
	b.must(err)
	of := b.sent.mails[0].MessageID
	in := b.mail(2, "b1@mx.example.com", report(of))
	v, err := b.Input(ctx, b.by("clerk"), in)
	b.must(err)
	row, err := b.DB.InputRow(ctx, id)
	if b.must(err); !slices.Equal(v.Proposal.Refs, []string{row.Number}) || v.Proposal.Course != intake.Noise {
		t.Errorf("the report: %+v", v.Proposal)
	}
	v, err = b.Input(ctx, b.by("clerk"), id)
	if b.must(err); !v.Input.Bounced || v.Input.State != inbox.Waiting || v.Input.ConfirmedAt.IsZero() {
		t.Errorf("%+v", v.Input)
	}
	b.sent.fail = errors.New("nothing is to be sent")
	if sent, err := b.SendDue(ctx, b.sent); sent != 0 || err != nil {
		t.Errorf("%d sent, %v", sent, err)
	}
	if len(b.sent.mails) != 1 {
		t.Errorf("%d mails", len(b.sent.mails))
	}
	b.sound()
}
