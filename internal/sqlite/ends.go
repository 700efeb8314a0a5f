package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"mingda/internal/ledger"
)

// An end is the table of a chain that says which entry is its last: the hash of it, sealed.
// The chain tells of everything but what is missing, or too much, at its end.
type end struct{ table, word string }

var (
	endOfLedger = end{"ledger_end", "end of ledger"}
	endOfAudit  = end{"audit_end", "end of audit"}
)

// endsFrom and auditEndsFrom are the versions of the schema that have these tables: the end
// of a chain of before is sealed once, as it is then.
const (
	endsFrom      = 80
	auditEndsFrom = 2
)

// execer is what writing needs of a pool or a transaction.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func (e end) context(seq int64) string { return fmt.Sprintf("%s %d", e.word, seq) }

// put seals that the entry is the last one.
func (e end) put(ctx context.Context, x execer, seal *ledger.Sealer, seq int64, hash []byte) error {
	sealed, err := seal.Seal(hash, e.context(seq))
	if err != nil {
		return err
	}
	_, err = x.ExecContext(ctx, `INSERT INTO `+e.table+` (one, seq, sealed) VALUES (1, ?1, ?2) ON CONFLICT DO UPDATE SET seq = ?1, sealed = ?2`, seq, sealed)
	return err
}

// read returns what is sealed; 0 and nil where nothing is. A seal that does not open is one
// of another hash.
func (e end) read(ctx context.Context, q querier, seal *ledger.Sealer) (seq int64, hash []byte, err error) {
	var sealed []byte
	err = q.QueryRowContext(ctx, `SELECT seq, sealed FROM `+e.table).Scan(&seq, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil, nil
	}
	if err != nil {
		return 0, nil, explain(err)
	}
	if hash, err = seal.Open(sealed, e.context(seq)); err != nil {
		return seq, nil, nil
	}
	return seq, hash, nil
}

// sealOnce seals the end of a chain that has none yet, for it is older than the table.
func (e end) sealOnce(ctx context.Context, db *sql.DB, seal *ledger.Sealer, head func(context.Context, querier) (int64, []byte, error)) error {
	seq, hash, err := head(ctx, db)
	if err != nil || seq == 0 {
		return err
	}
	return e.put(ctx, db, seal, seq, hash)
}

// ledgerHead returns place and hash of the last entry; 0 and nil while there is none.
func ledgerHead(ctx context.Context, q querier) (seq int64, hash []byte, err error) {
	err = q.QueryRowContext(ctx, `SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1`).Scan(&seq, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return seq, hash, explain(err)
}

// hashAt returns the hash of an entry of a chain; nil where there is none.
func hashAt(ctx context.Context, q querier, table string, seq int64) (hash []byte, err error) {
	err = q.QueryRowContext(ctx, `SELECT hash FROM `+table+` WHERE seq = ?`, seq).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return hash, explain(err)
}

// HashAt returns the hash of an entry of the ledger; nil where there is none.
func (r Reader) HashAt(ctx context.Context, seq int64) ([]byte, error) {
	return hashAt(ctx, r.q, "entries", seq)
}

// HashAt returns the hash of an entry; nil where there is none. One that was pruned is
// known as long as it is that of a checkpoint.
func (a *AuditLog) HashAt(ctx context.Context, seq int64) ([]byte, error) {
	hash, err := hashAt(ctx, a.readers, "records", seq)
	if err == nil && hash == nil {
		hash, err = hashAt(ctx, a.readers, "checkpoints", seq)
	}
	return hash, err
}
