package reconsider

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

var update = flag.Bool("update", false, "write the golden files anew")

// inStage is a case in a stage, on its first day.
func inStage(t *testing.T, stage Stage) *Case {
	t.Helper()
	b := opened(t, "2026-09-22", 1)
	paper := func(kind casefile.LetterKind) []ledger.Fact {
		return []ledger.Fact{&casefile.Drafted{Letter: 1, Kind: kind}, &casefile.SentToCheck{Letter: 1}, &casefile.Checked{Letter: 1}, &casefile.Signed{Letter: 1, Kind: kind, Number: "号", Days: 10}, &casefile.Rendered{Letter: 1, File: "aa"}}
	}
	given := func(to Role) []ledger.Fact {
		return []ledger.Fact{&PaperSent{Letter: 1, To: Recipient{Role: to}, Way: casefile.Direct}, &PaperGot{Letter: 1, To: Recipient{Role: to}}}
	}
	met, unmet := allMet(true), allMet(false)
	accepted := []ledger.Fact{&met, &Accepted{deadline.Summary}}
	facts := map[Stage][]ledger.Fact{
		StageExamining:   nil,
		StageSupplying:   slices.Concat([]ledger.Fact{&unmet}, paper(SupplementNotice), given(TheApplicant)),
		StageHearing:     accepted,
		StageSuspended:   slices.Concat(accepted, paper(SuspensionNotice)),
		StageServing:     slices.Concat(accepted, paper(PaperOfOutcome(Revoke))),
		StageDecided:     slices.Concat(accepted, paper(PaperOfOutcome(Revoke)), given(TheApplicant), given(TheRespondent)),
		StageNotAccepted: slices.Concat([]ledger.Fact{&unmet}, paper(RejectionPaper), given(TheApplicant)),
		StageClosed:      slices.Concat(accepted, paper(EndPaper), given(TheApplicant), given(TheRespondent)),
	}[stage]
	for _, f := range facts {
		if err := b.try(b.c.ReceivedOn, f); err != nil {
			t.Fatalf("%s, %s: %v", stage.Label(), f.FactType(), err)
		}
	}
	return b.c
}

// TestAllows prints every act, and every paper to begin, in every stage: the whole of what
// can be done, and why not, as one table to be read. What is refused has its sentence, and
// no condition is there that nothing meets.
func TestAllows(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	stages := []Stage{StageExamining, StageSupplying, StageHearing, StageSuspended, StageServing, StageDecided, StageNotAccepted, StageClosed}
	cases, at := map[Stage]*Case{}, map[Stage]Situation{}
	for _, stage := range stages {
		c := inStage(t, stage)
		s, err := c.Situation(cal, c.ReceivedOn)
		if err != nil || c.Stage(s.Clock) != stage {
			t.Fatalf("it is %s, not %s: %v", c.Stage(s.Clock).Label(), stage.Label(), err)
		}
		cases[stage], at[stage] = c, s
	}
	var b strings.Builder
	line := func(what string, allows func(*Case, Situation) error) {
		fmt.Fprintf(&b, "# %s\n", what)
		refused := false
		for _, stage := range stages {
			said, err := "可", allows(cases[stage], at[stage])
			if err != nil {
				var f *fault.Error
				if !errors.As(err, &f) || f.Kind != fault.Conflict || f.Message() == string(f.Code) || strings.Contains(f.Message(), "%!") {
					t.Errorf("%s, %s: refused without a sentence: %v", what, stage.Label(), err)
				}
				said, refused = err.Error(), true
			}
			fmt.Fprintf(&b, "%s：%s\n", stage.Label(), said)
		}
		if !refused {
			t.Errorf("%s is refused in no stage: its conditions hold nothing", what)
		}
	}
	for _, do := range Acts() {
		if _, ok := conditions[do]; ok && do != TakeBack { // something can be taken back in each of these
			line(do.Label(), func(c *Case, s Situation) error { return c.Allows(do, s) })
		}
	}
	for _, kind := range PaperKinds() {
		line("新拟 "+string(kind), func(c *Case, s Situation) error { return c.AllowsNewPaper(kind, s) })
	}
	got := b.String()
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("testdata/allows.txt", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile("testdata/allows.txt"); err != nil || string(want) != got {
		t.Errorf("testdata/allows.txt differs (%v), got:\n%s", err, got)
	}
}
