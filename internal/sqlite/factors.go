package sqlite

import (
	"context"
	"time"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

// factorContext binds a sealed secret to its factor.
func factorContext(id string) string { return "factor " + id }

func (r Reader) scanFactor(row row) (f auth.Factor, err error) {
	var sealed []byte
	var made, used string
	if err = row.Scan(&f.ID, &f.User, &f.Kind, &f.Name, &sealed, &f.Count, &made, &used); err != nil {
		return f, err
	}
	if f.MadeAt, err = scanTime(made); err != nil {
		return f, err
	}
	if f.UsedAt, err = scanTime(used); err != nil {
		return f, err
	}
	f.Secret, err = r.seal.Open(sealed, factorContext(f.ID))
	return f, err
}

// Factors returns the second factors of a person, the oldest first.
func (r Reader) Factors(ctx context.Context, user int64) ([]auth.Factor, error) {
	return collect(ctx, r.q, r.scanFactor, `
		SELECT id, user_id, kind, name, sealed, count, made_at, used_at FROM user_factors WHERE user_id = ? ORDER BY made_at, id`, user)
}

// CountFactors returns how many second factors a person has.
func (r Reader) CountFactors(ctx context.Context, user int64) (int, error) {
	return r.count(ctx, `SELECT count(*) FROM user_factors WHERE user_id = ?`, user)
}

// AddFactor adds a second factor.
func (tx *Tx) AddFactor(ctx context.Context, f auth.Factor) error {
	sealed, err := tx.seal.Seal(f.Secret, factorContext(f.ID))
	if err != nil {
		return err
	}
	return tx.exec(ctx, `
		INSERT INTO user_factors (id, user_id, kind, name, sealed, count, made_at, used_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		f.ID, f.User, f.Kind, f.Name, sealed, f.Count, instant(f.MadeAt), instant(f.UsedAt))
}

// UseFactor notes that a factor was shown, with its count. One whose count is not above
// the one before was shown already: it reports false and changes nothing. Passkeys that do not count
// stay at 0: each answers to a challenge of its own.
func (tx *Tx) UseFactor(ctx context.Context, id string, count int64, at time.Time) (bool, error) {
	return tx.changes(ctx, `UPDATE user_factors SET count = ?, used_at = ? WHERE id = ? AND (count < ? OR count = 0 AND ? = 0)`, count, instant(at), id, count, count)
}

// DropFactor takes a factor of the person away; false: they have none such.
func (tx *Tx) DropFactor(ctx context.Context, user int64, id string) (bool, error) {
	return tx.changes(ctx, `DELETE FROM user_factors WHERE user_id = ? AND id = ?`, user, id)
}

// DropFactors takes all factors of the person away, and the recovery codes.
func (tx *Tx) DropFactors(ctx context.Context, user int64) error {
	if err := tx.exec(ctx, `DELETE FROM user_factors WHERE user_id = ?`, user); err != nil {
		return err
	}
	return tx.exec(ctx, `DELETE FROM recovery_codes WHERE user_id = ?`, user)
}

// PutRecoveryCodes keeps the hashes of the person's recovery codes, numbered from 1, in
// place of those before.
func (tx *Tx) PutRecoveryCodes(ctx context.Context, user int64, hashes []string) error {
	if err := tx.exec(ctx, `DELETE FROM recovery_codes WHERE user_id = ?`, user); err != nil {
		return err
	}
	for i, hash := range hashes {
		if err := tx.exec(ctx, `INSERT INTO recovery_codes (user_id, n, hash, used_at) VALUES (?, ?, ?, '')`, user, i+1, hash); err != nil {
			return err
		}
	}
	return nil
}

// RecoveryCode returns the hash of a recovery code of the person that was not used; ""
// if there is none.
func (r Reader) RecoveryCode(ctx context.Context, user int64, n int) (string, error) {
	hash, err := one(ctx, r.q, "not_found", func(row row) (hash string, err error) { return hash, row.Scan(&hash) },
		`SELECT hash FROM recovery_codes WHERE user_id = ? AND n = ? AND used_at = ''`, user, n)
	if fault.KindOf(err) == fault.NotFound {
		return "", nil
	}
	return hash, err
}

// CountRecoveryCodes returns how many recovery codes the person has left.
func (r Reader) CountRecoveryCodes(ctx context.Context, user int64) (int, error) {
	return r.count(ctx, `SELECT count(*) FROM recovery_codes WHERE user_id = ? AND used_at = ''`, user)
}

// UseRecoveryCode notes that a code was used; false: it was already.
func (tx *Tx) UseRecoveryCode(ctx context.Context, user int64, n int, at time.Time) (bool, error) {
	return tx.changes(ctx, `UPDATE recovery_codes SET used_at = ? WHERE user_id = ? AND n = ? AND used_at = ''`, instant(at), user, n)
}

// changes runs a statement and reports whether it changed any row.
func (tx *Tx) changes(ctx context.Context, query string, args ...any) (bool, error) {
	done, err := tx.tx.ExecContext(ctx, query, args...)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n > 0, err
}
