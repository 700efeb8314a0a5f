package letter

import (
	"strings"
	"testing"
	"time"

	"mingda/internal/calendar"
)

// TestCheckCourtAnswer: what the answer to a court must not lack, and what is pointed out.
func TestCheckCourtAnswer(t *testing.T) {
	suit := func(with func(*Suit)) func(*Draft) { return func(d *Draft) { with(d.Facts.Suit) } }
	value := func(name, value string) func(*Draft) { return func(d *Draft) { d.Values[name] = value } }
	checkFindings(t, []findingTest{
		{"no court", CourtAnswer, func(d *Draft) { d.Facts.Suit.Court, d.Values["to"] = "", "" }, Missing, "法院"},
		{"no number", CourtAnswer, func(d *Draft) { d.Facts.Suit.Number, d.Values["court_case_no"] = "", "" }, Missing, "案号"},
		{"no reasons", CourtAnswer, value("answer_legal", ""), Missing, "行政行为合法的理由"},
		{"after the fifteen days", CourtAnswer, suit(func(s *Suit) { s.AnswerBy = calendar.NewDate(2026, time.November, 19) }), Look, "2026年11月19日已过"},
		{"no evidence", CourtAnswer, suit(func(s *Suit) { s.Evidence = nil }), Look, "没有制作诉讼用的证据卷"},
		{"an appeal at first instance", CourtAnswer, value("defence_asks", dismissAppeal), Missing, "和审级不合"},
		{"the claims at second instance", CourtAnswer, suit(func(s *Suit) { s.Level = SecondInstance }), Missing, "和审级不合"},
		{"before the reply", CourtAnswer, value(copyReceived, "2026-09-01"), Missing, "收到副本之日"},
	})
}

// TestCourtAnswerLevels: before each court parties and papers are called as there.
func TestCourtAnswerLevels(t *testing.T) {
	for level, want := range map[string]string{FirstInstance: "（被告）", SecondInstance: "（被上诉人）", RetrialCourt: "（再审被申请人）"} {
		text := reviewText(t, CourtAnswer, func(d *Draft) { d.Facts.Suit.Level = level })
		if !strings.Contains(text, want) || level == SecondInstance && !strings.Contains(text, "上诉状副本") {
			t.Errorf("%s: %s", level, text)
		}
	}
	if k, err := Info(CourtAnswer); err != nil || k.Whose() != OfDefendant || !Drafted(CourtAnswer) || k.IsReply() {
		t.Errorf("it is of the %s, %v", k.Whose(), err)
	}
	if text := reviewText(t, CourtAnswer, func(d *Draft) { d.Facts.Suit.Silence = true }); !strings.Contains(text, "未在法定期限内答复政府信息公开申请的行为一案") {
		t.Error(text)
	}
	ComposeDraft(CourtAnswer, Facts{}, nil) // nothing is known yet
	Check(CourtAnswer, Facts{}, nil)
}
