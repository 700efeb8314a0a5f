package desk

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/letter"
	"mingda/internal/reconsider"
	"mingda/internal/sqlite"
)

// A flowBench is an office whose second agency hears reconsiderations of the first. One
// request was answered on 2026-10-26, another was not; the day is 2026-11-02, a Monday.
type flowBench struct {
	*bench
	request casefile.ID
	reply   int // of the request; 0 where no answer came
}

func newFlowBench(t *testing.T, answered bool) *flowBench {
	t.Helper()
	b := &flowBench{bench: newBench(t)}
	b.needFonts()
	body, err := b.DB.Agency(ctx, 2)
	b.must(err)
	body.Name, body.ReviewWord, body.Bureau = "和宁市人民政府", "和政", "和宁市司法局"
	body.BureauAddress, body.BureauPhone = "和宁市人民路20号", "0990-6220088"
	b.must1(b.PutAgency(ctx, Operator, body))
	for login, role := range map[string]auth.Role{"ye": auth.Handler, "jiang": auth.Head} {
		u := auth.User{Login: login, Name: login, Roles: []auth.Role{role}, Agency: 2}
		u.ID = b.must1(b.PutUser(ctx, Operator, u, "mingda-demo"))
		b.staff[login] = u
	}
	b.request, _ = b.handled(casefile.ByDownload)
	if answered {
		b.reply = b.signed(b.request, letter.NotExisting, values(t, letter.NotExisting))
		b.must(b.Serve(ctx, b.by("clerk"), b.request, ServiceForm{Letter: b.reply, Way: casefile.Downloaded}))
	}
	b.goTo("2026-11-02")
	return b
}

// filed registers an objection to the request's reply, or that none came.
func (b *flowBench) filed() reconsider.ID {
	b.t.Helper()
	c := b.caseOf(b.request)
	f := reconsider.Filed{Door: casefile.Counter, ReceivedOn: on("2026-11-02"), Objection: reconsider.NotAnswered, Contested: reconsider.Contested{Number: c.Number}}
	if b.reply != 0 {
		f.Objection, f.Contested.Number = reconsider.NotAble, c.Letters[b.reply-1].Number
	}
	f.Private.Applicant, f.Private.Asked = people, reconsider.Asked{Request: "请求撤销", Grounds: "方案贴过"}
	id, err := b.FileReview(ctx, b.by("ye"), f)
	b.must(err)
	b.must(b.NameHandlers(ctx, b.by("jiang"), id, 0, []int64{b.by("ye").ID}))
	b.happened(id, happening{on("2026-11-02"), &reconsider.Accepted{Procedure: deadline.Summary}})
	return id
}

// happened lets facts happen to a case that the rules have no part in here.
func (b *flowBench) happened(id reconsider.ID, facts ...happening) {
	b.t.Helper()
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error {
		c, err := loadReview(ctx, tx, id)
		if err != nil {
			return err
		}
		return b.happenToReview(ctx, tx, c, b.by("ye").ID, facts...)
	}))
}

// ready is a paper of a kind that was signed today, and its number within the case.
func (b *flowBench) ready(id reconsider.ID, kind casefile.LetterKind, v letter.Values) int {
	b.t.Helper()
	c, err := loadReview(ctx, b.DB, id)
	b.must(err)
	n := len(c.Papers) + 1
	drafted := &casefile.Drafted{Letter: n, Kind: kind}
	drafted.Private.Values = v
	b.happened(id, onDay(b.today(), drafted), onDay(b.today(), &casefile.SentToCheck{Letter: n}), onDay(b.today(), &casefile.Checked{Letter: n}),
		onDay(b.today(), &casefile.Signed{Letter: n, Kind: kind, Number: fmt.Sprintf("和政复〔2026〕%d-%d号", id, n)}), onDay(b.today(), &casefile.Rendered{Letter: n}))
	return n
}

// goes sends a paper to a role today; posted needs its receipt.
func (b *flowBench) goes(id reconsider.ID, n int, to reconsider.Role, way casefile.Way) error {
	f := reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: to}, Way: way, Tracking: "1000000000001"}
	f.Private.Recipient = "本人"
	return b.SendReviewPaper(ctx, b.by("ye"), id, 0, f, b.today(), nil)
}

// copied is a case of which the respondent's office has the copy.
func (b *flowBench) copied() reconsider.ID {
	b.t.Helper()
	id := b.filed()
	b.must(b.goes(id, b.ready(id, reconsider.CopyNotice, nil), reconsider.TheRespondent, casefile.Handed))
	return id
}

