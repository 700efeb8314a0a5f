package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"mingda/internal/ledger"
)

// Backup writes a copy of the database, as it is at this moment, to a new file
// at path. The office goes on working meanwhile.
func (db *DB) Backup(ctx context.Context, path string) error {
	// VACUUM INTO reads in one transaction, so the copy is of one moment. It has
	// a connection of its own: the readers may not write, the writer must not wait.
	own, err := sql.Open("sqlite3", dsn(db.path, "_txlock=deferred"))
	if err != nil {
		return err
	}
	defer own.Close()
	if _, err := own.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return fmt.Errorf("copy the database: %w", explain(err))
	}
	return nil
}

// Verify checks every entry of the ledger against the chain, and that the
// database itself is sound.
func (r Reader) Verify(ctx context.Context) (*ledger.Verifier, error) {
	var v ledger.Verifier
	err := r.Each(ctx, func(e ledger.Entry) error {
		v.Check(e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var sound string
	if err := r.q.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&sound); err != nil {
		return nil, explain(err)
	}
	if sound != "ok" {
		return nil, fmt.Errorf("the database file is damaged: %s", sound)
	}
	return &v, nil
}

// Files calls visit with the hash of every raw file that a row refers to.
func (r Reader) Files(ctx context.Context, visit func(hash string) error) error {
	rows, err := r.q.QueryContext(ctx, `
		SELECT DISTINCT file FROM (
			SELECT file FROM inputs
			UNION ALL SELECT file FROM case_letters
			UNION ALL SELECT file FROM review_papers
			UNION ALL SELECT body ->> 'file' FROM entries WHERE type IN ('material_added', 'bundled', 'taken_over', 'archive_bound')
			UNION ALL SELECT file FROM imports
			UNION ALL SELECT body ->> 'seal' FROM entries WHERE type = 'signed'
			UNION ALL SELECT f.value FROM entries e, json_each(e.body, '$.files') f WHERE e.type IN ('received', 'record_signed', 'added')
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
