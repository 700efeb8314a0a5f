package sqlite

import (
	"context"

	"mingda/internal/casefile"
)

// awaited selects the days by which others are to say something of a case, as
// casefile.AwaitedList writes them.
const awaited = `coalesce((SELECT group_concat(what || ' ' || n || ' ' || until_on) FROM (
		SELECT what, n, until_on FROM case_awaited WHERE case_id = cases.id ORDER BY what, n)), '')`

// putAwaited writes those days.
func (tx *Tx) putAwaited(ctx context.Context, c casefile.Row) error {
	if err := tx.exec(ctx, `DELETE FROM case_awaited WHERE case_id = ?`, c.ID); err != nil {
		return err
	}
	for _, d := range c.Awaited.Days() {
		err := tx.exec(ctx, `INSERT INTO case_awaited (case_id, what, n, until_on) VALUES (?, ?, ?, ?)`, c.ID, d.What, d.N, d.By.String())
		if err != nil {
			return err
		}
	}
	return nil
}
