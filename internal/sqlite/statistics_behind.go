package sqlite

import (
	"context"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/report"
)

// BehindFigure returns the cases behind a figure of a choice, within sight, from the offset
// on; a heading without value is all of it. Where days are counted the longest come first.
func (r Reader) BehindFigure(ctx context.Context, sight auth.Sight, c report.Choice, h report.Heading, value string, offset, limit int) ([]report.Behind, error) {
	q := behindQuery{from: `case_figures`, unit: `case_figures.unit_id`, days: `used`, mark: `'', 0, '', 0, '', '', ''`}
	q.of(h, value)
	q.and(q.day+` BETWEEN ? AND ?`, c.From+"-01", c.Until+"-31")
	if c.Agency != 0 {
		q.and(`case_figures.agency_id = ?`, c.Agency)
	}
	if c.Unit != 0 {
		q.and(q.unit+` = ?`, c.UnitID())
	}
	if !sight.All {
		seen, args := CaseFilter{Sight: sight}.where()
		q.and(`case_figures.case_id IN (SELECT id FROM cases WHERE `+seen+`)`, args...)
	}
	where, args := strings.Join(q.where, " AND "), append(q.args, limit, offset)
	if h == report.Used { // the fifty are found off the index before any row is read
		where = `case_id IN (SELECT case_id FROM case_figures WHERE ` + where + ` ORDER BY ` + q.order + ` LIMIT ? OFFSET ?)`
		args = append(args, limit, 0)
	}
	return collect(ctx, r.q, func(row row) (b report.Behind, err error) {
		var days markDays
		b.Case, err = scanFigured(row, append([]any{&b.Days, &b.Mark.Kind, &b.Mark.N, &b.Mark.Value, &b.Mark.Unit}, days.into()...)...)
		if err != nil {
			return b, err
		}
		return b, days.read(&b.Mark)
	}, `
		SELECT case_figures.case_id, case_figures.agency_id, case_figures.unit_id, door, class, received_on, ended_on, ending, result, used, `+q.days+`, `+q.mark+`
		FROM `+q.from+`
		WHERE `+where+`
		ORDER BY `+q.order+`
		LIMIT ? OFFSET ?`, args...)
}

// A behindQuery is made up for what a heading counts.
type behindQuery struct {
	from  string
	day   string // by which a case falls into a month
	unit  string
	days  string
	mark  string
	order string
	where []string
	args  []any
}

func (q *behindQuery) and(condition string, args ...any) {
	q.where, q.args = append(q.where, condition), append(q.args, args...)
}

// is narrows to a value, if there is one.
func (q *behindQuery) is(column, value string) {
	if value != "" {
		q.and(column+` = ?`, value)
	}
}

// of makes the query that of a heading.
func (q *behindQuery) of(h report.Heading, value string) {
	q.day, q.order = `ended_on`, `ended_on, case_figures.case_id`
	switch h {
	case report.Received, report.ByDoor, report.ByClass:
		q.day, q.order = `received_on`, `received_on, case_figures.case_id`
		if h != report.Received {
			q.is(string(h), value)
		}
	case report.Ended:
		q.is(`ending`, value)
	case report.ByResult:
		q.is(`result`, value)
	case report.Used:
		q.and(`ending <> ?`, casefile.EndedWithout)
		q.order = `used DESC, case_figures.case_id`
		q.is(`cast(used AS TEXT)`, value)
	default:
		if station, is := strings.CutPrefix(string(h), "at_"); is {
			q.from, q.unit, q.days, q.order = `case_figures JOIN case_days USING (case_id)`, `case_days.unit_id`, `counted + stood`, `counted + stood DESC, case_figures.case_id`
			q.and(`station = ?`, station)
			q.is(`cast(counted + stood AS TEXT)`, value)
			return
		}
		q.from, q.unit, q.mark = `case_figures JOIN case_marks USING (case_id)`, `case_marks.unit_id`, markColumns
		q.day, q.order = `on_day`, `on_day, case_figures.case_id, n`
		q.and(`kind = ?`, string(h))
		q.is(`case_marks.value`, value)
	}
}
