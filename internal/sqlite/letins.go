package sqlite

import (
	"context"
	"time"

	"mingda/internal/auth"
)

const letInColumns = `id, user_id, factors, reason, asked_by, asked_at, until, state, decided_by, decided_at`

func scanLetIn(row row) (l auth.LetIn, err error) {
	var asked, until, decided string
	if err = row.Scan(&l.ID, &l.User, &l.Factors, &l.Reason, &l.AskedBy, &asked, &until, &l.State, &l.DecidedBy, &decided); err != nil {
		return l, err
	}
	for _, at := range []struct {
		into *time.Time
		text string
	}{{&l.AskedAt, asked}, {&l.Until, until}, {&l.DecidedAt, decided}} {
		if *at.into, err = scanTime(at.text); err != nil {
			return l, err
		}
	}
	return l, nil
}

// LetIn returns one, or fault NotFound.
func (r Reader) LetIn(ctx context.Context, id int64) (auth.LetIn, error) {
	return one(ctx, r.q, "let_in_not_found", scanLetIn, `SELECT `+letInColumns+` FROM let_ins WHERE id = ?`, id)
}

// LetIns returns all, the newest first.
func (r Reader) LetIns(ctx context.Context) ([]auth.LetIn, error) {
	return collect(ctx, r.q, scanLetIn, `SELECT `+letInColumns+` FROM let_ins ORDER BY id DESC`)
}

// LetInsOf returns those of a person, the newest first.
func (r Reader) LetInsOf(ctx context.Context, user int64) ([]auth.LetIn, error) {
	return collect(ctx, r.q, scanLetIn, `SELECT `+letInColumns+` FROM let_ins WHERE user_id = ? ORDER BY id DESC`, user)
}

// AddLetIn adds one, and returns its number.
func (tx *Tx) AddLetIn(ctx context.Context, l auth.LetIn) (id int64, err error) {
	err = tx.q.QueryRowContext(ctx, `
		INSERT INTO let_ins (user_id, factors, reason, asked_by, asked_at, until, state, decided_by, decided_at, told_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '') RETURNING id`,
		l.User, l.Factors, l.Reason, l.AskedBy, instant(l.AskedAt), instant(l.Until), l.State, l.DecidedBy, instant(l.DecidedAt)).Scan(&id)
	return id, err
}

// DecideLetIn notes what became of one that was asked for; false: it was decided before.
func (tx *Tx) DecideLetIn(ctx context.Context, id int64, state auth.LetInState, by int64, at time.Time) (bool, error) {
	return tx.changes(ctx, `UPDATE let_ins SET state = ?, decided_by = ?, decided_at = ? WHERE id = ? AND state = 'asked'`, state, by, instant(at), id)
}

// TellLetIns notes that a person was told of what was agreed; false: there was nothing to tell.
func (tx *Tx) TellLetIns(ctx context.Context, user int64, at time.Time) (bool, error) {
	return tx.changes(ctx, `UPDATE let_ins SET told_at = ? WHERE user_id = ? AND state = 'confirmed' AND told_at = ''`, instant(at), user)
}
