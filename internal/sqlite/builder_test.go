package sqlite

import (
	"context"
	"crypto/rand"
	"path/filepath"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/ledger"
	"mingda/internal/office"
)

var ctx = context.Background()

// sealer is the one of the tests.
func sealer(t testing.TB) *ledger.Sealer {
	t.Helper()
	s, err := ledger.NewSealer([]byte("0123456789abcdef"), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// open opens a database at path until the test ends.
func open(t testing.TB, path string) *DB {
	t.Helper()
	db, err := Open(ctx, path, sealer(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// fresh opens an empty database with one agency (ID 1) and one unit (ID 1).
func fresh(t testing.TB) *DB {
	t.Helper()
	db := open(t, filepath.Join(t.TempDir(), "mingda.db"))
	write(t, db, func(tx *Tx) error { return addAgency(tx, "QZF") })
	write(t, db, func(tx *Tx) error {
		_, err := tx.PutUnit(ctx, office.Unit{Agency: 1, Name: "区财政局", Active: true})
		return err
	})
	return db
}

func addAgency(tx *Tx, code string) error {
	_, err := tx.PutAgency(ctx, office.Agency{Code: code, Name: code + "人民政府", LetterWord: "明政公开", ReviewBody: "市", Court: "院", Active: true})
	return err
}

func write(t testing.TB, db *DB, do func(*Tx) error) {
	t.Helper()
	if err := db.Write(ctx, do); err != nil {
		t.Fatal(err)
	}
}

var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

// noted is a fact with a personal part.
func noted(text string) *casefile.Noted {
	f := &casefile.Noted{}
	f.Private.Text = text
	return f
}

// appendTo appends a note to the ledger of a subject at a version.
func appendTo(tx *Tx, m ledger.Matter, subject int64, version int, text string) error {
	_, err := tx.Append(ctx, m, subject, version, Happening{On: calendar.DateOf(noon), At: noon, By: 2, Fact: noted(text)})
	return err
}

// addInput takes an input in, with its entry and its row.
func addInput(t testing.TB, db *DB, f inbox.Received) *inbox.Input {
	t.Helper()
	var i *inbox.Input
	write(t, db, func(tx *Tx) error {
		id, err := tx.NewSubject(ctx, ledger.Input)
		if err != nil {
			return err
		}
		i = &inbox.Input{ID: inbox.ID(id)}
		return happen(tx, i, &f)
	})
	return i
}

// happen appends a fact to an input and writes its row.
func happen(tx *Tx, i *inbox.Input, f ledger.Fact) error {
	at, on := noon, calendar.DateOf(noon)
	if r, ok := f.(*inbox.Received); ok {
		at, on = r.ArrivedAt, calendar.DateOf(r.ArrivedAt)
	}
	e, err := tx.Append(ctx, ledger.Input, int64(i.ID), i.Version, Happening{On: on, At: at, Fact: f})
	if err != nil {
		return err
	}
	if err := i.Take(e); err != nil {
		return err
	}
	return tx.PutInput(ctx, i)
}

// mail is a mail that arrived.
func mail(number, file string, at time.Time) inbox.Received {
	return inbox.Received{
		Number: number, Agency: 1, Door: casefile.Mail, ArrivedAt: at, File: file, Size: 10, Mailbox: "ysqgk@example.gov.cn", UIDValidity: 1, CodeHash: "h-" + number,
		Private: inbox.Digest{Sender: "沈知秋", Subject: "申请", MessageID: number + "@example.com", Sketch: intake.NewSketch(casefile.Applicant{Name: "沈知秋"}, casefile.Wants{Content: "学区划分"})},
	}
}

// putCase writes the row of a case, which has no ledger.
func putCase(t testing.TB, db *DB, c casefile.Row, findable string, letters ...casefile.Letter) error {
	t.Helper()
	if c.Agency == 0 {
		c.Agency = 1
	}
	return db.Write(ctx, func(tx *Tx) error { return tx.PutCase(ctx, c, letters, findable) })
}
