package desk

import (
	"context"
	"unicode/utf8"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// LeavesPassword reports whether the person would be left with a password alone by taking
// another factor away: they have one that they need not have, and sign in with a password.
func (d *Desk) LeavesPassword(ctx context.Context, by auth.User) (bool, error) {
	n, err := d.DB.CountFactors(ctx, by.ID)
	return n == 1 && by.HasPassword() && !d.NeedsFactor(by), err
}

// DropFactor takes one of the person's own factors away. Who must have one keeps the
// last; who would be left with a password alone does DropLastFactor, and this is fault
// Conflict, factor_alone.
func (d *Desk) DropFactor(ctx context.Context, by auth.User, id string) error {
	return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
		n, err := tx.CountFactors(ctx, by.ID)
		if err != nil {
			return err
		}
		switch {
		case n == 1 && d.NeedsFactor(by):
			return fault.New(fault.Conflict, "factor_last")
		case n == 1 && by.HasPassword():
			return fault.New(fault.Conflict, "factor_alone")
		}
		return dropFactor(ctx, tx, by.ID, id, n == 1)
	})
}

// DropLastFactor takes away the last factor of a person who signs in with the password alone
// from then on. They show the one of now, and where it is shorter than one that stands alone
// choose another with it: how long it is is not stored.
func (d *Desk) DropLastFactor(ctx context.Context, by auth.User, id, old, password, again string) error {
	u, err := d.DB.User(ctx, by.ID)
	if err != nil {
		return err
	}
	if right, _ := auth.CheckPassword(u.PasswordHash, old); !right {
		return fault.AtField("old", "old_password")
	}
	drop := func(tx *sqlite.Tx) error {
		n, err := tx.CountFactors(ctx, u.ID)
		if err == nil && d.NeedsFactor(by) {
			err = fault.New(fault.Conflict, "factor_last")
		}
		if err != nil {
			return err
		}
		return dropFactor(ctx, tx, u.ID, id, n == 1)
	}
	if utf8.RuneCountInString(old) >= auth.PasswordMin {
		return d.DB.Write(ctx, func(tx *sqlite.Tx) error {
			if now, err := tx.User(ctx, u.ID); err != nil {
				return err
			} else if now.PasswordHash != u.PasswordHash {
				return fault.New(fault.Conflict, "password_changed")
			}
			return drop(tx)
		})
	}
	if password == "" {
		return fault.AtField("new", "factor_new_password", auth.PasswordMin)
	}
	if err := d.checkPassword(u, password, again, auth.PasswordMin); err != nil {
		return err
	}
	return d.replacePassword(ctx, u, password, drop)
}

// dropFactor takes a factor away, and with the last the recovery codes: they stand in for
// nothing any more.
func dropFactor(ctx context.Context, tx *sqlite.Tx, user int64, id string, last bool) error {
	gone, err := tx.DropFactor(ctx, user, id)
	if err == nil && !gone {
		err = fault.New(fault.NotFound, "factor_not_found")
	}
	if err == nil && last {
		err = tx.DropFactors(ctx, user)
	}
	return err
}
