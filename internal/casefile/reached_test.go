package casefile

import (
	"testing"

	"mingda/internal/fault"
)

// TestReach: the day on which the applicant received a decision is noted after the
// decision, moved by a later note, and falls away with the outcome.
func TestReach(t *testing.T) {
	b := replied(t).add("2026-11-12", judged(1, Upheld, "2026-11-10"))
	entry := b.c.Judgements[0].Entry
	s, err := b.c.Situation(xinjiang(t), day("2026-11-20"))
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		n    int
		on   string
		code fault.Code
	}{
		"of another entry": {entry + 7, "2026-11-13", "entry_not_found"}, "before it was made": {entry, "2026-11-09", "decision_got_wrong"},
		"tomorrow": {entry, "2026-11-21", "decision_got_wrong"},
	} {
		if _, err := b.c.Reach(tt.n, day(tt.on), s); err == nil {
			t.Errorf("%s: it is noted", name)
		} else if fields := fault.FieldsOf(err); fields["they_got_on"] != nil {
			wantField(t, err, "they_got_on", tt.code)
		} else {
			wantCode(t, err, tt.code)
		}
	}
	for _, on := range []string{"2026-11-13", "2026-11-16"} {
		f, err := b.c.Reach(entry, day(on), s)
		if err != nil {
			t.Fatal(err)
		}
		if b.add(on, f); b.c.Judgements[0].TheyGotOn != day(on) {
			t.Errorf("received on %s", b.c.Judgements[0].TheyGotOn)
		}
	}
	last := len(b.c.History)
	b.add("2026-11-17", &TakenBack{Corrects: last})
	if b.c.Judgements[0].TheyGotOn != day("2026-11-13") {
		t.Error("what was noted before does not hold again")
	}
	if b.add("2026-11-17", &TakenBack{Corrects: entry}); len(b.c.Judgements) != 0 {
		t.Error("the outcome stands")
	}
	if _, err := Fold(b.c.ID, b.entries); err != nil {
		t.Error(err)
	}
}

// TestKept: an answer that is ordered beside a reply leaves that standing.
func TestKept(t *testing.T) {
	f := judged(1, OrderedAnswer, "2026-11-10")
	f.Kept = true
	b := replied(t).add("2026-11-12", f)
	if _, revoked := b.c.RevokedBy(1); revoked || b.c.Letters[0].Revoked || b.c.Stage() != StageHandling {
		t.Errorf("revoked %v, %s", revoked, b.c.Stage())
	}
}
