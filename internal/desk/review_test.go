package desk

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/reconsider"
)

// TestReview takes an objection the whole way: registered, examined, accepted, copied to
// the respondent, answered with evidence, decided, and the request is open again with
// its own clock.
func TestReview(t *testing.T) {
	b := newReviewBench(t)
	_, err := b.FileReview(ctx, b.by("clerk"), application(b.reply.Number))
	b.refused(err, "auth_role")
	id := b.filed()
	c := b.review(id)
	if c.Number != "和政复议〔2026〕1号" || c.Contested.Case != b.request || c.Contested.Name != "明川区QZF" || c.Contested.GotOn != on("2026-10-26") {
		t.Errorf("what is contested: %s %+v", c.Number, c.Contested)
	}
	b.stands(id, reconsider.StageExamining, "2026-11-09")
	b.refused(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Summary), "review_not_examined")
	b.examined(id)
	b.refused(b.AcceptReview(ctx, b.by("ye"), id, 0, ""), "review_procedure_needed", "procedure")
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Summary))
	b.stands(id, reconsider.StageHearing, "2026-12-02")
	b.handedOver(id, b.paper(id, reconsider.AcceptanceNotice))
	if all, err := b.Against(ctx, b.by("clerk")); err != nil || len(all) != 0 {
		t.Errorf("the respondent knows before it is told: %d, %v", len(all), err)
	}
	b.must(b.toRespondent(id, b.paper(id, reconsider.CopyNotice)))
	if pending := b.caseOf(b.request).Pending(); len(pending) != 1 || pending[0].Number != c.Number {
		t.Errorf("the request knows of %+v", pending)
	}
	b.sound()

	b.goTo("2026-11-04")
	b.refused(b.RespondWithBundle(ctx, b.by("foreign-clerk"), id, 0, "答复", 0, nil), "auth_not_respondent")
	b.refused(b.RespondWithBundle(ctx, b.by("clerk"), id, 0, " ", 0, nil), "review_response_needed", "text")
	b.must(b.RespondWithBundle(ctx, b.by("clerk"), id, 0, "检索了档案系统，没有找到", 0, b.evidence()))
	if n, err := b.CountToRespond(ctx, b.by("clerk")); err != nil || n != (ToRespond{Told: 1}) {
		t.Errorf("to answer: %+v, %v", n, err)
	}
	b.refused(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Revoke, true, 10)), "review_sheet_first")
	b.answered(id, map[string]reconsider.Value{"not_existing.search": reconsider.No})
	b.refused(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Uphold, false, 0)), "review_outcome_impossible", "outcome")
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Revoke, true, 10)))

	b.goTo("2026-11-10")
	n := b.paper(id, reconsider.PaperOfOutcome(reconsider.Revoke))
	b.stands(id, reconsider.StageServing, "")
	b.must(b.toRespondent(id, n))
	b.handedOver(id, n)
	b.stands(id, reconsider.StageDecided, "")
	b.stage(b.request, casefile.StageHandling)
	b.due(b.request, deadline.Running, "2026-12-08")
	if j := b.caseOf(b.request).Judgements; len(j) != 1 || j[0].Number != "和政复决〔2026〕1号" || j[0].Outcome != casefile.OrderedAnswer {
		t.Errorf("the request was told %+v", j)
	}
	if all, err := b.Docket(ctx, b.by("jiang"), DocketQuery{View: DocketEnded}); err != nil || all.Total != 1 {
		t.Errorf("among the ended ones are %d, %v", all.Total, err)
	}
	b.sound()
}

