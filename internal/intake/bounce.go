package intake

import (
	"regexp"
	"slices"
	"strings"
)

// A Return is what the report of a failed delivery says of the mail that came
// back. It is zero for other mails, and for reports of a delay.
type Return struct {
	IDs []string `json:"ids,omitempty"` // Message-IDs that may be of that mail, the surest first
	Why string   `json:"why,omitempty"` // as the server said it
}

// IsZero reports whether nothing came back.
func (r Return) IsZero() bool { return len(r.IDs) == 0 && r.Why == "" }

var (
	diagnostic   = regexp.MustCompile(`(?im)^diagnostic-code:[ \t]*(.*(?:\r?\n[ \t]+.*)*)`)
	statusCode   = regexp.MustCompile(`(?im)^status:[ \t]*(\S+)`)
	delaySubject = regexp.MustCompile(`(?i)delay|warning|延迟`)
	writtenID    = regexp.MustCompile(`(?i)(?:message[- ]?id|邮件\s?(?:id|标识))[\s:：=<\[("“]{1,12}([^\s<>@]+@[\w.-]*\w)`)
)

// collect keeps what a part of a report says of the mail that came back: its
// header, or the status of its delivery.
func (r *reader) collect(p *part) {
	encoding := p.header.token("content-transfer-encoding")
	switch {
	case p.is("message/rfc822"), p.is("message/global"), p.is("text/rfc822-headers"), p.is("message/global-headers"):
		text, _ := newDecoder(p.body, encoding, &problems{}).first(maxHeaderText)
		h, _ := splitHeader(text, &problems{})
		r.returned = append(r.returned, readIDs(h.get("message-id"))...)
	case p.is("message/delivery-status"), p.is("message/global-delivery-status"):
		status, _ := newDecoder(p.body, encoding, &problems{}).first(maxText)
		for _, a := range deliveryAction.FindAllSubmatch(status, 100) {
			r.failed = r.failed || strings.EqualFold(string(a[1]), "failed")
			r.delayed = r.delayed || strings.EqualFold(string(a[1]), "delayed")
		}
		for _, expr := range []*regexp.Regexp{diagnostic, statusCode} {
			if found := expr.FindSubmatch(status); found != nil && r.why == "" {
				r.why = cutRunes(cleanLine(strings.ToValidUTF8(string(found[1]), "\ufffd")), 300)
			}
		}
	}
}

// returnOf says which mail came back, if m reports that one did.
func (r *reader) returnOf(m Message) Return {
	if m.Kind != KindBounce || !r.failed && (r.delayed || delaySubject.MatchString(m.Subject)) {
		return Return{}
	}
	var ids []string
	for _, id := range slices.Concat(r.returned, writtenIDs(m.Text), m.InReplyTo, m.References) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return Return{IDs: ids[:min(len(ids), 20)], Why: firstOf(r.why, m.Subject)}
}

// writtenIDs returns the Message-IDs that a text names as such: many servers
// report in words only, with a copy of the header or of the mail below.
func writtenIDs(text string) (ids []string) {
	for _, found := range writtenID.FindAllStringSubmatch(firstBytes(text, maxRead), 20) {
		ids = append(ids, found[1])
	}
	return ids
}
