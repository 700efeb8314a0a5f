package disposal

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TestList: a list goes from proposed to destroyed, each step once and by who may; returned
// it goes nowhere.
func TestList(t *testing.T) {
	var entries []ledger.Entry
	happen := func(f ledger.Fact, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err, fault.FieldsOf(err))
		}
		body, private, err := ledger.Encode(f)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, ledger.Entry{N: len(entries) + 1, Type: f.FactType(), On: calendar.NewDate(2037, 1, 5), By: 7, Body: body, Private: private})
	}
	list := func() *List {
		t.Helper()
		l, err := Fold(1, entries)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	code := func(want fault.Code, err error) {
		t.Helper()
		if fault.CodeOf(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	proposed, err := Proposing(1, []File{{Case: 4, Number: "a", Pages: 3}, {Case: 5, Number: "b", Pages: 4}}, []Text{{"甲", "期满"}, {"乙", " 期满 "}})
	if err == nil {
		proposed.Number = "XH·2037-01"
	}
	happen(proposed, err)
	if l := list(); l.Stage != StageProposed || l.Pages() != 7 || l.Items[1].Reason != "期满" || l.Proposed.By != 7 || !l.Stage.IsOpen() {
		t.Errorf("%+v", l)
	}
	_, err = list().Beginning("丙", []string{"甲", "乙"}, true)
	code("destroy_stage", err)
	_, err = list().Approving(7, "")
	code("destroy_own", err)
	proposal := entries
	returned, err := list().Returning("有误")
	happen(returned, err)
	if l := list(); l.Stage != StageReturned || l.Stage.IsOpen() || l.Decided.Remark != "有误" {
		t.Errorf("%+v", l)
	}
	_, err = list().Approving(8, "")
	code("destroy_stage", err)
	entries = proposal
	approved, err := list().Approving(8, "同意")
	happen(approved, err)
	begun, err := list().Beginning("丙", []string{" 甲 ", "乙"}, true)
	happen(begun, err)
	_, err = list().Returning("晚了")
	code("destroy_stage", err)
	happen(&Left{Case: 4, Why: "destroy_held"}, nil)
	happen(&Ended{Removed: 5, Shared: 1}, nil)
	if l := list(); l.Stage != StageDestroyed || len(l.Going()) != 1 || l.Going()[0].Case != 5 || l.Supervisors[0] != "甲" || l.Removed != 5 || l.EndedOn.IsZero() {
		t.Errorf("%+v", l)
	}
	for i := range entries { // what is personal of the list was erased
		entries[i].Private = nil
	}
	if l := list(); l.Items[0].Title != "" || l.Items[0].Number != "a" {
		t.Errorf("%+v", l)
	}
	for _, s := range []Stage{StageProposed, StageReturned, StageApproved, StageDestroying, StageDestroyed} {
		if s.Label() == "" {
			t.Errorf("%s has no name", s)
		}
	}
}
