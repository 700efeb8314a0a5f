package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/pressly/goose/v3"

	"mingda/internal/audit"
	"mingda/internal/ledger"
	"mingda/migrations"
)

// An AuditLog is the audit: a database of its own beside the office's. Each page that is
// shown is a commit here; in the office's database it would wait behind acts, and have
// every reader read anew what it holds of the file.
type AuditLog struct {
	writer  *sql.DB
	readers *sql.DB
	path    string
	seal    *ledger.Sealer

	committing sync.Mutex // held while a group is committed
	waiting    sync.Mutex // guards queue
	queue      []*recording
}

// A recording is an entry that waits for a commit.
type recording struct {
	entry audit.Entry
	done  bool
	err   error
}

// auditReaders is the size of its pool of reading connections: one page of the auditor
// and one check at a time are what is asked.
const auditReaders = 2

// AuditPath returns where the audit of the database at path lies.
func AuditPath(path string) string { return strings.TrimSuffix(path, ".db") + "-audit.db" }

// AuditPath returns where the audit of the office lies.
func (db *DB) AuditPath() string { return AuditPath(db.path) }

// Audit returns the audit of the office. It is opened when it is first asked for; what
// fails is tried again.
func (db *DB) Audit(ctx context.Context) (*AuditLog, error) {
	db.auditing.Lock()
	defer db.auditing.Unlock()
	if db.audit != nil {
		return db.audit, nil
	}
	a, err := openAudit(ctx, db.AuditPath(), db.seal)
	if err == nil {
		db.audit = a
	}
	return a, err
}

func openAudit(ctx context.Context, path string, seal *ledger.Sealer) (*AuditLog, error) {
	writer, err := openWriter(path, "_txlock=immediate")
	if err != nil {
		return nil, err
	}
	writer.SetMaxOpenConns(1)
	steps, err := goose.NewProvider(goose.DialectSQLite3, writer, migrations.Audit())
	var have int64
	if err == nil {
		have, err = steps.GetDBVersion(ctx)
	}
	if err == nil {
		_, err = steps.Up(ctx)
	}
	if err == nil && have < auditEndsFrom {
		err = endOfAudit.sealOnce(ctx, writer, seal, auditHead)
	}
	var pool *sql.DB
	if err == nil {
		pool, err = sql.Open("sqlite3", dsn(path, "_query_only=on"))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, errors.Join(explain(err), writer.Close()))
	}
	pool.SetMaxOpenConns(auditReaders)
	return &AuditLog{writer: writer, readers: pool, path: path, seal: seal}, nil
}

func (a *AuditLog) close() error {
	if a == nil {
		return nil
	}
	return errors.Join(a.readers.Close(), a.writer.Close())
}

// Append writes an entry at the end of the chain; when it returns nil, the entry is
// durable. Entries that come while another is committed wait for it and are then
// committed together, so that however many pages are asked for at once, each waits for
// two commits at most.
func (a *AuditLog) Append(ctx context.Context, e audit.Entry) error {
	r := &recording{entry: e}
	a.waiting.Lock()
	a.queue = append(a.queue, r)
	a.waiting.Unlock()

	a.committing.Lock()
	defer a.committing.Unlock()
	if r.done {
		return r.err // it went with the group of another
	}
	a.waiting.Lock()
	group := a.queue
	a.queue = nil
	a.waiting.Unlock()
	err := explain(a.commit(context.WithoutCancel(ctx), group)) // others wait for it, who did not go away
	for _, r := range group {
		r.done, r.err = true, err
	}
	return err
}

// commit writes a group in one transaction. The head is read within it: another
// process, such as a command of the operator, may have written since.
func (a *AuditLog) commit(ctx context.Context, group []*recording) error {
	tx, err := a.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing; before, the failure is already told
	seq, head, err := auditHead(ctx, tx)
	if err != nil {
		return err
	}
	for _, r := range group {
		e := r.entry
		seq++
		e.Seq = seq
		head = e.Chain(head)
		e.Hash = head
		if err := putRecord(ctx, tx, e); err != nil {
			return err
		}
	}
	if err := endOfAudit.put(ctx, tx, a.seal, seq, head); err != nil {
		return err
	}
	return tx.Commit()
}

func putRecord(ctx context.Context, tx *sql.Tx, e audit.Entry) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO records (`+recordColumns+`)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Seq, instant(e.At), e.By, e.Kind, e.Subject.Matter, e.Subject.ID, e.Subject.Part, e.Door, e.Method, e.Route,
		e.Status, e.Address, e.Session, e.Words, e.Note, e.Count, e.Hash)
	return err
}

