package desk

import (
	"testing"

	"mingda/internal/casefile"
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
