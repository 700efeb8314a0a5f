package sqlite

import (
	"context"

	"mingda/internal/casefile"
)

// projectLaterWith notes that the rows of the cases to which a file belongs are to be
// written anew, without an act.
func (tx *Tx) projectLaterWith(ctx context.Context, file string) error {
	return tx.exec(ctx, `INSERT OR IGNORE INTO to_project (case_id) SELECT case_id FROM case_sources WHERE file = ?`, file)
}

// Projected notes that the rows of a case are what its ledger says.
func (tx *Tx) Projected(ctx context.Context, id casefile.ID) error {
	return tx.exec(ctx, `DELETE FROM to_project WHERE case_id = ?`, id)
}

// CasesDue returns some of the cases whose rows are to be written anew, the newest
// first, and how many there are.
func (r Reader) CasesDue(ctx context.Context, limit int) (some []casefile.ID, all int, err error) {
	if err := r.q.QueryRowContext(ctx, `SELECT count(*) FROM to_project`).Scan(&all); err != nil || all == 0 {
		return nil, 0, explain(err)
	}
	some, err = collect(ctx, r.q, func(row row) (id casefile.ID, err error) { return id, row.Scan(&id) },
		`SELECT case_id FROM to_project ORDER BY case_id DESC LIMIT ?`, limit)
	return some, all, err
}
