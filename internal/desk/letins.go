package desk

import (
	"cmp"
	"context"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// A LetInView is a LetIn with the people whom it is about, for who may agree to such.
type LetInView struct {
	auth.LetIn
	Of       auth.User
	Agreeing []auth.User // who can agree
	Mine     bool        // the reader can
	Waits    bool        // somebody can
}

// WasUsed reports whether somebody may have come into the account before: there is a way in, or
// they were let in again. One administrator alone does not invite to it.
func (d *Desk) WasUsed(ctx context.Context, u auth.User) (bool, error) {
	if u.HasPassword() {
		return true, nil
	}
	others, err := d.DB.OtherWaysIn(ctx)
	if err != nil {
		return false, err
	}
	for _, id := range others {
		if id == u.ID {
			return true, nil
		}
	}
	last, err := d.lastLetIn(ctx, u.ID)
	return last.ID != 0, err
}

// lastLetIn returns the last time that the person was let in again, the zero LetIn for never.
func (d *Desk) lastLetIn(ctx context.Context, user int64) (auth.LetIn, error) {
	all, err := d.DB.LetInsOf(ctx, user)
	for _, l := range all {
		if l.State == auth.LetInConfirmed {
			return l, err
		}
	}
	return auth.LetIn{}, err
}

// MayAskLetIn returns nil if the person can ask to let the other in again.
func (d *Desk) MayAskLetIn(ctx context.Context, by, of auth.User) error {
	if err := auth.MayAskLetIn(by, of.Agency); err != nil {
		return err
	}
	used, err := d.WasUsed(ctx, of)
	switch {
	case err != nil:
		return err
	case of.ID == by.ID:
		return fault.New(fault.Conflict, "let_in_self")
	case of.Disabled:
		return fault.New(fault.Conflict, "invite_disabled")
	case !used:
		return fault.New(fault.Conflict, "let_in_unused")
	}
	people, err := d.DB.Users(ctx)
	if err != nil {
		return err
	}
	if len(auth.Agreeing(people, by.ID, of)) == 0 {
		return fault.New(fault.Conflict, "let_in_nobody")
	}
	return nil
}

// AskLetIn asks that a person be let in again, with factors without the second factors of
// before, and returns the number under which another administrator agrees.
func (d *Desk) AskLetIn(ctx context.Context, by auth.User, id int64, reason string, factors bool) (letIn int64, err error) {
	of, err := d.DB.User(ctx, id)
	if err != nil {
		return 0, err
	}
	if err := d.MayAskLetIn(ctx, by, of); err != nil {
		return 0, err
	}
	form := fault.Form{}
	form.Need("reason", &reason, "let_in_reason")
	form.Length("reason", reason, fault.MaxLine)
	if err := form.Err(); err != nil {
		return 0, err
	}
	now := d.now()
	l := auth.LetIn{User: id, Factors: factors, Reason: strings.TrimSpace(reason), AskedBy: by.ID, AskedAt: now, Until: now.Add(auth.LetInFor), State: auth.LetInAsked}
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		before, err := tx.LetInsOf(ctx, id)
		if err != nil {
			return err
		}
		for _, b := range before {
			if b.Waits(now) {
				return fault.New(fault.Conflict, "let_in_asked")
			}
		}
		letIn, err = tx.AddLetIn(ctx, l)
		return err
	})
	return letIn, err
}

// LetIns returns those that the person may know of: of the agencies whose administrator they are.
func (d *Desk) LetIns(ctx context.Context, by auth.User) ([]LetInView, error) {
	if err := auth.MayDo(by, auth.AgreeLetIn, by.Agency); err != nil {
		return nil, err
	}
	all, err := d.DB.LetIns(ctx)
	if err != nil {
		return nil, err
	}
	people, err := d.DB.Users(ctx)
	if err != nil {
		return nil, err
	}
	var views []LetInView
	for _, l := range all {
		if v := d.viewLetIn(by, l, people); auth.MayDo(by, auth.AgreeLetIn, v.Of.Agency) == nil {
			views = append(views, v)
		}
	}
	return views, nil
}

