package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"mingda/internal/desk"
	"mingda/internal/sqlite"
)

// Register measures the page of the register of an office that is served by a process of
// its own: each filter, each order, both together, pages far behind. Before each page
// something is committed, so that no answer is remembered: it is what the first person
// waits for after any act of anybody, not what the second one does.
type Register struct {
	Desk    string     // address of the staff's pages, without a slash at the end
	Office  *desk.Desk // the same office, to commit something
	Server  int        // its process
	DBPath  string
	Filled  Filled
	Samples int // of each page
	Now     Clock
}

// A registerQuestion is a page of the register, and the same asked of the database alone.
type registerQuestion struct {
	name  string
	query url.Values
	where string
	order string
}

// usualOrder is the one in which the register opens.
const usualOrder = `open DESC, due_on = '', due_on, id`

// numberOrder is the one of the numbers: their year, series and serial.
func numberOrder(way string) string {
	return `substr(number, instr(number, '-') - 4, 4)` + way + `, substr(number, 1, instr(number, '-'))` + way + `, CAST(substr(number, instr(number, '-') + 1) AS INTEGER)` + way + `, id` + way
}

// registerMark is what 95 of 100 pages are to take at most.
const registerMark = 50 * time.Millisecond

// seenAfter is how long the serving process may take to notice a commit of this one, see
// sqlite's memo.
const seenAfter = 260 * time.Millisecond

// questions are the pages, and what they ask of a database that has indexes for each.
func (b Register) questions(ctx context.Context) ([]registerQuestion, error) {
	row, err := b.Office.DB.CaseRow(ctx, b.Filled.Last/2)
	if err != nil {
		return nil, err
	}
	unit, officer := fmt.Sprint(row.Unit), fmt.Sprint(row.Officer)
	of := func(pairs ...string) url.Values {
		q := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			q.Set(pairs[i], pairs[i+1])
		}
		return q
	}
	const inYear = `received_on BETWEEN '2023-01-01' AND '2023-12-31'`
	all := []registerQuestion{
		{"as it opens", of(), `open = 1`, usualOrder},
		{"all cases", of("view", "all"), `1`, usualOrder},
		{"all cases, page 150", of("view", "all", "page", "150"), `1`, usualOrder},
		{"late", of("view", "late"), `open = 1 AND due_on <> '' AND due_on < date('now')`, usualOrder},
		{"carried over the year", of("view", "carried"), `received_on < '2026-01-01' AND ended_on >= '2026-01-01'`, usualOrder},
		{"of one agency", of("agency", fmt.Sprint(row.Agency)), `agency_id = ` + fmt.Sprint(row.Agency), usualOrder},
		{"of one unit", of("unit", unit), `unit_id = ` + unit, usualOrder},
		{"of one officer", of("officer", officer), `officer_id = ` + officer, usualOrder},
		{"in one stage, of few", of("stage", "checking"), `stage = 'checking'`, usualOrder},
		{"in one stage, of many", of("stage", "archived"), `stage = 'archived'`, usualOrder},
		{"of a common result", of("result", "disclose"), `result = 'disclose'`, usualOrder},
		{"of a rare result", of("result", "secret"), `result = 'secret'`, usualOrder},
		{"by one door", of("door", "counter"), `door = 'counter'`, usualOrder},
		{"of one year", of("year", "2023"), inYear, usualOrder},
		{"corrections", of("type", "correction"), `type = 'correction'`, usualOrder},
		{"two filters, both common", of("result", "disclose", "year", "2023"), `result = 'disclose' AND ` + inYear, usualOrder},
		{"two filters, one rare", of("result", "secret", "door", "counter"), `result = 'secret' AND door = 'counter'`, usualOrder},
		{"three filters", of("unit", unit, "year", "2023", "door", "mail"), `unit_id = ` + unit + ` AND door = 'mail' AND ` + inYear, usualOrder},
	}
	for _, o := range []struct{ key, sql string }{
		{"-due", `open DESC, due_on DESC, id DESC`}, {"received", `received_on, id`}, {"-received", `received_on DESC, id DESC`}, {"number", numberOrder("")}, {"-number", numberOrder(" DESC")},
		{"applicant", `applicant, id`}, {"-applicant", `applicant DESC, id DESC`}, {"stage", `stage, due_on, id`}, {"-ended", `ended_on DESC, id DESC`},
		{"unit", `unit_id, ` + usualOrder}, {"officer", `officer_id, ` + usualOrder}, {"result", `result, ` + usualOrder},
	} {
		all = append(all, registerQuestion{"all, sorted by " + o.key, of("view", "all", "sort", o.key), `1`, o.sql},
			registerQuestion{"of one year, sorted by " + o.key, of("year", "2021", "sort", o.key), `received_on BETWEEN '2021-01-01' AND '2021-12-31'`, o.sql},
			registerQuestion{"of a rare result, sorted by " + o.key, of("result", "secret", "sort", o.key), `result = 'secret'`, o.sql})
	}
	return all, nil
}

