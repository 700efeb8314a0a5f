package desk

import (
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
)

// hearing is a hearing of a case on a day.
func hearing(day string) reconsider.SessionSet {
	f := reconsider.SessionSet{Why: reconsider.SessionAsked, Day: on(day)}
	p := &f.Private
	p.At, p.Place, p.Matters, p.Decided, p.Reason = "上午10时", "听证室", "检索是不是充分\n目录有没有记载", "江知远", "主持人有病"
	p.Seats = reconsider.Seats{Chair: "叶清源", Members: []string{"努尔兰", "何一舟"}, Recorder: "许念"}
	return f
}

// ordinary is a case in the ordinary procedure with its copy sent and answered.
func (b *reviewBench) ordinary() reconsider.ID {
	b.t.Helper()
	id := b.filed()
	b.must(b.NameHandlers(ctx, b.by("jiang"), id, 0, []int64{b.by("ye").ID, b.by("nur").ID}))
	b.examined(id)
	b.must(b.AcceptReview(ctx, b.by("ye"), id, 0, deadline.Ordinary))
	b.must(b.toRespondent(id, b.paper(id, reconsider.CopyNotice)))
	b.must(b.RespondWithBundle(ctx, b.by("clerk"), id, 0, "检索过，没有", 0, b.evidence()))
	return id
}

// hearingNotice drafts the notice of the hearing as it was set, and has it signed.
func (b *reviewBench) hearingNotice(id reconsider.ID) int {
	b.t.Helper()
	n, version, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: letter.ReviewHearing, Values: letter.Values{}})
	b.must(err)
	b.must(b.SubmitReviewDraft(ctx, b.by("ye"), id, version, n))
	b.must(b.CheckReviewDraft(ctx, b.by("nur"), id, 0, n, ""))
	b.must(b.SignReviewPaper(ctx, b.by("jiang"), id, 0, n))
	return n
}

// TestReviewHearing: a hearing is set, told as it was set, put off and told again, and held;
// the decision waits for it and is made on its record.
func TestReviewHearing(t *testing.T) {
	b := newReviewBench(t)
	id := b.ordinary()
	set := func(do reconsider.Act, f reconsider.SessionSet) error {
		return b.SetSession(ctx, b.by("ye"), id, 0, do, f)
	}
	b.refused(set(reconsider.SetSession, hearing("2026-11-06")), "review_session_too_soon", "day")
	barred := hearing("2026-11-12")
	barred.Private.Seats.Recorder = b.by("officer").Name
	b.refused(set(reconsider.SetSession, barred), "review_session_barred", "recorder")
	b.must(set(reconsider.SetSession, hearing("2026-11-12")))
	other := values(t, letter.ReviewHearing)
	n, version, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: letter.ReviewHearing, Values: other})
	b.must(err)
	if err := b.SubmitReviewDraft(ctx, b.by("ye"), id, version, n); err == nil {
		t.Error("a notice that says another day is checked")
	}
	b.must(b.DropReviewDraft(ctx, b.by("ye"), id, 0, n))
	n = b.hearingNotice(id)
	b.must(b.toRespondent(id, n))
	b.goTo("2026-11-06")
	f := reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: reconsider.TheApplicant}, Way: casefile.Direct}
	f.Private.Recipient = people.Name
	b.refused(b.SendReviewPaper(ctx, b.by("ye"), id, 0, f, b.today(), nil), "review_session_served_late", "on")
	b.must(set(reconsider.MoveSession, hearing("2026-11-16")))
	n = b.hearingNotice(id)
	b.must(b.toRespondent(id, n))
	b.handedOver(id, n)
	b.answered(id, map[string]reconsider.Value{"not_existing.search": reconsider.No})
	b.must(b.ProposeOutcome(ctx, b.by("ye"), id, 0, proposed(reconsider.Revoke, true, 0)))
	draft := func() error {
		_, _, err := b.SaveReviewDraft(ctx, b.by("ye"), id, ReviewDraftForm{Kind: "review_revoke"})
		return err
	}
	b.refused(draft(), "review_hear_first")

	b.goTo("2026-11-16")
	held := reconsider.SessionHeld{}
	held.Private.Text = "双方对检索范围各执一词"
	for _, to := range b.review(id).Recipients(reconsider.HearingNotice) {
		how := reconsider.Absent
		if to.Role == reconsider.TheRespondent {
			how = reconsider.HeadCame
		}
		held.Parties, held.Private.Who = append(held.Parties, reconsider.Attendance{To: to, How: how}), append(held.Private.Who, "没有来，没有说理由")
	}
	b.refused(b.HoldSession(ctx, b.by("ye"), id, 0, held, nil), "review_session_record", "files")
	b.must(b.HoldSession(ctx, b.by("ye"), id, 0, held, b.evidence()))
	c := b.review(id)
	if s, _ := c.Session(); s.Was != on("2026-11-12") || s.Held == nil || len(s.Held.Materials) != 1 || !c.HasHeard(reconsider.TheApplicant) {
		t.Errorf("held: %+v", s)
	}
	b.must(draft())
	facts, err := b.reviewFacts(ctx, b.DB, c, reconsider.Paper{})
	if b.must(err); !facts.Review.Heard {
		t.Error("the decision does not know of the hearing")
	}
	b.refused(b.SetSession(ctx, b.by("clerk"), id, 0, reconsider.SetSession, hearing("2026-11-30")), "auth_role")
	b.sound()
}

// TestReviewHearingOff: a hearing of which the parties were told is off, and they are told.
func TestReviewHearingOff(t *testing.T) {
	b := newReviewBench(t)
	id := b.ordinary()
	b.must(b.SetSession(ctx, b.by("ye"), id, 0, reconsider.SetSession, hearing("2026-11-12")))
	b.must(b.toRespondent(id, b.hearingNotice(id)))
	b.refused(b.CallOffSession(ctx, b.by("ye"), id, 0, " "), "reason_needed", "reason")
	b.must(b.CallOffSession(ctx, b.by("ye"), id, 0, "当事人正在和解"))
	v, err := b.ReviewDraft(ctx, b.by("ye"), id, b.hearingNotice(id), "", nil)
	b.must(err)
	if text := v.Preview.Text(); !strings.Contains(text, "原定于2026年11月12日举行听证。") || !strings.Contains(text, "因当事人正在和解，该次听证取消") {
		t.Errorf("the notice says %s", text)
	}
	b.sound()
}