func (d *Desk) viewLetIn(by auth.User, l auth.LetIn, people []auth.User) LetInView {
	v := LetInView{LetIn: l, Waits: l.Waits(d.now())}
	for _, u := range people {
		if u.ID == l.User {
			v.Of = u
		}
	}
	v.Agreeing = auth.Agreeing(people, l.AskedBy, v.Of)
	for _, u := range v.Agreeing {
		v.Mine = v.Mine || v.Waits && u.ID == by.ID
	}
	return v
}

// LetIn returns one, if the person may know of it.
func (d *Desk) LetIn(ctx context.Context, by auth.User, id int64) (LetInView, error) {
	all, err := d.LetIns(ctx, by)
	if err != nil {
		return LetInView{}, err
	}
	for _, v := range all {
		if v.ID == id {
			return v, nil
		}
	}
	return LetInView{}, fault.New(fault.NotFound, "let_in_not_found")
}

// CountLetIns returns how many wait for this person to agree.
func (d *Desk) CountLetIns(ctx context.Context, by auth.User) (n int, err error) {
	all, err := d.LetIns(ctx, by)
	for _, v := range all {
		if v.Mine {
			n++
		}
	}
	return n, err
}

// AgreeLetIn agrees: the password, and with Factors the second factors, of before are void, what is
// open ends, and the person is invited.
func (d *Desk) AgreeLetIn(ctx context.Context, by auth.User, id int64) (Invited, error) {
	v, err := d.letInWaiting(ctx, by, id)
	if err != nil {
		return Invited{}, err
	}
	if !v.Mine {
		return Invited{}, fault.New(fault.Forbidden, "let_in_others", namesOf(v.Agreeing))
	}
	if v.Of.Disabled {
		return Invited{}, fault.New(fault.Conflict, "invite_disabled")
	}
	return d.invite(ctx, by, v.Of, func(tx *sqlite.Tx) error {
		if err := d.decideLetIn(ctx, tx, v.LetIn, auth.LetInConfirmed, by); err != nil || !v.Factors {
			return err
		}
		return tx.DropFactors(ctx, v.Of.ID)
	})
}

// EndLetIn refuses it, or, for who asked, takes it back.
func (d *Desk) EndLetIn(ctx context.Context, by auth.User, id int64) error {
	v, err := d.letInWaiting(ctx, by, id)
	if err != nil {
		return err
	}
	state := auth.LetInRefused
	switch {
	case v.AskedBy == by.ID:
		state = auth.LetInWithdrawn
	case !v.Mine:
		return fault.New(fault.Forbidden, "let_in_others", namesOf(v.Agreeing))
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return d.decideLetIn(ctx, tx, v.LetIn, state, by) })
}

// letInWaiting returns one that can still be agreed to.
func (d *Desk) letInWaiting(ctx context.Context, by auth.User, id int64) (LetInView, error) {
	v, err := d.LetIn(ctx, by, id)
	if err == nil && !v.Waits {
		err = fault.New(fault.Conflict, "let_in_over")
	}
	return v, err
}

func (d *Desk) decideLetIn(ctx context.Context, tx *sqlite.Tx, l auth.LetIn, state auth.LetInState, by auth.User) error {
	first, err := tx.DecideLetIn(ctx, l.ID, state, by.ID, d.now())
	if err == nil && !first {
		err = fault.New(fault.Conflict, "let_in_over")
	}
	return err
}

func namesOf(people []auth.User) string {
	names := make([]string, len(people))
	for i, u := range people {
		names[i] = u.Name
	}
	return cmp.Or(strings.Join(names, "、"), "没有人")
}

// TellLetIn reports whether the person, who has just signed in, was let in again and does not know
// yet by whom; from now on they do.
func (d *Desk) TellLetIn(ctx context.Context, by auth.User) (untold bool, err error) {
	last, err := d.lastLetIn(ctx, by.ID)
	if err != nil || last.ID == 0 {
		return false, err
	}
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) (err error) {
		untold, err = tx.TellLetIns(ctx, by.ID, d.now())
		return err
	})
	return untold, err
}

// OwnLetIn returns the last time that the person themselves was let in again, the zero LetIn for never.
func (d *Desk) OwnLetIn(ctx context.Context, by auth.User) (auth.LetIn, error) {
	return d.lastLetIn(ctx, by.ID)
}
