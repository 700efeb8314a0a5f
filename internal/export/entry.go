package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/ledger"
)

// entryLine is a line of the ledger. Body and private part stand in it byte for byte, for
// the chain is over their bytes.
type entryLine struct {
	Seq     int64           `json:"seq"`
	Matter  ledger.Matter   `json:"matter"`
	Subject int64           `json:"subject"`
	N       int             `json:"n"`
	Type    string          `json:"type"`
	On      string          `json:"on"`
	At      string          `json:"at"`
	By      int64           `json:"by"`
	Body    json.RawMessage `json:"body"`
	Salt    []byte          `json:"salt,omitempty"`
	Digest  []byte          `json:"digest,omitempty"`
	Sealed  []byte          `json:"sealed,omitempty"`
	Private json.RawMessage `json:"private,omitempty"`
	Erased  bool            `json:"erased,omitempty"`
	Hash    []byte          `json:"hash"`
}

// EntryLine writes an entry as a line: its personal part as it lies, or open if sealed is
// nil.
func EntryLine(e ledger.Entry, sealed []byte) ([]byte, error) {
	l := entryLine{
		Seq: e.Seq, Matter: e.Matter, Subject: e.Subject, N: e.N, Type: e.Type, On: e.On.String(), At: ledger.FormatTime(e.At), By: e.By,
		Body: e.Body, Salt: e.Salt, Digest: e.Digest, Sealed: sealed, Erased: e.Erased, Hash: e.Hash,
	}
	if sealed == nil {
		l.Private = e.Private
	}
	line, err := json.Marshal(l)
	if err == nil && !(bytes.Contains(line, e.Body) && bytes.Contains(line, l.Private)) {
		err = errors.New("its JSON is not written as this program writes it")
	}
	if err != nil {
		return nil, fmt.Errorf("entry %d: %w", e.Seq, err)
	}
	return line, nil
}

// ReadEntry reads what EntryLine wrote.
func ReadEntry(line []byte) (e ledger.Entry, sealed []byte, err error) {
	var l entryLine
	in := json.NewDecoder(bytes.NewReader(line))
	in.DisallowUnknownFields()
	if err := in.Decode(&l); err != nil {
		return e, nil, err
	}
	e = ledger.Entry{
		Seq: l.Seq, Matter: l.Matter, Subject: l.Subject, N: l.N, Type: l.Type, By: l.By,
		Body: l.Body, Salt: l.Salt, Digest: l.Digest, Private: l.Private, Erased: l.Erased, Hash: l.Hash,
	}
	if e.On, err = calendar.ParseDate(l.On); err != nil {
		return e, nil, err
	}
	e.At, err = time.Parse(ledger.TimeLayout, l.At)
	return e, l.Sealed, err
}
