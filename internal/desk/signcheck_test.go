package desk

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
	"mingda/internal/letter"
	"mingda/internal/office"
	"mingda/internal/sqlite"
)

// TestSigningChecks: what was complete when it was sent on is checked again when
// it is signed; what is refused takes no number and stays as it was.
func TestSigningChecks(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id := b.toSign("checked", letter.NotExisting, values(t, letter.NotExisting))
	change := func(with func(*office.Agency)) {
		t.Helper()
		a, err := b.DB.Agency(ctx, 1)
		b.must(err)
		with(&a)
		b.must(b.DB.Write(ctx, func(tx *sqlite.Tx) error { _, err := tx.PutAgency(ctx, a); return err }))
	}
	for name, x := range map[string]struct{ with, back func(*office.Agency) }{
		"no review body": {func(a *office.Agency) { a.ReviewBody = "" }, func(a *office.Agency) { a.ReviewBody = "和宁市人民政府" }},
		"no court":       {func(a *office.Agency) { a.Court = "" }, func(a *office.Agency) { a.Court = "明川区人民法院" }},
		"no channel":     {func(a *office.Agency) { a.ReviewChannel = "" }, func(a *office.Agency) { a.ReviewChannel = "https://xzfy.hening.example/" }},
	} {
		change(x.with)
		err := b.Sign(ctx, b.by("signer"), id, 0, 1)
		if b.refused(err, "letter_incomplete", ""); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
		if l := b.caseOf(id).Letters[0]; l.Stage != casefile.InSigning || l.Number != "" {
			t.Errorf("%s: the letter is %s, number %q", name, l.Stage, l.Number)
		}
		change(x.back)
	}
	odd := people
	odd.Name = "张\U0010FFFD三" // no font has it
	b.must(b.CorrectPerson(ctx, b.by("clerk"), id, 0, odd, casefile.ByDownload, "改名"))
	b.refused(b.Sign(ctx, b.by("signer"), id, 0, 1), "character_missing_name")
	b.must(b.CorrectPerson(ctx, b.by("clerk"), id, 0, people, casefile.ByDownload, "改回"))
	b.must(b.Sign(ctx, b.by("signer"), id, 0, 1))
	if l := b.caseOf(id).Letters[0]; l.Number != "明政公开答〔2026〕1号" {
		t.Errorf("what was refused took a number: %s", l.Number)
	}
	b.sound()
}

// TestThirdPartyNames: whom a draft names as a third party is looked for in all
// letters of the case.
func TestThirdPartyNames(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	id, _ := b.handled(casefile.ByDownload)
	v := values(t, letter.ThirdParty)
	v["third_names"] = "王小明"
	n, _, err := b.SaveDraft(ctx, b.by("officer"), id, DraftForm{Kind: letter.ThirdParty, Values: v})
	b.must(err)
	b.must(b.DropDraft(ctx, b.by("officer"), id, 0, n))
	look := func(extra string) bool {
		t.Helper()
		v := values(t, letter.NotExisting)
		v["extra"] = extra
		view, err := b.Draft(ctx, b.by("officer"), id, 0, letter.NotExisting, v, nil)
		b.must(err)
		for _, f := range view.Findings {
			if f.Level == letter.Look && f.Field == "extra" {
				return true
			}
		}
		return false
	}
	if !look("王小明不同意") || look("第三方不同意") {
		t.Error("the name is not looked for, or is seen where it is not")
	}
}
