package casefile

import (
	"testing"

	"mingda/internal/law"
)

// TestSuccession: whoever takes over goes on with the request, the clock as it was;
// what is signed for the one before goes out first, or not at all.
func TestSuccession(t *testing.T) {
	b := received(t, "2026-09-22").add("2026-09-23", &Assigned{Unit: 4})
	s := Situation{Today: day("2026-09-25")}
	f := Succeeded{Class: Natural, GoneOn: day("2026-09-24")}
	f.Private.Applicant = Applicant{Class: Natural, Name: "麦麦提明·阿卜杜热合曼"}
	f.Private.Ground = "来电；户口簿"
	bad := f
	bad.Private.Applicant.Name, bad.Private.Ground, bad.GoneOn = b.c.Applicant.Name, " ", day("2026-09-26")
	_, err := b.c.Succession(bad, s)
	wantField(t, err, "name", "successor_same")
	wantField(t, err, "ground", "succession_ground_needed")
	wantField(t, err, "gone_on", "gone_in_future")
	due := clockOf(t, b.c, "2026-09-25").Due
	was := b.c.Applicant.Name
	made, err := b.c.Succession(f, s)
	if err != nil {
		t.Fatal(err)
	}
	b.add("2026-09-25", made)
	if b.c.Applicant.Name != "麦麦提明·阿卜杜热合曼" || made.Private.Was != was || clockOf(t, b.c, "2026-09-25").Due != due {
		t.Errorf("%+v", b.c.Applicant)
	}
	n := b.c.Version
	if err := b.c.AllowsTakingBack(n, s); err != nil {
		t.Error(err)
	}
	b.letter("2026-09-28", "disclose", law.Disclose, IsReady)
	wantCode(t, b.c.Allows(Succeed, s), "succession_unserved")
	wantCode(t, b.c.AllowsTakingBack(n, s), "succession_followed")
	other := received(t, "2026-09-22").add("2026-09-25", made).add("2026-09-26", &TakenBack{Corrects: 2})
	if other.c.Applicant.Name != was {
		t.Errorf("taken back: %s", other.c.Applicant.Name)
	}
}
