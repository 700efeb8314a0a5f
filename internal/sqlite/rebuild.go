package sqlite

import (
	"context"
	"fmt"
	"strings"
)

// folded are the tables that are made of the ledger, and nothing else.
var folded = []string{"disposal_files", "disposals", "archives", "access", "report_again", "report_contests", "report_cases", "input_refs", "input_cases", "inputs", "letter_files", "review_papers", "reviews", "lawsuits", "yearly", "figure_sums", "case_marks", "case_figures", "case_days", "case_awaited", "case_units", "case_letters", "case_words", "case_sources", "old_cases", "cases"}

// ClearFolded empties every table that is made of the ledger. Other tables may
// refer to their rows, so the references are looked at when the transaction
// ends: by then the same rows must be there again.
func (tx *Tx) ClearFolded(ctx context.Context) error {
	if err := tx.exec(ctx, `PRAGMA defer_foreign_keys = ON`); err != nil {
		return err
	}
	for _, table := range folded {
		if err := tx.exec(ctx, `DELETE FROM `+table); err != nil {
			return err
		}
	}
	for _, table := range []string{"to_project", "inputs_to_fold", "sketches"} {
		if err := tx.exec(ctx, `DELETE FROM `+table); err != nil {
			return err
		}
	}
	return tx.exec(ctx, `INSERT INTO cases_fts (cases_fts) VALUES ('delete-all')`)
}

// DumpFolded writes every row that is made of the ledger as one line, table by
// table in the order of their keys, so that two dumps can be compared.
func (r Reader) DumpFolded(ctx context.Context, line func(string) error) error {
	if err := r.DumpRows(ctx, line); err != nil {
		return err
	}
	return r.dump(ctx, "cases_fts", `SELECT term, doc, offset FROM cases_words ORDER BY doc, offset, term`, line)
}

// DumpRows is DumpFolded without the words of the index, which are many.
func (r Reader) DumpRows(ctx context.Context, line func(string) error) error {
	for _, table := range folded {
		if err := r.dump(ctx, table, `SELECT * FROM `+table+` ORDER BY 1, 2`, line); err != nil {
			return err
		}
	}
	return nil
}

func (r Reader) dump(ctx context.Context, table, query string, line func(string) error) error {
	rows, err := r.q.QueryContext(ctx, query)
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		var b strings.Builder
		b.WriteString(table)
		for i, c := range columns {
			fmt.Fprintf(&b, " %s=%q", c, fmt.Sprint(values[i]))
		}
		if err := line(b.String()); err != nil {
			return err
		}
	}
	return explain(rows.Err())
}
