package reconsider

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/law"
)

// A CombineGround is why cases are heard together (实施条例 43.1).
type CombineGround string

// The grounds.
const (
	SameFact      CombineGround = "same_fact"   // several agencies acted on one fact
	SeveralPeople CombineGround = "several"     // one agency acted on one fact towards several
	NewAct        CombineGround = "new_act"     // the respondent acted anew meanwhile
	OtherTogether CombineGround = "other_cause" // the body thinks that they can be
)

// CombineGrounds lists them as forms show them.
var CombineGrounds = []CombineGround{SameFact, SeveralPeople, NewAct, OtherTogether}

// Label returns the Chinese words.
func (g CombineGround) Label() string {
	return map[CombineGround]string{
		SameFact: "两个以上行政机关就同一事实分别作出行政行为", SeveralPeople: "就同一事实对多个人分别作出行政行为",
		NewAct: "复议期间被申请人作出新的行政行为，申请人不服", OtherTogether: "认为可以合并审理的其他情形",
	}[g]
}

// Article cites what it rests on.
func (g CombineGround) Article() string {
	place := map[CombineGround]string{SameFact: "第一项", SeveralPeople: "第二项", NewAct: "第三项", OtherTogether: "第四项"}[g]
	return law.ReconsiderationRules.At("第四十三条第一款" + place)
}

// CaseJoined notes in a lead case that another is heard with it (合并审理). It stands in
// one transaction with the JoinedTo of that case. Each keeps its number, its papers and its
// clock, of which the other's knows nothing.
type CaseJoined struct {
	Case    ID            `json:"case"`
	Number  string        `json:"number"`
	Ground  CombineGround `json:"ground"`
	Private JoinReasons   `json:"-"`
}

// JoinedTo notes in a case that it is heard with the lead case.
type JoinedTo struct {
	Case    ID            `json:"case"`
	Number  string        `json:"number"`
	Ground  CombineGround `json:"ground"`
	Private JoinReasons   `json:"-"`
}

// CaseUnjoined notes in the lead case that the other is heard by itself again
// (撤销合并审理). It stands in one transaction with the UnjoinedFrom of that case.
type CaseUnjoined struct {
	Case    ID          `json:"case"`
	Number  string      `json:"number"`
	Private JoinReasons `json:"-"`
}

// UnjoinedFrom notes in a case that it is heard by itself again.
type UnjoinedFrom struct {
	Case    ID          `json:"case"`
	Number  string      `json:"number"`
	Private JoinReasons `json:"-"`
}

// JoinReasons is why cases are heard together, or no longer.
type JoinReasons struct {
	Reason string `json:"reason"`
}

var _, _, _, _ = know[CaseJoined](), know[JoinedTo](), know[CaseUnjoined](), know[UnjoinedFrom]()

// FactType implements ledger.Fact, as do the following.
func (CaseJoined) FactType() string   { return "case_joined" }
func (JoinedTo) FactType() string     { return "joined_to" }
func (CaseUnjoined) FactType() string { return "case_unjoined" }
func (UnjoinedFrom) FactType() string { return "unjoined_from" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *CaseJoined) Personal() any   { return &f.Private }
func (f *JoinedTo) Personal() any     { return &f.Private }
func (f *CaseUnjoined) Personal() any { return &f.Private }
func (f *UnjoinedFrom) Personal() any { return &f.Private }

// A Companion is a case that is heard with this one.
type Companion struct {
	ID     ID
	Number string
	Ground CombineGround
	On     calendar.Date
}

func (f *CaseJoined) change(c *Case, p Past) error {
	c.Leads = append(slices.Clone(c.Leads), Companion{f.Case, f.Number, f.Ground, p.On})
	return nil
}

func (f *JoinedTo) change(c *Case, p Past) error {
	c.Lead = &Companion{f.Case, f.Number, f.Ground, p.On}
	return nil
}

func (f *CaseUnjoined) change(c *Case, _ Past) error {
	at := slices.IndexFunc(c.Leads, func(k Companion) bool { return k.ID == f.Case })
	if at < 0 {
		return fmt.Errorf("no joined case %d", f.Case)
	}
	c.Leads = slices.Delete(slices.Clone(c.Leads), at, at+1)
	return nil
}

func (f *UnjoinedFrom) change(c *Case, _ Past) error {
	c.Lead = nil
	return nil
}

// Companions returns the cases of which this one knows that they are heard with it.
func (c *Case) Companions() []Companion {
	if c.Lead != nil {
		return []Companion{*c.Lead}
	}
	return c.Leads
}

// Combining decides that another case of the body is heard with this one, for a ground and
// a reason; both must have been accepted, and neither be over.
func (c *Case) Combining(other *Case, ground CombineGround, reason string, s, others Situation) (*CaseJoined, *JoinedTo, error) {
	if err := c.Allows(CombineCase, s); err != nil {
		return nil, nil, err
	}
	form := fault.Form{}
	if ground.Label() == "" {
		form.Bad("ground", "review_combine_ground")
	}
	form.Need("reason", &reason, "reason_needed")
	switch {
	case other.ID == c.ID:
		form.Bad("number", "review_combine_itself")
	case other.Body != c.Body:
		form.Bad("number", "input_no_review")
	case other.Lead != nil:
		form.Bad("number", "review_combine_joined", other.Number, other.Lead.Number)
	case len(other.Leads) > 0:
		form.Bad("number", "review_combine_leads", other.Number)
	case other.IsOver():
		form.Bad("number", "review_combine_over", other.Number, other.Stage(others.Clock).Label())
	case others.Clock.AcceptedOn.IsZero():
		form.Bad("number", "review_combine_unaccepted", other.Number)
	}
	if err := form.Err(); err != nil {
		return nil, nil, err
	}
	why := JoinReasons{reason}
	return &CaseJoined{other.ID, other.Number, ground, why}, &JoinedTo{c.ID, c.Number, ground, why}, nil
}

// Uncombining decides that a case is heard by itself again: while neither is decided.
func (c *Case) Uncombining(other *Case, reason string, s Situation) (*CaseUnjoined, *UnjoinedFrom, error) {
	if err := c.Allows(UncombineCase, s); err != nil {
		return nil, nil, err
	}
	form := fault.Form{}
	switch {
	case !slices.ContainsFunc(c.Leads, func(k Companion) bool { return k.ID == other.ID }):
		form.Bad("party", "review_combine_which")
	case other.IsOver():
		form.Bad("party", "review_combine_over", other.Number, other.Stage(s.Clock).Label())
	}
	form.Need("reason", &reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, nil, err
	}
	why := JoinReasons{reason}
	return &CaseUnjoined{other.ID, other.Number, why}, &UnjoinedFrom{c.ID, c.Number, why}, nil
}

// mayLead: a case that is heard with another takes none along.
func mayLead(c *Case, _ Situation) *fault.Error {
	if c.Lead != nil {
		return fault.New(fault.Conflict, "review_combine_joined", c.Number, c.Lead.Number)
	}
	return nil
}

// leading: another case is heard with this one.
func leading(c *Case, _ Situation) *fault.Error {
	if len(c.Leads) == 0 {
		return fault.New(fault.Conflict, "review_combine_none")
	}
	return nil
}
