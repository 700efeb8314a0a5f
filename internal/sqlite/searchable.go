//go:build sqlite_fts5 || fts5

package sqlite

// searchable tells that SQLite was compiled with full-text search.
const searchable = true
