package sqlite

import (
	"context"
	"time"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

// PutFeed keeps the hash of the secret of a person's calendar, in place of the one
// before.
func (tx *Tx) PutFeed(ctx context.Context, user int64, hash string, at time.Time) error {
	return tx.exec(ctx, `
		INSERT INTO feeds (user_id, hash, made_at) VALUES (?, ?, ?)
		ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, made_at = excluded.made_at`, user, hash, instant(at))
}

// EndFeed forgets the secret of a person's calendar, if there is one.
func (tx *Tx) EndFeed(ctx context.Context, user int64) error {
	return tx.exec(ctx, `DELETE FROM feeds WHERE user_id = ?`, user)
}

// FeedMade returns when the secret of a person's calendar was made; no instant
// where there is none.
func (r Reader) FeedMade(ctx context.Context, user int64) (time.Time, error) {
	made, err := one(ctx, r.q, "not_found", func(row row) (at time.Time, err error) {
		var made string
		if err = row.Scan(&made); err == nil {
			at, err = scanTime(made)
		}
		return at, err
	}, `SELECT made_at FROM feeds WHERE user_id = ?`, user)
	if fault.KindOf(err) == fault.NotFound {
		return time.Time{}, nil
	}
	return made, err
}

// UserByFeed returns whose calendar has the secret with the hash, or fault NotFound.
func (r Reader) UserByFeed(ctx context.Context, hash string) (auth.User, error) {
	return one(ctx, r.q, "not_found", scanUser, `SELECT `+userColumns+` FROM users JOIN feeds ON user_id = id WHERE hash = ?`, hash)
}
