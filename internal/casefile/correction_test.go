package casefile

import (
	"strings"
	"testing"

	"mingda/internal/fault"
	"mingda/internal/law"
)

// correctionOf begins a correction of records received on a day, in the hands of a unit.
func correctionOf(t testing.TB, on string, days int) *book {
	t.Helper()
	b := &book{t: t, c: &Case{ID: 8}}
	f := &Registered{Number: "更2026-0001", Type: Correction, OwnDays: days, Agency: 1, Door: Counter, Receipt: Receipt{On: day(on), Ground: HandedIn}}
	f.Private.Applicant = Applicant{Class: Natural, Name: "王建国"}
	f.Private.Wants = Wants{Subject: "登记表的建筑面积", Content: "应为 92.60 平方米"}
	return b.add(on, f, &Assigned{Unit: 4, Officer: 5})
}

// TestCorrectionRules: a correction has its own three replies and none of the steps
// of a request, and a request has none of them.
func TestCorrectionRules(t *testing.T) {
	s := Situation{Today: day("2026-09-25"), Due: day("2026-10-27"), ClarifyBy: day("2026-10-09")}
	about, request := correctionOf(t, "2026-09-22", 20), received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4, Officer: 5})
	drafted := correctionOf(t, "2026-09-22", 20).letter("2026-09-24", "correction_made", law.CorrectionMade, InDraft)
	for _, x := range []struct {
		name string
		err  error
		want fault.Code
	}{
		{"made", about.c.AllowsNew("correction_made", s), ""},
		{"passed on", about.c.AllowsNew("correction_passed_on", s), ""},
		{"refused", about.c.AllowsNew("correction_refused", s), ""},
		{"a reply that is still to be chosen", about.c.AllowsNew("", s), ""},
		{"a reply of requests", about.c.AllowsNew("disclose", s), "letter_not_of_correction"},
		{"clarification", about.c.AllowsNew(ClarificationNotice, s), "not_for_correction"},
		{"extension", about.c.AllowsNew(ExtensionNotice, s), "not_for_correction"},
		{"supplement", about.c.Allows(TakeSupplement, s), "not_for_correction"},
		{"note", about.c.Allows(Note, s), ""},
		{"proof of identity", about.c.Allows(SeePerson, s), ""},
		{"withdrawal", about.c.Allows(Withdraw, s), ""},
		{"annulment", about.c.Allows(Annul, s), ""},
		{"a successor", about.c.Allows(Succeed, s), ""},
		{"another of its results", drafted.c.AllowsKind(1, "correction_refused", true), ""},
		{"a result of requests", drafted.c.AllowsKind(1, "disclose", true), "letter_not_of_correction"},
		{"its letter goes on", drafted.c.AllowsLetter(1, Submit, s), ""},
		{"of a request", request.c.AllowsNew("correction_made", s), "letter_of_correction"},
	} {
		if got := fault.CodeOf(x.err); got != x.want {
			t.Errorf("%s: %q (%v), want %q", x.name, got, x.err, x.want)
		}
	}
}

// TestCorrectionClock: the period is the office's own, as it was at registration; it
// is one clock, and that it passes is neither late nor anything to object to.
func TestCorrectionClock(t *testing.T) {
	cal := xinjiang(t)
	for _, x := range []struct {
		name  string
		book  *book
		days  int
		on    string
		state ClockState
		past  bool
	}{
		{"runs", correctionOf(t, "2026-09-22", 20), 20, "2026-09-25", ClockRuns, false},
		{"another number", correctionOf(t, "2026-09-22", 10), 10, "2026-09-25", ClockRuns, false},
		{"passed", correctionOf(t, "2026-09-22", 5), 5, "2026-11-02", ClockMissed, false},
		{"answered", correctionOf(t, "2026-09-22", 20).letter("2026-09-24", "correction_made", law.CorrectionMade, IsServed), 20, "2026-11-02", ClockMet, false},
		{"answered after it", correctionOf(t, "2026-09-22", 5).letter("2026-10-30", "correction_made", law.CorrectionMade, IsServed), 5, "2026-11-02", ClockMissed, true},
	} {
		list, err := x.book.c.Clocks(cal, day(x.on), byResult)
		if err != nil || len(list) == 0 {
			t.Fatalf("%s: %v, %v", x.name, list, err)
		}
		want := cal.AddWorkdays(day("2026-09-22"), x.days)
		if k := list[0]; k.What != CorrectionClock || k.Until != want || k.State != x.state || k.Article != "" {
			t.Errorf("%s: %+v; want %s until %s", x.name, k, x.state, want)
		}
		for _, k := range list[1:] {
			if k.What == ClarifyClock || k.What.IsRemedy() && k.Letter == 0 {
				t.Errorf("%s: a clock of requests: %+v", x.name, k)
			}
		}
		row, err := x.book.c.Project(cal, day(x.on))
		if err != nil || row.Type != Correction || row.DueOn != want || row.StrictDueOn != want || row.Late || row.PastOwn() != x.past {
			t.Errorf("%s: the row is %+v, %v", x.name, row, err)
		}
		how, err := x.book.c.Explain(cal, day(x.on))
		if err != nil || len(how.Steps) == 0 || how.Steps[0].Article != law.OwnRule || how.Strict.Staff != "" {
			t.Errorf("%s: explained as %+v, %v", x.name, how.Steps, err)
		}
		for _, step := range how.Steps {
			if step.Article != "" && step.Article[:len("条例")] == "条例" {
				t.Errorf("%s: a period of the law is cited: %+v", x.name, step)
			}
		}
	}
}

