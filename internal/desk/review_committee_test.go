package desk

import (
	"testing"

	"mingda/internal/reconsider"
)

// TestReviewCommittee: nothing is proposed or decided while the committee's opinion is
// awaited; a proposal says whether it is followed, and why not.
func TestReviewCommittee(t *testing.T) {
	b := newReviewBench(t)
	id := b.ordinary()
	b.answered(id, map[string]reconsider.Value{"not_existing.search": reconsider.No})
	heard := reconsider.PartyHeard{Role: reconsider.TheApplicant, Way: reconsider.ByPhone}
	heard.Private.Text = "意见"
	b.must(b.HearReviewParty(ctx, b.by("ye"), id, 0, heard, b.today(), nil))
	propose := func(change func(f *reconsider.Proposed)) error {
		f := proposed(reconsider.Revoke, true, 0)
		change(&f)
		return b.ProposeOutcome(ctx, b.by("ye"), id, 0, f)
	}
	draft := func() error {
		_, _, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: "review_revoke"})
		return err
	}
	b.must(propose(func(f *reconsider.Proposed) { f.Following = reconsider.FollowNot }))
	if p := b.review(id).Proposal; p.Following != "" {
		t.Errorf("there is no opinion to follow: %s", p.Following)
	}
	advice := reconsider.CommitteeAdvised{Way: reconsider.CaseMeeting}
	advice.Private.Who, advice.Private.Text = "三名委员", "检索已经充分，建议维持"
	b.refused(b.TakeAdvice(ctx, b.by("ye"), id, 0, advice, b.today(), nil), "review_committee_first")
	asked := reconsider.CommitteeAsked{Why: reconsider.AskGrave}
	b.refused(b.AskCommittee(ctx, b.by("ye"), id, 0, asked), "review_committee_question", "question")
	asked.Private.Question = "检索是不是充分"
	b.must(b.AskCommittee(ctx, b.by("ye"), id, 0, asked))
	b.refused(draft(), "review_committee_awaited")
	b.refused(propose(func(*reconsider.Proposed) {}), "review_committee_awaited")
	b.must(b.TakeAdvice(ctx, b.by("ye"), id, 0, advice, b.today(), b.evidence()))
	b.refused(draft(), "review_committee_propose")
	b.refused(propose(func(*reconsider.Proposed) {}), "review_committee_following", "following")
	b.refused(propose(func(f *reconsider.Proposed) { f.Following = reconsider.FollowNot }), "review_committee_reason", "otherwise")
	b.must(propose(func(f *reconsider.Proposed) {
		f.Following, f.Private.Otherwise = reconsider.FollowNot, "档案室没有查"
	}))
	b.must(draft())
	c := b.review(id)
	b.must(b.TakeBackReview(ctx, b.by("ye"), id, 0, c.Opinions[0].AdviceEntry, "登记成别件的意见"))
	if c := b.review(id); !c.AwaitsCommittee() {
		t.Error("taken back, it is awaited again")
	}
	b.sound()
}
