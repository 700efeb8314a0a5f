// Package export is the folder in which an office moves: which parts it has, how
// they are written with their hashes, and how they are read back by nobody who
// has not all of them unchanged. It knows lines and files, not what they mean.
//
//	manifest.json   what this is, and how much of it
//	ledger.jsonl    the ledger, an entry a line
//	audit.jsonl     the audit, a record a line
//	tables/*.jsonl  what else the office has, a row a line
//	rows/*.jsonl    what is folded of the ledger, for reading only
//	files/ab/cd…    the raw files and PDFs; the path is the SHA-256 of the content
//	SHA256SUMS      of everything else, as sha256sum -c reads it
//
// Invariant: SHA256SUMS gets its name last, when all it names is durable. A folder
// without it is no export.
package export

import (
	"errors"
	"fmt"
	"path"
)

// Format is what the manifest says that the folder is, and Version which.
const (
	Format  = "mingda-export"
	Version = 1
)

// The parts with fixed names.
const (
	Ledger   = "ledger.jsonl"
	Audit    = "audit.jsonl"
	manifest = "manifest.json"
	sums     = "SHA256SUMS"
	filesDir = "files"
)

// Table returns the name of the part with the rows of a table, and Rows that of the part
// with rows that are folded of the ledger.
func Table(name string) string { return path.Join("tables", name+".jsonl") }

// Rows returns the name of the part with rows that are folded of the ledger.
func Rows(name string) string { return path.Join("rows", name+".jsonl") }

// How the personal data lie in an export.
const (
	Sealed  = "sealed"   // with the key of the office, which is not there
	WithKey = "with_key" // with the key of the office, which is there
	Clear   = "clear"    // open
)

// A Manifest says what an export is.
type Manifest struct {
	Format   string            `json:"format"`
	Version  int               `json:"version"`
	MadeAt   string            `json:"made_at"`
	Office   string            `json:"office"` // demo or real
	Schema   int64             `json:"schema"` // of the tables
	Personal string            `json:"personal"`
	Key      string            `json:"key"` // names the key file
	Entries  int64             `json:"ledger_entries"`
	Head     string            `json:"ledger_head"`     // SM3, in hex
	Audit    *Chain            `json:"audit,omitempty"` // nil: of before there was one
	Tables   []string          `json:"tables"`
	Folded   map[string]Folded `json:"folded"`
	Files    int               `json:"files"`
	Bytes    int64             `json:"file_bytes"`
	Waiting  int               `json:"mails_waiting"`
}

// A Chain says what the audit was.
type Chain struct {
	From   int64  `json:"from"`   // the last record that was pruned; 0 if none was
	Before string `json:"before"` // its hash, SM3 in hex
	Last   int64  `json:"records"`
	Head   string `json:"head"`
}

// Folded says what a table that is folded of the ledger was.
type Folded struct {
	Rows   int    `json:"rows"`
	SHA256 string `json:"sha256"` // of its dump, in hex
}

// ErrRefused is what everything that is wrong with a folder is, other than the machine.
var ErrRefused = errors.New("cannot be imported")

// refused says what is wrong with a folder.
func refused(format string, args ...any) error { return refusal{fmt.Sprintf(format, args...)} }

type refusal struct{ text string }

func (r refusal) Error() string        { return r.text }
func (r refusal) Is(target error) bool { return target == ErrRefused }

// Refuse makes err one by which a folder is refused.
func Refuse(err error) error { return refused("%v", err) }
