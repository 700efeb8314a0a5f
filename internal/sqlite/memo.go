package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A memo remembers answers of the database until anything is committed to it:
// names and counts that stand on every page and change with an act of a person,
// not with a look at a page. A commit of this process ends it at once; one of
// another process, such as a command of the operator, within foreignEvery.
//
// An answer is asked for after the version it is remembered under was read, so
// it can be newer than its version, never older.
type memo struct {
	version atomic.Int64       // another number after every commit
	end     context.CancelFunc // of the watching
	done    sync.WaitGroup

	mu      sync.Mutex
	of      int64 // the version that the answers are of
	answers map[string]any
}

// memoSize bounds how many answers are remembered. More different questions
// between two commits than that are not asked by people.
const memoSize = 100

// foreignEvery is how often the memo looks for commits of other processes.
const foreignEvery = 200 * time.Millisecond

// newMemo returns a memo of the database at path, which watches it until it is
// closed.
func newMemo(ctx context.Context, path string) (*memo, error) {
	watch, err := sql.Open("sqlite3", dsn(path, "_query_only=on"))
	if err != nil {
		return nil, err
	}
	watch.SetMaxOpenConns(1) // data_version counts the commits of all other connections
	seen, err := dataVersion(ctx, watch)
	if err != nil {
		return nil, errors.Join(err, watch.Close())
	}
	m := &memo{}
	ctx, m.end = context.WithCancel(context.WithoutCancel(ctx)) // it ends with the database, not with what opened it
	m.done.Go(func() { m.watch(ctx, watch, seen) })
	return m, nil
}

func dataVersion(ctx context.Context, db *sql.DB) (int64, error) {
	var version int64
	err := db.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version)
	return version, explain(err)
}

// watch looks for commits until the memo is closed.
func (m *memo) watch(ctx context.Context, db *sql.DB, seen int64) {
	defer db.Close() //nolint:errcheck // it only read
	every := time.NewTicker(foreignEvery)
	defer every.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
		now, err := dataVersion(ctx, db)
		if err != nil || now != seen {
			m.committed() // what cannot be watched is not remembered
		}
		seen = now
	}
}

// Version is another number after every commit to the database; one of another
// process is noticed within a moment. While it stays, what was read is true.
func (db *DB) Version() int64 { return db.memo.version.Load() }

// committed forgets what was remembered.
func (m *memo) committed() { m.version.Add(1) }

// close ends the watching, and forgets: a closed database answers nothing. A
// second time it does nothing.
func (m *memo) close() {
	m.end()
	m.done.Wait()
	m.committed()
}

// answer returns what is remembered under the key since the version, if it is.
func (m *memo) answer(version int64, key string) (any, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.of != version {
		return nil, false
	}
	a, ok := m.answers[key]
	return a, ok
}

// keep remembers an answer that was given at the version or after it.
func (m *memo) keep(version int64, key string, a any) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if version < m.of {
		return
	}
	if version > m.of || m.answers == nil || len(m.answers) >= memoSize {
		m.of, m.answers = version, map[string]any{}
	}
	m.answers[key] = a
}

// remembered returns the answer to the question, from the memo where there is
// one: a transaction has none, because it must read what it has written. The
// answer is shared: whoever returns it returns a copy of what could be changed.
func remembered[T any](ctx context.Context, r Reader, question string, args []any, ask func() (T, error)) (T, error) {
	if r.memo == nil {
		return ask()
	}
	version := r.memo.version.Load()
	key := question + fmt.Sprintf("%#v", args) // with quotes: "a", "bc" is not "ab", "c"
	if a, ok := r.memo.answer(version, key); ok {
		return a.(T), nil
	}
	a, err := ask()
	if err == nil {
		r.memo.keep(version, key, a)
	}
	return a, err
}

// count returns the only number of a query, remembered.
func (r Reader) count(ctx context.Context, query string, args ...any) (int, error) {
	return remembered(ctx, r, query, args, func() (int, error) {
		var n int
		err := r.q.QueryRowContext(ctx, query, args...).Scan(&n)
		return n, explain(err)
	})
}

// collectOnce is collect, remembered.
func collectOnce[T any](ctx context.Context, r Reader, scan func(row) (T, error), query string, args ...any) ([]T, error) {
	all, err := remembered(ctx, r, query, args, func() ([]T, error) { return collect(ctx, r.q, scan, query, args...) })
	return slices.Clone(all), err
}
