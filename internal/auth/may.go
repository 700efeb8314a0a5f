package auth

import (
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// A Subject is what May has to know of the case that is acted on.
type Subject struct {
	Agency  int64
	Unit    int64 // it is assigned to; 0 while it is not
	Officer int64 // it is assigned to; 0 for nobody in particular
	// Assisting are the units that help (协办).
	Assisting casefile.UnitList
	Drafter   int64 // who wrote the draft as it stands; 0 without a draft
	Checker   int64 // who passed the draft as it stands; 0 before that
	Withdrawn bool  // by the applicant
	// Known are the people who alone may know of it (限制知悉); "" where it is not restricted.
	Known casefile.PersonList

	// Of a reconsideration or court case, whose Agency is the body that decides, or decided,
	// on reconsideration:
	Respondent int64 // the agency whose reply it is about; 0 for none of this installation
	Handles    bool  // the person is one of its handlers
	Barred     bool  // the person made the reply, or has stepped back
}

// May returns nil if the person may do the act to the case, else a fault of
// kind Forbidden whose sentence says who may and why this person may not.
// Whether the case is in a stage for it is for casefile to say.
func May(u User, act casefile.Act, c Subject) error {
	if err := usable(u); err != nil {
		return err
	}
	if err := within(u, string(act), c); err != nil {
		return err
	}
	if !c.Known.Admits(u.ID) {
		return fault.New(fault.Forbidden, "auth_restricted")
	}
	return separated(u, act, c)
}

// Of returns what May has to know of a case, by its row; of its letters it knows nothing.
func Of(row casefile.Row) Subject {
	return Subject{
		Agency: row.Agency, Unit: row.Unit, Officer: row.Officer, Assisting: row.Assisting, Known: row.Known,
		Withdrawn: row.Stage == casefile.StageWithdrawn,
	}
}

// MayDo returns nil if the person may do it in the agency, else a fault of kind
// Forbidden. Agency 0 is the installation as a whole: what belongs to no single
// agency, such as calendars and back-ups.
func MayDo(u User, p Permission, agency int64) error {
	if err := usable(u); err != nil {
		return err
	}
	return within(u, string(p), Subject{Agency: agency})
}

// MayFigure returns nil if the person may see the statistics and the assessment of an
// agency, or of one of its units (0: all of them), else why not.
func MayFigure(u User, agency, unit int64) error {
	if err := usable(u); err != nil {
		return err
	}
	return within(u, string(SeeFigures), Subject{Agency: agency, Unit: unit})
}

// A Sight is which cases a person may see; lists and searches are cut to it.
// The zero Sight is none at all.
type Sight struct {
	All    bool  // of every agency
	Agency int64 // of this agency, if not 0
	Unit   int64 // and of these only the ones that this unit leads or helps with, if not 0
	Person int64 // and of those that are restricted only the ones that this person may know of; 0 for the program, which sees all
}

// SightOf returns what the person sees in lists: the cases c for which
// May(u, casefile.See, c) is nil, and no others.
func SightOf(u User) Sight {
	var s Sight
	if usable(u) != nil {
		return s
	}
	for _, row := range rows[string(casefile.See)] {
		if !u.Has(row.Role) {
			continue
		}
		switch {
		case row.Reach == Everywhere:
			return Sight{All: true, Person: u.ID}
		case row.Reach == OwnAgency && u.Agency != 0:
			s = Sight{Agency: u.Agency, Person: u.ID}
		case row.Reach == OwnPart && u.Agency != 0 && u.Unit != 0 && s.Agency == 0:
			s = Sight{Agency: u.Agency, Unit: u.Unit, Person: u.ID}
		}
	}
	return s
}

// Sees reports whether the case is within the sight.
func (s Sight) Sees(c Subject) bool {
	if s.Person != 0 && !c.Known.Admits(s.Person) {
		return false
	}
	return s.All || s.Agency != 0 && s.Agency == c.Agency && (s.Unit == 0 || s.Unit == c.Unit || c.Assisting.Has(s.Unit))
}

// RoleProblem returns what is wrong with one person playing all these roles,
// nil if nothing is. The three administrators watch each other and see no case,
// so none of them plays any other part (三员分立).
func RoleProblem(roles []Role) error {
	for _, r := range roles {
		if !r.IsKnown() {
			return fault.New(fault.Invalid, "auth_role_unknown", string(r))
		}
		if r.IsAdministrator() && len(roles) > 1 {
			return fault.New(fault.Invalid, "auth_role_alone", r.Label())
		}
	}
	return nil
}

// NeedsUnit returns the first of the roles that reaches the cases of a unit, and
// whether there is one: who plays it belongs to a unit, or sees nothing.
func NeedsUnit(roles []Role) (Role, bool) {
	for _, r := range roles {
		for _, row := range rows[string(casefile.See)] {
			if row.Role == r && row.Reach == OwnPart {
				return r, true
			}
		}
	}
	return "", false
}

// usable refuses nobody, and people whose account is shut.
func usable(u User) error {
	if u.ID == 0 {
		return fault.New(fault.Unauthenticated, "sign_in_first")
	}
	if u.Disabled {
		return fault.New(fault.Forbidden, "auth_disabled")
	}
	return nil
}

// within asks the table, and if it refuses says why in the nearest words: the
// role, the agency or the unit.
func within(u User, do string, c Subject) error {
	all, widest := rows[do], Nowhere
	for _, row := range all {
		if !u.Has(row.Role) || row.Reach == Nowhere {
			continue
		}
		if covers(u, row.Reach, c) {
			return nil
		}
		if row.Reach != Unassigned && (widest == Nowhere || widest.isOfUnit()) {
			widest = row.Reach
		}
	}
	if len(all) == 0 {
		return fault.New(fault.Forbidden, "forbidden")
	}
	label := all[0].Label
	switch {
	case widest == Nowhere:
		return wrongRole(u, all)
	case widest == Installation:
		return fault.New(fault.Forbidden, "auth_outside", label)
	case u.Agency == 0:
		return fault.New(fault.Forbidden, "auth_no_agency", label)
	case widest == Responding:
		return fault.New(fault.Forbidden, "auth_not_respondent", label)
	case c.Agency != u.Agency:
		return fault.New(fault.Forbidden, "auth_other_agency", label)
	case widest == Handling:
		return fault.New(fault.Forbidden, "auth_not_handler", label)
	case u.Unit == 0:
		return fault.New(fault.Forbidden, "auth_no_unit", label)
	case widest == Assisting:
		return fault.New(fault.Forbidden, "auth_not_assisting", label)
	case c.Unit == 0:
		return fault.New(fault.Forbidden, "auth_unassigned", label)
	}
	return fault.New(fault.Forbidden, "auth_other_unit", label)
}

func covers(u User, r Reach, c Subject) bool {
	own := u.Agency != 0 && u.Agency == c.Agency
	switch r {
	case Everywhere:
		return true
	case Installation:
		return u.Agency == 0 || own
	case OwnAgency:
		return own
	case OwnUnit:
		return own && u.Unit != 0 && u.Unit == c.Unit
	case OwnPart:
		return own && u.Unit != 0 && (u.Unit == c.Unit || c.Assisting.Has(u.Unit))
	case Unassigned:
		return own && c.Unit == 0 && c.Withdrawn
	case Handling:
		return own && c.Handles
	case Responding:
		return u.Agency != 0 && u.Agency == c.Respondent
	case Assisting:
		return own && u.Unit != 0 && c.Assisting.Has(u.Unit)
	}
	return false
}

// wrongRole says who may by the rows of what is done, and what this person is.
func wrongRole(u User, all []Row) error {
	var may []string
	for _, row := range all {
		if row.Reach != Nowhere && row.Reach != Unassigned {
			may = append(may, row.Role.Label())
		}
	}
	if len(may) == 0 {
		return fault.New(fault.Forbidden, "forbidden")
	}
	var is []string
	for _, r := range u.Roles {
		if r.IsAdministrator() && all[0].Do == string(casefile.See) {
			return fault.New(fault.Forbidden, "auth_administrator", r.Label())
		}
		is = append(is, r.Label())
	}
	if len(is) == 0 {
		return fault.New(fault.Forbidden, "auth_no_role", all[0].Label, strings.Join(may, "、"))
	}
	return fault.New(fault.Forbidden, "auth_role", all[0].Label, strings.Join(may, "、"), strings.Join(is, "、"))
}

// separated keeps the three hands of a reply apart: who drafts, who checks and
// who signs are three people, whatever roles each of them plays, unless the office has
// configured otherwise.
func separated(u User, act casefile.Act, c Subject) error {
	switch {
	case u.OneHand:
		return nil
	case act == casefile.Check && u.ID == c.Drafter:
		return fault.New(fault.Forbidden, "auth_check_own")
	case act == casefile.Sign && u.ID == c.Drafter:
		return fault.New(fault.Forbidden, "auth_sign_own")
	case act == casefile.Sign && u.ID == c.Checker:
		return fault.New(fault.Forbidden, "auth_sign_checked")
	}
	return nil
}
