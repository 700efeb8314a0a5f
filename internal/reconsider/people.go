package reconsider

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// A PartyKind is what somebody beside applicant and respondent is in a case.
type PartyKind string

// The kinds.
const (
	CoApplicant     PartyKind = "applicant"      // a further applicant of one application
	ThirdPartyParty PartyKind = "third_party"    // 第三人, 复议法 16
	AgentParty      PartyKind = "agent"          // 代理人, 复议法 17
	SpokesParty     PartyKind = "representative" // 代表人 of before Represented, which names them among the applicants
)

// PartyKinds lists those that are registered, as forms show them.
var PartyKinds = []PartyKind{ThirdPartyParty, AgentParty, CoApplicant}

// Label returns the Chinese name.
func (k PartyKind) Label() string {
	return map[PartyKind]string{CoApplicant: "共同申请人", ThirdPartyParty: "第三人", AgentParty: "代理人", SpokesParty: "代表人"}[k]
}

// A Party is somebody beside applicant and respondent.
type Party struct {
	PartyAdded
	Entry int
	On    calendar.Date
	Out   bool // is it no more
}

// PartyAdded notes that somebody takes part.
type PartyAdded struct {
	Is      PartyKind `json:"is"`
	For     Role      `json:"for,omitempty"` // of an agent: whose
	Of      int       `json:"of,omitempty"`  // and of which of several, by the place among Case.Parties; 0 is who applied first
	Private struct {
		Who      casefile.Addressee `json:"who"`
		IDNumber string             `json:"id_number,omitempty"` // of a further applicant (实施条例 27)
		Note     string             `json:"note,omitempty"`      // what entitles them: 授权委托书, 推选书
	} `json:"-"`
}

