package sqlite

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"mingda/internal/audit"
)

// An AuditFilter chooses records of the audit. What is zero chooses all.
type AuditFilter struct {
	From, Until time.Time // from on, and before; both are needed
	Within      []int64   // only what one of these did; nil: whoever
	By          []int64   // the same, narrower
	Kinds       []audit.Kind
	Matter      audit.Matter
	Subject     []audit.Subject // one of these, without their parts; nil: whatever
	Words       []string        // one of these in what was searched for; nil: whatever
	Address     string          // begins so
	After       int64           // records with higher numbers only
	Before      int64           // records with lower numbers only; 0: all
	Limit       int
}

// A recordCondition is one of the conditions of a filter.
type recordCondition struct {
	where string
	args  []any
	index string // that finds the records of which it holds; "": none does
}

// conditions are what the filter asks besides the days.
func (f AuditFilter) conditions() []recordCondition {
	var all []recordCondition
	add := func(index, where string, args ...any) { all = append(all, recordCondition{where, args, index}) }
	list := func(of any) string {
		text, _ := json.Marshal(of) //nolint:errcheck // numbers and strings
		return string(text)
	}
	if f.Within != nil {
		add("", `actor IN (SELECT value FROM json_each(?))`, list(f.Within))
	}
	if f.By != nil {
		add("records_actor", `actor IN (SELECT value FROM json_each(?))`, list(f.By))
	}
	if f.Kinds != nil {
		add("records_kind", `kind IN (SELECT value FROM json_each(?))`, list(f.Kinds))
	}
	if f.Matter != "" {
		add("", `matter = ?`, f.Matter)
	}
	if f.Subject != nil {
		subjects := make([]string, len(f.Subject))
		for n, s := range f.Subject {
			subjects[n] = string(s.Matter) + " " + strconv.FormatInt(s.ID, 10)
		}
		add("records_subject", `(matter, subject_id) IN (SELECT substr(value, 1, instr(value, ' ') - 1), CAST(substr(value, instr(value, ' ') + 1) AS INTEGER) FROM json_each(?)) AND subject_id <> 0`, list(subjects))
	}
	if f.Words != nil {
		add("records_words", `words <> '' AND EXISTS (SELECT 1 FROM json_each(?) w WHERE instr(words, w.value) > 0)`, list(f.Words))
	}
	if f.Address != "" { // and nothing that sorts behind whatever begins so
		add("records_address", `address >= ? AND address < ? || char(1114111)`, f.Address, f.Address)
	}
	return all
}

// span returns the numbers of the first and the last record of the days of some time; of
// none, 0 and 0. A clock that was set back does not matter: it is the least and the greatest
// of each day.
func (a *AuditLog) span(ctx context.Context, from, until time.Time) (first, last int64, err error) {
	err = a.readers.QueryRowContext(ctx, `
		WITH RECURSIVE days (day) AS (VALUES (substr(?, 1, 10)) UNION ALL SELECT date(day, '+1 day') FROM days WHERE day < substr(?, 1, 10))
		SELECT coalesce(min(first), 0), coalesce(max(last), 0)
		FROM (
			SELECT (SELECT seq FROM records WHERE substr(at, 1, 10) = day ORDER BY seq LIMIT 1) AS first,
				(SELECT seq FROM records WHERE substr(at, 1, 10) = day ORDER BY seq DESC LIMIT 1) AS last
			FROM days
		)`, instant(from), instant(until)).Scan(&first, &last)
	return first, last, explain(err)
}

// fewRecords is how many records are looked up one by one at most; more are come across soon
// enough by whoever reads all from the last one on.
const fewRecords = 20_000

// within is the part of a query that finds the records of which a condition holds by its index.
func (c recordCondition) within() string {
	return `SELECT seq FROM records INDEXED BY ` + c.index + ` WHERE ` + c.where + ` AND seq BETWEEN ? AND ?`
}

