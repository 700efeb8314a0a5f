package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"
)

// A memo remembers answers of the database until anything is committed to it,
// by this process or another: names and counts that stand on every page and
// change with an act of a person, not with a look at a page.
//
// An answer is asked for after the version it is remembered under was read, so
// it can be newer than its version, never older than what was committed when it
// was given.
type memo struct {
	watch *sql.DB // one connection, so that its data_version counts the commits of all others

	mu      sync.Mutex
	version int64
	answers map[string]any
}

// memoSize bounds how many answers are remembered. More different questions
// between two commits than that are not asked by people.
const memoSize = 1000

func newMemo(path string) (*memo, error) {
	watch, err := sql.Open("sqlite3", dsn(path, "_query_only=on"))
	if err != nil {
		return nil, err
	}
	watch.SetMaxOpenConns(1)
	watch.SetMaxIdleConns(1)
	return &memo{watch: watch}, nil
}

// at returns the number of the database's present state. It means nothing by
// itself, but is another one after every commit.
func (m *memo) at(ctx context.Context) (int64, error) {
	var version int64
	err := m.watch.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version)
	return version, explain(err)
}

// answer returns what is remembered under the key since the version, if it is.
func (m *memo) answer(version int64, key string) (any, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.version != version {
		return nil, false
	}
	a, ok := m.answers[key]
	return a, ok
}

// keep remembers an answer that was given at the version or after it.
func (m *memo) keep(version int64, key string, a any) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if version < m.version {
		return
	}
	if version > m.version || len(m.answers) >= memoSize {
		m.version, m.answers = version, map[string]any{}
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
	version, err := r.memo.at(ctx)
	if err != nil {
		var none T
		return none, err
	}
	key := question + fmt.Sprint(args...)
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
