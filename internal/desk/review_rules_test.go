package desk

import (
	"testing"

	"mingda/internal/fault"
	"mingda/internal/reconsider"
)

// TestBench: the head writes the rules of the bench; what one said before stays, and
// nobody writes over what another wrote meanwhile.
func TestBench(t *testing.T) {
	b := newReviewBench(t)
	rule := reconsider.Rule{Text: "检索要查档案室和科室", Questions: []string{"not_existing.search"}, From: on("2026-11-01")}
	for _, who := range []string{"ye", "clerk", "admin"} {
		if err := b.WriteBench(ctx, b.by(who), 0, rule); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s writes: %v", who, err)
		}
	}
	b.must(b.WriteBench(ctx, b.by("jiang"), 0, rule))
	rule.ID, rule.Text = 1, "检索要查档案室、科室和移交清册"
	b.refused(b.WriteBench(ctx, b.by("jiang"), 0, rule), "stale_version")
	b.must(b.WriteBench(ctx, b.by("jiang"), 1, rule))
	book, names, err := b.Bench(ctx, b.by("ye"))
	b.must(err)
	if len(book.Rules) != 1 || len(book.Rules[0]) != 2 || book.Now()[0].Text != rule.Text || names[book.Rules[0][1].By] != "jiang" {
		t.Errorf("the book is %+v", book)
	}
	if _, _, err := b.Bench(ctx, b.by("clerk")); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a clerk reads: %v", err)
	}
	b.sound()
}
