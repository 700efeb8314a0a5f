package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/letter"
	"mingda/internal/sqlite"
)

// TestSameNumbers: agencies cannot come to have numbers alike; where they had
// them already, or one begins with what another has given up, each takes the
// next number that is nobody's.
func TestSameNumbers(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	one, err := b.DB.Agency(ctx, 1)
	b.must(err)
	two, err := b.DB.Agency(ctx, 2)
	b.must(err)
	two.CasePrefix, two.LetterWord = one.CasePrefix, one.LetterWord
	_, err = b.PutAgency(ctx, Operator, two)
	b.refused(err, "case_prefix_taken", "case_prefix")
	b.refused(err, "letter_word_taken", "letter_word")
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error { _, err := tx.PutAgency(ctx, two); return err }))

	first := b.caseOf(b.register(b.web(form(casefile.ByDownload)).Input, wants(casefile.ByDownload))).Number
	in := form(casefile.ByDownload)
	in.Agency = "2"
	v, err := b.Input(ctx, b.by("foreign-clerk"), b.web(in).Input)
	b.must(err)
	p := v.Candidates[v.Proposed]
	other, err := b.Register(ctx, b.by("foreign-clerk"), v.Input.ID, Registration{Version: v.Input.Version, Applicant: people, Wants: in.Wants, On: p.On, Ground: p.Ground})
	b.must(err)
	if second := b.caseOf(other).Number; first != "Q2026-0001" || second != "Q2026-0002" {
		t.Errorf("numbers %s and %s", first, second)
	}

	id, _ := b.handled(casefile.ByDownload)
	n := b.signed(id, letter.NotExisting, values(t, letter.NotExisting))
	var next string
	b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) (err error) { next, err = nextLetterNumber(ctx, tx, two, "答", 2026); return err }))
	if signed := b.caseOf(id).Letters[n-1].Number; signed != "明政公开答〔2026〕1号" || next != "明政公开答〔2026〕2号" {
		t.Errorf("letters %s and %s", signed, next)
	}
	b.sound()
}
