package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/filestore"
	"mingda/internal/reconsider"
)

// TestReviewCourse: papers that move the last day move it as they say: a suspension from
// the day it states to that of the resumption, an extension by its days.
func TestReviewCourse(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	b.examined(id)
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Ordinary))
	before := b.stands(id, reconsider.StageHearing, "2027-01-04").DecideBy
	b.goTo("2026-11-12")
	b.paper(id, reconsider.SuspensionNotice, "suspend_on", "2026-11-10")
	b.stands(id, reconsider.StageSuspended, "")
	b.goTo("2026-11-24")
	b.paper(id, reconsider.ResumptionNotice, "suspend_on", "2026-11-10", "resume_on", "2026-11-20")
	after := b.stands(id, reconsider.StageHearing, "2027-01-11").DecideBy
	if got := before.AddDays(7); got != after {
		t.Errorf("ten days stood still: %s became %s", before, after)
	}
	b.paper(id, reconsider.ExtensionNotice, "extend_days", "30", "approved_on", "2026-11-24")
	b.stands(id, reconsider.StageHearing, "2027-02-11") // the tenth is a day off of 春节
	b.sound()
}

// TestReviewFilesKept: the PDFs of papers are among the files that a row refers to, so that
// the night leaves them and a copy of the office has them.
func TestReviewFilesKept(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	b.examined(id)
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Summary))
	n := b.paper(id, reconsider.AcceptanceNotice)
	paper, _ := b.review(id).Paper(n)
	if paper.Stage != casefile.IsReady || paper.File == "" {
		t.Fatalf("no PDF: %s", paper.Stage)
	}
	kept := map[string]bool{}
	b.must(b.DB.Files(ctx, func(hash string) error { kept[hash] = true; return nil }))
	if !kept[paper.File] {
		t.Error("no row refers to the PDF of a paper")
	}
	if !b.Files.Has(filestore.Hash(paper.File)) {
		t.Error("it is not there")
	}
}
