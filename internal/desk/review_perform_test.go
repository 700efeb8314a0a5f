package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
)

// TestReviewPerformance: the bureau sees of what a decision orders whether, when and how
// it was answered anew, from the request's own ledger.
func TestReviewPerformance(t *testing.T) {
	b := newFlowBench(t, true)
	id := b.copied()
	seen := func() *reconsider.Performance {
		t.Helper()
		v, err := b.Review(ctx, b.by("ye"), id)
		b.must(err)
		return v.Performs
	}
	n := b.ready(id, "review_revoke", letter.Values{"revoke_for": "facts", "anew": "yes"})
	if seen() != nil {
		t.Error("an order that the respondent has not received is followed")
	}
	b.must(b.goes(id, n, reconsider.TheRespondent, casefile.Handed))
	if p := seen(); p == nil || p.From != on("2026-11-02") || p.By != on("2026-11-30") || !p.Answered.IsZero() || p.IsLate(b.today()) {
		t.Fatalf("after the decision: %+v", p)
	}
	b.goTo("2026-12-01")
	if p := seen(); !p.IsLate(b.today()) {
		t.Errorf("nobody answered until %s, and it is not late", b.today())
	}
	k := b.signed(b.request, letter.NotExisting, values(t, letter.NotExisting))
	if p := seen(); !p.Answered.IsZero() {
		t.Error("what was not sent answers")
	}
	b.must(b.Serve(ctx, b.by("clerk"), b.request, ServiceForm{Letter: k, Way: casefile.Downloaded}))
	b.goTo("2026-12-02")
	if p := seen(); p.Answered != on("2026-12-01") || p.Letter.N != k || !p.Same || !p.IsLate(b.today()) || p.By != on("2026-11-30") {
		t.Errorf("answered late and the same: %+v", p)
	}
}

// TestReviewReport: the respondent reports on an opinion within sixty days of its
// receipt, by itself or on paper; until then it is owed.
func TestReviewReport(t *testing.T) {
	b := newFlowBench(t, true)
	id := b.copied()
	f := reconsider.Reported{Letter: 2}
	f.Private.Text = "已组织培训，重新检索"
	b.refused(b.ReportOnReview(ctx, b.by("clerk"), id, 0, f, nil), "review_nothing_followed")
	n := b.ready(id, reconsider.OpinionPaper, nil)
	b.must(b.goes(id, n, reconsider.TheRespondent, casefile.Handed))
	owed := func() reconsider.Followed {
		t.Helper()
		v, err := b.ReviewAgainst(ctx, b.by("officer"), id)
		b.must(err)
		if len(v.Follows) != 1 {
			t.Fatalf("%d papers are followed", len(v.Follows))
		}
		return v.Follows[0]
	}
	if got := owed(); !got.IsOwed() || got.By != on("2027-01-04") || got.IsLate(on("2027-01-04")) || !got.IsLate(on("2027-01-05")) {
		t.Errorf("owed: %+v", got)
	}
	if n, err := b.CountToRespond(ctx, b.by("clerk")); err != nil || n.Open != 2 {
		t.Errorf("open are %+v, %v", n, err)
	}
	b.refused(b.ReportOnReview(ctx, b.by("ye"), id, 0, f, nil), "auth_role")
	b.refused(b.ReportOnReview(ctx, b.by("officer"), id, 0, reconsider.Reported{Letter: 1}, nil), "review_report_on_what", "letter")
	b.refused(b.ReportOnReview(ctx, b.by("officer"), id, 0, reconsider.Reported{Letter: n}, nil), "review_report_needed", "text")
	b.refused(b.TakeReviewReport(ctx, b.by("ye"), id, 0, f, on("2026-11-01"), nil), "review_report_too_early", "on")
	b.refused(b.TakeReviewReport(ctx, b.by("clerk"), id, 0, f, b.today(), nil), "auth_role")
	file := b.upload("整改报告.pdf", "application/pdf", "%PDF-1.4 整改")
	b.must(b.ReportOnReview(ctx, b.by("officer"), id, 0, f, []intake.File{file}))
	got := owed()
	if got.IsOwed() || got.IsLate(on("2027-02-01")) || got.Reports[0].Private.Text != f.Private.Text {
		t.Errorf("reported: %+v", got)
	}
	d, err := b.ReviewMaterialFile(ctx, b.by("clerk"), id, got.Reports[0].Materials[0])
	if b.must(err); d.Name != "整改报告.pdf" {
		t.Error(d.Name)
	}
	d.Close()
	b.sound()
}
