package casefile

import (
	"slices"
	"testing"

	"mingda/internal/fault"
)

// led is a case that unit 4 has signed for.
func led(t *testing.T) *book {
	return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}, &UnitSignedFor{Unit: 4})
}

func asked(unit int64, by string) *AssistAsked {
	f := &AssistAsked{Unit: unit}
	if by != "" {
		f.InnerDue = day(by)
	}
	f.Private.Part = "查目录"
	return f
}

// TestWaitsForUnits: where only units that help are awaited, it is said so.
func TestWaitsForUnits(t *testing.T) {
	answered := &AssistAnswered{Unit: 5, Finding: PartFound}
	for _, tt := range []struct {
		name string
		b    *book
		want Party
	}{
		{"nobody helps", led(t), UnitWaits},
		{"one helps", led(t).add("2026-09-24", asked(5, "")), AssistWaits},
		{"the lead unit has not signed for it", received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}, asked(5, "")), UnitWaits},
		{"it handed in", led(t).add("2026-09-24", asked(5, ""), answered), UnitWaits},
		{"one of two handed in", led(t).add("2026-09-24", asked(5, ""), asked(6, ""), answered), AssistWaits},
		{"sent back", led(t).add("2026-09-24", asked(5, ""), answered, &AssistSentBack{Unit: 5}), AssistWaits},
		{"it returned its part", led(t).add("2026-09-24", asked(5, ""), &AssistReturned{Unit: 5}), UnitWaits},
		{"taken off", led(t).add("2026-09-24", asked(5, ""), &AssistRemoved{Unit: 5}), UnitWaits},
		{"the lead unit drafts", led(t).add("2026-09-24", asked(5, "")).letter("2026-09-24", "disclose", "disclose", InDraft), UnitWaits},
		{"the lead unit returned it", led(t).add("2026-09-24", &UnitReturned{Unit: 4}), ClerkWaits},
		{"assigned again", led(t).add("2026-09-24", &UnitReturned{Unit: 4}, &Assigned{Unit: 5}), UnitWaits},
		{"over", led(t).add("2026-09-24", asked(5, ""), &Withdrawn{}), NobodyWaits},
	} {
		if got := tt.b.c.WaitsFor(); got != tt.want {
			t.Errorf("%s: waits for %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestPartAgain: a part that was returned begins anew; one that is corrected keeps what
// the unit did.
func TestPartAgain(t *testing.T) {
	b := led(t).add("2026-09-24", asked(5, ""), &AssistSignedFor{Unit: 5}, asked(5, "2026-09-30"))
	if a, _ := b.c.Assist(5); a.SignedFor != day("2026-09-24") || a.InnerDue != day("2026-09-30") || len(b.c.Assists) != 1 {
		t.Errorf("corrected: %+v", b.c.Assists)
	}
	b.add("2026-09-25", &AssistReturned{Unit: 5})
	if len(b.c.Assisting()) != 0 {
		t.Errorf("who returned its part still helps")
	}
	b.add("2026-09-28", asked(5, ""))
	if a, _ := b.c.Assist(5); a.IsReturned() || !a.SignedFor.IsZero() || a.AskedOn != day("2026-09-28") {
		t.Errorf("asked again: %+v", a)
	}
}

// TestPartRefused: every refused act on a part says why.
func TestPartRefused(t *testing.T) {
	s := Situation{Today: day("2026-09-25")}
	answered := led(t).add("2026-09-24", asked(5, ""), &AssistAnswered{Unit: 5, Finding: PartFound}).c
	returned := led(t).add("2026-09-24", asked(5, ""), &AssistReturned{Unit: 5}).c
	for _, tt := range []struct {
		c    *Case
		do   Act
		want fault.Code
	}{
		{led(t).c, AssistAnswer, "assist_none"}, {returned, AssistAnswer, "assist_none"}, {returned, AssistSignFor, "assist_none"},
		{answered, AssistSignFor, "already_signed_for"}, {answered, AssistReturn, "assist_return_answered"},
		{led(t).add("2026-09-24", asked(5, "")).c, AssistSendBack, "assist_not_answered"},
		{answered, AssistSendBack, ""}, {returned, AssistRemove, ""},
		{led(t).add("2026-09-24", asked(5, "")).letter("2026-09-24", "disclose", "disclose", IsSigned).c, AssistAnswer, "reply_signed"},
	} {
		if got := fault.CodeOf(tt.c.AllowsPart(5, tt.do, s)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.do, got, tt.want)
		}
	}
	_, err := answered.Assisted(*asked(4, ""), s)
	if f := fault.FieldsOf(err); f["unit"] == nil {
		t.Errorf("the lead unit was asked to help: %v", err)
	}
}

// TestClocksOfUnits: each unit that helps has its own day, which is no day of the law.
func TestClocksOfUnits(t *testing.T) {
	b := led(t).add("2026-09-24", asked(5, "2026-09-28"), asked(6, "2026-09-28"), &AssistAnswered{Unit: 5, Finding: PartFound})
	clocks, err := b.c.Clocks(xinjiang(t), day("2026-09-29"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var states []ClockState
	for _, k := range clocks {
		if k.What == AssistClock {
			states = append(states, k.State)
		}
	}
	if !slices.Equal(states, []ClockState{ClockMet, ClockMissed}) {
		t.Errorf("states %v", states)
	}
}

// TestUnitList: the list tells units apart whose numbers begin alike.
func TestUnitList(t *testing.T) {
	l := NewUnitList([]int64{13, 2})
	if l != "2,13" || !l.Has(2) || !l.Has(13) || l.Has(1) || l.Has(3) || UnitList("").Has(0) {
		t.Errorf("list %q", l)
	}
}
