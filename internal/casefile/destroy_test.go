package casefile

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TestDestroyable: each thing that keeps a file, one after the other, and what ends it.
func TestDestroyable(t *testing.T) {
	over := calendar.NewDate(2037, 1, 1)
	c := &Case{ID: 1}
	n := 0
	happen := func(f ledger.Fact) {
		t.Helper()
		n++
		p := Past{Entry: ledger.Entry{N: n, Type: f.FactType(), On: calendar.NewDate(2026, 10, 20), By: 7}, Fact: f}
		c.History = append(c.History, p)
		if err := c.happen(p); err != nil {
			t.Fatal(err)
		}
	}
	wants := func(code fault.Code, on calendar.Date) {
		t.Helper()
		if err := c.Destroyable(on); fault.CodeOf(err) != code {
			t.Errorf("entry %d: %v, want %s", n, err, code)
		}
	}
	happen(&Registered{Number: "2026-0001"})
	wants("not_archived", over)
	happen(&Archived{})
	wants("archive_unnumbered", over)
	happen(&Archived{Year: 2026, Keep: KeepForever, Number: "Y"})
	wants("destroy_forever", over.AddDays(40000))
	happen(&Archived{Year: 2026, Keep: Keep10, Number: "D10"})
	archived := n
	wants("destroy_early", calendar.NewDate(2036, 12, 31))
	wants("", over)
	happen(&HeldBack{})
	held := n
	wants("destroy_held", over)
	happen(&HoldEnded{Held: held})
	wants("", over)
	happen(&Challenged{Forum: InReview, Body: "区政府"})
	challenged := n
	wants("destroy_contested", over)
	happen(&Judged{Challenge: challenged, Forum: InReview, Outcome: Upheld})
	wants("", over)
	before := *c
	happen(&KeptLonger{Archived: archived, Keep: Keep10})
	wants("destroy_early", calendar.NewDate(2046, 12, 31))
	wants("", calendar.NewDate(2047, 1, 1))
	happen(&KeptLonger{Archived: archived, Keep: KeepForever})
	wants("destroy_forever", over)
	*c = before
	happen(&Deposited{To: "档案馆"})
	wants("destroy_handed", over)
	*c = before
	happen(&Destroyed{List: 3, Number: "XH"})
	wants("file_destroyed", over)
	for _, do := range Acts {
		if err := c.Allows(do, Situation{}); (err == nil) != (do == See) {
			t.Errorf("%s of a destroyed file: %v", do, err)
		}
	}
	if c.Stage() != StageArchived || c.Sources() != nil {
		t.Errorf("%s, %v", c.Stage(), c.Sources())
	}
}

// TestFileTitle: a title that is kept says what was asked for, and not who asked.
func TestFileTitle(t *testing.T) {
	c := &Case{Applicant: Applicant{Name: "张三丰", Phone: "13900001357"}, Wants: Wants{Subject: "张三丰\n房屋征收补偿（电话13900001357）"}}
	if got := c.FileTitle(); got != "申请公开某某 房屋征收补偿（电话 ）" {
		t.Error(got)
	}
	if got := (&Case{Type: Correction}).FileTitle(); got != "申请更正政府信息" {
		t.Error(got)
	}
}