// TestReviewFlow: each outcome comes to the request as what it is there, by what the
// paper says.
func TestReviewFlow(t *testing.T) {
	tests := []struct {
		name    string
		silent  bool
		kind    casefile.LetterKind
		values  letter.Values
		outcome casefile.RemedyOutcome
		due     string // of the request
		order   string
		revoked bool
		part    bool
		by      bool // because of the procedure alone
	}{
		{name: "revoked, anew, no period named", kind: "review_revoke", values: letter.Values{"revoke_for": "facts", "anew": "yes"},
			outcome: casefile.OrderedAnswer, due: "2026-12-07", order: "责令在 20 个工作日内重新答复", revoked: true},
		{name: "revoked, anew in sixty days", kind: "review_revoke", values: letter.Values{"revoke_for": "facts", "anew": "yes", "anew_within": "sixty"},
			outcome: casefile.OrderedAnswer, due: "2027-01-08", order: "责令在 60 日内重新答复", revoked: true},
		{name: "in part, for its procedure", kind: "review_revoke", values: letter.Values{"revoke_for": "procedure", "revoke_much": "part", "revoke_part": "第二项", "anew": "yes"},
			outcome: casefile.OrderedAnswer, due: "2026-12-07", order: "责令在 20 个工作日内重新答复", revoked: true, part: true, by: true},
		{name: "revoked, not anew", kind: "review_revoke", values: letter.Values{"revoke_for": "powers", "anew": "no"}, outcome: casefile.Revoked, revoked: true},
		{name: "changed", kind: "review_change", outcome: casefile.Revoked, revoked: true},
		{name: "unlawful", kind: "review_unlawful", values: letter.Values{"make_good": "在十日内书面说明检索过程"}, outcome: casefile.FoundUnlawful, order: "责令在十日内书面说明检索过程"},
		{name: "void", kind: "review_void", outcome: casefile.FoundUnlawful},
		{name: "upheld", kind: "review_uphold", outcome: casefile.Upheld},
		{name: "claim dismissed", kind: "review_claim_dismissed", outcome: casefile.Upheld},
		{name: "dismissed", kind: "review_dismissed", outcome: casefile.NotHeard},
		{name: "mediated", kind: reconsider.MediationPaper, outcome: casefile.Ended},
		{name: "ended", kind: reconsider.EndPaper, outcome: casefile.Ended},
		{name: "an answer is ordered", silent: true, kind: "review_perform", values: letter.Values{"perform_days": "7", "perform_more": "对三项逐项答复"},
			outcome: casefile.OrderedAnswer, due: "2026-11-18", order: "责令在 7 个工作日内答复；对三项逐项答复"},
		{name: "an answer is ordered beside a reply", kind: "review_perform", values: letter.Values{"perform_days": "20"},
			outcome: casefile.OrderedAnswer, due: "2026-12-07", order: "责令在 20 个工作日内答复"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newFlowBench(t, !tt.silent)
			id := b.copied()
			pending := b.caseOf(b.request).Pending()
			if len(pending) != 1 || pending[0].Letter != b.reply || pending[0].On != on("2026-11-02") {
				t.Fatalf("the copy left %+v", pending)
			}
			b.goTo("2026-11-09")
			n := b.ready(id, tt.kind, tt.values)
			b.must(b.goes(id, n, reconsider.TheRespondent, casefile.Handed))
			c := b.caseOf(b.request)
			if len(c.Judgements) != 1 || len(c.Pending()) != 0 {
				t.Fatalf("%d outcomes, %d pending", len(c.Judgements), len(c.Pending()))
			}
			j := c.Judgements[0]
			if j.Outcome != tt.outcome || j.Part != tt.part || j.Procedure != tt.by || j.Private.Order != tt.order || j.On != b.today() || !j.TheyGotOn.IsZero() {
				t.Errorf("the request notes %+v", j.Judged)
			}
			if _, revoked := c.RevokedBy(b.reply); revoked != tt.revoked {
				t.Errorf("revoked: %v", revoked)
			}
			if tt.outcome.Orders() {
				b.stage(b.request, casefile.StageHandling)
				b.due(b.request, deadline.Running, tt.due)
			} else if !tt.silent {
				b.stage(b.request, casefile.StageReplied)
			}
			b.sound()
		})
	}
}

