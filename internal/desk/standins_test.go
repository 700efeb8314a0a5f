package desk

import (
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
)

// TestStandIn: for the days that were said, and no others, somebody else signs; the
// letter says in whose place.
func TestStandIn(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByPost)
	n, version, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.NotExisting, Values: values(t, letter.NotExisting)})
	b.must(err)
	b.must(b.Submit(ctx, b.by("officer"), id, version, n))
	b.must(b.Check(ctx, b.by("checker"), id, 0, n, ""))
	clerk, signer := b.by("clerk"), b.by("signer")
	now := func() auth.User {
		t.Helper()
		u, err := b.User(ctx, clerk.ID)
		b.must(err)
		return u
	}
	form := StandInForm{Absent: signer.ID, StandIn: clerk.ID, First: b.today().AddDays(1), Last: b.today().AddDays(2), Reason: "出差"}
	b.must(b.StandIn(ctx, signer, form))
	if err := b.Sign(ctx, now(), id, 0, n); fault.KindOf(err) != fault.Forbidden {
		t.Fatalf("before the first day: %v", err)
	}
	b.refused(b.StandIn(ctx, signer, form), "stand_in_twice", "first")
	if err := b.StandIn(ctx, clerk, form); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("who is not away: %v", err)
	}
	bad := form
	bad.First, bad.Last, bad.Reason = b.today().AddDays(-1), b.today().AddDays(200), ""
	err = b.StandIn(ctx, signer, bad)
	for field, code := range map[string]fault.Code{"first": "stand_in_past", "last": "stand_in_long", "reason": "reason_needed"} {
		b.refused(err, code, field)
	}

	b.goTo(form.First.String())
	standIn := now()
	if !standIn.StandsInFor(signer.ID) {
		t.Fatalf("%+v", standIn)
	}
	b.must(b.Sign(ctx, standIn, id, 0, n))
	for _, p := range b.caseOf(id).History {
		if f, ok := p.Fact.(*casefile.Signed); ok && (p.By != clerk.ID || f.For != signer.ID) {
			t.Errorf("signed by %d for %d", p.By, f.For)
		}
	}
	places, _, err := b.StandIns(ctx, signer)
	b.must(err)
	b.must(b.EndStandIn(ctx, signer, places[0].ID))
	b.refused(b.EndStandIn(ctx, signer, places[0].ID), "stand_in_over")
	if now().StandsInFor(signer.ID) {
		t.Error("it was ended, and goes on")
	}
}