// TestReviewHands: who made the reply cannot handle the case, who stepped back neither
// sees nor handles it, and drafting, checking and signing are three hands.
func TestReviewHands(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	b.refused(b.NameHandlers(ctx, b.by("jiang"), id, 0, nil), "review_handlers_needed", "handlers")
	b.refused(b.NameHandlers(ctx, b.by("jiang"), id, 0, []int64{b.by("officer").ID}), "review_handler_made_it", "handlers")
	b.refused(b.ExamineReview(ctx, b.by("nur"), id, 0, reconsider.Examined{}), "auth_not_handler")
	b.examined(id)
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Summary))
	n, version, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: "review_acceptance"})
	b.must(err)
	b.must(b.SubmitReviewDraft(ctx, b.by("ye"), id, version, n))
	b.refused(b.CheckReviewDraft(ctx, b.by("ye"), id, 0, n, ""), "auth_check_own")
	b.must(b.CheckReviewDraft(ctx, b.by("nur"), id, 0, n, ""))
	b.refused(b.StepBack(ctx, b.by("jiang"), id, 0, b.by("ye").ID, " "), "reason_needed", "reason")
	b.must(b.StepBack(ctx, b.by("jiang"), id, 0, b.by("ye").ID, "申请人是亲戚"))
	_, err = b.Review(ctx, b.by("ye"), id)
	b.refused(err, "review_barred")
	if all, err := b.Docket(ctx, b.by("ye"), DocketQuery{}); err != nil || all.Total != 0 {
		t.Errorf("who stepped back sees %d, %v", all.Total, err)
	}
	b.refused(b.NameHandlers(ctx, b.by("jiang"), id, 0, []int64{b.by("ye").ID}), "review_handler_left", "handlers")
	b.must(b.NameHandlers(ctx, b.by("jiang"), id, 0, []int64{b.by("nur").ID}))
	v, err := b.Review(ctx, b.by("jiang"), id)
	if b.must(err); v.Names[b.by("ye").ID] != "ye" {
		t.Errorf("named are %v", v.Names)
	}
	b.sound()
}

// TestReviewDeemed: nobody acts, the day passes, and everybody sees that the application
// is accepted; it cannot be refused any more, only how it is heard is said.
func TestReviewDeemed(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	b.goTo("2026-11-09")
	b.stands(id, reconsider.StageExamining, "2026-11-09")
	b.examined(id, "scope")
	b.refused(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Summary), "review_not_met")
	b.goTo("2026-11-10")
	if clock := b.stands(id, reconsider.StageHearing, "2026-12-09"); !clock.Deemed || clock.AcceptedOn != on("2026-11-09") {
		t.Errorf("accepted on %s, deemed %t", clock.AcceptedOn, clock.Deemed)
	}
	for _, who := range []string{"ye", "nur", "jiang"} {
		if all, err := b.Docket(ctx, b.by(who), DocketQuery{}); err != nil || all.Total != 1 || !all.Rows[0].Clock.Deemed || all.Rows[0].Stage != reconsider.StageHearing {
			t.Errorf("%s sees %+v, %v", who, all, err)
		}
	}
	b.refused(b.ExamineReview(ctx, b.by("ye"), id, 0, reconsider.Examined{}), "review_deemed_accepted")
	_, _, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: "review_rejection"})
	b.refused(err, "review_deemed_accepted")
	_, _, err = b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: "review_supplement"})
	b.refused(err, "review_deemed_accepted")
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Ordinary))
	if clock := b.stands(id, reconsider.StageHearing, "2027-01-08"); !clock.Deemed {
		t.Error("it is forgotten that it was deemed accepted")
	}
	b.refused(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Ordinary), "review_accepted")
	b.sound()
}

// TestReviewNoAnswer: while the respondent has time nothing is decided; when it has said
// nothing its reply is treated as having no evidence (复议法 70), and is revoked.
func TestReviewNoAnswer(t *testing.T) {
	b := newReviewBench(t)
	id := b.accepted()
	b.answered(id, map[string]reconsider.Value{"defence.given": reconsider.No})
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Revoke, false, 0)))
	kind := reconsider.PaperOfOutcome(reconsider.Revoke)
	b.goTo("2026-11-09")
	_, _, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: "review_revoke"})
	b.refused(err, "review_answer_awaited")
	b.goTo("2026-11-10")
	v, err := b.Review(ctx, b.by("ye"), id)
	if b.must(err); !v.Case.HasNoCase(reconsider.Situation{Today: b.today(), Clock: v.Clock}) {
		t.Error("it is not put before the handler that nobody answered")
	}
	n := b.paper(id, kind, "found_evidence", "被申请人没有提交证据、依据", "anew", "no")
	b.must(b.toRespondent(id, n))
	b.handedOver(id, n)
	b.stands(id, reconsider.StageDecided, "")
	if j := b.caseOf(b.request).Judgements; len(j) != 1 || j[0].Outcome != casefile.Revoked {
		t.Errorf("the request was told %+v", j)
	}
	b.refused(b.RespondWithBundle(ctx, b.by("clerk"), id, 0, "答复", 0, nil), "review_over")
	b.sound()
}

