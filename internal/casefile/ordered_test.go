package casefile

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// judged is an outcome about a letter, as the office would note it.
func judged(letter int, o RemedyOutcome, decided string) *Judged {
	f := &Judged{Forum: InReview, Letter: letter, Body: "明川市人民政府", Number: "明政复〔2026〕9号", DecidedOn: day(decided), Outcome: o}
	if o.Orders() {
		f.Private.Order = "撤销该答复，责令重新答复"
	}
	return f
}

func replied(t *testing.T) *book {
	return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4, Officer: 5, InnerDue: day("2026-10-10")}).
		letter("2026-09-24", "refuse", law.Process, IsServed)
}

func clockOf(t *testing.T, c *Case, on string) deadline.Result {
	t.Helper()
	r, err := c.Clock(xinjiang(t), day(on))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestOrdered: a decision revokes the reply; the case is open again with a period
// of its own, the reply keeps its service, and a new one ends it. It may happen
// again, also to a file that was put away.
func TestOrdered(t *testing.T) {
	b := replied(t).add("2026-09-28", &Archived{})
	f := judged(1, OrderedAnswer, "2026-11-10")
	f.Days = 10
	b.add("2026-11-12", f)
	if b.c.Stage() != StageHandling || !b.c.ArchivedOn.IsZero() || b.c.Unit != 4 || b.c.Result != "" || !b.c.InnerDue.IsZero() {
		t.Fatalf("%s, %+v", b.c.Stage(), b.c)
	}
	if r := clockOf(t, b.c, "2026-11-13"); r.Due != day("2026-11-26") || r.Start != day("2026-11-12") {
		t.Errorf("due %s from %s", r.Due, r.Start)
	}
	old := b.c.Letters[0]
	if by, ok := b.c.RevokedBy(1); !ok || by.Number != f.Number || old.Stage != IsServed || old.ServedOn != day("2026-09-24") {
		t.Errorf("the old one: %+v", old)
	}
	s, _ := b.c.Situation(xinjiang(t), day("2026-11-13"))
	wantCode(t, b.c.AllowsNew(ClarificationNotice, s), "clarification_ordered")
	wantCode(t, b.c.AllowsNew(ExtensionNotice, s), "extension_ordered")
	wantCode(t, b.c.AllowsLetter(1, Replace, s), "not_answered")
	if err := b.c.AllowsNew("disclose", s); err != nil {
		t.Error(err)
	}
	b.letter("2026-11-20", "partial", law.Partial, IsServed)
	if b.c.Stage() != StageReplied || b.c.RepliedOn() != day("2026-11-20") || b.c.Result != law.Partial {
		t.Errorf("%s on %s", b.c.Stage(), b.c.RepliedOn())
	}
	wantCode(t, b.c.AllowsLetter(1, Replace, s), "letter_before_order")

	court := judged(2, OrderedDisclosure, "2027-02-01")
	court.Forum, court.Part = InCourt, true
	b.add("2027-02-03", court)
	if r := clockOf(t, b.c, "2027-02-04"); b.c.Stage() != StageHandling || r.Due != xinjiang(t).AddWorkdays(day("2027-02-03"), 20) {
		t.Errorf("%s until %s", b.c.Stage(), r.Due)
	}
	if s, _ = b.c.Situation(xinjiang(t), day("2027-02-04")); b.c.AllowsNew(ExtensionNotice, s) != nil {
		t.Error("a period that the law sets can be extended")
	}
	clocks, err := b.c.Clocks(xinjiang(t), day("2027-02-04"), func(Letter) []law.Remedy { return nil })
	if err != nil || clocks[0].State != ClockRuns || clocks[1].What != PastAnswerClock || clocks[1].State != ClockMet || clocks[1].Until != day("2026-10-27") ||
		clocks[2].What != PastAnswerClock || clocks[2].State != ClockMet || clocks[2].Until != day("2026-11-26") {
		t.Errorf("%+v, %v", clocks, err)
	}
	if folded, err := Fold(b.c.ID, b.entries); err != nil || folded.Stage() != b.c.Stage() {
		t.Error(err)
	}
}

// TestOrderedWhenOpen: an order that comes while no answer was given leaves the
// draft as it is; closed and awaiting cases go on too, a withdrawn one does not.
func TestOrderedWhenOpen(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).
		letter("2026-09-24", ClarificationNotice, "", IsServed).letter("2026-11-02", "refuse", law.Secret, InCheck).
		add("2026-11-20", judged(0, OrderedAnswer, "2026-11-19"))
	if b.c.Stage() != StageChecking || b.c.Awaiting() {
		t.Errorf("%s", b.c.Stage())
	}
	if r := clockOf(t, b.c, "2026-11-20"); r.Due != xinjiang(t).AddWorkdays(day("2026-11-20"), 20) {
		t.Errorf("due %s", r.Due)
	}
	closed := received(t, "2026-09-22").letter("2026-09-24", ClarificationNotice, "", IsServed).add("2026-10-20", &Closed{Result: law.NoSupplement}).
		add("2026-11-20", judged(0, OrderedAnswer, "2026-11-19"))
	if closed.c.Stage() != StageRegistered || closed.c.Result != "" || clockOf(t, closed.c, "2026-11-20").Due.IsZero() {
		t.Errorf("%s", closed.c.Stage())
	}
	gone := received(t, "2026-09-22").add("2026-09-24", &Withdrawn{})
	_, err := gone.c.Judge(*judged(0, OrderedAnswer, "2026-11-19"), day("2026-11-20"), Situation{Today: day("2026-11-20")})
	wantField(t, err, "outcome", "order_withdrawn")
	_, err = gone.c.Judge(*judged(0, NotHeard, "2026-11-19"), day("2026-11-20"), Situation{Today: day("2026-11-20")})
	if err != nil {
		t.Error(err)
	}
}

