package sqlite

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mingda/internal/audit"
	"mingda/internal/ledger"
)

// A tampering is done to a row of one of the chains, by who has the file and not the key.
type tampering struct {
	db     *sql.DB
	random *rand.Rand
	table  string
	seqs   []int64 // that were touched
}

// TestTampered: whatever is done behind the program's back to any one row of ledger or audit
// (a column changed, the row taken out, another put in, two swapped), in each of a hundred
// random tries it is found, and the row named.
func TestTampered(t *testing.T) {
	const tries, rows = 100, 30
	made := filepath.Join(t.TempDir(), "mingda.db")
	db := open(t, made)
	write(t, db, func(tx *Tx) error {
		for n := range rows {
			if err := appendTo(tx, ledger.Case, int64(n%4+1), n/4, fmt.Sprint("张", n)); err != nil {
				return err
			}
		}
		return nil
	})
	for n := range rows {
		e := audit.Entry{At: time.Unix(int64(n), 0).UTC(), By: int64(n), Kind: audit.Saw, Subject: audit.Subject{Matter: audit.Case, ID: int64(n), Part: 2}, Door: "desk", Method: "GET", Route: "/cases/{id}",
			Status: 200, Address: "::1", Session: "s", Words: fmt.Sprint("词", n), Note: "由", Count: n}
		if err := auditOf(t, db).Append(ctx, e); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for try := range tries {
		random := rand.New(rand.NewPCG(uint64(try), 1))
		path := filepath.Join(t.TempDir(), "mingda.db")
		for from, to := range map[string]string{made: path, AuditPath(made): AuditPath(path)} {
			whole, err := os.ReadFile(from)
			if err == nil {
				err = os.WriteFile(to, whole, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		x := tampering{random: random, table: []string{"entries", "private_parts", "records"}[random.IntN(3)]}
		what := x.tamper(t, path)
		found := findings(t, path, x.table == "records")
		named := slices.ContainsFunc(found, func(f ledger.Finding) bool {
			return f.Broken && slices.ContainsFunc(x.seqs, func(seq int64) bool { return f.Seq == seq || f.Seq == seq+1 })
		})
		if !named {
			t.Errorf("try %d: %s of %s %v: found %+v", try, what, x.table, x.seqs, found)
		}
	}
}

// findings opens the databases and verifies the one or the other chain.
func findings(t *testing.T, path string, ofAudit bool) []ledger.Finding {
	t.Helper()
	db := open(t, path)
	defer db.Close()
	if ofAudit {
		v, err := auditOf(t, db).Verify(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return v.Findings
	}
	v, err := db.Verify(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return v.Findings
}

func (x *tampering) tamper(t *testing.T, path string) (what string) {
	t.Helper()
	if x.table == "records" {
		path = AuditPath(path)
	}
	var err error
	if x.db, err = sql.Open("sqlite3", "file:"+path+"?_foreign_keys=off&_ignore_check_constraints=on"); err != nil {
		t.Fatal(err)
	}
	defer x.db.Close()
	x.db.SetMaxOpenConns(1)
	for _, trigger := range []string{"entries_never_change", "entries_never_go", "records_stay", "records_kept"} {
		x.must(t, `DROP TRIGGER IF EXISTS `+trigger)
	}
	ways := []func(*testing.T) string{x.change, x.remove, x.add, x.swap}
	return ways[x.random.IntN(len(ways))](t)
}

func (x *tampering) must(t *testing.T, query string, args ...any) {
	t.Helper()
	if _, err := x.db.Exec(query, args...); err != nil {
		t.Fatal(query, err)
	}
}

// pick chooses a row.
func (x *tampering) pick(t *testing.T) (seq int64) {
	t.Helper()
	if err := x.db.QueryRow(`SELECT seq FROM `+x.table+` ORDER BY seq LIMIT 1 OFFSET ? % (SELECT count(*) FROM `+x.table+`)`, x.random.IntN(1000)).Scan(&seq); err != nil {
		t.Fatal(err)
	}
	x.seqs = append(x.seqs, seq)
	return seq
}

// columns are those beside seq.
func (x *tampering) columns(t *testing.T) (names, types []string) {
	t.Helper()
	rows, err := x.db.Query(`SELECT name, type FROM pragma_table_info(?) WHERE name <> 'seq'`, x.table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name, kind string
		if err := rows.Scan(&name, &kind); err != nil {
			t.Fatal(err)
		}
		names, types = append(names, name), append(types, kind)
	}
	return names, types
}

func (x *tampering) change(t *testing.T) string {
	names, types := x.columns(t)
	at := x.random.IntN(len(names))
	value := map[string]any{"INTEGER": x.random.Int64N(1000) + 1000, "TEXT": fmt.Sprint("x", x.random.IntN(1000)), "BLOB": []byte{byte(x.random.IntN(256))}}[types[at]]
	x.must(t, `UPDATE `+x.table+` SET `+names[at]+` = ? WHERE seq = ?`, value, x.pick(t))
	return names[at] + " changed"
}

func (x *tampering) remove(t *testing.T) string {
	x.must(t, `DELETE FROM `+x.table+` WHERE seq = ?`, x.pick(t))
	return "removed"
}

// add puts a copy of a row at the end.
func (x *tampering) add(t *testing.T) string {
	names, _ := x.columns(t)
	from := x.pick(t)
	copied := strings.Join(names, ", ")
	if x.table == "entries" { // as the next of its subject
		copied = strings.Replace(copied, "n, ", "(SELECT max(n) + 1 FROM entries o WHERE o.subject_id = entries.subject_id), ", 1)
	}
	x.must(t, `INSERT INTO `+x.table+` (seq, `+strings.Join(names, ", ")+`) SELECT (SELECT max(seq) + 1 FROM `+x.table+`), `+copied+` FROM `+x.table+` WHERE seq = ?`, from)
	var last int64
	if err := x.db.QueryRow(`SELECT max(seq) FROM ` + x.table).Scan(&last); err != nil {
		t.Fatal(err)
	}
	x.seqs = []int64{last}
	return "added"
}

func (x *tampering) swap(t *testing.T) string {
	a, b := x.pick(t), x.pick(t)
	if a == b {
		return x.remove(t)
	}
	for _, move := range [][2]int64{{a, -1}, {b, a}, {-1, b}} {
		x.must(t, `UPDATE `+x.table+` SET seq = ?2 WHERE seq = ?1`, move[0], move[1])
	}
	return "swapped"
}

// TestVerifyWhileRecording: the audit is sound at each moment, also while more is recorded.
func TestVerifyWhileRecording(t *testing.T) {
	log := auditOf(t, open(t, filepath.Join(t.TempDir(), "mingda.db")))
	done := make(chan struct{})
	var recording sync.WaitGroup
	recording.Go(func() {
		for n := int64(0); ; n++ {
			select {
			case <-done:
				return
			default:
			}
			if err := log.Append(ctx, audit.Entry{At: time.Unix(n, 0).UTC(), By: n, Kind: audit.Saw}); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for range 200 {
		if v, err := log.Verify(ctx); err != nil || !v.Sound() {
			t.Errorf("%+v, %v", v, err)
			break
		}
	}
	close(done)
	recording.Wait()
}

// TestEndSealed: entries that are taken from the end with their seal, or a seal that is not
// of this key, are found by the seal that is missing or does not open.
func TestEndSealed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	db := open(t, path)
	for n := range 3 {
		write(t, db, func(tx *Tx) error { return appendTo(tx, ledger.Case, 1, n, "x") })
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	for _, q := range []string{`DROP TRIGGER entries_never_go`, `DELETE FROM private_parts WHERE seq = 3`, `DELETE FROM entries WHERE seq = 3`, `UPDATE ledger_end SET seq = 2`} {
		if _, err := raw.Exec(q); err != nil {
			t.Fatal(q, err)
		}
	}
	if found := findings(t, path, false); len(found) != 1 || found[0].Seq != 2 {
		t.Errorf("cut with its seal changed: %+v", found)
	}
	if _, err := raw.Exec(`DELETE FROM ledger_end`); err != nil {
		t.Fatal(err)
	}
	if found := findings(t, path, false); len(found) != 1 || found[0].Seq != 1 {
		t.Errorf("without a seal: %+v", found)
	}
}