// TestReviewFlowDays: what is posted counts from its receipt, and the time to sue runs
// from the applicant's, whichever is known first.
func TestReviewFlowDays(t *testing.T) {
	b := newFlowBench(t, true)
	id := b.filed()
	copied := b.ready(id, reconsider.CopyNotice, nil)
	b.must(b.goes(id, copied, reconsider.TheRespondent, casefile.Posted))
	if n := len(b.caseOf(b.request).Challenges); n != 0 {
		t.Errorf("the office was told %d times of what is on its way", n)
	}
	b.goTo("2026-11-05")
	toRespondent := reconsider.Recipient{Role: reconsider.TheRespondent}
	b.must(b.GotReviewPaper(ctx, b.by("ye"), id, 0, reconsider.PaperGot{Letter: copied, To: toRespondent}, on("2026-11-04")))
	if p := b.caseOf(b.request).Pending(); len(p) != 1 || p[0].On != on("2026-11-04") {
		t.Errorf("pending: %+v", p)
	}
	decision := b.ready(id, "review_uphold", nil)
	b.must(b.goes(id, decision, reconsider.TheApplicant, casefile.Posted))
	b.must(b.goes(id, decision, reconsider.TheRespondent, casefile.Handed))
	until := func(want, steps string) {
		t.Helper()
		v, err := b.Case(ctx, b.by("clerk"), b.request)
		b.must(err)
		for _, k := range v.Clocks {
			if k.What == casefile.AfterReviewClock {
				if k.Until != on(want) || !strings.Contains(k.Steps, steps) {
					t.Errorf("to sue until %s: %s", k.Until, k.Steps)
				}
				return
			}
		}
		t.Error("there is no period to sue after the decision")
	}
	until("2026-11-20", "暂按本机关收到")
	b.goTo("2026-11-12")
	got := reconsider.PaperGot{Letter: decision, To: reconsider.Recipient{Role: reconsider.TheApplicant}}
	b.must(b.GotReviewPaper(ctx, b.by("ye"), id, 0, got, on("2026-11-10")))
	until("2026-11-25", "申请人11月10日收到")
	b.refused(b.GotReviewPaper(ctx, b.by("ye"), id, 0, got, on("2026-11-11")), "review_recipient_needed", "to")
	b.sound()

	// Taken back, the day is not known again; folded again, nothing is missed.
	c := b.caseOf(b.request)
	b.must(b.TakeBack(ctx, b.by("clerk"), b.request, 0, takenBack(len(c.History))))
	until("2026-11-20", "暂按本机关收到")
	b.must(b.TakeBack(ctx, b.by("clerk"), b.request, 0, takenBack(c.Judgements[0].Entry)))
	b.sound()
}

