package casefile

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// A move is a fact that somebody may try, if the rules allow it.
type move struct {
	weight  int // how often it is drawn beside others
	allowed func(c *Case, s Situation) bool
	fact    func(c *Case) ledger.Fact
}

func act(do Act, f ledger.Fact) move {
	weight := 1 // what ends or disturbs is rare, or no case would get far
	switch do {
	case TakeSupplement:
		weight = 40
	case Assign, SignFor, TakeReasons:
		weight = 3
	}
	return move{weight, func(c *Case, s Situation) bool { return c.Allows(do, s) == nil }, func(*Case) ledger.Fact { return f }}
}

// onPart is an act on the part of a unit.
func onPart(do Act, unit int64, f ledger.Fact) move {
	return move{1, func(c *Case, s Situation) bool { return c.AllowsPart(unit, do, s) == nil }, func(*Case) ledger.Fact { return f }}
}

// supplies says of an input that may be the awaited supplement what it is.
func supplies(said Whether) move {
	return move{
		2,
		func(c *Case, s Situation) bool { return len(c.Undecided()) > 0 && c.Allows(TakeSupplement, s) == nil },
		func(c *Case) ledger.Fact {
			if said == IsSupplement {
				return &Supplemented{Input: c.Undecided()[0].Input}
			}
			return &NotSupplement{Input: c.Undecided()[0].Input}
		},
	}
}

// takesBack takes back the supplement that an input brought.
func takesBack(input int64) move {
	taking := func(c *Case, s Situation) *SupplementTakenBack {
		f, err := c.TakingBackSupplement(input, "不是本人的")
		if err != nil {
			return nil
		}
		return f
	}
	return move{
		2,
		func(c *Case, s Situation) bool { return taking(c, s) != nil },
		func(c *Case) ledger.Fact { return taking(c, Situation{}) },
	}
}

// begin is a new letter of the kind.
func begin(kind LetterKind, r law.Result) move {
	return move{
		12,
		func(c *Case, s Situation) bool { return c.AllowsNew(kind, s) == nil },
		func(c *Case) ledger.Fact {
			return &Drafted{Letter: len(c.Letters) + 1, Kind: kind, Result: r, Joint: c.JointlyOn(IsNotice(kind), nil)}
		},
	}
}

// onLetter is an act on the n-th letter.
func onLetter(n int, do Act, fact func(l Letter) ledger.Fact) move {
	weight := 80
	if do == Drop || do == Return || do == ConfirmDelivery || do == Void {
		weight = 1
	}
	return move{
		weight,
		func(c *Case, s Situation) bool { return c.AllowsLetter(n, do, s) == nil },
		func(c *Case) ledger.Fact { return fact(c.Letters[n-1]) },
	}
}

// correction says that the n-th letter did not arrive, or that it went another way.
func correction(n int, failed bool) move {
	corrected := func(c *Case, s Situation) (*ServiceCorrected, error) {
		f := ServiceCorrected{Letter: n, Failed: failed, Way: Posted, Tracking: "XA1"}
		if l, ok := c.Letter(n); ok {
			f.On = l.ServedOn
		}
		f.Private.Reason = "退回"
		return c.CorrectedService(f, s)
	}
	return move{
		2,
		func(c *Case, s Situation) bool { _, err := corrected(c, Situation{Today: s.Today}); return err == nil },
		func(c *Case) ledger.Fact { f, _ := corrected(c, Situation{Today: day("2099-12-31")}); return f },
	}
}

