package filename

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestSafe(t *testing.T) {
	for in, want := range map[string]string{
		"答复书.pdf": "答复书.pdf", "": "", "..": "", ".": "", "a/": "", ".htaccess": "htaccess",
		`C:\Users\a\申请.doc`: "申请.doc", "../../etc/passwd": "passwd", "..\\..\\a.doc": "a.doc",
		"a\r\nBcc: x@y.cn": "a Bcc_ x@y.cn", "a\x00b.pdf": "a b.pdf", "a\u2028b": "a b",
		"申请\u202efdp.exe": "申请fdp.exe", "a\u200f\u2066\u061c\u200b\ufeff\U000e0041.pdf": "a.pdf",
		`a"; filename="b.exe`: "a_; filename=_b.exe", "<img src=x>.png": "_img src=x_.png", "a.pdf. . ": "a.pdf",
		"con": "_con", "Nul.txt": "_Nul.txt", "com1.tar.gz": "_com1.tar.gz", "LPT¹": "_LPT¹", "company.txt": "company.txt", "COM10": "COM10",
		"\xff\xfe.pdf": "\uFFFD.pdf", "ئىلتىماس.pdf": "ئىلتىماس.pdf", "می\u200cخواهم.pdf": "می\u200cخواهم.pdf", "a　b.doc": "a b.doc",
		strings.Repeat("长", 100) + ".pdf": strings.Repeat("长", 65) + ".pdf",
	} {
		if got := Safe(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// Whatever a file is called, its name stays in its folder, on its line and in its header, and
// is the same when it comes by a second door.
func TestSafeAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z./\\:"\r\n \x{202e}\x{4e00}-\x{4e20}]{0,300}`),
			rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "name")
		got := Safe(in)
		if !utf8.ValidString(got) || len(got) > maxBytes || strings.ContainsAny(got, "/\\:*?\"<>|") || strings.ContainsFunc(got, unicode.IsControl) {
			t.Fatalf("%q became %q", in, got)
		}
		if strings.Trim(got, ". ") != got {
			t.Fatalf("%q became %q: dots or spaces at its ends", in, got)
		}
		if again := Safe(got); again != got {
			t.Fatalf("%q became %q and then %q", in, got, again)
		}
	})
}
