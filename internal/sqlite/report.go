package sqlite

import (
	"context"
	"encoding/json"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/report"
)

// PutRequest writes what the yearly report knows of a case; counts is false where it counts
// nowhere.
func (tx *Tx) PutRequest(ctx context.Context, id casefile.ID, r report.Request, counts bool) error {
	for _, table := range []string{"report_again", "report_contests"} {
		if err := tx.exec(ctx, `DELETE FROM `+table+` WHERE case_id = ?`, id); err != nil {
			return err
		}
	}
	if !counts {
		return tx.exec(ctx, `DELETE FROM report_cases WHERE case_id = ?`, id)
	}
	notes, err := json.Marshal(append([]string{}, r.Notes...))
	if err != nil {
		return err
	}
	err = tx.exec(ctx, `
		INSERT INTO report_cases (case_id, agency_id, class, new_on, ended_on, ended_as, result, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (case_id) DO UPDATE SET
			class = excluded.class, new_on = excluded.new_on, ended_on = excluded.ended_on, ended_as = excluded.ended_as, result = excluded.result, notes = excluded.notes
		WHERE (class, new_on, ended_on, ended_as, result, notes) IS NOT (excluded.class, excluded.new_on, excluded.ended_on, excluded.ended_as, excluded.result, excluded.notes)`,
		id, r.Agency, r.Class, r.NewOn.String(), r.EndedOn.String(), r.EndedAs, r.Result, string(notes))
	for n, again := range r.Again {
		if err == nil {
			err = tx.exec(ctx, `INSERT INTO report_again (case_id, n, on_day, because) VALUES (?, ?, ?, ?)`, id, n+1, again.On.String(), again.Because)
		}
	}
	for n, k := range r.Contests {
		if err == nil {
			err = tx.exec(ctx, `INSERT INTO report_contests (case_id, n, agency_id, forum, way, body, known_on, ended_on, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				id, n+1, k.Agency, k.Forum, k.Way, k.Body, k.KnownOn.String(), k.EndedOn.String(), k.Outcome)
		}
	}
	return err
}

// carriedOver is the condition of the index of cases that are carried over a year's end.
const carriedOver = `(ended_on = '' OR substr(ended_on, 1, 4) > substr(new_on, 1, 4))`

// reportIn returns as a condition which cases count in a row of the table of a period. The
// rows of results are told apart by the result.
func reportIn(p report.Period, row string) (string, []any) {
	first, until := p.First().String(), p.Until.String()
	switch row {
	case report.NewRow:
		return `new_on BETWEEN ? AND ?`, []any{first, until}
	case report.CarriedInRow:
		return carriedOver + ` AND new_on < ? AND (ended_on = '' OR ended_on >= ?)`, []any{first, first}
	case report.CarriedOutRow:
		return carriedOver + ` AND new_on <= ? AND (ended_on = '' OR ended_on > ?)`, []any{until, until}
	}
	return `ended_on BETWEEN ? AND ?`, []any{first, until}
}

// An AgencyTally is what counts of one agency.
type AgencyTally struct {
	Agency int64
	report.Tally
}

// RequestTallies counts the cases of all agencies for the table of requests of a period.
func (r Reader) RequestTallies(ctx context.Context, p report.Period) ([]AgencyTally, error) {
	var parts []string
	var args []any
	for _, of := range []struct{ row, result string }{{report.NewRow, `''`}, {report.CarriedInRow, `''`}, {"", `result`}, {report.CarriedOutRow, `''`}} {
		where, days := reportIn(p, of.row)
		parts = append(parts, `SELECT agency_id, '`+of.row+`', `+of.result+`, class, count(*) FROM report_cases WHERE `+where+` GROUP BY 1, 3, 4`)
		args = append(args, days...)
	}
	return collectOnce(ctx, r, func(row row) (t AgencyTally, err error) {
		return t, row.Scan(&t.Agency, &t.Row, &t.Result, &t.Class, &t.N)
	}, strings.Join(parts, ` UNION ALL `), args...)
}

// A RequestCell chooses the cases behind a figure of the table of requests.
type RequestCell struct {
	Period report.Period
	Row    string // its code
	Column string // its code; report.AllColumn: of every class
	Agency int64  // 0: of all
	Offset int
	Limit  int
}

// where returns the cell as a condition, and the order in which its cases are listed: as
// they came, or as they were over.
func (c RequestCell) where() (where, order string, args []any) {
	where, args = reportIn(c.Period, c.Row)
	order = `new_on, case_id`
	if results := c.Period.ResultsIn(c.Row); len(results) > 0 {
		order = `ended_on, case_id`
		if c.Row != report.TotalRow {
			where += ` AND result IN (?` + strings.Repeat(`, ?`, len(results)-1) + `)`
			for _, result := range results {
				args = append(args, result)
			}
		}
	}
	if c.Column != report.AllColumn {
		where, args = where+` AND class = ?`, append(args, c.Column)
	}
	if c.Agency != 0 {
		where, args = where+` AND agency_id = ?`, append(args, c.Agency)
	}
	return where, order, args
}

// CountCell counts the cases behind a figure.
func (r Reader) CountCell(ctx context.Context, c RequestCell) (n int, err error) {
	where, _, args := c.where()
	counts, err := collectOnce(ctx, r, func(row row) (n int, err error) { return n, row.Scan(&n) }, `SELECT count(*) FROM report_cases WHERE `+where, args...)
	if err != nil {
		return 0, err
	}
	return counts[0], nil
}

// InCell returns the cases behind a figure, at most c.Limit of them from c.Offset on.
func (r Reader) InCell(ctx context.Context, c RequestCell) ([]report.Request, error) {
	where, order, args := c.where()
	return collect(ctx, r.q, scanRequest, `
		SELECT `+requestColumns+`
		FROM (SELECT case_id AS chosen FROM report_cases WHERE `+where+` ORDER BY `+order+` LIMIT ? OFFSET ?)
			JOIN report_cases r ON r.case_id = chosen JOIN cases c ON c.id = chosen
		ORDER BY r.`+order, append(args, c.Limit, c.Offset)...)
}

const requestColumns = `r.case_id, c.number, r.agency_id, r.class, r.new_on, r.ended_on, r.ended_as, r.result, r.notes`

func scanRequest(row row) (r report.Request, err error) {
	var came, ended, notes string
	if err := row.Scan(&r.ID, &r.Number, &r.Agency, &r.Class, &came, &ended, &r.EndedAs, &r.Result, &notes); err != nil {
		return r, err
	}
	if r.NewOn, err = scanDate(came); err != nil {
		return r, err
	}
	if r.EndedOn, err = scanDate(ended); err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(notes), &r.Notes)
}

// UnplacedRequests returns the cases of the period that count in no row or column of the
// form, at most so many.
func (r Reader) UnplacedRequests(ctx context.Context, p report.Period, limit int) ([]report.Request, error) {
	classes, err := json.Marshal(report.Applicants)
	if err != nil {
		return nil, err
	}
	results, err := json.Marshal(append(p.ResultsIn(report.TotalRow), ""))
	if err != nil {
		return nil, err
	}
	return collect(ctx, r.q, scanRequest, `
		SELECT `+requestColumns+`
		FROM report_cases r JOIN cases c ON c.id = r.case_id
		WHERE new_on <= ? AND (r.ended_on = '' OR r.ended_on >= ?)
			AND (r.class NOT IN (SELECT value FROM json_each(?)) OR r.ended_on BETWEEN ? AND ? AND r.result NOT IN (SELECT value FROM json_each(?)))
		ORDER BY r.case_id LIMIT ?`, p.Until.String(), p.First().String(), string(classes), p.First().String(), p.Until.String(), string(results), limit)
}

// An AgainRow is an end of a case that does not count, for another did.
type AgainRow struct {
	Case   casefile.ID
	Number string
	Agency int64
	report.Answered
}

// AnsweredAgain returns the ends of a period that do not count, by their days; of one agency
// or, for 0, of all.
func (r Reader) AnsweredAgain(ctx context.Context, p report.Period, agency int64) ([]AgainRow, error) {
	return collectOnce(ctx, r, func(row row) (a AgainRow, err error) {
		var on string
		if err := row.Scan(&a.Case, &a.Number, &a.Agency, &on, &a.Because); err != nil {
			return a, err
		}
		a.On, err = scanDate(on)
		return a, err
	}, `
		SELECT c.id, c.number, c.agency_id, a.on_day, a.because
		FROM report_again a JOIN cases c ON c.id = a.case_id
		WHERE a.on_day BETWEEN ? AND ? AND (? = 0 OR c.agency_id = ?)
		ORDER BY a.on_day, a.case_id, a.n`, p.First().String(), p.Until.String(), agency, agency)
}

// Contests returns the contests that were noted in requests and are none of the dockets.
func (r Reader) Contests(ctx context.Context) ([]report.Contest, error) {
	return collectOnce(ctx, r, func(row row) (k report.Contest, err error) {
		var known, ended string
		if err := row.Scan(&k.Case, &k.Number, &k.Agency, &k.Forum, &k.Way, &k.Body, &known, &ended, &k.Outcome); err != nil {
			return k, err
		}
		if k.KnownOn, err = scanDate(known); err != nil {
			return k, err
		}
		k.EndedOn, err = scanDate(ended)
		return k, err
	}, `
		SELECT k.case_id, c.number, k.agency_id, k.forum, k.way, k.body, k.known_on, k.ended_on, k.outcome
		FROM report_contests k JOIN cases c ON c.id = k.case_id
		ORDER BY k.case_id, k.n`)
}

// FirstRequest returns the day of the oldest case that counts; no day while there is none.
func (r Reader) FirstRequest(ctx context.Context) (calendar.Date, error) {
	days, err := collectOnce(ctx, r, func(row row) (s string, err error) { return s, row.Scan(&s) }, `SELECT coalesce(min(new_on), '') FROM report_cases`)
	if err != nil {
		return calendar.Date{}, err
	}
	return scanDate(days[0])
}
