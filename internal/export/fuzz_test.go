package export

import (
	"bytes"
	"testing"

	"mingda/internal/mangle"
)

// FuzzEntry feeds any line of an exported ledger to the reader: what it takes, it writes as
// an entry that it takes again, the same.
func FuzzEntry(f *testing.F) {
	good := [][]byte{
		[]byte(`{"seq":1,"matter":"case","subject":1,"n":1,"type":"registered","on":"2026-11-26","at":"2026-11-26T02:00:00.000Z","by":1,"body":{"a":1},"salt":"AA==","digest":"AA==","sealed":"AA==","hash":"AA=="}`),
		[]byte(`{"seq":-1,"body":null,"on":"0000-00-00"}`),
	}
	for _, line := range append(mangle.Of(500, good...), good...) {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		e, sealed, err := ReadEntry(line)
		if err != nil {
			return
		}
		written, err := EntryLine(e, sealed)
		if err != nil {
			return // its JSON was not written by this program
		}
		again, same, err := ReadEntry(written)
		if err != nil {
			t.Fatalf("%s is not read again: %v", written, err)
		}
		if twice, err := EntryLine(again, same); err != nil || !bytes.Equal(twice, written) {
			t.Errorf("%s became %s, %v", written, twice, err)
		}
	})
}
