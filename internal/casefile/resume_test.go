package casefile

import (
	"reflect"
	"testing"

	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// unanswered is a case whose notice of 24 September was not answered, and that was
// closed for it on 3 November.
func unanswered(t *testing.T) *book {
	return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", ClarificationNotice, "", IsServed).
		add("2026-11-03", &Closed{Result: law.NoSupplement})
}

// resumed is the fact of the book's case going on, as it is decided.
func (b *book) resumed(on string) *Resumed {
	b.t.Helper()
	f := Resumed{}
	f.Private.Reason = " 邮局退回 "
	made, err := b.c.Resumption(f, Situation{Today: day(on)})
	if err != nil {
		b.t.Fatal(err)
	}
	return made
}

// TestResume: a case that goes on is what it was before it was closed, on the
// clock too: the supplement is awaited still, or the notice never had an effect.
func TestResume(t *testing.T) {
	cal := xinjiang(t)
	missed := &ServiceCorrected{Corrects: 6, Letter: 1, Failed: true}
	for _, c := range []struct {
		name  string
		after []ledger.Fact // on 5 November
		state deadline.State
		due   string
		stage Stage
	}{
		{"goes on", nil, deadline.AwaitingClarification, "", StageClarifying},
		{"supplemented", []ledger.Fact{&Supplemented{}}, deadline.Running, "2026-12-03", StageHandling},
		{"the notice came back", []ledger.Fact{missed}, deadline.Running, "2026-10-27", StageHandling},
		{"closed once more", []ledger.Fact{&Closed{Result: law.NoSupplement}}, deadline.StateClosed, "", StageClosed},
	} {
		b := unanswered(t)
		if b.c.Stage() != StageClosed {
			t.Fatal(b.c.Stage())
		}
		would, err := b.c.AsResumed().Clock(cal, day("2026-11-05"))
		if err != nil || would.State != deadline.AwaitingClarification || b.c.Stage() != StageClosed {
			t.Errorf("%s: the clock would be %s, %v; stage %s", c.name, would.State, err, b.c.Stage())
		}
		closed := len(b.entries)
		f := b.resumed("2026-11-05")
		if f.Corrects != closed || f.Private.Reason != "邮局退回" {
			t.Errorf("%s: %+v", c.name, f)
		}
		b.add("2026-11-05", f).add("2026-11-05", c.after...)
		clock, err := b.c.Clock(cal, day("2026-11-05"))
		due := ""
		if !clock.Due.IsZero() {
			due = clock.Due.String()
		}
		if err != nil || clock.State != c.state || due != c.due || b.c.Stage() != c.stage {
			t.Errorf("%s: %s due %q, stage %s, %v", c.name, clock.State, due, b.c.Stage(), err)
		}
		if again, err := Fold(b.c.ID, b.entries); err != nil || !reflect.DeepEqual(again, b.c) {
			t.Errorf("%s: folded again it is another case, %v", c.name, err)
		}
	}
}

// TestResumeJoined: what was joined while the case was closed may be the awaited
// supplement, and is no more a thing that nothing is answered to.
func TestResumeJoined(t *testing.T) {
	b := unanswered(t).add("2026-11-04", &Joined{Input: 9})
	if !b.c.JoinedAfter(9) || len(b.c.Undecided()) != 0 {
		t.Fatal("joined to an open case")
	}
	b.add("2026-11-05", b.resumed("2026-11-05"))
	if b.c.JoinedAfter(9) || len(b.c.Undecided()) != 1 || b.c.WaitsFor() != ClerkWaits {
		t.Errorf("joined after %t, undecided %v, waits for %s", b.c.JoinedAfter(9), b.c.Undecided(), b.c.WaitsFor())
	}
}

// TestResumeOnly: an end that a person recorded is taken back, no other, and none
// without a reason.
func TestResumeOnly(t *testing.T) {
	base := func() *book { return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}) }
	for name, c := range map[string]struct {
		book   *book
		reason string
		want   fault.Code
	}{
		"open":             {base(), "x", "resume_not_closed"},
		"closed otherwise": {base().add("2026-09-24", &Closed{Result: law.Other}), "x", ""},
		"withdrawn":        {base().add("2026-09-24", &Withdrawn{}), "x", ""},
		"annulled":         {base().add("2026-09-24", &Annulled{}), "x", "resume_not_closed"},
		"answered so":      {base().letter("2026-09-24", "no_supplement", law.NoSupplement, IsServed), "x", "resume_not_closed"},
		"archived":         {unanswered(t).add("2026-11-04", &Archived{}), "x", "case_archived"},
		"gone on already":  {unanswered(t).add("2026-11-04", &Resumed{Corrects: 7}), "x", "resume_not_closed"},
		"no reason":        {unanswered(t), " ", "form_invalid"},
		"with a reason":    {unanswered(t), "x", ""},
	} {
		f := Resumed{}
		f.Private.Reason = c.reason
		if _, err := c.book.c.Resumption(f, Situation{Today: day("2026-11-05")}); codeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
