// Package migrations holds the database schema, step by step, and that of the audit
// beside it. A released step is never edited; a change is a further step.
package migrations

import (
	"embed"
	"io/fs"
)

// Files are the steps, NNNN_what.sql, in goose's format.
//
//go:embed *.sql
var Files embed.FS

//go:embed audit/*.sql
var audit embed.FS

// Audit returns the steps of the audit's own database, counted by themselves.
func Audit() fs.FS {
	steps, err := fs.Sub(audit, "audit")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return steps
}
