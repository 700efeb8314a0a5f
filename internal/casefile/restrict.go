package casefile

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// Restricted names the people who alone may know of the case from now on, in the place of
// those who were named before (限制知悉).
type Restricted struct {
	People  []int64 `json:"people"`
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

// RestrictionLifted lets all see the case again whom their roles let (解除限制知悉).
type RestrictionLifted struct {
	Private struct {
		Reason string `json:"reason"`
	} `json:"-"`
}

var _ = know(
	func() ledger.Fact { return new(Restricted) },
	func() ledger.Fact { return new(RestrictionLifted) },
)

// RestrictedLabel stands where a case is counted of which the reader is not to know.
const RestrictedLabel = "限制知悉的案件"

// FactType implements ledger.Fact, as does the following.
func (Restricted) FactType() string        { return "restricted" }
func (RestrictionLifted) FactType() string { return "restriction_lifted" }

// Personal implements ledger.PersonalFact, as does the following.
func (f *Restricted) Personal() any        { return &f.Private }
func (f *RestrictionLifted) Personal() any { return &f.Private }

// A Restriction says who alone may know of a case (知悉范围), who said so, when and why.
type Restriction struct {
	People []int64 // smallest first; nil: it is not restricted
	By     int64
	On     calendar.Date
	Reason string
}

// Restriction returns who alone may know of the case; nobody is named where it is not
// restricted.
func (c *Case) Restriction() Restriction { return c.restriction }

// Known returns those people as rows have them.
func (c *Case) Known() PersonList { return NewPersonList(c.restriction.People) }

// A PersonList is the people who alone may know of a case, smallest number first, such as
// "4,7"; "" where it is not restricted.
type PersonList string

// NewPersonList makes a list of people.
func NewPersonList(people []int64) PersonList { return PersonList(NewUnitList(people)) }

// Admits reports whether the person may know of the case: one of them, or anybody.
func (l PersonList) Admits(person int64) bool { return l == "" || UnitList(l).Has(person) }

// People returns them.
func (l PersonList) People() (all []int64) {
	for one := range strings.SplitSeq(string(l), ",") {
		if n, err := strconv.ParseInt(one, 10, 64); err == nil {
			all = append(all, n)
		}
	}
	return all
}

func (f *Restricted) change(c *Case, p Past) error {
	c.restriction = Restriction{People: f.People, By: p.By, On: p.On, Reason: f.Private.Reason}
	return nil
}

func (f *RestrictionLifted) change(c *Case, _ Past) error {
	c.restriction = Restriction{}
	return nil
}

func restrictedNow(c *Case, _ Situation) *fault.Error {
	if c.Known() == "" {
		return fault.New(fault.Conflict, "not_restricted")
	}
	return nil
}

// Restricting decides that only these people may know of the case. Whether they can do
// what is to be done in it is for package desk to say, which knows their roles.
func (c *Case) Restricting(f Restricted, s Situation) (*Restricted, error) {
	if err := c.Allows(Restrict, s); err != nil {
		return nil, err
	}
	slices.Sort(f.People)
	f.People = slices.Compact(f.People)
	form := fault.Form{}
	form.Add(reasoned(&f.Private.Reason))
	switch {
	case len(f.People) == 0:
		form.Bad("people", "restrict_nobody")
	case slices.Equal(f.People, c.restriction.People):
		form.Bad("people", "restrict_same")
	}
	return &f, form.Err()
}

// LiftingRestriction decides that the case is restricted no longer.
func (c *Case) LiftingRestriction(f RestrictionLifted, s Situation) (*RestrictionLifted, error) {
	if err := c.Allows(LiftRestriction, s); err != nil {
		return nil, err
	}
	return &f, reasoned(&f.Private.Reason)
}
