package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingda/internal/config"
	"mingda/internal/demo"
	"mingda/internal/letter"
	"mingda/internal/pdfsign"
)

// TestLetterStyles reads forms and seals of agencies from the configuration.
func TestLetterStyles(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("seal.png", demo.Seal, 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Parse(`
[[letter]]
form = "ordinary"
[[letter]]
agency = "明川区人民政府"
seal = "seal.png"
[[letter]]
agency = "明川区教育局"
form = "letter_form"
`, ".", nil)
	if err != nil {
		t.Fatal(err)
	}
	styles, err := letterStyles(cfg.Letters)
	if err != nil {
		t.Fatal(err)
	}
	for agency, want := range map[string]struct {
		form letter.Form
		seal bool
	}{"": {letter.Ordinary, false}, "明川区人民政府": {letter.Ordinary, true}, "明川区教育局": {letter.LetterForm, false}} {
		if got := styles[agency]; got.Form != want.form || len(got.Seal) > 0 != want.seal {
			t.Errorf("%q: form %s, seal of %d bytes", agency, got.Form, len(got.Seal))
		}
	}
	if styles, err = letterStyles(nil); err != nil || len(styles) != 1 || styles[""].Form != letter.LetterForm {
		t.Errorf("nothing set: %+v, %v", styles, err)
	}
}

// TestServeRefusesSeal: an office whose seal cannot be printed does not start,
// and says whose it is and what is wrong.
func TestServeRefusesSeal(t *testing.T) {
	newOffice(t)
	withFonts(t)
	if err := os.WriteFile("photo.png", []byte("\xff\xd8\xff\xe0 JFIF"), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("mingda.toml")
	if err != nil {
		t.Fatal(err)
	}
	set := string(text) + "\n[[letter]]\nagency = \"明川区人民政府\"\nseal = \"photo.png\"\n"
	if err := os.WriteFile("mingda.toml", []byte(set), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 2, "serve", "--listen", "localhost:0"); !strings.Contains(out, "photo.png of 明川区人民政府") || !strings.Contains(out, "PNG") {
		t.Error(out)
	}
}

// TestServeRefusesCertificate: an office whose certificate cannot sign does not
// start, and says whose it is and what is wrong.
func TestServeRefusesCertificate(t *testing.T) {
	newOffice(t)
	withFonts(t)
	one, err := pdfsign.SelfMade("one", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	other, err := pdfsign.SelfMade("other", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"one.pem": one, "other.pem": other} {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile("mingda.toml")
	if err != nil {
		t.Fatal(err)
	}
	set := string(text) + "\n[[letter]]\nagency = \"明川区人民政府\"\ncert = \"one.pem\"\nkey = \"other.pem\"\n"
	if err := os.WriteFile("mingda.toml", []byte(set), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := want(t, 2, "serve", "--listen", "localhost:0"); !strings.Contains(out, "one.pem of 明川区人民政府: the key is not that of the certificate") {
		t.Error(out)
	}
}

// TestDemoSigner: a demo makes its certificate once, for nobody else to read.
func TestDemoSigner(t *testing.T) {
	dir := t.TempDir()
	one, err := demoSigner(dir, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	two, err := demoSigner(dir, time.Now())
	if err != nil || !one.Until().Equal(two.Until()) || two.Check(time.Now()) != nil {
		t.Errorf("%v until %v, %v", one.Until(), two.Until(), err)
	}
	if info, err := os.Stat(filepath.Join(dir, "signing.pem")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}
