package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/sqlite"
)

// An Audit measures the audit of an office: what writing a record costs, a check of all, and
// what the auditor's pages ask of many.
type Audit struct {
	Desk    *desk.Desk // of an empty office
	Office  Filling    // its cases
	Dir     string     // for a database of its own
	Records int
	Samples int // of each question
	Now     Clock
}

// auditMark is what 95 of 100 pages of the auditor are to take at most.
const auditMark = 100 * time.Millisecond

// Run fills the audit and measures.
func (b Audit) Run(ctx context.Context) (s Section, err error) {
	if _, err := b.Office.Fill(ctx, Filled{}); err != nil {
		return s, err
	}
	staff, auditor, err := b.people(ctx)
	if err != nil {
		return s, err
	}
	log, err := b.Desk.DB.Audit(ctx)
	if err != nil {
		return s, err
	}
	began := b.Now()
	f, err := b.fill(ctx, log, staff)
	if err != nil {
		return s, fmt.Errorf("filling: %w", err)
	}
	written, err := b.appends(ctx, log, f, perSecond(b.Records, b.Now().Sub(began)))
	if err != nil {
		return s, err
	}
	checked, err := b.verify(ctx)
	if err != nil {
		return s, err
	}
	began = b.Now()
	today := b.Desk.Today()
	if _, _, err := b.Desk.Unusual(ctx, auditor, today.AddDays(-30), today); err != nil {
		return s, err
	}
	first := b.Now().Sub(began)
	pages, met, err := b.pages(ctx, auditor)
	return Section{
		Name: "audit", Title: "Audit", Tables: []Table{written, checked, pages},
		Text: fmt.Sprintf("%s records of %d days, of %d people and the public. A record is chained to the one before (SM3), and the end of the chain sealed (SM4-GCM) in every commit. Pages are asked %d times as the handler asks them, "+
			"without HTTP and template: the newest 100 records with the numbers of what they are about, and whether the heads of the last month are printed. Beside each the 100 rows alone, by a prepared statement that names what it looks for; beside unusual patterns, all rows of the days.",
			thousands(int64(b.Records)), auditDays, auditStaff, b.Samples),
		Notes: []string{
			verdict(met, "the mark is 100 ms for 95 of 100 of the auditor's pages"),
			"What is unusual is counted record by record and kept in memory; the first page about it after a start, or of days more than a month ago, counts five weeks anew: " + seconds(first) + ".",
		},
	}, err
}

// appends measures records that pages write, each durable before the page is shown.
func (b Audit) appends(ctx context.Context, log *sqlite.AuditLog, f auditFiller, filled float64) (Table, error) {
	t := Table{Columns: []string{"records written", "a second"}}
	const n, rounds, atOnce = 1000, 3, 16
	one := func(int) error {
		for i := range n {
			if err := log.Append(ctx, f.entry(f.n-n+i)); err != nil {
				return err
			}
		}
		return nil
	}
	entries := make([]audit.Entry, n) // made up beforehand: the source of chance is one
	for i := range entries {
		entries[i] = f.entry(f.n - n + i)
	}
	many := func(int) error {
		var running sync.WaitGroup
		wrong := make([]error, atOnce)
		for k := range atOnce {
			running.Go(func() {
				for i := k; i < n && wrong[k] == nil; i += atOnce {
					wrong[k] = log.Append(ctx, entries[i])
				}
			})
		}
		running.Wait()
		return errors.Join(wrong...)
	}
	single, err := timed(b.Now, rounds, n, one)
	if err != nil {
		return t, err
	}
	group, err := timed(b.Now, rounds, n, many)
	if err != nil {
		return t, err
	}
	rows, commits, err := b.plain(ctx, f)
	t.add("one after the other, each durable at its end", rate(median(single)))
	t.add("plain rows inserted, each durable at its end", rate(median(commits)))
	t.add(fmt.Sprintf("%d pages at a time, each durable at its end", atOnce), rate(median(group)))
	t.add("all of them in one commit, chained (as when an office moves in)", rate(filled))
	t.add("plain rows inserted, all in one commit", rate(median(rows)))
	return t, err
}

