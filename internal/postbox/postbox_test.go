package postbox

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset"
	gomail "github.com/emersion/go-message/mail"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mingda/internal/loopback"
	"mingda/internal/postbox/postboxtest"
)

func sink(t *testing.T) (*postboxtest.Server, *Sender) {
	t.Helper()
	server, err := postboxtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	return server, &Sender{Host: server.Host, Port: server.TLSPort, RootCAs: server.CAs, User: postboxtest.User, Password: postboxtest.Password,
		From: "foi@example.gov.cn", FromName: "示例区人民政府", Timeout: 5 * time.Second}
}

func confirmation() Message {
	return Message{
		To: "张三 <zhang@example.org>", Subject: "已收到您的政府信息公开申请（收件号 2026-000123）",
		Text: "您好：\n您的申请已收到。\n.\n..两个点\n", Date: time.Date(2026, 6, 30, 9, 5, 0, 0, time.FixedZone("", 8*3600)),
		MessageID: "intake-123@example.gov.cn", InReplyTo: "<q1@example.org>", References: []string{"<q0@example.org>"}, Auto: AutoReplied,
		Attachments: []Attachment{
			{Name: "收件回执（第一份）.pdf", Type: "application/pdf", Content: []byte("%PDF-1.7\n\x00\xff")},
			{Name: "note.txt", Type: "no type at all", Content: nil},
		},
	}
}

// A read mail, as a recipient sees it.
type read struct {
	Subject, Text string
	From, To      []*gomail.Address
	Names, Types  []string
	Contents      []string
}

