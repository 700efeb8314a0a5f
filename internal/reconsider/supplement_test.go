package reconsider

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TestSentWhileAwaited: what the applicant sends while a supplement is awaited is no
// giving up until a person has said of each that it is none; of what they sent before
// nothing has to be said, and what is taken back is said again.
func TestSentWhileAwaited(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	b := opened(t, "2026-11-02", 0)
	today := b.c.ReceivedOn
	must := func(by int64, facts ...ledger.Fact) {
		t.Helper()
		for _, f := range facts {
			if err := b.tryBy(today, f, by); err != nil {
				t.Fatal(err)
			}
		}
	}
	at := func() Situation {
		t.Helper()
		s, err := b.c.Situation(cal, today)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	must(ledger.Applicant, &casefile.Noted{})
	must(2, paperFacts(1, SupplementNotice)...)
	must(2, &PaperSent{Letter: 1, To: Recipient{Role: TheApplicant}, Way: casefile.Direct, GotOn: today})
	if err := b.c.Allows(NotSupply, at()); fault.CodeOf(err) != "review_nothing_undecided" {
		t.Errorf("nothing came: %v", err)
	}
	today = today.AddDays(2)
	came, note, file := today, &casefile.Noted{}, &casefile.MaterialAdded{Material: 1, File: "aa"}
	note.Private.Text, file.Private.Name = "按通知补正如下", "身份证明.pdf"
	must(ledger.Applicant, file, note)
	must(2, &InputJoined{Number: "收1号", CameOn: today, Entries: 1}, &casefile.Noted{})
	must(2, &InputJoined{Number: "收2号", CameOn: today.AddDays(-3)}) // from before the notice
	today = today.AddDays(30)
	if err := b.c.Allows(GiveUp, at()); fault.CodeOf(err) != "review_supplement_undecided" || at().Clock.State != deadline.AwaitingClarification {
		t.Fatalf("given up over what came in time: %v", err)
	}
	open := b.c.Undecided()
	if len(open) != 3 || open[0].On != came || open[0].What != "身份证明.pdf" || open[1].What != note.Private.Text || open[2].What != "收1号" || open[2].On != came {
		t.Fatalf("to be said of: %+v", open)
	}
	f := NotSupplement{Entries: []int{open[0].N, open[2].N}}
	if _, err := b.c.NotSupplying(f, at()); fault.FieldsOf(err)["reason"] == nil {
		t.Errorf("without a reason: %v", err)
	}
	f.Private.Reason = "是另一件的"
	if _, err := b.c.NotSupplying(NotSupplement{Entries: []int{1}, Private: f.Private}, at()); fault.FieldsOf(err)["entries"] == nil {
		t.Errorf("of another entry: %v", err)
	}
	fact, err := b.c.NotSupplying(f, at())
	if err != nil {
		t.Fatal(err)
	}
	must(2, fact)
	if err := b.c.Allows(GiveUp, at()); fault.CodeOf(err) != "review_supplement_undecided" {
		t.Errorf("one is not said of: %v", err)
	}
	f.Entries = []int{open[1].N}
	must(2, &f)
	said := len(b.entries)
	gave, err := b.c.GivingUp(GivenUp{}, at())
	if err != nil {
		t.Fatal(err)
	}
	must(2, gave)
	if err := b.c.AllowsTakingBack(said); fault.CodeOf(err) != "review_entry_rests" {
		t.Errorf("taken back under it: %v", err)
	}
	must(2, &TakenBack{Corrects: len(b.entries)}, &TakenBack{Corrects: said})
	if open := b.c.Undecided(); len(open) != 1 || b.c.Allows(GiveUp, at()) == nil {
		t.Errorf("said again: %+v", open)
	}
	supplied, err := b.c.Supply(Supplied{}, came, at())
	if err != nil {
		t.Fatal(err)
	}
	if err := b.tryBy(came, supplied, 2); err != nil || len(b.c.SentSinceAsked()) != 0 {
		t.Errorf("supplied: %v, %+v", err, b.c.SentSinceAsked())
	}
}
