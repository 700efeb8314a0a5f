package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"mingda/internal/audit"
)

// Unsent returns up to most records that the machine that keeps logs does not have yet, the
// first one first.
func (a *AuditLog) Unsent(ctx context.Context, most int) ([]audit.Entry, error) {
	return collect(ctx, a.readers, scanRecord, `
		SELECT `+recordColumns+` FROM records
		WHERE seq > (SELECT coalesce(max(seq), 0) FROM sent) ORDER BY seq LIMIT ?`, most)
}

// Sent notes that the machine that keeps logs has the records up to seq.
func (a *AuditLog) Sent(ctx context.Context, seq int64) error {
	a.committing.Lock()
	defer a.committing.Unlock()
	_, err := a.writer.ExecContext(ctx, `INSERT INTO sent (one, seq) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq`, seq)
	return explain(err)
}

// SentUpTo returns the number of the last record that the machine that keeps logs has; 0 if none.
func (a *AuditLog) SentUpTo(ctx context.Context) (seq int64, err error) {
	err = a.readers.QueryRowContext(ctx, `SELECT seq FROM sent`).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return seq, explain(err)
}
