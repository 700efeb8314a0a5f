package reconsider

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// Proposal is what the handlers propose to decide; the zero one was not made.
type Proposal struct {
	Proposed
	Entry int
	By    int64
	On    calendar.Date
}

// Proposed notes what is to be decided and why (拟处理意见). The paper that is drafted
// then must say the same.
type Proposed struct {
	Outcome Outcome `json:"outcome"`
	Part    bool    `json:"part,omitempty"`    // of the reply only a part is revoked or changed
	Anew    bool    `json:"anew,omitempty"`    // the respondent is ordered to answer anew
	Days    int     `json:"days,omitempty"`    // workdays within which it is to perform; 0: those of the statute
	Departs bool    `json:"departs,omitempty"` // from what alike cases were decided

	Following Following `json:"following,omitempty"` // of the committee's opinion, where there is one
	Unasked   bool      `json:"unasked,omitempty"`   // the committee should be asked and was not, which has its reason
	Private   struct {
		Reasons   string `json:"reasons"`
		Departure string `json:"departure,omitempty"` // why it is decided otherwise
		Otherwise string `json:"otherwise,omitempty"` // why the committee's opinion is not followed whole
		Unasked   string `json:"unasked,omitempty"`   // why the committee was not asked
	} `json:"-"`
}

var _ = know[Proposed]()

// FactType implements ledger.Fact.
func (Proposed) FactType() string { return "proposed" }

// Personal implements ledger.PersonalFact.
func (f *Proposed) Personal() any { return &f.Private }

func (f *Proposed) change(c *Case, p Past) error {
	c.Proposal = Proposal{*f, p.N, p.By, p.On}
	return nil
}

// orders are the outcomes that can order the respondent to answer; a decision that finds
// a reply unlawful can only order what makes good (复议法 72).
var orders = []Outcome{Revoke, Perform}

// Proposing decides a proposal. What the sheet leaves possible is possible; departs
// says that alike cases were commonly decided otherwise, which needs its reason.
func (c *Case) Proposing(f Proposed, possible []Outcome, departs bool, s Situation) (*Proposed, error) {
	if err := c.Allows(Propose, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	switch {
	case !f.Outcome.Known():
		form.Bad("outcome", "review_outcome_needed")
	case !slices.Contains(possible, f.Outcome):
		form.Bad("outcome", "review_outcome_impossible", f.Outcome.Label())
	}
	form.Need("reasons", &f.Private.Reasons, "review_reasons_needed")
	f.Private.Departure = strings.TrimSpace(f.Private.Departure)
	c.following(form, &f)
	if f.Departs = departs; departs && f.Private.Departure == "" {
		form.Bad("departure", "review_departure_needed")
	}
	if !departs {
		f.Private.Departure = ""
	}
	if f.Outcome != Revoke && f.Outcome != Change {
		f.Part = false
	}
	if !slices.Contains(orders, f.Outcome) {
		f.Anew = false
	}
	f.Anew = f.Anew || f.Outcome == Perform
	if f.Outcome != Perform { // a reply that is revoked is made anew within the period of the statute (实施条例 58.1)
		f.Days = 0
	}
	if f.Days < 0 || f.Days > deadline.LongestOrder {
		form.Bad("days", "order_days_wrong", deadline.LongestOrder)
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// PaperOfOutcome returns the kind of the paper by which an outcome is decided.
func PaperOfOutcome(o Outcome) casefile.LetterKind {
	switch o {
	case Mediated:
		return MediationPaper
	case Ended:
		return EndPaper
	}
	return casefile.LetterKind("review_" + string(o))
}

// OutcomeOf returns what a kind of paper decides, and whether it decides the case.
func OutcomeOf(kind casefile.LetterKind) (Outcome, bool) {
	o := paperRules[kind].outcome
	return o, o != ""
}

// Decision returns the paper that decides the case, once it is signed, and what it
// decides.
func (c *Case) Decision() (Paper, Outcome, bool) {
	end, ok := c.End()
	if !ok || paperRules[end.Kind].outcome == "" {
		return Paper{}, "", false
	}
	return end, paperRules[end.Kind].outcome, true
}
