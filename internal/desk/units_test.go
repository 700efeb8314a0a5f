package desk

import (
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// asksHelp gives unit 3 a part.
func (b *bench) asksHelp(id casefile.ID, part string) {
	b.t.Helper()
	f := casefile.AssistAsked{Unit: 3, Officer: b.by("other-officer").ID}
	f.Private.Part = part
	b.must(b.AskAssist(ctx, b.by("officer"), id, 0, f))
}

func answer(finding casefile.Finding, text string) casefile.AssistAnswered {
	f := casefile.AssistAnswered{Finding: finding}
	f.Private.Text = text
	return f
}

// TestAssist walks the whole way of a unit that helps: asked, signed for, answered,
// sent back, answered again.
func TestAssist(t *testing.T) {
	b := newBench(t)
	id := b.assigned(b.register(b.web(form(casefile.ByPost)).Input, wants(casefile.ByPost)))
	helper := b.by("other-officer")
	if _, err := b.Case(ctx, helper, id); fault.KindOf(err) != fault.Forbidden {
		t.Fatalf("who does not help sees the case: %v", err)
	}
	b.refused(b.AnswerAssist(ctx, helper, id, 0, answer(casefile.PartFound, "有")), "auth_not_assisting")
	b.asksHelp(id, "查拨付凭证")
	waits := func(want casefile.Party) {
		t.Helper()
		row, err := b.DB.CaseRow(ctx, id)
		b.must(err)
		if row.WaitsFor != want || b.caseOf(id).WaitsFor() != want {
			t.Errorf("waits for %q, the row says %q; want %q", b.caseOf(id).WaitsFor(), row.WaitsFor, want)
		}
	}
	waits(casefile.AssistWaits)
	if _, err := b.Case(ctx, helper, id); err != nil {
		t.Fatalf("who helps does not see the case: %v", err)
	}
	b.must(b.Note(ctx, helper, id, "问过档案室"))
	b.refused(b.Withdraw(ctx, helper, id, 0, "不要了"), "auth_other_unit")
	b.must(b.SignForAssist(ctx, helper, id, 0))
	b.refused(b.SignForAssist(ctx, helper, id, 0), "already_signed_for")
	b.refused(b.AnswerAssist(ctx, helper, id, 0, answer("", "有")), "assist_finding_needed", "finding")
	b.refused(b.AnswerAssist(ctx, helper, id, 0, answer(casefile.PartCannot, "")), "assist_why_needed", "text")
	b.refused(b.AnswerAssist(ctx, helper, id, 0, answer(casefile.PartNotFound, "没有")), "assist_search_needed", "in")
	b.refused(b.SendBackAssist(ctx, b.by("officer"), id, 0, 3, "再查"), "assist_not_answered")
	b.must(b.AnswerAssist(ctx, helper, id, 0, answer(casefile.PartFound, "三份")))
	waits(casefile.UnitWaits)
	b.refused(b.ReturnAssist(ctx, helper, id, 0, "不归我们"), "assist_return_answered")
	b.refused(b.SendBackAssist(ctx, helper, id, 0, 3, "再查"), "auth_other_unit")
	b.must(b.SendBackAssist(ctx, b.by("officer"), id, 0, 3, "2019年的也要"))
	waits(casefile.AssistWaits)
	b.must(b.AnswerAssist(ctx, helper, id, 0, answer(casefile.PartFound, "四份")))
	b.sound()
	b.refused(b.Assign(ctx, b.by("clerk"), id, 0, casefile.Assigned{Unit: 3}), "assign_assists", "unit")
	b.refused(b.RemoveAssist(ctx, b.by("clerk"), id, 0, 0, "不用了"), "assist_unit_needed", "unit")
	b.must(b.RemoveAssist(ctx, b.by("clerk"), id, 0, 3, "不用了"))
	if _, err := b.Case(ctx, helper, id); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("who helps no more still sees the case: %v", err)
	}
	b.sound()
}

