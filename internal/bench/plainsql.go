package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// plainSQL asks the database alone what the pages ask of it, one question
// after the other, with prepared statements.
func (b Pages) plainSQL(ctx context.Context) (all [][2]string, err error) {
	db, err := sql.Open("sqlite3", "file:"+b.DBPath+"?_query_only=on")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, p := range plain {
		per, err := b.askFor(ctx, db, p.query)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		all = append(all, [2]string{p.name, rate(per)})
	}
	return all, nil
}

// askFor asks a question for a second and returns how often that was.
func (b Pages) askFor(ctx context.Context, db *sql.DB, query string) (float64, error) {
	ask, err := db.PrepareContext(ctx, query)
	if err != nil {
		return 0, err
	}
	defer ask.Close()
	ids := b.some()
	n, began := 0, b.Load.Now()
	for b.Load.Now().Sub(began) < time.Second {
		var args []any
		if query == bareQuery {
			args = append(args, ids[n%len(ids)])
		}
		if err := readAll(ctx, ask, args...); err != nil {
			return 0, err
		}
		n++
	}
	return perSecond(n, b.Load.Now().Sub(began)), nil
}

// rowsAlone asks a question so often and returns how long it took, the shortest first.
func rowsAlone(ctx context.Context, db *sql.DB, now Clock, rounds int, query string, args ...any) ([]time.Duration, error) {
	ask, err := db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer ask.Close()
	var times []time.Duration
	for range rounds {
		began := now()
		if err := readAll(ctx, ask, args...); err != nil {
			return nil, err
		}
		times = append(times, now().Sub(began))
	}
	return sorted(times), nil
}

// readAll reads every column of every row.
func readAll(ctx context.Context, ask *sql.Stmt, args ...any) error {
	rows, err := ask.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	return rows.Err()
}
