package desk

import (
	"strings"
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

// TestGenuine: a letter is found by its code, its file and the copy that was
// fetched, and by nothing else; a void one says since when it is.
func TestGenuine(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, visit := b.handled(casefile.ByPost)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	l, _ := b.caseOf(id).Letter(n)
	wants := func(g Genuine, err error, isCopy bool) {
		t.Helper()
		b.must(err)
		if g.Number != l.Number || g.Title != "政府信息公开答复书" || g.On.String() != "2026-09-22" || g.Hash != l.File || g.Hash == "" || g.Agency.ID != 1 || g.Copy != isCopy || !g.Void.IsZero() {
			t.Errorf("%+v", g)
		}
	}
	g, err := b.GenuineByCode(ctx, " "+strings.ToLower(l.Code))
	wants(g, err, false)
	hashOf := func(d Download, err error) string {
		t.Helper()
		b.must(err)
		defer d.Close()
		hash, err := HashFile(d)
		b.must(err)
		return hash
	}
	g, err = b.GenuineByHash(ctx, hashOf(b.openLetter(l)))
	wants(g, err, false)

	b.must(b.Serve(ctx, b.by("clerk"), id, ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: b.today()}))
	for range 2 {
		g, err = b.GenuineByHash(ctx, hashOf(b.FetchLetter(ctx, visit, n)))
		wants(g, err, true)
	}
	b.fetchedTimes(id, 1)

	_, err = b.GenuineByHash(ctx, hashOf(InMemory("", "", []byte("%PDF-1.4")), nil))
	b.refused(err, "letter_file_unknown")
	_, err = b.GenuineByHash(ctx, "")
	b.refused(err, "letter_file_unknown")
	_, err = b.GenuineByCode(ctx, "")
	b.refused(err, "letter_code_wrong", "code")
	other, err := auth.NewLetterCode(b.Random)
	b.must(err)
	_, err = b.GenuineByCode(ctx, string(other))
	b.refused(err, "letter_code_unknown")

	second, _ := b.handled(casefile.ByPost)
	n = b.signed(second, letter.Disclose, values(t, letter.Disclose))
	b.goTo("2026-09-24")
	b.must(b.Void(ctx, b.by("signer"), second, 0, n, "写错了"))
	l, _ = b.caseOf(second).Letter(n)
	if g, err := b.GenuineByCode(ctx, l.Code); err != nil || g.Void.String() != "2026-09-24" {
		t.Errorf("void: %+v, %v", g, err)
	}
	b.sound()
}

func (b *bench) fetchedTimes(id casefile.ID, want int) {
	b.t.Helper()
	got := 0
	for _, p := range b.caseOf(id).History {
		if _, ok := p.Fact.(*casefile.Fetched); ok {
			got++
		}
	}
	if got != want {
		b.t.Errorf("fetched is noted %d times, want %d", got, want)
	}
}