// plain inserts the same into a table without chain, end and indexes.
func (b Audit) plain(ctx context.Context, f auditFiller) (rows, commits []float64, err error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(b.Dir, "plain.db")+"?_journal_mode=WAL&_synchronous=FULL")
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, `CREATE TABLE plain (seq INTEGER PRIMARY KEY, at TEXT, actor INTEGER, kind TEXT, matter TEXT, subject_id INTEGER, part INTEGER,
		door TEXT, method TEXT, route TEXT, status INTEGER, address TEXT, session TEXT, words TEXT, note TEXT, count INTEGER, hash BLOB) STRICT`); err != nil {
		return nil, nil, err
	}
	hash := make([]byte, 32)
	insert := func(n int, into interface {
		ExecContext(context.Context, string, ...any) (sql.Result, error)
	}) error {
		for i := range n {
			e := f.entry(f.n - n + i)
			_, err := into.ExecContext(ctx, `INSERT INTO plain VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				e.At.Format(time.RFC3339), e.By, e.Kind, e.Subject.Matter, e.Subject.ID, e.Subject.Part, e.Door, e.Method, e.Route, e.Status, e.Address, e.Session, e.Words, e.Note, e.Count, hash)
			if err != nil {
				return err
			}
		}
		return nil
	}
	rows, err = timed(b.Now, 3, min(100_000, b.Records), func(int) error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		return errors.Join(insert(min(100_000, b.Records), tx), tx.Commit())
	})
	if err == nil {
		commits, err = timed(b.Now, 3, 1000, func(int) error { return insert(1000, db) })
	}
	return rows, commits, err
}

// verify checks everything, as mingda ledger verify does.
func (b Audit) verify(ctx context.Context) (Table, error) {
	t := Table{Columns: []string{"ledger verify", "took", "memory before", "at its peak"}}
	debug.FreeOSMemory()
	before, reset := Memory(os.Getpid()), resetPeak()
	began := b.Now()
	v, err := b.Desk.Verify(ctx)
	took := b.Now().Sub(began)
	if err == nil && !v.Sound() {
		err = fmt.Errorf("the office is not sound: %v %v %v", v.Ledger.Findings, v.Audit.Findings, v.Damaged)
	}
	if err != nil {
		return t, err
	}
	peak := megabytes(PeakMemory(os.Getpid()))
	if !reset {
		peak = "unknown"
	}
	seq, _ := v.Audit.Head()
	t.add(fmt.Sprintf("%s records of the audit, and the ledger of %s cases", thousands(seq), thousands(int64(b.Office.Cases))), seconds(took), megabytes(before), peak)
	return t, nil
}

// An auditQuestion is what a page of the auditor asks, and what the database alone is asked.
type auditQuestion struct {
	name  string
	ask   func(context.Context, auth.User) error
	plain string
	args  []any
}

// pages measures what the pages ask.
func (b Audit) pages(ctx context.Context, auditor auth.User) (t Table, met bool, err error) {
	t.Columns = []string{"a page of the auditor", "half within", "95 of 100 within", "plain SQL: 95 of 100 within"}
	db, err := sql.Open("sqlite3", "file:"+b.Desk.DB.AuditPath()+"?_query_only=on")
	if err != nil {
		return t, false, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	questions, err := b.questions(ctx)
	if err != nil {
		return t, false, err
	}
	met = true
	for _, q := range questions {
		var times []time.Duration
		for n := range b.Samples + 1 {
			began := b.Now()
			if err := q.ask(ctx, auditor); err != nil {
				return t, false, fmt.Errorf("%s: %w", q.name, err)
			}
			if n > 0 { // the first one warms the disk's cache
				times = append(times, b.Now().Sub(began))
			}
		}
		alone, err := rowsAlone(ctx, db, b.Now, b.Samples, q.plain, q.args...)
		if err != nil {
			return t, false, fmt.Errorf("%s: %w", q.name, err)
		}
		times = sorted(times)
		met = met && percentile(times, 95) <= auditMark
		t.add(q.name, milliseconds(percentile(times, 50)), milliseconds(percentile(times, 95)), milliseconds(percentile(alone, 95)))
	}
	return t, met, nil
}

// questions are what is asked: of a year, which is the most that the page takes.
func (b Audit) questions(ctx context.Context) ([]auditQuestion, error) {
	today := b.Desk.Today()
	row, err := b.Desk.DB.CaseRow(ctx, 1)
	if err != nil {
		return nil, err
	}
	page := func(name string, days int, q desk.AuditQuery, where string, args ...any) auditQuestion {
		q = asked(today, days, q)
		return auditQuestion{name, func(ctx context.Context, by auth.User) error {
			n := 0
			err := b.Desk.AuditRecords(ctx, by, q, func(desk.AuditRecord, desk.People) error { n++; return nil })
			if err == nil && n == 0 {
				err = errors.New("nothing is found")
			}
			if err == nil {
				_, _, err = b.Desk.HeadsDue(ctx, by)
			}
			return err
		}, `SELECT * FROM records WHERE ` + where + ` ORDER BY seq DESC LIMIT 101`, args}
	}
	unusual := func(name string, days int) auditQuestion {
		from := today.AddDays(1 - days)
		return auditQuestion{name, func(ctx context.Context, by auth.User) error {
			_, _, err := b.Desk.Unusual(ctx, by, from, today)
			return err
		}, `SELECT * FROM records WHERE at >= ?`, []any{audit.WatchFrom(from).Start().UTC().Format(time.RFC3339)}}
	}
	const year = 366
	return []auditQuestion{
		page("the last seven days, as it opens", 7, desk.AuditQuery{}, `1`),
		page("a year", year, desk.AuditQuery{}, `1`),
		page("a year, far behind", year, desk.AuditQuery{Before: int64(b.Records / 10)}, `seq < ?`, b.Records/10),
		page("a year, what one person did", year, desk.AuditQuery{Who: "职员7"}, `actor = (SELECT min(actor) + 7 FROM records WHERE actor > 0)`),
		page("a year, what was refused, and failed sign-ins", year, desk.AuditQuery{Kinds: []audit.Kind{audit.Refused, audit.SignInFailed}}, `kind IN ('refused', 'sign-in-failed')`),
		page("a year, heads noted", year, desk.AuditQuery{Kinds: []audit.Kind{audit.Tied}}, `kind = 'tied'`),
		page("a year, about one case", year, desk.AuditQuery{Number: row.Number}, `matter = 'case' AND subject_id = 1 AND subject_id <> 0`),
		page("a year, one person about one case", year, desk.AuditQuery{Number: row.Number, Who: "职员7"}, `matter = 'case' AND subject_id = 1 AND subject_id <> 0`),
		page("a year, words that many searched for", year, desk.AuditQuery{Words: places[0]}, `instr(words, ?) > 0`, places[0]),
		page("a year, a word searched for once", year, desk.AuditQuery{Words: rareAuditWord}, `instr(words, ?) > 0`, rareAuditWord),
		page("a year, an address that asked once", year, desk.AuditQuery{Address: rareAddress}, `address = ?`, rareAddress),
		unusual("unusual patterns of seven days", 7),
		unusual("unusual patterns of 31 days, the most", 31),
	}, nil
}
