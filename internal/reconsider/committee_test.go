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

// TestCommitteeOwed: a grave case is decided on the committee's opinion, or on a proposal that
// says why it was not asked for.
func TestCommitteeOwed(t *testing.T) {
	k := ordinaryCourse(t)
	k.must(&SheetFilled{Whole: true}, nil)
	f := session()
	f.Why, f.Day = GraveCase, k.today.AddDays(8)
	decidable := func() error { return k.c.AllowsPaper(PaperOfOutcome(Dismissed), k.at()) }
	k.must(&Proposed{Outcome: Dismissed}, nil) // before anybody said that it is grave
	k.must(k.c.SettingSession(f, nil, SetSession, k.at()))
	k.tell(t, HearingNotice, k.today)
	held := heldBy(k.c, Came, HeadCame)
	k.must(&held, nil)
	if err := decidable(); fault.CodeOf(err) != "review_committee_owed" {
		t.Errorf("decided without: %v", err)
	}
	p := Proposed{Outcome: Dismissed}
	p.Private.Reasons, p.Private.Unasked = "理由", " "
	if _, err := k.c.Proposing(p, []Outcome{Dismissed}, false, k.at()); fault.FieldsOf(err)["unasked"] == nil {
		t.Errorf("proposed without: %v", err)
	}
	if _, err := k.c.AskingCommittee(CommitteeAsked{Why: AskOwn}, k.at()); fault.FieldsOf(err)["why"] == nil {
		t.Errorf("asked as a province: %v", err)
	}
	k.must(&CommitteeAsked{Why: AskGrave}, nil)
	k.must(&TakenBack{Corrects: len(k.entries)}, nil)
	p.Private.Unasked = "委员会换届"
	k.must(k.c.Proposing(p, []Outcome{Dismissed}, false, k.at()))
	if err := decidable(); err != nil {
		t.Errorf("decided with its reason: %v", err)
	}
	k.must(&CommitteeAsked{Why: AskOwn}, nil) // as it was asked before
	k.must(&CommitteeAdvised{Way: CaseMeeting}, nil)
	p.Following = FollowWhole
	fact, err := k.c.Proposing(p, []Outcome{Dismissed}, false, k.at())
	if k.must(fact, err); fact.Unasked || fact.Private.Unasked != "" {
		t.Errorf("asked, and a reason why not: %+v", fact)
	}
	if err := decidable(); err != nil {
		t.Error(err)
	}
}
