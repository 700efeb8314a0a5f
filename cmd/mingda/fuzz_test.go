package main

import (
	"encoding/json"
	"testing"

	"mingda/internal/mangle"
)

// FuzzClock feeds anything to mingda clock: it answers with a result that is JSON, or with
// status 2 and a sentence, and says the same when it explains.
func FuzzClock(f *testing.F) {
	good := []string{
		`{"matter":"request","region":"xinjiang","as_of":"2026-12-31","events":[{"type":"received","on":"2026-09-22"},{"type":"extended","on":"2026-10-12"}]}`,
		`[{"matter":"review","region":"","as_of":"2027-01-05","events":[{"type":"received","on":"2026-11-02"},{"type":"accepted","on":"2026-11-06","procedure":"summary"}]}]`,
		`{"matter":"request","as_of":"9999-12-31","events":[{"type":"received","on":"0001-01-01"}]}`,
		`[null,{},[]]`, `{"events":[{"on":1}]}`, ``,
	}
	for _, in := range append(mangle.Of(100, good...), good...) {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		status, out, said := mingda(in, "clock")
		switch {
		case status == 0 && (!json.Valid([]byte(out)) || said != ""):
			t.Errorf("answers %q, %q", out, said)
		case status == 2 && (out != "" || said == ""):
			t.Errorf("refuses with %q, %q", out, said)
		case status != 0 && status != 2:
			t.Fatalf("ends with %d: %s", status, said)
		}
		if explained, _, why := mingda(in, "clock", "--explain"); explained != status {
			t.Errorf("explains with %d in place of %d: %s", explained, status, why)
		}
	})
}
