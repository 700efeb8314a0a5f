package desk

import (
	"cmp"
	"context"
	"time"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// An Invited is an invitation with its code, which is told this once.
type Invited struct {
	User  auth.User
	Code  auth.Code
	Until time.Time
}

// Invitations returns the invitations that were not used, also those that are over, by whom
// they are for.
func (d *Desk) Invitations(ctx context.Context, by auth.User) (map[int64]auth.Invitation, error) {
	if err := mayDoAny(by, auth.ManageUsers, auth.GrantRoles); err != nil {
		return nil, err
	}
	all, err := d.DB.Invitations(ctx)
	byUser := map[int64]auth.Invitation{}
	for _, i := range all {
		byUser[i.User] = i
	}
	return byUser, err
}

// OtherWaysIn returns who can sign in by something else than a password.
func (d *Desk) OtherWaysIn(ctx context.Context, by auth.User) (map[int64]bool, error) {
	if err := mayDoAny(by, auth.ManageUsers, auth.GrantRoles); err != nil {
		return nil, err
	}
	all, err := d.DB.OtherWaysIn(ctx)
	has := map[int64]bool{}
	for _, id := range all {
		has[id] = true
	}
	return has, err
}

// Invite invites the person of a new account to set their own password; an invitation of before
// is void. Who has used their account is let in again by two administrators (AskLetIn).
func (d *Desk) Invite(ctx context.Context, by auth.User, id int64) (Invited, error) {
	u, err := d.MayInvite(ctx, by, id)
	if err != nil {
		return Invited{}, err
	}
	return d.invite(ctx, by, u, func(tx *sqlite.Tx) error {
		now, err := tx.User(ctx, id)
		if err == nil && now.HasPassword() { // they have just set it
			err = fault.New(fault.Conflict, "invite_used")
		}
		return err
	})
}

// MayInvite returns the account if the person can invite to it.
func (d *Desk) MayInvite(ctx context.Context, by auth.User, id int64) (auth.User, error) {
	u, err := d.mayInvite(ctx, by, id)
	if err != nil {
		return auth.User{}, err
	}
	used, err := d.WasUsed(ctx, u)
	if err == nil && used {
		err = fault.New(fault.Conflict, "invite_used")
	}
	return u, err
}

// ResetSignIn invites a person who lost the password, and with factors takes their second factors
// and recovery codes away, in one. It is for who holds the server, and so the database: one
// administrator alone must not make another's account theirs.
func (d *Desk) ResetSignIn(ctx context.Context, by auth.User, id int64, factors bool) (Invited, error) {
	if by.ID != Operator.ID {
		return Invited{}, fault.New(fault.Forbidden, "let_in_operator")
	}
	u, err := d.mayInvite(ctx, by, id)
	if err != nil {
		return Invited{}, err
	}
	used, err := d.WasUsed(ctx, u)
	if err != nil {
		return Invited{}, err
	}
	return d.invite(ctx, by, u, func(tx *sqlite.Tx) error {
		if factors {
			if err := tx.DropFactors(ctx, id); err != nil {
				return err
			}
		}
		if !used {
			return nil
		}
		now := d.now()
		_, err := tx.AddLetIn(ctx, auth.LetIn{
			User: id, Factors: factors, Reason: "在服务器上用 mingda user reset", AskedBy: by.ID, AskedAt: now, Until: now,
			State: auth.LetInConfirmed, DecidedBy: by.ID, DecidedAt: now,
		})
		return err
	})
}

// mayInvite returns the account if the person may invite to it, used or not.
func (d *Desk) mayInvite(ctx context.Context, by auth.User, id int64) (auth.User, error) {
	u, err := d.DB.User(ctx, id)
	if err != nil {
		return auth.User{}, err
	}
	if err := auth.MayDo(by, auth.ManageUsers, u.Agency); err != nil {
		return auth.User{}, err
	}
	switch {
	case u.ID == by.ID:
		return auth.User{}, fault.New(fault.Conflict, "invite_self")
	case u.Disabled:
		return auth.User{}, fault.New(fault.Conflict, "invite_disabled")
	}
	return u, nil
}

// invite makes the invitation. A password and an invitation of before are void at once, and with
// the password what the person has open. What else is done goes first, while the account is as it was.
func (d *Desk) invite(ctx context.Context, by, u auth.User, also ...func(*sqlite.Tx) error) (Invited, error) {
	code, err := auth.NewQueryCode(d.Random)
	if err != nil {
		return Invited{}, err
	}
	now := d.now()
	i := auth.Invitation{
		User: u.ID, Hash: auth.HashCode(d.CodeKey, code), By: by.ID, MadeAt: now, Until: now.Add(cmp.Or(d.SignIns.Invitation, auth.InvitationFor)),
	}
	err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		for _, f := range also {
			if err := f(tx); err != nil {
				return err
			}
		}
		if u, err = tx.User(ctx, u.ID); err != nil { // others may have changed it meanwhile
			return err
		}
		u.PasswordHash, u.MustChange = "", false
		if _, err := tx.PutUser(ctx, u, now); err != nil {
			return err
		}
		if err := tx.EndFeed(ctx, u.ID); err != nil { // whoever knew the password may have made it
			return err
		}
		return tx.PutInvitation(ctx, i)
	})
	return Invited{u, code, i.Until}, err
}

