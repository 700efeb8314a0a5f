package casefile

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// TestTakeBack: a case in which an entry was taken back is as if it had never been
// there, and the entry stays in its history.
func TestTakeBack(t *testing.T) {
	s := Situation{Today: day("2026-10-12")}
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4, Officer: 5})
	first := b.c.Version
	b.add("2026-09-24", &Noted{}, &Assigned{Unit: 9})
	noted, second := first+1, first+2
	for n, want := range map[int]fault.Code{
		0: "entry_not_found", 99: "entry_not_found", 1: "entry_stays", first: "assigned_since", noted: "", second: "",
	} {
		if err := b.c.AllowsTakingBack(n, s); want == "" && err != nil || want != "" && fault.CodeOf(err) != want {
			t.Errorf("entry %d: %v, want %q", n, err, want)
		}
	}
	if _, err := b.c.TakingBack(TakenBack{Corrects: second}, s); fault.FieldsOf(err)["reason"] == nil {
		t.Errorf("without a reason: %v", err)
	}
	b.add("2026-09-25", &TakenBack{Corrects: second})
	if b.c.Unit != 4 || b.c.Officer != 5 || b.c.AssignedOn != day("2026-09-23") {
		t.Errorf("it is with %d, %d since %s", b.c.Unit, b.c.Officer, b.c.AssignedOn)
	}
	if len(b.c.History) != b.c.Version || b.c.Stands(second) || !b.c.Stands(first) {
		t.Errorf("history %d of %d", len(b.c.History), b.c.Version)
	}
	if err := b.c.AllowsTakingBack(second, s); fault.CodeOf(err) != "entry_taken_back" {
		t.Errorf("twice: %v", err)
	}
	b.add("2026-09-25", &UnitSignedFor{Unit: 4})
	signed := b.c.Version
	if err := b.c.AllowsTakingBack(first, s); fault.CodeOf(err) != "assigned_signed_for" {
		t.Errorf("assigning under a signature: %v", err)
	}
	b.add("2026-09-25", &TakenBack{Corrects: signed}, &TakenBack{Corrects: noted})
	if b.c.SignedFor != (calendar.Date{}) || b.c.AllowsTakingBack(first, s) != nil {
		t.Errorf("signed for on %s", b.c.SignedFor)
	}
	b.letter("2026-09-28", "disclose", law.Disclose, InDraft)
	if err := b.c.AllowsTakingBack(first, s); fault.CodeOf(err) != "assigned_worked" {
		t.Errorf("assigning under a draft: %v", err)
	}
	again, err := Fold(b.c.ID, b.entries)
	if err != nil || again.Unit != b.c.Unit || again.Stands(second) {
		t.Errorf("folded again: %v, unit %d", err, again.Unit)
	}
}

// TestTakeOut: a file that was put away too early is taken out; nothing else of it
// is corrected before.
func TestTakeOut(t *testing.T) {
	s := Situation{Today: day("2026-10-12")}
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}, &Noted{}).letter("2026-09-24", "disclose", law.Disclose, IsServed)
	b.add("2026-10-09", &Archived{})
	if err := b.c.AllowsTakingBack(3, s); fault.CodeOf(err) != "case_archived" {
		t.Errorf("a remark of a file that is put away: %v", err)
	}
	archived := b.c.Version
	if err := b.c.AllowsTakingBack(archived, s); err != nil {
		t.Fatal(err)
	}
	b.add("2026-10-10", &TakenBack{Corrects: archived})
	if b.c.Stage() != StageReplied || !b.c.ArchivedOn.IsZero() || b.c.Allows(Archive, s) != nil {
		t.Errorf("it is %s", b.c.Stage())
	}
}

// TestMends: every fact of the plain way can be taken back, or it is said how a
// mistake in it is mended or why it is not (retract or mends). What a procedure in
// a file of its own does not say is mended by the procedure's own acts.
func TestMends(t *testing.T) {
	b := received(t, "2026-09-22")
	plain, err := os.ReadFile("facts_known.go")
	if err != nil {
		t.Fatal(err)
	}
	for name, make := range newFacts {
		_, can := make().(retractable)
		how, said := mends[name]
		if can && said || said && how == "" {
			t.Errorf("%s: can be taken back: %t, else mended: %q", name, can, how)
		}
		if !can && !said && strings.Contains(string(plain), `"`+name+`"`) {
			t.Errorf("%s: nothing says how a mistake in it is mended", name)
		}
	}
	for name := range mends {
		if newFacts[name] == nil {
			t.Errorf("%s is no fact", name)
		}
	}
	err = b.c.AllowsTakingBack(1, Situation{Today: day("2026-09-22")})
	if e, ok := err.(*fault.Error); !ok || !strings.Contains(e.Message(), "更正收到之日") {
		t.Errorf("the registration: %v", err)
	}
}

