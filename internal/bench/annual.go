package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/report"
)

// An Annual measures the yearly report of an office of many cases, and the opening of its
// figures. The cases are rows without ledgers: the report reads nothing else of them.
type Annual struct {
	Office Filling // empty
	DBPath string
	Rounds int
	Now    Clock
	// Reopen opens the office anew, so that nothing is remembered, and returns how to close it.
	Reopen func(context.Context) (*desk.Desk, func() error, error)
}

// reportRows fills the tables that the report reads: ten years of cases, of four agencies and
// six classes, one in twelve of which is not over, one in thirty carried over a year's end.
const reportRows = `
	INSERT INTO cases (id, version, number, agency_id, door, class, applicant, subject, stage, open, received_on, clock, due_on, strict_due_on, provisional, result, ended_on, late, waits_for)
	WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?2),
	days (id, day, took, r) AS (SELECT id, date(?1, '-' || ((?2 - id) * 3650 / ?2) || ' days'), 3 + id * 7919 % 40, id * 104729 % 100 FROM n)
	SELECT id, 9, 'B' || id, 1 + id % 4, 'web', CASE WHEN r < 70 THEN 'natural' WHEN r < 85 THEN 'business' WHEN r < 88 THEN 'research' WHEN r < 92 THEN 'social' WHEN r < 97 THEN 'legal' ELSE 'other' END,
		'沈知秋', '学区划分', CASE WHEN over THEN 'replied' ELSE 'handling' END, NOT over, day, '', '', '', 0,
		CASE WHEN over THEN result ELSE '' END, CASE WHEN over THEN ended ELSE '' END, 0, ''
	FROM (SELECT *, date(day, '+' || took || ' days') AS ended, date(day, '+' || took || ' days') <= ?1 AND id % 97 > 7 AS over,
		(SELECT value FROM json_each(?3) WHERE key = days.id * 31 % json_array_length(?3)) AS result FROM days)`

// reportCases is what the report knows of them, as migration 0048 reads it off their rows.
const reportCases = `
	INSERT INTO report_cases (case_id, agency_id, class, new_on, ended_on, ended_as, result)
	SELECT id, agency_id, class, received_on, ended_on, CASE WHEN ended_on = '' THEN '' ELSE stage END, result FROM cases`

// Run fills the office and measures.
func (b Annual) Run(ctx context.Context) (s Section, err error) {
	if _, err := b.Office.Empty(ctx); err != nil {
		return s, err
	}
	today := b.Office.Desk.Today()
	db, err := sql.Open("sqlite3", "file:"+b.DBPath+"?_foreign_keys=off")
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	results := `["disclose","disclose","disclose","already_public","partial","third_party","internal","not_existing","not_ours","petition","repeated","withdrawn"]`
	if _, err := db.ExecContext(ctx, reportRows, today.String(), b.Office.Cases, results); err != nil {
		return s, fmt.Errorf("rows of cases: %w", err)
	}
	if _, err := db.ExecContext(ctx, reportCases); err != nil {
		return s, fmt.Errorf("rows of the report: %w", err)
	}
	s = Section{
		Name: "report", Title: "The yearly report",
		Text: fmt.Sprintf("%s cases of ten years and four agencies, as rows without ledgers. Cold: the office is opened anew, so that nothing is remembered, and asked for the report of all agencies together. A figure is opened by the coordinator: its first %d cases, each with why it counts there.", thousands(int64(b.Office.Cases)), firstCases),
	}
	cold, err := b.cold(ctx, today.Year(), db)
	if err != nil {
		return s, err
	}
	cells, err := b.cells(ctx, today.Year()-1, db)
	s.Tables = []Table{cold, cells}
	return s, err
}

// firstCases is how many cases are shown when a figure is opened.
const firstCases = 50

