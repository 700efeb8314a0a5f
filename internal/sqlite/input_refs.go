package sqlite

import (
	"context"

	"mingda/internal/inbox"
)

// unknownInputs are the inputs of which a person is not to know: those that belong to a
// restricted case they may not know of and, until they belong to one, those that name it, or
// an intake that does (number is that of either: 2026-0158, 20261123-0012).
const unknownInputs = `
	WITH RECURSIVE unknown (id, number) AS (
		SELECT id, number FROM cases WHERE id IN (` + unknownTo + `)
	), named (number) AS (
		SELECT number FROM unknown
		UNION SELECT i.number FROM unknown u JOIN input_cases c ON c.case_id = u.id JOIN inputs i ON i.id = c.input_id
		UNION SELECT i.number FROM named n JOIN input_refs r ON r.ref = n.number JOIN inputs i ON i.id = r.input_id
	)
	SELECT id FROM inputs WHERE number IN (SELECT number FROM named)`

// InputKnown reports whether the person may know of the input, as far as restricted cases
// go.
func (r Reader) InputKnown(ctx context.Context, id inbox.ID, person int64) (known bool, err error) {
	err = r.q.QueryRowContext(ctx, `SELECT ? NOT IN (`+unknownInputs+`)`, id, unknownArg(person)).Scan(&known)
	return known, explain(err)
}

// putRefs writes what an input of the office names, until it belongs to a case: then that
// says who may know of it.
func (tx *Tx) putRefs(ctx context.Context, i *inbox.Input) error {
	for _, table := range []string{"input_refs", "inputs_to_fold"} {
		if err := tx.exec(ctx, `DELETE FROM `+table+` WHERE input_id = ?`, i.ID); err != nil {
			return err
		}
	}
	if i.State == inbox.Registered || i.State == inbox.JoinedTo || i.Body != 0 {
		return nil
	}
	for _, ref := range i.Digest.Proposal.Refs {
		if err := tx.exec(ctx, `INSERT OR IGNORE INTO input_refs (ref, input_id) VALUES (?, ?)`, ref, i.ID); err != nil {
			return err
		}
	}
	return nil
}

// InputsToFold returns some of the inputs whose rows are to be written anew.
func (r Reader) InputsToFold(ctx context.Context, limit int) ([]inbox.ID, error) {
	return collect(ctx, r.q, func(row row) (id inbox.ID, err error) { return id, row.Scan(&id) },
		`SELECT input_id FROM inputs_to_fold LIMIT ?`, limit)
}
