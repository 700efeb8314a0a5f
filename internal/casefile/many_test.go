package casefile

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// code returns the code of a refusal, of a field where one alone is refused.
func code(err error) fault.Code {
	e, ok := err.(*fault.Error)
	if !ok {
		return ""
	}
	for _, f := range e.Fields {
		if len(e.Fields) == 1 {
			return f.Code
		}
	}
	return e.Code
}

// explained is what the applicant said, as it is recorded.
func explained(text string) *ReasonsGiven {
	f := &ReasonsGiven{}
	f.Private.Text = text
	return f
}

// TestMany: reasons are asked for once, what was said or not is recorded, a delay
// is told within the period and sets the last day (条例 35). Received on 9-22 a
// request is to be answered by 10-27; reasons asked on 9-24 are due on 10-08.
func TestMany(t *testing.T) {
	cal := xinjiang(t)
	asked := func() *book { return received(t, "2026-09-22").letter("2026-09-24", ReasonsNotice, "", IsServed) }
	said := func() *book { return asked().add("2026-09-29", explained("研究用")) }
	at := func(b *book, today string) Situation {
		s, err := b.c.Situation(cal, day(today))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	none := ReasonsGiven{None: true}
	joined := &Joined{Input: 9, InputNumber: "20260925-0009", Door: Mail}
	explains := func(f ReasonsGiven, on string) func(*Case, Situation) error {
		return func(c *Case, s Situation) error {
			d, _ := calendar.ParseDate(on)
			_, err := c.Explanation(f, d, s)
			return err
		}
	}
	begins := func(kind LetterKind) func(*Case, Situation) error {
		return func(c *Case, s Situation) error { return c.AllowsNew(kind, s) }
	}
	does := func(do Act) func(*Case, Situation) error {
		return func(c *Case, s Situation) error { return c.Allows(do, s) }
	}
	from := func(f ReasonsGiven, input int64) ReasonsGiven { f.Input = input; return f }
	for _, x := range []struct {
		name  string
		b     *book
		today string
		try   func(*Case, Situation) error
		want  fault.Code
	}{
		{"asked twice", asked(), "2026-09-28", begins(ReasonsNotice), "reasons_once"},
		{"delay without asking", received(t, "2026-09-22"), "2026-09-28", begins(DelayNotice), "reasons_not_asked"},
		{"delay without reasons", asked(), "2026-09-28", begins(DelayNotice), "reasons_not_given"},
		{"delay where none came", asked().add("2026-10-09", &none), "2026-10-09", begins(DelayNotice), "reasons_not_given"},
		{"delay", said(), "2026-10-27", begins(DelayNotice), ""},
		{"delay too late", said(), "2026-10-28", begins(DelayNotice), "delay_late"},
		{"delay twice", said().letter("2026-10-12", DelayNotice, "", IsServed), "2026-10-13", begins(DelayNotice), "delay_once"},
		{"delay without a last day", said().letter("2026-09-29", ClarificationNotice, "", IsServed), "2026-09-30", begins(DelayNotice), "delay_without_due"},
		{"recorded without asking", received(t, "2026-09-22"), "2026-09-28", does(TakeReasons), "reasons_not_asked"},
		{"recorded twice", said(), "2026-09-30", does(TakeReasons), "reasons_given_already"},
		{"recorded without words", asked(), "2026-09-30", explains(*explained(" "), "2026-09-29"), "reasons_text_needed"},
		{"recorded before asking", asked(), "2026-09-30", explains(*explained("研究"), "2026-09-23"), "reasons_before_asked"},
		{"recorded in the future", asked(), "2026-09-30", explains(*explained("研究"), "2026-10-08"), "reasons_in_future"},
		{"recorded without a day", asked(), "2026-09-30", explains(*explained("研究"), ""), "date_unreadable"},
		{"of an input that is not here", asked(), "2026-09-30", explains(from(*explained("研究"), 9), "2026-09-29"), "reasons_input_unknown"},
		{"of a joined input", asked().add("2026-09-25", joined), "2026-09-30", explains(from(*explained("研究"), 9), "2026-09-29"), ""},
		{"late, counts still", asked().add("2026-10-09", &none), "2026-10-12", explains(*explained("研究"), "2026-10-12"), ""},
		{"none before its day", asked(), "2026-10-08", explains(none, ""), "reasons_too_early"},
		{"none after its day", asked(), "2026-10-09", explains(none, ""), ""},
		{"none twice", asked().add("2026-10-09", &none), "2026-10-12", explains(none, ""), "reasons_none_already"},
		{"accepted without reasons", asked(), "2026-09-30", does(AcceptReasons), "reasons_not_given"},
		{"accepted twice", said().add("2026-09-30", &ReasonsAccepted{}), "2026-09-30", does(AcceptReasons), "reasons_accepted_already"},
		{"nothing to take back", asked(), "2026-09-30", does(TakeBackReasons), "reasons_nothing_recorded"},
		{"taken back", said(), "2026-09-30", does(TakeBackReasons), ""},
		{"used in a letter", said().letter("2026-10-12", DelayNotice, "", IsReady), "2026-10-12", does(TakeBackReasons), "reasons_used"},
		{"the notice was answered", said(), "2026-09-30", func(c *Case, s Situation) error {
			f := ServiceCorrected{Letter: 1, Failed: true}
			f.Private.Reason = "退回"
			_, err := c.CorrectedService(f, s)
			return err
		}, "reasons_notice_answered"},
		{"delay served too late", said().letter("2026-10-12", DelayNotice, "", IsReady), "2026-10-28", func(c *Case, s Situation) error {
			_, err := c.Service(Served{Letter: 2, Way: Emailed}, s.Today, s)
			return err
		}, "delay_after_due"},
		{"delay served while a supplement is awaited", said().letter("2026-09-29", DelayNotice, "", IsReady).letter("2026-09-30", ClarificationNotice, "", IsServed), "2026-10-08",
			func(c *Case, s Situation) error { return c.AllowsLetter(2, Serve, s) }, "delay_while_awaiting"},
		{"while a fee is awaited", said().letter("2026-09-29", DelayNotice, "", IsReady).letter("2026-09-30", FeeNotice, "", IsServed), "2026-10-08",
			func(c *Case, s Situation) error { return c.AllowsLetter(2, Serve, s) }, "delay_while_paying"},
	} {
		if got := code(x.try(x.b.c, at(x.b, x.today))); got != x.want {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}

	// asked, the clock goes on; delayed, it ends on the day that was told
	if due := at(asked(), "2026-09-30").Due; due != day("2026-10-27") {
		t.Errorf("asked, due %s", due)
	}
	b := said().letter("2026-10-20", DelayNotice, "", IsServed) // until 11-03
	if due := at(b, "2026-10-28").Due; due != day("2026-11-03") {
		t.Errorf("delayed, due %s", due)
	}
	if b.c.Unserved(2); at(&book{c: b.c.Unserved(2)}, "2026-10-28").Due != day("2026-10-27") {
		t.Error("without the service of the delay the last day is another")
	}
	if asked().c.ReasonsMissing(day("2026-10-08")) || !asked().c.ReasonsMissing(day("2026-10-09")) || said().c.ReasonsMissing(day("2026-10-09")) {
		t.Error("the day to explain has passed when nothing was recorded behind it")
	}

	// what was recorded last is taken back first
	b = said().add("2026-09-30", &ReasonsAccepted{})
	for _, want := range []Reasons{{Entry: b.c.Reasons.Entry, On: day("2026-09-29"), Text: "研究用"}, {}} {
		f := ReasonsTakenBack{}
		if _, err := b.c.TakingBackReasons(f, at(b, "2026-09-30")); code(err) != "reason_needed" {
			t.Errorf("taken back without reason: %v", err)
		}
		f.Private.Reason = "记错了"
		back, err := b.c.TakingBackReasons(f, at(b, "2026-09-30"))
		if err != nil {
			t.Fatal(err)
		}
		if b.add("2026-09-30", ledger.Fact(back)); b.c.Reasons != want {
			t.Errorf("after taking back: %+v, want %+v", b.c.Reasons, want)
		}
	}
	if asked := received(t, "2026-09-22").letter("2026-09-24", "excessive", law.Excessive, IsServed); asked.c.Stage() != StageReplied {
		t.Error("the refusal is a reply")
	}
}

// TestReasonsUndecided: what came is to be decided about until it is accepted, put
// off or answered.
func TestReasonsUndecided(t *testing.T) {
	said := func() *book {
		return received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4, Officer: 5}).letter("2026-09-24", ReasonsNotice, "", IsServed).add("2026-09-29", explained("研究用"))
	}
	for _, x := range []struct {
		name string
		b    *book
		want bool
	}{
		{"asked only", received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4}).letter("2026-09-24", ReasonsNotice, "", IsServed), false},
		{"explained", said(), true},
		{"accepted", said().add("2026-09-30", &ReasonsAccepted{}), false},
		{"put off", said().letter("2026-09-30", DelayNotice, "", IsServed), false},
		{"a reply begun", said().letter("2026-09-30", "excessive", law.Excessive, InDraft), false},
	} {
		if got := x.b.c.ReasonsUndecided(); got != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
}
