package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// SignInByIdentity returns the person whose account is linked to an identity that the
// service of the name vouches for. None is fault Invalid, identity_unlinked.
func (d *Desk) SignInByIdentity(ctx context.Context, i auth.Identity, service string) (auth.User, error) {
	u, err := d.DB.UserByIdentity(ctx, i)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return auth.User{}, fault.New(fault.Invalid, "identity_unlinked", service)
	case err != nil:
		return auth.User{}, err
	case u.Disabled:
		return auth.User{}, fault.New(fault.Invalid, "identity_disabled")
	}
	return u, nil
}

// LinkOf returns by which identity a person signs in: their own, or that of somebody
// whose identity they may link. Without one it is the zero Link.
func (d *Desk) LinkOf(ctx context.Context, by auth.User, of int64) (auth.Link, error) {
	if of != by.ID {
		if _, err := d.linking(ctx, by, of); err != nil {
			return auth.Link{}, err
		}
	}
	return orNone(d.DB.Link(ctx, of))
}

// orNone returns the zero Link where there is none.
func orNone(l auth.Link, err error) (auth.Link, error) {
	if fault.KindOf(err) == fault.NotFound {
		return auth.Link{}, nil
	}
	return l, err
}

// linking returns the person whose identity another is about to link.
func (d *Desk) linking(ctx context.Context, by auth.User, of int64) (auth.User, error) {
	u, err := d.DB.User(ctx, of)
	if err != nil {
		return u, err
	}
	return u, auth.MayLink(by, u)
}

// LinkOwnIdentity links the person's account to an identity that the service has just
// vouched for, in the session in which they have signed in otherwise. What was proposed to
// them is over by that.
func (d *Desk) LinkOwnIdentity(ctx context.Context, by auth.User, i auth.Identity) error {
	return d.link(ctx, by, auth.Link{Identity: i, By: by.ID})
}

func (d *Desk) link(ctx context.Context, by auth.User, l auth.Link, also ...func(*sqlite.Tx) error) error {
	if !l.IsSound() {
		return fault.AtField("subject", "identity_subject")
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		for _, f := range also {
			if err := f(tx); err != nil {
				return err
			}
		}
		if err := tx.PutLink(ctx, by.ID, l.Identity, l.By, d.now()); err != nil {
			return err
		}
		return tx.DropProposedLink(ctx, by.ID)
	})
}

// UnlinkIdentity ends it that a person signs in by an identity: their own, or that of
// somebody whose identity they may link.
func (d *Desk) UnlinkIdentity(ctx context.Context, by auth.User, of int64) error {
	if of != by.ID {
		if _, err := d.linking(ctx, by, of); err != nil {
			return err
		}
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.DropLink(ctx, of) })
}
