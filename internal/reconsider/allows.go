package reconsider

import (
	"mingda/internal/deadline"
	"mingda/internal/fault"
)

// A condition says why an act cannot be done, or nil.
type condition func(c *Case, s Situation) *fault.Error

// conditions are what must hold for an act on the case as a whole; the first that
// does not is the reason told to the person.
var conditions = map[Act][]condition{
	StepBack:         {notOver, someHandler},
	Examine:          {examining},
	Accept:           {acceptable, noWishBefore},
	TakeSupplement:   {supplying},
	NotSupply:        {supplying, someUndecided},
	GiveUp:           {supplying, notSupplied, noneUndecided},
	CorrectContested: {notOver},
	Hinder:           {notOver},
	AddParty:         {notOver},
	RemoveParty:      {notOver, someParty},
	Represent:        {notOver, severalApplicants},
	TakeResponse:     {notOver, copyWent},
	Respond:          {notOver, copyWent, notAnswered},
	HearParty:        {isAccepted, notOver},
	SetSession:       {inHearing, ordinaryOnly, noSession},
	MoveSession:      {inHearing, ordinaryOnly, someSession},
	CallOffSession:   {notOver, someSession},
	HoldSession:      {notOver, someSession, sessionOver},
	AskCommittee:     {inHearing, committeeAnswered},
	TakeAdvice:       {notOver, committeeAsked},
	BeginProbe:       {isAccepted, notOver, beforeDecideBy},
	EndProbe:         {notOver, someProbe},
	ReadFile:         {isAccepted, notOver, somethingToRead},
	FillSheet:        {isAccepted, notOver},
	Propose:          {inHearing, sheetWhole, committeeAnswered},
	TakeWithdrawal:   {notOver},
	CombineCase:      {isAccepted, notOver, mayLead},
	UncombineCase:    {notOver, leading},
	DeclineWish:      {notOver, someWish},
	CloseWithdrawn:   {notOver, withdrawable},
	AnnulFiling:      {notOver, unsettled},
	TakeBack:         {someEntry},
	Guide:            {guidable},
	TakeReport:       {somethingFollowed},
	ReportBack:       {somethingFollowed},

	PreparePublication:  {publishable, publicity("", CopyPrepared, CopyChecked, PublicationTaken, NotPublished)},
	CheckPublication:    {publicity(CopyPrepared)},
	ReleasePublication:  {publishable, publicity(CopyChecked)},
	WithdrawPublication: {publicity(Published)},
	WithholdPublication: {publishable, publicity("", CopyPrepared, CopyChecked, PublicationTaken)},
	CopyToHigher:        {someToCopy},
}

// Allows returns nil if the act on the case can be done now, else a fault of kind
// Conflict that says why not. Who may do it is another question (package auth).
func (c *Case) Allows(do Act, s Situation) error {
	for _, holds := range conditions[do] {
		if err := holds(c, s); err != nil {
			return err
		}
	}
	return nil
}

// AllowsOnPaper returns nil if the act on the n-th paper can be done now.
func (c *Case) AllowsOnPaper(n int, do Act, s Situation) error {
	p, ok := c.Paper(n)
	if !ok {
		return fault.New(fault.NotFound, "letter_not_found")
	}
	switch do {
	case Send:
		return c.sendable(p, s)
	case Got:
		for _, s := range p.Sent {
			if s.GotOn.IsZero() {
				return nil
			}
		}
		return fault.New(fault.Conflict, "review_all_got")
	}
	if _, ok := p.Stage.After(do.moves()); !ok {
		return fault.New(fault.Conflict, "letter_stage", p.Stage.Label(), do.Label())
	}
	switch do {
	case Draft, Submit, Check, Sign:
		return c.AllowsPaper(p.Kind, s)
	case VoidPaper:
		if len(p.Sent) > 0 {
			return fault.New(fault.Conflict, "review_paper_went")
		}
		return c.voidable(p)
	}
	return nil
}

// acceptable: the application is examined and meets the conditions, or was deemed
// accepted and nobody has said yet how it is heard.
func acceptable(c *Case, s Situation) *fault.Error {
	switch {
	case c.Acceptance.Entry != 0:
		return fault.New(fault.Conflict, "review_accepted", c.Acceptance.On.Chinese())
	case s.Clock.State == deadline.Hearing && s.Clock.Deemed:
		return nil
	case s.Clock.State != deadline.Examining:
		return fault.New(fault.Conflict, "review_not_examining", c.Stage(s.Clock).Label())
	case c.Sheet.Entry == 0:
		return fault.New(fault.Conflict, "review_not_examined")
	case len(c.Sheet.Unmet()) > 0:
		return fault.New(fault.Conflict, "review_not_met", c.Sheet.Unmet()[0].Text)
	}
	return nil
}

func supplying(c *Case, s Situation) *fault.Error {
	if s.Clock.State != deadline.AwaitingClarification {
		return fault.New(fault.Conflict, "review_not_supplying")
	}
	return nil
}

func copyWent(c *Case, _ Situation) *fault.Error {
	copied, _ := c.PaperOf(CopyNotice)
	if _, ok := copied.SentTo(TheRespondent); !ok {
		return fault.New(fault.Conflict, "review_copy_first")
	}
	return nil
}

// notAnswered: what the respondent adds to its answer, the bureau registers.
func notAnswered(c *Case, _ Situation) *fault.Error {
	if c.Response.Entry != 0 {
		return fault.New(fault.Conflict, "review_answered", c.Response.On.Chinese())
	}
	return nil
}

func sheetWhole(c *Case, _ Situation) *fault.Error {
	if !c.Findings.Whole {
		return fault.New(fault.Conflict, "review_sheet_first")
	}
	return nil
}

func someHandler(c *Case, _ Situation) *fault.Error {
	if len(c.Handlers) == 0 {
		return fault.New(fault.Conflict, "review_handler_none")
	}
	return nil
}

func someParty(c *Case, _ Situation) *fault.Error {
	for _, p := range c.Parties {
		if !p.Out {
			return nil
		}
	}
	return fault.New(fault.Conflict, "review_party_none")
}
