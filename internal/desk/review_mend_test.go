package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/reconsider"
)

// TestReviewOtherUnit: the respondent's file tells of the request, so that only who may
// see the request reads, answers and downloads; its clerks may all of them.
func TestReviewOtherUnit(t *testing.T) {
	b := newReviewBench(t)
	id := b.accepted()
	other := b.by("other-officer")
	_, err := b.ReviewAgainst(ctx, other, id)
	b.refused(err, "auth_other_unit")
	if all, err := b.Against(ctx, other); err != nil || len(all) != 0 {
		t.Errorf("another unit sees %d, %v", len(all), err)
	}
	if n, err := b.CountToRespond(ctx, other); err != nil || n != (ToRespond{}) {
		t.Errorf("another unit counts %+v, %v", n, err)
	}
	b.refused(b.RespondToReview(ctx, other, id, 0, "答复", nil), "auth_other_unit")
	_, err = b.ReviewPaperFile(ctx, other, id, 1)
	b.refused(err, "auth_other_unit")
	b.must(b.RespondToReview(ctx, b.by("officer"), id, 0, "检索过，没有", b.evidence()))
	_, err = b.ReviewMaterialFile(ctx, other, id, b.review(id).Response.Materials[0])
	b.refused(err, "auth_other_unit")
	if _, err := b.ReviewAgainst(ctx, b.by("clerk"), id); err != nil {
		t.Error(err)
	}
	b.stage(b.request, casefile.StageReplied)
}

// TestReviewAnswersMore: the respondent answers once; what the bureau registers later
// stands beside it, and taken back leaves it as it was.
func TestReviewAnswersMore(t *testing.T) {
	b := newReviewBench(t)
	id := b.accepted()
	b.must(b.RespondToReview(ctx, b.by("clerk"), id, 0, "检索过，没有", b.evidence()))
	first := b.review(id).Response
	b.goTo("2026-11-12")
	b.refused(b.RespondToReview(ctx, b.by("clerk"), id, 0, "另说", nil), "review_answered")
	b.must(b.TakeReviewResponse(ctx, b.by("ye"), id, 0, "补一份台账", b.today(), b.evidence()))
	c := b.review(id)
	if r := c.Response; r.Entry != first.Entry || r.On != first.On || r.By != first.By || r.Text != "检索过，没有\n补一份台账" || len(r.Materials) != 2 || r.Materials[0] != first.Materials[0] {
		t.Errorf("first %+v, then %+v", first, r)
	}
	if v, err := b.ReviewAgainst(ctx, b.by("clerk"), id); err != nil || v.Case.HasNoCase(reconsider.Situation{Today: b.today(), Clock: v.Clock}) {
		t.Errorf("it has no case: %v", err)
	}
	b.refused(b.TakeBackReview(ctx, b.by("ye"), id, 0, first.Entry, "录错"), "review_entry_rests")
	b.must(b.TakeBackReview(ctx, b.by("ye"), id, 0, c.Version, "不是这件的"))
	if r := b.review(id).Response; r.Text != first.Text || len(r.Materials) != 1 {
		t.Errorf("taken back: %+v", r)
	}
	b.sound()
}
