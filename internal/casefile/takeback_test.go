package casefile

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
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
