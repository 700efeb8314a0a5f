package casefile

import (
	"testing"

	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// takenOver folds a case that came from an old register.
func takenOver(t *testing.T, f TakenOver, more ...ledger.Fact) *Case {
	t.Helper()
	f.Number, f.Agency, f.Class = "旧2017-0001", 1, Natural
	f.Private.Applicant = Applicant{Class: Natural, Name: "张三"}
	f.Private.Wants = Wants{Subject: "拆迁补偿", Content: "拆迁补偿方案 13912345678"}
	f.Private.OldNumber, f.ReplyNumber = "2017-12", "明政公开〔2017〕3号"
	b := &book{t: t, c: &Case{ID: 7}}
	return b.add("2026-09-22", append([]ledger.Fact{&f}, more...)...).c
}

// TestPast: what was over before the program is over, whatever the law's days of then,
// no period of it runs, and only its file can be completed.
func TestPast(t *testing.T) {
	cal, today := xinjiang(t), day("2026-09-22")
	for result, stage := range map[law.Result]Stage{law.Disclose: StageReplied, law.Secret: StageReplied, law.Withdrawn: StageWithdrawn, law.NoSupplement: StageClosed, law.Other: StageClosed} {
		c := takenOver(t, TakenOver{Receipt: Receipt{On: day("2009-03-02")}, Result: result, EndedOn: day("2009-06-30"), Unit: 4})
		row, err := c.Project(cal, today)
		if err != nil || row.Stage != stage || row.Open || row.Late || row.EndedOn != day("2009-06-30") || row.Result != result || row.Unit != 4 || row.WaitsFor != "" || row.Door != OldRegister {
			t.Errorf("%s: %+v, %v", result, row, err)
		}
		if clocks, err := c.Clocks(cal, today, nil); len(clocks) > 0 || err != nil {
			t.Errorf("%s: periods %v, %v", result, clocks, err)
		}
		if days, err := c.StationDays(cal, today); len(days) > 0 || err != nil {
			t.Errorf("%s: days %v, %v", result, days, err)
		}
		s, err := c.Situation(cal, today)
		if err != nil {
			t.Fatal(err)
		}
		may := map[Act]bool{}
		for _, do := range Acts {
			if c.Allows(do, s) == nil {
				may[do] = true
			}
		}
		for do := range pastActs {
			if shelved := do == HoldBack || do == EndHold || do == KeepLonger || do == LiftRestriction; may[do] == shelved { // those when it is put away, or restricted
				t.Errorf("%s: %s is not allowed", result, do)
			}
			delete(may, do)
		}
		if len(may) > 0 {
			t.Errorf("%s: more is allowed: %v", result, may)
		}
	}
	c := takenOver(t, TakenOver{Receipt: Receipt{On: day("2009-03-02")}, Result: law.Disclose, EndedOn: day("2009-06-30")})
	if got := c.RepliedOn(); got != day("2009-06-30") {
		t.Errorf("answered on %s", got)
	}
	if ends := c.Ends(); len(ends) != 1 || ends[0].As != StageReplied || ends[0].On != day("2009-06-30") || ends[0].Results[0].Result != law.Disclose {
		t.Errorf("ends %+v", ends)
	}
	if got := c.Findable(); got != "旧2017-0001\n2017-12\n明政公开〔2017〕3号\n张三\n拆迁补偿\n拆迁补偿方案\n" {
		t.Errorf("found by %q", got)
	}
}

// TestPastUndone: an import can be taken back until something rests on one of its
// cases, and what was taken back is no registration any more.
func TestPastUndone(t *testing.T) {
	f := TakenOver{Receipt: Receipt{On: day("2022-03-02")}, Result: law.Disclose, EndedOn: day("2022-03-12")}
	if err := takenOver(t, f).AllowsUndoing(1); err != nil {
		t.Error(err)
	}
	if err := takenOver(t, f, &Noted{}).AllowsUndoing(1); fault.CodeOf(err) != "import_rested_upon" {
		t.Error(err)
	}
	gone := takenOver(t, f, &Annulled{})
	if err := gone.AllowsUndoing(1); err != nil || gone.Stage() != StageAnnulled {
		t.Errorf("%s, %v", gone.Stage(), err)
	}
}

// TestTakenOverOpen: what was not answered runs as any other from its day of receipt.
func TestTakenOverOpen(t *testing.T) {
	cal, today := xinjiang(t), day("2026-09-22")
	c := takenOver(t, TakenOver{Receipt: Receipt{On: today.AddDays(-3)}, Open: true})
	row, err := c.Project(cal, today)
	if err != nil || row.Stage != StageRegistered || !row.Open || row.DueOn.IsZero() || row.WaitsFor != ClerkWaits {
		t.Errorf("%+v, %v", row, err)
	}
	s, err := c.Situation(cal, today)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Allows(Assign, s); err != nil {
		t.Error(err)
	}
	if err := c.Allows(ReplaceCode, s); fault.CodeOf(err) != "case_has_no_input" {
		t.Error(err)
	}
}