// TestReviewSupplement: asked once, the examination begins anew with what came; where
// nothing comes, the days pass and it waits.
func TestReviewSupplement(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	n := b.paper(id, reconsider.SupplementNotice)
	b.handedOver(id, n)
	if clock := b.stands(id, reconsider.StageSupplying, ""); clock.SupplementBy != on("2026-11-16") {
		t.Errorf("to supply by %s", clock.SupplementBy)
	}
	b.refused(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Summary), "review_not_examining")
	b.goTo("2026-11-12")
	b.refused(b.SupplyReview(ctx, b.by("ye"), id, 0, on("2026-11-01"), "", b.evidence()), "review_supplied_too_early", "on")
	b.must(b.SupplyReview(ctx, b.by("ye"), id, 0, on("2026-11-11"), "补了授权委托书", b.evidence()))
	if c := b.review(id); len(c.Materials) != 1 || fault.CodeOf(c.AllowsTakingBack(c.Version-1)) != "review_material_used" {
		t.Errorf("what was supplied, and nothing that was refused, is in the file: %+v", c.Materials)
	}
	b.stands(id, reconsider.StageExamining, "2026-11-18")
	_, _, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: "review_supplement"})
	b.refused(err, "review_supplement_once")

	silent := b.filed()
	b.handedOver(silent, b.paper(silent, reconsider.SupplementNotice))
	b.refused(b.GiveUpReview(ctx, b.by("ye"), silent, 0), "review_supplement_in_time")
	b.goTo("2026-12-20")
	b.stands(silent, reconsider.StageSupplying, "")
	b.must(b.GiveUpReview(ctx, b.by("ye"), silent, 0))
	b.stands(silent, reconsider.StageClosed, "")
	b.refused(b.SupplyReview(ctx, b.by("ye"), silent, 0, on("2026-12-20"), "", nil), "review_not_supplying")
	b.must(b.TakeBackReview(ctx, b.by("ye"), silent, 0, b.review(silent).Version, "补正昨天已经到了"))
	b.stands(silent, reconsider.StageSupplying, "")
	b.sound()
}

// TestReviewRejected: an application that does not meet a condition is refused within the
// days of the examination, and is over once that is served.
func TestReviewRejected(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	b.examined(id)
	_, _, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: "review_rejection"})
	b.refused(err, "review_all_met")
	b.examined(id, "period")
	n, version, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: "review_rejection", Values: values(t, "review_rejection")})
	b.must(err)
	b.must(b.SubmitReviewDraft(ctx, b.by("ye"), id, version, n))
	b.must(b.CheckReviewDraft(ctx, b.by("nur"), id, 0, n, ""))
	b.goTo("2026-11-10")
	b.refused(b.SignReviewPaper(ctx, b.by("jiang"), id, 0, n), "review_deemed_accepted")
	b.goTo("2026-11-09") // as if the head had signed the day before
	b.must(b.SignReviewPaper(ctx, b.by("jiang"), id, 0, n))
	b.stands(id, reconsider.StageServing, "")
	b.handedOver(id, n)
	b.stands(id, reconsider.StageNotAccepted, "")
	b.refused(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Summary), "review_not_examining")
	b.sound()
}

// TestReviewSilence: of a request that nobody answered the case is recognised by the
// number of the request; before its last day has passed there is nothing to object to.
func TestReviewSilence(t *testing.T) {
	b := newReviewBench(t)
	number := b.silent()
	b.goTo("2026-12-14")
	f := application(number)
	f.Objection, f.ReceivedOn = reconsider.NotAnswered, on("2026-12-14")
	id, err := b.FileReview(ctx, b.by("ye"), f)
	b.must(err)
	c := b.review(id)
	if !c.Contested.Silence || c.Kind() != law.NoAnswer || c.Contested.Letter != 0 || c.Contested.On != on("2026-11-23") || c.FileBy(b.Calendar()) != on("2027-01-22") {
		t.Errorf("contested: %+v, to file by %s", c.Contested, c.FileBy(b.Calendar()))
	}
	b.sound()
}

// TestReviewStale: who saw an older state of the case changes nothing, and of two at once
// one goes first; numbers are given once.
func TestReviewStale(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	seen := b.review(id).Version
	b.examined(id)
	b.refused(b.AcceptReview(ctx, b.by("ye"), id, seen, deadline.Summary), "stale_version")
	seen = b.review(id).Version
	answers := make(chan error, 2)
	for _, p := range []deadline.Procedure{deadline.Summary, deadline.Ordinary} {
		go func() { answers <- b.AcceptReview(ctx, b.by("ye"), id, seen, p) }()
	}
	first, second := <-answers, <-answers
	if (first == nil) == (second == nil) || fault.CodeOf(first)+fault.CodeOf(second) != "stale_version" {
		t.Errorf("two at once: %v, %v", first, second)
	}
	numbers := map[string]bool{}
	filed := make(chan error, 6)
	for range 6 {
		go func() {
			_, err := b.FileReview(ctx, b.by("nur"), application(b.reply.Number))
			filed <- err
		}()
	}
	for range 6 {
		b.must(<-filed)
	}
	all, err := b.Docket(ctx, b.by("jiang"), DocketQuery{})
	b.must(err)
	for _, row := range all.Rows {
		numbers[row.Number] = true
	}
	if len(numbers) != 7 || !numbers["和政复议〔2026〕7号"] {
		t.Errorf("seven applications have the numbers %v", numbers)
	}
	b.sound()
}