const recordColumns = `seq, at, actor, kind, matter, subject_id, part, door, method, route, status, address, session, words, note, count, hash`

func scanRecord(row row) (e audit.Entry, err error) {
	var at string
	err = row.Scan(&e.Seq, &at, &e.By, &e.Kind, &e.Subject.Matter, &e.Subject.ID, &e.Subject.Part, &e.Door, &e.Method, &e.Route,
		&e.Status, &e.Address, &e.Session, &e.Words, &e.Note, &e.Count, &e.Hash)
	if err == nil {
		e.At, err = scanTime(at)
	}
	return e, err
}

// auditHead returns place and hash of the last entry: where all of them were pruned, of
// the checkpoint; 0 and nil while there is none.
func auditHead(ctx context.Context, q querier) (seq int64, hash []byte, err error) {
	for _, table := range []string{"records", "checkpoints"} {
		err = q.QueryRowContext(ctx, `SELECT seq, hash FROM `+table+` ORDER BY seq DESC LIMIT 1`).Scan(&seq, &hash)
		if !errors.Is(err, sql.ErrNoRows) {
			return seq, hash, explain(err)
		}
	}
	return 0, nil, nil
}

// Head returns place and hash of the last entry of the chain.
func (a *AuditLog) Head(ctx context.Context) (seq int64, hash []byte, err error) {
	return auditHead(ctx, a.readers)
}

// Checkpoint returns place and hash of the last entry that was pruned; 0 and nil if none was.
func (a *AuditLog) Checkpoint(ctx context.Context) (seq int64, hash []byte, err error) {
	return checkpoint(ctx, a.readers)
}

func checkpoint(ctx context.Context, q querier) (seq int64, hash []byte, err error) {
	err = q.QueryRowContext(ctx, `SELECT seq, hash FROM checkpoints ORDER BY seq DESC LIMIT 1`).Scan(&seq, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return seq, hash, explain(err)
}

// Arrive takes entries in as they stand, all of them or none, into an audit that is empty:
// after the one that was the last to be pruned, if one was.
func (a *AuditLog) Arrive(ctx context.Context, seq int64, hash []byte, at time.Time, each func(put func(audit.Entry) error) error) error {
	a.committing.Lock()
	defer a.committing.Unlock()
	tx, err := a.writer.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing; before, the failure is already told
	if seq > 0 {
		if _, err := tx.ExecContext(ctx, `INSERT INTO checkpoints (seq, hash, at) VALUES (?, ?, ?)`, seq, hash, instant(at)); err != nil {
			return explain(err)
		}
	}
	err = each(func(e audit.Entry) error {
		seq, hash = e.Seq, e.Hash
		return putRecord(ctx, tx, e)
	})
	if err == nil && seq > 0 {
		err = endOfAudit.put(ctx, tx, a.seal, seq, hash)
	}
	if err == nil {
		err = tx.Commit()
	}
	return explain(err)
}

// Verify checks every entry against the chain, and its end, as they are at one moment: more
// are recorded meanwhile. An entry that cannot be read is one that was changed.
func (a *AuditLog) Verify(ctx context.Context) (*audit.Verifier, error) {
	tx, err := a.readers.BeginTx(ctx, nil)
	if err != nil {
		return nil, explain(err)
	}
	defer tx.Rollback() //nolint:errcheck // it only read
	var v audit.Verifier
	seq, hash, err := checkpoint(ctx, tx)
	if err != nil {
		return nil, err
	}
	v.Begin(seq, hash)
	rows, err := tx.QueryContext(ctx, `SELECT `+recordColumns+` FROM records WHERE seq > ? ORDER BY seq`, seq)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		e, err := scanRecord(rows)
		if err != nil && e.Seq == 0 {
			return nil, err
		}
		v.Check(e)
	}
	if err := rows.Err(); err != nil {
		return nil, explain(err)
	}
	if seq, hash, err = endOfAudit.read(ctx, tx, a.seal); err != nil {
		return nil, err
	}
	v.Ends(seq, hash)
	return &v, nil
}

// Each calls visit for every entry in order, and stops at the first error, which it
// returns.
func (a *AuditLog) Each(ctx context.Context, visit func(audit.Entry) error) error {
	return a.each(ctx, visit, `SELECT `+recordColumns+` FROM records ORDER BY seq`)
}