// PartyLeft notes that somebody takes part no more.
type PartyLeft struct {
	Party   int `json:"party"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// Masked returns the party as pages show them to who has not said what for.
func (p Party) Masked() Party {
	p.Private.Who, p.Private.IDNumber = p.Private.Who.Masked(), casefile.MaskNumber(p.Private.IDNumber)
	return p
}

// PlaceOf says who in the case somebody is, without a name: with 0 the applicant, else the
// n-th of the parties.
func (c *Case) PlaceOf(n int) (string, bool) {
	if n == 0 {
		return "申请人", true
	}
	if n < 1 || n > len(c.Parties) {
		return "", false
	}
	return fmt.Sprintf("%s（参加人%d）", c.Parties[n-1].Is.Label(), n), true
}

// HandlersNamed says who handles the case (承办人), in place of who did.
type HandlersNamed struct {
	Handlers []int64 `json:"handlers"`
}

// HandlerLeft notes that a handler steps back or is made to (回避).
type HandlerLeft struct {
	Handler int64 `json:"handler"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// SteppedBack is a handler who cannot act in the case any more.
type SteppedBack struct {
	Handler int64
	On      calendar.Date
	Reason  string
}

var _, _, _, _ = know[PartyAdded](), know[PartyLeft](), know[HandlersNamed](), know[HandlerLeft]()

// FactType implements ledger.Fact, as do the following.
func (PartyAdded) FactType() string    { return "party_added" }
func (PartyLeft) FactType() string     { return "party_left" }
func (HandlersNamed) FactType() string { return "handlers_named" }
func (HandlerLeft) FactType() string   { return "handler_left" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *PartyAdded) Personal() any  { return &f.Private }
func (f *PartyLeft) Personal() any   { return &f.Private }
func (f *HandlerLeft) Personal() any { return &f.Private }

func (f *PartyAdded) change(c *Case, p Past) error {
	c.Parties = append(c.Parties, Party{PartyAdded: *f, Entry: p.N, On: p.On})
	return nil
}

func (f *PartyLeft) change(c *Case, p Past) error {
	if f.Party < 1 || f.Party > len(c.Parties) {
		return fmt.Errorf("no party %d", f.Party)
	}
	c.Parties[f.Party-1].Out = true
	c.serveWhole(p)
	return nil
}

// serveWhole takes those papers as served that went to somebody and wait for nobody else,
// and those that are overtaken.
func (c *Case) serveWhole(p Past) {
	for i := range c.Papers {
		if paper := &c.Papers[i]; paper.Stage == casefile.IsReady && (len(paper.Sent) > 0 || paper.Overtaken) && len(c.Unsent(*paper)) == 0 {
			paper.Stage, paper.ChangedAt = casefile.IsServed, p.At
		}
	}
}

func (f *HandlersNamed) change(c *Case, _ Past) error {
	c.Handlers = f.Handlers
	return nil
}

func (f *HandlerLeft) change(c *Case, p Past) error {
	c.Handlers = slices.DeleteFunc(slices.Clone(c.Handlers), func(id int64) bool { return id == f.Handler })
	c.SteppedBack = append(c.SteppedBack, SteppedBack{f.Handler, p.On, f.Private.Reason})
	return nil
}

// HasSteppedBack reports whether the person stepped back from the case.
func (c *Case) HasSteppedBack(user int64) bool {
	return slices.ContainsFunc(c.SteppedBack, func(s SteppedBack) bool { return s.Handler == user })
}

// HandlersNeeded returns how many handlers the case needs at least (实施条例 39).
func (c *Case) HandlersNeeded(s Situation) int {
	if s.Clock.Procedure == "ordinary" {
		return 2
	}
	return 1
}

// Naming decides who handles the case. Who made the reply cannot (hands are those
// who drafted, checked or signed it), nor who stepped back.
func (c *Case) Naming(f HandlersNamed, hands []int64, s Situation) (*HandlersNamed, error) {
	if err := c.Allows(Assign, s); err != nil {
		return nil, err
	}
	slices.Sort(f.Handlers)
	f.Handlers = slices.Compact(f.Handlers)
	form := fault.Form{}
	if len(f.Handlers) < c.HandlersNeeded(s) {
		form.Bad("handlers", "review_handlers_needed", c.HandlersNeeded(s))
	}
	for _, h := range f.Handlers {
		switch {
		case slices.Contains(hands, h):
			form.Bad("handlers", "review_handler_made_it")
		case c.HasSteppedBack(h):
			form.Bad("handlers", "review_handler_left")
		}
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// Leaving decides that a handler steps back.
func (c *Case) Leaving(f HandlerLeft, s Situation) (*HandlerLeft, error) {
	if err := c.Allows(StepBack, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if !c.HandledBy(f.Handler) {
		form.Bad("handler", "review_handler_none")
	}
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// Admitting decides that somebody takes part.
func (c *Case) Admitting(f PartyAdded, s Situation) (*PartyAdded, error) {
	if err := c.Allows(AddParty, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if !slices.Contains(PartyKinds, f.Is) {
		form.Bad("is", "review_party_kind")
	}
	form.Need("name", &f.Private.Who.Name, "review_party_name")
	if f.Is == AgentParty {
		c.acting(form, &f)
	} else {
		f.For, f.Of = "", 0
	}
	if f.Is != CoApplicant {
		f.Private.IDNumber = ""
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// acting checks for whom an agent acts: for one who takes part, and has not two already;
// the law bounds those of applicants and third parties (复议法 17); the respondent names one or
// two of its staff, and lawyers beside them (实施条例 18).
func (c *Case) acting(form fault.Form, f *PartyAdded) {
	of := c.Principal(*f)
	f.Of = of.Party
	switch {
	case !slices.Contains(c.Principals(), of):
		form.Bad("for", "review_party_for")
	case of.Role != TheRespondent && c.agentsOf(of) >= mostAgents:
		form.Bad("for", "review_agents_most", c.NameOf(of), mostAgents)
	}
}

// Dismissing decides that a party takes part no more.
func (c *Case) Dismissing(f PartyLeft, s Situation) (*PartyLeft, error) {
	if err := c.Allows(RemoveParty, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	if f.Party < 1 || f.Party > len(c.Parties) || c.Parties[f.Party-1].Out {
		form.Bad("party", "review_party_none")
	} else if slices.Contains(c.Represents, f.Party) {
		form.Bad("party", "review_party_represents")
	}
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}
