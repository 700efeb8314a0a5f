// Package sqlite holds all SQL: the ledger, the tables folded from it, and the
// office's own tables. It knows columns, not rules: what may happen is decided
// by the rules and ordered by desk.
//
// Invariant: rows that are folded from the ledger are written in the same
// transaction as the entries they come from. There is one writer connection,
// durable at every commit, and a pool of readers that cannot write.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"
	"syscall"

	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"

	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/migrations"
)

// readers is the size of the pool of reading connections.
const readers = 8

// writerCache is for the pages that one transaction changes: those of two hundred cases
// of an old register in all their indexes. Where they have no room they are written before
// the commit, and read again. A reader has the usual 2 MB; the system caches the file besides.
const writerCache = "&_cache_size=-16000"

// A DB is the office's database. It reads through the embedded Reader; it
// writes through Write alone.
type DB struct {
	Reader
	writer  *sql.DB
	readers *sql.DB
	path    string

	auditing sync.Mutex // guards audit
	audit    *AuditLog  // nil until it is asked for
}

// querier is what reading needs of a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// A Reader answers questions, from the pool or within a transaction.
type Reader struct {
	q    querier
	seal *ledger.Sealer
	memo *memo // nil within a transaction
}

// A Tx is one transaction of the writer. It reads what it has written.
type Tx struct {
	Reader
	tx   whole
	last ledger.Entry // that was appended; zero if none was
}

// Open opens the database at path, makes it if there is none, and brings its
// schema up to date. A database of a newer program is refused.
func Open(ctx context.Context, path string, seal *ledger.Sealer) (*DB, error) {
	if !searchable {
		return nil, errors.New("this binary was built without full-text search: build with -tags sqlite_fts5, as make build does")
	}
	writer, err := openWriter(path, "_txlock=immediate"+writerCache)
	if err != nil {
		return nil, err
	}
	writer.SetMaxOpenConns(1)
	if err := migrate(ctx, writer, seal); err != nil {
		_ = writer.Close() // the failure before it is the one to tell
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	pool, err := sql.Open("sqlite3", dsn(path, "_query_only=on"))
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	pool.SetMaxOpenConns(readers)
	pool.SetMaxIdleConns(readers)
	memo, err := newMemo(ctx, path)
	if err != nil {
		return nil, errors.Join(err, pool.Close(), writer.Close())
	}
	return &DB{Reader: Reader{pool, seal, memo}, writer: writer, readers: pool, path: path}, nil
}

// openWriter opens a database to write to it. A new file is its owner's alone, and so are
// its logs, which SQLite gives the mode of the file; it would go by the umask.
func openWriter(path, extra string) (*sql.DB, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDONLY, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	return sql.Open("sqlite3", dsn(path, extra))
}

// dsn puts the pragmas into the name, because a pragma run by Exec reaches one
// connection of a pool only. FULL: a commit that returned survives a power cut.
// secure_delete: what is erased does not stay on pages that are free.
// stmt_cache_size: what is asked again is not parsed again.
// recursive_triggers: INSERT OR REPLACE too asks the triggers that guard the ledger.
func dsn(path, extra string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_foreign_keys=on&_journal_mode=WAL&_synchronous=FULL&_secure_delete=on&_recursive_triggers=on&_busy_timeout=5000&_stmt_cache_size=100&" + extra
}

// migrate brings the schema up to date by the embedded steps.
func migrate(ctx context.Context, db *sql.DB, seal *ledger.Sealer) error {
	steps, err := goose.NewProvider(goose.DialectSQLite3, db, migrations.Files)
	if err != nil {
		return err
	}
	have, err := steps.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	sources := steps.ListSources()
	if newest := sources[len(sources)-1].Version; have > newest {
		return fmt.Errorf("the database is of version %d, this program knows up to %d: use a newer program", have, newest)
	}
	if _, err = steps.Up(ctx); err == nil && have < endsFrom {
		err = endOfLedger.sealOnce(ctx, db, seal, ledgerHead)
	}
	if err == nil {
		err = maskBefore(ctx, db)
	}
	if err == nil {
		err = sealSketchesBefore(ctx, db, seal)
	}
	return err
}

// Sealer returns what seals the personal parts of this database.
func (r Reader) Sealer() *ledger.Sealer { return r.seal }

// Close waits for what runs and closes the database.
func (db *DB) Close() error {
	db.memo.close()
	db.auditing.Lock()
	defer db.auditing.Unlock()
	return errors.Join(db.audit.close(), db.readers.Close(), db.writer.Close())
}

// Write runs do in one transaction, which is durable when Write returns nil.
// Nothing is stored when do fails.
func (db *DB) Write(ctx context.Context, do func(*Tx) error) error {
	conn, err := db.writer.Conn(ctx) // waits for its turn no longer than ctx lasts
	if err != nil {
		return explain(err)
	}
	defer conn.Close() //nolint:errcheck // it goes back to its pool
	tx, err := begin(ctx, conn)
	if err != nil {
		return explain(err)
	}
	committed := false
	defer func() {
		if !committed { // the failure, or the panic, is told by who had it
			tx.rollback()
		}
	}()
	t := &Tx{Reader: Reader{tx, db.seal, nil}, tx: tx}
	if err := do(t); err != nil {
		return explain(err)
	}
	if t.last.Seq != 0 {
		if err := endOfLedger.put(ctx, tx, db.seal, t.last.Seq, t.last.Hash); err != nil {
			return explain(err)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	err = tx.commit()
	committed = err == nil
	db.memo.committed() // also after a failure: what it left is not for this func to say
	return explain(err)
}

// explain makes faults of what SQLite says where people can do something about
// it: busy, a full disk. Everything else stays as it is.
func explain(err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return fault.New(fault.Unavailable, "busy").Because(err)
	case sqlite3.ErrFull:
		return fault.New(fault.Unavailable, "disk_full").Because(err)
	case sqlite3.ErrIoErr: // a broken disk is another matter
		if e.SystemErrno == syscall.ENOSPC || e.SystemErrno == syscall.EDQUOT {
			return fault.New(fault.Unavailable, "disk_full").Because(err)
		}
	}
	return err
}

// isUnique reports whether err says that a row with this key is there already.
func isUnique(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) &&
		(e.ExtendedCode == sqlite3.ErrConstraintUnique || e.ExtendedCode == sqlite3.ErrConstraintPrimaryKey)
}

// exec runs one statement of the writer.
func (tx *Tx) exec(ctx context.Context, query string, args ...any) error {
	_, err := tx.tx.ExecContext(ctx, query, args...)
	return err
}

// collect reads all rows of a query through scan.
func collect[T any](ctx context.Context, q querier, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, explain(rows.Err())
}

// row is a *sql.Row or a *sql.Rows.
type row interface{ Scan(into ...any) error }

// one reads the only row of a query, or fails with fault NotFound and the code.
func one[T any](ctx context.Context, q querier, missing fault.Code, scan func(row) (T, error), query string, args ...any) (T, error) {
	v, err := scan(q.QueryRowContext(ctx, query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return v, fault.New(fault.NotFound, missing)
	}
	return v, explain(err)
}
