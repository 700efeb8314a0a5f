package sqlite

import (
	"context"
	"time"

	"mingda/internal/auth"
)

// PutTries keeps counts of wrong tries; one of none goes, and so do those whose last try lies
// before the instant.
func (tx *Tx) PutTries(ctx context.Context, all []auth.TryCount, before time.Time) error {
	if err := tx.exec(ctx, `DELETE FROM tries WHERE last_at < ?`, instant(before)); err != nil {
		return err
	}
	for _, c := range all {
		var err error
		if c.Wrong == 0 {
			err = tx.exec(ctx, `DELETE FROM tries WHERE origin = ?`, c.Origin)
		} else {
			err = tx.exec(ctx, `
				INSERT INTO tries (origin, wrong, last_at) VALUES (?, ?, ?)
				ON CONFLICT (origin) DO UPDATE SET wrong = excluded.wrong, last_at = excluded.last_at`, c.Origin, c.Wrong, instant(c.Last))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Tries returns the counts of wrong tries that are kept.
func (r Reader) Tries(ctx context.Context) ([]auth.TryCount, error) {
	return collect(ctx, r.q, func(row row) (c auth.TryCount, err error) {
		var last string
		if err = row.Scan(&c.Origin, &c.Wrong, &last); err == nil {
			c.Last, err = scanTime(last)
		}
		return c, err
	}, `SELECT origin, wrong, last_at FROM tries`)
}
