package intake

import (
	"bytes"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"
)

// spent is the processor time of this process: what other programs do meanwhile
// is not in it.
func spent(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// mostTaken is what reading one crafted mail may take of memory, in bytes and all in all.
const mostTaken = 300 << 20

// TestHostile reads mails made to hurt a parser, each within two seconds of the
// processor and within mostTaken.
func TestHostile(t *testing.T) {
	nested := func(depth int) []byte {
		var b bytes.Buffer
		for i := range depth {
			fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
		}
		b.WriteString("\ntext")
		return b.Bytes()
	}
	carried := func(depth int) []byte {
		return []byte(strings.Repeat("Subject: x\nContent-Type: message/rfc822\n\n", depth) + "Subject: x\n\ntext")
	}
	turned := func(charset, text string) []byte {
		return []byte("Subject: =?" + charset + "?Q?" + strings.Repeat("=1B=24", 30000) + "?=\nContent-Type: text/plain; charset=" + charset + "\n\n" + strings.Repeat(text, 200000))
	}
	many := "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Disposition: attachment; filename=x\n\nx\n", 3000)
	for _, c := range []struct {
		name    string
		raw     []byte
		problem string
	}{
		{"nested deeply", nested(3000), "too_deep"},
		{"nested in itself", []byte("Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Type: multipart/mixed; boundary=b\n\n", 5000)), ""},
		{"many parts", []byte(many), "too_many_parts"},
		{"many fields", []byte(strings.Repeat("X-A: b\n", 200000) + "\n"), "header_cut"},
		{"one long field", []byte("Subject: " + strings.Repeat("=?utf-8?Q?a?= ", 200000) + "\n\nx"), ""},
		{"half encoded words", []byte("Subject: " + strings.Repeat("=?utf-8?Q?", 200000) + "\n\nx"), ""},
		{"half addresses", []byte("To: " + strings.Repeat("\"<(", 200000) + "\n\nx"), ""},
		{"many addresses", []byte("To: " + strings.Repeat("a@b.c, ", 100000) + "\n\nx"), ""},
		{"many parameters", []byte("Content-Type: text/plain" + strings.Repeat("; a*0*=x", 100000) + "\n\nx"), ""},
		{"many references", []byte("References: " + strings.Repeat("<", 500000) + "\n\nx"), ""},
		{"open elements", []byte("Content-Type: text/html\n\n" + strings.Repeat("<div><ol><li>", 200000)), ""},
		{"a long tag", []byte("Content-Type: text/html\n\n<p " + strings.Repeat("a=b ", 300000)), ""},
		{"quotes within quotes", []byte("Content-Type: text/plain; format=flowed\n\n" + strings.Repeat(strings.Repeat(">", 500)+" \n", 2000)), ""},
		{"begins of files", []byte("Content-Type: text/plain\n\n" + strings.Repeat("begin 644 x\n", 50000)), ""},
		{"ten megabytes of one line", append([]byte("Content-Type: text/plain\n\n"), bytes.Repeat([]byte("申请"), 2<<20)...), "text_cut"},
		{"line ends", append([]byte("Content-Type: multipart/mixed; boundary=-\n\n"), bytes.Repeat([]byte("---\n"), 1<<20)...), "too_many_parts"},
		{"mails in mails", carried(500), ""},
		{"mails in mails without end", carried(50000), ""},
		{"a hundred thousand parts", []byte("Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 100000)), "too_many_parts"},
		{"a hundred thousand files", []byte("Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Disposition: attachment; filename=a.zip\nContent-Transfer-Encoding: base64\n\nUEsDBA==\n", 100000)), "too_many_parts"},
		{"a header of megabytes", []byte("Subject: x\n" + strings.Repeat("X-A: "+strings.Repeat("b", 900)+"\n c\n", 8000) + "\ntext"), "header_cut"},
		{"a line of the header of megabytes", []byte("Subject: " + strings.Repeat("b", 8<<20) + "\n\ntext"), ""},
		{"nothing but header", []byte(strings.Repeat("b", 8<<20)), ""},
		{"a boundary of megabytes", []byte("Content-Type: multipart/mixed; boundary=" + strings.Repeat("b", 4<<20) + "\n\n--" + strings.Repeat("b", 4<<20) + "\n\nx"), ""},
		{"elements in elements", []byte("Content-Type: text/html\n\n" + strings.Repeat("<div>", 100000) + "x" + strings.Repeat("</div>", 100000)), ""},
		{"tables in tables", []byte("Content-Type: text/html\n\n" + strings.Repeat("<table><tr><td>", 100000)), ""},
		{"entities", []byte("Content-Type: text/html\n\n<!DOCTYPE a [<!ENTITY b \"xxxx\">]>" + strings.Repeat("&b;&#x0;&NotEqualTilde;", 100000)), ""},
		{"seven bits", turned("utf-7", "+AGEAYg"), ""},
		{"shifted", turned("iso-2022-cn-ext", "\x1b$)G\x0e\x0f"), ""},
		{"shifted too", turned("iso-2022-kr", "\x1b$)C\x0e"), ""},
		{"half signs", turned("utf-16", "\xd8\x00x"), ""},
		{"no charset", turned("x-"+strings.Repeat("9", 5000), "\xff"), ""},
		{"HZ", turned("hz-gb-2312", "~{~}~~"), ""},
		{"quoted without end", []byte("Content-Transfer-Encoding: quoted-printable\n\n" + strings.Repeat("=\n", 4<<20)), ""},
		{"nul bytes", make([]byte, 1<<20), ""},
	} {
		start := spent(t)
		var m Message
		took := allocated(func() {
			m = Parse(c.raw)
			Extract(m)
			Propose(m, office)
		})
		if took > mostTaken {
			t.Errorf("%s took %d MB", c.name, took>>20)
		}
		if took := spent(t) - start; took > 2*time.Second {
			t.Errorf("%s took %v", c.name, took)
		}
		mustBeSound(t, c.name, c.raw, m)
		if c.problem != "" && !hasProblem(m, c.problem) {
			t.Errorf("%s: %v lacks %s", c.name, m.Problems, c.problem)
		}
	}
}