func moves() []move {
	all := []move{
		act(Assign, &Assigned{Unit: 4}), act(SignFor, &UnitSignedFor{Unit: 4}), act(Withdraw, &Withdrawn{}), act(Close, &Closed{Result: law.Other}),
		act(TakeSupplement, &Supplemented{}), act(Archive, &Archived{}), act(Annul, &Annulled{}), act(Note, &Noted{}),
		act(Join, &Joined{Input: 9}), act(Unjoin, &Unjoined{Input: 9}), act(Join, &Joined{Input: 8, NoSupplement: true}),
		act(ReturnUnit, &UnitReturned{Unit: 4}), act(AskAssist, &AssistAsked{Unit: 5}), act(AskAssist, &AssistAsked{Unit: 6, Instead: 5}),
		onPart(AssistSignFor, 5, &AssistSignedFor{Unit: 5}), onPart(AssistReturn, 5, &AssistReturned{Unit: 5}), onPart(AssistRemove, 5, &AssistRemoved{Unit: 5}),
		onPart(AssistAnswer, 5, &AssistAnswered{Unit: 5, Finding: PartFound}), onPart(AssistSendBack, 5, &AssistSentBack{Unit: 5}),
		supplies(IsSupplement), supplies(IsNoSupplement), takesBack(9),
		act(Close, &Closed{Result: law.NoSupplement}), act(Resume, &Resumed{}),
		begin(ClarificationNotice, ""), begin(ExtensionNotice, ""), begin(ReasonsNotice, ""), begin(DelayNotice, ""), act(TakeReasons, &ReasonsGiven{}), act(AcceptReasons, &ReasonsAccepted{}),
		begin("disclose", law.Disclose), begin("not_existing", law.NotExisting),
	}
	all = append(all, consultMoves()...)
	all = append(all, jointMoves()...)
	all = append(all, procedureMoves()...)
	for n := 1; n <= 4; n++ {
		all = append(all,
			onLetter(n, Drop, func(Letter) ledger.Fact { return &Dropped{Letter: n} }),
			onLetter(n, Submit, func(Letter) ledger.Fact { return &SentToCheck{Letter: n} }),
			onLetter(n, Check, func(Letter) ledger.Fact { return &Checked{Letter: n} }),
			onLetter(n, Return, func(Letter) ledger.Fact { return &Returned{Letter: n} }),
			onLetter(n, Sign, func(l Letter) ledger.Fact {
				return &Signed{Letter: n, Kind: l.Kind, Result: l.Result, Number: "号", Days: 20, By: day("2026-12-31")}
			}),
			onLetter(n, Render, func(Letter) ledger.Fact { return &Rendered{Letter: n, File: "aa"} }),
			move{80, func(c *Case, s Situation) bool {
				l, ok := c.Letter(n)
				return ok && c.Dispatching(n, l.toServe(), s) == nil
			},
				func(c *Case) ledger.Fact { return &Dispatched{Letter: n, To: c.Letters[n-1].toServe()} }},
			move{2, func(c *Case, _ Situation) bool {
				l, _ := c.Letter(n)
				return len(l.Sending) > 0 && l.Stage == IsSending
			},
				func(c *Case) ledger.Fact { return &DispatchEnded{Letter: n, To: c.Letters[n-1].Sending[0]} }},
			onLetter(n, Serve, func(l Letter) ledger.Fact {
				if !l.ForApplicant() {
					return &Served{Letter: n, Way: Posted}
				}
				return &Served{Letter: n, To: l.toServe(), Way: Emailed}
			}),
			onLetter(n, ConfirmDelivery, func(Letter) ledger.Fact { return &Delivered{Letter: n} }),
			onLetter(n, Void, func(Letter) ledger.Fact { return &Voided{Letter: n} }),
			move{1, func(c *Case, _ Situation) bool { l, ok := c.Letter(n); return ok && l.Stage == IsServed },
				func(c *Case) ledger.Fact {
					of := c.Letters[n-1].Recipients()
					return &MailBounced{Letter: n, To: of[len(c.History)%len(of)], Input: 9}
				}},
			correction(n, true), correction(n, false),
		)
	}
	return all
}

// TestNoSequenceBreaks: whatever the rules allow, in whatever order and at
// whatever pace, the clock always computes, the row always follows, and folding
// the ledger anew gives the same case.
func TestNoSequenceBreaks(t *testing.T) {
	cal := xinjiang(t)
	all := moves()
	rapid.Check(t, func(r *rapid.T) {
		b := received(t, "2026-09-22")
		if early := rapid.IntRange(0, 12).Draw(r, "earliest candidate"); early > 0 {
			b.c.Receipt.Candidates = []ReceiptCandidate{{On: b.c.Receipt.On.AddDays(-early), Ground: Arrived}}
		}
		today := b.c.Receipt.On
		for range rapid.IntRange(20, 50).Draw(r, "acts") {
			today = today.AddDays(rapid.SampledFrom([]int{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 3, 15}).Draw(r, "days"))
			s, err := b.c.Situation(cal, today)
			if err != nil {
				r.Fatalf("no situation: %v", err)
			}
			s.Charges = true
			var open []move
			for _, m := range all {
				if m.allowed(b.c, s) {
					open = append(open, slices.Repeat([]move{m}, m.weight)...)
				}
			}
			if len(open) == 0 {
				break
			}
			f := rapid.SampledFrom(open).Draw(r, "act").fact(b.c)
			if err := b.try(today, f); err != nil {
				r.Fatalf("%s is allowed and cannot be folded: %v", f.FactType(), err)
			}
			look(r, b, cal, today)
		}
	})
}

// look checks what must hold after every fact.
func look(r *rapid.T, b *book, cal *calendar.Calendar, today calendar.Date) {
	row, err := b.c.Project(cal, today)
	if err != nil {
		r.Fatalf("after %s on %s: %v", b.entries[len(b.entries)-1].Type, today, err)
	}
	switch {
	case row.Stage == "" || row.Stage.Label() == "":
		r.Fatalf("no stage")
	case row.Open && row.WaitsFor == NobodyWaits, !row.Open && row.WaitsFor != NobodyWaits:
		r.Fatalf("stage %s waits for %q", row.Stage, row.WaitsFor)
	case row.Open != row.EndedOn.IsZero():
		r.Fatalf("stage %s ended on %q", row.Stage, row.EndedOn)
	case slices.ContainsFunc(b.c.Letters, func(l Letter) bool { return (l.Stage == IsSending) != (len(l.Sending) > 0) && l.Stands() }):
		r.Fatalf("a letter is under way to nobody, or to somebody and is not")
	case row.Stage == StageReplied && row.Result == "":
		r.Fatalf("replied without a result")
	}
	soundEnds(r, b.c, row)
	soundClocks(r, b.c, cal, today)
	sumOfStays(r, b.c, cal, today)
	candidates := b.c.Receipt.Candidates
	again, err := Fold(b.c.ID, b.entries)
	if err != nil {
		r.Fatalf("fold again: %v", err)
	}
	again.Receipt.Candidates = candidates
	if !reflect.DeepEqual(again, b.c) {
		r.Fatalf("folded again it is another case")
	}
	later, err := again.Project(cal, today.AddDays(400))
	if err != nil || later != row {
		r.Fatalf("the row depends on the day it is looked at: %+v, %+v, %v", row, later, err)
	}
}
