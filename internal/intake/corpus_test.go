package intake

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// corpus returns the names of all mails in testdata/mail.
func corpus(t testing.TB) []string {
	t.Helper()
	var names []string
	for _, pattern := range []string{"enmime/*.raw", "stalwart-mail-parser/*.eml", "python-stdlib-email/*.txt"} {
		found, err := filepath.Glob(filepath.Join("testdata/mail", pattern))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	if len(names) < 240 {
		t.Fatalf("only %d mails in testdata/mail", len(names))
	}
	return names
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestCorpus reads every mail that others wrote: in time, as valid text, with
// something of each found.
func TestCorpus(t *testing.T) {
	for _, name := range corpus(t) {
		raw := read(t, name)
		start := time.Now()
		m := Parse(raw)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s took %v", name, took)
		}
		mustBeSound(t, name, raw, m)
		if m.Text == "" && m.HTML == "" && len(m.Attachments) == 0 && len(m.Problems) == 0 {
			t.Errorf("%s: nothing was read and nothing said of it", name)
		}
	}
}

// mustBeSound holds what is true of every message.
func mustBeSound(t *testing.T, name string, raw []byte, m Message) {
	t.Helper()
	n := 0
	for at, content := range Contents(raw) {
		if size, err := io.Copy(io.Discard, content); at != n || n >= len(m.Attachments) || int(size) != m.Attachments[n].Size || err != nil {
			t.Fatalf("%s: file %d of %d has %d bytes, %v", name, at, len(m.Attachments), size, err)
		}
		n++
	}
	if n != len(m.Attachments) {
		t.Errorf("%s: has %d files, says %d", name, n, len(m.Attachments))
	}
	texts := []string{m.Subject, m.Text, m.HTML, m.From.Name, m.From.Address, m.MessageID}
	for _, a := range m.Attachments {
		texts = append(texts, a.Name, a.Type, a.ContentID)
	}
	for _, p := range m.Problems {
		texts = append(texts, p.Detail)
		if p.Sentence() == p.Code {
			t.Errorf("%s: problem %s has no sentence", name, p.Code)
		}
	}
	for _, s := range texts {
		if !utf8.ValidString(s) {
			t.Errorf("%s: %q is no valid UTF-8", name, s)
		}
	}
	if strings.ContainsAny(m.Subject, "\r\n") {
		t.Errorf("%s: the subject has a line end", name)
	}
	if m.Kind == "" {
		t.Errorf("%s has no kind", name)
	}
}
