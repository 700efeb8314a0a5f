package sqlite

import (
	"context"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/disposal"
)

// A DisposalRow is a list of files that are to be destroyed, or were, as lists have it.
type DisposalRow struct {
	ID         disposal.ID
	Agency     int64
	Number     string
	Stage      disposal.Stage
	ProposedOn calendar.Date
	DecidedOn  calendar.Date
	EndedOn    calendar.Date
	Files      int
}

// PutDisposal writes the rows of a list.
func (tx *Tx) PutDisposal(ctx context.Context, l *disposal.List) error {
	err := tx.exec(ctx, `
		INSERT INTO disposals (id, version, agency_id, number, stage, proposed_on, decided_on, ended_on, files)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET version = excluded.version, stage = excluded.stage, decided_on = excluded.decided_on, ended_on = excluded.ended_on`,
		l.ID, l.Version, l.Agency, l.Number, l.Stage, l.Proposed.On.String(), l.Decided.On.String(), l.EndedOn.String(), len(l.Items))
	for _, i := range l.Items {
		if err == nil {
			err = tx.exec(ctx, `INSERT INTO disposal_files (disposal_id, case_id) VALUES (?, ?) ON CONFLICT DO NOTHING`, l.ID, i.Case)
		}
	}
	return err
}

// Disposals returns the lists of an agency, the newest first.
func (r Reader) Disposals(ctx context.Context, agency int64) ([]DisposalRow, error) {
	return collect(ctx, r.q, func(row row) (d DisposalRow, err error) {
		var proposed, decided, ended string
		if err := row.Scan(&d.ID, &d.Agency, &d.Number, &d.Stage, &proposed, &decided, &ended, &d.Files); err != nil {
			return d, err
		}
		for _, day := range []struct {
			into *calendar.Date
			text string
		}{{&d.ProposedOn, proposed}, {&d.DecidedOn, decided}, {&d.EndedOn, ended}} {
			if *day.into, err = scanDate(day.text); err != nil {
				return d, err
			}
		}
		return d, nil
	}, `SELECT id, agency_id, number, stage, proposed_on, decided_on, ended_on, files FROM disposals WHERE agency_id = ? ORDER BY id DESC`, agency)
}

// DisposalsBegun returns the lists that are being carried out, the oldest first.
func (r Reader) DisposalsBegun(ctx context.Context) ([]disposal.ID, error) {
	return collect(ctx, r.q, func(row row) (id disposal.ID, err error) { return id, row.Scan(&id) },
		`SELECT id FROM disposals WHERE stage = 'destroying' ORDER BY id`)
}

// DisposalsProposed counts the lists that wait for somebody to approve them.
func (r Reader) DisposalsProposed(ctx context.Context, agency int64) (int, error) {
	return r.count(ctx, `SELECT count(*) FROM disposals WHERE agency_id = ? AND stage = 'proposed'`, agency)
}

// DisposalOf returns the list on which the file of a case stands that was not returned, the
// zero one for none.
func (r Reader) DisposalOf(ctx context.Context, id casefile.ID) (DisposalRow, error) {
	rows, err := collect(ctx, r.q, func(row row) (d DisposalRow, err error) {
		return d, row.Scan(&d.ID, &d.Agency, &d.Number, &d.Stage)
	}, `SELECT d.id, d.agency_id, d.number, d.stage FROM disposal_files i JOIN disposals d ON d.id = i.disposal_id
		WHERE i.case_id = ? AND d.stage <> 'returned' ORDER BY d.id DESC LIMIT 1`, id)
	if err != nil || len(rows) == 0 {
		return DisposalRow{}, err
	}
	return rows[0], nil
}

// EraseMails forgets of the mails made under the key, and under those below it, what they
// say and to whom they went; that they were sent stays.
func (tx *Tx) EraseMails(ctx context.Context, key string) error {
	return tx.exec(ctx, `
		UPDATE outbox SET sealed = NULL, recipient = '', bounce = '', last_error = '', state = iif(state IN ('waiting', 'failed'), 'dropped', state)
		WHERE key = ?1 OR key > ?1 || '/' AND key < ?1 || '0'`, key)
}

// EraseImported forgets the row of an old register from which a case came.
func (tx *Tx) EraseImported(ctx context.Context, from int64, id casefile.ID) error {
	empty, err := tx.seal.Seal([]byte("{}"), importRowContext(from))
	if err != nil {
		return err
	}
	return tx.exec(ctx, `UPDATE import_rows SET sealed = ? WHERE import_id = ? AND case_id = ?`, empty, from, id)
}
