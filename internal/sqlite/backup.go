package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"mingda/internal/ledger"
)

// Backup writes a copy of the database, as it is at this moment, to a new file
// at path. The office goes on working meanwhile.
func (db *DB) Backup(ctx context.Context, path string) error { return copyTo(ctx, db.path, path) }

// Backup copies the audit, as it is at one moment, into a new file.
func (a *AuditLog) Backup(ctx context.Context, path string) error { return copyTo(ctx, a.path, path) }

func copyTo(ctx context.Context, from, path string) error {
	// VACUUM INTO reads in one transaction, so the copy is of one moment. It has
	// a connection of its own: the readers may not write, the writer must not wait.
	own, err := sql.Open("sqlite3", dsn(from, "_txlock=deferred"))
	if err != nil {
		return err
	}
	defer own.Close()
	if _, err := own.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return fmt.Errorf("copy the database: %w", explain(err))
	}
	return nil
}

// verify checks every entry, and the end. One that cannot be read is one that was changed.
func (r Reader) verify(ctx context.Context, v *ledger.Verifier) error {
	rows, err := r.q.QueryContext(ctx, everyEntry)
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		e, _, err := r.scanSealed(rows)
		if err != nil && e.Seq == 0 {
			return err
		}
		v.Check(e)
	}
	if err := rows.Err(); err != nil {
		return explain(err)
	}
	seq, hash, err := endOfLedger.read(ctx, r.q, r.seal)
	if err != nil {
		return err
	}
	v.Ends(seq, hash)
	stray, err := collect(ctx, r.q, func(row row) (seq int64, err error) { return seq, row.Scan(&seq) },
		`SELECT seq FROM private_parts WHERE seq NOT IN (SELECT seq FROM entries)`)
	for _, seq := range stray {
		v.Broken(seq, "has a private part and is not there")
	}
	return err
}

// Verify checks every entry of the ledger against the chain, and that the
// database itself is sound. That is asked of a connection of its own: one that was asked
// before remembers how the index of words was, and calls what has changed since damaged.
func (db *DB) Verify(ctx context.Context) (*ledger.Verifier, error) {
	var v ledger.Verifier
	if err := db.Snapshot(ctx, func(r Reader) error { return r.verify(ctx, &v) }); err != nil {
		return nil, err
	}
	own, err := sql.Open("sqlite3", dsn(db.path, "_query_only=on"))
	if err != nil {
		return nil, err
	}
	defer own.Close()
	var sound string
	if err := own.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&sound); err != nil {
		return nil, explain(err)
	}
	if sound != "ok" && v.Sound() { // else which entry it was says more
		return nil, fmt.Errorf("the database file is damaged: %s", sound)
	}
	return &v, nil
}

// Files calls visit with the hash of every raw file that a row refers to.
// What was destroyed (销毁) needs none of its files.
func (r Reader) Files(ctx context.Context, visit func(hash string) error) error {
	rows, err := r.q.QueryContext(ctx, `
		SELECT DISTINCT file FROM (
			SELECT file FROM inputs
			UNION ALL SELECT file FROM case_letters WHERE case_id NOT IN (SELECT case_id FROM archives WHERE destroyed_on <> '')
			UNION ALL SELECT file FROM review_papers
			UNION ALL SELECT e.body ->> 'file' FROM entries e WHERE e.type IN ('material_added', 'bundled', 'taken_over', 'archive_bound') AND `+notDestroyed+`
			UNION ALL SELECT file FROM imports
			UNION ALL SELECT body ->> 'seal' FROM entries WHERE type = 'signed'
			UNION ALL SELECT f.value FROM entries e, json_each(e.body, '$.files') f WHERE e.type IN ('received', 'record_signed', 'added') AND `+notDestroyed+`
		)
		WHERE file <> ''
		ORDER BY file`)
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var h string
		if err := rows.Scan(&h); err != nil {
			return err
		}
		if err := visit(h); err != nil {
			return err
		}
	}
	return explain(rows.Err())
}

// notDestroyed holds of entries of what was not destroyed: the hashes of what was stay in
// the ledger, the files do not.
const notDestroyed = `(e.matter, e.subject_id) NOT IN (SELECT d.matter, d.subject_id FROM entries d WHERE d.type = 'destroyed')`

// FilesOf returns the hashes of the files that the ledger of a case or an input names.
func (r Reader) FilesOf(ctx context.Context, matter ledger.Matter, subject int64) ([]string, error) {
	return collect(ctx, r.q, func(row row) (hash string, err error) { return hash, row.Scan(&hash) }, `
		SELECT DISTINCT file FROM (
			SELECT body ->> 'file' AS file FROM entries
			WHERE matter = ?1 AND subject_id = ?2 AND type IN ('material_added', 'bundled', 'archive_bound', 'rendered', 'received')
			UNION ALL SELECT f.value FROM entries e, json_each(e.body, '$.files') f
			WHERE e.matter = ?1 AND e.subject_id = ?2 AND e.type IN ('received', 'record_signed', 'added')
		)
		WHERE file <> '' ORDER BY file`, matter, subject)
}
