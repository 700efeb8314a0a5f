package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

func TestAppendAndRead(t *testing.T) {
	db := fresh(t)
	at := time.Date(2026, 11, 23, 9, 30, 0, 123_456_789, calendar.Zone)
	write(t, db, func(tx *Tx) error {
		for n, f := range []ledger.Fact{noted("第一"), &casefile.Dropped{Letter: 1}} {
			if _, err := tx.Append(ctx, ledger.Case, 5, n, Happening{On: calendar.NewDate(2026, 11, 20), At: at, By: 3, Fact: f}); err != nil {
				return err
			}
		}
		return appendTo(tx, ledger.Input, 5, 0, "another matter, the same number")
	})
	got, err := db.Entries(ctx, ledger.Case, 5, 0)
	if err != nil || len(got) != 2 {
		t.Fatalf("%d entries, %v", len(got), err)
	}
	e := got[0]
	if e.Seq != 1 || e.N != 1 || e.Type != "noted" || e.On != calendar.NewDate(2026, 11, 20) || e.By != 3 || !e.At.Equal(at.Truncate(time.Millisecond)) {
		t.Errorf("%+v", e)
	}
	if string(e.Private) != `{"text":"第一"}` || string(e.Body) != "{}" || e.Erased || got[1].Private != nil || got[1].Digest != nil {
		t.Errorf("private %s, body %s; second %s", e.Private, e.Body, got[1].Private)
	}
	if later, err := db.Entries(ctx, ledger.Case, 5, 1); err != nil || len(later) != 1 || later[0].N != 2 {
		t.Errorf("after the first: %v, %v", later, err)
	}
	v, err := db.Verify(ctx)
	if err != nil || !v.Sound() || len(v.Findings) != 0 {
		t.Errorf("%v, %v", v, err)
	}
	seq, head, err := db.Head(ctx)
	if wantSeq, wantHead := v.Head(); err != nil || seq != 3 || seq != wantSeq || string(head) != string(wantHead) {
		t.Errorf("head %d %x, %v", seq, head, err)
	}
}

// TestVersionRace: of eight who write at the same version one wins, and the
// others are told.
func TestVersionRace(t *testing.T) {
	db := fresh(t)
	write(t, db, func(tx *Tx) error { return appendTo(tx, ledger.Case, 1, 0, "begun") })
	var won, stale int
	var mu sync.Mutex
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			err := db.Write(ctx, func(tx *Tx) error { return appendTo(tx, ledger.Case, 1, 1, fmt.Sprint(n)) })
			mu.Lock()
			defer mu.Unlock()
			var f *fault.Error
			switch {
			case err == nil:
				won++
			case errors.As(err, &f) && f.Kind == fault.Conflict && f.Code == "stale_version":
				stale++
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if won != 1 || stale != 7 {
		t.Errorf("%d won, %d were told", won, stale)
	}
	entries, err := db.Entries(ctx, ledger.Case, 1, 0)
	if err != nil || len(entries) != 2 {
		t.Errorf("%d entries, %v", len(entries), err)
	}
}

// TestAppendOnly: the database itself refuses to change or remove an entry, and
// its readers cannot write.
func TestAppendOnly(t *testing.T) {
	db := fresh(t)
	write(t, db, func(tx *Tx) error { return appendTo(tx, ledger.Case, 1, 0, "stays") })
	for _, q := range []string{`UPDATE entries SET actor = 9`, `DELETE FROM entries`, `INSERT OR REPLACE INTO entries SELECT * FROM entries`} {
		if err := db.Write(ctx, func(tx *Tx) error { return tx.exec(ctx, q) }); err == nil {
			t.Errorf("%s is possible", q)
		}
	}
	for range 2 * readers { // every connection of the pool
		if _, err := db.readers.ExecContext(ctx, `INSERT INTO settings (name, value) VALUES ('a', 'b')`); err == nil || !strings.Contains(err.Error(), "readonly") {
			t.Fatalf("a reader writes: %v", err)
		}
	}
	if v, err := db.Verify(ctx); err != nil || !v.Sound() {
		t.Error(v, err)
	}
}

// TestSealed: personal parts cannot be read from the file, and one moved to
// another entry is found.
func TestSealed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	db := open(t, path)
	write(t, db, func(tx *Tx) error {
		if err := appendTo(tx, ledger.Case, 1, 0, "古丽娜尔·艾合买提"); err != nil {
			return err
		}
		return appendTo(tx, ledger.Case, 2, 0, "another")
	})
	for _, name := range []string{path, path + "-wal"} {
		raw, err := os.ReadFile(name)
		if err != nil || strings.Contains(string(raw), "古丽娜尔") {
			t.Errorf("%s gives the name away, or %v", filepath.Base(name), err)
		}
	}
	write(t, db, func(tx *Tx) error {
		return tx.exec(ctx, `UPDATE private_parts SET sealed = (SELECT sealed FROM private_parts WHERE seq = 2) WHERE seq = 1`)
	})
	if v, err := db.Verify(ctx); err != nil || v.Sound() || len(v.Findings) != 1 || v.Findings[0].Seq != 1 {
		t.Errorf("a moved part is not found: %+v, %v", v, err)
	}
}

