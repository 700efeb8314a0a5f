package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/report"
)

// PutFigured writes what the statistics know of a case, where its days went, and the sums
// it stands in. counted is false of one that they do not count.
func (tx *Tx) PutFigured(ctx context.Context, f casefile.Figured, counted bool) error {
	before, was, err := tx.figured(ctx, f.ID)
	if err != nil {
		return err
	}
	if was {
		if err := tx.addSums(ctx, report.Sums(before), -1); err != nil {
			return err
		}
	}
	for _, table := range []string{"case_figures", "case_marks"} {
		if err := tx.exec(ctx, `DELETE FROM `+table+` WHERE case_id = ?`, f.ID); err != nil {
			return err
		}
	}
	if err := tx.putDays(ctx, f.ID, f.Days); err != nil || !counted {
		return err
	}
	err = tx.exec(ctx, `INSERT INTO case_figures (case_id, agency_id, unit_id, door, class, received_on, ended_on, ending, result, used) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		f.ID, f.Agency, f.Unit, f.Door, f.Class, f.ReceivedOn.String(), f.EndedOn.String(), f.Ending, f.Result, f.Used)
	if err != nil {
		return err
	}
	for _, m := range f.Marks {
		err := tx.exec(ctx, `INSERT INTO case_marks (case_id, kind, n, value, unit_id, on_day, by_day, done_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			f.ID, m.Kind, m.N, m.Value, m.Unit, m.On.String(), m.By.String(), m.Done.String())
		if err != nil {
			return err
		}
	}
	return tx.addSums(ctx, report.Sums(f), 1)
}

// addSums adds to the stored sums, or takes away from them; one of nothing goes.
func (tx *Tx) addSums(ctx context.Context, sums []report.Sum, times int) error {
	for _, s := range sums {
		err := tx.exec(ctx, `
			INSERT INTO figure_sums (month, agency_id, unit_id, heading, value, n) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET n = n + excluded.n`, s.Month, s.Agency, s.Unit, s.Heading, s.Value, times*s.N)
		if err != nil {
			return err
		}
		if times < 0 {
			err := tx.exec(ctx, `DELETE FROM figure_sums WHERE month = ? AND agency_id = ? AND unit_id = ? AND heading = ? AND value = ? AND n = 0`,
				s.Month, s.Agency, s.Unit, s.Heading, s.Value)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

const figuredColumns = `agency_id, unit_id, door, class, received_on, ended_on, ending, result, used`

// scanFigured reads case_id and figuredColumns, and more into what is given.
func scanFigured(row row, more ...any) (f casefile.Figured, err error) {
	var received, ended string
	if err = row.Scan(append([]any{&f.ID, &f.Agency, &f.Unit, &f.Door, &f.Class, &received, &ended, &f.Ending, &f.Result, &f.Used}, more...)...); err != nil {
		return f, err
	}
	if f.ReceivedOn, err = scanDate(received); err == nil {
		f.EndedOn, err = scanDate(ended)
	}
	return f, err
}

// figured returns what is stored of a case, and whether anything is.
func (r Reader) figured(ctx context.Context, id casefile.ID) (casefile.Figured, bool, error) {
	f, err := scanFigured(r.q.QueryRowContext(ctx, `SELECT case_id, `+figuredColumns+` FROM case_figures WHERE case_id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return f, false, nil
	}
	if err != nil {
		return f, false, explain(err)
	}
	f.Days, err = collect(ctx, r.q, func(row row) (d casefile.StationDays, err error) {
		return d, row.Scan(&d.Station, &d.Unit, &d.Counted, &d.Stood)
	}, `SELECT station, unit_id, counted, stood FROM case_days WHERE case_id = ?`, id)
	if err != nil {
		return f, false, err
	}
	f.Marks, err = collect(ctx, r.q, scanMark, `SELECT `+markColumns+` FROM case_marks WHERE case_id = ?`, id)
	return f, true, err
}

const markColumns = `case_marks.kind, n, case_marks.value, case_marks.unit_id, on_day, by_day, done_on`

func scanMark(row row) (m casefile.Mark, err error) {
	var days markDays
	if err = row.Scan(append([]any{&m.Kind, &m.N, &m.Value, &m.Unit}, days.into()...)...); err != nil {
		return m, err
	}
	return m, days.read(&m)
}

// markDays are the days of a mark as they are stored.
type markDays [3]string

func (d *markDays) into() []any { return []any{&d[0], &d[1], &d[2]} }

func (d markDays) read(m *casefile.Mark) (err error) {
	for i, to := range []*calendar.Date{&m.On, &m.By, &m.Done} {
		if *to, err = scanDate(d[i]); err != nil {
			return err
		}
	}
	return nil
}

// Statistics reads the sums of a choice.
func (r Reader) Statistics(ctx context.Context, c report.Choice) (s report.Statistics, err error) {
	where, args := `month BETWEEN ? AND ?`, []any{c.From, c.Until}
	if c.Agency != 0 {
		where, args = where+` AND agency_id = ?`, append(args, c.Agency)
	}
	if c.Unit != 0 {
		where, args = where+` AND unit_id = ?`, append(args, c.UnitID())
	}
	sums := func(columns, by, only string) ([]report.Sum, error) {
		all, err := collectOnce(ctx, r, func(row row) (s report.Sum, err error) {
			return s, row.Scan(&s.Month, &s.Agency, &s.Unit, &s.Heading, &s.Value, &s.N)
		}, `SELECT `+columns+`, heading, value, sum(n) FROM figure_sums WHERE `+where+only+` GROUP BY `+by+`heading, value`, args...)
		report.SortSums(all)
		return all, err
	}
	if s.All, err = sums(`'', 0, 0`, ``, ``); err != nil {
		return s, err
	}
	if s.Months, err = sums(`month, 0, 0`, `month, `, ` AND heading IN ('received', 'ended')`); err != nil {
		return s, err
	}
	s.Units, err = sums(`'', agency_id, unit_id`, `agency_id, unit_id, `, ` AND heading IN ('received', 'ended', 'used')`)
	return s, err
}

// Overdue returns the requests of a choice that are open and past their last day, which lies
// in its months, from the offset on.
func (r Reader) Overdue(ctx context.Context, c report.Choice, today calendar.Date, offset, limit int) ([]casefile.Figured, error) {
	where, args := `open = 1 AND due_on BETWEEN ? AND ? AND due_on < ?`, []any{c.From + "-01", c.Until + "-31", today.String()}
	if c.Agency != 0 {
		where, args = where+` AND +cases.agency_id = ?`, append(args, c.Agency)
	}
	if c.Unit != 0 {
		where, args = where+` AND case_figures.unit_id = ?`, append(args, c.UnitID())
	}
	return collect(ctx, r.q, func(row row) (casefile.Figured, error) {
		var due string
		f, err := scanFigured(row, &due)
		if err == nil {
			f.Due, err = scanDate(due)
		}
		return f, err
	}, `
		SELECT case_id, case_figures.agency_id, case_figures.unit_id, case_figures.door, case_figures.class, case_figures.received_on, case_figures.ended_on, ending, case_figures.result, used, due_on
		FROM cases JOIN case_figures ON case_figures.case_id = cases.id
		WHERE `+where+`
		ORDER BY due_on, case_id
		LIMIT ? OFFSET ?`, append(args, limit, offset)...)
}

// FirstFigured returns the month of the first sums, "" for none.
func (r Reader) FirstFigured(ctx context.Context) (month string, err error) {
	err = r.q.QueryRowContext(ctx, `SELECT coalesce(min(month), '') FROM figure_sums`).Scan(&month)
	return month, explain(err)
}
