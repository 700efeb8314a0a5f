package casefile

import (
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// day reads 2026-09-22.
func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// xinjiang is the calendar of the tests.
func xinjiang(t testing.TB) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// A book is a case under construction, and the entries it is made of.
type book struct {
	t       testing.TB
	c       *Case
	entries []ledger.Entry
}

// received begins a case that was received and registered on a day.
func received(t testing.TB, on string) *book {
	t.Helper()
	b := &book{t: t, c: &Case{ID: 7}}
	f := &Registered{
		Number: "2026-0158", Agency: 1, Door: Mail, Input: 3, InputNumber: "20260922-0003", Class: Natural, Delivery: ByEmail,
		Receipt: Receipt{On: day(on), Ground: BothConfirmed, Reason: "自动确认当日发出"},
	}
	f.Private.Applicant = Applicant{Class: Natural, Name: "阿卜杜热合曼·麦麦提明", IDNumber: "65000019900307001X", Phone: "13900001357"}
	f.Private.Wants = Wants{Subject: "征收补偿方案", Content: "团结路片区征收补偿方案，我的电话是139 0000 1357"}
	return b.add(on, f)
}

// add lets facts happen on a day.
func (b *book) add(on string, facts ...ledger.Fact) *book {
	b.t.Helper()
	for _, f := range facts {
		if err := b.try(day(on), f); err != nil {
			b.t.Fatal(err)
		}
	}
	return b
}

func (b *book) try(on calendar.Date, f ledger.Fact) error {
	body, private, err := ledger.Encode(f)
	if err != nil {
		return err
	}
	e := ledger.Entry{
		Seq: int64(len(b.entries) + 1), Matter: ledger.Case, Subject: int64(b.c.ID), N: len(b.entries) + 1, Type: f.FactType(),
		On: on, At: on.Start().Add(10 * time.Hour), By: 2, Body: body, Private: private,
	}
	if err := b.c.Take(e); err != nil {
		return err
	}
	b.entries = append(b.entries, e)
	return nil
}

// letter brings a new letter of the kind to a stage, all on one day.
func (b *book) letter(on string, kind LetterKind, result law.Result, to LetterStage) *book {
	b.t.Helper()
	n := len(b.c.Letters) + 1
	way := []struct {
		stage LetterStage
		fact  ledger.Fact
	}{
		{InDraft, &Drafted{Letter: n, Kind: kind, Result: result}},
		{InCheck, &SentToCheck{Letter: n}},
		{InSigning, &Checked{Letter: n}},
		{IsSigned, &Signed{Letter: n, Kind: kind, Result: result, Number: "明政公开〔2026〕" + string(rune('0'+n)) + "号", Days: 20, By: day(on).AddDays(14), Fee: 1300}},
		{IsReady, &Rendered{Letter: n, File: "aa", Size: 1}},
		{IsSending, &Dispatched{Letter: n}},
		{IsServed, &Served{Letter: n, Way: Emailed}},
		{IsVoid, &Voided{Letter: n}},
	}
	for _, w := range way {
		if w.stage == IsSending && to == IsServed || (w.stage == IsSending || w.stage == IsServed) && to == IsVoid {
			continue
		}
		b.add(on, w.fact)
		if w.stage == to {
			return b
		}
	}
	b.t.Fatalf("no way to %s", to)
	return b
}

// stages makes a case in every stage, received on 2026-09-22.
func stages(t testing.TB) map[Stage]*Case {
	const reply = LetterKind("disclose")
	base := func() *book { return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4, Officer: 5}) }
	return map[Stage]*Case{
		StageRegistered: received(t, "2026-09-22").c,
		StageHandling:   base().c,
		StageClarifying: base().letter("2026-09-24", ClarificationNotice, "", IsServed).c,
		StagePaying:     base().letter("2026-09-24", FeeNotice, "", IsServed).c,
		StageDrafting:   base().letter("2026-09-24", reply, law.Disclose, InDraft).c,
		StageChecking:   base().letter("2026-09-24", reply, law.Disclose, InCheck).c,
		StageSigning:    base().letter("2026-09-24", reply, law.Disclose, InSigning).c,
		StageServing:    base().letter("2026-09-24", reply, law.Disclose, IsReady).c,
		StageReplied:    base().letter("2026-09-24", reply, law.Disclose, IsServed).c,
		StageWithdrawn:  base().add("2026-09-24", &Withdrawn{}).c,
		StageClosed:     base().add("2026-09-24", &Closed{Result: law.Other}).c,
		StageArchived:   base().letter("2026-09-24", reply, law.Disclose, IsServed).add("2026-09-28", &Archived{}).c,
		StageAnnulled:   base().add("2026-09-24", &Annulled{}).c,
	}
}
