package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"testing"
	"time"

	"mingda/internal/fault"
)

// TestSessionIsNotWrittenAgain looks whether a page that changes nothing of the
// session waits for the disk: the database's version moves with each commit.
func TestSessionIsNotWrittenAgain(t *testing.T) {
	db := fresh(t)
	watch, err := sql.Open("sqlite3", dsn(db.path, "_query_only=on"))
	if err != nil {
		t.Fatal(err)
	}
	defer watch.Close()
	watch.SetMaxOpenConns(1)
	store, end := db.Sessions()
	defer end()
	at := func() int64 {
		version, err := dataVersion(ctx, watch)
		if err != nil {
			t.Fatal(err)
		}
		return version
	}
	until := time.Now().Add(time.Hour)
	for _, step := range []struct {
		name   string
		data   string
		until  time.Time
		writes bool
	}{
		{"new", "one", until, true},
		{"the same", "one", until, false},
		{"a little later", "one", until.Add(50 * time.Second), false},
		{"much later", "one", until.Add(2 * time.Minute), true},
		{"earlier by much", "one", until.Add(-10 * time.Minute), true},
		{"other content", "two", until.Add(-10 * time.Minute), true},
	} {
		before := at()
		if err := store.Commit("token", []byte(step.data), step.until); err != nil {
			t.Fatal(err)
		}
		if wrote := before != at(); wrote != step.writes {
			t.Errorf("%s: wrote %v, want %v", step.name, wrote, step.writes)
		}
		if got, ok, err := store.Find("token"); err != nil || !ok || !bytes.Equal(got, []byte(step.data)) {
			t.Errorf("%s: Find = %q, %v, %v", step.name, got, ok, err)
		}
	}
	if err := store.Delete("token"); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := store.Find("token"); ok || err != nil {
		t.Errorf("Find after Delete = %v, %v", ok, err)
	}
	if err := store.Commit("over", []byte("x"), time.Now().Add(-time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := store.Find("over"); ok || err != nil {
		t.Errorf("Find of a session that ended = %v, %v", ok, err)
	}
}

// TestSessionBesideLongWrite: a new session that cannot be kept is said to be
// busy; one that is only looked at lasts as long as it did.
func TestSessionBesideLongWrite(t *testing.T) {
	db := fresh(t)
	store, end := db.Sessions()
	defer end()
	until := time.Now().Add(time.Hour)
	if err := store.Commit("kept", []byte("one"), until); err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("sqlite3", "file:"+db.path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := db.writer.Exec(`PRAGMA busy_timeout = 50`); err != nil {
		t.Fatal(err)
	}
	busy := func(what string, err error) {
		t.Helper()
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != "busy" {
			t.Errorf("%s: %v", what, err)
		}
	}
	busy("new", store.Commit("new", []byte("one"), until))
	busy("changed", store.Commit("kept", []byte("two"), until))
	busy("ended", store.Delete("kept"))
	if err := store.Commit("kept", []byte("one"), until.Add(10*time.Minute)); err != nil {
		t.Errorf("looked at: %v", err)
	}
	if got, ok, err := store.Find("kept"); err != nil || !ok || string(got) != "one" {
		t.Errorf("%q %v %v", got, ok, err)
	}
}
