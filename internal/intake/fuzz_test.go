package intake

import (
	"syscall"
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
		before := worked(t)
		m := Parse(raw)
		mustBeSound(t, "input", raw, m)
		MayConfirm(m)
		Propose(m, office)
		Extract(m)
		if took := worked(t) - before; took > 2*time.Second {
			t.Errorf("%v of work for %d bytes", took, len(raw))
		}
	})
}

// worked returns how long this process has had a processor: how busy the machine is does not
// count.
func worked(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
