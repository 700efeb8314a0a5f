package sqlite

import (
	"context"

	"mingda/internal/casefile"
)

// PutUnits writes the parts of the units in a case.
func (tx *Tx) PutUnits(ctx context.Context, id casefile.ID, units []casefile.UnitRow) error {
	if err := tx.exec(ctx, `DELETE FROM case_units WHERE case_id = ?`, id); err != nil {
		return err
	}
	for _, u := range units {
		err := tx.exec(ctx, `
			INSERT INTO case_units (case_id, unit_id, lead, officer_id, state, asked_on, inner_due)
			VALUES (?, ?, ?, ?, ?, ?, ?)`,
			id, u.Unit, u.Lead, nullID(u.Officer), u.State, u.AskedOn.String(), u.InnerDue.String())
		if err != nil {
			return err
		}
	}
	return nil
}

// assisting selects the units that help with a case, as casefile.UnitList writes them.
const assisting = `coalesce((SELECT group_concat(unit_id) FROM (
		SELECT unit_id FROM case_units WHERE case_id = cases.id AND lead = 0 AND state <> 'returned' ORDER BY unit_id)), '')`

// helped are the cases that a unit helps with.
const helped = `id IN (SELECT case_id FROM case_units WHERE unit_id = ? AND lead = 0 AND state <> 'returned')`

// byUnits adds to the filter what it asks of the units.
func (f CaseFilter) byUnits(add func(condition string, arg ...any)) {
	if f.Helping != 0 {
		add(`id IN (SELECT case_id FROM case_units WHERE unit_id = ? AND lead = 0 AND state IN ('asked', 'signed'))`, f.Helping)
	}
	if f.Returned {
		add(`id IN (SELECT case_id FROM case_units WHERE state = 'returned')`)
	}
	if !f.Unsigned.IsZero() {
		add(`id IN (SELECT case_id FROM case_units WHERE state = 'asked' AND asked_on <= ?)`, f.Unsigned.String())
	}
}
