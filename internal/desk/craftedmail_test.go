package desk

import (
	"slices"
	"strings"
	"testing"

	"mingda/internal/filestore"
	"mingda/internal/intake"
)

// TestCraftedMailsStay: a mail that is made to hurt whoever reads it is an input like any
// other: its raw lies there byte by byte, its page opens, and what could not be read of it
// is said there.
func TestCraftedMailsStay(t *testing.T) {
	const head = "From: a@example.com\r\nMessage-ID: <crafted@example.com>\r\nMIME-Version: 1.0\r\n"
	boxes := ""
	for range 300 {
		boxes += "Content-Type: message/rfc822\r\n\r\nFrom: a@example.com\r\n"
	}
	for name, c := range map[string]struct {
		raw  string
		says string // what is said to be wrong with it
	}{
		"a hundred thousand parts": {head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n\r\nx\r\n", 100_000) + "--b--\r\n", "too_many_parts"},
		"mails in mails":           {head + boxes + "\r\ntext", "no_text"},
		"a header of megabytes":    {head + strings.Repeat("X-A: "+strings.Repeat("b", 900)+"\r\n", 4000) + "\r\ntext", "header_cut"},
		"elements in elements":     {head + "Content-Type: text/html\r\n\r\n" + strings.Repeat("<div>", 100_000) + "请公开", "text_from_html"},
		"bytes of no charset":      {head + "Content-Type: text/plain; charset=x-none\r\n\r\n\xff\xfe\x00\x1b$)C\x0e\x80", "charset_unknown"},
		"a bomb as a file":         {head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Disposition: attachment; filename=\"../../a.docx\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + strings.Repeat("UEsDBBQAAAAI\r\n", 1000) + "--b--\r\n", "no_text"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			id := b.mail(1, "crafted@example.com", c.raw)
			kept, err := b.Files.ReadAll(filestore.HashOf([]byte(c.raw)), 0)
			if err != nil || string(kept) != c.raw {
				t.Errorf("the raw is %d bytes of %d: %v", len(kept), len(c.raw), err)
			}
			v, err := b.Input(ctx, b.by("clerk"), id)
			b.must(err)
			if !slices.ContainsFunc(v.Content.Mail.Problems, func(p intake.Problem) bool { return p.Code == c.says }) {
				t.Errorf("problems: %v, want %s", v.Content.Mail.Problems, c.says)
			}
			for _, f := range v.Content.Files {
				if strings.ContainsAny(f.Name, "/\\") {
					t.Errorf("a file is called %q", f.Name)
				}
			}
		})
	}
}
