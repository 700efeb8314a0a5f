package casefile

import "testing"

// TestProcedures: every act belongs to exactly one procedure and every notice to
// one; each says on what it rests, and when it is possible where that is not always.
func TestProcedures(t *testing.T) {
	acts, letters := map[Act]int{}, map[LetterKind]int{}
	for _, p := range Procedures() {
		if p.Name == "" || p.Article == "" {
			t.Errorf("%+v does not say what it is and on what it rests", p)
		}
		if len(p.Acts) == 0 && len(p.Letters) == 0 {
			t.Errorf("%s consists of nothing", p.Name)
		}
		for _, a := range p.Acts {
			acts[a]++
			if a.Label() == "" {
				t.Errorf("%s: %q is no act", p.Name, a)
			}
		}
		for _, kind := range p.Letters {
			letters[kind]++
		}
	}
	for _, a := range Acts {
		if acts[a] != 1 {
			t.Errorf("%s stands in %d procedures", a, acts[a])
		}
	}
	for _, kind := range append(Notices(), ToOthers()...) {
		if letters[kind] != 1 {
			t.Errorf("the notice %s stands in %d procedures", kind, letters[kind])
		}
	}
}
