package intake

import "testing"

// TestBoundaries cuts where a boundary line is, and nowhere else.
func TestBoundaries(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"plain", "--b\n\none\n--b\n\ntwo\n--b--\nepilogue", "one\n\ntwo"},
		{"blanks after it", "--b \t\n\none\n--b--  ", "one"},
		{"a longer one is none", "--b\n\none\n--bb\ntwo\n--b--", "one\n--bb\ntwo"},
		{"within a line it is none", "--b\n\none --b\n--b--", "one --b"},
		{"not closed", "--b\n\none", "one"},
		{"CRLF", "--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--", "one\n\ntwo"},
		{"closed and gone on", "--b\n\none\n--b--\n--b\n\ntwo", "one"},
	} {
		if got := Parse([]byte("From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n" + c.body)).Text; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestBodyOrFile tells the text of a mail from its files.
func TestBodyOrFile(t *testing.T) {
	for _, c := range []struct {
		name, part string
		files      int
	}{
		{"text", "Content-Type: text/plain", 0},
		{"text with a name", "Content-Type: text/plain; name=a.txt", 1},
		{"text attached", "Content-Type: text/plain\nContent-Disposition: attachment", 1},
		{"table", "Content-Type: text/csv", 1},
		{"picture", "Content-Type: image/png", 1},
		{"attached mail", "Content-Type: message/rfc822", 1},
		{"signature", "Content-Type: application/pkcs7-signature; name=smime.p7s", 1},
	} {
		m := Parse([]byte("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n" + c.part + "\n\ntwo\n--b--"))
		if len(m.Attachments) != c.files {
			t.Errorf("%s: %d files, want %d", c.name, len(m.Attachments), c.files)
		}
	}
}
