package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/ledger"
	"mingda/internal/sqlite"
)

// saw records something in the audit.
func (b *bench) saw(n int64) {
	b.t.Helper()
	b.must(b.Record(ctx, auth.User{ID: 2}, audit.Entry{Kind: audit.Saw, Subject: audit.Subject{Matter: audit.Case, ID: n}, Door: "desk", Method: "GET", Route: "/cases/{id}", Status: 200}))
}

// onCopy returns the office as it is on copies of its databases of before.
func (b *bench) onCopy(ledgerOf, auditOf string) *Desk {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "mingda.db")
	note := BackupNote{Sealed: true}
	for from, to := range map[string]string{note.Database(ledgerOf): path, note.Audit(auditOf): sqlite.AuditPath(path)} {
		b.must(b.Files.Keys().OpenFile(from, to))
	}
	db, err := sqlite.Open(ctx, path, b.DB.Sealer())
	b.must(err)
	b.t.Cleanup(func() { b.must(db.Close()) })
	return &Desk{DB: db, Files: b.Files, Embedded: b.Embedded, Now: b.Now, Random: b.Random, CodeKey: b.CodeKey, Log: b.Log, HeadsFile: b.HeadsFile}
}

// TestTieHeads: each chain knows the other's head, and the file outside those of both, so
// that none of the three can be put back to how it was before: what was, sealed and whole in
// itself, is found by what the others noted since.
func TestTieHeads(t *testing.T) {
	b := newBench(t)
	b.HeadsFile = filepath.Join(t.TempDir(), "outside", "heads.txt")
	b.web(form(casefile.ByDownload))
	b.saw(1)
	old := filepath.Join(t.TempDir(), "old")
	_, err := b.Backup(ctx, old)
	b.must(err)
	b.web(form(casefile.ByDownload))
	b.saw(2)
	pair, err := b.TieHeads(ctx)
	b.must(err)
	b.saw(3)
	now := filepath.Join(t.TempDir(), "now")
	_, err = b.Backup(ctx, now)
	b.must(err)
	lines, err := os.ReadFile(b.HeadsFile)
	if err != nil || strings.Count(string(lines), "\n") != 3 || !strings.Contains(string(lines), pair.Line()) {
		t.Fatalf("outside stands\n%s%v", lines, err)
	}
	v, err := b.Verify(ctx)
	if err != nil || !v.Sound() || v.Outside != 3 || len(v.Audit.Ties) != 3 {
		t.Fatalf("%+v, %v", v, err)
	}
	for name, c := range map[string]struct {
		ledger, audit, outside string
		in                     func(Verified) []ledger.Finding
		where                  string
	}{
		"ledger of before": {old, now, "", func(v Verified) []ledger.Finding { return v.Ledger.Findings }, "in the audit"},
		"audit of before":  {now, old, "", func(v Verified) []ledger.Finding { return v.Audit.Findings }, "in the ledger"},
		"both of before":   {old, old, b.HeadsFile, func(v Verified) []ledger.Finding { return v.Ledger.Findings }, "in the file outside"},
	} {
		d := b.onCopy(c.ledger, c.audit)
		d.HeadsFile = c.outside
		v, err := d.verifyChains(ctx)
		b.must(err)
		found := c.in(v)
		if v.Sound() || len(found) == 0 || !strings.Contains(found[0].What, c.where) {
			t.Errorf("%s: %+v, %+v", name, v.Ledger.Findings, v.Audit.Findings)
		}
	}
	b.must(os.WriteFile(b.HeadsFile, append(lines, "2026 something else\n"...), 0o600))
	if v, err := b.Verify(ctx); err != nil || len(v.Damaged) != 1 {
		t.Errorf("a line that is none: %+v, %v", v.Damaged, err)
	}
}
