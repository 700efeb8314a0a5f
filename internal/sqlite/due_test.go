package sqlite

import (
	"database/sql"
	"path/filepath"
	"slices"
	"testing"

	"mingda/internal/casefile"
)

// TestCasesDueStep: what several lists had left of the cases of before is one list
// afterwards, whether the office had begun with them or not.
func TestCasesDueStep(t *testing.T) {
	agency := `INSERT INTO agencies (id, code, name, case_prefix, letter_word, review_body, review_channel, court) VALUES (1, 'QZF', '区政府', '', '', '', '', '')`
	cases := `
		INSERT INTO cases (id, version, type, number, agency_id, door, class, applicant, subject, stage, open, received_on, clock,
			due_on, strict_due_on, provisional, result, ended_on, late, waits_for)
		SELECT id, 1, CASE id WHEN 5 THEN 'correction' ELSE 'request' END, 'N' || id, 1, 'mail', 'natural', '', '', CASE id WHEN 4 THEN 'annulled' ELSE 'handling' END, 1,
			'2026-09-22', 'running', '', '', 0, '', '', 0, 'unit'
		FROM (SELECT 1 AS id UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6)`
	figured := `INSERT INTO case_figures SELECT id, 1, 0, door, class, received_on, '', '', '', 0 FROM cases WHERE id IN (1, 2, 6)`
	for name, c := range map[string]struct {
		step       int64
		statements []string
		due        []casefile.ID
	}{
		"of before the yearly report": {47, []string{agency, cases}, []casefile.ID{6, 5, 4, 3, 2, 1}},
		"all but begun":               {61, []string{agency, cases, figured, `INSERT INTO report_stale VALUES (1), (99)`, `INSERT INTO words_due VALUES (2), (5)`}, []casefile.ID{5, 3, 2, 1}},
		"done":                        {61, []string{agency, cases, `INSERT INTO case_figures SELECT id, 1, 0, door, class, received_on, '', '', '', 0 FROM cases WHERE id NOT IN (4, 5)`}, nil},
		"moving in":                   {47, []string{agency, entry(1, 1, "registered", `{}`), entry(1, 2, "resumed", `{}`)}, nil}, // its rows are folded when it has them
	} {
		path := filepath.Join(t.TempDir(), "mingda.db")
		before(t, path, c.step, c.statements...)
		before(t, path, 64) // later steps want other things anew
		db, err := sql.Open("sqlite3", dsn(path, ""))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		due, all, err := Reader{db, nil, nil}.CasesDue(ctx, 10)
		if err != nil || all != len(c.due) || !slices.Equal(due, c.due) {
			t.Errorf("%s: %v of %d are due, %v; want %v", name, due, all, err, c.due)
		}
	}
}
