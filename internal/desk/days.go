package desk

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/sqlite"
)

// recountDays counts the days again of the cases that were over within the year of a
// notice or after it: also those whose last day it did not move.
func (d *Desk) recountDays(ctx context.Context, tx *sqlite.Tx, n Recount) error {
	ids, err := tx.EndedSince(ctx, calendar.NewDate(n.Year, 1, 1))
	if err != nil {
		return err
	}
	for _, id := range ids {
		c, err := loadCase(ctx, tx, id)
		if err != nil {
			return err
		}
		row, err := c.Project(n.After, d.today())
		if err != nil {
			return err
		}
		if err := putFigured(ctx, tx, c, row, n.After, d.today()); err != nil {
			return err
		}
	}
	return nil
}

// DaysFigures sums up where the days went of the cases that the person sees and that
// were over from one day until another.
func (d *Desk) DaysFigures(ctx context.Context, by auth.User, from, until calendar.Date) ([]sqlite.DaysFigure, error) {
	if err := auth.MayDo(by, auth.SeeDays, by.Agency); err != nil {
		return nil, err
	}
	return d.DB.DaysFigures(ctx, figured(by), from, until)
}

// A CaseDays is a case behind a figure, with what it took.
type CaseDays struct {
	Row  casefile.Row
	Days int
}

// DaysBehind returns the cases behind one figure, those that took longest first.
func (d *Desk) DaysBehind(ctx context.Context, by auth.User, f sqlite.DaysFigure, limit int) ([]CaseDays, error) {
	if err := auth.MayDo(by, auth.SeeDays, by.Agency); err != nil {
		return nil, err
	}
	found, err := d.DB.DaysBehind(ctx, figured(by), f, limit)
	if err != nil {
		return nil, err
	}
	cases := make([]CaseDays, len(found))
	for i, one := range found {
		cases[i].Days = one.Days
		if cases[i].Row, err = d.rowKnown(ctx, by, one.Case); err != nil {
			return nil, err
		}
	}
	return cases, nil
}
