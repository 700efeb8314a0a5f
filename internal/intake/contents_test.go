package intake

import (
	"bytes"
	"encoding/base64"
	"io"
	"runtime"
	"strings"
	"testing"
)

// TestContents holds what is handed out of each file, in the order of
// Message.Attachments and in each encoding, and that who has enough may stop.
func TestContents(t *testing.T) {
	scan := bytes.Repeat([]byte("扫描件\x00\r\n"), 5000)
	encoded := base64.StdEncoding.EncodeToString(scan)
	var lines strings.Builder
	for len(encoded) > 76 {
		lines.WriteString(encoded[:76] + "\r\n")
		encoded = encoded[76:]
	}
	lines.WriteString(encoded)
	raw := "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n正文\nbegin 644 a.txt\n#86)C\nend\n\r\n" +
		"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines.String() + "\r\n" +
		"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + strings.ReplaceAll(lines.String(), "\r\n", "!\r\n") + "\r\n" +
		"--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + strings.Repeat("=E4=B8=\r\n=AD\r\n", 3000) + "\r\n" +
		"--b\r\nContent-Type: application/pdf\r\n\r\nas it is\r\n" +
		"--b--\r\n"
	want := []string{"abc", string(scan), string(scan), strings.Repeat("中\r\n", 3000), "as it is"}
	m := Parse([]byte(raw))
	if len(m.Attachments) != len(want) || !hasProblem(m, "encoding_damaged") {
		t.Fatalf("%+v, %+v", m.Attachments, m.Problems)
	}
	for n, content := range Contents([]byte(raw)) {
		if n == 2 {
			continue
		}
		if got, err := io.ReadAll(content); string(got) != want[n] || err != nil || len(got) != m.Attachments[n].Size {
			t.Errorf("file %d: %d bytes, want %d, said %d: %v", n, len(got), len(want[n]), m.Attachments[n].Size, err)
		}
		if n == 3 {
			break
		}
	}
}

// TestLargeMailTakesLittle bounds all that is allocated, kept or not, to read a
// mail of 40 MB and to copy its files: it is a small part of the mail, however
// many files there are.
func TestLargeMailTakesLittle(t *testing.T) {
	const mail = 40 << 20
	line := strings.Repeat("QUJD", 19) + "\r\n"
	for _, files := range []int{1, 300} {
		one := "--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + strings.Repeat(line, mail/files/len(line))
		raw := []byte("From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n申请\r\n" + strings.Repeat(one, files) + "--b--\r\n")
		var m Message
		copied := 0
		took := allocated(func() {
			m = Parse(raw)
			for _, content := range Contents(raw) {
				n, _ := io.Copy(io.Discard, content)
				copied += int(n)
			}
		})
		said := 0
		for _, a := range m.Attachments {
			said += a.Size
		}
		if len(m.Attachments) != files || said != copied || said < mail*7/10 {
			t.Errorf("%d files: %d, %d bytes, %d copied", files, len(m.Attachments), said, copied)
		}
		if took > mail/2 {
			t.Errorf("%d files took %d bytes", files, took)
		}
	}
}

// TestLargeHeaderTakesLittle bounds what the one field of a mail takes that is
// all header.
func TestLargeHeaderTakesLittle(t *testing.T) {
	const mail = 40 << 20
	for name, raw := range map[string]string{
		"one line":   "Subject: " + strings.Repeat("b", mail),
		"many lines": "Subject: b\r\n" + strings.Repeat(" bbbbbbbbbbbbbbbbbbbb\r\n", mail/23),
	} {
		raw := []byte(raw)
		if took := allocated(func() { Parse(raw) }); took > mail/4 {
			t.Errorf("%s took %d bytes", name, took)
		}
	}
}

// allocated returns how many bytes do allocates in all.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
