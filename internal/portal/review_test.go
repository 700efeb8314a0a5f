package portal

import (
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/desk"
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
		"withdrawn": {&reconsider.Case{Withdrawal: reconsider.Withdrawal{Entry: 3, On: day("2026-11-20")}}, reconsider.StageSuspended, "审理中止", "收到您撤回的意思"},
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
