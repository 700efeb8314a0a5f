package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/law"
)

// TestResume: a case was closed because the supplement was missing, which lay in
// another inbox; it goes on, and the supplement counts from the day it came. Not
// everybody takes an end back.
func TestResume(t *testing.T) {
	b := newBench(t)
	id := b.clarifying() // until 2026-11-06
	b.goTo("2026-11-06")
	mail := b.mail(1, "s@example.com", letterIn("s@example.com", ""))
	b.goTo("2026-11-09")
	b.must(b.Close(ctx, b.by("clerk"), id, 0, closing(law.NoSupplement)))
	_, err := b.Join(ctx, b.by("clerk"), mail, Joining{Number: b.caseOf(id).Number, Knowing: true})
	b.must(err)
	b.goTo("2026-11-10")
	seen := b.caseOf(id).Version
	b.refused(b.Resume(ctx, b.by("officer"), id, seen, "补正在期限以内"), "auth_role")
	b.refused(b.Resume(ctx, b.by("clerk"), id, seen, " "), "reason_needed", "reason")
	b.refused(b.Resume(ctx, b.by("clerk"), id, seen-1, "补正在期限以内"), "stale_version")
	b.must(b.Resume(ctx, b.by("clerk"), id, seen, "补正在期限以内"))
	b.refused(b.Resume(ctx, b.by("coordinator"), id, 0, "再来"), "resume_not_closed")
	b.stage(id, casefile.StageClarifying)
	b.due(id, deadline.AwaitingClarification, "")
	b.waits(id, casefile.ClerkWaits)
	b.sound()

	b.must(b.SupplyBy(ctx, b.by("clerk"), id, 0, mail, b.is(b.inputOf(mail))))
	b.due(id, deadline.Running, "2026-12-04") // 20 workdays from 6 November on
	b.stage(id, casefile.StageHandling)
	b.must(b.Close(ctx, b.by("clerk"), id, 0, closing(law.Other)))
	b.must(b.Resume(ctx, b.by("coordinator"), id, 0, "结到了别的案件上"))
	b.due(id, deadline.Running, "2026-12-04") // as if it had not been closed
	b.sound()
}
