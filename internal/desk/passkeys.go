package desk

import (
	"context"
	"fmt"
	"io"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/sqlite"
)

// handleSize is how many random bytes name a person to passkeys.
const handleSize = 32

// PasskeyHandle returns the name by which passkeys know a person: random, made when it is
// first asked for, and the same for all of theirs.
func (d *Desk) PasskeyHandle(ctx context.Context, by auth.User) ([]byte, error) {
	handle, err := d.DB.PasskeyHandle(ctx, by.ID)
	if fault.KindOf(err) != fault.NotFound {
		return handle, err
	}
	fresh := make([]byte, handleSize)
	if _, err := io.ReadFull(d.Random, fresh); err != nil {
		return nil, fmt.Errorf("handle: %w", err)
	}
	if err := d.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.PutPasskeyHandle(ctx, by.ID, fresh) }); err != nil {
		return nil, err
	}
	return d.DB.PasskeyHandle(ctx, by.ID) // of two at once the first stays
}

// UserByPasskeyHandle returns whom passkeys know by the name. Nobody, and who may not sign
// in, are fault Invalid.
func (d *Desk) UserByPasskeyHandle(ctx context.Context, handle []byte) (auth.User, error) {
	u, err := d.DB.UserByPasskeyHandle(ctx, handle)
	if fault.KindOf(err) == fault.NotFound || err == nil && u.Disabled {
		return auth.User{}, fault.New(fault.Invalid, "passkey_wrong")
	}
	return u, err
}
