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
