package lawsuit

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
	"mingda/internal/ledger"
	"mingda/internal/reconsider"
)

func on(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func days(t testing.TB) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// A diary is a case with its entries.
type diary struct {
	c       *Case
	entries []ledger.Entry
}

func (b *diary) try(on calendar.Date, f ledger.Fact) error {
	body, private, err := ledger.Encode(f)
	if err != nil {
		return err
	}
	n := len(b.entries) + 1
	e := ledger.Entry{Seq: int64(n), Matter: ledger.Lawsuit, Subject: int64(b.c.ID), N: n, Type: f.FactType(), On: on, At: on.Start().Add(10 * time.Hour), By: 2, Body: body, Private: private}
	if err := b.c.Take(e); err != nil {
		return err
	}
	b.entries = append(b.entries, e)
	return nil
}

// complaint is a suit against a reply of 2026-09-01.
func complaint(t testing.TB, way Way) Opened {
	f := Opened{Body: 2, Brief: Brief{Way: way, SuesAgency: true, Contested: reconsider.Contested{
		Case: 7, Letter: 1, Respondent: 1, Name: "局", Result: law.NotExisting, Number: "答1号", On: on(t, "2026-09-01"), GotOn: on(t, "2026-09-03"),
	}}, Private: Sides{Plaintiff: "张三", Subject: "预算"}}
	if way == AfterReview {
		f.Brief.Reviewed, f.Brief.SuesBody = Reviewed{Body: 2, Name: "政府", Number: "复决1号", Result: reconsider.Uphold, GotOn: on(t, "2026-09-20")}, true
	}
	return f
}

// opened is a case of which the office knew on a day, with the copy of the complaint.
func opened(t testing.TB, day string, way Way, b Begun) *diary {
	t.Helper()
	d := on(t, day)
	b.Level, b.Court, b.CopyOn = First, "法院", d
	f, begun, err := NewOpened(complaint(t, way), b, d, Situation{Today: d, Calendar: days(t)})
	if err != nil {
		t.Fatal(err)
	}
	all := &diary{c: &Case{ID: 1}}
	for _, fact := range []ledger.Fact{f, begun} {
		if err := all.try(d, fact); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// A trial is an act that somebody may try: it returns the fact that the rules decide.
type trial struct {
	weight int
	do     func(c *Case, s Situation) (ledger.Fact, error)
}

func trials() []trial {
	answer := Answered{}
	answer.Private.Text = "答辩"
	cancel := Cancelled{}
	cancel.Private.Reason = "不是本机关的"
	certified := CameIntoForce{}
	certified.Private.Reason = "法院的生效证明"
	all := []trial{
		{6, func(c *Case, s Situation) (ledger.Fact, error) { return c.Answering(answer, s.Today, s) }},
		{3, func(c *Case, s Situation) (ledger.Fact, error) {
			return c.Setting(HearingSet{Day: s.Today.AddDays(3)}, s.Today, s)
		}},
		{5, func(c *Case, s Situation) (ledger.Fact, error) {
			h, _ := c.Now().NextHearing()
			f := HearingHeld{Hearing: h.Entry, Head: true}
			f.Private.Who = "局长"
			return c.Holding(f, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			h, _ := c.Now().NextHearing()
			return c.Holding(HearingHeld{Hearing: h.Entry, Off: true}, s)
		}},
		{4, func(c *Case, s Situation) (ledger.Fact, error) { return c.Appealing(Appealed{ByPlaintiff}, s.Today, s) }},
		{2, func(c *Case, s Situation) (ledger.Fact, error) { return c.Appealing(Appealed{ByDefendant}, s.Today, s) }},
		{6, func(c *Case, s Situation) (ledger.Fact, error) { return c.ComingIntoForce(certified, s.Today, s) }},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			return c.CorrectingCourt(CourtCorrected{Begun{Court: "法院", Number: "案1号", CopyOn: c.Now().CopyOn, Summary: true}}, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			return c.Amending(Amended{Brief: c.Brief, Private: c.Sides}, s)
		}},
		{1, func(c *Case, s Situation) (ledger.Fact, error) { return c.Cancelling(cancel, s) }},
		{1, func(c *Case, s Situation) (ledger.Fact, error) { return &casefile.Noted{}, c.Allows(Note) }},
		{1, func(c *Case, s Situation) (ledger.Fact, error) {
			return &casefile.MaterialAdded{Material: len(c.Materials) + 1, File: "aa"}, c.Allows(AddMaterial)
		}},
	}
	for _, level := range Levels {
		all = append(all, trial{6, func(c *Case, s Situation) (ledger.Fact, error) {
			return c.Beginning(Begun{Level: level, Court: "上级法院", CopyOn: s.Today}, s.Today, s)
		}})
	}
	for _, row := range results {
		all = append(all, trial{1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := Ruled{Result: row.code, Number: "判1号", DecidedOn: s.Today}
			if row.code == Perform {
				f.Demand, f.Private.Order = ToAnswer, "答复"
			}
			return c.TakingRuling(f, s.Today, s)
		}})
	}
	for back := range 10 {
		all = append(all, trial{1, func(c *Case, s Situation) (ledger.Fact, error) {
			f := TakenBack{Corrects: len(c.History) - back}
			f.Private.Reason = "记错了"
			return c.TakingBack(f, s)
		}})
	}
	return all
}

// TestNoOrderBreaks: whatever the acts allow, in whatever order and at whatever pace, the
// case has a stage and days, folding the ledger anew gives the same case, and taking back
// the last entry gives the case as it was before.
func TestNoOrderBreaks(t *testing.T) {
	cal, all := days(t), trials()
	rapid.Check(t, func(r *rapid.T) {
		b := opened(t, "2026-09-22", rapid.SampledFrom(Ways).Draw(r, "way"), Begun{Summary: rapid.Bool().Draw(r, "summary")})
		today := on(t, "2026-09-22")
		for range rapid.IntRange(5, 40).Draw(r, "acts") {
			today = today.AddDays(rapid.SampledFrom([]int{0, 0, 0, 1, 3, 15, 30}).Draw(r, "days"))
			s := Situation{Today: today, Calendar: cal}
			var open []ledger.Fact
			for _, m := range all {
				if f, err := m.do(b.c, s); err == nil {
					open = append(open, slices.Repeat([]ledger.Fact{f}, m.weight)...)
				}
			}
			f := rapid.SampledFrom(open).Draw(r, "act")
			was, err := Fold(b.c.ID, b.entries)
			if err != nil {
				r.Fatal(err)
			}
			if err := b.try(today, f); err != nil {
				r.Fatalf("%s is allowed and cannot be folded: %v", f.FactType(), err)
			}
			if b.c.Stage().Label() == "" {
				r.Fatalf("after %s there is no stage", f.FactType())
			}
			if next, ok := b.c.Next(cal, today); ok && (next.By.IsZero() || next.Words == "") {
				r.Fatalf("after %s what comes next has no day: %+v", f.FactType(), next)
			}
			for _, i := range b.c.Instances {
				i.Days(cal)
			}
			b.c.Timely(cal)
			if r1, since, ok := b.c.Result(); ok && (since.IsZero() || r1.Result.Column() == "" || b.c.Judged().Outcome == "") {
				r.Fatalf("after %s the result is none: %+v", f.FactType(), r1)
			}
			again, err := Fold(b.c.ID, b.entries)
			if err != nil || !reflect.DeepEqual(again, b.c) {
				r.Fatalf("folded again after %s it is another case (%v)", f.FactType(), err)
			}
			backTo(r, b, was)
		}
	})
}

// backTo checks that without its last entry a case is as it was.
func backTo(r *rapid.T, b *diary, was *Case) {
	if b.c.AllowsTakingBack(len(b.c.History)) != nil {
		return
	}
	without := *b.c
	if err := without.forget(len(b.c.History)); err != nil {
		r.Fatal(err)
	}
	last := b.c.History[len(b.c.History)-1]
	if _, material := last.Fact.(*casefile.MaterialAdded); material {
		return // its number stays taken
	}
	if without.Stage() != was.Stage() || !reflect.DeepEqual(without.Instances, was.Instances) || without.Tells() != was.Tells() || without.Cancelled != was.Cancelled {
		r.Fatalf("without %s it is not as before", last.Type)
	}
}

// TestFactsMend: each fact is known by its own name, and what is said of how a mistake is
// mended is of a fact.
func TestFactsMend(t *testing.T) {
	for name, make := range newFacts {
		if f := make(); f.FactType() != name {
			t.Errorf("%s makes %s", name, f.FactType())
		}
	}
	for name := range mends {
		if newFacts[name] == nil && casefile.FileFacts[name] == nil {
			t.Errorf("%s is no fact", name)
		}
	}
}
