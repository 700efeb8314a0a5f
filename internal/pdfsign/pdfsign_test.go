package pdfsign

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"mingda/internal/fault"
)

var noon = time.Date(2026, 11, 26, 4, 0, 0, 0, time.UTC)

// paper is a PDF of a few pages as gofpdf makes them.
func paper(t *testing.T, links bool) []byte {
	t.Helper()
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetCreationDate(noon)
	p.SetModificationDate(noon)
	for range 3 {
		p.AddPage()
		p.SetFont("Helvetica", "", 12)
		p.Text(20, 20, "A letter")
		if links {
			p.LinkString(20, 20, 40, 10, "https://www.example/")
		}
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func signer(t *testing.T) *Signer {
	t.Helper()
	both, err := SelfMade("明川区人民政府", noon)
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(both, both)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// elliptical is a certificate with a key on a curve, by an authority.
func elliptical(t *testing.T) (cert, key []byte) {
	t.Helper()
	var above *x509.Certificate
	var aboveKey *ecdsa.PrivateKey
	for n, name := range []string{"authority", "office"} {
		own, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		form := &x509.Certificate{SerialNumber: big.NewInt(int64(n + 1)), Subject: pkix.Name{CommonName: name}, NotBefore: noon.AddDate(-1, 0, 0), NotAfter: noon.AddDate(1, 0, 0),
			BasicConstraintsValid: true, IsCA: n == 0, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
		if n == 0 {
			above, aboveKey = form, own
		}
		der, err := x509.CreateCertificate(rand.Reader, form, above, own.Public(), aboveKey)
		if err != nil {
			t.Fatal(err)
		}
		if above, err = x509.ParseCertificate(der); err != nil {
			t.Fatal(err)
		}
		aboveKey = own
		cert = append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), cert...)
		secret, err := x509.MarshalECPrivateKey(own)
		if err != nil {
			t.Fatal(err)
		}
		key = pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: secret})
	}
	return cert, key
}

// said returns what a program says of the document, and whether it is content.
func said(t *testing.T, document []byte, program string, args ...string) (string, bool) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(program + " is missing")
		}
		t.Skip(program + " is missing")
	}
	name := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(name, document, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, append(args, name)...).CombinedOutput()
	return string(out), err == nil
}

// TestSign: others find the signature valid and the document sound; one byte of
// it changed, and they do not.
func TestSign(t *testing.T) {
	cert, key := elliptical(t)
	onCurve, err := New(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		by    *Signer
		links bool
	}{"RSA": {signer(t), false}, "links": {signer(t), true}, "ECDSA": {onCurve, false}} {
		t.Run(name, func(t *testing.T) {
			plain := paper(t, c.links)
			signed, err := c.by.Sign(plain, noon)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(signed, plain) {
				t.Error("what was there has changed")
			}
			if out, ok := said(t, signed, "qpdf", "--check"); !ok || strings.Contains(out, "WARNING") {
				t.Errorf("qpdf: %s", out)
			}
			out, _ := said(t, signed, "pdfsig")
			for _, want := range []string{"Signature is Valid", "Total document signed", c.by.Subject(), "Nov 26 2026"} {
				if !strings.Contains(out, want) {
					t.Errorf("no %q in %s", want, out)
				}
			}
			if out, _ := said(t, signed, "pdftotext", "-l", "1"); out != "" {
				t.Error(out)
			}
			for _, at := range []int{100, len(plain) / 2, len(plain) + 100} {
				changed := bytes.Clone(signed)
				changed[at] ^= 1
				if out, _ := said(t, changed, "pdfsig"); strings.Contains(out, "Signature is Valid") {
					t.Errorf("byte %d was changed: %s", at, out)
				}
			}
		})
	}
}

// TestSameBytes: the same document, key and instant give the same bytes.
func TestSameBytes(t *testing.T) {
	s, plain := signer(t), paper(t, false)
	one, err := s.Sign(plain, noon)
	if err != nil {
		t.Fatal(err)
	}
	if two, err := s.Sign(plain, noon); err != nil || !bytes.Equal(one, two) {
		t.Errorf("other bytes (%v)", err)
	}
	if later, err := s.Sign(plain, noon.Add(time.Second)); err != nil || bytes.Equal(one, later) {
		t.Errorf("the same bytes at another instant (%v)", err)
	}
}

// TestCheck: nothing is signed before or after the certificate is in force.
func TestCheck(t *testing.T) {
	s := signer(t)
	for at, want := range map[time.Time]string{noon.AddDate(-3, 0, 0): "起才能用", noon.AddDate(10, 0, 1): "到期了", s.Until(): "", noon: ""} {
		_, err := s.Sign(paper(t, false), at)
		if want == "" && err != nil || want != "" && (fault.KindOf(err) != fault.Unavailable || !strings.Contains(err.Error(), want)) {
			t.Errorf("at %v: %v", at, err)
		}
	}
}

// TestNew: what cannot sign is refused, with the reason.
func TestNew(t *testing.T) {
	both, err := SelfMade("a", noon)
	if err != nil {
		t.Fatal(err)
	}
	cert, key := elliptical(t)
	for want, c := range map[string][2][]byte{
		"no certificate": {[]byte("nothing"), both},
		"no key":         {both, cert},
		"not that of":    {both, key},
		"certificate: ":  {pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: []byte("x")}), both},
		"key: ":          {both, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("x")})},
	} {
		if _, err := New(c[0], c[1]); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestNoDocument: what is none of ours is refused, and nothing panics.
func TestNoDocument(t *testing.T) {
	s, plain := signer(t), paper(t, false)
	for n := range len(plain) {
		if n%37 == 0 {
			if _, err := s.Sign(plain[:n], noon); err == nil {
				t.Errorf("%d bytes of a document are signed", n)
			}
		}
	}
	for _, cut := range []string{"/Root", "/Pages", "/Kids", "startxref", "trailer"} {
		if _, err := s.Sign(bytes.Replace(plain, []byte(cut), []byte(strings.Repeat("x", len(cut))), -1), noon); err == nil {
			t.Errorf("signed without %s", cut)
		}
	}
	signed, err := s.Sign(plain, noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Sign(signed, noon); err == nil {
		t.Error("signed twice")
	}
}
