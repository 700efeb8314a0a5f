package sqlite

import (
	"context"
	"time"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

// Link returns the identity by which the person signs in, or fault NotFound.
func (r Reader) Link(ctx context.Context, user int64) (auth.Link, error) {
	return one(ctx, r.q, "not_found", scanLink, `SELECT issuer, subject, linked_by, linked_at FROM identities WHERE user_id = ?`, user)
}

// ProposedLink returns the identity that waits for the person to confirm it, or fault NotFound.
func (r Reader) ProposedLink(ctx context.Context, user int64) (auth.Link, error) {
	return one(ctx, r.q, "not_found", scanLink, `SELECT issuer, subject, proposed_by, proposed_at FROM identity_proposals WHERE user_id = ?`, user)
}

func scanLink(row row) (l auth.Link, err error) {
	var at string
	if err = row.Scan(&l.Issuer, &l.Subject, &l.By, &at); err == nil {
		l.At, err = scanTime(at)
	}
	return l, err
}

// UserByIdentity returns whose account is linked to the identity, or fault NotFound.
func (r Reader) UserByIdentity(ctx context.Context, i auth.Identity) (auth.User, error) {
	return one(ctx, r.q, "not_found", scanUser,
		`SELECT `+userColumns+` FROM users JOIN identities ON user_id = id WHERE issuer = ? AND subject = ?`, i.Issuer, i.Subject)
}

// PutLink links an account to an identity, in place of the one before. One that
// another account is linked to is fault Invalid beside its field.
func (tx *Tx) PutLink(ctx context.Context, user int64, i auth.Identity, by int64, at time.Time) error {
	err := tx.exec(ctx, `
		INSERT INTO identities (user_id, issuer, subject, linked_by, linked_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (user_id) DO UPDATE SET
			issuer = excluded.issuer, subject = excluded.subject, linked_by = excluded.linked_by, linked_at = excluded.linked_at`,
		user, i.Issuer, i.Subject, by, instant(at))
	if isUnique(err) {
		return fault.AtField("subject", "identity_taken")
	}
	return err
}

// DropLink ends the link of an account, if there is one.
func (tx *Tx) DropLink(ctx context.Context, user int64) error {
	return tx.exec(ctx, `DELETE FROM identities WHERE user_id = ?`, user)
}

// ProposeLink has an identity wait for the person to confirm it, in place of the one before.
func (tx *Tx) ProposeLink(ctx context.Context, user int64, l auth.Link) error {
	return tx.exec(ctx, `
		INSERT INTO identity_proposals (user_id, issuer, subject, proposed_by, proposed_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (user_id) DO UPDATE SET
			issuer = excluded.issuer, subject = excluded.subject, proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at`,
		user, l.Issuer, l.Subject, l.By, instant(l.At))
}

// DropProposedLink ends what waits for the person to confirm it, if anything does.
func (tx *Tx) DropProposedLink(ctx context.Context, user int64) error {
	return tx.exec(ctx, `DELETE FROM identity_proposals WHERE user_id = ?`, user)
}
