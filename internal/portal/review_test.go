package portal

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/reconsider"
)

// TestReviewEnding: what is made and on its way is no overdue hearing, and what counts as
// given up refers to no paper, for there is none.
func TestReviewEnding(t *testing.T) {
	day := func(s string) calendar.Date {
		d, err := calendar.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	ended := func(kind casefile.LetterKind) *reconsider.Case {
		p := reconsider.Paper{}
		p.N, p.Kind, p.Number, p.SignedOn, p.Stage = 1, kind, "1号", day("2026-11-20"), casefile.IsReady
		return &reconsider.Case{Papers: []reconsider.Paper{p}}
	}
	late := deadline.Result{DecideBy: day("2026-11-21")}
	for name, one := range map[string]struct {
		c     *reconsider.Case
		stage reconsider.Stage
		title string
		text  string
	}{
		"decided":   {ended(reconsider.PaperOfOutcome(reconsider.Revoke)), reconsider.StageServing, "已经作出决定，正在送达", "2026年11月20日（星期五）作出复议决定"},
		"rejected":  {ended(reconsider.RejectionPaper), reconsider.StageServing, "不予受理，正在送达", "决定不予受理"},
		"ended":     {ended(reconsider.EndPaper), reconsider.StageServing, "已经终止，正在送达", "决定终止"},
		"given up":  {&reconsider.Case{GaveUp: day("2026-11-20")}, reconsider.StageClosed, "视为放弃", "2026年11月20日（星期五）记为您放弃"},
		"withdrawn": {&reconsider.Case{Withdrawal: reconsider.Withdrawal{Entry: 3, On: day("2026-11-20")}}, reconsider.StageSuspended, "正在现场勘验或者鉴定", "收到您撤回的意思"},
	} {
		w := (&Server{}).whereReview(desk.Status{Review: &desk.ReviewStatus{Case: one.c, Stage: one.stage, Clock: late}})
		if w.Title != one.title || !strings.Contains(w.Text, one.text) || w.Late || strings.Contains(w.Text, "已经过了") {
			t.Errorf("%s: %q, %q", name, w.Title, w.Text)
		}
	}
	if _, text := givenUpWords(day("2026-11-20")); strings.Contains(text, "决定书") {
		t.Errorf("given up: %s", text)
	}
}

// TestSessionWords: the applicant is called to a hearing until its day, and to none that
// is past.
func TestSessionWords(t *testing.T) {
	day := calendar.NewDate(2026, 11, 20)
	p := reconsider.Paper{}
	p.N, p.Kind, p.Number, p.Stage = 1, reconsider.HearingNotice, "1号", casefile.IsServed
	p.Sent = []reconsider.Sending{{To: reconsider.Recipient{Role: reconsider.TheApplicant}}}
	set := reconsider.Session{Entry: 1}
	set.Day, set.Private.At = day, "上午10时"
	c := &reconsider.Case{Papers: []reconsider.Paper{p}, Sessions: []reconsider.Session{set},
		History: []reconsider.Past{{Entry: ledger.Entry{N: 2}, Fact: &casefile.Signed{Letter: 1, Kind: reconsider.HearingNotice}}}}
	for days, want := range map[int]string{-1: "请您到场", 0: "请您到场", 1: "听证应于 2026年11月20日（星期五）上午10时举行。"} {
		if got := sessionWords(c, day.AddDays(days)); !strings.Contains(got, want) || days > 0 && strings.Contains(got, "到场") {
			t.Errorf("%d days after: %s", days, got)
		}
	}
	c.Sessions[0].Held = &reconsider.SessionHeld{}
	if got := sessionWords(c, day); got != "" {
		t.Errorf("held: %s", got)
	}
}

// TestReviewWithdrawnWords: that it must be permitted and cannot be applied for again
// holds from acceptance on.
func TestReviewWithdrawnWords(t *testing.T) {
	st := desk.Status{Review: &desk.ReviewStatus{Case: &reconsider.Case{}}}
	if got := reviewWithdrawn(st); strings.Contains(got, "第七十四条") || !strings.Contains(got, "可以重新申请") {
		t.Errorf("before acceptance: %s", got)
	}
	st.Review.Clock.AcceptedOn = calendar.NewDate(2026, 11, 20)
	if got := reviewWithdrawn(st); !strings.Contains(got, "第七十四条") {
		t.Errorf("accepted: %s", got)
	}
}
