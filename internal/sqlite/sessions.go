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
	db                         *DB
}

// sessionSlack is by how much the stored end of a session may lie before its
// real one: an idle session can end that much too early, never too late.
const sessionSlack = time.Minute

// Sessions returns the store of sign-in sessions. Call the returned func to end
// its cleaning before the database closes.
func (db *DB) Sessions() (scs.Store, func()) {
	store := sessionStore{sqlite3store.New(db.writer), db}
	return store, store.StopCleanup
}

// keptSession is a session as it stands in the database.
type keptSession struct {
	data   []byte
	until  time.Time
	exists bool // and has not ended
}

// kept reads a session.
func (s sessionStore) kept(token string) (keptSession, error) {
	var k keptSession
	var until float64
	err := s.db.readers.QueryRow(`SELECT data, expiry, julianday('now') < expiry FROM sessions WHERE token = ?`, token).Scan(&k.data, &until, &k.exists)
	if errors.Is(err, sql.ErrNoRows) {
		return keptSession{}, nil
	}
	k.until = ofJulianDay(until)
	return k, explain(err)
}

// Find returns what is kept under the token. It is read anew with each page: a
// session that was ended opens nothing. What was read is remembered for Commit.
func (s sessionStore) Find(token string) ([]byte, bool, error) {
	version := s.db.memo.version.Load()
	k, err := s.kept(token)
	if err != nil || !k.exists {
		return nil, false, err
	}
	s.db.memo.keep(version, sessionQuestion+token, k)
	return k.data, true, nil
}

// sessionQuestion is before the token where the memo keeps a session.
const sessionQuestion = "session "

// Commit keeps the session, unless it is kept already with the same content and
// nearly the same end. Where only its end cannot be moved, on a full disk or
// beside a long write, it ends earlier and the page is shown all the same.
func (s sessionStore) Commit(token string, b []byte, expiry time.Time) error {
	version := s.db.memo.version.Load()
	k, ok := keptSession{}, false
	if a, found := s.db.memo.answer(version, sessionQuestion+token); found {
		k, ok = a.(keptSession)
	}
	if !ok {
		var err error
		if k, err = s.kept(token); err != nil {
			return err
		}
	}
	same := k.exists && bytes.Equal(k.data, b)
	if same && expiry.Sub(k.until).Abs() < sessionSlack {
		return nil
	}
	err := explain(s.SQLite3Store.Commit(token, b, expiry))
	s.db.memo.committed()
	if same && fault.KindOf(err) == fault.Unavailable {
		return nil
	}
	return err
}

// All returns what is kept of every session that has not ended, by its token.
func (s sessionStore) All() (map[string][]byte, error) {
	rows, err := s.db.readers.Query(`SELECT token, data FROM sessions WHERE julianday('now') < expiry`)
	if err != nil {
		return nil, explain(err)
	}
	defer rows.Close()
	all := map[string][]byte{}
	for rows.Next() {
		var token string
		var data []byte
		if err := rows.Scan(&token, &data); err != nil {
			return nil, explain(err)
		}
		all[token] = data
	}
	return all, explain(rows.Err())
}

// Delete ends the session.
func (s sessionStore) Delete(token string) error {
	defer s.db.memo.committed()
	return explain(s.SQLite3Store.Delete(token))
}

// ofJulianDay returns the instant that SQLite writes as a number of days since
// noon of 24 November 4714 BC; 1970 began at 2440587.5.
func ofJulianDay(days float64) time.Time {
	const unixEpoch = 2440587.5
	return time.UnixMilli(int64((days - unixEpoch) * 24 * 60 * 60 * 1000))
}
