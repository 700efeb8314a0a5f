package casefile

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// Whether says of an input that came while a supplement was awaited whether it
// is that supplement (条例 30). Only a person can say so.
type Whether string

// What can be said.
const (
	NotSaid        Whether = ""
	IsSupplement   Whether = "yes" // 是对补正通知的答复
	IsNoSupplement Whether = "no"  // 不是，只是补充说明
)

// A Supplying is what a person says of such an input, and if it is the
// supplement, from which day it counts and why.
type Supplying struct {
	Is      Whether
	Receipt Receipt // with the candidates there are; not looked at unless it is the supplement
	From    int     // whose it is of those who ask jointly; 0: the applicant who leads
}

// join takes a further input. While a supplement is awaited it may be that.
func (c *Case) join(f Joined) {
	if !c.Stage().IsOpen() {
		c.joinedAfter = append(c.joinedAfter, f.Input)
	}
	c.Joined = append(c.Joined, f)
	if _, asked := c.SupplementAsked(); asked && !f.NoSupplement {
		c.undecided = append(c.undecided, f.Input)
	}
}

// JoinedAfter reports whether an input was joined when the case was answered or
// ended already: it lies in the file, and nothing is answered to it.
func (c *Case) JoinedAfter(input int64) bool { return slices.Contains(c.joinedAfter, input) }

// AllowsJoin returns nil if an input can be joined now. To a case that is
// answered or ended only who knows what that means joins one: nothing will be
// answered to it.
func (c *Case) AllowsJoin(knowing bool, s Situation) error {
	if err := c.Allows(Join, s); err != nil {
		return err
	}
	if stage := c.Stage(); !stage.IsOpen() && !knowing {
		return fault.AtField("over", "join_case_over", stage.Label())
	}
	return nil
}

// decide notes that it is known of the input what it is.
func (c *Case) decide(input int64) {
	c.undecided = slices.DeleteFunc(c.undecided, func(id int64) bool { return id == input })
}

// Undecided returns the inputs that were joined while a supplement was awaited,
// of which nobody has said whether they are it, while it is awaited still.
func (c *Case) Undecided() []Joined {
	if _, asked := c.SupplementAsked(); !asked {
		return nil
	}
	var all []Joined
	for _, j := range c.Joined {
		if slices.Contains(c.undecided, j.Input) {
			all = append(all, j)
		}
	}
	return all
}

// supplementBy returns the day the notice gave, while its supplement is awaited.
func (c *Case) supplementBy() calendar.Date {
	if !c.Awaiting() {
		return calendar.Date{}
	}
	notice, _ := c.LetterOf(ClarificationNotice)
	return notice.By
}

// SupplementStands reports whether the supplement of the n-th entry was not
// taken back.
func (c *Case) SupplementStands(n int) bool {
	return c.Stands(n) && !slices.ContainsFunc(c.History, func(p Past) bool {
		f, ok := p.Fact.(*SupplementTakenBack)
		return ok && f.Corrects == n
	})
}

