package reconsider

import (
	"slices"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// paperFacts are the facts of a paper from its draft to its PDF.
func paperFacts(n int, kind casefile.LetterKind) []ledger.Fact {
	return []ledger.Fact{&casefile.Drafted{Letter: n, Kind: kind}, &casefile.SentToCheck{Letter: n}, &casefile.Checked{Letter: n}, &casefile.Signed{Letter: n, Kind: kind, Number: "号"}, &casefile.Rendered{Letter: n, File: "aa"}}
}

// TestClosingWithdrawn: what is withdrawn before it is accepted is closed as of that day,
// though the bureau comes to it after the days of examination; what comes later is not.
func TestClosingWithdrawn(t *testing.T) {
	cal, err := calendar.Embedded("CN-65")
	if err != nil {
		t.Fatal(err)
	}
	met := allMet(true)
	accepted := []ledger.Fact{&met, &Accepted{deadline.Summary}}
	for name, k := range map[string]struct {
		before []ledger.Fact // on the day of receipt, 2026-09-22
		asked  string
		after  []ledger.Fact
		today  string
		code   fault.Code
	}{
		"on the next day":             {nil, "2026-09-23", nil, "2026-09-23", ""},
		"seen after the last day":     {nil, "2026-09-23", nil, "2026-10-20", ""},
		"on the last day":             {nil, "2026-09-30", nil, "2026-10-20", ""},
		"deemed accepted by then":     {nil, "2026-10-08", nil, "2026-10-20", "review_withdrawn_late"},
		"nobody asked":                {nil, "", nil, "2026-09-23", "review_not_withdrawn"},
		"accepted":                    {accepted, "2026-09-23", nil, "2026-09-23", "review_withdrawn_late"},
		"while a supplement is asked": {paperFacts(1, SupplementNotice), "2026-09-23", nil, "2026-10-20", ""},
		"supplied since":              {paperFacts(1, SupplementNotice), "2026-09-23", []ledger.Fact{&Supplied{}}, "2026-09-24", "review_entry_rests"},
		"refused by a signed paper":   {paperFacts(1, AcceptanceNotice), "2026-09-23", nil, "2026-09-23", "review_withdrawn_paper"},
	} {
		b := opened(t, "2026-09-22", casefile.ID(0))
		today := dayIn(t, k.today)
		must := func(on calendar.Date, facts ...ledger.Fact) {
			t.Helper()
			for _, f := range facts {
				if err := b.try(on, f); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
		must(b.c.ReceivedOn, k.before...)
		if k.asked != "" {
			must(dayIn(t, k.asked), &WithdrawalAsked{})
		}
		must(today, k.after...)
		s, err := b.c.Situation(cal, today)
		if err != nil {
			t.Fatal(err)
		}
		f, err := b.c.ClosingWithdrawn(Withdrawn{Told: ToldByPhone}, s)
		if fault.CodeOf(err) != k.code && !(err == nil && k.code == "") {
			t.Errorf("%s: %v, want %s", name, err, k.code)
		}
		if err != nil {
			continue
		}
		if _, err := b.c.ClosingWithdrawn(Withdrawn{}, s); fault.FieldsOf(err)["told"] == nil {
			t.Errorf("%s: nobody was told: %v", name, err)
		}
		must(b.c.Withdrawal.On, f)
		clock, err := b.c.Clock(cal, today)
		if err != nil || b.c.Stage(clock) != StageClosed || !clock.AcceptedOn.IsZero() || b.c.Project().Open || b.c.EndedOn() != dayIn(t, k.asked) || !b.c.IsOver() {
			t.Errorf("%s: %+v, %v", name, clock, err)
		}
		closed, asked := len(b.entries), 0
		for i, p := range b.c.History {
			if _, ok := p.Fact.(*WithdrawalAsked); ok {
				asked = i + 1
			}
		}
		if err := b.c.AllowsTakingBack(asked); fault.CodeOf(err) != "review_entry_rests" {
			t.Errorf("%s: the wish is taken back under it: %v", name, err)
		}
		s, _ = b.c.Situation(cal, today)
		if err := b.c.AllowsNewPaper(WithdrawnNotice, s); err != nil {
			t.Errorf("%s: it cannot be told: %v", name, err)
		}
		must(today, &TakenBack{Corrects: closed})
		s, _ = b.c.Situation(cal, today)
		if err := b.c.AllowsNewPaper(WithdrawnNotice, s); fault.CodeOf(err) != "review_not_closed_so" || !b.c.Project().Open {
			t.Errorf("%s: taken back, %v", name, err)
		}
	}
}

// TestPartyLeaves: a paper that waits only for who has left is whole; what nobody got yet
// is not, and who comes back is waited for.
func TestPartyLeaves(t *testing.T) {
	b := opened(t, "2026-09-22", casefile.ID(0))
	met := allMet(true)
	party := &PartyAdded{Is: ThirdPartyParty}
	party.Private.Who.Name = "第三人"
	sent := func(n int, r Role) *PaperSent {
		return &PaperSent{Letter: n, To: Recipient{Role: r}, Way: casefile.Posted}
	}
	facts := slices.Concat([]ledger.Fact{&met, &Accepted{deadline.Summary}, party}, paperFacts(1, SuspensionNotice), paperFacts(2, ThirdPartyNotice),
		[]ledger.Fact{sent(1, TheApplicant), sent(1, TheRespondent), &PartyLeft{Party: 1}})
	for i, f := range facts {
		if err := b.try(b.c.ReceivedOn, f); err != nil {
			t.Fatal(err)
		}
		if i == len(facts)-2 && b.c.Papers[0].Stage != casefile.IsReady {
			t.Error("the third party is not waited for")
		}
	}
	if b.c.Papers[0].Stage != casefile.IsServed || b.c.Papers[1].Stage != casefile.IsReady {
		t.Errorf("papers are %s and %s", b.c.Papers[0].Stage, b.c.Papers[1].Stage)
	}
	if err := b.try(b.c.ReceivedOn, &TakenBack{Corrects: len(b.entries)}); err != nil || b.c.Papers[0].Stage != casefile.IsReady {
		t.Errorf("they take part again: %s, %v", b.c.Papers[0].Stage, err)
	}
}

// TestOrderToPerform: an order to carry out follows what orders something.
func TestOrderToPerform(t *testing.T) {
	for name, k := range map[string]struct {
		outcome Outcome
		orders  bool // the paper says so
		anew    bool // it was proposed
		opinion bool
		want    fault.Code
	}{
		"performing":                    {Perform, true, true, false, ""},
		"performing, of before":         {Perform, false, true, false, ""},
		"revoked and ordered":           {Revoke, true, false, false, ""},
		"revoked and ordered of before": {Revoke, false, true, false, ""},
		"revoked":                       {Revoke, false, false, false, "review_nothing_ordered"},
		"changed":                       {Change, false, false, false, ""},
		"agreed":                        {Mediated, false, false, false, ""},
		"unlawful":                      {Unlawful, false, false, false, "review_nothing_ordered"},
		"unlawful, to be made good":     {Unlawful, true, false, false, ""},
		"upheld":                        {Uphold, false, false, false, "review_nothing_ordered"},
		"upheld, with an opinion":       {Uphold, false, false, true, ""},
		"dismissed":                     {Dismissed, false, false, false, "review_nothing_ordered"},
		"ended":                         {Ended, false, false, false, "review_nothing_ordered"},
		"not decided":                   {"", false, false, false, "review_not_decided"},
		"not decided, with an opinion":  {"", false, false, true, ""},
	} {
		b := opened(t, "2026-09-22", casefile.ID(0))
		met := allMet(true)
		facts := []ledger.Fact{&met, &Accepted{deadline.Summary}, &Proposed{Outcome: k.outcome, Anew: k.anew}}
		n := 0
		if k.opinion {
			n++
			facts = append(facts, paperFacts(n, OpinionPaper)...)
			facts = append(facts, &PaperSent{Letter: n, To: Recipient{Role: TheRespondent}, Way: casefile.Posted})
		}
		if k.outcome != "" {
			n++
			decision := paperFacts(n, PaperOfOutcome(k.outcome))
			decision[3].(*casefile.Signed).Orders = k.orders
			facts = append(facts, decision...)
		}
		for _, f := range facts {
			if err := b.try(b.c.ReceivedOn, f); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if err := b.c.AllowsNewPaper(PerformOrder, Situation{}); fault.CodeOf(err) != k.want && !(err == nil && k.want == "") {
			t.Errorf("%s: %v, want %s", name, err, k.want)
		}
	}
}

// TestOldHearing: what older entries said of the record of a hearing is passed over.
func TestOldHearing(t *testing.T) {
	b := opened(t, "2026-09-22", casefile.ID(0))
	e := b.entries[0]
	e.Seq, e.N, e.Type, e.Body, e.Private = 2, 2, PartyHeard{}.FactType(), []byte(`{"role":"applicant","way":"phone","record":1}`), []byte(`{"text":"意见"}`)
	if err := b.c.Take(e); err != nil || len(b.c.Heard) != 1 || b.c.Heard[0].Private.Text != "意见" {
		t.Errorf("%+v, %v", b.c.Heard, err)
	}
}
