package desk

import (
	"testing"

	"mingda/internal/letter"
	"mingda/internal/reconsider"
)

// TestReviewWithdrawnEarly: what is withdrawn before it is accepted is closed without a
// decision, told by a paper of its own, and can be opened again.
func TestReviewWithdrawnEarly(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	b.refused(b.CloseWithdrawnReview(ctx, b.by("ye"), id, 0, reconsider.ToldByPaper, ""), "review_not_withdrawn")
	b.must(b.AskReviewWithdrawal(ctx, b.by("ye"), id, 0, "想通了", b.today()))
	b.goTo("2026-11-12") // the days of examination have passed
	b.stands(id, reconsider.StageHearing, "2026-12-09")
	b.refused(b.CloseWithdrawnReview(ctx, b.by("ye"), id, 0, "", ""), "review_withdrawn_told", "told")
	b.refused(b.CloseWithdrawnReview(ctx, b.by("nur"), id, 0, reconsider.ToldByPaper, ""), "auth_not_handler")
	b.must(b.CloseWithdrawnReview(ctx, b.by("ye"), id, 0, reconsider.ToldByPaper, ""))
	b.stands(id, reconsider.StageClosed, "")
	if k, err := b.Docket(ctx, b.by("ye"), DocketQuery{}); err != nil || k.Total != 0 {
		t.Errorf("%d are open, %v", k.Total, err)
	}
	b.refused(b.AcceptReview(ctx, b.by("ye"), id, 0, "summary"), "review_not_examining")
	n, version, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: letter.ReviewWithdrawn, Values: letter.Values{"withdrawn_how": "书面"}})
	b.must(err)
	b.must(b.SubmitReviewDraft(ctx, b.by("ye"), id, version, n))
	b.must(b.CheckReviewDraft(ctx, b.by("nur"), id, 0, n, ""))
	b.must(b.SignReviewPaper(ctx, b.by("jiang"), id, 0, n))
	b.handedOver(id, n)
	b.stands(id, reconsider.StageClosed, "")
	if c := b.review(id); c.WithdrawnOn != on("2026-11-02") || c.EndedOn() != on("2026-11-02") {
		t.Errorf("withdrawn on %s, ended on %s", c.WithdrawnOn, c.EndedOn())
	}
	b.sound()
}
