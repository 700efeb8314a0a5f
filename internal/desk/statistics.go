package desk

import (
	"cmp"
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

// putFigured writes what the statistics know of a case, and where its days went.
func putFigured(ctx context.Context, tx *sqlite.Tx, c *casefile.Case, row casefile.Row, cal *calendar.Calendar, today calendar.Date) error {
	f, counted, err := c.Figured(cal, today, row)
	if err != nil {
		return err
	}
	return tx.PutFigured(ctx, f, counted)
}

// Statistics counts the requests of a choice, within what the person sees.
func (d *Desk) Statistics(ctx context.Context, by auth.User, c report.Choice) (report.Statistics, error) {
	c, err := within(by, c)
	if err != nil {
		return report.Statistics{}, err
	}
	s, err := d.DB.Statistics(ctx, c)
	if err != nil {
		return s, err
	}
	over, err := d.DB.Overdue(ctx, c, d.today(), 0, mostOverdue)
	return s.WithOverdue(over), err
}

// mostOverdue is how many open cases past their last day are counted at most; an office with
// more has other troubles.
const mostOverdue = 100_000

// FirstFigured returns the month from which there are statistics, "" while there are none.
func (d *Desk) FirstFigured(ctx context.Context) (string, error) { return d.DB.FirstFigured(ctx) }

// within narrows a choice to what the person sees.
func within(by auth.User, c report.Choice) (report.Choice, error) {
	s := auth.SightOf(by)
	if c.Agency == 0 {
		c.Agency = s.Agency
	}
	if c.Unit == 0 {
		c.Unit = s.Unit
	}
	return c, auth.MayFigure(by, cmp.Or(c.Agency, by.Agency), c.Unit)
}

func (d *Desk) behind(ctx context.Context, by auth.User, c report.Choice, h report.Heading, value string, offset, limit int) ([]report.Behind, error) {
	if h != report.Overdue {
		return d.DB.BehindFigure(ctx, figured(by), c, h, value, offset, limit)
	}
	over, err := d.DB.Overdue(ctx, c, d.today(), offset, limit)
	all := make([]report.Behind, len(over))
	for i, f := range over {
		all[i].Case = f
	}
	return all, err
}

// A BehindFigure is one case behind a figure, why it counts there, and its row.
type BehindFigure struct {
	report.Behind
	Row casefile.Row
}

// BehindFigure returns cases behind a figure that the person sees, from the offset on; a
// heading without value is all of it.
func (d *Desk) BehindFigure(ctx context.Context, by auth.User, c report.Choice, h report.Heading, value string, offset, limit int) ([]BehindFigure, error) {
	c, err := within(by, c)
	if err != nil {
		return nil, err
	}
	found, err := d.behind(ctx, by, c, h, value, offset, limit)
	if err != nil {
		return nil, err
	}
	cases := make([]BehindFigure, len(found))
	for i, b := range found {
		cases[i].Behind = b
		if cases[i].Row, err = d.rowKnown(ctx, by, b.Case.ID); err != nil {
			return nil, err
		}
	}
	return cases, nil
}
