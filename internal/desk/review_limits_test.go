package desk

import (
	"testing"

	"mingda/internal/reconsider"
)

// TestReviewLimits: of a reply of this installation it is known by which way it came and
// what it told; a late application is computed, hindrance moves the day, and what is
// typed of a letter of none of ours counts as it is said.
func TestReviewLimits(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	c := b.review(id)
	if k := c.Contested; k.Began != reconsider.Arrived || k.Told != reconsider.ToldAll || c.FileBy(b.Calendar()) != on("2026-12-25") {
		t.Errorf("%q %q until %s", k.Began, k.Told, c.FileBy(b.Calendar()))
	}
	k := c.Contested
	k.Told = reconsider.Untold // what our own letter told is known
	b.must(b.CorrectContested(ctx, b.by("ye"), id, 0, k))
	if got := b.review(id).Contested.Told; got != reconsider.ToldAll {
		t.Errorf("it told %q", got)
	}

	f := application("外发〔2026〕1号")
	f.Contested = reconsider.Contested{Name: "外区某局", Number: "外发〔2026〕1号", On: on("2026-06-01"), GotOn: on("2026-06-02")}
	foreign, err := b.FileReview(ctx, b.by("ye"), f)
	b.must(err)
	b.must(b.NameHandlers(ctx, b.by("jiang"), foreign, 0, []int64{b.by("ye").ID}))
	v, err := b.Review(ctx, b.by("ye"), foreign)
	if b.must(err); !v.Late || v.Limits.Until != on("2026-08-03") {
		t.Errorf("late %t, until %s", v.Late, v.Limits.Until)
	}
	met := reconsider.Examined{Met: map[string]bool{}}
	for _, k := range reconsider.Conditions {
		met.Met[k.Code] = true
	}
	b.refused(b.ExamineReview(ctx, b.by("ye"), foreign, 0, met), "review_late_remark", "remark")
	h := reconsider.Hindered{Kind: reconsider.InCourt, From: on("2026-07-01"), Until: on("2026-10-20")}
	h.Private.Why = "法院裁定书"
	b.refused(b.HinderReview(ctx, b.by("ye"), foreign, 0, h), "review_hindrance_told", "kind")
	b.refused(b.HinderReview(ctx, b.by("nur"), foreign, 0, h), "auth_not_handler")
	h.Kind = reconsider.Obstacle
	b.must(b.HinderReview(ctx, b.by("ye"), foreign, 0, h))
	if v, err := b.Review(ctx, b.by("ye"), foreign); err != nil || v.Late || v.Limits.Until != on("2026-11-23") {
		t.Errorf("hindered: late %t, until %s, %v", v.Late, v.Limits.Until, err)
	}
	b.must(b.TakeBackReview(ctx, b.by("ye"), foreign, 0, b.review(foreign).Version, "不是这件的"))
	k = b.review(foreign).Contested
	k.Told, k.Result = reconsider.Untold, "not_existing"
	b.must(b.CorrectContested(ctx, b.by("ye"), foreign, 0, k))
	if v, err := b.Review(ctx, b.by("ye"), foreign); err != nil || v.Late || v.Limits.Until != on("2027-06-02") {
		t.Errorf("not told: late %t, until %s, %v", v.Late, v.Limits.Until, err)
	}
	b.sound()
}
