package sqlite

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"mingda/internal/audit"
)

// TestAuditFind: whatever is asked, the records that are found are those that a look at every
// one of them finds, the last first; also where the clock was set back by days, and where a
// condition holds of more records than are looked up one by one.
func TestAuditFind(t *testing.T) {
	log := auditOf(t, open(t, filepath.Join(t.TempDir(), "mingda.db")))
	start := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	var all []audit.Entry
	err := log.Arrive(ctx, 0, nil, start, func(put func(audit.Entry) error) error {
		var head []byte
		for n := range fewRecords + 3000 {
			e := audit.Entry{
				Seq: int64(n + 1), At: start.Add(time.Duration(n) * 3 * time.Minute), By: int64(n % 4), Kind: audit.Saw, Door: "desk",
				Subject: audit.Subject{Matter: audit.Case, ID: int64(n % 300)}, Address: fmt.Sprintf("10.0.%d.%d", n%3, n%200),
			}
			if n%7000 > 6800 { // set back
				e.At = e.At.AddDate(0, 0, -5)
			}
			if n%50 == 0 {
				e.Kind, e.Words = audit.Searched, fmt.Sprintf("词%d", n%600)
			}
			if n%4000 == 1 {
				e.Kind, e.Subject = audit.Refused, audit.Subject{Matter: audit.Input, ID: 7}
			}
			head = e.Chain(head)
			e.Hash = head
			all = append(all, e)
			if err := put(e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	days := len(all) * 3 / 60 / 24
	rapid.Check(t, func(t *rapid.T) {
		f := AuditFilter{From: start.AddDate(0, 0, rapid.IntRange(-3, days).Draw(t, "from")).Add(-8 * time.Hour), Limit: rapid.SampledFrom([]int{1, 100, -1}).Draw(t, "limit")}
		f.Until = f.From.AddDate(0, 0, rapid.IntRange(1, days).Draw(t, "days"))
		f.Within = rapid.SampledFrom([][]int64{nil, nil, {1, 2}}).Draw(t, "within")
		f.By = rapid.SampledFrom([][]int64{nil, nil, {2}, {}, {0, 9}}).Draw(t, "by")
		f.Kinds = rapid.SampledFrom([][]audit.Kind{nil, nil, {audit.Refused}, {audit.Saw, audit.Searched}}).Draw(t, "kinds")
		f.Matter = rapid.SampledFrom([]audit.Matter{"", "", audit.Case, audit.Input}).Draw(t, "matter")
		f.Subject = rapid.SampledFrom([][]audit.Subject{nil, nil, {}, {{Matter: audit.Case, ID: 7}, {Matter: audit.Input, ID: 7}}}).Draw(t, "subject")
		f.Words = rapid.SampledFrom([][]string{nil, nil, {"词5"}, {"词1", "词2"}, {"无"}}).Draw(t, "words")
		f.Address = rapid.SampledFrom([]string{"", "", "10.0.1.1", "10.", "9", "%"}).Draw(t, "address")
		f.After = rapid.SampledFrom([]int64{0, 0, 5000}).Draw(t, "after")
		f.Before = rapid.SampledFrom([]int64{0, 0, 9000}).Draw(t, "before")
		var got, want []int64
		if err := log.Find(ctx, f, func(e audit.Entry) error { got = append(got, e.Seq); return nil }); err != nil {
			t.Fatal(err)
		}
		for _, e := range slices.Backward(all) {
			if len(want) != f.Limit && chosen(f, e) {
				want = append(want, e.Seq)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%+v finds %d records, want %d", f, len(got), len(want))
		}
	})
}

// chosen reports whether the filter chooses the record.
func chosen(f AuditFilter, e audit.Entry) bool {
	is := audit.Subject{Matter: e.Subject.Matter, ID: e.Subject.ID}
	return !e.At.Before(f.From) && e.At.Before(f.Until) && e.Seq > f.After && (f.Before == 0 || e.Seq < f.Before) &&
		(f.Within == nil || slices.Contains(f.Within, e.By)) && (f.By == nil || slices.Contains(f.By, e.By)) &&
		(f.Kinds == nil || slices.Contains(f.Kinds, e.Kind)) && (f.Matter == "" || f.Matter == e.Subject.Matter) &&
		(f.Subject == nil || slices.Contains(f.Subject, is)) && strings.HasPrefix(e.Address, f.Address) &&
		(f.Words == nil || slices.ContainsFunc(f.Words, func(w string) bool { return strings.Contains(e.Words, w) }))
}

// TestAuditFindPlan: each condition that holds of few records is found off its own index.
func TestAuditFindPlan(t *testing.T) {
	log := auditOf(t, open(t, filepath.Join(t.TempDir(), "mingda.db")))
	f := AuditFilter{By: []int64{1}, Kinds: []audit.Kind{audit.Saw}, Subject: []audit.Subject{{Matter: audit.Case, ID: 1}}, Words: []string{"x"}, Address: "10."}
	for _, c := range f.conditions() {
		rows, err := log.readers.QueryContext(ctx, `EXPLAIN QUERY PLAN `+c.within(), append(slices.Clone(c.args), 1, 2)...)
		if err != nil {
			t.Fatal(err)
		}
		var plan string
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			plan += detail + "; "
		}
		if err := rows.Close(); err != nil || !strings.Contains(plan, "SEARCH records USING COVERING INDEX "+c.index) {
			t.Errorf("%s: %s, %v", c.index, plan, err)
		}
	}
}
