package worker

import (
	"context"
	"errors"
	"strings"
	"testing"

	"mingda/internal/audit"
	"mingda/internal/auth"
)

// A keeper is a machine that keeps logs, as far as the worker knows it.
type keeper struct {
	has    []int64
	away   bool
	cutOff func() // once it has what was sent
}

func (k *keeper) Send(_ context.Context, all []audit.Entry) error {
	if k.away {
		return errors.New("connection refused")
	}
	for _, e := range all {
		k.has = append(k.has, e.Seq)
	}
	if k.cutOff != nil {
		k.cutOff()
	}
	return nil
}

// TestSendAudit: every record goes, the first one first, once; while the other machine is away it
// is said up to where it has them; after a cut between sending and noting some go twice and none
// is left out.
func TestSendAudit(t *testing.T) {
	dir := t.TempDir()
	d, err := openDesk(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.DB.Close() })
	k := &keeper{}
	w := &Worker{Desk: d, LogHost: k, Log: quiet}
	record := func(n int) {
		t.Helper()
		for range n {
			if err := d.Record(t.Context(), auth.User{ID: 4}, audit.Entry{Kind: audit.Saw, Subject: audit.Subject{Matter: audit.Case, ID: 7}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	send := func(want string) {
		t.Helper()
		if err := w.sendAudit(t.Context()); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Fatalf("%v, want %q", err, want)
		}
	}
	holds := func(first, last int64) {
		t.Helper()
		for i, n := 0, first; n <= last; i, n = i+1, n+1 {
			if len(k.has) != int(last-first)+1 || k.has[i] != n {
				t.Fatalf("%d records, not %d to %d: %v", len(k.has), first, last, k.has)
			}
		}
		k.has = nil
	}
	send("")
	holds(1, 0)
	record(3)
	send("")
	holds(1, 3)
	k.away = true
	record(2)
	send("收到第 3 条审计记录为止")
	send("收到第 3 条审计记录为止")
	k.away = false
	send("")
	holds(4, 5)
	record(1200)
	send("")
	holds(6, 1205)

	record(1)
	k.cutOff = func() { d.DB.Close() }
	send("closed")
	holds(1206, 1206)
	k.cutOff = nil
	if d, err = openDesk(dir); err != nil {
		t.Fatal(err)
	}
	w.Desk = d
	record(1)
	send("")
	holds(1206, 1207)
}
