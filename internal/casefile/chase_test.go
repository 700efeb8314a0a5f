package casefile

import (
	"errors"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/fault"
)

func chasedBy(why ChaseWhy, by calendar.Date, what string) Chased {
	f := Chased{Why: why, AnswerBy: by}
	f.Private.What = what
	return f
}

func says(promised calendar.Date, text string) ChaseAnswered {
	f := ChaseAnswered{Promised: promised}
	f.Private.Text = text
	return f
}

// refusedWith wants an error with the code, beside the field if one is named.
func refusedWith(t *testing.T, name string, err error, field string, code fault.Code) {
	t.Helper()
	var f *fault.Error
	if errors.As(err, &f) && field != "" {
		f = f.Fields[field]
	}
	if f == nil || f.Code != code {
		t.Errorf("%s: %v, want %s", name, err, code)
	}
}

// TestChase walks the whole way: pressed, answered, ended, pressed again; and every
// refusal on it.
func TestChase(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 1, Officer: 5})
	s := Situation{Today: day("2026-10-10"), Due: day("2026-10-27")}
	for _, x := range []struct {
		name  string
		f     Chased
		field string
		code  fault.Code
	}{
		{"no reason", chasedBy("x", s.Today, "拟稿"), "why", "chase_why_needed"},
		{"asks nothing", chasedBy("near", s.Today, ""), "what", "chase_what_needed"},
		{"no day", chasedBy("near", calendar.Date{}, "拟稿"), "answer_by", "date_unreadable"},
		{"a day gone by", chasedBy("near", day("2026-10-09"), "拟稿"), "answer_by", "chase_by_past"},
	} {
		_, err := b.c.Chase(x.f, s)
		refusedWith(t, x.name, err, x.field, x.code)
	}
	_, err := received(t, "2026-09-22").c.Chase(chasedBy("near", s.Today, "拟稿"), s)
	refusedWith(t, "not assigned", err, "", "case_not_assigned")
	_, err = b.c.ChaseAnswer(says(s.Today, "在办"), s)
	refusedWith(t, "nothing to answer", err, "", "no_chase_to_answer")
	_, err = b.c.ChaseEnd(ChaseEnded{}, s)
	refusedWith(t, "nothing to end", err, "", "no_chase")

	f, err := b.c.Chase(chasedBy("near", day("2026-10-12"), "拟稿"), s)
	if err != nil || f.Unit != 1 || f.Officer != 5 {
		t.Fatal(f, err)
	}
	b.add("2026-10-10", f)
	wantChase(t, b, ChaseOpen, "2026-10-12")
	_, err = b.c.Chase(chasedBy("near", s.Today, "拟稿"), s)
	refusedWith(t, "twice", err, "", "chase_stands")
	_, err = b.c.ChaseEnd(ChaseEnded{}, s)
	refusedWith(t, "ended without an answer or a word", err, "remark", "chase_end_needs_reason")
	_, err = b.c.ChaseAnswer(says(day("2026-10-09"), "在办"), s)
	refusedWith(t, "promised for yesterday", err, "promised", "chase_promise_past")
	_, err = b.c.ChaseAnswer(says(day("2026-10-13"), ""), s)
	refusedWith(t, "says nothing", err, "text", "chase_answer_needed")
	a, err := b.c.ChaseAnswer(says(day("2026-10-13"), "在查档"), s)
	if err != nil {
		t.Fatal(err)
	}
	b.add("2026-10-10", a)
	wantChase(t, b, ChaseReplied, "2026-10-13")
	refusedWith(t, "taken back too late", b.c.AllowsTakingBack(3, s), "", "chase_answered_since")
	_, err = b.c.ChaseAnswer(says(day("2026-10-13"), "又"), s)
	refusedWith(t, "answered twice", err, "", "no_chase_to_answer")
	e, err := b.c.ChaseEnd(ChaseEnded{}, s)
	if err != nil {
		t.Fatal(err)
	}
	b.add("2026-10-13", e)
	wantChase(t, b, NotChased, "")
	refusedWith(t, "the answer stays", b.c.AllowsTakingBack(4, s), "", "chase_ended_since")
	if got := b.c.StateOf(b.c.Chases[0]); got != ChaseIsEnded {
		t.Errorf("it is %s", got)
	}
	b.add("2026-10-14", &Chased{Unit: 1, Why: "near", AnswerBy: day("2026-10-15")})
	wantChase(t, b, ChaseOpen, "2026-10-15")
	b.add("2026-10-14", &TakenBack{Corrects: 6})
	wantChase(t, b, NotChased, "")
}

func wantChase(t *testing.T, b *book, state ChaseState, by string) {
	t.Helper()
	row, err := b.c.Project(xinjiang(t), day("2026-10-10"))
	if err != nil || row.Chase != state || row.ChaseBy.String() != by {
		t.Errorf("%q by %q, %v; want %q by %q", row.Chase, row.ChaseBy, err, state, by)
	}
}

// TestChaseOver: a case that goes out leaves its chase behind, and a closed one is
// not pressed.
func TestChaseOver(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 1}).
		add("2026-10-10", &Chased{Unit: 1, Why: "near", AnswerBy: day("2026-10-12")}, &Withdrawn{})
	wantChase(t, b, NotChased, "")
	if got := b.c.StateOf(b.c.Chases[0]); got != ChaseIsOver {
		t.Errorf("it is %s", got)
	}
	_, err := b.c.Chase(chasedBy("near", day("2026-10-12"), "拟稿"), Situation{Today: day("2026-10-10")})
	refusedWith(t, "closed", err, "", "case_not_open")
}

// TestEscalation asks the coordinating office, is answered, and asks again.
func TestEscalation(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 1})
	s := Situation{Today: day("2026-10-10"), Due: day("2026-10-27")}
	_, err := b.c.Escalate(Escalated{}, s)
	refusedWith(t, "no reason", err, "reason", "reason_needed")
	_, err = b.c.EscalationAnswer(EscalationAnswered{}, s)
	refusedWith(t, "nothing to answer", err, "", "no_escalation")
	var f Escalated
	f.Private.Reason = "两个单位都说不是自己的"
	up, err := b.c.Escalate(f, s)
	if err != nil {
		t.Fatal(err)
	}
	b.add("2026-10-10", up)
	if row, _ := b.c.Project(xinjiang(t), s.Today); !row.Escalated {
		t.Error("the row does not know")
	}
	_, err = b.c.Escalate(f, s)
	refusedWith(t, "twice", err, "", "escalation_stands")
	_, err = b.c.EscalationAnswer(EscalationAnswered{}, s)
	refusedWith(t, "says nothing", err, "text", "escalation_answer_needed")
	var a EscalationAnswered
	a.Private.Text = "请住建局办"
	down, err := b.c.EscalationAnswer(a, s)
	if err != nil || down.Of != 3 {
		t.Fatal(down, err)
	}
	b.add("2026-10-11", down)
	refusedWith(t, "taken back too late", b.c.AllowsTakingBack(3, s), "", "escalation_answered_since")
	if row, _ := b.c.Project(xinjiang(t), s.Today); row.Escalated {
		t.Error("it waits still")
	}
	b.add("2026-10-12", up)
	refusedWith(t, "the answer before stays", b.c.AllowsTakingBack(4, s), "", "escalation_asked_since")
	b.add("2026-10-12", &Withdrawn{})
	if _, waits := b.c.Escalation(); waits {
		t.Error("a case that ended waits for the office")
	}
}
