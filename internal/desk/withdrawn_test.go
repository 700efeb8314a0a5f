package desk

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/letter"
)

// TestWithdrawalConfirmed: a request that was taken back on the status page is
// confirmed by a letter that is filled in from it, goes its way though the case
// has ended, and changes nothing of how it ended.
func TestWithdrawalConfirmed(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByDownload)
	draft := DraftForm{Kind: letter.Withdrawn}
	_, _, err := b.SaveDraft(ctx, b.by("officer"), id, draft)
	b.refused(err, "letter_before_end")
	b.must(b.WithdrawByApplicant(ctx, visit, "已经找到"))
	before, err := b.DB.CaseRow(ctx, id)
	b.must(err)

	n, version, err := b.SaveDraft(ctx, b.by("officer"), id, draft)
	b.must(err)
	if row, err := b.DB.CaseRow(ctx, id); err != nil || row.WaitsFor != casefile.UnitWaits || row.Open {
		t.Errorf("a draft after the end: %+v, %v", row, err)
	}
	b.refused(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}), "withdrawal_letter_begun")
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, draft)
	b.refused(err, "withdrawal_confirmed_once")
	b.must(b.Submit(ctx, b.by("officer"), id, version, n)) // nothing is asked twice
	b.must(b.Check(ctx, b.by("checker"), id, 0, n, ""))
	b.must(b.Sign(ctx, b.by("signer"), id, 0, n))
	l := b.caseOf(id).Letters[n-1]
	if text := string(l.Value); !strings.Contains(text, "已经找到") || !strings.Contains(text, "网上提交") || strings.Contains(text, "复议") || l.IsReply() {
		t.Errorf("the letter: %s", text)
	}
	b.refused(b.Resume(ctx, b.by("clerk"), id, 0, "弄错了"), "withdrawal_letter_begun")
	b.refused(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}), "letter_not_served")
	b.must(b.RenderAll(ctx))
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: b.today()}))
	b.must(b.Archive(ctx, b.by("clerk"), id, 0, casefile.PutAway{}))
	b.must(b.CorrectService(ctx, b.by("clerk"), id, ServiceCorrection{ServiceForm: ServiceForm{Letter: n}, Failed: true, Reason: "不是本人签的"}))
	if l := b.caseOf(id).Letters[n-1]; l.Stage != casefile.IsReady {
		t.Errorf("what did not arrive is %s", l.Stage)
	}
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: b.today()}))

	after, err := b.DB.CaseRow(ctx, id)
	b.must(err)
	if after.Stage != before.Stage || after.Result != before.Result || after.EndedOn != before.EndedOn || after.Clock != before.Clock || after.DueOn != before.DueOn {
		t.Errorf("the end has changed: %+v, was %+v", after, before)
	}
	b.must(b.Resume(ctx, b.by("clerk"), id, 0, "弄错了"))
	b.must(b.Withdraw(ctx, b.by("clerk"), id, 0, "来电"))
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, draft) // of the second withdrawal
	b.must(err)
	b.sound()
}

// TestWithdrawnUnassigned: of a request that was taken back before any unit had it the
// clerk writes the confirmation, and nothing else; who checks and signs stay others.
func TestWithdrawnUnassigned(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.register(b.web(form(casefile.ByDownload)).Input, wants(casefile.ByDownload))
	clerk, draft := b.by("clerk"), DraftForm{Kind: letter.Withdrawn, Values: letter.Values{"withdrawn_way": "电话"}}
	_, _, err := b.SaveDraft(ctx, clerk, id, draft)
	b.refused(err, "auth_role")
	b.must(b.Withdraw(ctx, clerk, id, 0, "来电，不要了"))
	_, _, err = b.SaveDraft(ctx, b.by("officer"), id, draft)
	b.refused(err, "auth_unassigned")
	_, _, err = b.SaveDraft(ctx, clerk, id, DraftForm{Kind: letter.Disclose})
	b.refused(err, "case_not_open")
	n, version, err := b.SaveDraft(ctx, clerk, id, draft)
	b.must(err)
	if row, err := b.DB.CaseRow(ctx, id); err != nil || row.WaitsFor != casefile.ClerkWaits {
		t.Errorf("waits for %q, %v", row.WaitsFor, err)
	}
	b.must(b.Submit(ctx, clerk, id, version, n))
	b.must(b.Return(ctx, b.by("checker"), id, 0, n, "日期再核"))
	b.must(b.Submit(ctx, clerk, id, 0, n))
	b.must(b.Check(ctx, b.by("checker"), id, 0, n, ""))
	b.must(b.Sign(ctx, b.by("signer"), id, 0, n))
	b.must(b.RenderAll(ctx))
	b.must(b.Serve(ctx, clerk, id, ServiceForm{Letter: n, Way: casefile.Direct, Recipient: "本人", On: b.today()}))
	b.must(b.Archive(ctx, clerk, id, 0, casefile.PutAway{}))
	b.sound()
}
