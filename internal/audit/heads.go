package audit

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"mingda/internal/ledger"
)

// A Head is place and hash of the last entry of a chain.
type Head struct {
	Seq  int64
	Hash []byte
}

// String writes a head as the note of a Tied entry and a line of the file outside have it.
func (h Head) String() string { return strconv.FormatInt(h.Seq, 10) + " " + hex.EncodeToString(h.Hash) }

// parseHead reads what String wrote.
func parseHead(seq, hash string) (h Head, err error) {
	if h.Seq, err = strconv.ParseInt(seq, 10, 64); err == nil {
		h.Hash, err = hex.DecodeString(hash)
	}
	return h, err
}

// Tie is the entry that notes in the audit what the head of the ledger was.
func Tie(of Head, at time.Time, door string) Entry {
	return Entry{At: at, By: ledger.System, Kind: Tied, Door: door, Note: of.String()}
}

// Ties returns the head of the ledger that a Tied entry notes.
func (e Entry) Ties() (Head, error) {
	seq, hash, _ := strings.Cut(e.Note, " ")
	return parseHead(seq, hash)
}

// HeadNoted notes in the ledger what the head of the audit was. Nobody reads it but who
// verifies both.
type HeadNoted struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"` // SM3, in hex
}

// FactType implements ledger.Fact.
func (HeadNoted) FactType() string { return "audit_head" }

// NoteOf is the fact that notes a head of the audit.
func NoteOf(h Head) *HeadNoted { return &HeadNoted{Seq: h.Seq, Hash: hex.EncodeToString(h.Hash)} }

// Head returns what is noted.
func (f HeadNoted) Head() (Head, error) { return parseHead(strconv.FormatInt(f.Seq, 10), f.Hash) }

// A Pair is the heads of both chains at one moment: a line of the file outside (链首记录),
// which whoever could change the databases should not be able to change.
type Pair struct {
	At            time.Time
	Ledger, Audit Head
}

// Line writes the pair, without line end.
func (p Pair) Line() string {
	return ledger.FormatTime(p.At) + " ledger " + p.Ledger.String() + " audit " + p.Audit.String()
}

// ParseLine reads what Line wrote.
func ParseLine(line string) (p Pair, err error) {
	parts := strings.Fields(line)
	if len(parts) != 7 || parts[1] != "ledger" || parts[4] != "audit" {
		return p, fmt.Errorf("%q is no line of heads", line)
	}
	if p.At, err = time.Parse(ledger.TimeLayout, parts[0]); err == nil {
		p.Ledger, err = parseHead(parts[2], parts[3])
	}
	if err == nil {
		p.Audit, err = parseHead(parts[5], parts[6])
	}
	return p, err
}
