package reconsider

import (
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// heard is a case in the ordinary procedure, accepted on a day, with what tells its
// situation on another.
func heardCase(t *testing.T, on string) (*diary, func(today calendar.Date) Situation) {
	t.Helper()
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	b := opened(t, on, 0)
	met := allMet(true)
	for _, f := range []ledger.Fact{&met, &Accepted{deadline.Ordinary}} {
		if err := b.try(b.c.ReceivedOn, f); err != nil {
			t.Fatal(err)
		}
	}
	return b, func(today calendar.Date) Situation {
		s, err := b.c.Situation(cal, today)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
}

// TestProbe: the days of an inspection and of an expert opinion do not count, days of both
// once; a suspension can begin meanwhile, and nothing resumes but what it stopped.
func TestProbe(t *testing.T) {
	b, at := heardCase(t, "2026-11-02")
	day := b.c.ReceivedOn
	decide := at(day).Clock.DecideBy
	begin := func(kind ProbeKind, on calendar.Date) error {
		f := ProbeBegan{Kind: kind}
		f.Private.What, f.Private.Who = "档案室", "两名承办人"
		fact, err := b.c.BeginningProbe(f, on, at(on))
		if err == nil {
			err = b.try(on, fact)
		}
		return err
	}
	end := func(n int, on calendar.Date) error {
		f := ProbeEnded{Probe: n}
		f.Private.Result = "没有找到"
		fact, err := b.c.EndingProbe(f, on, at(on))
		if err == nil {
			err = b.try(on, fact)
		}
		return err
	}
	if err := begin(Inspection, day.AddDays(-1)); fault.FieldsOf(err)["on"] == nil {
		t.Errorf("before acceptance: %v", err)
	}
	for i, step := range []error{begin(Inspection, day.AddDays(2)), begin(Appraisal, day.AddDays(4))} {
		if step != nil {
			t.Fatal(i, step)
		}
	}
	if err := begin(Inspection, day.AddDays(5)); fault.FieldsOf(err)["kind"] == nil {
		t.Errorf("the same twice at once: %v", err)
	}
	s := at(day.AddDays(5))
	if b.c.Stage(s.Clock) != StageSuspended || len(b.c.Probing()) != 2 {
		t.Errorf("stage %s, %d last", b.c.Stage(s.Clock), len(b.c.Probing()))
	}
	if err := b.c.AllowsPaper(ResumptionNotice, s); fault.CodeOf(err) != "review_not_suspended" {
		t.Errorf("resumed though nothing was suspended: %v", err)
	}
	if err := b.c.AllowsPaper(SuspensionNotice, s); err != nil {
		t.Errorf("it cannot be suspended meanwhile: %v", err)
	}
	if err := end(1, day.AddDays(1)); fault.FieldsOf(err)["on"] == nil {
		t.Errorf("it ends before it begins: %v", err)
	}
	for i, step := range []error{end(1, day.AddDays(6)), end(2, day.AddDays(12))} {
		if step != nil {
			t.Fatal(i, step)
		}
	}
	s = at(day.AddDays(13))
	if got := s.Clock.DecideBy.String(); decide.String() != "2027-01-04" || got != "2027-01-11" || b.c.Stage(s.Clock) != StageHearing { // 10 days after the first of January
		t.Errorf("moved from %s to %s, stage %s", decide, got, b.c.Stage(s.Clock))
	}
	if err := b.c.AllowsTakingBack(len(b.entries) - 2); fault.CodeOf(err) != "review_entry_rests" && fault.CodeOf(err) != "review_probe_back" {
		t.Errorf("a beginning that was ended is taken back: %v", err)
	}
	if err := b.c.AllowsTakingBack(len(b.entries)); err != nil {
		t.Error(err)
	}
}

// TestProbeDay: the day of an inspection is one that was, after acceptance; what is wrong
// with it is said of a day, not of a receipt.
func TestProbeDay(t *testing.T) {
	b, at := heardCase(t, "2026-11-02")
	s := at(b.c.ReceivedOn.AddDays(2))
	for on, want := range map[calendar.Date]fault.Code{
		{}:                         "date_unreadable",
		s.Today.AddDays(1):         "day_in_future",
		s.Today:                    "",
		b.c.ReceivedOn.AddDays(-1): "review_probe_too_early",
	} {
		f := ProbeBegan{Kind: Inspection}
		f.Private.What, f.Private.Who = "档案室", "两名承办人"
		var got fault.Code
		_, err := b.c.BeginningProbe(f, on, s)
		if e := fault.FieldsOf(err)["on"]; e != nil {
			got = e.Code
		}
		if got != want || want == "" && err != nil {
			t.Errorf("%s: %q, want %q: %v", on, got, want, err)
		}
	}
	if err := b.try(s.Today, &ProbeBegan{Kind: Inspection}); err != nil {
		t.Fatal(err)
	}
	f := ProbeEnded{Probe: 3}
	f.Private.Result = "没有找到"
	if _, err := b.c.EndingProbe(f, s.Today, at(s.Today)); len(fault.FieldsOf(err)) != 1 || fault.FieldsOf(err)["probe"] == nil {
		t.Errorf("one that never began ends: %v", err)
	}
}

// TestSuspensionLapses: the ground stands with the case; on three of them it ends after
// sixty days, on the others never.
func TestSuspensionLapses(t *testing.T) {
	if len(SuspensionGrounds) != 10 || len(EndGrounds) != 5 {
		t.Fatalf("%d and %d grounds", len(SuspensionGrounds), len(EndGrounds))
	}
	lapse := map[string]bool{"death": true, "capacity": true, "ended": true}
	for _, g := range SuspensionGrounds {
		b, _ := heardCase(t, "2026-09-01")
		on := b.c.ReceivedOn.AddDays(3)
		n := len(b.c.Papers) + 1
		f := &casefile.Drafted{Letter: n, Kind: SuspensionNotice}
		f.Private.Values = map[string]string{"suspend_for": g.Code}
		if err := b.try(on, f); err != nil {
			t.Fatal(err)
		}
		for _, f := range []ledger.Fact{&casefile.SentToCheck{Letter: n}, &casefile.Checked{Letter: n}, &casefile.Signed{Letter: n, Kind: SuspensionNotice, Number: "号", By: on.AddDays(1)}} {
			if err := b.try(on, f); err != nil {
				t.Fatal(err)
			}
		}
		s, ok := b.c.Suspended()
		if !ok || s.Ground.Code != g.Code || s.Since != on.AddDays(1) {
			t.Fatalf("%s: %+v, %t", g.Code, s, ok)
		}
		if s.HasLapsed(s.Since.AddDays(59)) || s.HasLapsed(s.Since.AddDays(60)) != lapse[g.Code] {
			t.Errorf("%s: lapses on %s", g.Code, s.LapsesOn())
		}
		b.tell(t, ResumptionNotice, on.AddDays(2))
		if _, ok := b.c.Suspended(); ok {
			t.Errorf("%s: suspended after it resumed", g.Code)
		}
	}
	if ANatural.Fits(casefile.Natural) != true || AnOrganisation.Fits(casefile.Natural) {
		t.Error("a person cannot end as an organisation does")
	}
}
