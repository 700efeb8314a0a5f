package sqlite

import (
	"context"
	"time"

	"mingda/internal/fault"
)

// A RegisterView is what somebody named of the register (视图).
type RegisterView struct {
	ID      int64
	Owner   int64
	Agency  int64 // of the owner
	Shared  bool  // all of the agency see it
	Name    string
	Query   string // filters and order, as an address has them
	Deleted bool
}

const viewColumns = `id, owner_id, agency_id, shared, name, query, deleted_at IS NOT NULL`

func scanView(row row) (v RegisterView, err error) {
	return v, row.Scan(&v.ID, &v.Owner, &v.Agency, &v.Shared, &v.Name, &v.Query, &v.Deleted)
}

// RegisterViews returns the views of a person, and those that are shared in the agency: the
// person's own first, each by name.
func (r Reader) RegisterViews(ctx context.Context, owner, agency int64) ([]RegisterView, error) {
	return collectOnce(ctx, r, scanView, `
		SELECT `+viewColumns+`
		FROM register_views
		WHERE deleted_at IS NULL AND (owner_id = ?1 OR shared = 1 AND agency_id = ?2)
		ORDER BY owner_id <> ?1, name, id`, owner, agency)
}

// RegisterView returns a view, deleted or not, or fault NotFound.
func (r Reader) RegisterView(ctx context.Context, id int64) (RegisterView, error) {
	return one(ctx, r.q, "view_not_found", scanView, `SELECT `+viewColumns+` FROM register_views WHERE id = ?`, id)
}

// PutRegisterView adds the view (ID 0) or replaces it, and returns its ID. A name that
// another view of the owner has is fault Invalid beside its field.
func (tx *Tx) PutRegisterView(ctx context.Context, v RegisterView, at time.Time) (int64, error) {
	var deleted any
	if v.Deleted {
		deleted = instant(at)
	}
	err := tx.q.QueryRowContext(ctx, `
		INSERT INTO register_views (id, owner_id, agency_id, shared, name, query, made_at, deleted_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET shared = excluded.shared, name = excluded.name, query = excluded.query, deleted_at = excluded.deleted_at
		RETURNING id`,
		nullID(v.ID), v.Owner, v.Agency, v.Shared, v.Name, v.Query, instant(at), deleted).Scan(&v.ID)
	if isUnique(err) {
		return 0, fault.AtField("name", "view_name_taken", v.Name)
	}
	return v.ID, err
}

// RegisterColumns returns the keys of the columns that a person sees of a view (0: of the
// register otherwise), apart by blanks; "" where nothing was chosen.
func (r Reader) RegisterColumns(ctx context.Context, user, view int64) (string, error) {
	all, err := collectOnce(ctx, r, func(row row) (keys string, err error) { return keys, row.Scan(&keys) },
		`SELECT columns FROM register_columns WHERE user_id = ? AND view_id = ?`, user, view)
	if err != nil || len(all) == 0 {
		return "", err
	}
	return all[0], nil
}

// PutRegisterColumns keeps them; "" forgets what was chosen.
func (tx *Tx) PutRegisterColumns(ctx context.Context, user, view int64, keys string) error {
	if keys == "" {
		return tx.exec(ctx, `DELETE FROM register_columns WHERE user_id = ? AND view_id = ?`, user, view)
	}
	return tx.exec(ctx, `
		INSERT INTO register_columns (user_id, view_id, columns) VALUES (?, ?, ?)
		ON CONFLICT (user_id, view_id) DO UPDATE SET columns = excluded.columns`, user, view, keys)
}
