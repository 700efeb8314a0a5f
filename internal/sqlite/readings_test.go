package sqlite

import (
	"path/filepath"
	"testing"
	"time"
)

// TestWordReadAgain: a document of before of which nothing could be read waits once more,
// for files of Word are read now; a picture without words, what was read and what was erased
// do not.
func TestWordReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	row := func(file, how string, pages, at string) string {
		return `INSERT INTO readings (file, how, pages, of, why, read_at, sealed) VALUES ('` + file + `', '` + how + `', ` + pages + `, ` + pages + `, '', '` + at + `', NULL)`
	}
	source := func(n, mail, file string) string {
		return `INSERT INTO case_sources (case_id, mail, n, file) VALUES (1, ` + mail + `, ` + n + `, '` + file + `')`
	}
	const at = "2026-09-24T02:00:00.000Z"
	before(t, path, 64, `PRAGMA foreign_keys = OFF`,
		row("word", "none", "0", at), source("1", "0", "word"), row("photo", "none", "1", at), source("2", "0", "photo"),
		row("pdf", "layer", "2", at), source("3", "0", "pdf"), row("mail", "none", "0", ""), source("4", "1", "mail"))
	db := open(t, path)
	next, is, err := db.NextToRead(ctx, time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC), nil)
	if err != nil || !is || next.File != "word" || next.Mail {
		t.Errorf("%+v %t, %v", next, is, err)
	}
	f, err := db.ReadingFigures(ctx)
	if err != nil || f.Waiting != 1 {
		t.Errorf("%+v, %v", f, err)
	}
	known, err := db.Readings(ctx, []string{"word", "photo", "pdf", "mail"})
	if err != nil || len(known) != 3 {
		t.Errorf("%+v, %v", known, err)
	}
}
