// Package migrations holds the database schema, step by step. A released step
// is never edited; a change is a further step.
package migrations

import "embed"

// Files are the steps, NNNN_what.sql, in goose's format.
//
//go:embed *.sql
var Files embed.FS
