package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// A SealedColumn says where in a database something lies sealed: in its column sealed, bound
// to a word and the value of another column (see ledger.Sealer).
type SealedColumn struct{ Table, word, by string }

// everySealed are the columns of the office's database that the keys seal: those of sealedIn
// and what does not move by rows.
func everySealed() []SealedColumn {
	all := []SealedColumn{
		{"private_parts", "entry ", "seq"},
		{"sketches", sketchWord, "input_id"},
		{"readings", "reading ", "file"},
		{endOfLedger.table, endOfLedger.word + " ", "seq"},
	}
	for _, table := range slices.Sorted(maps.Keys(sealedIn)) {
		all = append(all, SealedColumn{table, sealedIn[table].word, sealedIn[table].by})
	}
	return all
}

// sealedInAudit is what the keys seal in the database of the audit.
var sealedInAudit = SealedColumn{endOfAudit.table, endOfAudit.word + " ", "seq"}

// SealedBy says of a column how many of its rows each key seals, in the order of the keys,
// and how many none opens.
type SealedBy struct {
	Table    string
	ByKey    []int
	Unopened int
}

// sealedPiece is how many rows are looked at and written at once: the writer is held for
// some milliseconds.
const sealedPiece = 500

// A sealedRow is a row of a sealed column.
type sealedRow struct {
	by     any
	sealed []byte
}

func (r sealedRow) context(c SealedColumn) string { return c.word + fmt.Sprint(r.by) }

// eachPiece calls visit with the rows of a column, some at a time. They are read before it
// is called, so that it may write.
func (c SealedColumn) eachPiece(ctx context.Context, q querier, visit func([]sealedRow) error) error {
	scan := func(row row) (r sealedRow, err error) { return r, row.Scan(&r.by, &r.sealed) }
	from, last := `SELECT `+c.by+`, sealed FROM `+c.Table+` WHERE sealed IS NOT NULL`, []any(nil)
	for {
		next := from
		if last != nil {
			next += ` AND (` + c.by + `, sealed) > (?, ?)`
		}
		rows, err := collect(ctx, q, scan, next+fmt.Sprintf(` ORDER BY %s, sealed LIMIT %d`, c.by, sealedPiece), last...)
		if err != nil || len(rows) == 0 {
			return err
		}
		end := rows[len(rows)-1] // before visit, whose rows they are then
		if err := visit(rows); err != nil {
			return err
		}
		last = []any{end.by, end.sealed}
	}
}

// count says by which keys a column is sealed.
func (c SealedColumn) count(ctx context.Context, r Reader) (SealedBy, error) {
	by := SealedBy{Table: c.Table, ByKey: make([]int, r.seal.Keys())}
	err := c.eachPiece(ctx, r.q, func(rows []sealedRow) error {
		for _, row := range rows {
			if _, key, err := r.seal.OpenBy(row.sealed, row.context(c)); err != nil {
				by.Unopened++
			} else {
				by.ByKey[key]++
			}
		}
		return ctx.Err()
	})
	return by, err
}

// SealedBy says of every column that the keys seal, those of the audit too, by which of them.
// It opens all there is: some seconds for a million rows.
func (db *DB) SealedBy(ctx context.Context) ([]SealedBy, error) {
	var all []SealedBy
	for _, c := range everySealed() {
		by, err := c.count(ctx, db.Reader)
		if err != nil {
			return nil, err
		}
		all = append(all, by)
	}
	log, err := db.Audit(ctx)
	if err != nil {
		return nil, err
	}
	by, err := sealedInAudit.count(ctx, Reader{log.readers, db.seal, nil})
	return append(all, by), err
}

// Reseal seals with the newest key what lies sealed by an older one, in pieces, each a
// transaction, and calls each with how many rows it has written. It may be cut anywhere and
// run again, beside everything else that writes. What no key opens is left as it is: it was
// changed, or its key is not there.
func (db *DB) Reseal(ctx context.Context, each func(written int)) (written int, err error) {
	for _, c := range everySealed() {
		err := c.eachPiece(ctx, db.q, func(rows []sealedRow) error {
			n, err := db.resealPiece(ctx, c, rows)
			if written += n; n > 0 && each != nil {
				each(written)
			}
			return errors.Join(err, ctx.Err())
		})
		if err != nil {
			return written, err
		}
	}
	log, err := db.Audit(ctx)
	if err != nil {
		return written, err
	}
	n, err := log.reseal(ctx)
	return written + n, err
}

func (db *DB) resealPiece(ctx context.Context, c SealedColumn, rows []sealedRow) (written int, err error) {
	old := slices.DeleteFunc(rows, func(row sealedRow) bool {
		_, by, err := db.seal.OpenBy(row.sealed, row.context(c))
		return err != nil || by == 0
	})
	if len(old) == 0 {
		return 0, nil
	}
	err = db.Write(ctx, func(tx *Tx) error {
		for _, row := range old {
			n, err := c.reseal(ctx, tx.tx, tx.Reader, row)
			if err != nil {
				return err
			}
			written += n
		}
		return nil
	})
	return written, err
}

// reseal seals one row anew, unless it was written or erased meanwhile: no two texts are
// sealed alike, so that the old one says that it is the same.
func (c SealedColumn) reseal(ctx context.Context, x execer, r Reader, row sealedRow) (int, error) {
	plain, _, err := r.seal.OpenBy(row.sealed, row.context(c))
	if err != nil {
		return 0, err
	}
	fresh, err := r.seal.Seal(plain, row.context(c))
	if err != nil {
		return 0, err
	}
	done, err := x.ExecContext(ctx, `UPDATE `+c.Table+` SET sealed = ? WHERE `+c.by+` = ? AND sealed = ?`, fresh, row.by, row.sealed)
	if err != nil {
		return 0, explain(err)
	}
	n, err := done.RowsAffected()
	return int(n), err
}

// reseal seals the end of the audit anew.
func (a *AuditLog) reseal(ctx context.Context) (written int, err error) {
	a.committing.Lock()
	defer a.committing.Unlock()
	tx, err := a.writer.BeginTx(ctx, nil)
	if err != nil {
		return 0, explain(err)
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing; before, the failure is already told
	var row sealedRow
	err = tx.QueryRowContext(ctx, `SELECT seq, sealed FROM `+sealedInAudit.Table).Scan(&row.by, &row.sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, explain(err)
	}
	if _, by, wrong := a.seal.OpenBy(row.sealed, row.context(sealedInAudit)); wrong != nil || by == 0 {
		return 0, nil
	}
	if written, err = sealedInAudit.reseal(ctx, tx, Reader{tx, a.seal, nil}, row); err != nil {
		return 0, err
	}
	return written, explain(tx.Commit())
}

// KeyChanged notes by which key the office seals from now on, under the name of a setting,
// and that the rows of all cases are to be written anew: the numbers of people lie in the
// index as digests under that key.
func (tx *Tx) KeyChanged(ctx context.Context, setting, key string) error {
	if err := tx.PutSetting(ctx, setting, key); err != nil {
		return err
	}
	return tx.exec(ctx, `INSERT OR IGNORE INTO to_project (case_id) SELECT id FROM cases`)
}
