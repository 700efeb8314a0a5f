package casefile

import (
	"fmt"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/deadline"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// SplitOut notes that a part of what was asked for went to a case of its own (分案):
// this one goes on with the rest. It stands in one transaction with that case.
type SplitOut struct {
	Split   int      `json:"split"` // its number within the case, from 1
	To      ID       `json:"to"`
	Number  string   `json:"number"`
	Private PartText `json:"-"`
}

// SplitOff notes in the new case where it comes from. The period does not begin anew:
// the day of receipt is the old one, and so is the clarification, if one was asked for
// and answered. Its answer stands behind as a Supplemented.
type SplitOff struct {
	From    ID            `json:"from"`
	Number  string        `json:"number"`
	AskedOn calendar.Date `json:"asked_on,omitzero"` // the notice of the old case was served
	Private PartText      `json:"-"`
}

// SplitTakenBack takes a part back into the case (撤销分案). It stands in one
// transaction with the end of the other case, whose number stays used.
type SplitTakenBack struct {
	Split   int `json:"split"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(SplitOut) },
	func() ledger.Fact { return new(SplitOff) },
	func() ledger.Fact { return new(SplitTakenBack) },
)

// FactType implements ledger.Fact, as do the following.
func (SplitOut) FactType() string       { return "split_out" }
func (SplitOff) FactType() string       { return "split_off" }
func (SplitTakenBack) FactType() string { return "split_taken_back" }

// Personal implements ledger.PersonalFact, as do the following.
func (f *SplitOut) Personal() any       { return &f.Private }
func (f *SplitOff) Personal() any       { return &f.Private }
func (f *SplitTakenBack) Personal() any { return &f.Private }

// A Split is a part of a request that went to a case of its own.
type Split struct {
	N      int
	To     ID
	Number string
	On     calendar.Date
	Entry  int // the N of its entry
	PartText
	TakenBack bool
}

// An Origin is the case from which another was split off.
type Origin struct {
	From    ID
	Number  string
	On      calendar.Date
	AskedOn calendar.Date // a clarification was asked for there, and answered; no day: none was
	Entry   int
	PartText
}

func (f *SplitOut) change(c *Case, p Past) error {
	if f.Split != len(c.Splits)+1 {
		return fmt.Errorf("split %d follows %d", f.Split, len(c.Splits))
	}
	c.Splits = append(c.Splits, Split{N: f.Split, To: f.To, Number: f.Number, On: p.On, Entry: p.N, PartText: f.Private})
	return nil
}

func (f *SplitOff) change(c *Case, p Past) error {
	c.Origin = &Origin{From: f.From, Number: f.Number, On: p.On, AskedOn: f.AskedOn, Entry: p.N, PartText: f.Private}
	return nil
}

func (f *SplitTakenBack) change(c *Case, _ Past) error {
	if f.Split < 1 || f.Split > len(c.Splits) {
		return fmt.Errorf("no split %d", f.Split)
	}
	c.Splits[f.Split-1].TakenBack = true
	return nil
}

// clockEvents: what was asked before the split stops the new case's clock as it did
// the old one's.
func (f *SplitOff) clockEvents(*Case, Past) []deadline.Event {
	if f.AskedOn.IsZero() {
		return nil
	}
	return []deadline.Event{{Type: deadline.ClarificationAsked, On: f.AskedOn}}
}

// SplitsStanding returns the parts that went to cases of their own and were not taken
// back.
func (c *Case) SplitsStanding() []Split {
	return slices.DeleteFunc(slices.Clone(c.Splits), func(s Split) bool { return s.TakenBack })
}

// A Splitting is what a person wants to go to cases of their own.
type Splitting struct {
	PartText
	Subject string // of the one new case; its first line if empty
	Each    bool   // each item becomes a case of its own; else all become one
}

// SplitInto decides what each new case is to be about. Something must stay: to what
// has become two cases one would have no answer.
func (c *Case) SplitInto(f Splitting, s Situation) ([]PartText, error) {
	if err := c.Allows(SplitCase, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	part := f.PartText
	part.Text = strings.TrimSpace(part.Text)
	form.Need("reason", &part.Reason, "reason_needed")
	left := Wants{Content: c.Left()}.Items()
	stays := slices.DeleteFunc(slices.Clone(left), func(item string) bool { return slices.Contains(part.Items, item) })
	unknown := func(item string) bool { return !slices.Contains(left, item) }
	switch {
	case slices.ContainsFunc(part.Items, unknown):
		form.Bad("item", "split_unknown")
	case len(part.What()) == 0:
		form.Bad("part", "split_needed")
	case len(stays) == 0:
		form.Bad("item", "split_is_all")
	case part.Text != "" && part.Text == strings.Join(stays, "\n"):
		form.Bad("part", "split_is_all")
	case f.Each && strings.TrimSpace(f.Subject) != "" && len(part.What()) > 1:
		form.Bad("subject", "split_subject_of_several")
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	if !f.Each {
		return []PartText{part}, nil
	}
	var parts []PartText
	for _, item := range part.Items {
		parts = append(parts, PartText{Items: []string{item}, Reason: part.Reason})
	}
	if part.Text != "" {
		parts = append(parts, PartText{Text: part.Text, Reason: part.Reason})
	}
	return parts, nil
}

// RegisteredApart makes the registration of the case that a part goes to: the same
// applicant, input and day of receipt with its candidates, and of what is asked for
// the part. Its number is for the desk.
func (c *Case) RegisteredApart(part PartText, subject string) *Registered {
	f := &Registered{
		Agency: c.Agency, Door: c.Door, Input: c.Input, InputNumber: c.InputNumber, Receipt: c.Receipt,
		Class: c.Class, Medium: c.Wants.Medium, Delivery: c.Wants.Delivery,
	}
	f.Private.Applicant, f.Private.Wants = c.Applicant, c.Wants
	f.Private.Wants.Subject, f.Private.Wants.Content = subject, strings.Join(part.What(), "\n")
	return f
}

// SplittingOff returns what a new case begins with beside its registration: where it
// comes from and, where a clarification was answered, the supplement from which its
// period runs with the day of it; nil for none.
func (c *Case) SplittingOff(part PartText) (off *SplitOff, supplied *Supplemented, on calendar.Date) {
	off = &SplitOff{From: c.ID, Number: c.Number, Private: part}
	p, ok := c.supplement()
	if !ok {
		return off, nil, on
	}
	off.AskedOn = c.askedOn()
	was := p.Fact.(*Supplemented)
	supplied = &Supplemented{Ground: was.Ground, Reason: was.Reason, Private: was.Private}
	return off, supplied, c.SuppliedOn(p)
}

// askedOf returns the day on which the notice that a supplement answers was served on
// one of those who ask, here or in the case from which this one was split off.
func (c *Case) askedOf(to int) calendar.Date {
	if notice, ok := c.LetterOf(ClarificationNotice); ok || c.Origin == nil {
		return notice.ServiceTo(to).ServedOn
	}
	return c.Origin.AskedOn
}

// askedOn returns the day on which it was, to the clock.
func (c *Case) askedOn() calendar.Date {
	if _, early := c.suppliedEarly(); early {
		return c.SupplementedOn
	}
	if notice, ok := c.LetterOf(ClarificationNotice); ok || c.Origin == nil {
		return notice.ServedOn
	}
	return c.Origin.AskedOn
}

// TakingBackSplit decides that a part comes back into the case. The case it went to
// says by itself whether it can go (GivesBack).
func (c *Case) TakingBackSplit(f SplitTakenBack, s Situation) (*SplitTakenBack, error) {
	if err := c.Allows(TakeBackSplit, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	switch {
	case f.Split < 1 || f.Split > len(c.Splits):
		form.Bad("party", "split_which")
	case c.Splits[f.Split-1].TakenBack:
		form.Bad("party", "split_taken_back", c.Splits[f.Split-1].Number)
	}
	form.Need("reason", &f.Private.Reason, "reason_needed")
	return &f, form.Err()
}

// GivesBack decides the end of a case whose part goes back to the case from which it
// was split off: while nobody has done anything in it but give it to a unit.
func (c *Case) GivesBack(reason string) (*Annulled, error) {
	if s := c.Stage(); !s.IsOpen() {
		return nil, fault.AtField("party", "split_not_open", c.Number, s.Label())
	}
	for _, p := range c.History[c.Origin.Entry:] {
		switch p.Fact.(type) {
		case *Supplemented, *Assigned, *UnitSignedFor, *CodeReplaced, *TakenBack:
		default:
			if c.Stands(p.N) {
				return nil, fault.AtField("party", "split_worked", c.Number, calendar.DateOf(p.At).Chinese())
			}
		}
	}
	f := &Annulled{}
	f.Private.Reason = reason
	return f, nil
}

// splittable: the case is divided only while nothing else hangs on it as a whole: what
// was asked, told, agreed or ordered would have to be undone for each part. An answered
// clarification is a reason to split, and goes along.
func splittable(c *Case, _ Situation) *fault.Error {
	if c.Awaiting() {
		return fault.New(fault.Conflict, "split_while_awaiting")
	}
	for _, l := range c.Letters {
		if l.Stands() && !(l.Kind == ClarificationNotice && l.Stage == IsServed) {
			return fault.New(fault.Conflict, "split_letter", l.Stage.Label())
		}
	}
	switch _, ordered := c.Order(); {
	case ordered || len(c.Pending()) > 0:
		return fault.New(fault.Conflict, "split_challenged")
	case consulting(c, Situation{}) == nil:
		return fault.New(fault.Conflict, "split_consulting")
	case transferring(c, Situation{}) == nil:
		return fault.New(fault.Conflict, "split_transferred")
	case c.PartAsked != nil || len(c.Wishes()) > 0:
		return fault.New(fault.Conflict, "split_withdrawal_asked")
	}
	return nil
}

// divided: a part went to a case of its own and was not taken back.
func divided(c *Case, _ Situation) *fault.Error {
	if len(c.SplitsStanding()) == 0 {
		return fault.New(fault.Conflict, "split_none")
	}
	return nil
}

// notDivided: a case is not annulled while parts of it stand elsewhere, nor one that
// is such a part: the applicant would have no answer to it.
func notDivided(c *Case, _ Situation) *fault.Error {
	if c.Origin != nil {
		return fault.New(fault.Conflict, "split_annul_part", c.Origin.Number)
	}
	if parts := c.SplitsStanding(); len(parts) > 0 {
		return fault.New(fault.Conflict, "split_annul_whole", parts[0].Number)
	}
	return nil
}