// TestReviewFlowMeets: what the office has noted itself is not noted twice, and what its
// file has no place for is said there; the paper goes all the same.
func TestReviewFlowMeets(t *testing.T) {
	noteOf := func(c *casefile.Case) string {
		f, _ := c.History[len(c.History)-1].Fact.(*casefile.Noted)
		if f == nil {
			return ""
		}
		return f.Private.Text
	}
	t.Run("noted by hand", func(t *testing.T) {
		b := newFlowBench(t, true)
		by := casefile.Challenged{Forum: casefile.InReview, Letter: b.reply, Body: "和宁市人民政府"}
		b.must(b.NoteChallenge(ctx, b.by("clerk"), b.request, RemedyForm{On: b.today()}, by))
		id := b.copied()
		n := b.ready(id, "review_uphold", nil)
		c, err := loadReview(ctx, b.DB, id)
		b.must(err)
		f := casefile.Judged{Forum: casefile.InReview, Letter: b.reply, Body: "和宁市人民政府", Number: c.Papers[n-1].Number, DecidedOn: b.today(), Outcome: casefile.Upheld}
		f.Challenge = b.caseOf(b.request).Pending()[0].Entry
		b.must(b.NoteOutcome(ctx, b.by("clerk"), b.request, RemedyForm{On: b.today()}, f))
		b.must(b.goes(id, n, reconsider.TheRespondent, casefile.Handed))
		if c := b.caseOf(b.request); len(c.Challenges) != 1 || len(c.Judgements) != 1 {
			t.Errorf("noted twice: %d, %d", len(c.Challenges), len(c.Judgements))
		}
	})
	t.Run("withdrawn", func(t *testing.T) {
		b := newFlowBench(t, false)
		id := b.copied()
		b.must(b.Withdraw(ctx, b.by("clerk"), b.request, 0, "申请人来电撤回"))
		b.must(b.goes(id, b.ready(id, "review_perform", letter.Values{"perform_days": "7"}), reconsider.TheRespondent, casefile.Handed))
		c := b.caseOf(b.request)
		if len(c.Judgements) != 0 || len(c.Pending()) != 1 || !strings.Contains(noteOf(c), "没有能自动登记") {
			t.Errorf("%d outcomes, %q", len(c.Judgements), noteOf(c))
		}
		b.stage(b.request, casefile.StageWithdrawn)
		b.sound()
	})
	t.Run("corrected", func(t *testing.T) {
		b := newFlowBench(t, true)
		id := b.copied()
		b.happenedToRequest(b.reply)
		b.must(b.goes(id, b.ready(id, "review_revoke", letter.Values{"revoke_for": "facts", "anew": "yes"}), reconsider.TheRespondent, casefile.Handed))
		if c := b.caseOf(b.request); len(c.Judgements) != 1 || !c.Letters[0].Revoked {
			t.Error("the reply that was contested is not revoked")
		}
		b.stage(b.request, casefile.StageHandling)
	})
	t.Run("annulled", func(t *testing.T) {
		b := newFlowBench(t, false)
		id := b.filed()
		b.must(b.Annul(ctx, b.by("checker"), b.request, 0, "重复登记"))
		b.must(b.goes(id, b.ready(id, reconsider.CopyNotice, nil), reconsider.TheRespondent, casefile.Handed))
		if c := b.caseOf(b.request); len(c.Challenges) != 0 || noteOf(c) == "" {
			t.Error("nothing is said of the copy")
		}
	})
	t.Run("never told", func(t *testing.T) {
		b := newFlowBench(t, true)
		id := b.filed()
		b.must(b.goes(id, b.ready(id, reconsider.EndPaper, nil), reconsider.TheRespondent, casefile.Handed))
		if c := b.caseOf(b.request); len(c.Judgements) != 0 {
			t.Error("the office is told how ended what it never heard of")
		}
	})
}

// TestReviewFlowWhole: what is told to the request happens with the service or not at
// all, and not twice when it is done again.
func TestReviewFlowWhole(t *testing.T) {
	b := newFlowBench(t, true)
	id := b.copied()
	n := b.ready(id, "review_revoke", letter.Values{"revoke_for": "facts", "anew": "yes"})
	died := errors.New("killed")
	sent := reconsider.PaperSent{Letter: n, To: reconsider.Recipient{Role: reconsider.TheRespondent}, Way: casefile.Handed}
	err := b.DB.Write(ctx, func(tx *sqlite.Tx) error { // up to the commit, where the process ends
		c, err := loadReview(ctx, tx, id)
		if err == nil {
			err = b.paperReached(ctx, tx, b.by("ye"), c, n, sent.To, b.today())
		}
		if err == nil {
			err = b.happenToReview(ctx, tx, c, b.by("ye").ID, onDay(b.today(), &sent))
		}
		if err != nil {
			return err
		}
		return died
	})
	if !errors.Is(err, died) || len(b.caseOf(b.request).Judgements) != 0 {
		t.Fatalf("%v, and the request knows of it", err)
	}
	b.stage(b.request, casefile.StageReplied)
	b.sound()
	b.must(b.goes(id, n, reconsider.TheRespondent, casefile.Handed))
	b.refused(b.goes(id, n, reconsider.TheRespondent, casefile.Handed), "review_recipient_needed", "to")
	if got := len(b.caseOf(b.request).Judgements); got != 1 {
		t.Errorf("the outcome stands there %d times", got)
	}
	b.sound()
}

// happenedToRequest lets another reply go out in the place of the n-th.
func (b *flowBench) happenedToRequest(n int) {
	b.t.Helper()
	k, version, err := b.SaveDraft(ctx, b.by("officer"), b.request, DraftForm{Kind: letter.NotExisting, Values: values(b.t, letter.NotExisting), Replaces: n})
	b.must(err)
	b.must(b.Submit(ctx, b.by("officer"), b.request, version, k))
	b.must(b.Check(ctx, b.by("checker"), b.request, version+1, k, ""))
	b.must(b.Sign(ctx, b.by("signer"), b.request, version+2, k))
	b.must(b.Serve(ctx, b.by("clerk"), b.request, ServiceForm{Letter: k, Way: casefile.Downloaded}))
}
