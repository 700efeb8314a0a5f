package sqlite

import (
	"context"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// RowsReaching returns the cases whose period reaches a day or goes beyond it,
// ended ones too, and those without a last day: what is said of the days from
// there on may change their rows. The order is that of lists.
func (r Reader) RowsReaching(ctx context.Context, day calendar.Date) ([]casefile.Row, error) {
	return collect(ctx, r.q, scanCase, `
		SELECT `+caseColumns+`
		FROM cases
		WHERE due_on = '' OR due_on >= ?1 OR strict_due_on >= ?1
		ORDER BY open DESC, due_on = '', due_on, id`, day.String())
}

// PutClock writes what the calendar has a part in of the row of a case.
func (tx *Tx) PutClock(ctx context.Context, c casefile.Row) error {
	err := tx.exec(ctx, `
		UPDATE cases
		SET clock = ?, due_on = ?, strict_due_on = ?, provisional = ?, late = ?, pay_by = ?, asked_until = ?
		WHERE id = ?`, c.Clock, c.DueOn.String(), c.StrictDueOn.String(), c.Provisional, c.Late, c.PayBy.String(), c.AskedUntil.String(), c.ID)
	if err != nil {
		return err
	}
	return tx.putAwaited(ctx, c)
}
