package desk

import (
	"slices"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// clarifying is a case that awaits a supplement since 2026-09-24, until 2026-11-06.
func (b *bench) clarifying() casefile.ID {
	b.t.Helper()
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	n := b.signed(id, letter.Clarification, values(b.t, letter.Clarification))
	b.goTo("2026-09-24")
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	b.due(id, deadline.AwaitingClarification, "")
	b.waits(id, casefile.ApplicantWaits)
	return id
}

// waits wants the case, and its row, to wait for somebody.
func (b *bench) waits(id casefile.ID, want casefile.Party) {
	b.t.Helper()
	row, err := b.DB.CaseRow(ctx, id)
	if got := b.caseOf(id).WaitsFor(); err != nil || got != want || row.WaitsFor != want {
		b.t.Errorf("waits for %q, row %q, %v; want %q", got, row.WaitsFor, err, want)
	}
}

// is says that an input is the supplement, on the proposed day.
func (b *bench) is(v InputView) casefile.Supplying {
	b.t.Helper()
	s := supplyOf(v)
	if len(s.Candidates) == 0 {
		b.t.Fatal("no day is proposed")
	}
	c := s.Candidates[s.Proposed]
	return casefile.Supplying{Is: casefile.IsSupplement, Receipt: casefile.Receipt{On: c.On, Ground: c.Ground}}
}

// inputOf is an input as a clerk sees it.
func (b *bench) inputOf(id inbox.ID) InputView {
	b.t.Helper()
	v, err := b.Input(ctx, b.by("clerk"), id)
	b.must(err)
	return v
}

// TestMailSupplies: a mail that answers the notice is joined days after it came;
// the clerk has to say what it is, and the period runs from the day it came.
// Taken back, the supplement is awaited again.
func TestMailSupplies(t *testing.T) {
	b := newBench(t)
	id := b.clarifying()
	b.goTo("2026-10-12")
	mail := b.mail(1, "s@example.com", letterIn("s@example.com", ""))
	b.goTo("2026-10-15")
	v, number := b.inputOf(mail), b.caseOf(id).Number
	supply, asked, err := b.SupplyOf(ctx, b.by("clerk"), v, number)
	if err != nil || !asked || supply.Candidates[supply.Proposed].On != calendar.NewDate(2026, 10, 12) {
		t.Fatalf("%+v, %v, %v", supply, asked, err)
	}
	join := func(s casefile.Supplying) error {
		_, err := b.Join(ctx, b.by("clerk"), mail, Joining{Number: number, Supply: s})
		return err
	}
	b.refused(join(casefile.Supplying{}), "supplement_not_said", "supplies")
	b.refused(join(casefile.Supplying{Is: casefile.IsSupplement}), "date_unreadable", "supplied_on")
	early := casefile.Receipt{On: calendar.NewDate(2026, 9, 23), Ground: casefile.OtherGround, Reason: "门卫说的"}
	b.refused(join(casefile.Supplying{Is: casefile.IsSupplement, Receipt: early}), "supplement_too_early", "supplied_on")
	unsaid := casefile.Receipt{On: calendar.NewDate(2026, 10, 13), Ground: casefile.OtherGround}
	b.refused(join(casefile.Supplying{Is: casefile.IsSupplement, Receipt: unsaid}), "receipt_needs_reason", "supplied_reason")
	b.due(id, deadline.AwaitingClarification, "")

	b.must(join(b.is(v)))
	b.due(id, deadline.Running, "2026-11-09")
	b.stage(id, casefile.StageHandling)
	last := b.caseOf(id).History[b.caseOf(id).Version-1]
	f, ok := last.Fact.(*casefile.Supplemented)
	if !ok || f.Input != int64(mail) || f.Reason == "" || last.On != calendar.NewDate(2026, 10, 12) {
		t.Errorf("%+v on %s", last.Fact, last.On)
	}
	b.sound()

	b.must(b.Reopen(ctx, b.by("clerk"), mail, 0, "不是这一件的"))
	b.due(id, deadline.AwaitingClarification, "")
	b.waits(id, casefile.ApplicantWaits)
	b.sound()
	b.must(join(casefile.Supplying{Is: casefile.IsNoSupplement}))
	b.due(id, deadline.AwaitingClarification, "")
	b.waits(id, casefile.ApplicantWaits)
	b.sound()
}

// TestSupplementUsed: what was done on the strength of a supplement holds it in
// the case.
func TestSupplementUsed(t *testing.T) {
	b := newBench(t)
	id := b.clarifying()
	mail := b.mail(1, "s@example.com", letterIn("s@example.com", ""))
	_, err := b.Join(ctx, b.by("clerk"), mail, Joining{Number: b.caseOf(id).Number, Supply: b.is(b.inputOf(mail))})
	b.must(err)
	v := values(t, letter.Extension)
	v["days"], v["consented_on"] = "10", "2026-09-24"
	n := b.signed(id, letter.Extension, v)
	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Downloaded}))
	b.refused(b.Reopen(ctx, b.by("clerk"), mail, 0, "并错了"), "supplement_extended")
	b.must(b.Withdraw(ctx, b.by("clerk"), id, 0, "来电"))
	b.refused(b.Reopen(ctx, b.by("clerk"), mail, 0, "并错了"), "supplement_used")
	if i, err := loadInput(ctx, b.DB, mail); err != nil || i.State != inbox.JoinedTo {
		t.Errorf("%s, %v", i.State, err)
	}
	b.sound()
}

