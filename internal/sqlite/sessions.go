package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"time"

	"github.com/alexedwards/scs/sqlite3store"
	"github.com/alexedwards/scs/v2"

	"mingda/internal/fault"
)

// sessionStore keeps sign-in sessions. It reads from the pool, which sees every
// commit that has returned, and spares the writer what says nothing new: a
// session that ends when it is idle is committed with every page, and each
// commit waits for the disk.
type sessionStore struct {
	*sqlite3store.SQLite3Store // of the writer
	read                       *sqlite3store.SQLite3Store
	pool                       *sql.DB
}

// sessionSlack is by how much the stored end of a session may lie before its
// real one: an idle session can end that much too early, never too late.
const sessionSlack = time.Minute

// Sessions returns the store of sign-in sessions. Call the returned func to end
// its cleaning before the database closes.
func (db *DB) Sessions() (scs.Store, func()) {
	store := sessionStore{sqlite3store.New(db.writer), sqlite3store.NewWithCleanupInterval(db.readers, 0), db.readers}
	return store, store.StopCleanup
}

// Find returns what is kept under the token.
func (s sessionStore) Find(token string) ([]byte, bool, error) {
	b, ok, err := s.read.Find(token)
	return b, ok, explain(err)
}

// Commit keeps the session, unless it is kept already with the same content and
// nearly the same end. Where only its end cannot be moved, on a full disk or
// beside a long write, it ends earlier and the page is shown all the same.
func (s sessionStore) Commit(token string, b []byte, expiry time.Time) error {
	var kept []byte
	var until float64
	err := s.pool.QueryRow(`SELECT data, expiry FROM sessions WHERE token = ?`, token).Scan(&kept, &until)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return explain(err)
	}
	same := err == nil && bytes.Equal(kept, b)
	if same && expiry.Sub(ofJulianDay(until)).Abs() < sessionSlack {
		return nil
	}
	err = explain(s.SQLite3Store.Commit(token, b, expiry))
	if same && err != nil && fault.KindOf(err) == fault.Unavailable {
		return nil
	}
	return err
}

// Delete ends the session.
func (s sessionStore) Delete(token string) error { return explain(s.SQLite3Store.Delete(token)) }

// ofJulianDay returns the instant that SQLite writes as a number of days since
// noon of 24 November 4714 BC; 1970 began at 2440587.5.
func ofJulianDay(days float64) time.Time {
	const unixEpoch = 2440587.5
	return time.UnixMilli(int64((days - unixEpoch) * 24 * 60 * 60 * 1000))
}
