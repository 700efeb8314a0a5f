package postbox

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"net/textproto"
	"regexp"
	"slices"
	"strings"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"mingda/internal/filename"
)

// Bounds of what goes into a header line, so that no line grows beyond the 998
// bytes of RFC 5322 whatever the caller passes on.
const (
	maxSubject    = 200 // signs
	maxReferences = 20  // Message-IDs: the first and the last ones of a conversation
)

// compose builds the mail. Its errors are the caller's or the configuration's:
// they come again at each try.
func (s *Sender) compose(m Message) (*gomail.Msg, error) {
	from, err := oneAddress("sender", s.From)
	if err != nil {
		return nil, err
	}
	to, err := oneAddress("recipient", m.To)
	if err != nil {
		return nil, err
	}
	id, ok := messageID(m.MessageID)
	if !ok {
		return nil, fmt.Errorf("malformed Message-ID %q", m.MessageID)
	}
	if m.Date.IsZero() {
		return nil, errors.New("no date")
	}
	from.Name, to.Name = oneLine(s.FromName, maxSubject), oneLine(to.Name, maxSubject)

	msg := gomail.NewMsg(gomail.WithEncoding(gomail.EncodingB64), gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(from)
	msg.ToMailAddress(to)
	if s.ReplyTo != "" {
		replyTo, err := oneAddress("reply", s.ReplyTo)
		if err != nil {
			return nil, err
		}
		msg.ReplyToMailAddress(replyTo)
	}
	msg.SetDateWithValue(m.Date)
	msg.SetMessageIDWithValue(id)
	msg.Subject(oneLine(m.Subject, maxSubject))
	setThread(msg, m)
	if m.Auto != NotAuto {
		msg.SetGenHeader("Auto-Submitted", oneLine(string(m.Auto), maxSubject))
		msg.SetGenHeader("X-Auto-Response-Suppress", "All") // what Exchange heeds instead
	}
	msg.SetBodyString(gomail.TypeTextPlain, canonical(m.Text))
	for _, a := range m.Attachments {
		attach(msg, a)
	}
	return msg, nil
}

// canonical returns the text in valid UTF-8 with CRLF lines, as MIME wants text
// to be before it is encoded.
func canonical(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.ReplaceAll(text, "\n", "\r\n")
}

// setThread makes the mail part of the conversation it answers. The IDs come
// from strangers' mails, so what is malformed is left out rather than refused.
func setThread(msg *gomail.Msg, m Message) {
	var refs []string
	for _, r := range m.References {
		if id, ok := messageID(r); ok {
			refs = append(refs, "<"+id+">")
		}
	}
	if id, ok := messageID(m.InReplyTo); ok {
		id = "<" + id + ">"
		msg.SetGenHeader("In-Reply-To", id)
		if !slices.Contains(refs, id) {
			refs = append(refs, id)
		}
	}
	if len(refs) > maxReferences {
		refs = append(refs[:1:1], refs[len(refs)-maxReferences+1:]...)
	}
	if len(refs) > 0 {
		msg.SetGenHeader("References", strings.Join(refs, " "))
	}
}

// attach adds a file. Its name stands twice: by RFC 2231, as the standard has
// it, and as an encoded word in Content-Type, which old programs look at.
func attach(msg *gomail.Msg, a Attachment) {
	name := cmp.Or(filename.Safe(a.Name), "附件")
	mediaType, _, err := mime.ParseMediaType(a.Type)
	if err != nil || strings.Count(mediaType, "/") != 1 || strings.HasPrefix(mediaType, "multipart/") {
		mediaType = "application/octet-stream"
	}
	header := textproto.MIMEHeader{}
	header.Set("Content-Type", fmt.Sprintf(`%s; name="%s"`, mediaType, mime.BEncoding.Encode("UTF-8", name)))
	header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	msg.SetAttachments(append(msg.GetAttachments(), &gomail.File{
		Name:   name,
		Header: header,
		Writer: func(w io.Writer) (int64, error) { return io.Copy(w, bytes.NewReader(a.Content)) },
	}))
}

// oneAddress parses exactly one address that can be said in an SMTP command.
func oneAddress(whose, s string) (*mail.Address, error) {
	a, err := mail.ParseAddress(s)
	if err != nil {
		return nil, fmt.Errorf("%s address: %w", whose, err)
	}
	if strings.ContainsFunc(a.Address, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) || r == '<' || r == '>' }) {
		return nil, fmt.Errorf("%s address: %q holds signs that cannot be sent", whose, a.Address)
	}
	return a, nil
}

var idForm = regexp.MustCompile(`^[!-;=?A-~]{1,200}@[!-;=?A-~]{1,100}$`)

// messageID returns the ID without brackets and whether it is well formed:
// printable ASCII around one @, and nothing that could end the header.
func messageID(s string) (string, bool) {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<"), ">")
	return s, idForm.MatchString(s)
}

// oneLine makes the text fit for a header: valid UTF-8, one line, at most limit
// signs.
func oneLine(s string, limit int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > limit {
		runes = append(runes[:limit-1], '…')
	}
	return string(runes)
}
