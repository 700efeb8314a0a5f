package sqlite

import (
	"context"

	"mingda/internal/auth"
)

const invitationColumns = `user_id, code_hash, made_by, made_at, until`

func scanInvitation(row row) (i auth.Invitation, err error) {
	var made, until string
	if err = row.Scan(&i.User, &i.Hash, &i.By, &made, &until); err != nil {
		return i, err
	}
	if i.MadeAt, err = scanTime(made); err != nil {
		return i, err
	}
	i.Until, err = scanTime(until)
	return i, err
}

// Invitation returns the invitation of a person that was not used, also one that is over,
// or fault NotFound.
func (r Reader) Invitation(ctx context.Context, user int64) (auth.Invitation, error) {
	return one(ctx, r.q, "not_found", scanInvitation, `SELECT `+invitationColumns+` FROM invitations WHERE user_id = ?`, user)
}

// Invitations returns all invitations that were not used.
func (r Reader) Invitations(ctx context.Context) ([]auth.Invitation, error) {
	return collect(ctx, r.q, scanInvitation, `SELECT `+invitationColumns+` FROM invitations ORDER BY user_id`)
}

// PutInvitation invites a person, in place of an invitation of before.
func (tx *Tx) PutInvitation(ctx context.Context, i auth.Invitation) error {
	return tx.exec(ctx, `INSERT OR REPLACE INTO invitations (`+invitationColumns+`) VALUES (?, ?, ?, ?, ?)`,
		i.User, i.Hash, i.By, instant(i.MadeAt), instant(i.Until))
}

// EndInvitation takes the invitation of a person with this hash away; false: they have none such.
func (tx *Tx) EndInvitation(ctx context.Context, user int64, hash string) (bool, error) {
	return tx.changes(ctx, `DELETE FROM invitations WHERE user_id = ? AND code_hash = ?`, user, hash)
}

// OtherWaysIn returns who has a way to sign in besides a password: a second factor, of which
// a passkey is one by itself, or an identity of the government's service.
func (r Reader) OtherWaysIn(ctx context.Context) ([]int64, error) {
	return collect(ctx, r.q, func(row row) (id int64, err error) { return id, row.Scan(&id) },
		`SELECT user_id FROM user_factors UNION SELECT user_id FROM identities ORDER BY 1`)
}
