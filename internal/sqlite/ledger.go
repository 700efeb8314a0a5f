package sqlite

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// A Happening is what is to be appended to the ledger of one subject.
type Happening struct {
	On   calendar.Date
	At   time.Time
	By   int64
	Fact ledger.Fact
}

// NewSubject returns an ID that no case or input of the matter has yet.
func (tx *Tx) NewSubject(ctx context.Context, matter ledger.Matter) (int64, error) {
	var id int64
	err := tx.q.QueryRowContext(ctx,
		`SELECT coalesce(max(subject_id), 0) + 1 FROM entries WHERE matter = ?`, matter).Scan(&id)
	return id, err
}

// Append writes one entry of the subject, whose version must still be the one
// the caller saw (0 for a new subject); else it fails with fault.Conflict,
// code stale_version. It returns the entry as stored.
func (tx *Tx) Append(ctx context.Context, matter ledger.Matter, subject int64, version int, h Happening) (ledger.Entry, error) {
	e := ledger.Entry{
		Matter: matter, Subject: subject, N: version + 1, Type: h.Fact.FactType(),
		On: h.On, At: h.At.UTC().Truncate(time.Millisecond), By: h.By,
	}
	var err error
	if e.Body, e.Private, err = ledger.Encode(h.Fact); err != nil {
		return e, err
	}
	if e.Salt, e.Digest, err = ledger.NewDigest(rand.Reader, e.Private); err != nil {
		return e, err
	}
	seq, head, err := tx.Head(ctx)
	if err != nil {
		return e, err
	}
	e.Seq = seq + 1
	e.Hash = e.Chain(head)
	err = tx.exec(ctx, `
		INSERT INTO entries (seq, matter, subject_id, n, type, on_day, at, actor, body, salt, digest, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Seq, e.Matter, e.Subject, e.N, e.Type, e.On.String(), instant(e.At), e.By, string(e.Body), e.Salt, e.Digest, e.Hash)
	if isUnique(err) {
		return e, fault.New(fault.Conflict, "stale_version").Because(err)
	}
	if err != nil {
		return e, err
	}
	tx.last = e
	return e, tx.keepPrivate(ctx, e)
}

// keepPrivate seals the personal part beside its entry.
func (tx *Tx) keepPrivate(ctx context.Context, e ledger.Entry) error {
	if e.Private == nil {
		return nil
	}
	sealed, err := tx.seal.Seal(e.Private, sealContext(e.Seq))
	if err != nil {
		return err
	}
	return tx.exec(ctx, `INSERT INTO private_parts (seq, sealed) VALUES (?, ?)`, e.Seq, sealed)
}

// sealContext binds a sealed part to its entry: copied to another place it
// cannot be opened.
func sealContext(seq int64) string { return "entry " + strconv.FormatInt(seq, 10) }

// Head returns the place and the hash of the ledger's last entry; 0 and nil
// while it is empty.
func (r Reader) Head(ctx context.Context) (seq int64, hash []byte, err error) {
	return ledgerHead(ctx, r.q)
}

const everyEntry = `SELECT ` + entryColumns + ` FROM entries e LEFT JOIN private_parts p ON p.seq = e.seq ORDER BY e.seq`

const entryColumns = `e.seq, e.matter, e.subject_id, e.n, e.type, e.on_day, e.at, e.actor, e.body, e.salt, e.digest, e.hash, p.sealed`

// Entries returns the ledger of one subject after its version, oldest first.
func (r Reader) Entries(ctx context.Context, matter ledger.Matter, subject int64, after int) ([]ledger.Entry, error) {
	return collect(ctx, r.q, r.scanEntry, `
		SELECT `+entryColumns+`
		FROM entries e LEFT JOIN private_parts p ON p.seq = e.seq
		WHERE e.matter = ? AND e.subject_id = ? AND e.n > ?
		ORDER BY e.n`, matter, subject, after)
}

// An Extent says how much there is of the ledger of one subject: it changes with
// whatever changes there.
type Extent struct {
	Last    int // the N of the last entry; 0 where there is none
	Private int // how many entries have their personal part: fewer once they are erased
}

// Extent returns how much there is of the ledger of the subject.
func (r Reader) Extent(ctx context.Context, matter ledger.Matter, subject int64) (Extent, error) {
	var x Extent
	err := r.q.QueryRowContext(ctx, `
		SELECT coalesce(max(e.n), 0), count(p.seq)
		FROM entries e LEFT JOIN private_parts p ON p.seq = e.seq
		WHERE e.matter = ? AND e.subject_id = ?`, matter, subject).Scan(&x.Last, &x.Private)
	return x, explain(err)
}

// FirstEntries returns the entry with which the ledger of each of the subjects
// begins, in the order of their IDs.
func (r Reader) FirstEntries(ctx context.Context, matter ledger.Matter, subjects []int64) ([]ledger.Entry, error) {
	list, err := json.Marshal(subjects)
	if err != nil {
		return nil, err
	}
	return collect(ctx, r.q, r.scanEntry, `
		SELECT `+entryColumns+`
		FROM entries e LEFT JOIN private_parts p ON p.seq = e.seq
		WHERE e.matter = ? AND e.subject_id IN (SELECT value FROM json_each(?)) AND e.n = 1
		ORDER BY e.subject_id`, matter, string(list))
}

// Each calls visit for every entry of the ledger in order, and stops at the
// first error, which it returns.
func (r Reader) Each(ctx context.Context, visit func(ledger.Entry) error) error {
	return r.EachSealed(ctx, func(e ledger.Entry, _ []byte) error { return visit(e) })
}

// EachSealed is Each, with the personal part of each entry as it lies besides.
func (r Reader) EachSealed(ctx context.Context, visit func(e ledger.Entry, sealed []byte) error) error {
	rows, err := r.q.QueryContext(ctx, everyEntry)
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		e, sealed, err := r.scanSealed(rows)
		if err != nil {
			return err
		}
		if err := visit(e, sealed); err != nil {
			return err
		}
	}
	return explain(rows.Err())
}

// scanEntry reads one entry and opens its personal part. A part that cannot be
// opened is given as it lies, so that the check of the chain names the entry.
func (r Reader) scanEntry(row row) (ledger.Entry, error) {
	e, _, err := r.scanSealed(row)
	return e, err
}

// scanSealed is scanEntry, with the personal part as it lies besides.
func (r Reader) scanSealed(row row) (e ledger.Entry, sealed []byte, err error) {
	var on, at string
	err = row.Scan(&e.Seq, &e.Matter, &e.Subject, &e.N, &e.Type, &on, &at, &e.By, &e.Body, &e.Salt, &e.Digest, &e.Hash, &sealed)
	if err != nil {
		return e, nil, err
	}
	if e.On, err = scanDate(on); err != nil {
		return e, nil, fmt.Errorf("entry %d: %w", e.Seq, err)
	}
	if e.At, err = scanTime(at); err != nil {
		return e, nil, fmt.Errorf("entry %d: %w", e.Seq, err)
	}
	switch {
	case sealed != nil:
		if e.Private, err = r.seal.Open(sealed, sealContext(e.Seq)); err != nil {
			e.Private, err = sealed, nil
		}
	case e.Digest != nil:
		e.Erased = true
	}
	return e, sealed, nil
}

// Erase removes the personal parts of a subject's entries for good, under the
// retention rules, with what was read of its mails and documents, and takes a case out
// of the index of what it can be found by, until its rows are written again. The chain stays whole and says that they were
// erased.
func (tx *Tx) Erase(ctx context.Context, matter ledger.Matter, subject int64) error {
	var err error
	switch matter {
	case ledger.Case:
		err = errors.Join(tx.dropWords(ctx, subject), tx.eraseReadings(ctx, subject), tx.Projected(ctx, casefile.ID(subject)))
	case ledger.Input:
		err = tx.eraseMail(ctx, subject)
	}
	if err != nil {
		return err
	}
	return tx.exec(ctx, `
		DELETE FROM private_parts
		WHERE seq IN (SELECT seq FROM entries WHERE matter = ? AND subject_id = ?)`, matter, subject)
}

// Subjects returns the IDs of all subjects of the matter in order.
func (r Reader) Subjects(ctx context.Context, matter ledger.Matter) ([]int64, error) {
	return collect(ctx, r.q, func(row row) (id int64, err error) { return id, row.Scan(&id) },
		`SELECT subject_id FROM entries WHERE matter = ? AND n = 1 ORDER BY subject_id`, matter)
}

// Next takes the next number of a series, from 1. It asks and writes: RETURNING in one
// statement would make a table of its own each time, which takes ten times as long.
func (tx *Tx) Next(ctx context.Context, series string) (int, error) {
	n, err := tx.Peek(ctx, series)
	if err != nil {
		return 0, err
	}
	return n, tx.exec(ctx, `INSERT INTO series (name, last) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = excluded.last`, series, n)
}

// Peek returns the number that Next would take.
func (r Reader) Peek(ctx context.Context, series string) (int, error) {
	var n int
	err := r.q.QueryRowContext(ctx, `SELECT coalesce(max(last), 0) + 1 FROM series WHERE name = ?`, series).Scan(&n)
	return n, explain(err)
}
