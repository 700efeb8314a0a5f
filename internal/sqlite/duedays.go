package sqlite

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// dueDays are the periods whose last days are found by day, each with its column and
// the index that holds it in the order of the days, in the order in which a day lists
// them. Few cases wait for the others, and left to itself the planner would read all
// open ones and sort them.
var dueDays = []struct {
	what      casefile.ClockCode
	column    string
	n         string // of several of a case which it is
	from      string
	condition string
}{
	{casefile.AnswerClock, "due_on", "0", `cases`, `open = 1 AND (due_on = '') = 0 AND type <> 'correction'`},
	{casefile.CorrectionClock, "due_on", "0", `cases INDEXED BY cases_corrections`, `type = 'correction' AND open = 1 AND (due_on = '') = 0`},
	{casefile.SupplementClock, "supplement_by", "0", `cases INDEXED BY cases_supplement`, `supplement_by <> '' AND open = 1`},
	{casefile.ReasonsClock, "until_on", "n", awaitedCases, `what = 'reasons' AND open = 1`},
	{casefile.PaymentClock, "pay_by", "0", `cases INDEXED BY cases_unpaid`, `pay_by <> '' AND open = 1`},
	{casefile.ConsultClock, "until_on", "n", awaitedCases, `what = 'consult' AND open = 1`},
	{casefile.InnerClock, "inner_due", "0", `cases INDEXED BY cases_inner`, `inner_due <> '' AND open = 1`},
}

// awaitedCases are the cases of which others are to say something, by day.
const awaitedCases = `case_awaited INDEXED BY case_awaited_until CROSS JOIN cases ON cases.id = case_awaited.case_id`

// A DueCount is how much of a kind of period falls due on a day.
type DueCount struct {
	On   calendar.Date
	What casefile.ClockCode
	N    int
}

// dueCounts is the query behind DueCounts: one for all kinds.
func dueCounts(sight auth.Sight, from, until calendar.Date) (query string, args []any) {
	seen, sees := CaseFilter{Sight: sight}.where()
	for i, d := range dueDays {
		if i > 0 {
			query += ` UNION ALL `
		}
		query += `SELECT ` + d.column + `, ?, count(*) FROM ` + d.from + `
			WHERE ` + seen + ` AND ` + d.condition + ` AND ` + d.column + ` BETWEEN ? AND ?
			GROUP BY ` + d.column
		args = append(append(append(args, d.what), sees...), from.String(), until.String())
	}
	return query, args
}

// DueCounts counts what falls due from one day until another, of the open cases
// within sight: by period, and of one by day.
func (r Reader) DueCounts(ctx context.Context, sight auth.Sight, from, until calendar.Date) ([]DueCount, error) {
	if sight == (auth.Sight{}) {
		return nil, nil
	}
	query, args := dueCounts(sight, from, until)
	return collectOnce(ctx, r, func(row row) (c DueCount, err error) {
		var on string
		if err = row.Scan(&on, &c.What, &c.N); err == nil {
			c.On, err = scanDate(on)
		}
		return c, err
	}, query, args...)
}

// A DueDay is what falls due of a case.
type DueDay struct {
	On   calendar.Date
	What casefile.ClockCode
	N    int // of several days of a case which it is; 0 where it has one
	Case casefile.Row
}

// DueDays returns what falls due from one day until another, of the open cases
// within sight: the earliest day first, of a day by period, at most so many.
func (r Reader) DueDays(ctx context.Context, sight auth.Sight, from, until calendar.Date, limit int) ([]DueDay, error) {
	if sight == (auth.Sight{}) {
		return nil, nil
	}
	seen, sees := CaseFilter{Sight: sight}.where()
	var query string
	var args []any
	for rank, d := range dueDays {
		if rank > 0 {
			query += ` UNION ALL `
		}
		query += `SELECT * FROM (SELECT ` + d.column + ` AS day, ? AS rank, ` + d.n + ` AS nth, ` + caseColumns + ` FROM ` + d.from + `
			WHERE ` + seen + ` AND ` + d.condition + ` AND ` + d.column + ` BETWEEN ? AND ?
			ORDER BY ` + d.column + ` LIMIT ?)`
		args = append(append(append(args, rank), sees...), from.String(), until.String(), limit)
	}
	return collectOnce(ctx, r, scanDueDay, query+` ORDER BY day, rank, id, nth LIMIT ?`, append(args, limit)...)
}

func scanDueDay(row row) (d DueDay, err error) {
	var on string
	var rank int
	if d.Case, err = scanCase(prefixed{row, []any{&on, &rank, &d.N}}); err != nil {
		return d, err
	}
	d.What = dueDays[rank].what
	d.On, err = scanDate(on)
	return d, err
}

// A prefixed row has columns before those that are scanned.
type prefixed struct {
	row
	first []any
}

func (p prefixed) Scan(into ...any) error { return p.row.Scan(append(p.first, into...)...) }
