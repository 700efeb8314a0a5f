package sqlite

import (
	"context"

	"mingda/internal/auth"
)

// PasskeyHandle returns the random name by which passkeys know a person, or fault NotFound.
func (r Reader) PasskeyHandle(ctx context.Context, user int64) ([]byte, error) {
	return one(ctx, r.q, "not_found", func(row row) (h []byte, err error) { return h, row.Scan(&h) },
		`SELECT handle FROM passkey_handles WHERE user_id = ?`, user)
}

// PutPasskeyHandle gives a person the random name by which passkeys know them, for good.
func (tx *Tx) PutPasskeyHandle(ctx context.Context, user int64, handle []byte) error {
	return tx.exec(ctx, `INSERT INTO passkey_handles (user_id, handle) VALUES (?, ?) ON CONFLICT DO NOTHING`, user, handle)
}

// UserByPasskeyHandle returns whom passkeys know by the name, or fault NotFound.
func (r Reader) UserByPasskeyHandle(ctx context.Context, handle []byte) (auth.User, error) {
	return one(ctx, r.q, "not_found", scanUser, `SELECT `+userColumns+` FROM users JOIN passkey_handles ON user_id = id WHERE handle = ?`, handle)
}
