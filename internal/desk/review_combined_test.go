package desk

import (
	"strings"
	"testing"

	"mingda/internal/deadline"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
)

// TestReviewCombined: two cases are heard together, both say so, each is decided by a paper
// of its own that names the other, and it is undone only by who may act in both.
func TestReviewCombined(t *testing.T) {
	b := newReviewBench(t)
	one := b.ready()
	f := application("外发〔2026〕1号")
	f.ReceivedOn = b.today()
	f.Contested = reconsider.Contested{Name: "外区某局", Number: "外发〔2026〕1号"}
	two, err := b.FileReview(ctx, b.by("ye"), f)
	b.must(err)
	combine := func(number string) error {
		return b.CombineReviews(ctx, b.by("ye"), one, 0, number, reconsider.OtherTogether, "同类")
	}
	number := b.review(two).Number
	b.refused(combine("没有这一号"), "input_no_review", "number")
	b.refused(combine(" "), "input_no_review", "number")
	b.refused(combine(number), "auth_not_handler")
	b.must(b.NameHandlers(ctx, b.by("jiang"), two, 0, []int64{b.by("ye").ID}))
	b.refused(combine(number), "review_combine_unaccepted", "number")
	b.examined(two)
	b.must(b.AcceptReview(ctx, b.by("ye"), two, 0, deadline.Summary))
	b.must(combine(" " + number + " "))
	if k := b.review(two).Companions(); len(k) != 1 || k[0].ID != one || k[0].Number != b.review(one).Number {
		t.Errorf("the other says %+v", k)
	}
	facts, err := b.reviewFacts(ctx, b.DB, b.review(one), reconsider.Paper{})
	b.must(err)
	sample, err := letter.Sample(letter.ReviewUphold)
	b.must(err)
	facts.On = b.today()
	decision, err := letter.ComposeDraft(letter.ReviewUphold, facts, sample.Values)
	if b.must(err); !strings.Contains(decision.Text(), "本案与"+number+"合并审理") {
		t.Errorf("the decision says %s", decision.Text())
	}
	b.sound()
	b.refused(b.UncombineReviews(ctx, b.by("ye"), one, 0, 0, "不同类"), "review_combine_which", "party")
	b.refused(b.UncombineReviews(ctx, b.by("ye"), two, 0, one, "不同类"), "review_combine_none")
	b.must(b.UncombineReviews(ctx, b.by("ye"), one, 0, two, "不同类"))
	if len(b.review(one).Companions())+len(b.review(two).Companions()) != 0 {
		t.Error("they are heard together still")
	}
	b.sound()
}