// TestErase: what is erased is gone from the file too, and the check says
// erased, not broken.
func TestErase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	db := open(t, path)
	write(t, db, func(tx *Tx) error {
		if err := appendTo(tx, ledger.Case, 1, 0, "erased"); err != nil {
			return err
		}
		return appendTo(tx, ledger.Case, 2, 0, "kept")
	})
	var sealed []byte
	if err := db.readers.QueryRow(`SELECT sealed FROM private_parts WHERE seq = 1`).Scan(&sealed); err != nil {
		t.Fatal(err)
	}
	write(t, db, func(tx *Tx) error { return tx.Erase(ctx, ledger.Case, 1) })
	if v, err := db.Verify(ctx); err != nil || v.Sound() {
		t.Errorf("what is gone without a word is taken for erased: %+v, %v", v, err)
	}
	write(t, db, func(tx *Tx) error {
		_, err := tx.Append(ctx, ledger.Case, 1, 1, Happening{On: calendar.DateOf(noon), At: noon, Fact: &casefile.Destroyed{}})
		return err
	})
	v, err := db.Verify(ctx)
	if err != nil || !v.Sound() || len(v.Findings) != 1 || v.Findings[0].Seq != 1 || v.Findings[0].Broken {
		t.Errorf("%+v, %v", v, err)
	}
	for subject, erased := range map[int64]bool{1: true, 2: false} {
		e, err := db.Entries(ctx, ledger.Case, subject, 0)
		if err != nil || e[0].Erased != erased || (e[0].Private == nil) != erased {
			t.Errorf("subject %d: %+v, %v", subject, e, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(raw), string(sealed)) {
		t.Errorf("what was erased lies on a free page: %v", err)
	}
}

// TestFoundBroken: each way to tamper with the file behind the program's back
// is found, at the entry it was done to.
func TestFoundBroken(t *testing.T) {
	for _, c := range []struct{ name, sql string }{
		{"a body changed", `UPDATE entries SET body = '{"letter":9}' WHERE seq = 2`},
		{"a day changed", `UPDATE entries SET on_day = '2026-01-01' WHERE seq = 2`},
		{"an actor changed", `UPDATE entries SET actor = 7 WHERE seq = 2`},
		{"an entry removed", `DELETE FROM entries WHERE seq = 2`},
		{"a hash changed", `UPDATE entries SET hash = x'00' WHERE seq = 2`},
		{"a private part added", `INSERT INTO private_parts SELECT 2, sealed FROM private_parts WHERE seq = 1`},
	} {
		db := fresh(t)
		write(t, db, func(tx *Tx) error {
			if err := appendTo(tx, ledger.Case, 1, 0, "eins"); err != nil {
				return err
			}
			for n, f := range []ledger.Fact{&casefile.Dropped{Letter: 1}, &casefile.Archived{}} {
				if _, err := tx.Append(ctx, ledger.Case, 1, n+1, Happening{On: calendar.DateOf(noon), At: noon, Fact: f}); err != nil {
					return err
				}
			}
			return nil
		})
		write(t, db, func(tx *Tx) error {
			for _, q := range []string{`DROP TRIGGER entries_never_change`, `DROP TRIGGER entries_never_go`, c.sql} {
				if err := tx.exec(ctx, q); err != nil {
					return err
				}
			}
			return nil
		})
		if v, err := db.Verify(ctx); err != nil || v.Sound() {
			t.Errorf("%s: not found, %v", c.name, err)
		}
	}
}

// TestClockSetBack: instants may go backwards; the chain holds, the order stays.
func TestClockSetBack(t *testing.T) {
	db := fresh(t)
	for n, at := range []time.Time{noon, noon.AddDate(-3, 0, 0), noon.Add(time.Hour)} {
		write(t, db, func(tx *Tx) error {
			_, err := tx.Append(ctx, ledger.Case, 1, n, Happening{On: calendar.DateOf(at), At: at, Fact: noted("x")})
			return err
		})
	}
	entries, err := db.Entries(ctx, ledger.Case, 1, 0)
	if err != nil || len(entries) != 3 || entries[1].At.Year() != 2023 || entries[2].N != 3 {
		t.Errorf("%+v, %v", entries, err)
	}
	if v, err := db.Verify(ctx); err != nil || !v.Sound() {
		t.Error(v, err)
	}
}

// TestSeries: numbers come one after another, and one that was taken in a
// transaction that failed is taken again.
func TestSeries(t *testing.T) {
	db := fresh(t)
	next := func(fail error) (n int) {
		_ = db.Write(ctx, func(tx *Tx) error { n, _ = tx.Next(ctx, "case/1/2026"); return fail })
		return n
	}
	peek, err := db.Peek(ctx, "case/1/2026")
	got := []int{peek, next(nil), next(errors.New("x")), next(nil), next(nil)}
	if err != nil || fmt.Sprint(got) != "[1 1 2 2 3]" {
		t.Errorf("%v, %v", got, err)
	}
}
