package intake

import (
	"testing"
	"time"

	"mingda/internal/mangle"
)

// FuzzParse feeds any bytes: Parse must come back soon with a sound message,
// and so must the rules that read it.
func FuzzParse(f *testing.F) {
	var good [][]byte
	for _, name := range corpus(f) {
		if raw := read(f, name); len(raw) < 20<<10 {
			good = append(good, raw)
		}
	}
	for _, raw := range append(mangle.Of(200, good...), good...) {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		start := time.Now()
		m := Parse(raw)
		mustBeSound(t, "input", raw, m)
		MayConfirm(m)
		Propose(m, office)
		Extract(m)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("took %v for %d bytes", took, len(raw))
		}
	})
}
