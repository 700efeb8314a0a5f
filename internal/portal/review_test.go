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

// TestReviewAnswers: the applicant reads that what they sent while a supplement is awaited
// has come, and what became of their wish to withdraw.
func TestReviewAnswers(t *testing.T) {
	day := calendar.NewDate(2026, 11, 20)
	p := reconsider.Paper{}
	p.N, p.Kind, p.Number, p.SignedOn, p.Stage = 1, reconsider.SupplementNotice, "1号", day, casefile.IsServed
	note := &casefile.Noted{}
	note.Private.Text = "按通知补正如下"
	c := &reconsider.Case{Papers: []reconsider.Paper{p}, History: []reconsider.Past{
		{Entry: ledger.Entry{N: 1, On: day}, Fact: &casefile.Signed{Letter: 1, Kind: reconsider.SupplementNotice}},
		{Entry: ledger.Entry{N: 2, On: day, By: ledger.Applicant}, Fact: note},
	}}
	at := func(stage reconsider.Stage) (string, bool) {
		w := (&Server{}).whereReview(desk.Status{Review: &desk.ReviewStatus{Case: c, Stage: stage}})
		return w.Title + "：" + w.Text, w.Waiting
	}
	if text, waiting := at(reconsider.StageSupplying); waiting || !strings.Contains(text, "收到您交来的，正在看") || strings.Contains(text, "请您补正") {
		t.Errorf("it came: %s", text)
	}
	c.NotSupplied = []int{2}
	if text, waiting := at(reconsider.StageSupplying); !waiting || !strings.Contains(text, "请您补正") || !strings.Contains(text, "看过了，不是要补的") {
		t.Errorf("it is none: %s", text)
	}
	c.Withdrawal = reconsider.Withdrawal{Entry: 3, On: day}
	if text, _ := at(reconsider.StageSuspended); !strings.Contains(text, "不用准许") {
		t.Errorf("before acceptance: %s", text)
	}
	c.Acceptance.Entry = 2
	if text, _ := at(reconsider.StageSuspended); !strings.Contains(text, "不准许的，在这里写明理由") {
		t.Errorf("accepted: %s", text)
	}
	c.Withdrawal.Declined, c.Withdrawal.Answer = reconsider.NotPermitted, "损害公共利益。"
	if text, _ := at(reconsider.StageSuspended); !strings.Contains(text, "没有准许，这件照常办。理由：损害公共利益。") || strings.Contains(text, "。。") {
		t.Errorf("declined: %s", text)
	}
}
