package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// TestMailDown: while the mail server is down the outbox tries again, later and
// later; refused for good, the letter goes by post and the mail is not sent.
func TestMailDown(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByEmail)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Emailed}))
	b.refused(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Emailed}), "letter_stage")
	b.sent.fail = errors.New("connection refused")
	for tries, wait := range retries[:3] {
		if sent, err := b.SendDue(ctx, b.sent); sent != 0 || err != nil {
			t.Fatal(sent, err)
		}
		all, err := b.Outbox(ctx, b.by("clerk"))
		if err != nil || all[0].Tries != tries+1 || all[0].State != sqlite.OutboxWaiting || !strings.Contains(all[0].LastError, "refused") {
			t.Fatalf("%+v, %v", all, err)
		}
		if sent, _ := b.SendDue(ctx, b.sent); sent != 0 {
			t.Error("tried again at once")
		}
		b.at = b.at.Add(wait)
	}
	b.sent.permanent = true
	if _, err := b.SendDue(ctx, b.sent); err != nil {
		t.Fatal(err)
	}
	if all, _ := b.Outbox(ctx, b.by("clerk")); all[0].State != sqlite.OutboxFailed {
		t.Errorf("%+v", all[0])
	}
	b.stage(id, casefile.StageServing)
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	b.stage(id, casefile.StageReplied)
	all, err := b.Outbox(ctx, b.by("clerk"))
	b.must(err)
	b.sent.fail = nil
	b.must(b.Resend(ctx, b.by("clerk"), all[0].ID))
	b.at = b.at.Add(24 * time.Hour)
	if _, err := b.SendDue(ctx, b.sent); err != nil {
		t.Error(err)
	}
	if l := b.caseOf(id).Letters[n-1]; l.Way != casefile.Posted {
		t.Errorf("served again by %s", l.Way)
	}
	b.sound()
}

// TestUnreadableMail: a mail of the outbox that cannot be read does not hold up
// those behind it, and is listed.
func TestUnreadableMail(t *testing.T) {
	b := newBench(t)
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error {
		return tx.Enqueue(ctx, sqlite.Outgoing{Key: "broken", Agency: 1, MessageID: "b@x", Mail: []byte("{"), MadeAt: b.at})
	}))
	b.mail(1, "a@example.com", letterIn("a@example.com", ""))
	if sent, err := b.SendDue(ctx, b.sent); sent != 1 || err != nil {
		t.Errorf("%d sent, %v", sent, err)
	}
	items, err := b.OutboxItems(ctx, b.by("clerk"))
	b.must(err)
	if !slices.ContainsFunc(items, func(i OutboxItem) bool {
		return i.Key == "broken" && i.State == sqlite.OutboxFailed && i.LastError != ""
	}) {
		t.Errorf("the mail that cannot be read is not listed with why: %+v", items)
	}
}

// TestMailFollowsTheCase: what waits in the outbox goes out as the case stands
// when it is sent, or not at all.
func TestMailFollowsTheCase(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	clerk := b.by("clerk")
	mailed := func(kind letter.Kind) (casefile.ID, int) {
		id, _ := b.handled(casefile.ByEmail)
		n := b.signed(id, kind, values(t, kind))
		b.must(b.Serve(ctx, clerk, id, ServiceForm{Letter: n, Way: casefile.Emailed}))
		return id, n
	}
	item := func(id casefile.ID) OutboxItem {
		items, err := b.OutboxItems(ctx, clerk)
		b.must(err)
		for _, i := range items {
			if i.Case == id {
				return i
			}
		}
		t.Fatalf("case %d has no mail", id)
		return OutboxItem{}
	}
	send := func() { // to whoever is due
		t.Helper()
		if _, err := b.SendDue(ctx, b.sent); err != nil {
			t.Fatal(err)
		}
	}

	letters := func() (n int) { // that went out, confirmations of receipt aside
		for _, m := range b.sent.mails {
			n += min(1, len(m.Attached))
		}
		return n
	}

	// The address is the one of the day it goes out, and stays on record.
	id, n := mailed(letter.Disclose)
	c := b.caseOf(id)
	person := c.Applicant
	person.Email = "new@example.com"
	b.must(b.CorrectPerson(ctx, clerk, id, c.Version, person, c.Wants.Delivery, "写错了"))
	send()
	if l := b.caseOf(id).Letters[n-1]; l.Stage != casefile.IsServed || l.Address != "new@example.com" || item(id).To != "new@example.com" {
		t.Errorf("went to %q, listed as %q, letter %s", l.Address, item(id).To, l.Stage)
	}
	if last := b.sent.mails[len(b.sent.mails)-1]; last.To != "new@example.com" {
		t.Errorf("sent to %s", last.To)
	}

	// Cancelled, it can be served anew; what was cancelled does not go out.
	id, n = mailed(letter.Disclose)
	before := letters()
	b.must(b.CancelMail(ctx, clerk, item(id).ID))
	b.refused(b.CancelMail(ctx, clerk, item(id).ID), "mail_gone")
	send()
	if l := b.caseOf(id).Letters[n-1]; l.Stage != casefile.IsReady || letters() != before {
		t.Errorf("after cancelling %s, %d mails", l.Stage, letters()-before)
	}
	b.must(b.Serve(ctx, clerk, id, ServiceForm{Version: b.caseOf(id).Version, Letter: n, Way: casefile.Emailed}))
	send()
	if letters() != before+1 {
		t.Errorf("%d mails after serving again", letters()-before)
	}

	// Withdrawn or served by hand meanwhile, it does not go out.
	withdrawn, _ := mailed(letter.Clarification)
	b.must(b.Withdraw(ctx, clerk, withdrawn, b.caseOf(withdrawn).Version, "不要了"))
	byHand, n := mailed(letter.Disclose)
	b.must(b.Serve(ctx, clerk, byHand, ServiceForm{Version: b.caseOf(byHand).Version, Letter: n, Way: casefile.Direct, On: b.today(), Recipient: "本人"}))
	before = letters()
	send()
	if letters() != before {
		t.Errorf("%d mails for letters that are void or served", letters()-before)
	}
	for id, why := range map[casefile.ID]string{withdrawn: DroppedVoid, byHand: DroppedServed} {
		if i := item(id); i.State != sqlite.OutboxDropped || i.LastError != why {
			t.Errorf("%s %q, want dropped %q", i.State, i.LastError, why)
		}
	}
	b.sound()
}
