package sqlite

import (
	"context"
	"database/sql"
)

// whole is the writer's connection within a transaction, whose statements are not interrupted
// in their middle: each asks before it begins whether ctx has ended. What can be interrupted
// costs the driver and database/sql a goroutine a statement, and a sql.Tx is made so that
// it can: a sixth of the time in which an old register is taken in. In return nobody closes rows
// that were left open: the writer would wait for them for ever.
type whole struct{ conn *sql.Conn }

// begin begins a transaction. Nobody else writes until it ends.
func begin(ctx context.Context, conn *sql.Conn) (whole, error) {
	_, err := conn.ExecContext(context.WithoutCancel(ctx), `BEGIN IMMEDIATE`)
	return whole{conn}, err
}

// commit makes what was written last.
func (w whole) commit() error {
	_, err := w.conn.ExecContext(context.Background(), `COMMIT`)
	return err
}

// rollback forgets what was written since begin. After a failure that has ended the
// transaction by itself, such as a full disk, there is nothing to forget.
func (w whole) rollback() { _, _ = w.conn.ExecContext(context.Background(), `ROLLBACK`) }

// ExecContext is that of sql.Conn.
func (w whole) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return w.conn.ExecContext(context.WithoutCancel(ctx), query, args...)
}

// QueryContext is that of sql.Conn.
func (w whole) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return w.conn.QueryContext(context.WithoutCancel(ctx), query, args...)
}

// QueryRowContext is that of sql.Conn. What asks for one row is over soon.
func (w whole) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if ctx.Err() == nil {
		ctx = context.WithoutCancel(ctx)
	}
	return w.conn.QueryRowContext(ctx, query, args...)
}