// TestRemedyTakenBack: an order that was none leaves the case as it was; what is
// drafted by it is dropped first, one that was followed stays, and the last goes first.
func TestRemedyTakenBack(t *testing.T) {
	b := replied(t).add("2026-09-28", &Archived{})
	s := Situation{Today: day("2026-11-30")}
	b.add("2026-10-20", &Challenged{Forum: InReview, Letter: 1, Body: "明川市人民政府"})
	f := judged(1, OrderedAnswer, "2026-11-10")
	f.Challenge = b.c.Version
	b.add("2026-11-12", f)
	n := b.c.Version
	b.letter("2026-11-13", "refuse", law.Secret, InCheck)
	back := func(n int) TakenBack {
		f := TakenBack{Corrects: n}
		f.Private.Reason = "记错了案件"
		return f
	}
	_, err := b.c.TakingBack(back(f.Challenge), s)
	wantCode(t, err, "challenge_decided")
	_, err = b.c.TakingBack(back(n), s)
	wantCode(t, err, "order_drafted")
	b.add("2026-11-30", &Dropped{Letter: 2})
	ok, err := b.c.TakingBack(back(n), s)
	if err != nil {
		t.Fatal(err)
	}
	b.add("2026-11-30", ok)
	if b.c.Stage() != StageArchived || b.c.ArchivedOn != day("2026-09-28") || b.c.Result != law.Process || b.c.Letters[0].Revoked || b.c.Letters[1].Stage != IsDropped || len(b.c.Pending()) != 1 {
		t.Errorf("%s: %+v", b.c.Stage(), b.c.Letters[1])
	}
	if r := clockOf(t, b.c, "2026-12-01"); r.State != deadline.StateReplied {
		t.Errorf("%s", r.State)
	}
	if _, err = b.c.TakingBack(back(f.Challenge), s); err != nil {
		t.Errorf("in a file that is put away: %v", err)
	}
	b.add("2026-12-01", judged(1, OrderedAnswer, "2026-11-10"))
	n = b.c.Version
	b.letter("2026-12-02", "refuse", law.Secret, IsSigned)
	_, err = b.c.TakingBack(back(n), s)
	wantCode(t, err, "order_followed")
}

// TestRemedyTakenBackBefore: ledgers in which it was taken back by a fact of its own
// fold as they did.
func TestRemedyTakenBackBefore(t *testing.T) {
	b := replied(t).add("2026-09-28", &Archived{}).add("2026-11-12", judged(1, OrderedAnswer, "2026-11-10"))
	n := b.c.Version
	b.letter("2026-11-13", "refuse", law.Secret, InCheck)
	if !b.c.Letters[0].Revoked {
		t.Error("the reply was revoked")
	}
	b.add("2026-11-30", &RemedyTakenBack{Corrects: n})
	if b.c.Stage() != StageArchived || b.c.Result != law.Process || b.c.Letters[0].Revoked || b.c.Letters[1].Stage != IsDropped || len(b.c.Judgements) != 0 {
		t.Errorf("%s: %+v", b.c.Stage(), b.c.Letters[1])
	}
	wantCode(t, b.c.AllowsTakingBack(n+1, Situation{Today: day("2026-11-30")}), "entry_stays")
}