// TestReviewUnrendered: a paper that was signed, and its PDF not made because the process
// was ended, is made at the next round, once, of the value that was signed.
func TestReviewUnrendered(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	b.examined(id)
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Summary))
	n, version, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: "review_acceptance", Values: values(t, "review_acceptance")})
	b.must(err)
	b.must(b.SubmitReviewDraft(ctx, b.by("ye"), id, version, n))
	b.must(b.CheckReviewDraft(ctx, b.by("nur"), id, 0, n, ""))
	b.signedOnly(id, n)
	if p, _ := b.review(id).Paper(n); p.Stage != casefile.IsSigned || p.File != "" {
		t.Fatalf("it is %s, %q", p.Stage, p.File)
	}
	_, err = b.ReviewPaperFile(ctx, b.by("ye"), id, n)
	b.refused(err, "letter_not_found")
	b.must(b.DB.Close())
	b.reopen()
	_, err = b.Recover(ctx)
	b.must(err)
	b.must(b.RenderAll(ctx))
	b.must(b.RenderAll(ctx))
	f, err := b.ReviewPaperFile(ctx, b.by("ye"), id, n)
	b.must(err)
	defer f.Close()
	if text := b.words(f); !strings.Contains(text, people.Name) || f.Name == ".pdf" {
		t.Errorf("%s says %s", f.Name, text)
	}
	b.sound()
}

// TestReviewGenuine: by its code or its PDF anybody learns that a paper of reconsideration
// is the body's own, and whether it stands; nothing of whom it is to.
func TestReviewGenuine(t *testing.T) {
	b := newReviewBench(t)
	id := b.filed()
	b.examined(id)
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Summary))
	n := b.paper(id, reconsider.AcceptanceNotice)
	p, _ := b.review(id).Paper(n)
	byCode, err := b.GenuineByCode(ctx, p.Code)
	b.must(err)
	byHash, err := b.GenuineByHash(ctx, p.File)
	b.must(err)
	if byCode != byHash || byCode.Number != p.Number || byCode.Agency.Name != "和宁市人民政府" || byCode.Agency.Phone != "0990-6220088" || !byCode.Stands() || byCode.Title == "" {
		t.Errorf("by code %+v, by file %+v", byCode, byHash)
	}
	b.must(b.VoidReviewPaper(ctx, b.by("jiang"), id, 0, n, "写错了"))
	if g, err := b.GenuineByCode(ctx, p.Code); err != nil || g.Void != b.today() || g.Stands() {
		t.Errorf("void: %+v, %v", g, err)
	}
	_, err = b.GenuineByHash(ctx, strings.Repeat("0", 64))
	b.refused(err, "letter_file_unknown")
}

// TestReviewCourt: where the decision upholds, the respondent's rank chooses the court,
// else that of the body; the channel is the one of the respondent's replies.
func TestReviewCourt(t *testing.T) {
	b := newReviewBench(t)
	c := b.review(b.accepted())
	body, err := b.DB.Agency(ctx, c.Body)
	b.must(err)
	respondent, err := b.DB.Agency(ctx, c.Contested.Respondent)
	b.must(err)
	for outcome, court := range map[reconsider.Outcome]string{
		reconsider.Uphold: respondent.Court, reconsider.ClaimDismissed: respondent.Court, reconsider.Revoke: body.Court, reconsider.Dismissed: body.Court,
	} {
		facts, err := b.reviewFacts(ctx, b.DB, c, reconsider.Paper{Letter: casefile.Letter{Kind: reconsider.PaperOfOutcome(outcome)}})
		b.must(err)
		if facts.Review.Court != court || facts.Review.Bureau.Channel != respondent.ReviewChannel {
			t.Errorf("%s: %s, %q", outcome, facts.Review.Court, facts.Review.Bureau.Channel)
		}
	}
	if body.Court == respondent.Court {
		t.Error("both have the same court: nothing is shown")
	}
}
