package desk

import (
	"testing"

	"mingda/internal/fault"
	"mingda/internal/reconsider"
)

// odd is what was found in the cases here: a basis that was itself unlawful, so that the reply
// can be revoked or changed.
var odd = map[string]reconsider.Value{"all.basis": reconsider.No, "basis_unlawful": reconsider.Yes}

// decidedAs takes a case to a decision, with what was found odd in it, and returns it.
func (b *reviewBench) decidedAs(f reconsider.Proposed) reconsider.ID {
	b.t.Helper()
	id := b.ready()
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, f))
	more := []string{}
	if f.Outcome == reconsider.Change {
		more = []string{"change_for", "basis", "worse", "no"}
	}
	b.handedOver(id, b.paper(id, reconsider.PaperOfOutcome(f.Outcome), more...))
	return id
}

// ready is a case about a reply of nobody here, whose sheet is filled in.
func (b *reviewBench) ready() reconsider.ID {
	b.t.Helper()
	f := application("河东公开〔2026〕8号")
	f.ReceivedOn = b.today()
	f.Contested = reconsider.Contested{Name: "河东县住房和城乡建设局", Result: "not_existing", Paper: "政府信息公开答复书", Number: f.Contested.Number, On: on("2026-10-20")}
	id, err := b.FileReview(ctx, b.by("ye"), f)
	b.must(err)
	b.must(b.NameHandlers(ctx, b.by("jiang"), id, 0, []int64{b.by("ye").ID}))
	b.examined(id)
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, "summary"))
	n := b.paper(id, reconsider.CopyNotice)
	sent := reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: reconsider.TheRespondent}, Way: "direct"}
	sent.Private.Recipient = "收发室"
	b.must(b.SendReviewPaper(ctx, b.by("ye"), id, 0, sent, b.today(), nil))
	b.must(b.TakeReviewResponse(ctx, b.by("ye"), id, 0, "查过，没有", b.today(), b.evidence()))
	b.answered(id, odd)
	return id
}

// TestDeparture: once alike cases are commonly decided one way, to decide otherwise needs
// its reason, which is kept with the case and read by the head.
func TestDeparture(t *testing.T) {
	b := newReviewBench(t)
	for range reconsider.CommonCases {
		b.decidedAs(proposed(reconsider.Revoke, true, 0))
	}
	id := b.ready()
	v, err := b.Review(ctx, b.by("ye"), id)
	b.must(err)
	standard, err := b.ReviewStandard(ctx, v)
	b.must(err)
	alike, near := standard.Truly()
	if len(alike) != 3 || len(near) != 0 || standard.Common.Outcome != reconsider.Revoke || standard.Shares[0].Percent() != 100 {
		t.Fatalf("%d alike, %d near, common %+v, shares %+v", len(alike), len(near), standard.Common, standard.Shares)
	}
	if past := alike[0].Past; past.Reason != "检索不充分" || past.Handler != "ye" || !past.Effective || past.Departs {
		t.Errorf("a decided case is known as %+v", past)
	}

	f := proposed(reconsider.Change, false, 0)
	b.refused(b.ProposeOutcome(ctx, b.by("ye"), id, 0, f), "review_departure_needed", "departure")
	f.Private.Departure = "依据已经由本机关改正"
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, f))
	if p := b.review(id).Proposal; !p.Departs || p.Private.Departure != f.Private.Departure {
		t.Errorf("proposed %+v", p)
	}
	f = proposed(reconsider.Revoke, true, 0)
	f.Private.Departure = "不需要"
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, f))
	if p := b.review(id).Proposal; p.Departs || p.Private.Departure != "" {
		t.Errorf("to decide as the others were is no departure: %+v", p)
	}
}

// TestDepartures: the head reads which cases departed; nobody else does.
func TestDepartures(t *testing.T) {
	b := newReviewBench(t)
	for range reconsider.CommonCases {
		b.decidedAs(proposed(reconsider.Revoke, true, 0))
	}
	f := proposed(reconsider.Change, false, 0)
	f.Private.Departure = "依据已经由本机关改正"
	id := b.decidedAs(f)
	all, err := b.Departures(ctx, b.by("jiang"))
	b.must(err)
	if len(all) != 1 || all[0].ID != int64(id) || all[0].Departure != f.Private.Departure || all[0].Outcome != reconsider.Change {
		t.Errorf("departures: %+v", all)
	}
	reports, err := b.Consistency(ctx, b.by("jiang"))
	b.must(err)
	if len(reports) != 1 || reports[0].Total != 4 || len(reports[0].Splits) != 1 || reports[0].Handlers[0].Departures != 1 {
		t.Errorf("report: %+v", reports)
	}
	for _, who := range []string{"ye", "clerk", "admin"} {
		if _, err := b.Departures(ctx, b.by(who)); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("%s: %v", who, err)
		}
	}
}

// TestGuidingCase: what the head marks as a case to go by stands first among the alike ones
// and is the common outcome alone, from which nobody departs without a reason. Only the
// head marks it and takes that back.
func TestGuidingCase(t *testing.T) {
	b := newReviewBench(t)
	guiding := b.decidedAs(proposed(reconsider.Revoke, true, 0))
	b.decidedAs(proposed(reconsider.Revoke, true, 0))
	id := b.ready()
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Change, false, 0))) // nothing is common yet

	mark := reconsider.Guided{}
	mark.Private.Reason = "依据本身违法的，不能只看检索"
	b.refused(b.GuideByReview(ctx, b.by("ye"), guiding, 0, mark), "auth_role")
	b.refused(b.GuideByReview(ctx, b.by("jiang"), id, 0, mark), "review_guide_undecided")
	b.refused(b.GuideByReview(ctx, b.by("jiang"), guiding, 0, reconsider.Guided{}), "reason_needed", "reason")
	b.must(b.GuideByReview(ctx, b.by("jiang"), guiding, 0, mark))

	v, err := b.Review(ctx, b.by("ye"), id)
	b.must(err)
	standard, err := b.ReviewStandard(ctx, v)
	b.must(err)
	if alike, _ := standard.Truly(); len(alike) != 2 || alike[0].Past.ID != int64(guiding) || standard.Common.Guiding != b.review(guiding).Number {
		t.Errorf("alike %+v, common %+v", alike, standard.Common)
	}
	b.refused(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Change, false, 0)), "review_departure_needed", "departure")

	entry := b.review(guiding).Guides.Entry
	b.refused(b.TakeBackReview(ctx, b.by("ye"), guiding, 0, entry, "列错"), "auth_role")
	b.must(b.TakeBackReview(ctx, b.by("jiang"), guiding, 0, entry, "列错"))
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Change, false, 0)))
	b.sound()
}
