package desk

import (
	"testing"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// TestOlderCodeKeys: after the key was changed, query codes and calendars of before open as
// those since do, a number finds its case under the new key, and the auditor finds what was
// looked for before.
func TestOlderCodeKeys(t *testing.T) {
	b := newBench(t)
	wanted := casefile.Wants{Subject: "补偿方案", Content: "补偿方案", Medium: casefile.Paper, Delivery: casefile.ByPost}
	ticket := b.web(intake.FormInput{Agency: "1", Applicant: marked, Wants: wanted})
	v := b.view(ticket.Input)
	p := v.Candidates[v.Proposed]
	id, err := b.Register(ctx, b.by("clerk"), ticket.Input, Registration{Version: v.Input.Version, Applicant: marked, Wants: wanted, On: p.On, Ground: p.Ground})
	b.must(err)
	feed, err := b.NewFeed(ctx, b.by("clerk"))
	b.must(err)
	b.must(b.Record(ctx, b.by("clerk"), audit.Entry{Kind: audit.Searched, Words: marked.Phone}))

	b.CodeKey, b.OlderCodeKeys = []byte("newer key of codes"), [][]byte{b.CodeKey}
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error { return tx.KeyChanged(ctx, "key_name", "newer") }))
	if _, due, err := b.DB.CasesDue(ctx, 0); due != 1 || err != nil {
		t.Fatal(due, err)
	}
	_, err = b.ProjectDue(ctx)
	b.must(err)
	if hits := b.hits("clerk", marked.Phone); len(hits) != 1 || hits[0].Row.ID != id {
		t.Error(hits)
	}
	if visit, err := b.OpenStatus(ctx, ticket.Number, ticket.Code.String()); err != nil || visit.Case != id {
		t.Error(visit, err)
	}
	if of, _, err := b.Feed(ctx, feed); err != nil || of != b.by("clerk").ID {
		t.Error(of, err)
	}
	found := 0
	today := calendar.DateOf(b.Now())
	q := AuditQuery{From: today, To: today, Words: marked.Phone, Limit: 10}
	b.must(b.AuditRecords(ctx, auth.User{ID: 1, Roles: []auth.Role{auth.AuditAdmin}}, q, func(AuditRecord, People) error { found++; return nil }))
	if found != 1 {
		t.Errorf("the auditor finds %d", found)
	}
	b.OlderCodeKeys = nil
	if _, err := b.OpenStatus(ctx, ticket.Number, ticket.Code.String()); err == nil {
		t.Error("the code opens without its key")
	}
}
