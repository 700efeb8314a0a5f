package sqlite

import (
	"path/filepath"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

// TestProposedStep: identities that were linked for others before wait for their people to
// confirm them; what somebody linked for themselves stays.
func TestProposedStep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mingda.db")
	before(t, path, 96, `INSERT INTO users (id, login, name, roles, password_hash, must_change, disabled, created_at) VALUES (1, 'a', 'a', '', '', 0, 0, ''), (2, 'b', 'b', '', '', 0, 0, '')`,
		`INSERT INTO identities VALUES (1, 'i', 'own', 1, '2026-11-01T00:00:00.000Z'), (2, 'i', 'given', 9, '2026-11-02T00:00:00.000Z')`)
	db := open(t, path)
	if l, err := db.Link(ctx, 1); err != nil || l.Subject != "own" {
		t.Errorf("own: %+v, %v", l, err)
	}
	if _, err := db.UserByIdentity(ctx, auth.Identity{Issuer: "i", Subject: "given"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("given: %v", err)
	}
	if l, err := db.ProposedLink(ctx, 2); err != nil || l.Subject != "given" || l.By != 9 || l.At.IsZero() {
		t.Errorf("proposed: %+v, %v", l, err)
	}
}
