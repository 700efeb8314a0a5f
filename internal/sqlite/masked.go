package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"mingda/internal/casefile"
)

// maskedColumns are columns for people to read that can hold, in what somebody wrote or a
// mail server said, a number of a person. They are written masked; the original is in the
// ledger, or in the raw mail. The rows of cases of before are written anew anyway.
var maskedColumns = []struct{ table, column string }{
	{"inputs", "sender"}, {"inputs", "subject"}, {"reviews", "subject"}, {"outbox", "last_error"}, {"outbox", "bounce"},
}

// maskedSetting is set once the rows of before are masked.
const maskedSetting = "masked"

// maskBefore masks what an older program wrote, once: all of it in one transaction, so
// that a crash leaves it to the next start.
func maskBefore(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing
	done, err := tx.ExecContext(ctx, `INSERT INTO settings (name, value) VALUES (?, '1') ON CONFLICT DO NOTHING`, maskedSetting)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	for _, m := range maskedColumns {
		if err := maskColumn(ctx, tx, m.table, m.column); err != nil {
			return fmt.Errorf("mask %s.%s: %w", m.table, m.column, err)
		}
	}
	return tx.Commit()
}

func maskColumn(ctx context.Context, tx *sql.Tx, table, column string) error {
	type text struct {
		id int64
		is string
	}
	all, err := collect(ctx, tx, func(row row) (t text, err error) { return t, row.Scan(&t.id, &t.is) },
		`SELECT id, `+column+` FROM `+table+` WHERE `+column+` GLOB '*[0-9０-９]*' OR `+column+` GLOB '*[@＠]*'`)
	if err != nil {
		return err
	}
	for _, t := range all {
		if masked := casefile.MaskText(t.is); masked != t.is {
			if _, err := tx.ExecContext(ctx, `UPDATE `+table+` SET `+column+` = ? WHERE id = ?`, masked, t.id); err != nil {
				return err
			}
		}
	}
	return nil
}
