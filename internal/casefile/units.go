package casefile

import (
	"fmt"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// SignWithin is how many workdays a unit has to sign for what it was given, or to
// return it; the office's own rule.
const SignWithin = 1

// A Finding is what came of a unit's part.
type Finding string

// The findings.
const (
	PartFound    Finding = "found"     // 有，材料附后
	PartNotFound Finding = "not_found" // 检索后没有
	PartCannot   Finding = "cannot"    // 提供不了，说明原因
)

// Findings lists the findings in the order of the form.
var Findings = []Finding{PartFound, PartNotFound, PartCannot}

// Label returns the Chinese name of the finding.
func (f Finding) Label() string {
	return map[Finding]string{PartFound: "有", PartNotFound: "检索后没有", PartCannot: "提供不了"}[f]
}

// An Assist is the part of a unit that helps the lead unit (协办). A unit has one
// part in a case at most.
type Assist struct {
	Unit       int64
	Officer    int64         // 0 while the unit has not named one
	Part       string        // what it is asked for
	InnerDue   calendar.Date // when it should have handed in; the office's own rule
	AskedOn    calendar.Date
	SignedFor  calendar.Date
	Answer     *AssistAnswered // what it handed in last; nil before
	AnsweredOn calendar.Date   // no day while its answer is awaited
	SentBack   string          // why the lead unit sent its answer back, until it hands in another
	Refused    string          // why it returned its part (退回分办); it has none any more
}

// IsReturned reports whether the unit returned its part: a person decides who does
// it instead.
func (a Assist) IsReturned() bool { return a.Refused != "" }

// IsAwaited reports whether the unit's answer is awaited.
func (a Assist) IsAwaited() bool { return !a.IsReturned() && a.AnsweredOn.IsZero() }

// AssistAsked gives a unit its part, or another one (请协办).
type AssistAsked struct {
	Unit     int64         `json:"unit"`
	Officer  int64         `json:"officer,omitempty"`
	InnerDue calendar.Date `json:"inner_due,omitzero"`
	Instead  int64         `json:"instead,omitempty"` // the unit that had returned the part
	Private  struct {
		Part string `json:"part"`
	} `json:"-"`
}

// AssistSignedFor notes that a unit has signed for its part.
type AssistSignedFor struct {
	Unit int64 `json:"unit"`
}

// AssistReturned notes that a unit gives its part back, which is not its matter.
type AssistReturned struct {
	Unit    int64 `json:"unit"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// AssistAnswered is what a unit hands in for its part (交办理意见). A further one
// replaces it.
type AssistAnswered struct {
	Unit      int64         `json:"unit"`
	Finding   Finding       `json:"finding"`
	Materials []int         `json:"materials,omitempty"`  // of the file
	On        calendar.Date `json:"searched_on,omitzero"` // when it was searched
	Private   AssistText    `json:"-"`
}

// AssistText is the personal part of an answer.
type AssistText struct {
	Text string `json:"text"`          // what the unit says, of what cannot be given why
	In   string `json:"in,omitempty"`  // where it was searched, a line each
	For  string `json:"for,omitempty"` // by which words
	Who  string `json:"who,omitempty"` // who was asked
}

// AssistSentBack sends a unit's answer back to be done again (退回重办).
type AssistSentBack struct {
	Unit    int64 `json:"unit"`
	Private struct {
		Remark string `json:"remark"`
	} `json:"-"`
}

// AssistRemoved takes a unit off the case (取消协办). What it handed in stays in the
// ledger, and its materials in the file.
type AssistRemoved struct {
	Unit    int64 `json:"unit"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// UnitReturned notes that the lead unit gives the case back (退回分办): it waits to
// be assigned again.
type UnitReturned struct {
	Unit    int64 `json:"unit"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(AssistAsked) },
	func() ledger.Fact { return new(AssistSignedFor) },
	func() ledger.Fact { return new(AssistReturned) },
	func() ledger.Fact { return new(AssistAnswered) },
	func() ledger.Fact { return new(AssistSentBack) },
	func() ledger.Fact { return new(AssistRemoved) },
	func() ledger.Fact { return new(UnitReturned) },
)

// FactType implements ledger.Fact, as do the following.
func (AssistAsked) FactType() string     { return "assist_asked" }
func (AssistSignedFor) FactType() string { return "assist_signed_for" }
func (AssistReturned) FactType() string  { return "assist_returned" }
func (AssistAnswered) FactType() string  { return "assist_answered" }
func (AssistSentBack) FactType() string  { return "assist_sent_back" }
func (AssistRemoved) FactType() string   { return "assist_removed" }
func (UnitReturned) FactType() string    { return "unit_returned" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *AssistAsked) Personal() any    { return &f.Private }
func (f *AssistReturned) Personal() any { return &f.Private }
func (f *AssistAnswered) Personal() any { return &f.Private }
func (f *AssistSentBack) Personal() any { return &f.Private }
func (f *AssistRemoved) Personal() any  { return &f.Private }
func (f *UnitReturned) Personal() any   { return &f.Private }

// change gives the part. Of a unit that has one it is corrected, and what the unit
// did stands; one that had returned it begins anew.
func (f *AssistAsked) change(c *Case, p Past) error {
	c.Assists = slices.DeleteFunc(c.Assists, func(a Assist) bool { return f.Instead != 0 && a.Unit == f.Instead })
	a, err := c.part(f.Unit)
	if err != nil {
		c.Assists = append(c.Assists, Assist{Unit: f.Unit, AskedOn: p.On})
		a = &c.Assists[len(c.Assists)-1]
	}
	if a.IsReturned() {
		*a = Assist{Unit: f.Unit, AskedOn: p.On}
	}
	a.Officer, a.Part, a.InnerDue = f.Officer, f.Private.Part, f.InnerDue
	return nil
}

func (f *AssistSignedFor) change(c *Case, p Past) error {
	return c.changePart(f.Unit, func(a *Assist) { a.SignedFor = p.On })
}

func (f *AssistReturned) change(c *Case, _ Past) error {
	return c.changePart(f.Unit, func(a *Assist) { a.Refused = saidOr(f.Private.Reason) })
}

func (f *AssistAnswered) change(c *Case, p Past) error {
	return c.changePart(f.Unit, func(a *Assist) {
		a.Answer, a.AnsweredOn, a.SentBack = f, p.On, ""
		if a.SignedFor.IsZero() {
			a.SignedFor = p.On
		}
	})
}

func (f *AssistSentBack) change(c *Case, _ Past) error {
	return c.changePart(f.Unit, func(a *Assist) { a.AnsweredOn, a.SentBack = calendar.Date{}, saidOr(f.Private.Remark) })
}

func (f *AssistRemoved) change(c *Case, _ Past) error {
	if _, err := c.part(f.Unit); err != nil {
		return err
	}
	c.Assists = slices.DeleteFunc(c.Assists, func(a Assist) bool { return a.Unit == f.Unit })
	return nil
}

// saidOr stands for words that were erased: that somebody gave a part back must not
// be forgotten with the reason.
func saidOr(words string) string {
	if words == "" {
		return "（已删除）"
	}
	return words
}

func (f *UnitReturned) change(c *Case, _ Past) error {
	c.Unit, c.Officer, c.SignedFor, c.InnerDue, c.AssignedOn = 0, 0, calendar.Date{}, calendar.Date{}, calendar.Date{}
	c.UnitRefused = f
	return nil
}

// part returns the part of a unit, to be changed.
func (c *Case) part(unit int64) (*Assist, error) {
	for i := range c.Assists {
		if c.Assists[i].Unit == unit {
			return &c.Assists[i], nil
		}
	}
	return nil, fmt.Errorf("unit %d does not assist", unit)
}

func (c *Case) changePart(unit int64, change func(a *Assist)) error {
	a, err := c.part(unit)
	if err != nil {
		return err
	}
	change(a)
	return nil
}

// Assist returns the part of a unit.
func (c *Case) Assist(unit int64) (Assist, bool) {
	a, err := c.part(unit)
	if err != nil {
		return Assist{}, false
	}
	return *a, true
}

// Assisting returns the units that assist and so may see the case.
func (c *Case) Assisting() []int64 {
	var units []int64
	for _, a := range c.Assists {
		if !a.IsReturned() {
			units = append(units, a.Unit)
		}
	}
	return units
}

// awaitsAssists reports whether the answer of a unit that assists is awaited.
func (c *Case) awaitsAssists() bool { return slices.ContainsFunc(c.Assists, Assist.IsAwaited) }

// partsIn returns the day on which the last unit that helps handed in, while none is
// awaited any more and no reply was begun.
func (c *Case) partsIn() (on calendar.Date, in bool) {
	if _, begun := c.Reply(); begun || c.awaitsAssists() {
		return on, false
	}
	for _, a := range c.Assists {
		if a.AnsweredOn.After(on) {
			on = a.AnsweredOn
		}
	}
	return on, !on.IsZero()
}

// AllowsPart returns nil if the act can be done now to the part of a unit, else why
// not.
func (c *Case) AllowsPart(unit int64, do Act, s Situation) error {
	if err := c.Allows(do, s); err != nil {
		return err
	}
	a, ok := c.Assist(unit)
	switch {
	case !ok, a.IsReturned() && do != AssistRemove:
		return fault.New(fault.Conflict, "assist_none")
	case do == AssistSignFor && !a.SignedFor.IsZero():
		return fault.New(fault.Conflict, "already_signed_for", a.SignedFor.Chinese())
	case do == AssistReturn && a.Answer != nil:
		return fault.New(fault.Conflict, "assist_return_answered")
	case do == AssistSendBack && a.AnsweredOn.IsZero():
		return fault.New(fault.Conflict, "assist_not_answered")
	}
	return nil
}

// Assisted decides that a unit gets a part (请协办).
func (c *Case) Assisted(f AssistAsked, s Situation) (*AssistAsked, error) {
	if err := c.Allows(AskAssist, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	form.Need("part", &f.Private.Part, "assist_part_needed")
	form.Length("part", f.Private.Part, fault.MaxText)
	if f.Unit == c.Unit {
		form.Bad("unit", "assist_is_lead")
	}
	before, has := c.Assist(f.Unit)
	if !f.InnerDue.IsZero() && f.InnerDue.Before(s.Today) && !(has && before.InnerDue == f.InnerDue) {
		form.Bad("inner_due", "inner_due_past")
	}
	if old, ok := c.Assist(f.Instead); f.Instead != 0 && !(ok && old.IsReturned()) {
		form.Bad("instead", "assist_not_returned")
	}
	return &f, form.Err()
}

// AssistAnswering decides what a unit hands in for its part. Of what was not found
// the search is told, for a court asks how and where (法释〔2025〕8号); what cannot
// be given needs its reason.
func (c *Case) AssistAnswering(f AssistAnswered, s Situation) (*AssistAnswered, error) {
	if err := c.AllowsPart(f.Unit, AssistAnswer, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	for _, text := range []*string{&f.Private.Text, &f.Private.In, &f.Private.For, &f.Private.Who} {
		*text = strings.TrimSpace(*text)
	}
	if f.Finding.Label() == "" {
		form.Bad("finding", "assist_finding_needed")
	}
	if f.Private.Text == "" {
		form.Bad("text", map[bool]fault.Code{true: "assist_why_needed", false: "text_needed"}[f.Finding == PartCannot])
	}
	if f.Finding == PartNotFound {
		for name, typed := range map[string]string{"in": f.Private.In, "for": f.Private.For, "searched_on": f.On.String()} {
			if typed == "" {
				form.Bad(name, "assist_search_needed")
			}
		}
	}
	if f.On.After(s.Today) {
		form.Bad("searched_on", "assist_search_future")
	}
	for name, text := range map[string]string{"text": f.Private.Text, "in": f.Private.In, "for": f.Private.For, "who": f.Private.Who} {
		form.Length(name, text, fault.MaxText)
	}
	for _, n := range f.Materials {
		if m, ok := c.Material(n); !ok || m.Withdrawn {
			form.Bad("materials", "material_not_found")
		}
	}
	return &f, form.Err()
}

// assignable says what is wrong with a unit as the lead unit: it has a part already.
func (c *Case) assignable(unit int64) *fault.Error {
	if a, ok := c.Assist(unit); ok && !a.IsReturned() {
		return fault.New(fault.Invalid, "assign_assists")
	}
	return nil
}

// CheckLead notes beside the field that a unit cannot be the lead unit.
func (c *Case) CheckLead(form fault.Form, unit int64) {
	if bad := c.assignable(unit); bad != nil {
		form["unit"] = bad
	}
}

// someAssist holds where a unit has a part.
func someAssist(c *Case, _ Situation) *fault.Error {
	if len(c.Assists) == 0 {
		return fault.New(fault.Conflict, "assist_none")
	}
	return nil
}

// someAnswer holds where a unit has handed in.
func someAnswer(c *Case, _ Situation) *fault.Error {
	if !slices.ContainsFunc(c.Assists, func(a Assist) bool { return !a.IsReturned() && !a.AnsweredOn.IsZero() }) {
		return fault.New(fault.Conflict, "assist_not_answered")
	}
	return nil
}

// noLetterBegun holds while no letter is under way: who gives the case back gives up
// the draft first, or it would lie with nobody.
func noLetterBegun(c *Case, _ Situation) *fault.Error {
	for _, l := range c.Letters {
		if l.Stands() && l.Stage != IsServed {
			return fault.New(fault.Conflict, "return_letter_begun", l.Stage.Label())
		}
	}
	return nil
}
