package bench

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// mail makes the n-th mail up as people write them: every third in GB18030,
// every third with attachments of 20 to 400 KB. sent is its Date.
func (w writer) mail(n int, sent time.Time) []byte {
	a, wants := w.applicant(), w.wants()
	text := "您好！\r\n\r\n我是" + a.Name + "，身份证号" + a.IDNumber + "，电话" + a.Phone + "，住址" + a.Address + "。\r\n根据《中华人民共和国政府信息公开条例》，" +
		strings.ReplaceAll(wants.Content, "\n", "\r\n") + "\r\n请以电子邮件回复。谢谢！\r\n"
	charset, encode := "UTF-8", func(s string) string { return s }
	if n%3 == 1 {
		charset, encode = "GB2312", func(s string) string {
			out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
			if err != nil {
				return s // GB18030 has every character there is
			}
			return out
		}
	}
	var b bytes.Buffer
	word := func(s string) string {
		return "=?" + charset + "?B?" + base64.StdEncoding.EncodeToString([]byte(encode(s))) + "?="
	}
	fmt.Fprintf(&b, "Received: from mx.mail.example by mail.mingchuan.example; %s\r\n", sent.Format(time.RFC1123Z))
	fmt.Fprintf(&b, "From: %s <%s>\r\nTo: <ysqgk@mingchuan.example>\r\nSubject: %s\r\n", word(a.Name), a.Email, word("信息公开申请："+wants.Subject))
	fmt.Fprintf(&b, "Date: %s\r\nMessage-ID: <bench-%d-%016x@mail.example>\r\nMIME-Version: 1.0\r\n", sent.Format(time.RFC1123Z), n, w.Uint64())
	body := fmt.Sprintf("Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s", charset, folded([]byte(encode(text))))
	if n%3 != 0 {
		b.WriteString(body)
		return b.Bytes()
	}
	fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=\"grenze-%d\"\r\n\r\n--grenze-%d\r\n%s", n, n, body)
	for i := range 1 + w.IntN(2) {
		fmt.Fprintf(&b, "\r\n--grenze-%d\r\nContent-Type: application/pdf; name=\"%s\"\r\nContent-Disposition: attachment; filename=\"%s\"\r\n"+
			"Content-Transfer-Encoding: base64\r\n\r\n%s", n, word(fmt.Sprintf("附件%d.pdf", i+1)), word(fmt.Sprintf("附件%d.pdf", i+1)), folded(w.bytes(20<<10+w.IntN(380<<10))))
	}
	fmt.Fprintf(&b, "\r\n--grenze-%d--\r\n", n)
	return b.Bytes()
}

// bytes makes n bytes up that begin like a PDF.
func (w writer) bytes(n int) []byte {
	b := append(make([]byte, 0, n+16), "%PDF-1.7\n"...)
	for len(b) < n {
		b = fmt.Appendf(b, "%016x", w.Uint64())
	}
	return b
}

// folded writes base64 in lines of 76 characters (RFC 2045).
func folded(raw []byte) string {
	s := base64.StdEncoding.EncodeToString(raw)
	var b strings.Builder
	for len(s) > 76 {
		b.WriteString(s[:76] + "\r\n")
		s = s[76:]
	}
	return b.String() + s + "\r\n"
}
