package desk

import (
	"context"
	"strings"

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
	l, err := d.DB.Link(ctx, of)
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
// vouched for, in the session in which they have signed in otherwise.
func (d *Desk) LinkOwnIdentity(ctx context.Context, by auth.User, i auth.Identity) error {
	return d.link(ctx, by.ID, by, i)
}

// LinkIdentity has a person sign in by an identity that the security administrator
// knows to be theirs.
func (d *Desk) LinkIdentity(ctx context.Context, by auth.User, of int64, i auth.Identity) error {
	if _, err := d.linking(ctx, by, of); err != nil {
		return err
	}
	i.Subject = strings.TrimSpace(i.Subject)
	return d.link(ctx, of, by, i)
}

func (d *Desk) link(ctx context.Context, of int64, by auth.User, i auth.Identity) error {
	if !i.IsSound() {
		return fault.AtField("subject", "identity_subject")
	}
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.PutLink(ctx, of, i, by.ID, d.now()) })
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