// TestMistakes: what is folded after a mistake was mended is what it would be
// without it, on the clock too.
func TestMistakes(t *testing.T) {
	cal, s := xinjiang(t), Situation{Today: day("2026-10-20")}
	awaiting := func() *book {
		return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", ClarificationNotice, "", IsServed)
	}
	for _, c := range []struct {
		name  string
		book  *book
		wrong []ledger.Fact // on 9 October
		mend  func(b *book) ledger.Fact
		due   string // before
		now   string
		stage Stage
	}{
		{"supplement in the wrong case", awaiting(), []ledger.Fact{&Supplemented{}}, func(b *book) ledger.Fact { return &TakenBack{Corrects: b.c.Version} },
			"2026-11-05", "", StageClarifying},
		{"supplement of another day", awaiting(), []ledger.Fact{&Supplemented{}}, func(b *book) ledger.Fact {
			f := SupplementCorrected{On: day("2026-09-29")}
			f.Private.Reason = "签收单"
			made, err := b.c.CorrectedSupplement(f, s)
			if err != nil {
				b.t.Fatal(err)
			}
			return made
		}, "2026-11-05", "2026-11-02", StageHandling},
		{"not the supplement", awaiting().add("2026-09-28", &Joined{Input: 9}), []ledger.Fact{&NotSupplement{Input: 9}},
			func(b *book) ledger.Fact { return &TakenBack{Corrects: b.c.Version} }, "", "", StageClarifying},
		{"withdrawn", received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}), []ledger.Fact{&Withdrawn{}},
			func(b *book) ledger.Fact { return b.resumed("2026-10-09") }, "", "2026-10-27", StageHandling},
		{"closed", received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}), []ledger.Fact{&Closed{Result: law.Other}},
			func(b *book) ledger.Fact { return b.resumed("2026-10-09") }, "", "2026-10-27", StageHandling},
		{"a document out of use", received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}, &MaterialAdded{Material: 1}), []ledger.Fact{&MaterialWithdrawn{Material: 1}},
			func(b *book) ledger.Fact { return &TakenBack{Corrects: b.c.Version} }, "2026-10-27", "2026-10-27", StageHandling},
	} {
		b := c.book.add("2026-10-09", c.wrong...)
		wrong := b.c.Version
		mend := c.mend(b)
		if back, ok := mend.(*TakenBack); ok {
			if err := b.c.AllowsTakingBack(back.Corrects, s); err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		due := func() string {
			clock, err := b.c.Clock(cal, s.Today)
			if err != nil {
				t.Fatal(c.name, err)
			}
			if clock.Due.IsZero() {
				return ""
			}
			return clock.Due.String()
		}
		before := due()
		b.add("2026-10-12", mend)
		if after := due(); before != c.due && c.due != "" || after != c.now || b.c.Stage() != c.stage {
			t.Errorf("%s: due %q, then %q; %s", c.name, before, after, b.c.Stage())
		}
		if c.name == "not the supplement" && len(b.c.Undecided()) != 1 || c.name == "a document out of use" && b.c.Materials[0].Withdrawn {
			t.Errorf("%s: it is not as it was", c.name)
		}
		again, err := Fold(b.c.ID, b.entries)
		if err != nil || !reflect.DeepEqual(again, b.c) {
			t.Errorf("%s, entry %d: folded again it is another case, %v", c.name, wrong, err)
		}
	}
}

// TestSupplementCorrected: what is wrong with the right day is told beside it.
func TestSupplementCorrected(t *testing.T) {
	s := Situation{Today: day("2026-10-20")}
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", ClarificationNotice, "", IsServed)
	f := SupplementCorrected{On: day("2026-09-28")}
	f.Private.Reason = "签收单"
	if _, err := b.c.CorrectedSupplement(f, s); fault.CodeOf(err) != "no_supplement" {
		t.Errorf("nothing was supplied: %v", err)
	}
	b.add("2026-10-09", &Supplemented{})
	for on, field := range map[string]string{"2026-09-28": "", "2026-09-23": "on", "2026-10-21": "on", "2026-10-09": "on"} {
		f.On = day(on)
		if _, err := b.c.CorrectedSupplement(f, s); field == "" && err != nil || field != "" && fault.FieldsOf(err)[field] == nil {
			t.Errorf("%s: %v", on, err)
		}
	}
	f.On, f.Private.Reason = day("2026-09-28"), " "
	if _, err := b.c.CorrectedSupplement(f, s); fault.FieldsOf(err)["reason"] == nil {
		t.Errorf("without a reason: %v", err)
	}
	if err := b.letter("2026-10-12", "disclose", law.Disclose, IsReady).c.AllowsTakingBack(9, s); fault.CodeOf(err) != "supplement_used" {
		t.Errorf("it was answered on its strength: %v", err)
	}
}
