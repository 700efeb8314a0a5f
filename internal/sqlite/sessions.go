package sqlite

import (
	"github.com/alexedwards/scs/sqlite3store"
	"github.com/alexedwards/scs/v2"
)

// Sessions returns the store of sign-in sessions. It is the writer's: a session
// is written rarely, and must be read as it was written. Call the returned func
// to end its cleaning before the database closes.
func (db *DB) Sessions() (scs.Store, func()) {
	store := sqlite3store.New(db.writer)
	return store, store.StopCleanup
}
