package demo

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime"
	"strings"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// A message is a mail before it is bytes.
type message struct {
	id, name, address, to string
	at                    time.Time
	subject, text         string
	headers               []string // further ones
	files                 []attachment
	unlabelled            bool // in GB18030, without saying so
}

type attachment struct {
	name, mediaType string
	content         []byte
}

// bytes makes the raw mail as a server would hand it out.
func (m message) bytes() []byte {
	var b bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\r\n", args...) }
	encode := func(s string) string { return mime.BEncoding.Encode("utf-8", s) }
	if m.unlabelled {
		encode = gb
	}
	line("Return-Path: <%s>", m.address)
	if m.name == "" {
		line("From: %s", m.address)
	} else {
		line("From: %s <%s>", encode(m.name), m.address)
	}
	line("To: %s", m.to)
	if m.subject != "" {
		line("Subject: %s", encode(m.subject))
	}
	line("Date: %s", m.at.In(calendar.Zone).Format(time.RFC1123Z))
	line("Message-ID: <%s>", m.id)
	line("MIME-Version: 1.0")
	for _, h := range m.headers {
		line("%s", h)
	}
	if len(m.files) == 0 {
		m.part(&b)
		return b.Bytes()
	}
	boundary := "=_" + strings.ReplaceAll(m.id, "@", "_")
	line("Content-Type: multipart/mixed; boundary=%q", boundary)
	line("")
	line("--%s", boundary)
	m.part(&b)
	for _, f := range m.files {
		line("\r\n--%s", boundary)
		line("Content-Type: %s; name=\"%s\"", f.mediaType, encode(f.name))
		line("Content-Disposition: attachment; filename=\"%s\"", encode(f.name))
		line("Content-Transfer-Encoding: base64")
		line("")
		wrapped(&b, f.content)
	}
	line("\r\n--%s--", boundary)
	return b.Bytes()
}

// part writes the text with its own headers.
func (m message) part(b *bytes.Buffer) {
	if m.unlabelled {
		b.WriteString("Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + gb(strings.ReplaceAll(m.text, "\n", "\r\n")) + "\r\n")
		return
	}
	b.WriteString("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	wrapped(b, []byte(m.text))
}

func wrapped(b *bytes.Buffer, content []byte) {
	text := base64.StdEncoding.EncodeToString(content)
	for len(text) > 76 {
		b.WriteString(text[:76] + "\r\n")
		text = text[76:]
	}
	b.WriteString(text + "\r\n")
}

// gb writes a text in GB18030, which has all of Unicode.
func gb(s string) string {
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		return s
	}
	return out
}

// requestText is how somebody asks by mail.
func requestText(a casefile.Applicant, t topic, to string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s信息公开办公室：\n\n", to)
	if a.Class == casefile.Natural {
		fmt.Fprintf(&b, "我叫%s，家住%s。", a.Name, a.Address)
	} else {
		fmt.Fprintf(&b, "单位名称：%s\n联系人：%s\n", a.Name, a.Contact)
	}
	b.WriteString("根据《政府信息公开条例》第二十七条，申请公开以下信息：\n")
	for n, item := range strings.Split(t.content, "\n") {
		fmt.Fprintf(&b, "%d. %s；\n", n+1, item)
	}
	fmt.Fprintf(&b, "\n请给我电子版，发到这个邮箱。身份证明见附件。\n\n申请人：%s\n身份证号：%s\n电话：%s\n", a.Name, a.IDNumber, a.Phone)
	return b.String()
}
