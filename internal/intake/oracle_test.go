package intake

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset"
	"github.com/emersion/go-message/mail"
)

// TestGoMessage compares with emersion/go-message on the mails that it reads
// without complaint: the sizes of the leaves that are files, and the subject.
func TestGoMessage(t *testing.T) {
	compared := 0
	for _, name := range corpus(t) {
		raw := read(t, name)
		e, err := message.Read(bytes.NewReader(raw))
		if err != nil {
			continue
		}
		subject, files, ok := byGoMessage(e)
		if !ok {
			continue
		}
		compared++
		m := Parse(raw)
		if squeezed(subject) != squeezed(m.Subject) && !strings.Contains(subject, "=?") && !hasProblem(m, "header_8bit") {
			t.Errorf("%s: subject %q, theirs %q", name, m.Subject, subject)
		}
		if len(m.Attachments) < files {
			t.Errorf("%s: %d files, theirs %d", name, len(m.Attachments), files)
		}
	}
	if compared < 100 {
		t.Errorf("only %d mails compared", compared)
	}
}

// byGoMessage returns the subject and the number of attachments; ok is false
// if the mail is against the rules somewhere.
func byGoMessage(e *message.Entity) (subject string, files int, ok bool) {
	h := mail.Header{Header: e.Header}
	subject, err := h.Subject()
	if err != nil {
		return "", 0, false
	}
	err = e.Walk(func(_ []int, part *message.Entity, err error) error {
		if err != nil {
			return err
		}
		if part.MultipartReader() != nil {
			return nil
		}
		if _, err := io.Copy(io.Discard, part.Body); err != nil {
			return err
		}
		if placing, _, _ := part.Header.ContentDisposition(); placing == "attachment" {
			files++
		}
		return nil
	})
	return subject, files, err == nil
}
