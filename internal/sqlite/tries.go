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

// PutBrake keeps when origins have all their tries again, of the brake of a name; those that
// have them by now go.
func (tx *Tx) PutBrake(ctx context.Context, name string, all []auth.KeptTries, now time.Time) error {
	for _, k := range all {
		if err := tx.exec(ctx, `
			INSERT INTO brakes (name, origin, full_at) VALUES (?, ?, ?)
			ON CONFLICT (name, origin) DO UPDATE SET full_at = excluded.full_at`, name, k.Origin, instant(k.FullAt)); err != nil {
			return err
		}
	}
	return tx.exec(ctx, `DELETE FROM brakes WHERE full_at <= ?`, instant(now))
}

// Brake returns what is kept of the brake of a name.
func (r Reader) Brake(ctx context.Context, name string) ([]auth.KeptTries, error) {
	return collect(ctx, r.q, func(row row) (k auth.KeptTries, err error) {
		var at string
		if err = row.Scan(&k.Origin, &at); err == nil {
			k.FullAt, err = scanTime(at)
		}
		return k, err
	}, `SELECT origin, full_at FROM brakes WHERE name = ?`, name)
}