// TestJoinedUndecided: of what was joined before the question was asked, the
// clerk says on the case what it is, once.
func TestJoinedUndecided(t *testing.T) {
	b := newBench(t)
	for n, said := range []casefile.Whether{casefile.IsSupplement, casefile.IsNoSupplement} {
		b.goTo("2026-09-22")
		id := b.clarifying()
		name := string(said) + "@example.com"
		mail := b.mail(uint32(n+1), name, letterIn(name, ""))
		joined := &casefile.Joined{Input: int64(mail), InputNumber: "20260924-0001", Door: casefile.Mail} // as it was written
		b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error {
			c, err := loadCase(ctx, tx, id)
			if err != nil {
				return err
			}
			return b.happenToCase(ctx, tx, c, b.by("clerk").ID, onDay(b.today(), joined))
		}))
		b.waits(id, casefile.ClerkWaits)
		b.due(id, deadline.AwaitingClarification, "")
		view, err := b.Case(ctx, b.by("clerk"), id)
		b.must(err)
		if len(view.Undecided) != 1 || view.Undecided[0].Input != mail || len(view.Undecided[0].Candidates) == 0 {
			t.Fatalf("%+v", view.Undecided)
		}
		b.goTo("2026-09-28")
		s := b.is(b.inputOf(mail))
		b.refused(b.SupplyBy(ctx, b.by("clerk"), id, 0, mail, casefile.Supplying{}), "supplement_not_said", "supplies")
		if err := b.SupplyBy(ctx, b.by("other-officer"), id, 0, mail, s); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("another unit says: %v", err)
		}
		s.Is = said
		b.must(b.SupplyBy(ctx, b.by("clerk"), id, 0, mail, s))
		b.refused(b.SupplyBy(ctx, b.by("clerk"), id, 0, mail, s), "supplement_decided")
		if said == casefile.IsSupplement {
			b.due(id, deadline.Running, "2026-10-29")
		} else {
			b.due(id, deadline.AwaitingClarification, "")
			b.waits(id, casefile.ApplicantWaits)
		}
	}
	b.sound()
}

// TestSupplyNotAwaited: a case that awaits none takes none.
func TestSupplyNotAwaited(t *testing.T) {
	b := newBench(t)
	id, _ := b.handled(casefile.ByDownload)
	mail := b.mail(1, "s@example.com", letterIn("s@example.com", ""))
	v, number := b.inputOf(mail), b.caseOf(id).Number
	if _, asked, err := b.SupplyOf(ctx, b.by("clerk"), v, number); asked || err != nil {
		t.Errorf("asked, %v", err)
	}
	_, err := b.Join(ctx, b.by("clerk"), mail, Joining{Number: number, Supply: b.is(v)})
	b.refused(err, "no_clarification_out")
	_, err = b.Join(ctx, b.by("clerk"), mail, Joining{Number: number, Supply: casefile.Supplying{Is: casefile.IsNoSupplement}})
	b.must(err)
	if c := b.caseOf(id); c.Joined[0].NoSupplement {
		t.Error("it says of a supplement that nobody awaited")
	}
	b.sound()
}

// TestNoAnswer: once the day of the notice has passed, a list finds the case.
func TestNoAnswer(t *testing.T) {
	b := newBench(t)
	id := b.clarifying()
	for day, want := range map[string]int{"2026-10-20": 0, "2026-10-21": 1} {
		d, err := calendar.ParseDate(day)
		b.must(err)
		rows, _, err := b.Cases(ctx, b.by("clerk"), sqlite.CaseFilter{Open: true, NoAnswer: d})
		if err != nil || len(rows) != want {
			t.Errorf("%s: %d, %v", day, len(rows), err)
		}
	}
	b.must(b.TakeSupplement(ctx, b.by("clerk"), id, 0, b.today(), "", 0))
	if row, err := b.DB.CaseRow(ctx, id); err != nil || !row.SupplementBy.IsZero() {
		t.Errorf("%s, %v", row.SupplementBy, err)
	}
	b.sound()
}

// TestRepliesWaiting: a mail that names the case is known to wait for it until
// somebody decides about it; one that does not is no reply.
func TestRepliesWaiting(t *testing.T) {
	b := newBench(t)
	id := b.clarifying()
	b.goTo("2026-10-12")
	number := b.caseOf(id).Number
	b.mail(1, "other@example.com", letterIn("other@example.com", ""))
	mail := b.mail(2, "s@example.com", "From: a@example.com\r\nSubject: "+number+"\r\nMessage-ID: <s@example.com>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n补正如下\r\n")
	waiting := func(want ...inbox.ID) {
		t.Helper()
		rows, err := b.RepliesWaiting(ctx, b.by("clerk"), b.caseOf(id))
		b.must(err)
		var got []inbox.ID
		for _, row := range rows {
			got = append(got, row.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v wait, want %v", got, want)
		}
	}
	waiting(mail)
	_, err := b.Join(ctx, b.by("clerk"), mail, Joining{Number: number, Supply: b.is(b.inputOf(mail))})
	b.must(err)
	waiting()
}
