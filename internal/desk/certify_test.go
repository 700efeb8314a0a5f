package desk

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/filestore"
	"mingda/internal/letter"
	"mingda/internal/pdf"
	"mingda/internal/pdfsign"
)

func (b *bench) certificate(now time.Time) *pdfsign.Signer {
	b.t.Helper()
	both, err := pdfsign.SelfMade("明川区QZF", now)
	b.must(err)
	s, err := pdfsign.New(both, both)
	b.must(err)
	return s
}

// checked has a document looked at by a program and returns what it says.
func (b *bench) checked(document []byte, program string, args ...string) string {
	b.t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") == "true" {
			b.t.Fatal(program + " is missing")
		}
		b.t.Skip(program + " is missing")
	}
	name := filepath.Join(b.t.TempDir(), "letter.pdf")
	b.must(os.WriteFile(name, document, 0o600))
	out, err := exec.Command(program, append(args, name)...).CombinedOutput()
	if err != nil {
		b.t.Errorf("%s: %v: %s", program, err, out)
	}
	return string(out)
}

// TestCertificate: a letter waits while the certificate of its agency is not in
// force, says why wherever it is asked for, and is signed once there is another;
// what the ledger has the hash of is what was signed.
func TestCertificate(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	expired := b.certificate(b.at.AddDate(-11, 0, 0))
	b.Styles = map[string]LetterStyle{"明川区QZF": {Form: letter.LetterForm, Signer: expired}}
	id, _ := b.handled(casefile.ByPost)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	if l, _ := b.caseOf(id).Letter(n); l.Stage != casefile.IsSigned || l.Number == "" {
		t.Fatalf("%+v", l)
	}
	b.refused(b.RenderAll(ctx), "certificate_expired")
	_, err := b.LetterPDF(ctx, b.by("clerk"), id, n)
	b.refused(err, "certificate_expired")
	queue, err := b.Queue(ctx, b.by("clerk"), casefile.IsSigned)
	if b.must(err); len(queue) != 1 {
		t.Fatalf("%+v", queue)
	}
	b.refused(queue[0].Unmade, "certificate_expired")
	h, err := b.Health(ctx, b.by("admin"))
	if b.must(err); len(h.Signing) != 1 || h.Signing[0].Agency != "明川区QZF" || h.Unmade != 1 {
		t.Errorf("%+v", h)
	}
	b.refused(h.Signing[0].Problem, "certificate_expired")

	b.Styles = map[string]LetterStyle{"明川区QZF": {Form: letter.LetterForm, Signer: b.certificate(b.at)}}
	b.must(b.RenderAll(ctx))
	l, _ := b.caseOf(id).Letter(n)
	made := []byte(b.pdfOf(l))
	if string(filestore.HashOf(made)) != l.File {
		t.Error("the ledger has another hash")
	}
	if said := b.checked(made, "pdfsig"); !strings.Contains(said, "Signature is Valid") || !strings.Contains(said, "明川区QZF") {
		t.Error(said)
	}
	b.checked(made, "qpdf", "--check")
	if g, err := b.GenuineByHash(ctx, l.File); err != nil || g.Number != l.Number {
		t.Errorf("%+v, %v", g, err)
	}
	if h, err = b.Health(ctx, b.by("admin")); err != nil || h.Signing[0].Problem != nil || h.Unmade != 0 {
		t.Errorf("%+v, %v", h, err)
	}

	var all bytes.Buffer
	bundle := pdf.NewBundle(&all)
	for range 3 {
		b.must(bundle.Add(made))
	}
	b.must(bundle.Close("今天的文书"))
	b.checked(all.Bytes(), "qpdf", "--check")
	b.sound()
}

// TestNoCertificate: where none is set PDFs are not signed, and nothing waits.
func TestNoCertificate(t *testing.T) {
	b := newBench(t)
	b.needFonts()
	b.Styles = map[string]LetterStyle{"明川区ZJJ": {Signer: b.certificate(b.at.AddDate(-11, 0, 0))}}
	id, _ := b.handled(casefile.ByPost)
	n := b.signed(id, letter.Disclose, values(t, letter.Disclose))
	l, _ := b.caseOf(id).Letter(n)
	if made := b.pdfOf(l); strings.Contains(made, "/ByteRange") {
		t.Error("signed by another agency's certificate")
	}
}
