package desk

import (
	"context"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

// keepsSecurity notes on a form if an account would become what leaves nobody who can give
// roles where it could: nobody could make another one then (三员分立).
func (d *Desk) keepsSecurity(ctx context.Context, before, after auth.User, form fault.Form) error {
	gives := func(u auth.User) bool { return u.Plays(auth.SecurityAdmin) && !u.Disabled }
	if !gives(before) || gives(after) && after.Agency == before.Agency {
		return nil
	}
	people, err := d.DB.Users(ctx)
	if err != nil {
		return err
	}
	other := func(u auth.User) bool {
		return u.ID != before.ID && gives(u) && (u.Agency == 0 || u.Agency == before.Agency)
	}
	if slices.ContainsFunc(people, other) {
		return nil
	}
	form.Bad(changedField(before, after), "user_last_security")
	return nil
}

// changedField is the field of an account beside which is said that it cannot be what it
// would become.
func changedField(before, after auth.User) string {
	switch {
	case before.Disabled != after.Disabled:
		return "disabled"
	case before.Agency != after.Agency:
		return "agency"
	}
	return "roles"
}
