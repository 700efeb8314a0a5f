package intake

import (
	"strings"
	"testing"
)

// TestReturn: which mail came back is read from its header in the report, or
// from what the report answers; a delay and a success say that none did.
func TestReturn(t *testing.T) {
	report := func(action, last string) string {
		return "From: MAILER-DAEMON@mx.example\nSubject: Mail delivery failed\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\n\n" +
			"--B\n\nIt did not work.\n\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nAction: " + action +
			"\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2\n  mailbox full\n\n--B\n" + last + "\n\n--B--\n"
	}
	const header = "Subject: reply\nMessage-ID: <letter.1.1.x@office.example>\n\nbody"
	for _, c := range []struct{ name, raw, ids, why string }{
		{"the mail whole", report("failed", "Content-Type: message/rfc822\n\n"+header), "letter.1.1.x@office.example", "smtp; 552 5.2.2 mailbox full"},
		{"its header", report("failed", "Content-Type: text/rfc822-headers\n\n"+header), "letter.1.1.x@office.example", "smtp; 552 5.2.2 mailbox full"},
		{"its header in base64", report("failed", "Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\nTWVzc2FnZS1JRDogPGxldHRlci4xLjEueEBvZmZpY2UuZXhhbXBsZT4K"), "letter.1.1.x@office.example", "smtp; 552 5.2.2 mailbox full"},
		{"nothing of it", report("failed", "Content-Type: text/plain\n\n[gone]"), "", "smtp; 552 5.2.2 mailbox full"},
		{"a delay", report("delayed", "Content-Type: message/rfc822\n\n"+header), "", ""},
		{"a success", report("delivered", "Content-Type: message/rfc822\n\n"+header), "", ""},
		{"no report, an answer", "From: MAILER-DAEMON@mx.example\nSubject: failure notice\nIn-Reply-To: <a@office.example>\nReferences: <b@office.example> <a@office.example>\n\nSorry.\n",
			"a@office.example b@office.example", "failure notice"},
		{"no report, a warning", "From: MAILER-DAEMON@mx.example\nSubject: Warning: could not send message for 4 hours\nIn-Reply-To: <a@office.example>\n\nWait.\n", "", ""},
		{"a person's mail", "From: a@b.example\nSubject: hello\nIn-Reply-To: <a@office.example>\n\nhello\n", "", ""},
	} {
		for _, raw := range []string{c.raw, strings.ReplaceAll(c.raw, "\n", "\r\n")} {
			if got := Parse([]byte(raw)).Return; strings.Join(got.IDs, " ") != c.ids || got.Why != c.why {
				t.Errorf("%s: %+v", c.name, got)
			}
		}
	}
}
