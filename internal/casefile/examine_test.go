package casefile

import (
	"testing"

	"mingda/internal/fault"
)

// examined makes the record of an examination.
func examined(what Examination, outcome Outcome, who, remark string) Examined {
	f := Examined{What: what, Outcome: outcome}
	f.Private.Who, f.Private.Remark = who, remark
	return f
}

// TestExamination: what is wrong with the record of an examination is told beside
// its field; none has an effect on the clock.
func TestExamination(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4})
	s := Situation{Today: day("2026-09-30")}
	for _, test := range []struct {
		name  string
		f     Examined
		on    string
		field string
	}{
		{"in order", examined(Secrecy, MayDisclose, "张三", ""), "2026-09-30", ""},
		{"no kind", examined("", MayDisclose, "张三", ""), "2026-09-30", "what"},
		{"no outcome", examined(Secrecy, "", "张三", ""), "2026-09-30", "outcome"},
		{"outcome of another", examined(Secrecy, Agrees, "张三", ""), "2026-09-30", "outcome"},
		{"not to be disclosed without reason", examined(Legality, MayNot, "张三", " "), "2026-09-30", "remark"},
		{"nobody", examined(Secrecy, MayDisclose, " ", ""), "2026-09-30", "who"},
		{"tomorrow", examined(Secrecy, MayDisclose, "张三", ""), "2026-10-01", "on"},
		{"before the request", examined(Secrecy, MayDisclose, "张三", ""), "2026-09-21", "on"},
		{"a body is asked", examined(Confirming, Agrees, "区财政局", ""), "2026-09-24", ""},
	} {
		f, err := b.c.Examination(test.f, day(test.on), s)
		if fields := fault.FieldsOf(err); test.field == "" && err != nil || test.field != "" && fields[test.field] == nil {
			t.Errorf("%s: %v %v", test.name, fields, err)
		}
		if err == nil && f.What.Asks() && f.Outcome != "" {
			t.Errorf("%s: a body has answered before it was asked", test.name)
		}
	}
	before, _ := b.c.Clock(xinjiang(t), s.Today)
	if err := b.c.Allows(AnswerExamination, s); fault.CodeOf(err) != "no_body_asked" {
		t.Errorf("nobody was asked: %v", err)
	}
	ask := examined(Referral, "", "区保密局", "")
	b.add("2026-09-24", &ask)
	asked := b.c.Version
	answer := ExaminationAnswered{Of: asked, Outcome: MayDisclose}
	for _, wrong := range []struct {
		f     ExaminationAnswered
		on    string
		field string
	}{
		{ExaminationAnswered{Of: 1, Outcome: MayDisclose}, "2026-09-28", "of"},
		{ExaminationAnswered{Of: asked, Outcome: Differs}, "2026-09-28", "outcome"},
		{ExaminationAnswered{Of: asked, Outcome: MayNot}, "2026-09-28", "remark"},
		{answer, "2026-09-23", "on"},
	} {
		if _, err := b.c.ExaminationAnswer(wrong.f, day(wrong.on), s); fault.FieldsOf(err)[wrong.field] == nil {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
	if _, err := b.c.ExaminationAnswer(answer, day("2026-09-28"), s); err != nil {
		t.Fatal(err)
	}
	b.add("2026-09-28", &answer)
	e, _ := b.c.LastExamined(Referral)
	if e.Waits() || e.AnsweredOn != day("2026-09-28") || len(b.c.AwaitedBodies()) != 0 {
		t.Errorf("answered: %+v", e)
	}
	if err := b.c.AllowsTakingBack(asked, s); fault.CodeOf(err) != "examination_answered" {
		t.Errorf("asking is taken back under its answer: %v", err)
	}
	b.add("2026-09-29", &TakenBack{Corrects: asked + 1})
	if e, _ := b.c.LastExamined(Referral); !e.Waits() {
		t.Errorf("the answer stands: %+v", e)
	}
	b.add("2026-09-29", &TakenBack{Corrects: asked})
	if len(b.c.Examined) != 0 {
		t.Errorf("it stands: %+v", b.c.Examined)
	}
	if after, _ := b.c.Clock(xinjiang(t), s.Today); after.Due != before.Due {
		t.Errorf("the clock moved from %s to %s", before.Due, after.Due)
	}
}