func parse(t testing.TB, raw []byte) (read, gomail.Header) {
	t.Helper()
	r, err := gomail.CreateReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	var got read
	if got.Subject, err = r.Header.Subject(); err != nil {
		t.Error(err)
	}
	if got.From, err = r.Header.AddressList("From"); err != nil {
		t.Error(err)
	}
	if got.To, err = r.Header.AddressList("To"); err != nil {
		t.Error(err)
	}
	for {
		part, err := r.NextPart()
		if err == io.EOF {
			return got, r.Header
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(part.Body)
		if err != nil {
			t.Error(err)
		}
		switch h := part.Header.(type) {
		case *gomail.InlineHeader:
			got.Text += string(body)
		case *gomail.AttachmentHeader:
			name, err := h.Filename()
			if err != nil {
				t.Error(err)
			}
			kind, _, err := h.ContentType()
			if err != nil {
				t.Error(err)
			}
			got.Names, got.Types, got.Contents = append(got.Names, name), append(got.Types, kind), append(got.Contents, string(body))
		}
	}
}

func TestSend(t *testing.T) {
	cases := []struct {
		security Security
		user     string
	}{{Implicit, "foi"}, {StartTLS, "foi"}, {Plain, "foi"}, {Plain, ""}}
	for _, c := range cases {
		t.Run(string(c.security)+" "+c.user, func(t *testing.T) {
			server, s := sink(t)
			s.Security, s.User = c.security, c.user
			if c.security != Implicit {
				s.Port = server.Port
			}
			m := confirmation()
			if err := s.Send(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			mails := server.Received()
			if len(mails) != 1 {
				t.Fatalf("%d mails", len(mails))
			}
			envelope := mails[0]
			envelope.Raw = nil
			if diff := cmp.Diff(postboxtest.Mail{From: "foi@example.gov.cn", To: []string{"zhang@example.org"}, User: c.user, TLS: c.security != Plain}, envelope); diff != "" {
				t.Error(diff)
			}
			got, header := parse(t, mails[0].Raw)
			want := read{
				Subject: m.Subject, Text: strings.ReplaceAll(m.Text, "\n", "\r\n"),
				From:  []*gomail.Address{{Name: "示例区人民政府", Address: "foi@example.gov.cn"}},
				To:    []*gomail.Address{{Name: "张三", Address: "zhang@example.org"}},
				Names: []string{"收件回执（第一份）.pdf", "note.txt"}, Types: []string{"application/pdf", "application/octet-stream"},
				Contents: []string{"%PDF-1.7\n\x00\xff", ""},
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			for field, want := range map[string]string{
				"Message-Id": "<intake-123@example.gov.cn>", "In-Reply-To": "<q1@example.org>", "References": "<q0@example.org> <q1@example.org>",
				"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", "Date": "Tue, 30 Jun 2026 09:05:00 +0800",
				"User-Agent": "", "X-Mailer": "",
			} {
				if got := header.Get(field); got != want {
					t.Errorf("%s: %q, want %q", field, got, want)
				}
			}
		})
	}
}

func TestFailures(t *testing.T) {
	const cut = postboxtest.Cut
	cases := []struct {
		name  string
		step  postboxtest.Step
		code  int
		kind  error // nil: sent
		mails int   // kept by the server although it failed
	}{
		{"sign-in refused", postboxtest.Auth, 535, ErrTemporary, 0},
		{"sender refused", postboxtest.From, 550, ErrTemporary, 0},
		{"too large", postboxtest.From, 552, ErrPermanent, 0},
		{"cut at sender", postboxtest.From, cut, ErrTemporary, 0},
		{"no such user", postboxtest.Rcpt, 550, ErrPermanent, 0},
		{"greylisted", postboxtest.Rcpt, 451, ErrTemporary, 0},
		{"sign in first", postboxtest.Rcpt, 530, ErrTemporary, 0},
		{"cut at recipient", postboxtest.Rcpt, cut, ErrTemporary, 0},
		{"content refused", postboxtest.Data, 554, ErrPermanent, 0},
		{"server full", postboxtest.Data, 452, ErrTemporary, 0},
		{"cut at content", postboxtest.Data, cut, ErrTemporary, 0},
		{"cut before the answer", postboxtest.Taken, cut, ErrTemporary, 1},
		{"cut after the answer", postboxtest.After, cut, nil, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			server, s := sink(t)
			server.Answer(c.step, c.code)
			err := s.Send(t.Context(), confirmation())
			wantKind(t, err, c.kind)
			if e, ok := errors.AsType[*SendError](err); ok && c.code > 0 && c.step != postboxtest.Auth && e.Code != c.code {
				t.Errorf("code %d, want %d", e.Code, c.code)
			}
			if n := len(server.Received()); n != c.mails {
				t.Errorf("the server kept %d mails, want %d", n, c.mails)
			}
			server.Answer(c.step, 0)
			if err := s.Send(t.Context(), confirmation()); err != nil {
				t.Errorf("at the next try: %v", err)
			}
			ids := map[string]bool{}
			for _, m := range server.Received() {
				_, h := parse(t, m.Raw)
				ids[h.Get("Message-Id")] = true
			}
			if len(ids) != 1 {
				t.Errorf("Message-IDs %v, want one and the same", ids)
			}
		})
	}
}

func wantKind(t *testing.T, err, kind error) {
	t.Helper()
	if kind == nil {
		if err != nil {
			t.Errorf("error %v, want none", err)
		}
		return
	}
	other := ErrPermanent
	if kind == ErrPermanent {
		other = ErrTemporary
	}
	if !errors.Is(err, kind) || errors.Is(err, other) {
		t.Errorf("error %v, want %v", err, kind)
	}
}

func TestServerDownAndUpAgain(t *testing.T) {
	server, s := sink(t)
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	wantKind(t, s.Send(t.Context(), confirmation()), ErrTemporary)
	if err := server.Restart(); err != nil {
		t.Fatal(err)
	}
	wantKind(t, s.Send(t.Context(), confirmation()), nil)
}

func TestUntrusted(t *testing.T) {
	server, s := sink(t)
	s.RootCAs = nil
	for security, port := range map[Security]int{Implicit: server.TLSPort, StartTLS: server.Port} {
		s.Security, s.Port = security, port
		err := s.Send(t.Context(), confirmation())
		wantKind(t, err, ErrTemporary)
		if _, ok := errors.AsType[x509.UnknownAuthorityError](err); !ok {
			t.Errorf("%s: %v", security, err)
		}
	}
	s.RootCAs, s.ServerName = server.CAs, "mail.example.org"
	wantKind(t, s.Send(t.Context(), confirmation()), ErrTemporary)
	s.Security, s.Host = Plain, "192.0.2.1"
	if err := s.Send(t.Context(), confirmation()); err == nil || !strings.Contains(err.Error(), "only allowed to this machine") {
		t.Errorf("without TLS to another machine: %v", err)
	}
	if len(server.Received()) != 0 {
		t.Error("a mail went out")
	}
}

// TestCheck: signing in is tried as for sending, and nothing is sent.
func TestCheck(t *testing.T) {
	server, s := sink(t)
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	wrong := *s
	wrong.Password = "guess"
	other := *s
	other.RootCAs = nil
	for name, refused := range map[string]Sender{"password": wrong, "authority": other} {
		if err := refused.Check(t.Context()); err == nil {
			t.Errorf("%s: let in", name)
		}
	}
	if len(server.Received()) != 0 {
		t.Error("a mail went out")
	}
}

func TestContextEndsSend(t *testing.T) {
	l, err := net.Listen("tcp", loopback.Address(0)) // greets nobody
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	s := &Sender{Host: loopback.Host(), Port: l.Addr().(*net.TCPAddr).Port, Security: Plain, From: "foi@example.gov.cn"}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	start := time.Now()
	wantKind(t, s.Send(ctx, confirmation()), ErrTemporary)
	if d := time.Since(start); d > 3*time.Second {
		t.Errorf("waited %v", d)
	}
}

func TestMalformedMessages(t *testing.T) {
	_, s := sink(t)
	cases := map[string]func(*Message){
		"no recipient":            func(m *Message) { m.To = "" },
		"two recipients":          func(m *Message) { m.To = "a@example.org, b@example.org" },
		"recipient with a line":   func(m *Message) { m.To = "a@example.org\r\nBcc: b@example.org" },
		"recipient with command":  func(m *Message) { m.To = "\"a\r\nRCPT TO:<b@example.org>\"@example.org" },
		"recipient with brackets": func(m *Message) { m.To = `"a> <b"@example.org` },
		"no id":                   func(m *Message) { m.MessageID = "" },
		"id with a line":          func(m *Message) { m.MessageID = "a@b\r\nBcc: c@example.org" },
		"no date":                 func(m *Message) { m.Date = time.Time{} },
	}
	for name, change := range cases {
		m := confirmation()
		change(&m)
		if err := s.Send(t.Context(), m); !errors.Is(err, ErrPermanent) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestNoInjection puts arbitrary text into every field a stranger can reach:
// the header keeps its fields, the mail its parts, and names stay names.
func TestNoInjection(t *testing.T) {
	s := &Sender{Host: "localhost", From: "foi@example.gov.cn", FromName: "公开办"}
	nasty := rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{"a\r\nBcc: x@example.org", "a\nX-Evil: 1", "\r\n\r\n<html>", "\x00", "\u2028X-Evil: 1", "=?utf-8?q?a=0D=0AX-Evil:_1?=",
			`"; filename="evil.exe`, "../../etc/passwd", strings.Repeat("长", 3000), strings.Repeat("a", 3000), "\xff\xfe", "<a@b> X-Evil: 1", "a@b>\r\nX-Evil: 1"}),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
	)
	rapid.Check(t, func(t *rapid.T) {
		m := confirmation()
		s.FromName = nasty.Draw(t, "own name")
		to := (&mail.Address{Name: nasty.Draw(t, "name of the recipient"), Address: "asks@example.org"}).String()
		if _, err := mail.ParseAddress(to); err == nil {
			m.To = to // else it is refused: TestMalformedMessages
		}
		m.Subject = nasty.Draw(t, "subject")
		m.Text = nasty.Draw(t, "text")
		m.InReplyTo = nasty.Draw(t, "in reply to")
		m.References = rapid.SliceOfN(nasty, 0, 30).Draw(t, "references")
		m.Attachments = []Attachment{{Name: nasty.Draw(t, "name"), Type: nasty.Draw(t, "type"), Content: []byte("x")}}
		msg, err := s.compose(m)
		if err != nil {
			t.Fatal(err)
		}
		var raw bytes.Buffer
		if _, err := msg.WriteTo(&raw); err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(raw.String(), "\r\n") {
			if len(line) > 998 || strings.ContainsAny(line, "\r\n\x00") {
				t.Fatalf("line of %d bytes: %q", len(line), line)
			}
		}
		entity, err := message.Read(bytes.NewReader(raw.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		allowed := " Date Message-Id Subject In-Reply-To References Auto-Submitted X-Auto-Response-Suppress Mime-Version From To Content-Type Content-Transfer-Encoding "
		for fields := entity.Header.Fields(); fields.Next(); {
			if !strings.Contains(allowed, " "+fields.Key()+" ") {
				t.Fatalf("field %q in %s", fields.Key(), raw.Bytes())
			}
		}
		checkParts(t, entity, m.Text)
	})
}

func checkParts(t *rapid.T, entity *message.Entity, text string) {
	parts := entity.MultipartReader()
	if parts == nil {
		t.Fatal("not a multipart")
	}
	for i := range 2 {
		part, err := parts.NextPart()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(part.Body)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 && string(body) != canonical(text) {
			t.Fatalf("text %q became %q", text, body)
		}
		if i == 1 {
			h := gomail.AttachmentHeader{Header: part.Header}
			name, err := h.Filename()
			if err != nil || name == "" || strings.ContainsAny(name, "/\\\"\r\n\x00") || len(name) > 200 {
				t.Fatalf("file name %q, %v", name, err)
			}
		}
	}
	if _, err := parts.NextPart(); err != io.EOF {
		t.Fatalf("a third part: %v", err)
	}
}
