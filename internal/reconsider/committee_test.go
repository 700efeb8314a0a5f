package reconsider

import (
	"testing"

	"mingda/internal/fault"
)

// TestAdviceTakenBack: a proposal that weighed an opinion is made again once that is taken
// back, with or without what was asked.
func TestAdviceTakenBack(t *testing.T) {
	k := ordinaryCourse(t)
	k.must(&SheetFilled{Whole: true}, nil)
	k.must(&CommitteeAsked{Why: AskNeeded}, nil)
	asked := len(k.entries)
	k.must(&CommitteeAdvised{Way: CaseMeeting}, nil)
	k.must(&Proposed{Outcome: Dismissed, Following: FollowNot}, nil)
	if err := k.c.AllowsPaper(PaperOfOutcome(Dismissed), k.at()); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{asked + 1, asked} {
		if err := k.c.AllowsTakingBack(n); err != nil {
			t.Fatal(err)
		}
		k.must(&TakenBack{Corrects: n}, nil)
	}
	if err := k.c.AllowsPaper(PaperOfOutcome(Dismissed), k.at()); fault.CodeOf(err) != "review_committee_gone" {
		t.Errorf("decidable on an opinion that is none: %v", err)
	}
	k.must(&Proposed{Outcome: Dismissed}, nil)
	if err := k.c.AllowsPaper(PaperOfOutcome(Dismissed), k.at()); err != nil {
		t.Errorf("proposed again: %v", err)
	}
}
