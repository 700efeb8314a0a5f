package desk

import (
	"testing"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/letter"
)

// TestLetterCode: each signed letter has a code of its own, in its value and in
// the ledger alike, and the address that says what it is.
func TestLetterCode(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	seen := map[string]bool{}
	for range 2 {
		id, _ := b.handled(casefile.ByPost)
		n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
		l, _ := b.caseOf(id).Letter(n)
		value, err := signedValue(l)
		b.must(err)
		if _, ok := auth.ParseLetterCode(l.Code); !ok || seen[l.Code] || value.Code != l.Code || value.Verify != "https://www.example/verify?code="+l.Code {
			t.Errorf("code %q, on the letter %q, %q", l.Code, value.Code, value.Verify)
		}
		seen[l.Code] = true
	}
	b.sound()
}
