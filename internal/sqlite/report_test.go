package sqlite

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
	"mingda/internal/report"
)

// randomRequest is a case as the yearly report could know it.
func randomRequest(r *rand.Rand, id int) report.Request {
	results := append(report.PeriodOf(2026, calendar.NewDate(2027, 1, 1)).ResultsIn(report.TotalRow), law.CorrectionMade) // the last counts in no row
	one := report.Request{
		ID: casefile.ID(id), Number: fmt.Sprint("2026-", id), Agency: 1 + r.Int64N(2), Class: append(casefile.Classes, "")[r.IntN(7)],
		NewOn: calendar.NewDate(2023, 1, 1).AddDays(r.IntN(1600)), Notes: []string{"并案"}[:r.IntN(2)],
	}
	turn := calendar.NewDate(one.NewOn.Year(), 12, 31) // the days at which figures go wrong
	if r.IntN(4) == 0 {
		one.NewOn = turn.AddDays(r.IntN(2))
	}
	if r.IntN(4) > 0 {
		one.EndedOn, one.EndedAs, one.Result = one.NewOn.AddDays(r.IntN(500)), casefile.StageReplied, results[r.IntN(len(results))]
	}
	if on := turn.AddDays(r.IntN(2)); !one.EndedOn.IsZero() && r.IntN(3) == 0 && !on.Before(one.NewOn) {
		one.EndedOn = on
	}
	if r.IntN(9) == 0 {
		one.Again = []report.Answered{{On: one.NewOn.AddDays(600), Because: "不再计入"}}
	}
	return one
}

// TestRequestTables: over random years the database counts and lists what the pure functions
// do, of one agency and of all.
func TestRequestTables(t *testing.T) {
	for seed := range uint64(3) {
		db := fresh(t)
		write(t, db, func(tx *Tx) error { return addAgency(tx, "ZJJ") })
		r := rand.New(rand.NewPCG(seed, 3))
		var all []report.Request
		write(t, db, func(tx *Tx) error {
			for id := 1; id <= 300; id++ {
				one, before := randomRequest(r, id), randomRequest(r, id)
				before.Agency = one.Agency
				all = append(all, one)
				err := tx.PutCase(ctx, casefile.Row{ID: one.ID, Number: one.Number, Agency: one.Agency}, nil, "")
				if err == nil {
					err = tx.PutRequest(ctx, one.ID, before, true)
				}
				if err == nil {
					err = tx.PutRequest(ctx, one.ID, one, true)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		for year := 2022; year <= 2029; year++ {
			p := report.PeriodOf(year, calendar.NewDate(2029, 6, 1))
			for agency := range int64(3) {
				compareTables(t, db, all, p, agency)
			}
		}
	}
}

// compareTables compares one table and the lists behind its figures.
func compareTables(t *testing.T, db *DB, all []report.Request, p report.Period, agency int64) {
	t.Helper()
	var own []report.Request
	again := 0
	for _, r := range all {
		if agency != 0 && r.Agency != agency {
			continue
		}
		own = append(own, r)
		for _, a := range r.Again {
			if a.On.Year() == p.Year && !a.On.After(p.Until) {
				again++
			}
		}
	}
	tallies, err := db.RequestTallies(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	var counted []report.Tally
	for _, tally := range tallies {
		if agency == 0 || tally.Agency == agency {
			counted = append(counted, tally.Tally)
		}
	}
	want, got := report.Requests(own, p), report.NewGrid(p, counted)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%d, agency %d: the database counts\n%v\nthe cases\n%v", p.Year, agency, got, want)
	}
	for _, row := range want.Rows {
		for i, column := range report.ColumnCodes() {
			cell := RequestCell{Period: p, Row: row.Code, Column: column, Agency: agency, Limit: 400}
			n, err := db.CountCell(ctx, cell)
			if err != nil {
				t.Fatal(err)
			}
			cases, err := db.InCell(ctx, cell)
			if err != nil || n != row.Values[i] || len(cases) != n {
				t.Fatalf("%d, agency %d: %s, %s is %d, counts %d, lists %d, %v", p.Year, agency, row.Code, column, row.Values[i], n, len(cases), err)
			}
			for _, c := range cases {
				if known := all[c.ID-1]; known.Number != c.Number || known.NewOn != c.NewOn || known.EndedOn != c.EndedOn || known.Result != c.Result || len(known.Notes) != len(c.Notes) {
					t.Fatalf("case %d reads %+v, is %+v", c.ID, c, known)
				}
			}
		}
	}
	rows, err := db.AnsweredAgain(ctx, p, agency)
	if err != nil || len(rows) != again {
		t.Fatalf("%d: %d ends do not count, want %d, %v", p.Year, len(rows), again, err)
	}
	unplaced, err := db.UnplacedRequests(ctx, p, 400)
	if err != nil || len(unplaced) == 0 && len(own) > 200 && p.Year > 2022 && p.Year < 2027 {
		t.Fatalf("%d: nothing is without a row, %v", p.Year, err)
	}
}

// TestReportIndexes: each figure, and the cases behind it, are read off an index, which
// gives the order too.
func TestReportIndexes(t *testing.T) {
	db := fresh(t)
	p := report.PeriodOf(2026, calendar.NewDate(2027, 1, 1))
	for of, index := range map[string]string{report.NewRow: "report_cases_new", report.CarriedInRow: "report_cases_carried", report.CarriedOutRow: "report_cases_carried", report.TotalRow: "report_cases_ended", "disclose": "report_cases_ended"} {
		where, order, args := RequestCell{Period: p, Row: of, Column: "natural", Agency: 1}.where()
		plan, err := collect(ctx, db.q, func(row row) (s string, err error) { var a, b, c int; return s, row.Scan(&a, &b, &c, &s) },
			`EXPLAIN QUERY PLAN SELECT case_id FROM report_cases WHERE `+where+` ORDER BY `+order+` LIMIT 50`, args...)
		if text := strings.Join(plan, "; "); err != nil || !strings.Contains(text, "COVERING INDEX "+index) || strings.Contains(text, "TEMP B-TREE") {
			t.Errorf("%s is found by: %s, %v", of, text, err)
		}
	}
}
