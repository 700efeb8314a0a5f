package reconsider

import (
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// The kinds of paper that the rules know by name (see package letter, which knows
// what each says).
const (
	SupplementNotice casefile.LetterKind = "review_supplement"
	AcceptanceNotice casefile.LetterKind = "review_acceptance"
	RejectionPaper   casefile.LetterKind = "review_rejection"
	WithdrawnNotice  casefile.LetterKind = "review_withdrawn"
	CopyNotice       casefile.LetterKind = "review_copy"
	ThirdPartyNotice casefile.LetterKind = "review_third_party"
	HearingNotice    casefile.LetterKind = "review_hearing"
	SuspensionNotice casefile.LetterKind = "review_suspension"
	ResumptionNotice casefile.LetterKind = "review_resumption"
	ConversionNotice casefile.LetterKind = "review_conversion"
	ExtensionNotice  casefile.LetterKind = "review_extension"
	EndPaper         casefile.LetterKind = "review_end"
	MediationPaper   casefile.LetterKind = "review_mediation"
	OpinionPaper     casefile.LetterKind = "review_opinion"
	PerformOrder     casefile.LetterKind = "review_order"
)

// A paperRule is what is particular to a kind of paper: to whom it goes, when it may
// be begun and signed, and what it is to the clock. What is nil asks or counts
// nothing.
type paperRule struct {
	to      []Role
	when    []condition // from the first draft to the signature
	signed  func(p Paper) deadline.Event
	sent    func(p Paper, s Sending) deadline.Event                                // to the first role of to
	going   func(form fault.Form, c *Case, p Paper, on calendar.Date, s Situation) // whether it can go on a day
	ends    Stage                                                                  // the stage of the case from the signature on, once it is served
	outcome Outcome                                                                // what it decides
}

var both = []Role{TheApplicant, TheRespondent}
var everybody = []Role{TheApplicant, TheRespondent, AThirdParty}

// onSigning counts the signature as an event.
func onSigning(what deadline.EventType) func(Paper) deadline.Event {
	return func(p Paper) deadline.Event { return deadline.Event{Type: what, On: p.SignedOn, Days: p.Days} }
}

// onStated counts as an event the day that the paper states; of a paper without one that
// of its signature.
func onStated(what deadline.EventType) func(Paper) deadline.Event {
	return func(p Paper) deadline.Event {
		if p.By.IsZero() {
			return deadline.Event{Type: what, On: p.SignedOn}
		}
		return deadline.Event{Type: what, On: p.By}
	}
}

// kinds are the papers in the order in which a case comes by them.
var kinds = []casefile.LetterKind{
	SupplementNotice, RejectionPaper, WithdrawnNotice, AcceptanceNotice, CopyNotice, ThirdPartyNotice, HearingNotice, SuspensionNotice, ResumptionNotice, ConversionNotice, ExtensionNotice,
	PaperOfOutcome(Change), PaperOfOutcome(Revoke), PaperOfOutcome(Unlawful), PaperOfOutcome(Perform), PaperOfOutcome(Void), PaperOfOutcome(Uphold),
	PaperOfOutcome(ClaimDismissed), PaperOfOutcome(Dismissed), MediationPaper, EndPaper, OpinionPaper, PerformOrder,
}

// PaperKinds lists the kinds of paper of a case, in the order in which it comes by
// them.
func PaperKinds() []casefile.LetterKind { return kinds }

// paperRules are the rules by kind.
var paperRules map[casefile.LetterKind]paperRule

func init() { // the conditions refer to the rules
	paperRules = map[casefile.LetterKind]paperRule{
		SupplementNotice: {to: []Role{TheApplicant}, when: []condition{examining, notSuppliedYet}, signed: func(p Paper) deadline.Event {
			e := deadline.Event{Type: deadline.ClarificationAsked, On: p.SignedOn}
			e.Served, _ = p.gotBy(TheApplicant) // of several who are asked, the last
			return e
		}},
		RejectionPaper:   {to: []Role{TheApplicant}, when: []condition{examining, conditionUnmet, wishAnswered}, signed: onSigning(deadline.Rejected), ends: StageNotAccepted},
		WithdrawnNotice:  {to: []Role{TheApplicant}, when: []condition{isWithdrawn, once(WithdrawnNotice)}},
		AcceptanceNotice: {to: []Role{TheApplicant}, when: []condition{isAccepted, notOver, once(AcceptanceNotice)}},
		CopyNotice: {to: []Role{TheRespondent}, when: []condition{isAccepted, notOver, once(CopyNotice)}, sent: func(_ Paper, s Sending) deadline.Event {
			return deadline.Event{Type: deadline.CopySent, On: s.On, Served: s.GotOn}
		}},
		ThirdPartyNotice: {to: []Role{AThirdParty}, when: []condition{isAccepted, notOver, hasThirdParty}},
		HearingNotice:    {to: everybody, when: []condition{sessionToTell}, going: sessionInTime},
		SuspensionNotice: {to: everybody, when: []condition{mayStop, beforeDecideBy}, signed: onStated(deadline.Suspended)},
		ResumptionNotice: {to: everybody, when: []condition{isSuspended}, signed: onStated(deadline.Resumed)},
		ConversionNotice: {to: both, when: []condition{inHearing, summaryOnly, beforeDecideBy}, signed: onSigning(deadline.Converted)},
		ExtensionNotice:  {to: everybody, when: []condition{inHearing, ordinaryOnly, beforeDecideBy, once(ExtensionNotice)}, signed: onSigning(deadline.Extended)},
		EndPaper:         {to: everybody, when: []condition{isAccepted, notOver, noSessionToCome}, signed: onSigning(deadline.Closed), ends: StageClosed, outcome: Ended},
		MediationPaper:   {to: everybody, when: []condition{inHearing, noSessionToCome, wishAnswered}, signed: onSigning(deadline.Decided), ends: StageDecided, outcome: Mediated},
		OpinionPaper:     {to: []Role{TheRespondent}, when: []condition{isAccepted}},
		PerformOrder:     {to: []Role{TheRespondent}, when: []condition{somethingToPerform}},
	}
	for _, o := range []Outcome{Change, Revoke, Unlawful, Perform, Void, Uphold, ClaimDismissed} {
		paperRules[PaperOfOutcome(o)] = paperRule{to: everybody, when: []condition{inHearing, proposedAs(o), heardEnough, noSessionToCome, committeeAnswered, committeeOwed, adviceWeighed, wishAnswered}, signed: onSigning(deadline.Decided), ends: StageDecided, outcome: o}
	}
	paperRules[PaperOfOutcome(Dismissed)] = paperRule{to: everybody, when: []condition{inHearing, proposedAs(Dismissed), noSessionToCome, committeeAnswered, committeeOwed, adviceWeighed, wishAnswered}, signed: onSigning(deadline.Dismissed), ends: StageDecided, outcome: Dismissed}
}

// AllowsPaper returns nil if a paper of the kind can be begun or go on to its
// signature now.
func (c *Case) AllowsPaper(kind casefile.LetterKind, s Situation) error {
	rule, ok := paperRules[kind]
	if !ok {
		return fault.New(fault.NotFound, "letter_kind_unknown", string(kind))
	}
	for _, holds := range rule.when {
		if err := holds(c, s); err != nil {
			return err
		}
	}
	return c.represented(kind)
}

// AllowsNewPaper returns nil if a paper of the kind can be begun: of one kind only one
// is under way at a time.
func (c *Case) AllowsNewPaper(kind casefile.LetterKind, s Situation) error {
	if p, ok := c.PaperOf(kind); ok && p.Number == "" {
		return fault.New(fault.Conflict, "review_paper_begun", p.Stage.Label())
	}
	return c.AllowsPaper(kind, s)
}

// examining: after its last day the application counts as accepted (复议法 30.3).
func examining(c *Case, s Situation) *fault.Error {
	switch {
	case s.Clock.Deemed && c.Acceptance.Entry == 0:
		return fault.New(fault.Conflict, "review_deemed_accepted", s.Clock.AcceptedOn.Chinese())
	case s.Clock.State != deadline.Examining:
		return fault.New(fault.Conflict, "review_not_examining", c.Stage(s.Clock).Label())
	}
	return nil
}

func notSuppliedYet(c *Case, _ Situation) *fault.Error {
	if p, ok := c.PaperOf(SupplementNotice); ok && p.Number != "" {
		return fault.New(fault.Conflict, "review_supplement_once", p.Number)
	}
	return nil
}

func conditionUnmet(c *Case, _ Situation) *fault.Error {
	switch {
	case c.Sheet.Entry == 0:
		return fault.New(fault.Conflict, "review_not_examined")
	case len(c.Sheet.Unmet()) == 0:
		return fault.New(fault.Conflict, "review_all_met")
	}
	return nil
}

func isAccepted(c *Case, s Situation) *fault.Error {
	if s.Clock.AcceptedOn.IsZero() {
		return fault.New(fault.Conflict, "review_not_accepted")
	}
	return nil
}

func notOver(c *Case, s Situation) *fault.Error {
	if c.IsOver() {
		return fault.New(fault.Conflict, "review_over", c.Stage(s.Clock).Label())
	}
	return nil
}

func inHearing(c *Case, s Situation) *fault.Error {
	if s.Clock.State != deadline.Hearing {
		return fault.New(fault.Conflict, "review_not_hearing", c.Stage(s.Clock).Label())
	}
	return nil
}

func isSuspended(c *Case, s Situation) *fault.Error {
	if _, suspended := c.Suspended(); s.Clock.State != deadline.StateSuspended || !suspended {
		return fault.New(fault.Conflict, "review_not_suspended", c.Stage(s.Clock).Label())
	}
	return nil
}

func isDecided(c *Case, _ Situation) *fault.Error {
	if _, _, decided := c.Decision(); !decided {
		return fault.New(fault.Conflict, "review_not_decided")
	}
	return nil
}

// somethingToPerform: an order to carry out (复议法 77) goes with a decision that orders,
// changes or agrees on something, or with an opinion that reached the respondent.
func somethingToPerform(c *Case, s Situation) *fault.Error {
	for _, p := range c.Papers {
		if p.Kind == OpinionPaper && p.WentTo(TheRespondent) {
			return nil
		}
	}
	if err := isDecided(c, s); err != nil {
		return err
	}
	switch paper, outcome, _ := c.Decision(); {
	case paper.Orders, outcome == Change, outcome == Perform, outcome == Mediated, outcome == Revoke && c.Proposal.Anew:
		return nil
	default:
		return fault.New(fault.Conflict, "review_nothing_ordered", outcome.Label())
	}
}

func ordinaryOnly(_ *Case, s Situation) *fault.Error {
	if s.Clock.Procedure != deadline.Ordinary {
		return fault.New(fault.Conflict, "review_ordinary_only")
	}
	return nil
}

func summaryOnly(_ *Case, s Situation) *fault.Error {
	if s.Clock.Procedure != deadline.Summary {
		return fault.New(fault.Conflict, "review_ordinary_already")
	}
	return nil
}

func beforeDecideBy(_ *Case, s Situation) *fault.Error {
	if !s.Clock.DecideBy.IsZero() && s.Today.After(s.Clock.DecideBy) {
		return fault.New(fault.Conflict, "review_after_decide_by", s.Clock.DecideBy.Chinese())
	}
	return nil
}

func hasThirdParty(c *Case, _ Situation) *fault.Error {
	if len(c.Recipients(ThirdPartyNotice)) == 0 {
		return fault.New(fault.Conflict, "review_no_third_party")
	}
	return nil
}

// once: the kind is signed once in a case.
func once(kind casefile.LetterKind) condition {
	return func(c *Case, _ Situation) *fault.Error {
		if p, ok := c.PaperOf(kind); ok && p.Number != "" {
			return fault.New(fault.Conflict, "review_paper_once", p.Number)
		}
		return nil
	}
}

// proposedAs: the decision says what was proposed, on the sheet as it stands.
func proposedAs(o Outcome) condition {
	return func(c *Case, _ Situation) *fault.Error {
		switch {
		case c.Proposal.Entry == 0:
			return fault.New(fault.Conflict, "review_not_proposed")
		case c.Proposal.Outcome != o:
			return fault.New(fault.Conflict, "review_proposed_other", c.Proposal.Outcome.Label())
		case !c.Findings.Whole:
			return fault.New(fault.Conflict, "review_sheet_again")
		case c.Proposal.Entry < c.Findings.Entry || c.Proposal.Entry < c.Corrected:
			return fault.New(fault.Conflict, "review_propose_again")
		}
		return nil
	}
}

// heardEnough: nothing is decided before the respondent has answered or its time has
// passed, and in the ordinary procedure the applicant was heard (复议法 48, 49, 54).
func heardEnough(c *Case, s Situation) *fault.Error {
	copied, _ := c.PaperOf(CopyNotice)
	_, sent := copied.SentTo(TheRespondent)
	switch {
	case !sent:
		return fault.New(fault.Conflict, "review_copy_first")
	case c.Response.Entry == 0 && c.CopyUnsigned():
		return fault.New(fault.Conflict, "review_copy_got_first")
	case c.Response.Entry == 0 && !s.Today.After(s.Clock.AnswerBy):
		return fault.New(fault.Conflict, "review_answer_awaited", s.Clock.AnswerBy.Chinese())
	case s.Clock.Procedure == deadline.Ordinary && !c.HasHeard(TheApplicant):
		return fault.New(fault.Conflict, "review_hear_first")
	case len(c.Handlers) < c.HandlersNeeded(s):
		return fault.New(fault.Conflict, "review_handlers_few", c.HandlersNeeded(s))
	}
	return nil
}
