package desk

import (
	"fmt"
	"testing"

	"mingda/internal/audit"
	"mingda/internal/auth"
)

// TestWatchGoesOn: what is unusual is the same whether it was asked for before, record by
// record, or for the first time; what is recorded later is counted once, and days of long
// ago, which are not kept, are found all the same.
func TestWatchGoesOn(t *testing.T) {
	b := newBench(t)
	auditor := auth.User{ID: b.must1(b.PutUser(ctx, Operator, auth.User{Login: "audit", Name: "审计", Roles: []auth.Role{auth.AuditAdmin}}, "long enough for anybody"))}
	auditor, err := b.User(ctx, auditor.ID)
	b.must(err)
	fresh := func() *Desk { // the same office, where nobody has asked yet
		return &Desk{DB: b.DB, Files: b.Files, Embedded: b.Embedded, Now: b.Now, Random: b.Random, CodeKey: b.CodeKey, Log: b.Log}
	}
	refuse := func(n int) {
		t.Helper()
		for range n {
			b.must(b.Record(ctx, b.by("clerk"), audit.Entry{Kind: audit.Refused, Door: "desk", Status: 403, Route: "/users"}))
		}
	}
	said := func(d *Desk, from, to int) string {
		t.Helper()
		lines, _, err := d.Unusual(ctx, auditor, b.today().AddDays(from), b.today().AddDays(to))
		b.must(err)
		text := ""
		for _, l := range lines {
			text += fmt.Sprintln(l.Rule, l.Day, l.Who, l.Count)
		}
		return text
	}
	both := func(from, to int) string {
		t.Helper()
		kept, anew := said(b.Desk, from, to), said(fresh(), from, to)
		if kept != anew {
			t.Errorf("%d to %d: it says %q, anew %q", from, to, kept, anew)
		}
		return kept
	}
	first := b.today()
	refuse(9)
	if text := both(-6, 0); text != "" {
		t.Errorf("of nine: %q", text)
	}
	refuse(3)
	if want := fmt.Sprintln(audit.ManyRefused, first, b.by("clerk").ID, 12); both(-6, 0) != want {
		t.Errorf("of twelve: %q, want %q", both(-6, 0), want)
	}
	b.goTo("2026-12-01")
	refuse(10)
	if text := both(-30, 0); text != fmt.Sprintln(audit.ManyRefused, b.today(), b.by("clerk").ID, 10) {
		t.Errorf("ten weeks later: %q", text)
	}
	ago := first.DaysSince(b.today())
	if text := both(ago, ago+1); text != fmt.Sprintln(audit.ManyRefused, first, b.by("clerk").ID, 12) {
		t.Errorf("of long ago: %q", text)
	}
}
