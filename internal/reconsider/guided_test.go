package reconsider

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/ledger"
)

// TestGuiding: a case becomes one to go by once it is decided, with a reason and once; it
// is so for as long as that decision stands and the mark is not taken back.
func TestGuiding(t *testing.T) {
	b := opened(t, "2026-09-22", 1)
	must := func(facts ...ledger.Fact) {
		t.Helper()
		for _, f := range facts {
			if err := b.try(b.c.ReceivedOn, f); err != nil {
				t.Fatal(err)
			}
		}
	}
	signed := func(n int) []ledger.Fact {
		return []ledger.Fact{&casefile.Drafted{Letter: n, Kind: PaperOfOutcome(Revoke)}, &casefile.SentToCheck{Letter: n}, &casefile.Checked{Letter: n}, &casefile.Signed{Letter: n, Kind: PaperOfOutcome(Revoke), Number: "号"}}
	}
	refused := func(name string, err error, code fault.Code) {
		t.Helper()
		if fault.CodeOf(err) != code {
			t.Errorf("%s: %v, want %s", name, err, code)
		}
	}
	f := Guided{Published: " 指导性案例3号 "}
	f.Private.Reason = "有代表性"
	met := allMet(true)
	must(&met, &Accepted{deadline.Summary})
	_, err := b.c.Guiding(f, Situation{})
	refused("open", err, "review_guide_undecided")

	must(signed(1)...)
	if _, err := b.c.Guiding(Guided{}, Situation{}); fault.FieldsOf(err)["reason"] == nil {
		t.Errorf("without a reason: %v", err)
	}
	mark, err := b.c.Guiding(f, Situation{})
	if err != nil {
		t.Fatal(err)
	}
	must(mark)
	if s := b.c.Sketch(); !s.Guiding || s.Published != "指导性案例3号" {
		t.Errorf("the sketch says %v, %q", s.Guiding, s.Published)
	}
	_, err = b.c.Guiding(f, Situation{})
	refused("twice", err, "review_guide_twice")

	n := b.c.Guides.Entry
	must(&TakenBack{Corrects: n})
	if b.c.Sketch().Guiding {
		t.Error("it is one after that was taken back")
	}
	must(mark, &casefile.Voided{Letter: 1})
	must(signed(2)...)
	if b.c.Sketch().Guiding {
		t.Error("another decision than the one that was marked is one to go by")
	}

	mediated := opened(t, "2026-09-22", 1)
	for _, g := range []ledger.Fact{&met, &Accepted{deadline.Summary}, &casefile.Drafted{Letter: 1, Kind: MediationPaper}, &casefile.Signed{Letter: 1, Kind: MediationPaper, Number: "号"}} {
		_ = mediated.try(b.c.ReceivedOn, g)
	}
	_, err = mediated.c.Guiding(f, Situation{})
	refused("mediated", err, "review_guide_undecided")
}

// TestGuidingArticle: the regulation is cited for what was published, the bureau's own rule
// for what it marked itself.
func TestGuidingArticle(t *testing.T) {
	for published, want := range map[string]string{"": OwnRule, "指导性案例3号": law.ReconsiderationRules.At("第七十六条")} {
		past := search(t, 1, Change, badSearch, func(s *Sketch) { s.Guiding, s.Published = true, published })
		if got := Common(Alike(search(t, 2, "", badSearch), []Sketch{past})); got.Article != want || !got.Departs(Uphold) {
			t.Errorf("%q: %+v", published, got)
		}
	}
}