// Supply decides that the supplement came in on a day (条例 30).
func (c *Case) Supply(f Supplemented, on calendar.Date, s Situation) (*Supplemented, error) {
	if err := c.Allows(TakeSupplement, s); err != nil {
		return nil, err
	}
	form := fault.Form{}
	notice, _ := c.SupplementAsked()
	if c.checkFrom(form, notice, f.From); form["from"] == nil {
		if bad := c.supplementDay(on, f.From, s); bad != nil {
			form["on"] = bad
		}
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// supplementDay says what is wrong with a day on which the awaited supplement is
// said to have come from one of those who ask, or nil.
func (c *Case) supplementDay(on calendar.Date, from int, s Situation) *fault.Error {
	asked := c.askedOf(from)
	switch {
	case on.IsZero():
		return fault.New(fault.Invalid, "date_unreadable")
	case on.After(s.Today):
		return fault.New(fault.Invalid, "supplement_in_future")
	case on.Before(asked):
		return fault.New(fault.Invalid, "supplement_too_early", asked.Chinese())
	}
	return nil
}

// SupplyBy decides what an input is that came while a supplement was awaited:
// the supplement, then a Supplemented is returned, or not, then nil. While none
// is awaited there is nothing to say.
func (c *Case) SupplyBy(input int64, said Supplying, s Situation) (*Supplemented, error) {
	if said.Is == IsSupplement {
		if err := c.Allows(TakeSupplement, s); err != nil {
			return nil, err
		}
	}
	form, reason := fault.Form{}, strings.TrimSpace(said.Receipt.Reason)
	notice, asked := c.SupplementAsked()
	switch {
	case said.Is == IsNoSupplement, said.Is == NotSaid && !asked:
		return nil, nil
	case said.Is != IsSupplement:
		form.Bad("supplies", "supplement_not_said")
	default:
		if c.checkFrom(form, notice, said.From); form["from"] != nil {
			break
		}
		if bad := c.supplementDay(said.Receipt.On, said.From, s); bad != nil {
			form.Bad("supplied_on", bad.Code, bad.Args...)
		}
		if reason == "" {
			form.Bad("supplied_reason", "receipt_needs_reason")
		}
	}
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &Supplemented{Input: input, Ground: said.Receipt.Ground, Reason: reason, From: said.From}, nil
}

// TakingBackSupplement decides what becomes of the supplement that an input
// brought when the input leaves the case: it is taken back, nil if it brought
// none. What was done since on the strength of it cannot be undone, and so
// neither can the supplement.
func (c *Case) TakingBackSupplement(input int64, reason string) (*SupplementTakenBack, error) {
	n := 0
	for _, p := range c.History {
		if f, ok := p.Fact.(*Supplemented); ok && f.Input == input && c.SupplementStands(p.N) {
			n = p.N
		}
	}
	if n == 0 {
		return nil, nil
	}
	if used := c.supplementUsed(n); used != nil {
		return nil, used
	}
	f := &SupplementTakenBack{Corrects: n}
	f.Private.Reason = reason
	return f, nil
}

// SupplementCorrected replaces the day on which the supplement was received (更正收到
// 补正之日): the period runs anew from the right one.
type SupplementCorrected struct {
	Corrects int           `json:"corrects"` // the N of the Supplemented
	On       calendar.Date `json:"on"`
	Private  struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know(func() ledger.Fact { return new(SupplementCorrected) })

// FactType implements ledger.Fact.
func (SupplementCorrected) FactType() string { return "supplement_corrected" }

// Personal implements ledger.PersonalFact.
func (f *SupplementCorrected) Personal() any { return &f.Private }

func (f *SupplementCorrected) change(c *Case, _ Past) error {
	if c.SupplementStands(f.Corrects) {
		c.SupplementedOn = f.On
	}
	return nil
}

// SuppliedOn returns the day of a supplement, as it was corrected last.
func (c *Case) SuppliedOn(p Past) calendar.Date {
	on := p.On
	for _, later := range c.History {
		if f, ok := later.Fact.(*SupplementCorrected); ok && f.Corrects == p.N {
			on = f.On
		}
	}
	return on
}

// supplement returns the entry of the supplement that stands.
func (c *Case) supplement() (Past, bool) {
	for i := len(c.History) - 1; i >= 0; i-- {
		if p := c.History[i]; p.Type == (Supplemented{}).FactType() && c.SupplementStands(p.N) {
			return p, true
		}
	}
	return Past{}, false
}

func supplemented(c *Case, _ Situation) *fault.Error {
	if _, ok := c.supplement(); !ok {
		return fault.New(fault.Conflict, "no_supplement")
	}
	return nil
}

// CorrectedSupplement decides a correction of the day of the supplement.
func (c *Case) CorrectedSupplement(f SupplementCorrected, s Situation) (*SupplementCorrected, error) {
	if err := c.Allows(CorrectSupplement, s); err != nil {
		return nil, err
	}
	p, _ := c.supplement()
	f.Corrects = p.N
	form := fault.Form{}
	if bad := c.supplementDay(f.On, p.Fact.(*Supplemented).From, s); bad != nil {
		form.Bad("on", bad.Code, bad.Args...)
	} else if f.On == c.SupplementedOn {
		form.Bad("on", "supplement_same_day")
	}
	form.Need("reason", &f.Private.Reason, "reason_needed")
	if err := form.Err(); err != nil {
		return nil, err
	}
	return &f, nil
}

// retract: a supplement that was recorded by itself is taken back while nothing
// was done on the strength of it; one that came as an input leaves with it.
func (f *Supplemented) retract(c *Case, p Past) *fault.Error {
	if f.Input != 0 {
		return fault.New(fault.Conflict, "supplement_of_input")
	}
	return c.supplementUsed(p.N)
}

// retract: an input of which was said by mistake that it is not the supplement is
// asked about again.
func (f *NotSupplement) retract(c *Case, _ Past) *fault.Error { return awaiting(c, Situation{}) }

// supplementUsed says what was done since on the strength of a supplement, so that
// it cannot be taken back, or nil.
func (c *Case) supplementUsed(n int) *fault.Error {
	if c.Origin != nil && !c.Origin.AskedOn.IsZero() {
		return fault.New(fault.Conflict, "supplement_before_split", c.Origin.Number)
	}
	for _, s := range c.SplitsStanding() {
		if s.Entry > n {
			return fault.New(fault.Conflict, "supplement_split", s.Number)
		}
	}
	for _, holds := range []condition{open, notServing} {
		if holds(c, Situation{}) != nil {
			return fault.New(fault.Conflict, "supplement_used", c.Stage().Label())
		}
	}
	if l, ok := c.LetterOf(ExtensionNotice); ok && l.Stage == IsServed && l.Begun > n {
		return fault.New(fault.Conflict, "supplement_extended", l.ServedOn.Chinese())
	}
	if l, ok := c.LetterOf(FeeNotice); ok && l.Stage == IsServed && l.Begun > n {
		return fault.New(fault.Conflict, "supplement_fee_told", l.ServedOn.Chinese())
	}
	return nil
}
