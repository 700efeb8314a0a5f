package sqlite

import (
	"context"
	"encoding/json"
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
	Before      int64           // records with lower numbers only
	Limit       int
}

// where returns the condition. Records are read in the order of their numbers: the days say
// between which, so that however long the audit is, only those days of it are read.
func (f AuditFilter) where(first, last int64) (string, []any) {
	conditions := []string{`seq BETWEEN ? AND ?`, `at >= ?`, `at < ?`}
	if f.Before > 0 && f.Before <= last {
		last = f.Before - 1
	}
	args := []any{first, last, instant(f.From), instant(f.Until)}
	add := func(condition string, arg any) {
		conditions, args = append(conditions, condition), append(args, arg)
	}
	list := func(of any) string {
		text, _ := json.Marshal(of) //nolint:errcheck // numbers and strings
		return string(text)
	}
	if f.Within != nil {
		add(`+actor IN (SELECT value FROM json_each(?))`, list(f.Within))
	}
	if f.By != nil {
		add(`+actor IN (SELECT value FROM json_each(?))`, list(f.By))
	}
	if f.Kinds != nil {
		add(`kind IN (SELECT value FROM json_each(?))`, list(f.Kinds))
	}
	if f.Matter != "" {
		add(`+matter = ?`, f.Matter)
	}
	if f.Subject != nil {
		var any []string
		for _, s := range f.Subject {
			any = append(any, `(+matter = ? AND subject_id = ?)`)
			args = append(args, s.Matter, s.ID)
		}
		conditions = append(conditions, `(`+strings.Join(append(any, `0`), ` OR `)+`)`)
	}
	if f.Words != nil {
		add(`EXISTS (SELECT 1 FROM json_each(?) w WHERE instr(words, w.value) > 0)`, list(f.Words))
	}
	if f.Address != "" {
		conditions, args = append(conditions, `substr(address, 1, length(?)) = ?`), append(args, f.Address, f.Address)
	}
	return strings.Join(conditions, ` AND `), args
}

// span returns the numbers of the first and the last record of some time; of none, 0 and 0.
// A clock that was set back does not matter: it is the least and the greatest.
func (a *AuditLog) span(ctx context.Context, from, until time.Time) (first, last int64, err error) {
	err = a.readers.QueryRowContext(ctx, `SELECT coalesce(min(seq), 0), coalesce(max(seq), 0) FROM records WHERE at >= ? AND at < ?`,
		instant(from), instant(until)).Scan(&first, &last)
	return first, last, explain(err)
}

// Find calls visit for the records that the filter chooses, the last first, and stops at
// the first error, which it returns.
func (a *AuditLog) Find(ctx context.Context, f AuditFilter, visit func(audit.Entry) error) error {
	first, last, err := a.span(ctx, f.From, f.Until)
	if err != nil || last == 0 {
		return err
	}
	where, args := f.where(first, last)
	return a.each(ctx, visit, `SELECT `+recordColumns+` FROM records WHERE `+where+` ORDER BY seq DESC LIMIT ?`, append(args, f.Limit)...)
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
