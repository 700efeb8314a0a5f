package reconsider

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// Nothing rests on a paper that is void: what it told of can be taken back.
func TestVoidPaperCarriesNothing(t *testing.T) {
	b := opened(t, "2026-11-02", 0)
	met := allMet(true)
	for _, err := range []error{b.try(b.c.ReceivedOn, &met), b.try(b.c.ReceivedOn, &Accepted{deadline.Ordinary})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	accepted := b.c.Acceptance.Entry
	n := b.tell(t, AcceptanceNotice, b.c.ReceivedOn)
	if err := b.c.AllowsTakingBack(accepted); fault.CodeOf(err) != "review_entry_rests" {
		t.Fatalf("the paper stands: %v", err)
	}
	if err := b.try(b.c.ReceivedOn, &casefile.Voided{Letter: n}); err != nil {
		t.Fatal(err)
	}
	if err := b.c.AllowsTakingBack(accepted); err != nil {
		t.Errorf("the paper is void: %v", err)
	}
	if err := b.try(b.c.ReceivedOn, &CommitteeAsked{Why: AskNeeded}); err != nil {
		t.Fatal(err)
	}
	if err := b.c.AllowsTakingBack(accepted); fault.CodeOf(err) != "review_entry_rests" {
		t.Errorf("the committee was asked: %v", err)
	}
}
