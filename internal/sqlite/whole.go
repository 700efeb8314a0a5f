package sqlite

import (
	"context"
	"database/sql"
)

// whole is a transaction of the writer whose statements are not interrupted in their middle:
// each asks before it begins whether ctx has ended. What can be interrupted costs the driver
// and database/sql a goroutine a statement: a tenth of the time in which an old register is
// taken in.
type whole struct{ tx *sql.Tx }

// ExecContext is that of sql.Tx.
func (w whole) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return w.tx.ExecContext(context.WithoutCancel(ctx), query, args...)
}

// QueryContext is that of sql.Tx.
func (w whole) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return w.tx.QueryContext(context.WithoutCancel(ctx), query, args...)
}

// QueryRowContext is that of sql.Tx. What asks for one row is over soon.
func (w whole) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if ctx.Err() == nil {
		ctx = context.WithoutCancel(ctx)
	}
	return w.tx.QueryRowContext(ctx, query, args...)
}
