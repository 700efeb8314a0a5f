package desk

import (
	"io"
	"os"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/letter"
	"mingda/internal/pdf"
)

// demoSeal returns the picture of the demo's seal.
func (b *bench) demoSeal() []byte {
	b.t.Helper()
	raw, err := os.ReadFile("../demo/seal.png")
	b.must(err)
	seal, err := pdf.ReadSeal(raw)
	b.must(err)
	return seal
}

// pdfOf returns the PDF of a letter.
func (b *bench) pdfOf(l casefile.Letter) string {
	b.t.Helper()
	made, err := b.Files.ReadAll(filestore.Hash(l.File), 0)
	b.must(err)
	return string(made)
}

// hasPicture reports whether the PDF has one.
func hasPicture(pdf string) bool { return strings.Contains(pdf, "/SMask") }

// TestStyle: each agency's letters have its form and its seal. The seal is kept
// with the letter: whatever is configured when its PDF is made, after a crash
// too, it is the seal it was signed with, to the byte.
func TestStyle(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.Styles = map[string]LetterStyle{
		"":       {Form: letter.LetterForm},
		"明川区QZF": {Form: letter.Ordinary, Seal: b.demoSeal()},
	}
	id := b.assigned(b.register(b.web(form(casefile.ByDownload)).Input, wants(casefile.ByDownload)))
	n := b.signed(id, letter.NotExisting, values(t, letter.NotExisting))
	l := b.caseOf(id).Letters[n-1]
	value, err := signedValue(l)
	b.must(err)
	if value.Form != letter.Ordinary || l.Seal == "" || !hasPicture(b.pdfOf(l)) {
		t.Errorf("form %s, seal %q", value.Form, l.Seal)
	}

	// as if the office had died before the PDF was made, and came back without a seal
	l.Stage, l.File = casefile.IsSigned, ""
	b.Styles = nil
	options, err := b.sealOf(l)
	b.must(err)
	again, err := pdf.Render(b.Fonts, value, options)
	if err != nil || string(again) != b.pdfOf(b.caseOf(id).Letters[n-1]) {
		t.Errorf("made again, the letter differs (%v)", err)
	}
	copied, err := b.copyOf(ctx, b.caseOf(id), l)
	b.must(err)
	if made, err := io.ReadAll(copied); err != nil || !hasPicture(string(made)) {
		t.Errorf("the copy has no seal (%v)", err)
	}
	other := b.assigned(b.register(b.web(form(casefile.ByDownload)).Input, wants(casefile.ByDownload)))
	n = b.signed(other, letter.NotExisting, values(t, letter.NotExisting))
	l = b.caseOf(other).Letters[n-1]
	if value, err := signedValue(l); err != nil || value.Form != letter.LetterForm || l.Seal != "" || hasPicture(b.pdfOf(l)) {
		t.Errorf("nothing is configured: form %s, seal %q (%v)", value.Form, l.Seal, err)
	}

	// the seal is not forgotten at night, and is copied with the rest
	b.at = b.at.AddDate(0, 0, 10)
	if removed, err := b.ForgetUploads(ctx); err != nil || removed != 0 {
		t.Errorf("%d files forgotten, %v", removed, err)
	}
	b.sound()
	h, err := b.Health(ctx, b.by("admin"))
	if err != nil || len(h.Sealing) > 0 || len(h.Strange) > 0 {
		t.Errorf("%+v, %v", h, err)
	}
	b.Styles = map[string]LetterStyle{"明川区QZF": {Seal: b.demoSeal()}, "明川区ABC": {}}
	h, err = b.Health(ctx, b.by("admin"))
	if err != nil || strings.Join(h.Sealing, "") != "明川区QZF" || strings.Join(h.Strange, "") != "明川区ABC" {
		t.Errorf("%+v, %v", h, err)
	}
}