// TestJudgeRefused: what is wrong with an outcome is said beside its field.
func TestJudgeRefused(t *testing.T) {
	b := replied(t)
	s := Situation{Today: day("2026-11-30")}
	for _, row := range []struct {
		field string
		code  fault.Code
		on    string
		but   func(f *Judged)
	}{
		{"forum", "forum_needed", "2026-11-12", func(f *Judged) { f.Forum = "x" }},
		{"body", "forum_body_needed", "2026-11-12", func(f *Judged) { f.Body = " " }},
		{"number", "decision_number_needed", "2026-11-12", func(f *Judged) { f.Number = "" }},
		{"letter", "contested_needed", "2026-11-12", func(f *Judged) { f.Letter = 2 }},
		{"letter", "revoked_before_served", "2026-09-23", func(f *Judged) { f.DecidedOn = day("2026-09-23") }},
		{"letter", "revoked_what", "2026-11-12", func(f *Judged) { f.Letter, f.Outcome = 0, Revoked }},
		{"on", "remedy_in_future", "2026-12-01", func(f *Judged) {}},
		{"on", "remedy_before_receipt", "2026-09-01", func(f *Judged) {}},
		{"decided_on", "decided_after_received", "2026-11-09", func(f *Judged) {}},
		{"they_got_on", "decision_got_wrong", "2026-11-12", func(f *Judged) { f.TheyGotOn = day("2026-11-01") }},
		{"outcome", "remedy_outcome_needed", "2026-11-12", func(f *Judged) { f.Outcome = "" }},
		{"order", "order_needed", "2026-11-12", func(f *Judged) { f.Private.Order = "" }},
		{"days", "order_days_wrong", "2026-11-12", func(f *Judged) { f.Days = 1001 }},
		{"challenge", "challenge_decided", "2026-11-12", func(f *Judged) { f.Challenge = 3 }},
	} {
		f := judged(1, OrderedAnswer, "2026-11-10")
		row.but(f)
		_, err := b.c.Judge(*f, day(row.on), s)
		wantField(t, err, row.field, row.code)
	}
	b.add("2026-11-12", judged(1, OrderedAnswer, "2026-11-10"))
	_, err := b.c.Judge(*judged(1, Revoked, "2026-11-10"), day("2026-11-12"), s)
	wantField(t, err, "letter", "revoked_already")
	_, err = b.c.Judge(*judged(0, OrderedAnswer, "2026-11-01"), day("2026-11-11"), s)
	wantField(t, err, "on", "order_before_order")
	_, err = b.c.Challenge(Challenged{Forum: InCourt, Letter: 9, Body: "法院"}, calendar.Date{}, s)
	wantField(t, err, "letter", "contested_needed")
	wantField(t, err, "on", "date_unreadable")
}

// TestAfterReview: the time to sue after a decision begins with its receipt.
func TestAfterReview(t *testing.T) {
	b := replied(t)
	told := func(Letter) []law.Remedy { return []law.Remedy{law.RemedyOn(law.Process, day("2026-09-24"))} }
	find := func(what ClockCode) Clock {
		clocks, err := b.c.Clocks(xinjiang(t), day("2026-11-20"), told)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range clocks {
			if k.What == what {
				return k
			}
		}
		return Clock{}
	}
	if k := find(AfterReviewClock); k.State != ClockNotBegun {
		t.Errorf("before: %+v", k)
	}
	b.add("2026-10-20", &Challenged{Forum: InReview, Letter: 1, Body: "明川市人民政府"})
	if k := find(ReviewClock); k.State != ClockOver {
		t.Errorf("pending: %+v", k)
	}
	b.add("2026-11-12", judged(1, Upheld, "2026-11-10"))
	if k := find(AfterReviewClock); k.State != ClockRuns || k.From != day("2026-11-12") || k.Until != day("2026-11-27") {
		t.Errorf("after: %+v", k)
	}
	b.add("2026-11-19", &Challenged{Forum: InCourt, Letter: 1, Body: "明川市中级人民法院"})
	if k := find(AfterReviewClock); k.State != ClockOver {
		t.Errorf("sued: %+v", k)
	}
}

// wantCode asserts why something was refused.
func wantCode(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if fault.CodeOf(err) != code {
		t.Errorf("%v, not %s", err, code)
	}
}

// wantField asserts what was said beside a field.
func wantField(t *testing.T, err error, field string, code fault.Code) {
	t.Helper()
	if fields := fault.FieldsOf(err); fields[field] == nil || fields[field].Code != code {
		t.Errorf("%v beside %q, not %s", err, field, code)
	}
}