// cold measures the report of this year, of the last and of the first of the form.
func (b Annual) cold(ctx context.Context, this int, db *sql.DB) (Table, error) {
	t := Table{Columns: []string{"report of", "cold, median", "slowest", "cases of the year", "plain count of the year, median"}}
	for _, year := range []int{this, this - 1, 2021} {
		var took, plain []time.Duration
		var came int
		for range b.Rounds {
			d, end, err := b.Reopen(ctx)
			if err != nil {
				return t, err
			}
			began := b.Now()
			a, err := d.Annual(ctx, year, 0)
			took = append(took, b.Now().Sub(began))
			if err = errors.Join(err, end()); err != nil {
				return t, err
			}
			if came, err = sound(a); err != nil {
				return t, err
			}
			began = b.Now()
			var n int
			if err := db.QueryRowContext(ctx, `SELECT count(*) FROM report_cases WHERE new_on BETWEEN ? AND ?`, fmt.Sprint(year, "-01-01"), fmt.Sprint(year, "-12-31")).Scan(&n); err != nil {
				return t, err
			}
			plain = append(plain, b.Now().Sub(began))
		}
		t.add(fmt.Sprint(year), milliseconds(median(took)), milliseconds(sorted(took)[len(took)-1]), thousands(int64(came)), milliseconds(median(plain)))
	}
	return t, nil
}

// sound returns how many cases came in the year, if every identity of the report holds.
func sound(a report.Annual) (int, error) {
	for _, is := range a.Identities {
		if !is.Holds {
			return 0, fmt.Errorf("%d: %s: %s", a.Year, is.Name, is.Words)
		}
	}
	row, _ := a.Requests.Row(report.NewRow)
	if row.Total() == 0 {
		return 0, fmt.Errorf("%d: no cases", a.Year)
	}
	return row.Total(), nil
}

// cells opens every figure of a year, by all agencies and by one.
func (b Annual) cells(ctx context.Context, year int, db *sql.DB) (Table, error) {
	t := Table{Columns: []string{"figures of " + fmt.Sprint(year), "opened", "median", "95th", "slowest", "plain: 50 rows by their keys, median"}}
	d, end, err := b.Reopen(ctx)
	if err != nil {
		return t, err
	}
	defer end() //nolint:errcheck // it only read
	by, err := d.DB.UserByLogin(ctx, Login)
	if err != nil {
		return t, err
	}
	for _, of := range []struct {
		name   string
		agency int64
	}{{"all agencies", 0}, {"one agency", 2}} {
		a, err := d.Annual(ctx, year, of.agency)
		if err != nil {
			return t, err
		}
		took, err := b.open(ctx, d, by, a, of.agency)
		if err != nil {
			return t, err
		}
		plain, err := b.plainRows(ctx, db)
		if err != nil {
			return t, err
		}
		in := sorted(took)
		t.add(of.name, fmt.Sprint(len(in)), milliseconds(median(in)), milliseconds(percentile(in, 95)), milliseconds(in[len(in)-1]), milliseconds(plain))
	}
	return t, nil
}

// open opens each figure of a report that is not 0, and returns how long each took.
func (b Annual) open(ctx context.Context, d *desk.Desk, by auth.User, a report.Annual, agency int64) ([]time.Duration, error) {
	var took []time.Duration
	for _, row := range a.Requests.Rows {
		for i, column := range report.ColumnCodes() {
			if row.Values[i] == 0 {
				continue
			}
			began := b.Now()
			open, err := d.OpenCell(ctx, by, desk.ReportCell{ReportAsk: desk.ReportAsk{Year: a.Year, Agency: agency}, Row: row.Code, Column: column, Limit: firstCases})
			took = append(took, b.Now().Sub(began))
			if err == nil && (open.Total != row.Values[i] || len(open.Cases) != min(open.Total, firstCases)) {
				err = fmt.Errorf("%s, %s is %d, and lists %d", row.Code, column, row.Values[i], open.Total)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	return took, nil
}

// plainRows reads fifty rows by their keys.
func (b Annual) plainRows(ctx context.Context, db *sql.DB) (time.Duration, error) {
	var took []time.Duration
	for round := range 20 {
		began := b.Now()
		for i := range firstCases {
			var number, class string
			if err := db.QueryRowContext(ctx, `SELECT number, class FROM cases WHERE id = ?`, 1+(round*7919+i*104729)%b.Office.Cases).Scan(&number, &class); err != nil {
				return 0, err
			}
		}
		took = append(took, b.Now().Sub(began))
	}
	return median(took), nil
}
