package desk

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// sendAll sends what is due and returns what went out.
func (b *bench) sendAll() []Mail {
	b.t.Helper()
	before := len(b.sent.mails)
	n, err := b.SendDue(ctx, b.sent)
	b.must(err)
	if went := b.sent.mails[before:]; len(went) == n {
		return went
	}
	b.t.Fatalf("%d noted as sent, %d went out", n, len(b.sent.mails)-before)
	return nil
}

// outboxOf returns the confirmations made for an input, the oldest first.
func (b *bench) outboxOf(id inbox.ID) []sqlite.Outgoing {
	b.t.Helper()
	all, err := b.DB.MailsFor(ctx, confirmationKey(id, 0))
	b.must(err)
	return all
}

func (b *bench) view(id inbox.ID) InputView {
	b.t.Helper()
	v, err := b.Input(ctx, b.by("clerk"), id)
	b.must(err)
	return v
}

// opens reports whether the ticket's number and code open the status page.
func (b *bench) opens(t Ticket) bool {
	_, err := b.OpenStatus(ctx, t.Number, t.Code.String())
	return err == nil
}

// TestConfirmationWaits: without a sender the confirmation is made all the same,
// waits untried, holds nobody else's mail up, and goes out from the address
// that is configured when it goes.
func TestConfirmationWaits(t *testing.T) {
	b := newBench(t)
	senders := map[int64]string{2: "zjj@mingchuan.example"}
	b.MailFrom = func(agency int64) string { return senders[agency] }
	var first inbox.ID
	for n := range 60 { // more than are sent at once
		raw := strings.ReplaceAll(letterIn(fmt.Sprintf("w%d@example.com", n), ""), "abdurehman@", fmt.Sprintf("a%d@", n))
		b.must(b.TakeMails(ctx, []RawMail{{Agency: 1, Mailbox: "INBOX", UIDValidity: 1, UID: uint32(n + 1), Body: strings.NewReader(raw)}}))
	}
	b.must(b.TakeMails(ctx, []RawMail{{Agency: 2, Mailbox: "ZJJ", UIDValidity: 1, UID: 1, Body: strings.NewReader(letterIn("z@example.com", ""))}}))
	rows, err := b.DB.InputsWithMessageID(ctx, "w0@example.com")
	b.must(err)
	first = rows[0].ID
	if went := b.sendAll(); len(went) != 1 || went[0].From != "zjj@mingchuan.example" || went[0].FromName != "明川区ZJJ" {
		t.Fatalf("without a sender of agency 1: %+v", went)
	}
	if o := b.outboxOf(first); len(o) != 1 || o[0].State != sqlite.OutboxWaiting || o[0].Tries != 0 || !strings.HasSuffix(o[0].MessageID, "@mingchuan.example") {
		t.Errorf("it does not wait: %+v", o)
	}
	items, err := b.OutboxItems(ctx, b.by("clerk"))
	b.must(err)
	if len(items) != 60 || !items[0].NoSender {
		t.Errorf("%d wait, %+v", len(items), items[0])
	}
	senders[1] = "later@mingchuan.example"
	b.goTo("2026-09-24")
	if went := b.sendAll(); len(went) != 50 || went[0].From != "later@mingchuan.example" || went[0].To != "a0@example.com" {
		t.Fatalf("once there is a sender: %d, %+v", len(went), went[0])
	}
	if i := b.view(first).Input; !i.Told || i.ConfirmedAt.Before(b.today().Start()) {
		t.Errorf("confirmed at %s, told %t; want the day it went out", i.ConfirmedAt, i.Told)
	}
	b.sound()
}

// A responder answers each mail of ours by itself, unmarked.
type responder func(n int, ours Mail) (subject, extra string)

