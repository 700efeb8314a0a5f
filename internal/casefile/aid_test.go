package casefile

import "testing"

// TestNeedsAid: the last note counts, and none ends the need.
func TestNeedsAid(t *testing.T) {
	b := received(t, "2026-09-22")
	s := Situation{Today: day("2026-09-25")}
	_, err := b.c.NeedsAid(AidNoted{}, s)
	wantField(t, err, "note", "aid_needed")
	_, err = b.c.NeedsAid(AidNoted{Aids: []Aid{OtherAid, "x"}}, s)
	wantField(t, err, "note", "aid_needed")
	wantField(t, err, "aids", "aid_unknown")
	f, err := b.c.NeedsAid(AidNoted{Aids: []Aid{ReadOut, LargePrint}}, s)
	if err != nil {
		t.Fatal(err)
	}
	if b.add("2026-09-25", f); len(b.c.Aid.Aids) != 2 {
		t.Errorf("%+v", b.c.Aid)
	}
	if f, err = b.c.NeedsAid(AidNoted{}, s); err != nil {
		t.Fatal(err)
	}
	if b.add("2026-09-26", f); len(b.c.Aid.Aids) != 0 {
		t.Errorf("%+v", b.c.Aid)
	}
}
