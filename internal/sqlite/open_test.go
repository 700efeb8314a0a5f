package sqlite

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"mingda/internal/audit"
	"mingda/internal/fault"
	"mingda/internal/ledger"
)

// TestOpen: a fresh database opens, a second time nothing happens, one of a
// newer program is refused, and so is what is no database.
func TestOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "甲 乙?#%.db")
	db := open(t, path)
	write(t, db, func(tx *Tx) error { return tx.PutSetting(ctx, "name", "明川") })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatal("the file has another name: ", err)
	}
	db = open(t, path)
	if v, err := db.Setting(ctx, "name"); v != "明川" || err != nil {
		t.Errorf("%q, %v", v, err)
	}
	write(t, db, func(tx *Tx) error {
		return tx.exec(ctx, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
	})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, sealer(t)); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("a newer database is opened: %v", err)
	}
	if err := os.WriteFile(path, []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, sealer(t)); err == nil {
		t.Error("a text is opened as a database")
	}
}

// TestPragmas: every connection has them, not one of the pool only.
func TestPragmas(t *testing.T) {
	db := fresh(t)
	for name, want := range map[string]string{"foreign_keys": "1", "synchronous": "2", "journal_mode": "wal", "secure_delete": "1", "busy_timeout": "5000"} {
		var held []*sql.Conn
		for range readers {
			c, err := db.readers.Conn(ctx)
			if err != nil {
				t.Fatal(err)
			}
			held = append(held, c)
		}
		c, err := db.writer.Conn(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range append(held, c) {
			var got string
			if err := c.QueryRowContext(ctx, `PRAGMA `+name).Scan(&got); err != nil || got != want {
				t.Errorf("%s is %s, %v", name, got, err)
			}
			c.Close()
		}
	}
}

// TestBusy: another process that holds the writer makes a fault that says so.
func TestBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	db := open(t, path)
	other, err := sql.Open("sqlite3", "file:"+path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.writer.Exec(`PRAGMA busy_timeout = 50`); err != nil {
		t.Fatal(err)
	}
	err = db.Write(ctx, func(tx *Tx) error { return nil })
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Unavailable || f.Code != "busy" {
		t.Errorf("%v", err)
	}
	if _, err := db.Setting(ctx, "x"); err != nil {
		t.Errorf("reading is blocked too: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	write(t, db, func(tx *Tx) error { return appendTo(tx, ledger.Case, 1, 0, "goes on") })
}

// TestDiskFull fills a file system of 4 MB: the one who writes is told, nothing
// is half done, what was written before stays, and with room it goes on.
func TestDiskFull(t *testing.T) {
	small := t.TempDir()
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=4m"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("cannot mount a small file system: ", err)
		}
		t.Skip("cannot mount a small file system: ", err)
	}
	defer syscall.Unmount(small, syscall.MNT_DETACH)
	db := open(t, filepath.Join(small, "mingda.db"))
	ballast := filepath.Join(small, "ballast")
	noise := make([]byte, 3000)
	written, full := 0, error(nil)
	for full == nil && written < 2000 {
		if written == 20 {
			if err := os.WriteFile(ballast, make([]byte, 600<<10), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		rand.Read(noise)
		full = db.Write(ctx, func(tx *Tx) error {
			for n := range 3 { // a transaction of several entries
				if err := appendTo(tx, ledger.Case, int64(written+1), n, fmt.Sprintf("%x", noise)); err != nil {
					return err
				}
			}
			return nil
		})
		if full == nil {
			written++
		}
	}
	var f *fault.Error
	if !errors.As(full, &f) || f.Kind != fault.Unavailable || f.Code != "disk_full" {
		t.Fatalf("after %d: %v", written, full)
	}
	wantWhole(t, db, written)
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	write(t, db, func(tx *Tx) error {
		for n := range 3 {
			if err := appendTo(tx, ledger.Case, int64(written+1), n, "room again"); err != nil {
				return err
			}
		}
		return nil
	})
	wantWhole(t, db, written+1)
	t.Logf("full after %d transactions", written)
}

// wantWhole wants the entries of that many whole transactions, and no others.
func wantWhole(t *testing.T, db *DB, transactions int) {
	t.Helper()
	v, err := db.Verify(ctx)
	if err != nil || !v.Sound() {
		t.Fatalf("%+v, %v", v, err)
	}
	if seq, _ := v.Head(); seq != int64(3*transactions) {
		t.Errorf("%d entries of %d transactions", seq, transactions)
	}
}

// TestBackup: a copy made while others write is of one moment and verifies.
func TestBackup(t *testing.T) {
	db := fresh(t)
	done := make(chan error)
	go func() {
		for n := range 200 {
			if err := db.Write(ctx, func(tx *Tx) error {
				if err := appendTo(tx, ledger.Case, int64(n+1), 0, "a"); err != nil {
					return err
				}
				return appendTo(tx, ledger.Case, int64(n+1), 1, "b")
			}); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := db.Backup(ctx, to); err != nil {
		t.Error(err)
	}
	if err := db.Backup(ctx, to); err == nil {
		t.Error("an older copy is overwritten")
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	copied := open(t, to)
	v, err := copied.Verify(ctx)
	if seq, _ := v.Head(); err != nil || !v.Sound() || seq%2 != 0 {
		t.Errorf("%d entries, %+v, %v", seq, v.Findings, err)
	}
}

// TestOwnersAlone: the files of the office and of its audit can be read by nobody but their
// owner, whatever the umask is.
func TestOwnersAlone(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o022))
	path := filepath.Join(t.TempDir(), "mingda.db")
	db := open(t, path)
	if err := auditOf(t, db).Append(ctx, audit.Entry{At: noon, Kind: audit.Saw}); err != nil {
		t.Fatal(err)
	}
	all, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(all) < 4 {
		t.Fatal(all, err)
	}
	for _, f := range all {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", f.Name(), info.Mode(), err)
		}
	}
}
