package intake

import (
	"bytes"
	"io"
	"iter"
	"strings"
)

// Parse reads a mail. It never fails: see the package comment. The result
// refers to nothing of raw and holds no more than what is shown of the mail,
// however large its files are; what they hold is for Contents.
//
// The structure is read by this package's own code, not by
// emersion/go-message, since that stops at the first thing against the rules,
// and what comes to an office is often against the rules; the tests compare
// the two on mails that keep them.
func Parse(raw []byte) Message {
	notes := &problems{list: []Problem{}}
	h, body := splitHeader(raw, notes)
	if len(h) == 0 && len(bytes.TrimSpace(raw)) > 0 {
		notes.add("no_header", "")
		body = raw
	}
	m := Message{Signals: readSignals(h)}
	readEnvelope(&m, h, notes)
	root := newPart(h, body, "text/plain", notes)
	m.Attachments = []Attachment{}
	r := newReader(raw, notes, func(a Attachment, content *decoder) bool {
		head := make([]byte, HeadSize)
		n, _ := io.ReadFull(content, head) // a decoder has no errors
		a.Size = n + content.count()
		if _, a.Misnamed = Misnamed(head[:n], a.Name); a.Misnamed {
			notes.add("misnamed", a.Name)
		}
		m.Attachments = append(m.Attachments, a)
		return true
	})
	read := r.read(root, place{first: true})
	m.Text, m.HTML = Legible(strings.Trim(read.text, "\n")), read.html
	if strings.TrimSpace(m.Text) == "" && m.HTML != "" {
		m.Text = Legible(textOfHTML(m.HTML))
		notes.add("text_from_html", "")
	}
	if strings.TrimSpace(m.Text) == "" {
		m.Text = ""
		notes.add("no_text", "")
	}
	m.HTML = cleanHTML(m.HTML)
	m.Kind = kindOf(m, root)
	m.Return = r.returnOf(m)
	m.Problems = notes.list
	return m
}

// Contents goes through what the files of a mail hold, decoded, each with its
// place in Message.Attachments. A reader is good until the next one comes; its
// only error is io.EOF. Of a file that is not read nothing is decoded.
func Contents(raw []byte) iter.Seq2[int, io.Reader] {
	return func(yield func(int, io.Reader) bool) {
		notes := &problems{}
		h, body := splitHeader(raw, notes)
		if len(h) == 0 {
			body = raw
		}
		n := -1
		r := newReader(raw, notes, func(_ Attachment, content *decoder) bool {
			n++
			return yield(n, content)
		})
		r.read(newPart(h, body, "text/plain", notes), place{first: true})
	}
}

// readEnvelope reads the fields that say who wrote what to whom and when.
func readEnvelope(m *Message, h header, notes *problems) {
	m.Subject = decodeWords(h.get("subject"), notes)
	from := readAddresses(h.all("from"), notes)
	if len(from) == 0 {
		from = readAddresses(h.all("sender"), notes)
		notes.add("from_missing", "")
	}
	if len(from) > 0 {
		m.From = from[0]
	}
	m.ReplyTo = readAddresses(h.all("reply-to"), notes)
	m.To = append([]Address{}, readAddresses(h.all("to"), notes)...)
	m.Cc = readAddresses(h.all("cc"), notes)
	if ids := readIDs(h.get("message-id")); len(ids) > 0 {
		m.MessageID = ids[0]
	}
	m.InReplyTo = readIDs(h.get("in-reply-to"))
	m.References = readIDs(h.get("references"))
	date := h.get("date")
	if len(bytes.TrimSpace(date)) == 0 {
		notes.add("date_missing", "")
	} else if t, ok := readDate(string(date)); ok {
		m.Date = t
	} else {
		notes.add("date_unreadable", decodeWords(date, notes))
	}
}

// readIDs reads Message-IDs without their brackets. One without brackets is
// taken as it stands if it has an at sign.
func readIDs(value []byte) []string {
	s := strings.ToValidUTF8(string(value[:min(len(value), maxHeaderText)]), "\ufffd")
	var ids []string
	for rest := s; ; {
		_, after, ok := strings.Cut(rest, "<")
		if !ok {
			break
		}
		id, next, ok := strings.Cut(after, ">")
		if id = strings.Join(strings.Fields(cleanLine(id)), ""); id != "" {
			ids = append(ids, id)
		}
		if !ok {
			break
		}
		rest = next
	}
	if len(ids) == 0 {
		for _, word := range strings.Fields(s) {
			if strings.Contains(word, "@") {
				ids = append(ids, cleanLine(word))
			}
		}
	}
	return ids
}

// Summary returns the line for lists: the subject, else the first line of the
// text, else （无主题）.
func (m Message) Summary() string {
	if m.Subject != "" {
		return m.Subject
	}
	if line := firstLine(m.Text); line != "" {
		return line
	}
	return "（无主题）"
}

// firstLine returns the first line with anything in it, at most 60 characters.
func firstLine(s string) string {
	for line := range strings.Lines(s) {
		if line = cleanLine(line); line != "" {
			return cutRunes(line, 60)
		}
	}
	return ""
}

// cutRunes returns at most n characters of s, with … where something is left out.
func cutRunes(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n-1]) + "…"
}
