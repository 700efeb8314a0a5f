package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/law"
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
	b.refused(b.RespondWithBundle(ctx, other, id, 0, "答复", 0, nil), "auth_other_unit")
	_, err = b.ReviewPaperFile(ctx, other, id, 1)
	b.refused(err, "auth_other_unit")
	b.must(b.RespondWithBundle(ctx, b.by("officer"), id, 0, "检索过，没有", 0, b.evidence()))
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
	b.must(b.RespondWithBundle(ctx, b.by("clerk"), id, 0, "检索过，没有", 0, b.evidence()))
	first := b.review(id).Response
	b.goTo("2026-11-12")
	b.refused(b.RespondWithBundle(ctx, b.by("clerk"), id, 0, "另说", 0, nil), "review_answered")
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

// TestReviewProposedOn: a decision needs the sheet whole and a proposal made on it as it
// stands, and on what is contested as it was corrected last.
func TestReviewProposedOn(t *testing.T) {
	b := newReviewBench(t)
	id := b.ready()
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Revoke, true, 0)))
	draft := func() error {
		_, _, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: "review_revoke"})
		return err
	}
	b.answered(id, map[string]reconsider.Value{"not_existing.search": reconsider.No})
	b.refused(draft(), "review_propose_again")
	b.must(b.FillReviewSheet(ctx, b.by("ye"), id, 0, nil, false))
	b.refused(draft(), "review_sheet_again")
	b.answered(id, map[string]reconsider.Value{"not_existing.search": reconsider.No})
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Revoke, true, 0)))
	k := b.review(id).Contested
	k.GotOn = on("2026-10-21")
	b.must(b.CorrectContested(ctx, b.by("ye"), id, 0, k))
	b.refused(draft(), "review_propose_again")
	k.On = on("2026-10-19")
	b.must(b.CorrectContested(ctx, b.by("ye"), id, 0, k))
	b.refused(draft(), "review_sheet_again")
	b.answered(id, map[string]reconsider.Value{"not_existing.search": reconsider.No})
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Revoke, true, 0)))
	b.must(draft())
}

// TestReviewUnsigned: while the receipt of what was posted is not known nothing is
// missing.
func TestReviewUnsigned(t *testing.T) {
	b := newReviewBench(t)
	post := func(id reconsider.ID, kind casefile.LetterKind, to reconsider.Role) {
		t.Helper()
		f := reconsider.PaperSent{Letter: b.paper(id, kind), To: reconsider.Recipient{Role: to}, Way: casefile.Posted, Tracking: "1000000000001"}
		b.must(b.SendReviewPaper(ctx, b.by("ye"), id, 0, f, b.today(), nil))
	}
	asked, copied := b.filed(), b.filed()
	post(asked, reconsider.SupplementNotice, reconsider.TheApplicant)
	b.examined(copied)
	b.must(b.AcceptReview(ctx, b.by("ye"), copied, 0, deadline.Summary))
	post(copied, reconsider.CopyNotice, reconsider.TheRespondent)
	b.goTo("2026-11-20")
	b.refused(b.GiveUpReview(ctx, b.by("ye"), asked, 0), "review_supplement_ungot")
	v, err := b.Review(ctx, b.by("ye"), copied)
	b.must(err)
	s := reconsider.Situation{Today: b.today(), Clock: v.Clock}
	if !v.Case.CopyUnsigned() || v.Case.HasNoCase(s) {
		t.Error("an answer is missed before the copy is known to have come")
	}
	b.answered(copied, map[string]reconsider.Value{"defence.given": reconsider.No})
	b.must(b.ProposeOutcome(ctx, b.by("ye"), copied, 0, proposed(reconsider.Revoke, false, 0)))
	_, _, err = b.SaveReviewDraft(ctx, b.by("ye"), copied, ReviewDraftForm{Kind: "review_revoke"})
	b.refused(err, "review_copy_got_first")
}

// TestReviewRecognised: the number of an answered request names its reply, unless it is
// said that none came; a slip in the number is mended later.
func TestReviewRecognised(t *testing.T) {
	b := newReviewBench(t)
	number := b.caseOf(b.request).Number
	id, err := b.FileReview(ctx, b.by("ye"), application(number))
	b.must(err)
	if k := b.review(id).Contested; k.Silence || k.Letter != b.reply.N || k.Number != b.reply.Number || k.Result != b.reply.Result {
		t.Errorf("by the request's number: %+v", k)
	}
	f := application("明公开〔2026〕误1号")
	f.Contested.Name, f.Contested.Result = "明川区", law.NotExisting
	id, err = b.FileReview(ctx, b.by("ye"), f)
	b.must(err)
	b.must(b.NameHandlers(ctx, b.by("jiang"), id, 0, []int64{b.by("ye").ID}))
	k := b.review(id).Contested
	if k.Case != 0 {
		t.Fatalf("recognised: %+v", k)
	}
	k.Number = b.reply.Number
	b.must(b.CorrectContested(ctx, b.by("ye"), id, 0, k))
	if k = b.review(id).Contested; k.Case != b.request || k.Letter != b.reply.N || k.Respondent == 0 || k.Paper == "" {
		t.Errorf("the number corrected: %+v", k)
	}
	k.Silence = true
	b.must(b.CorrectContested(ctx, b.by("ye"), id, 0, k))
	if k = b.review(id).Contested; !k.Silence || k.Letter != 0 || k.Case != b.request {
		t.Errorf("as silence: %+v", k)
	}
	k.Silence = false
	b.must(b.CorrectContested(ctx, b.by("ye"), id, 0, k))
	if k = b.review(id).Contested; k.Silence || k.Letter != b.reply.N {
		t.Errorf("as a reply again: %+v", k)
	}
}

// TestReviewStepsBack: a handler says it of himself only.
func TestReviewStepsBack(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	b.must(b.NameHandlers(ctx, b.by("jiang"), id, 0, []int64{b.by("ye").ID, b.by("nur").ID}))
	b.refused(b.StepBack(ctx, b.by("ye"), id, 0, b.by("nur").ID, "亲戚"), "review_step_back_own")
	b.must(b.StepBack(ctx, b.by("ye"), id, 0, b.by("ye").ID, "亲戚"))
	b.must(b.StepBack(ctx, b.by("jiang"), id, 0, b.by("nur").ID, "同学"))
}