// TestNoLoop: robots that do not say what they are get no confirmation without
// end, whether they keep the thread, only the subject, or neither.
func TestNoLoop(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer responder
		most   int // confirmations it gets, the first included
	}{
		{"keeps References", func(n int, ours Mail) (string, string) {
			return fmt.Sprint("工单 ", n), "References: <x@example.com> <" + ours.MessageID + ">\r\n"
		}, 1},
		{"keeps In-Reply-To", func(n int, ours Mail) (string, string) {
			return fmt.Sprint("工单 ", n), "In-Reply-To: <" + ours.MessageID + ">\r\n"
		}, 1},
		{"keeps the subject", func(_ int, ours Mail) (string, string) { return "Re: " + ours.Subject, "" }, 1},
		{"names itself", func(int, Mail) (string, string) { return "来信收悉（系统自动回复）", "" }, 1},
		{"changes the subject", func(n int, _ Mail) (string, string) { return fmt.Sprint("工单 ", n, " 已受理"), "" }, intake.ConfirmationsADay},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			last := b.mail(1, "m0@example.com", letterIn("m0@example.com", ""))
			got := 0
			for n := 1; n <= 3*intake.ConfirmationsADay; n++ {
				went := b.sendAll()
				got += len(went)
				if len(went) == 0 {
					break
				}
				subject, extra := c.answer(n, went[0])
				id := fmt.Sprintf("m%d@example.com", n)
				raw := "From: <Abdurehman+" + fmt.Sprint(n) + "@example.com>\r\nTo: ysqgk@mingchuan.example\r\nSubject: " + subject + "\r\nMessage-ID: <" + id + ">\r\n" +
					"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n" + extra + "\r\n您的邮件我们已经收到，会尽快处理。\r\n\r\n" + went[0].Text
				b.must(b.TakeMails(ctx, []RawMail{{Agency: 1, Mailbox: "INBOX", UIDValidity: 1, UID: uint32(n + 1), Body: strings.NewReader(raw)}}))
				rows, err := b.DB.InputsWithMessageID(ctx, id)
				b.must(err)
				last = rows[0].ID
			}
			if got != c.most {
				t.Errorf("it was sent %d confirmations, want %d", got, c.most)
			}
			if v := b.view(last); v.Confirming.Why == "" || v.Confirming.State != "" || !v.Confirming.IsDue(v.Input) {
				t.Errorf("the input does not say why none was sent: %+v", v.Confirming)
			}
			b.sound()
		})
	}
}

// TestTwoRequests: who asks twice is confirmed twice, with numbers and codes of
// their own; who answers a confirmation is not. The cap ends with the day, and
// holds within a batch.
func TestTwoRequests(t *testing.T) {
	b := newBench(t)
	one := b.mail(1, "one@example.com", letterIn("one@example.com", ""))
	first := b.sendAll()
	two := b.mail(2, "two@example.com", letterIn("two@example.com", "X-Second: 1\r\n"))
	second := b.sendAll()
	if len(first) != 1 || len(second) != 1 || first[0].Text == second[0].Text || !b.view(one).Input.Told || !b.view(two).Input.Told {
		t.Fatalf("%+v and %+v", first, second)
	}
	b.mail(3, "three@example.com", letterIn("three@example.com", "In-Reply-To: <"+second[0].MessageID+">\r\n"))
	if went := b.sendAll(); len(went) != 0 {
		t.Errorf("the answer was confirmed: %+v", went)
	}
	var batch []RawMail
	for n := range 2 * intake.ConfirmationsADay {
		batch = append(batch, RawMail{Agency: 1, Mailbox: "INBOX", UIDValidity: 1, UID: uint32(10 + n), Body: strings.NewReader(letterIn(fmt.Sprintf("b%d@example.com", n), ""))})
	}
	b.must(b.TakeMails(ctx, batch))
	if went := b.sendAll(); len(went) != intake.ConfirmationsADay-2 {
		t.Errorf("%d of the batch confirmed", len(went))
	}
	b.goTo("2026-09-23")
	b.mail(99, "next@example.com", letterIn("next@example.com", "X-Next: 1\r\n"))
	if went := b.sendAll(); len(went) != 1 {
		t.Errorf("%d confirmed on the next day", len(went))
	}
}

