package casefile

import (
	"testing"

	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// answeredBook is a case answered on 2026-10-20, by letter 1.
func answeredBook(t *testing.T) *book {
	return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-10-20", "disclose", law.Disclose, IsServed)
}

// correcting brings letter 2, which corrects letter 1, to a stage in November,
// when the period is long over.
func (b *book) correcting(to LetterStage) *book {
	b.t.Helper()
	for _, w := range []struct {
		stage LetterStage
		fact  ledger.Fact
	}{
		{InDraft, &Drafted{Letter: 2, Kind: "partial", Result: law.Partial, Replaces: 1}}, {InCheck, &SentToCheck{Letter: 2}}, {InSigning, &Checked{Letter: 2}},
		{IsSigned, &Signed{Letter: 2, Kind: "partial", Result: law.Partial, Number: "答〔2026〕2号"}}, {IsReady, &Rendered{Letter: 2, File: "bb"}}, {IsServed, &Served{Letter: 2, Way: Direct}},
	} {
		if b.add("2026-11-10", w.fact); w.stage == to {
			break
		}
	}
	return b
}

// TestReplacedFolds: while a corrected reply is written the case stays answered,
// in time; once it is signed the old one is replaced, not void; once it is served
// the result is its own. Made void, or not arrived, it leaves the old one.
func TestReplacedFolds(t *testing.T) {
	cal := xinjiang(t)
	for _, x := range []struct {
		name     string
		b        *book
		reply    int
		replaced bool
		result   law.Result
		waits    Party
		stage    Stage
	}{
		{"answered", answeredBook(t), 1, false, law.Disclose, NobodyWaits, StageReplied},
		{"drafted", answeredBook(t).correcting(InDraft), 1, false, law.Disclose, UnitWaits, StageReplied},
		{"in check", answeredBook(t).correcting(InCheck), 1, false, law.Disclose, CheckerWaits, StageReplied},
		{"to sign", answeredBook(t).correcting(InSigning), 1, false, law.Disclose, SignerWaits, StageReplied},
		{"signed", answeredBook(t).correcting(IsSigned), 1, false, law.Disclose, ClerkWaits, StageReplied},
		{"served", answeredBook(t).correcting(IsServed), 2, true, law.Partial, NobodyWaits, StageReplied},
		{"dropped", answeredBook(t).correcting(InDraft).add("2026-11-11", &Dropped{Letter: 2}), 1, false, law.Disclose, NobodyWaits, StageReplied},
		{"void", answeredBook(t).correcting(IsReady).add("2026-11-11", &Voided{Letter: 2}), 1, false, law.Disclose, NobodyWaits, StageReplied},
		{"not arrived", answeredBook(t).correcting(IsServed).add("2026-11-12", &Archived{}, failed(2)), 1, false, law.Disclose, ClerkWaits, StageReplied},
		{"served again", answeredBook(t).correcting(IsServed).add("2026-11-12", failed(2), &Served{Letter: 2, Way: Direct}), 2, true, law.Partial, NobodyWaits, StageReplied},
		{"archived", answeredBook(t).correcting(IsServed).add("2026-11-12", &Archived{}), 2, true, law.Partial, NobodyWaits, StageArchived},
	} {
		row, err := x.b.c.Project(cal, day("2026-11-20"))
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
		}
		if row.Stage != x.stage || row.Open || row.Late || row.EndedOn != day("2026-10-20") || row.Result != x.result || row.WaitsFor != x.waits || row.Clock != string(deadline.StateReplied) {
			t.Errorf("%s: %+v", x.name, row)
		}
		reply, _ := x.b.c.Reply()
		by, replaced := x.b.c.ReplacedBy(1)
		if reply.N != x.reply || replaced != x.replaced || replaced && by.N != 2 || x.b.c.Letters[0].Stage != IsServed {
			t.Errorf("%s: reply %d, replaced %v by %d, the old one %s", x.name, reply.N, replaced, by.N, x.b.c.Letters[0].Stage)
		}
	}
	if err := answeredBook(t).try(day("2026-11-10"), &Drafted{Letter: 2, Kind: "partial", Result: law.Partial, Replaces: 2}); err == nil {
		t.Error("a letter corrects itself")
	}
}

// TestReplaceAllowed: who has answered can correct it, once at a time, until the
// file is put away; nothing that would leave two answers is allowed meanwhile.
func TestReplaceAllowed(t *testing.T) {
	s := Situation{Today: day("2026-11-20")}
	of := func(n int, do Act) func(*Case) error { return func(c *Case) error { return c.AllowsLetter(n, do, s) } }
	fails := func(n int) func(*Case) error {
		return func(c *Case) error {
			f := failed(n)
			f.Letter = n
			_, err := c.CorrectedService(*f, s)
			if field := fault.FieldsOf(err)["failed"]; field != nil {
				return field
			}
			return err
		}
	}
	archive := func(c *Case) error { return c.Allows(Archive, s) }
	notice := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", ClarificationNotice, "", IsServed)
	for _, x := range []struct {
		name string
		c    *Case
		do   func(*Case) error
		want fault.Code
	}{
		{"a served reply", answeredBook(t).c, of(1, Replace), ""},
		{"a notice", notice.c, of(1, Replace), "replace_reply_only"},
		{"a reply not served", received(t, "2026-09-22").letter("2026-10-20", "disclose", law.Disclose, IsReady).c, of(1, Replace), "letter_stage"},
		{"a second draft", answeredBook(t).correcting(InDraft).c, of(1, Replace), "replacement_begun"},
		{"what is replaced", answeredBook(t).correcting(IsServed).c, of(1, Replace), "letter_replaced"},
		{"the correction itself", answeredBook(t).correcting(IsServed).c, of(2, Replace), ""},
		{"its draft goes on", answeredBook(t).correcting(InDraft).c, of(2, Submit), ""},
		{"it is signed", answeredBook(t).correcting(InSigning).c, of(2, Sign), ""},
		{"an archived file", answeredBook(t).add("2026-11-12", &Archived{}).c, of(1, Replace), "case_archived"},
		{"archiving meanwhile", answeredBook(t).correcting(InCheck).c, archive, "replacement_begun"},
		{"archiving before it is served", answeredBook(t).correcting(IsReady).c, archive, "letter_not_served"},
		{"archiving then", answeredBook(t).correcting(IsServed).c, archive, ""},
		{"the old one came back, meanwhile", answeredBook(t).correcting(InDraft).c, fails(1), "replacement_begun"},
		{"the old one came back, too late", answeredBook(t).correcting(IsServed).c, fails(1), "letter_replaced"},
		{"the new one came back", answeredBook(t).correcting(IsServed).c, fails(2), ""},
		{"another new reply", answeredBook(t).correcting(IsServed).c, func(c *Case) error { return c.AllowsNew("disclose", s) }, "case_not_open"},
	} {
		if err := x.do(x.c); codeOf(err) != x.want {
			t.Errorf("%s: %v, want %s", x.name, err, x.want)
		}
	}
}
