package sqlite

import (
	"context"
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// FlawedIn returns what is known of the requests of an agency (0: of all) that can count
// against a unit in a year: those answered late in it with that, and the marks of the year
// with what was done about each.
func (r Reader) FlawedIn(ctx context.Context, agency int64, year int) ([]casefile.Figured, error) {
	from, until := strconv.Itoa(year)+"-01-01", strconv.Itoa(year)+"-12-31"
	of, args := ``, []any{from, until}
	if agency != 0 {
		of, args = ` AND case_figures.agency_id = ?`, append(args, agency)
	}
	late, err := collect(ctx, r.q, func(row row) (casefile.Figured, error) { return scanFigured(row) }, `
		SELECT case_id, `+figuredColumns+` FROM case_figures
		WHERE ending = 'late' AND ended_on BETWEEN ? AND ?`+of+` ORDER BY case_id`, args...)
	if err != nil {
		return nil, err
	}
	at := map[casefile.ID]int{}
	for i, f := range late {
		at[f.ID] = i
	}
	type marked struct {
		id     casefile.ID
		agency int64
		unit   int64
		mark   casefile.Mark
	}
	marks, err := collect(ctx, r.q, func(row row) (m marked, err error) {
		var days markDays
		if err = row.Scan(append([]any{&m.id, &m.agency, &m.unit, &m.mark.Kind, &m.mark.N, &m.mark.Value, &m.mark.Unit}, days.into()...)...); err != nil {
			return m, err
		}
		return m, days.read(&m.mark)
	}, `
		SELECT case_id, case_figures.agency_id, case_figures.unit_id, `+markColumns+`
		FROM case_marks JOIN case_figures USING (case_id)
		WHERE (kind IN ('returned', 'voided', 'replaced', 'chased', 'proposed', 'judged') AND on_day BETWEEN ? AND ? OR kind = 'mended')`+of+`
		ORDER BY case_id, kind, n`, args...)
	if err != nil {
		return nil, err
	}
	for _, m := range marks {
		i, known := at[m.id]
		if !known {
			i, late = len(late), append(late, casefile.Figured{ID: m.id, Agency: m.agency, Unit: m.unit})
			at[m.id] = i
		}
		late[i].Marks = append(late[i].Marks, m.mark)
	}
	return late, nil
}

// ReportsSent returns on which day agencies sent their yearly report of a year in.
func (r Reader) ReportsSent(ctx context.Context, year int) (map[int64]calendar.Date, error) {
	type sent struct {
		agency int64
		on     calendar.Date
	}
	all, err := collect(ctx, r.q, func(row row) (s sent, err error) {
		var on string
		if err = row.Scan(&s.agency, &on); err == nil {
			s.on, err = scanDate(on)
		}
		return s, err
	}, `SELECT agency_id, sent_on FROM yearly WHERE year = ? AND agency_id IS NOT NULL AND sent_on <> ''`, year)
	if err != nil {
		return nil, err
	}
	days := map[int64]calendar.Date{}
	for _, s := range all {
		days[s.agency] = s.on
	}
	return days, nil
}