// rarest returns which of the conditions holds of the fewest records, as far as indexes say
// and if these are few; -1 for none.
func (a *AuditLog) rarest(ctx context.Context, all []recordCondition, first, last int64) (at int, err error) {
	at, fewest := -1, fewRecords
	for n, c := range all {
		if c.index == "" {
			continue
		}
		var found int
		err := a.readers.QueryRowContext(ctx, `SELECT count(*) FROM (`+c.within()+` LIMIT ?)`, append(slices.Clone(c.args), first, last, fewest+1)...).Scan(&found)
		if err != nil {
			return -1, explain(err)
		}
		if found <= fewest {
			at, fewest = n, found
		}
	}
	return at, nil
}

// Find calls visit for the records that the filter chooses, the last first, and stops at
// the first error, which it returns. However long the audit is, only the records of those days
// are read, and of them, where a condition holds of few, these alone.
func (a *AuditLog) Find(ctx context.Context, f AuditFilter, visit func(audit.Entry) error) error {
	first, last, err := a.span(ctx, f.From, f.Until)
	if err != nil || last == 0 {
		return err
	}
	first = max(first, f.After+1)
	if f.Before > 0 {
		last = min(last, f.Before-1)
	}
	all := f.conditions()
	rarest, err := a.rarest(ctx, all, first, last)
	if err != nil {
		return err
	}
	where, args := []string{`seq BETWEEN ? AND ?`, `at >= ?`, `at < ?`}, []any{first, last, instant(f.From), instant(f.Until)}
	if rarest >= 0 {
		where[0], args = `seq IN (`+all[rarest].within()+`)`, slices.Concat(all[rarest].args, args)
	}
	for _, c := range all {
		where, args = append(where, c.where), append(args, c.args...)
	}
	return a.each(ctx, visit, `SELECT `+recordColumns+` FROM records NOT INDEXED WHERE `+strings.Join(where, ` AND `)+` ORDER BY seq DESC LIMIT ?`, append(args, f.Limit)...)
}

// About calls visit for the records about one thing, of whatever part of it, the first first.
func (a *AuditLog) About(ctx context.Context, s audit.Subject, visit func(audit.Entry) error) error {
	return a.each(ctx, visit, `SELECT `+recordColumns+` FROM records WHERE matter = ? AND subject_id = ? AND subject_id <> 0 ORDER BY seq`, s.Matter, s.ID)
}

// each calls visit for every record that the query chooses.
func (a *AuditLog) each(ctx context.Context, visit func(audit.Entry) error, query string, args ...any) error {
	rows, err := a.readers.QueryContext(ctx, query, args...)
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		e, err := scanRecord(rows)
		if err == nil {
			err = visit(e)
		}
		if err != nil {
			return err
		}
	}
	return explain(rows.Err())
}

// numbered are the tables of the matters that have numbers of their own.
var numbered = map[audit.Matter]string{audit.Case: "cases", audit.Input: "inputs", audit.Review: "reviews", audit.Lawsuit: "lawsuits"}

// NumberOf returns the number by which people know what a record of the audit is about; ""
// where it has none, or there is no such.
func (r Reader) NumberOf(ctx context.Context, s audit.Subject) (string, error) {
	table := numbered[s.Matter]
	if table == "" || s.ID == 0 {
		return "", nil
	}
	all, err := collect(ctx, r.q, func(row row) (number string, err error) { return number, row.Scan(&number) },
		`SELECT number FROM `+table+` WHERE id = ?`, s.ID)
	return strings.Join(all, ""), err
}

// Numbered returns what has the number, of one matter or, with "", of any.
func (r Reader) Numbered(ctx context.Context, matter audit.Matter, number string) ([]audit.Subject, error) {
	found := []audit.Subject{}
	for _, m := range []audit.Matter{audit.Case, audit.Input, audit.Review, audit.Lawsuit} {
		if matter != "" && matter != m {
			continue
		}
		some, err := collect(ctx, r.q, func(row row) (s audit.Subject, err error) { s.Matter = m; return s, row.Scan(&s.ID) },
			`SELECT id FROM `+numbered[m]+` WHERE number = ?`, number)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return found, nil
}

// UnitsOf returns the units that work on a request, or helped with it.
func (r Reader) UnitsOf(ctx context.Context, id int64) ([]int64, error) {
	return collect(ctx, r.q, func(row row) (unit int64, err error) { return unit, row.Scan(&unit) }, `SELECT DISTINCT unit_id FROM case_units WHERE case_id = ?`, id)
}
