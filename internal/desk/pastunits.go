package desk

import (
	"context"

	"mingda/internal/casefile"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// PastUnits are the units of past cases as their old register calls them, for cases that
// none of the units here has. One that names none is there with "".
type PastUnits map[casefile.ID]string

// PastUnits reads them for the rows of a list.
func (d *Desk) PastUnits(ctx context.Context, rows []casefile.Row) (PastUnits, error) {
	return pastUnits(ctx, d.DB.Reader, rows)
}

func pastUnits(ctx context.Context, r sqlite.Reader, rows []casefile.Row) (PastUnits, error) {
	var ids []int64
	for _, row := range rows {
		if row.Unit == 0 && row.Door == casefile.OldRegister && !row.Open {
			ids = append(ids, int64(row.ID))
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	first, err := r.FirstEntries(ctx, ledger.Case, ids)
	if err != nil {
		return nil, err
	}
	past := PastUnits{}
	for _, e := range first {
		c, err := casefile.Fold(casefile.ID(e.Subject), []ledger.Entry{e})
		if err != nil {
			return nil, err
		}
		if c.IsPast() {
			past[c.ID] = c.OldRow.Private.Unit
		}
	}
	return past, nil
}

// UnitName names the unit that has the case; of a past one, as its register calls it where
// that is none of the units here.
func (v CaseView) UnitName() string {
	if v.Case.Unit == 0 && v.Case.IsPast() {
		return v.Case.OldRow.Private.Unit
	}
	return v.People.Unit(v.Case.Unit)
}
