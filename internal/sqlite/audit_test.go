package sqlite

import (
	"bytes"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mingda/internal/audit"
)

// auditOf opens the audit of a database.
func auditOf(t *testing.T, db *DB) *AuditLog {
	t.Helper()
	log, err := db.Audit(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// chained returns all entries, which must follow one another.
func chained(t *testing.T, log *AuditLog) (all []audit.Entry) {
	t.Helper()
	var head []byte
	if err := log.Each(ctx, func(e audit.Entry) error {
		if e.Seq != int64(len(all)+1) || !bytes.Equal(e.Chain(head), e.Hash) {
			t.Errorf("entry %d does not follow", e.Seq)
		}
		all, head = append(all, e), e.Hash
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// TestAuditTogether: many append at once, from two processes as it were; each entry is
// there when its writer is told so, once, and in one chain. What it said is read back.
func TestAuditTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	one, two := open(t, path), open(t, path)
	var all sync.WaitGroup
	for n := range 60 {
		log := auditOf(t, []*DB{one, two}[n%2])
		all.Go(func() {
			e := audit.Entry{At: time.Unix(int64(n), 0).UTC(), By: int64(n), Kind: audit.Saw, Subject: audit.Subject{Matter: audit.Case, ID: 3, Part: 2}, Door: "desk",
				Method: "GET", Route: "/cases/{id}", Status: 200, Address: "::1", Session: "s", Words: "词", Note: "由", Count: n}
			if err := log.Append(ctx, e); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	entries := chained(t, auditOf(t, one))
	seen := map[int64]bool{}
	for _, e := range entries {
		seen[e.By] = true
		if e.At.Unix() != e.By || e.Words != "词" || e.Note != "由" || e.Count != int(e.By) || e.Subject.Part != 2 {
			t.Errorf("read back %+v", e)
		}
	}
	if len(entries) != 60 || len(seen) != 60 {
		t.Errorf("%d entries of %d writers", len(entries), len(seen))
	}
	if seq, head, err := auditOf(t, two).Head(ctx); seq != 60 || !bytes.Equal(head, entries[59].Hash) || err != nil {
		t.Errorf("the head is %d, %v", seq, err)
	}
}

// TestAuditAppendOnly: no entry can be changed or taken out.
func TestAuditAppendOnly(t *testing.T) {
	log := auditOf(t, open(t, filepath.Join(t.TempDir(), "mingda.db")))
	if err := log.Append(ctx, audit.Entry{Kind: audit.Saw, At: time.Unix(0, 0)}); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`UPDATE records SET actor = 9`, `DELETE FROM records`, `INSERT OR REPLACE INTO records SELECT * FROM records`,
	} {
		if _, err := log.writer.ExecContext(ctx, statement); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if len(chained(t, log)) != 1 {
		t.Error("something happened to it")
	}
}

// TestAuditLeavesOfficeAlone: what is remembered of the office's database is not
// forgotten for a page that was looked at.
func TestAuditLeavesOfficeAlone(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "mingda.db"))
	log := auditOf(t, db)
	before := db.Version()
	for range 3 {
		if err := log.Append(ctx, audit.Entry{Kind: audit.Saw}); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := dataVersion(ctx, db.writer); err != nil || db.Version() != before {
		t.Errorf("version %d, then %d (%d), %v", before, db.Version(), got, err)
	}
}
