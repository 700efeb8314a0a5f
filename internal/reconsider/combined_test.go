package reconsider

import (
	"reflect"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TestCombining: an accepted case of the body is heard with another, of the same four
// grounds; neither clock knows of the other; it is undone while nothing is decided.
func TestCombining(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	met := allMet(true)
	made := func(id ID, facts ...ledger.Fact) *diary {
		t.Helper()
		b := opened(t, "2026-09-22", casefile.ID(0))
		b.c.ID, b.c.Number = id, "第二号"
		for _, f := range facts {
			if err := b.try(b.c.ReceivedOn, f); err != nil {
				t.Fatal(err)
			}
		}
		return b
	}
	accept := []ledger.Fact{&met, &Accepted{deadline.Summary}}
	at := func(b *diary) Situation {
		t.Helper()
		s, err := b.c.Situation(cal, b.c.ReceivedOn)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	lead := made(1, accept...)
	elsewhere := made(2, accept...)
	elsewhere.c.Body = 9
	for name, k := range map[string]struct {
		other  *diary
		ground CombineGround
		reason string
		field  string
		code   fault.Code
	}{
		"accepted":           {made(2, accept...), SeveralPeople, "同类", "", ""},
		"itself":             {lead, SeveralPeople, "同类", "number", "review_combine_itself"},
		"of another body":    {elsewhere, SeveralPeople, "同类", "number", "input_no_review"},
		"not accepted":       {made(2), SeveralPeople, "同类", "number", "review_combine_unaccepted"},
		"heard with another": {made(2, append(accept, &JoinedTo{Case: 3})...), SeveralPeople, "同类", "number", "review_combine_joined"},
		"taking others":      {made(2, append(accept, &CaseJoined{Case: 3})...), SeveralPeople, "同类", "number", "review_combine_leads"},
		"decided":            {made(2, append(accept, paperFacts(1, PaperOfOutcome(Uphold))...)...), SeveralPeople, "同类", "number", "review_combine_over"},
		"on no ground":       {made(2, accept...), "x", "同类", "ground", "review_combine_ground"},
		"for no reason":      {made(2, accept...), NewAct, " ", "reason", "reason_needed"},
	} {
		_, _, err := lead.c.Combining(k.other.c, k.ground, k.reason, at(lead), at(k.other))
		fields := fault.FieldsOf(err)
		if k.field == "" && err != nil || k.field != "" && (len(fields) != 1 || fields[k.field] == nil || fields[k.field].Code != k.code) {
			t.Errorf("%s: %v %v", name, err, fields)
		}
	}
	fresh := made(4)
	if _, _, err := fresh.c.Combining(lead.c, NewAct, "同类", at(fresh), at(lead)); fault.CodeOf(err) != "review_not_accepted" {
		t.Errorf("before acceptance: %v", err)
	}

	other := made(2, accept...)
	before, after := at(lead).Clock, at(other).Clock
	joined, to, err := lead.c.Combining(other.c, NewAct, "同类", at(lead), at(other))
	if err != nil {
		t.Fatal(err)
	}
	if lead.try(lead.c.ReceivedOn, joined) != nil || other.try(other.c.ReceivedOn, to) != nil {
		t.Fatal("it does not fold")
	}
	if !reflect.DeepEqual(at(lead).Clock, before) || !reflect.DeepEqual(at(other).Clock, after) {
		t.Error("a clock has moved")
	}
	if k := lead.c.Companions(); len(k) != 1 || k[0].ID != 2 || len(other.c.Companions()) != 1 || other.c.Companions()[0].ID != 1 {
		t.Errorf("%+v, %+v", k, other.c.Companions())
	}
	third := made(5, accept...)
	if _, _, err := other.c.Combining(third.c, NewAct, "同类", at(other), at(third)); fault.CodeOf(err) != "review_combine_joined" {
		t.Errorf("who is joined takes others: %v", err)
	}
	if _, _, err := lead.c.Uncombining(third.c, "不同类", at(lead)); fault.FieldsOf(err)["party"] == nil {
		t.Errorf("another is undone: %v", err)
	}
	if _, _, err := lead.c.Uncombining(other.c, " ", at(lead)); fault.FieldsOf(err)["reason"] == nil {
		t.Errorf("for no reason: %v", err)
	}
	undone, from, err := lead.c.Uncombining(other.c, "不同类", at(lead))
	if err != nil || lead.try(lead.c.ReceivedOn, undone) != nil || other.try(other.c.ReceivedOn, from) != nil || len(lead.c.Companions())+len(other.c.Companions()) != 0 {
		t.Errorf("undone: %v, %+v", err, lead.c.Companions())
	}
	if _, _, err := lead.c.Uncombining(other.c, "不同类", at(lead)); fault.CodeOf(err) != "review_combine_none" {
		t.Errorf("undone again: %v", err)
	}
	for _, g := range CombineGrounds {
		if g.Label() == "" || g.Article() == NewAct.Article() && g != NewAct {
			t.Errorf("%s: %s", g, g.Article())
		}
	}
}
