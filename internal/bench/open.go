package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
)

// An Open measures what a notice of holidays costs an office all of whose cases are
// open and reach into the days that it changes: the worst that can happen.
type Open struct {
	Desk   *desk.Desk
	DBPath string
	Filled Filled
	Rounds int
	Now    Clock
}

// foldedAlone is how many of the cases are folded from memory.
const foldedAlone = 10_000

// Run previews, applies and withdraws the notice, Rounds times, and measures the
// parts of it alone.
func (b Open) Run(ctx context.Context) (Section, error) {
	by, err := b.Desk.DB.UserByLogin(ctx, Login)
	if err != nil {
		return Section{}, err
	}
	notice, err := b.notice()
	if err != nil {
		return Section{}, err
	}
	n := int(b.Filled.Last-b.Filled.First) + 1
	rows, err := b.plainRows(ctx, n)
	if err != nil {
		return Section{}, err
	}
	folded, err := b.folding(ctx, notice)
	if err != nil {
		return Section{}, err
	}
	previewed, err := timed(b.Now, b.Rounds, n, func(int) error {
		r, err := b.Desk.TryNotice(ctx, by, notice)
		return errors.Join(err, allMoved(r, n))
	})
	if err != nil {
		return Section{}, err
	}
	var applied, withdrawn []float64
	for range b.Rounds {
		var step int
		a, err := timed(b.Now, 1, n, func(int) error {
			r, err := b.Desk.ApplyNotice(ctx, by, 0, notice)
			step = r.Next
			return errors.Join(err, allMoved(r, n))
		})
		if err != nil {
			return Section{}, err
		}
		w, err := timed(b.Now, 1, n, func(int) error {
			r, err := b.Desk.WithdrawNotice(ctx, by, 0, step, "measured")
			return errors.Join(err, allMoved(r, n))
		})
		if err != nil {
			return Section{}, err
		}
		applied, withdrawn = append(applied, a...), append(withdrawn, w...)
	}
	t := Table{Columns: []string{"", "cases a second", "seconds for all"}}
	row := func(name string, rates []float64) {
		per := median(rates)
		t.add(name, rate(per), fmt.Sprintf("%.1f", float64(n)/per))
	}
	row("plain SQL: every row read", rows)
	row("folding alone: entries in memory to a case and its row", folded)
	row("preview: which cases move, from when to when", previewed)
	row("applied: worked out and written in one transaction", applied)
	row("withdrawn, likewise", withdrawn)
	return Section{
		Name: "open", Title: "Open cases", Tables: []Table{t},
		Text: fmt.Sprintf("%s cases, all of them open. A notice with one holiday more moves the last day of every one.", thousands(int64(n))),
	}, nil
}

// notice returns what is said of a year today with one holiday more: a day that lies
// in the period of every open case.
func (b Open) notice() (calendar.Notice, error) {
	cal, today := b.Desk.Calendar(), b.Desk.Today()
	day := cal.AddWorkdays(today, 1)
	n := calendar.Notice{Region: calendar.National, Year: day.Year(), Source: "measured"}
	for _, s := range cal.Sheets() {
		if s.Region == n.Region {
			year := s.Years[n.Year]
			n.Holidays = append(slices.Clone(year.Holidays), day)
			n.Workdays = slices.Clone(year.Workdays)
		}
	}
	slices.SortFunc(n.Holidays, calendar.Date.Compare)
	return n, n.Check(cal, today)
}

// allMoved fails where a recount did not move every case.
func allMoved(r desk.Recount, n int) error {
	if moved := len(r.Moved()); moved != n {
		return fmt.Errorf("%d of %d cases moved", moved, n)
	}
	return nil
}

// plainRows reads every row of every case.
func (b Open) plainRows(ctx context.Context, n int) (rates []float64, err error) {
	db, err := sql.Open("sqlite3", "file:"+b.DBPath+"?_query_only=on")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	ask, err := db.PrepareContext(ctx, `SELECT * FROM cases WHERE due_on >= '' ORDER BY due_on, id`)
	if err != nil {
		return nil, err
	}
	defer ask.Close()
	return timed(b.Now, b.Rounds, n, func(int) error { return readAll(ctx, ask) })
}

// folding folds cases whose entries are in memory, and works out their rows by the
// calendar of the notice.
func (b Open) folding(ctx context.Context, notice calendar.Notice) ([]float64, error) {
	n := min(foldedAlone, int(b.Filled.Last-b.Filled.First)+1)
	entries := make([][]ledger.Entry, n)
	for i := range entries {
		var err error
		if entries[i], err = b.Desk.DB.Entries(ctx, ledger.Case, int64(b.Filled.First)+int64(i), 0); err != nil {
			return nil, err
		}
	}
	cal, today := b.Desk.Calendar().With(notice), b.Desk.Today()
	return timed(b.Now, b.Rounds, n, func(int) error {
		for i := range entries {
			c, err := casefile.Fold(b.Filled.First+casefile.ID(i), entries[i])
			if err != nil {
				return err
			}
			if _, err := c.Project(cal, today); err != nil {
				return err
			}
		}
		return nil
	})
}
