package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// receivedOn corrects the day of receipt of a case.
func (b *bench) receivedOn(id casefile.ID, on string) {
	b.t.Helper()
	r := casefile.Receipt{On: day(on), Ground: casefile.OtherGround, Reason: "邮戳", Sure: true}
	b.must(b.CorrectReceipt(ctx, b.by("clerk"), id, 0, r))
}

// TestOldDatesDoNotGoOut: a letter that states the day of receipt before it was
// corrected is served no more, by hand or out of the outbox; made void and signed
// anew it states the new one. What went before is served, and stays so.
func TestOldDatesDoNotGoOut(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	clerk, signer := b.by("clerk"), b.by("signer")
	byHand := func(n int, on string) ServiceForm {
		return ServiceForm{Letter: n, Way: casefile.Direct, On: day(on), Recipient: "本人"}
	}
	stale := func(id casefile.ID, n int) error {
		queue, err := b.Queue(ctx, clerk, casefile.IsReady, casefile.IsSending)
		b.must(err)
		for _, q := range queue {
			if q.Case == id && q.N == n {
				return q.Stale
			}
		}
		t.Fatalf("letter %d of case %d does not wait", n, id)
		return nil
	}

	id, _ := b.handled(casefile.ByPost)
	extension := values(t, letter.Extension)
	extension["consented_on"] = "2026-09-22"
	n := b.signed(id, letter.Extension, extension)
	if err := stale(id, n); err != nil {
		t.Errorf("stale though nothing was corrected: %v", err)
	}
	before, _ := b.handled(casefile.ByPost)
	served := b.signed(before, letter.Disclose, values(t, letter.Disclose))
	mailed, _ := b.handled(casefile.ByEmail)
	m := b.signed(mailed, letter.Clarification, values(t, letter.Clarification))
	b.must(b.Serve(ctx, clerk, mailed, ServiceForm{Letter: m, Way: casefile.Emailed}))

	b.goTo("2026-09-24")
	for _, c := range []casefile.ID{id, before, mailed} {
		b.receivedOn(c, "2026-09-18")
	}
	b.refused(b.Serve(ctx, clerk, id, byHand(n, "2026-09-24")), "letter_outdated", "on")
	if stale(id, n) == nil {
		t.Error("the queue does not say that the letter is not to go out")
	}
	b.must(b.Void(ctx, signer, id, 0, n, "收到之日更正"))
	n = b.signed(id, letter.Extension, extension)
	b.must(b.Serve(ctx, clerk, id, byHand(n, "2026-09-24")))
	b.sound()

	b.must(b.Serve(ctx, clerk, before, byHand(served, "2026-09-23")))
	b.stage(before, casefile.StageReplied)
	if c := b.caseOf(before); c.Outdated(c.Letters[0]) == nil {
		t.Error("a served letter with the old day is not known as one")
	}

	if _, err := b.SendDue(ctx, b.sent); err != nil {
		t.Fatal(err)
	}
	for _, sent := range b.sent.mails {
		if len(sent.Attached) > 0 {
			t.Errorf("a letter with old dates went out: %s", sent.Subject)
		}
	}
	if l := b.caseOf(mailed).Letters[m-1]; l.Stage != casefile.IsReady {
		t.Errorf("it is %s, and cannot be made void", l.Stage)
	}
	all, err := b.Outbox(ctx, clerk)
	b.must(err)
	for _, o := range all {
		if o.Key == letterKey(mailed, m, 0, 0) && o.State != sqlite.OutboxDropped {
			t.Errorf("its mail is %s", o.State)
		}
	}
	b.must(b.Void(ctx, signer, mailed, 0, m, "收到之日更正"))
	b.sound()
}
