package auth

import (
	"slices"

	"mingda/internal/fault"
)

// A Borrowed is a role that a person plays for another who is away (代理).
type Borrowed struct {
	Role Role
	Of   int64 // whose it is
}

// Plays reports whether the person plays the role of their own.
func (u User) Plays(r Role) bool { return slices.Contains(u.Roles, r) }

// StandsInFor reports whether the person does the work of another today.
func (u User) StandsInFor(id int64) bool {
	return slices.ContainsFunc(u.Borrowed, func(b Borrowed) bool { return b.Of == id })
}

// Lending returns whose place the person takes in doing what the table names, 0
// where their own roles reach it: what is done for another is recorded as such.
func (u User) Lending(do string) int64 {
	var of int64
	for _, row := range rows[do] {
		if row.Reach == Nowhere {
			continue
		}
		if u.Plays(row.Role) {
			return 0
		}
		for _, b := range u.Borrowed {
			if b.Role == row.Role && of == 0 {
				of = b.Of
			}
		}
	}
	return of
}

// WithRolesOf returns the person with the roles of somebody who is away. The three
// administrators' are never lent (三员分立), nor to them.
func (u User) WithRolesOf(absent User) User {
	if u.Agency != absent.Agency || absent.Disabled || slices.ContainsFunc(u.Roles, Role.IsAdministrator) {
		return u
	}
	u.Borrowed = slices.Clone(u.Borrowed)
	for _, r := range absent.Roles {
		if !r.IsAdministrator() && lendable(u, absent, r) {
			u.Borrowed = append(u.Borrowed, Borrowed{r, absent.ID})
		}
	}
	return u
}

// lendable reports whether a role reaches the same cases in the hands of the other:
// one of a unit only within it.
func lendable(u, absent User, r Role) bool {
	_, ofUnit := NeedsUnit([]Role{r})
	return !ofUnit || u.Unit == absent.Unit
}

// StandInProblem returns why one person cannot take the place of another, nil if
// they can.
func StandInProblem(absent, standIn User) error {
	switch {
	case standIn.ID == absent.ID:
		return fault.New(fault.Invalid, "stand_in_self")
	case standIn.Disabled:
		return fault.New(fault.Invalid, "stand_in_disabled", standIn.Name)
	case standIn.Agency != absent.Agency:
		return fault.New(fault.Invalid, "stand_in_agency")
	case len(standIn.WithRolesOf(absent).Borrowed) == 0:
		return fault.New(fault.Invalid, "stand_in_nothing", standIn.Name)
	}
	return nil
}