// TakeBackInvitation makes the code of an invitation good for nothing.
func (d *Desk) TakeBackInvitation(ctx context.Context, by auth.User, id int64) error {
	u, err := d.DB.User(ctx, id)
	if err != nil {
		return err
	}
	if err := auth.MayDo(by, auth.ManageUsers, u.Agency); err != nil {
		return err
	}
	i, err := d.DB.Invitation(ctx, id)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		gone, err := tx.EndInvitation(ctx, id, i.Hash)
		if err == nil && !gone {
			err = fault.New(fault.Conflict, "invitation_gone")
		}
		return err
	})
}

// AcceptInvitation gives the account whose code this is the password that its person has
// chosen, and returns it. Nobody's name and a wrong code cost the same and get the same answer;
// only to who has the right code is anything else said. How often one may try is for the door.
func (d *Desk) AcceptInvitation(ctx context.Context, login, typed, password, again string) (auth.User, error) {
	u, err := d.DB.UserByLogin(ctx, foldLogin(login))
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return auth.User{}, err
	}
	i, err := d.DB.Invitation(ctx, u.ID)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return auth.User{}, err
	}
	code, _ := auth.NormalizeCode(typed)
	wrong := fault.AtField("code", "invitation_wrong")
	if !d.codeMatches(code, i.Hash) || u.Disabled {
		return auth.User{}, wrong
	}
	if i.IsOver(d.now()) {
		return auth.User{}, fault.AtField("code", "invitation_over")
	}
	if err := d.checkNewPassword(ctx, u, password, again); err != nil {
		return auth.User{}, err
	}
	u.MustChange = false
	err = d.replacePassword(ctx, u, password, func(tx *sqlite.Tx) error {
		fresh, err := tx.EndInvitation(ctx, u.ID, i.Hash) // of two at once one comes too late
		if err == nil && !fresh {
			err = wrong
		}
		return err
	})
	if err != nil {
		return auth.User{}, err
	}
	return d.User(ctx, u.ID)
}

// checkNewPassword says what is wrong with a password that somebody chooses for themselves,
// typed twice.
func (d *Desk) checkNewPassword(ctx context.Context, u auth.User, password, again string) error {
	least, err := d.PasswordLeast(ctx, u)
	if err != nil {
		return err
	}
	return d.checkPassword(u, password, again, least)
}

func (d *Desk) checkPassword(u auth.User, password, again string, least int) error {
	form := fault.Form{}
	if problem := auth.PasswordProblem(password, u.Login, least, d.Demo); problem != nil {
		form["new"] = problem
	}
	if password != again {
		form.Bad("again", "passwords_differ")
	}
	return form.Err()
}

// PasswordLeast returns how many characters a password of the person has at least.
func (d *Desk) PasswordLeast(ctx context.Context, u auth.User) (int, error) {
	step, err := d.NextStep(ctx, u)
	return auth.PasswordLeast(step != auth.StepIn), err
}
