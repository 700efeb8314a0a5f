package sqlite

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// putDays writes where the days of a case that is over went.
func (tx *Tx) putDays(ctx context.Context, id casefile.ID, days []casefile.StationDays) error {
	if err := tx.exec(ctx, `DELETE FROM case_days WHERE case_id = ?`, id); err != nil {
		return err
	}
	for _, d := range days {
		err := tx.exec(ctx, `INSERT INTO case_days (case_id, station, unit_id, counted, stood) VALUES (?, ?, ?, ?, ?)`,
			id, d.Station, d.Unit, d.Counted, d.Stood)
		if err != nil {
			return err
		}
	}
	return nil
}

// EndedSince returns the cases that were over on a day or later.
func (r Reader) EndedSince(ctx context.Context, day calendar.Date) ([]casefile.ID, error) {
	return collect(ctx, r.q, func(row row) (id casefile.ID, err error) { return id, row.Scan(&id) }, `
		SELECT id FROM cases WHERE ended_on >= ? ORDER BY id`, day.String())
}

// A DaysFigure is what the cases of a unit took at a station that were over in a month.
type DaysFigure struct {
	Month   string // 2026-11
	Unit    int64  // 0: without one
	Station casefile.Station
	Cases   int
	Median  int
	Ninth   int // nine of ten took no more (the 90th percentile, by the nearest rank)
	Late    int // of these cases, answered late
}

// DaysFigures sums up where the days went of the cases within sight that were over from
// one day until another, the latest month first: by month, unit and station. Where the
// clock stood the days are those on which it stood.
func (r Reader) DaysFigures(ctx context.Context, sight auth.Sight, from, until calendar.Date) ([]DaysFigure, error) {
	seen, args := CaseFilter{Sight: sight}.where()
	return collectOnce(ctx, r, func(row row) (f DaysFigure, err error) {
		return f, row.Scan(&f.Month, &f.Unit, &f.Station, &f.Cases, &f.Median, &f.Ninth, &f.Late)
	}, `
		WITH over AS (
			SELECT substr(ended_on, 1, 7) AS month, case_days.unit_id AS unit, station, counted + stood AS days, late
			FROM (SELECT * FROM cases WHERE `+seen+` AND ended_on BETWEEN ? AND ?) AS c JOIN case_days ON case_id = c.id
		), ranked AS (
			SELECT *, row_number() OVER (PARTITION BY month, unit, station ORDER BY days) AS rank,
				count(*) OVER (PARTITION BY month, unit, station) AS n
			FROM over
		)
		SELECT month, unit, station, n, max(days) FILTER (WHERE rank = (n + 1) / 2), max(days) FILTER (WHERE rank = (9 * n + 9) / 10), sum(late)
		FROM ranked
		GROUP BY month, unit, station
		ORDER BY month DESC, unit, station`, append(args, from.String(), until.String())...)
}

// A CaseDays is what one case took at a station.
type CaseDays struct {
	Case casefile.ID
	Days int
}

// DaysBehind returns the cases behind one figure, those that took longest first, at
// most so many.
func (r Reader) DaysBehind(ctx context.Context, sight auth.Sight, f DaysFigure, limit int) ([]CaseDays, error) {
	seen, args := CaseFilter{Sight: sight}.where()
	return collectOnce(ctx, r, func(row row) (d CaseDays, err error) { return d, row.Scan(&d.Case, &d.Days) }, `
		SELECT c.id, counted + stood
		FROM (SELECT * FROM cases WHERE `+seen+` AND ended_on BETWEEN ? AND ?) AS c JOIN case_days ON case_id = c.id
		WHERE case_days.unit_id = ? AND station = ?
		ORDER BY 2 DESC, 1
		LIMIT ?`, append(args, f.Month+"-01", f.Month+"-31", f.Unit, f.Station, limit)...)
}