// Run signs in and measures.
func (b Register) Run(ctx context.Context) (s Section, err error) {
	staff, err := entrance{b.Desk + "/sign-in", url.Values{"login": {Login}, "password": {Password}}}.cookies(ctx)
	if err != nil {
		return s, err
	}
	questions, err := b.questions(ctx)
	if err != nil {
		return s, err
	}
	db, err := sql.Open("sqlite3", "file:"+b.DBPath+"?_query_only=on")
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	t := Table{Columns: []string{"a page of 50", "half within", "95 of 100 within", "plain SQL: 50 rows, half within"}}
	met := true
	for _, q := range questions {
		times, err := b.sample(ctx, Target{Name: q.name, URLs: []string{b.Desk + "/cases?" + q.query.Encode()}, Cookie: staff, Want: "台账"})
		if err != nil {
			return s, fmt.Errorf("%s: %w", q.name, err)
		}
		plain, err := rowsAlone(ctx, db, b.Now, min(b.Samples, 5), `SELECT * FROM cases WHERE `+q.where+` ORDER BY `+q.order+` LIMIT 50`)
		if err != nil {
			return s, fmt.Errorf("%s: %w", q.name, err)
		}
		met = met && percentile(times, 95) <= registerMark
		t.add(q.name, milliseconds(percentile(times, 50)), milliseconds(percentile(times, 95)), milliseconds(percentile(plain, 50)))
	}
	exported, notes, err := b.exports(ctx, db, staff)
	if err != nil {
		return Section{}, err
	}
	return Section{
		Name: "register", Title: "Register", Tables: []Table{t, exported},
		Text: fmt.Sprintf("An office with %s cases is served by `mingda serve` in a process of its own; one browser asks for each page %d times. Before each page something is committed, "+
			"so that nothing is remembered. The page counts eight views besides, and the cases of the filter up to ten thousand. Beside it the fifty rows alone, by a statement that is prepared, "+
			"on the same database, which chooses the index itself. The person signed in sees all cases. "+
			"Below it the register exported as a file, the filter that comes nearest to 100,000 rows and the one nearest to a tenth of that; memory is that of the serving process.", thousands(int64(b.Filled.Last)), b.Samples),
		Notes: append([]string{verdict(met, "the mark is 50 ms for 95 of 100, of the page and of each filter")}, notes...),
	}, err
}

// sample asks for a page so often, each time after a commit, and returns how long it took,
// the shortest first.
func (b Register) sample(ctx context.Context, t Target) ([]time.Duration, error) {
	transport := &http.Transport{MaxIdleConnsPerHost: 1, DisableCompression: true}
	defer transport.CloseIdleConnections()
	c, browser := client{}, &http.Client{Transport: transport, CheckRedirect: stay}
	var times []time.Duration
	for n := range b.Samples + 1 {
		err := b.Office.DB.Write(ctx, func(tx *sqlite.Tx) error {
			_, err := tx.Next(ctx, "bench/register")
			return err
		})
		if err != nil {
			return nil, err
		}
		time.Sleep(seenAfter)
		began := b.Now()
		if _, err := c.one(ctx, browser, t); err != nil {
			return nil, err
		}
		if n > 0 { // the first one warms the disk's cache
			times = append(times, b.Now().Sub(began))
		}
	}
	return sorted(times), nil
}
