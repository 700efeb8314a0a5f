package sqlite

import (
	"context"
	"strings"
	"time"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

const userColumns = `id, login, name, coalesce(agency_id, 0), coalesce(unit_id, 0), roles, password_hash, must_change, disabled, email`

func scanUser(row row) (u auth.User, err error) {
	var roles string
	err = row.Scan(&u.ID, &u.Login, &u.Name, &u.Agency, &u.Unit, &roles, &u.PasswordHash, &u.MustChange, &u.Disabled, &u.Email)
	for role := range strings.FieldsSeq(roles) {
		u.Roles = append(u.Roles, auth.Role(role))
	}
	return u, err
}

// Users returns all people with an account, disabled ones too.
func (r Reader) Users(ctx context.Context) ([]auth.User, error) {
	return collectOnce(ctx, r, scanUser, `SELECT `+userColumns+` FROM users ORDER BY id`)
}

// User returns the person, or fault NotFound.
func (r Reader) User(ctx context.Context, id int64) (auth.User, error) {
	return one(ctx, r.q, "user_not_found", scanUser, `SELECT `+userColumns+` FROM users WHERE id = ?`, id)
}

// UserByLogin returns the person with the sign-in name, or fault NotFound.
func (r Reader) UserByLogin(ctx context.Context, login string) (auth.User, error) {
	return one(ctx, r.q, "user_not_found", scanUser, `SELECT `+userColumns+` FROM users WHERE login = ?`, login)
}

// PutUser adds the person (ID 0) or replaces what is known of them, and returns
// the ID. A sign-in name that another has is fault Invalid beside its field.
func (tx *Tx) PutUser(ctx context.Context, u auth.User, at time.Time) (int64, error) {
	roles := make([]string, len(u.Roles))
	for i, role := range u.Roles {
		roles[i] = string(role)
	}
	err := tx.q.QueryRowContext(ctx, `
		INSERT INTO users (id, login, name, agency_id, unit_id, roles, password_hash, must_change, disabled, created_at, email)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			login = excluded.login, name = excluded.name, agency_id = excluded.agency_id, unit_id = excluded.unit_id,
			roles = excluded.roles, password_hash = excluded.password_hash, must_change = excluded.must_change, disabled = excluded.disabled,
			email = excluded.email
		RETURNING id`,
		nullID(u.ID), u.Login, u.Name, nullID(u.Agency), nullID(u.Unit), strings.Join(roles, " "),
		u.PasswordHash, u.MustChange, u.Disabled, instant(at), u.Email).Scan(&u.ID)
	if isUnique(err) {
		return 0, fault.AtField("login", "login_taken")
	}
	return u.ID, err
}
