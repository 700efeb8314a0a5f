package sqlite

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"

	"mingda/internal/casefile"
	"mingda/migrations"
)

// TestSupplementStep: cases of an office from before the step that await a
// supplement have their day afterwards, and what was joined since the notice is
// the clerk's turn; what rebuilding would make of them is the same.
func TestSupplementStep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	before(t, path, 5, `
		INSERT INTO agencies (id, code, name, case_prefix, letter_word, review_body, review_channel, court) VALUES (1, 'QZF', '区政府', '', '', '', '', '')`, `
		INSERT INTO cases (id, version, number, agency_id, door, class, applicant, subject, stage, open, received_on, clock,
			due_on, strict_due_on, provisional, result, ended_on, late, waits_for)
		SELECT id, 9, 'N' || id, 1, 'mail', 'natural', '', '', CASE id WHEN 1 THEN 'handling' ELSE 'clarifying' END, 1, '2026-09-22',
			CASE id WHEN 1 THEN 'running' ELSE 'awaiting_clarification' END, '', '', 0, '', '', 0, CASE id WHEN 1 THEN 'unit' ELSE 'applicant' END
		FROM (SELECT 1 AS id UNION SELECT 2 UNION SELECT 3 UNION SELECT 4)`,
		entry(1, 1, "registered", `{}`), entry(1, 2, "joined", `{"input":9}`),
		entry(2, 1, "joined", `{"input":8}`), entry(2, 2, "signed", clarification), entry(2, 3, "served", `{"letter":1}`), // joined before
		entry(3, 1, "signed", clarification), entry(3, 2, "served", `{"letter":1}`), entry(3, 3, "joined", `{"input":7}`),
		entry(4, 1, "signed", clarification), entry(4, 2, "served", `{"letter":1}`), entry(4, 3, "joined", `{"input":6}`), entry(4, 4, "unjoined", `{"corrects":3,"input":6}`))
	db := open(t, path)
	for id, want := range map[casefile.ID]struct {
		by    string
		waits casefile.Party
	}{
		1: {"", casefile.UnitWaits}, 2: {"2026-11-06", casefile.ApplicantWaits}, 3: {"2026-11-06", casefile.ClerkWaits}, 4: {"2026-11-06", casefile.ApplicantWaits},
	} {
		row, err := db.CaseRow(ctx, id)
		if err != nil || row.SupplementBy.String() != want.by || row.WaitsFor != want.waits {
			t.Errorf("case %d: by %q, waits for %s, %v; want %+v", id, row.SupplementBy, row.WaitsFor, err, want)
		}
	}
}

const clarification = `{"letter":1,"kind":"clarification","by":"2026-11-06"}`

// entry is one entry of a case, as a statement; the chain is not looked at.
func entry(subject, n int, kind, body string) string {
	return `INSERT INTO entries (matter, subject_id, n, type, on_day, at, actor, body, hash) VALUES ('case', ` +
		string(rune('0'+subject)) + `, ` + string(rune('0'+n)) + `, '` + kind + `', '2026-09-24', '2026-09-24T02:00:00.000Z', 2, '` + body + `', x'00')`
}

// before makes a database as it was at a step, and fills it.
func before(t *testing.T, path string, step int64, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", dsn(path, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	steps, err := goose.NewProvider(goose.DialectSQLite3, db, migrations.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := steps.UpTo(ctx, step); err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := db.ExecContext(ctx, s); err != nil {
			t.Fatal(err, s)
		}
	}
}