// TestAssistReturned: a unit that gives its part back sees the case no more, and
// another takes the part over.
func TestAssistReturned(t *testing.T) {
	b := newBench(t)
	id := b.assigned(b.register(b.web(form(casefile.ByPost)).Input, wants(casefile.ByPost)))
	b.asksHelp(id, "查拨付凭证")
	b.must(b.ReturnAssist(ctx, b.by("other-officer"), id, 0, "凭证归财政"))
	if rows, n, err := b.Cases(ctx, b.by("clerk"), sqlite.CaseFilter{Open: true, Returned: true}); err != nil || n != 1 || rows[0].ID != id {
		t.Errorf("the clerk's list: %v, %d, %v", rows, n, err)
	}
	if _, n, err := b.Cases(ctx, b.by("other-officer"), sqlite.CaseFilter{}); err != nil || n != 0 {
		t.Errorf("who returned it still lists it: %d, %v", n, err)
	}
	unit := b.must1(b.PutUnit(ctx, Operator, office.Unit{Agency: 1, Name: "三科", Active: true}))
	f := casefile.AssistAsked{Unit: unit, Instead: 3}
	f.Private.Part = "查拨付凭证"
	b.must(b.AskAssist(ctx, b.by("clerk"), id, 0, f))
	b.refused(b.AskAssist(ctx, b.by("clerk"), id, 0, f), "assist_not_returned", "instead")
	if c := b.caseOf(id); len(c.Assists) != 1 || c.Assists[0].Unit != unit {
		t.Errorf("parts: %+v", c.Assists)
	}
	foreign := casefile.AssistAsked{Unit: 2}
	b.refused(b.AskAssist(ctx, b.by("clerk"), id, 0, foreign), "unit_needed", "unit")
	b.refused(b.AskAssist(ctx, b.by("clerk"), id, 0, foreign), "assist_part_needed", "part")
	b.sound()
}

// TestUnitReturned: the lead unit gives the case back, and the clerk assigns it again,
// with a unit that helps in the same breath.
func TestUnitReturned(t *testing.T) {
	b := newBench(t)
	id := b.assigned(b.register(b.web(form(casefile.ByPost)).Input, wants(casefile.ByPost)))
	n, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: "disclose"})
	b.must(err)
	b.refused(b.ReturnUnit(ctx, b.by("officer"), id, 0, "不归我们"), "return_letter_begun")
	b.must(b.DropDraft(ctx, b.by("officer"), id, 0, n))
	b.refused(b.ReturnUnit(ctx, b.by("officer"), id, 0, " "), "reason_needed", "reason")
	b.must(b.ReturnUnit(ctx, b.by("officer"), id, 0, "不归我们"))
	b.sound()
	row, err := b.DB.CaseRow(ctx, id)
	if err != nil || row.WaitsFor != casefile.ClerkWaits || row.Unit != 0 || row.Stage != casefile.StageRegistered {
		t.Errorf("after it was returned: %+v, %v", row, err)
	}
	help := casefile.AssistAsked{Unit: 1}
	help.Private.Part = "说明为什么不归一科"
	b.refused(b.Assign(ctx, b.by("clerk"), id, 0, casefile.Assigned{Unit: 3}, casefile.AssistAsked{Unit: 1}), "assist_part_needed", "assist_part")
	b.must(b.Assign(ctx, b.by("clerk"), id, 0, casefile.Assigned{Unit: 3}, help))
	if c := b.caseOf(id); c.Unit != 3 || c.UnitRefused != nil || len(c.Assists) != 1 {
		t.Errorf("assigned again: %+v", c)
	}
	b.sound()
}

// TestSightOfHelpers: the lists of an officer hold exactly the cases that May lets them
// see.
func TestSightOfHelpers(t *testing.T) {
	b := newBench(t)
	led := b.assigned(b.register(b.web(form(casefile.ByPost)).Input, wants(casefile.ByPost)))
	helped := b.assigned(b.register(b.web(form(casefile.ByPost)).Input, wants(casefile.ByPost)))
	b.asksHelp(helped, "查拨付凭证")
	for login, want := range map[string]int{"officer": 2, "other-officer": 1, "clerk": 2, "foreign-clerk": 0} {
		rows, n, err := b.Cases(ctx, b.by(login), sqlite.CaseFilter{})
		if err != nil || n != want || len(rows) != want {
			t.Errorf("%s lists %d, %d, %v; want %d", login, n, len(rows), err, want)
		}
		for _, row := range rows {
			if !auth.SightOf(b.by(login)).Sees(subjectOf(b.caseOf(row.ID), 0)) || maySee(b.by(login), row) != nil {
				t.Errorf("%s lists %d and may not see it", login, row.ID)
			}
		}
	}
	if _, n, err := b.Cases(ctx, b.by("other-officer"), sqlite.CaseFilter{Helping: 3}); err != nil || n != 1 {
		t.Errorf("what waits for the unit: %d, %v", n, err)
	}
	_ = led
}

// TestHelperTouchesNoMaterial: who helps adds documents and takes none out of use.
func TestHelperTouchesNoMaterial(t *testing.T) {
	b := newBench(t)
	id := b.assigned(b.register(b.web(form(casefile.ByPost)).Input, wants(casefile.ByPost)))
	b.asksHelp(id, "查拨付凭证")
	b.refused(b.WithdrawMaterial(ctx, b.by("other-officer"), id, 1, "放错"), "auth_other_unit")
}
