package desk

import (
	"context"

	"mingda/internal/sqlite"
)

// projectedTogether is how many cases are projected in one transaction: few, for who
// works waits for it.
const projectedTogether = 50

// ProjectDue writes the rows anew of the cases that are due for it, the newest first,
// until there are none or ctx ends: of those that were there before an upgrade that keeps
// more of each case, and of those of which something was read or erased. It returns how
// many there were.
func (d *Desk) ProjectDue(ctx context.Context) (n int, err error) {
	for {
		ids, _, err := d.DB.CasesDue(ctx, projectedTogether)
		if err != nil || len(ids) == 0 {
			return n, err
		}
		err = d.DB.Write(ctx, func(tx *sqlite.Tx) error {
			for _, id := range ids {
				c, err := loadCase(ctx, tx, id)
				if err != nil {
					return err
				}
				if err := d.ProjectCase(ctx, tx, c); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return n, err
		}
		n += len(ids)
	}
}