// TestConfirmedOnceAPersonSaysSo: what was taken for a robot's gets number and
// code when it is registered, or reopened as no noise, and once; who cannot be
// written to is left to the clerk.
func TestConfirmedOnceAPersonSaysSo(t *testing.T) {
	robot := "Auto-Submitted: auto-replied\r\n"
	for _, c := range []struct {
		name  string
		extra string
		say   func(b *bench, id inbox.ID)
		sent  int
	}{
		{"registered", robot, func(b *bench, id inbox.ID) { b.registerAnyhow(id) }, 1},
		{"reopened", robot, func(b *bench, id inbox.ID) {
			b.must(b.SetAside(ctx, b.by("clerk"), id, 0, inbox.Noise, ""))
			b.must(b.Reopen(ctx, b.by("clerk"), id, 0, "是本人写的"))
			b.registerAnyhow(id) // on its way: no second one
		}, 1},
		{"reopened, but was no noise", robot, func(b *bench, id inbox.ID) {
			b.must(b.SetAside(ctx, b.by("clerk"), id, 0, inbox.SameAgain, ""))
			b.must(b.Reopen(ctx, b.by("clerk"), id, 0, "看错了"))
		}, 0},
		{"code handed over", robot, func(b *bench, id inbox.ID) {
			_, err := b.NewInputCode(ctx, b.by("clerk"), id, casefile.Identification{By: casefile.ByPaper})
			b.must(err)
			b.registerAnyhow(id)
		}, 0},
		{"answers go nowhere", "Reply-To: no-reply@example.com\r\n", func(b *bench, id inbox.ID) { b.registerAnyhow(id) }, 0},
		{"answers go to a list", "List-Id: <a.example.com>\r\nReply-To: all@example.com\r\n", func(b *bench, id inbox.ID) { b.registerAnyhow(id) }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			id := b.mail(1, "n@example.com", letterIn("n@example.com", c.extra))
			if went := b.sendAll(); len(went) != 0 || len(b.outboxOf(id)) != 0 {
				t.Fatalf("confirmed by itself: %+v", went)
			}
			c.say(b, id)
			if went := b.sendAll(); len(went) != c.sent {
				t.Fatalf("%d sent, want %d", len(went), c.sent)
			}
			v := b.view(id)
			if c.sent > 0 {
				if told := b.confirmed(id); !b.opens(told) || told.Number != v.Input.Number || !v.Input.Told {
					t.Errorf("number and code in the mail open nothing: %+v", told)
				}
			} else if due := c.name != "code handed over"; v.Confirming.IsDue(v.Input) != due || v.Confirming.To != "" && strings.HasPrefix(c.name, "answers") {
				t.Errorf("is due: %t, %+v", v.Confirming.IsDue(v.Input), v.Confirming)
			}
			b.sound()
		})
	}
}

// registerAnyhow registers an input on the day it arrived, whatever is proposed.
func (b *bench) registerAnyhow(id inbox.ID) casefile.ID {
	b.t.Helper()
	c, err := b.Register(ctx, b.by("clerk"), id, Registration{Applicant: people, Wants: wants(casefile.ByDownload), On: b.today(), Ground: casefile.OtherGround, Reason: "当面核对"})
	b.must(err)
	b.sound()
	return c
}