// TestTypeOfRegistration: a registration of before there were types is a request,
// and one of a request is written as those were.
func TestTypeOfRegistration(t *testing.T) {
	if c := received(t, "2026-09-22").c; c.Type != Request || c.IsCorrection() {
		t.Errorf("an older registration is %q", c.Type)
	}
	fact := Registered{Agency: 1, OwnDays: 20, Receipt: Receipt{On: day("2026-09-22"), Ground: HandedIn, Reason: "当面"}}
	fact.Private.Applicant = Applicant{Class: Natural, Name: "王建国"}
	fact.Private.Wants = Wants{Subject: "面积", Content: "面积"}
	for _, x := range []struct {
		of, want Type
		days     int
		code     fault.Code
	}{{"", "", 0, ""}, {Request, "", 0, ""}, {Correction, Correction, 20, ""}, {"complaint", "", 0, "case_type_needed"}} {
		fact.Private.Wants.Type = x.of
		made, err := NewRegistered(fact, day("2026-09-22"))
		if x.code != "" {
			if bad := fault.FieldsOf(err)["type"]; bad == nil || bad.Code != x.code {
				t.Errorf("%q: %v, want %s", x.of, err, x.code)
			}
		} else if err != nil || made.Type != x.want || made.OwnDays != x.days {
			t.Errorf("%q: registered as %q with %d days, %v", x.of, made.Type, made.OwnDays, err)
		}
	}
}

// TestCorrectionOrdered: where a decision sets the reply to a correction aside, a new
// one is owed within the days that it sets, or those of the law: the same kinds of
// reply, and the clock says by what order.
func TestCorrectionOrdered(t *testing.T) {
	cal := xinjiang(t)
	for _, days := range []int{0, 10} {
		b := correctionOf(t, "2026-09-22", 5).letter("2026-09-24", "correction_refused", law.CorrectionRefused, IsServed)
		s, _ := b.c.Situation(cal, day("2026-11-12"))
		if err := b.c.Allows(NoteOutcome, s); err != nil {
			t.Fatal(err)
		}
		f := judged(1, OrderedAnswer, "2026-11-10")
		f.Days = days
		b.add("2026-11-12", f)
		want := cal.AddWorkdays(day("2026-11-12"), 20)
		if days > 0 {
			want = cal.AddWorkdays(day("2026-11-12"), days)
		}
		list, err := b.c.Clocks(cal, day("2026-11-13"), byResult)
		if err != nil || b.c.Stage() != StageHandling || list[0].Until != want || list[0].State != ClockRuns || list[0].Article == "" || !strings.Contains(list[0].Steps, f.Number) || strings.Contains(list[0].Steps, "法律没有规定") {
			t.Errorf("%d days: %s, %+v, %v; want until %s", days, b.c.Stage(), list, err, want)
		}
		s, _ = b.c.Situation(cal, day("2026-11-13"))
		wantCode(t, b.c.AllowsNew("disclose", s), "letter_not_of_correction")
		if err := b.c.AllowsNew("correction_made", s); err != nil {
			t.Error(err)
		}
		b.letter("2026-11-20", "correction_made", law.CorrectionMade, IsServed)
		if by, ok := b.c.RevokedBy(1); !ok || by.Number != f.Number || b.c.Stage() != StageReplied || b.c.Result != law.CorrectionMade {
			t.Errorf("answered anew: %s, %s", b.c.Stage(), b.c.Result)
		}
	}
}