// TestLargeMail reads a mail of 40 MB as offices get them, with scans.
func TestLargeMail(t *testing.T) {
	line := strings.Repeat("QUJD", 19) + "\r\n"
	raw := []byte("From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n申请\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		strings.Repeat(line, 40<<20/len(line)) + "--b--\r\n")
	start := spent(t)
	var m Message
	took := allocated(func() { m = Parse(raw) })
	if took := spent(t) - start; took > 2*time.Second {
		t.Errorf("took %v", took)
	}
	if took > 8<<20 { // it is decoded piece by piece
		t.Errorf("took %d MB", took>>20)
	}
	if m.Text != "申请" || len(m.Attachments) != 1 || m.Attachments[0].Size < 29<<20 {
		t.Errorf("%q, %d attachments", m.Text, len(m.Attachments))
	}
}

// TestCleanHTML holds that nothing shown of a mail loads or runs.
func TestCleanHTML(t *testing.T) {
	m := Parse([]byte("Content-Type: text/html; charset=utf-8\n\n" +
		`<p style="background:url(http://x/)" onclick="x()">正文<img src=http://x/a.gif><script>x()</script><iframe src=//x></iframe>` +
		`<a href="javascript:x()">甲</a><a href="http://x/">乙</a><form action=//x><input></form><svg><use href="http://x/"/></svg><link rel=stylesheet href=//x><style>@import "//x"</style></p>`))
	for _, bad := range []string{"style", "onclick", "img", "script", "iframe", "javascript", "form", "input", "svg", "use", "link", "import"} {
		if strings.Contains(m.HTML, bad) {
			t.Errorf("%s is left in %s", bad, m.HTML)
		}
	}
	if !strings.Contains(m.HTML, `<a href="http://x/" rel="nofollow noreferrer noopener" target="_blank">乙</a>`) || !strings.Contains(m.HTML, "正文") {
		t.Error(m.HTML)
	}
	if m.Text != "正文甲乙" {
		t.Errorf("%q", m.Text)
	}
}
