package desk

import (
	"context"
	"errors"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// longestStandIn is for how many days at most one person takes the place of another:
// who is away for longer is replaced.
const longestStandIn = 90

// A StandInForm is the taking of a place as it is asked for.
type StandInForm struct {
	Absent, StandIn int64
	First, Last     calendar.Date
	Reason          string
}

// User returns a person with an account, with the roles of those in whose place they
// work today, or fault NotFound.
func (d *Desk) User(ctx context.Context, id int64) (auth.User, error) {
	u, err := d.DB.User(ctx, id)
	if err != nil {
		return u, err
	}
	if u.OneHand, err = d.isOneHand(ctx, u.Agency); err != nil {
		return u, err
	}
	people := map[int64]auth.User{id: u}
	err = d.lendRoles(ctx, people)
	return people[id], err
}

// isOneHand reports whether an agency lets one person draft, check and sign a letter.
func (d *Desk) isOneHand(ctx context.Context, agency int64) (bool, error) {
	if len(d.OneHand) == 0 || agency == 0 {
		return false, nil
	}
	a, err := d.DB.Agency(ctx, agency)
	return err == nil && slices.Contains(d.OneHand, a.Name), err
}

// lendRoles gives the people the roles of those in whose place they work today.
func (d *Desk) lendRoles(ctx context.Context, people map[int64]auth.User) error {
	today := d.today()
	places, err := d.DB.StandIns(ctx, today)
	if err != nil {
		return err
	}
	for _, p := range places {
		standIn, asked := people[p.StandIn]
		if !asked || !p.IsOn(today) {
			continue
		}
		absent, err := d.DB.User(ctx, p.Absent)
		if err != nil {
			return err
		}
		people[p.StandIn] = standIn.WithRolesOf(absent)
	}
	return nil
}

// mayLend returns nil if the person may say who takes somebody's place: that
// somebody, or who gives roles there.
func mayLend(by, absent auth.User) error {
	if by.ID == absent.ID {
		return nil
	}
	return auth.MayDo(by, auth.GrantRoles, absent.Agency)
}

// StandIn lets one person take the place of another (代理): their roles, for some
// days. The places of administrators are not lent.
func (d *Desk) StandIn(ctx context.Context, by auth.User, f StandInForm) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		absent, err := tx.User(ctx, f.Absent)
		if err != nil {
			return err
		}
		if err := mayLend(by, absent); err != nil {
			return err
		}
		form := fault.Form{}
		standIn, err := tx.User(ctx, f.StandIn)
		switch {
		case err != nil && fault.KindOf(err) != fault.NotFound:
			return err
		case err != nil:
			form.Bad("stand_in", "stand_in_needed")
		default:
			var wrong *fault.Error
			if errors.As(auth.StandInProblem(absent, standIn), &wrong) {
				form["stand_in"] = wrong
			}
		}
		d.checkPlaceDays(form, f)
		reason, err := given("reason", f.Reason, "reason_needed")
		form.Add(err)
		places, err := tx.StandIns(ctx, d.today())
		if err != nil {
			return err
		}
		for _, p := range places {
			if p.Absent == f.Absent && !f.Last.Before(p.First) && !f.First.After(p.Last) && form["first"] == nil {
				form.Bad("first", "stand_in_twice", p.First.Chinese(), p.Last.Chinese())
			}
		}
		if err := form.Err(); err != nil {
			return err
		}
		d.Log.Info("stand-in", "absent", f.Absent, "stand_in", f.StandIn, "first", f.First, "last", f.Last, "by", by.ID)
		return tx.AddStandIn(ctx, sqlite.StandIn{Absent: f.Absent, StandIn: f.StandIn, First: f.First, Last: f.Last, Reason: reason, By: by.ID, At: d.now()})
	})
}

// checkPlaceDays notes what is wrong with the days of an absence.
func (d *Desk) checkPlaceDays(form fault.Form, f StandInForm) {
	switch {
	case f.First.IsZero():
		form.Bad("first", "date_unreadable")
	case f.First.Before(d.today()):
		form.Bad("first", "stand_in_past")
	}
	switch {
	case f.Last.IsZero():
		form.Bad("last", "date_unreadable")
	case f.Last.Before(f.First):
		form.Bad("last", "stand_in_backwards")
	case f.Last.DaysSince(f.First) >= longestStandIn:
		form.Bad("last", "stand_in_long", longestStandIn)
	}
}

// EndStandIn ends one before its last day: the person who was away, who gives roles,
// or the one who stands in may.
func (d *Desk) EndStandIn(ctx context.Context, by auth.User, id int64) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		p, err := tx.StandIn(ctx, id)
		if err != nil {
			return err
		}
		absent, err := tx.User(ctx, p.Absent)
		if err != nil {
			return err
		}
		if err := mayLend(by, absent); err != nil && by.ID != p.StandIn {
			return err
		}
		d.Log.Info("stand-in ended", "id", id, "by", by.ID)
		return tx.EndStandIn(ctx, id, by.ID, d.now())
	})
}

// pastStandIns is how many of those that are over are shown.
const pastStandIns = 20

// StandIns returns the takings of places that concern a person, those that stand or
// are to come and some that are over: their own, and for who gives roles all there.
func (d *Desk) StandIns(ctx context.Context, by auth.User) (now, past []sqlite.StandIn, err error) {
	if now, err = d.DB.StandIns(ctx, d.today()); err != nil {
		return nil, nil, err
	}
	if past, err = d.DB.PastStandIns(ctx, d.today(), pastStandIns); err != nil {
		return nil, nil, err
	}
	people, err := d.People(ctx)
	if err != nil {
		return nil, nil, err
	}
	others := func(p sqlite.StandIn) bool {
		return by.ID != p.Absent && by.ID != p.StandIn && mayLend(by, people.Users[p.Absent]) != nil
	}
	return slices.DeleteFunc(now, others), slices.DeleteFunc(past, others), nil
}

// LeftOut counts the open restricted cases of which a person may know who is away, and not
// who takes their place: a place is taken without them (限制知悉).
func (d *Desk) LeftOut(ctx context.Context, p sqlite.StandIn) (n int, err error) {
	rows, err := d.DB.KnownTo(ctx, p.Absent)
	for _, row := range rows {
		if row.Open && !row.Known.Admits(p.StandIn) {
			n++
		}
	}
	return n, err
}
