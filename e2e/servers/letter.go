package main

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"mingda/internal/postbox/postboxtest"
)

// A letter is a mail that was sent, as its recipient would read it. It is read
// with the standard library alone, not with the parser that is under test.
type letter struct {
	From    string              `json:"from"`
	To      []string            `json:"to"`
	TLS     bool                `json:"tls"`
	Header  map[string][]string `json:"header"`
	Subject string              `json:"subject"`
	Text    string              `json:"text"`
	Files   []file              `json:"files"`
}

// A file is an attachment.
type file struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Body string `json:"body"` // in base64
}

func read(m postboxtest.Mail) (letter, error) {
	l := letter{From: m.From, To: m.To, TLS: m.TLS, Files: []file{}}
	msg, err := mail.ReadMessage(bytes.NewReader(m.Raw))
	if err != nil {
		return l, err
	}
	l.Header = msg.Header
	if l.Subject, err = new(mime.WordDecoder).DecodeHeader(msg.Header.Get("Subject")); err != nil {
		return l, err
	}
	return l, l.part(map[string][]string(msg.Header), msg.Body)
}

// part reads a part and those within it.
func (l *letter) part(header map[string][]string, body io.Reader) error {
	get := func(name string) string { return strings.Join(header[name], " ") }
	kind, params, err := mime.ParseMediaType(get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			p, err := parts.NextRawPart()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if err := l.part(p.Header, p); err != nil {
				return err
			}
		}
	}
	switch strings.ToLower(get("Content-Transfer-Encoding")) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		return err
	}
	disposition, placed, _ := mime.ParseMediaType(get("Content-Disposition")) // none is inline
	if disposition == "attachment" {
		name, err := new(mime.WordDecoder).DecodeHeader(placed["filename"])
		if err != nil {
			return err
		}
		l.Files = append(l.Files, file{name, kind, base64.StdEncoding.EncodeToString(content)})
		return nil
	}
	l.Text += string(content)
	return nil
}