// TestConfirmAgain: a person can have it sent again; the older code is void,
// also that of one on its way, and the ledger says who did it.
func TestConfirmAgain(t *testing.T) {
	b := newBench(t)
	id := b.mail(1, "n@example.com", letterIn("n@example.com", ""))
	b.refused(b.Confirm(ctx, b.by("officer"), id), "auth_role")
	b.must(b.Confirm(ctx, b.by("clerk"), id))
	if o := b.outboxOf(id); len(o) != 2 || o[0].State != sqlite.OutboxDropped || o[0].LastError != DroppedRenewed || o[1].State != sqlite.OutboxWaiting {
		t.Fatalf("%+v", o)
	}
	first := b.sendAll()
	told := b.confirmed(id)
	if len(first) != 1 || !b.opens(told) {
		t.Fatalf("%+v", first)
	}
	on := b.view(id).Input.ConfirmedAt
	b.register(id, wants(casefile.ByDownload))
	b.goTo("2026-09-23")
	b.must(b.Confirm(ctx, b.by("clerk"), id))
	again := b.sendAll()
	if len(again) != 1 || again[0].MessageID == first[0].MessageID || b.opens(told) || !b.opens(b.confirmed(id)) {
		t.Errorf("sent again: %+v", again)
	}
	i := b.view(id).Input
	if !i.ConfirmedAt.Equal(on) || !i.Told {
		t.Errorf("the day of the first confirmation moved from %s to %s", on, i.ConfirmedAt)
	}
	last := i.History[len(i.History)-2]
	if f, ok := last.Fact.(*inbox.NewCode); !ok || !f.ByMail || last.By != b.by("clerk").ID {
		t.Errorf("not on record: %+v", last)
	}
	web := b.web(form(casefile.ByDownload))
	b.refused(b.Confirm(ctx, b.by("clerk"), web.Input), "nowhere_to_confirm")
	aside := b.mail(2, "o@example.com", letterIn("o@example.com", "X-O: 1\r\n"))
	b.must(b.SetAside(ctx, b.by("clerk"), aside, 0, inbox.Noise, ""))
	b.refused(b.Confirm(ctx, b.by("clerk"), aside), "input_decided")
	b.sound()
}

// TestLateConfirmations: when a mail server comes after weeks, who still waits
// is confirmed; nobody is told that what was answered or set aside has arrived.
func TestLateConfirmations(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	waits := b.mail(1, "a@example.com", letterIn("a@example.com", ""))
	open := b.mail(2, "b@example.com", letterIn("b@example.com", "X-B: 1\r\n"))
	over := b.mail(3, "c@example.com", letterIn("c@example.com", "X-C: 1\r\n"))
	aside := b.mail(4, "d@example.com", letterIn("d@example.com", "X-D: 1\r\n"))
	b.must(b.SetAside(ctx, b.by("clerk"), aside, 0, inbox.TestMail, ""))
	b.registerAnyhow(open)
	id := b.assigned(b.registerAnyhow(over))
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.must(b.RenderAll(ctx))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	b.stage(id, casefile.StageReplied)
	b.goTo("2026-10-20")
	if went := b.sendAll(); len(went) != 2 {
		t.Errorf("%d sent, want 2", len(went))
	}
	for input, want := range map[inbox.ID][2]string{waits: {"sent", ""}, open: {"sent", ""}, over: {"dropped", DroppedOver}, aside: {"dropped", DroppedSetAside}} {
		o := b.outboxOf(input)
		if len(o) != 1 || string(o[0].State) != want[0] || o[0].LastError != want[1] || o[0].Mail != nil {
			t.Errorf("input %d: %+v, want %v", input, o, want)
		}
	}
	b.sound()
}

// TestConfirmationLink: the address in the confirmation opens the page with the
// number filled in; the code stands in no address.
func TestConfirmationLink(t *testing.T) {
	b := newBench(t)
	id := b.mail(1, "n@example.com", letterIn("n@example.com", ""))
	m := b.sendAll()[0]
	told := b.confirmed(id)
	found := false
	for _, word := range strings.Fields(m.Text) {
		if !strings.HasPrefix(word, "http") {
			continue
		}
		at, err := url.Parse(word)
		b.must(err)
		found = found || at.Query().Get("no") == told.Number
		if strings.Contains(strings.ToUpper(word), string(told.Code[:4])) {
			t.Errorf("the code stands in %s", word)
		}
	}
	if !found {
		t.Errorf("no address with the number in\n%s", m.Text)
	}
}
