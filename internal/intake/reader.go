package intake

import (
	"bytes"
	"html"
	"slices"
	"strings"

	"mingda/internal/filename"
)

// A reader walks through the parts of one mail: it collects the text and hands
// out the files.
type reader struct {
	notes  *problems
	file   func(Attachment, *decoder) bool // false: no more are wanted
	done   bool                            // no more are wanted
	parts  int                             // leaves met
	budget int                             // bytes that may still be searched for boundaries
	shown  int                             // bytes of text that may still be shown

	// Of a report on a delivery, see bounce.go.
	returned        []string // Message-IDs of the mail that came back
	why             string
	failed, delayed bool
}

func newReader(raw []byte, notes *problems, file func(Attachment, *decoder) bool) *reader {
	return &reader{notes: notes, file: file, budget: 6*len(raw) + 1<<20, shown: maxShown}
}

// content is the readable text of a part, in either form or both.
type content struct {
	text, html string
	rich       bool // the text has marks of its own, as text/enriched: second choice
}

// place says where a part stands.
type place struct {
	depth   int
	first   bool // the first within its multipart, or the mail itself
	related bool // belongs to an HTML text, such as a picture in it
}

// read collects the part: its text is returned, files are noted.
func (r *reader) read(p *part, at place) content {
	if p.is("multipart/") && p.placing != "attachment" {
		return r.readMulti(p, at)
	}
	if r.parts++; r.parts > maxParts {
		r.notes.add("too_many_parts", "1000")
		return content{}
	}
	if p.isBody(at.first) && !(at.related && !at.first) {
		return r.readText(p)
	}
	r.collect(p)
	r.attach(p, at)
	return content{}
}

// readMulti reads a multipart.
func (r *reader) readMulti(p *part, at place) content {
	if r.budget -= len(p.body); at.depth >= maxDepth || r.budget < 0 {
		r.notes.add("too_deep", "")
		r.attach(p, at)
		return content{}
	}
	bodies := p.split(r.notes)
	if bodies == nil {
		if len(bytes.TrimSpace(p.body)) == 0 {
			return content{}
		}
		r.notes.add("boundary_not_found", "")
		return r.readText(&part{header: p.header, mediaType: "text/plain", body: p.body})
	}
	if p.is("multipart/encrypted") {
		r.notes.add("encrypted", "")
	}
	var all []content
	for i, body := range bodies {
		if r.done {
			break
		}
		if r.parts >= maxParts {
			r.notes.add("too_many_parts", "1000")
			break
		}
		child := r.child(p, body)
		inner := place{depth: at.depth + 1, first: i == 0, related: at.related && !at.first || p.is("multipart/related")}
		if p.is("multipart/alternative") && child.placing != "attachment" && child.name == "" {
			inner.first = true
		}
		all = append(all, r.read(child, inner))
	}
	if p.is("multipart/alternative") {
		return alternative(all)
	}
	return sequence(all)
}

// child reads the header of a part within p.
func (r *reader) child(p *part, body []byte) *part {
	standard := "text/plain"
	if p.is("multipart/digest") {
		standard = "message/rfc822"
	}
	var h header
	if line, _ := cutLine(body); len(bytes.TrimSpace(line)) > 0 && fieldName(line) != "" || len(line) == 0 {
		h, body = splitHeader(body, r.notes)
	}
	return newPart(h, body, standard, r.notes)
}

// alternative takes the readings of the same thing: each form once, of two
// texts that are alike one.
func alternative(all []content) content {
	var c content
	var seen []string
	for _, one := range all {
		if one.text != "" && !one.rich && !slices.Contains(seen, strings.TrimSpace(one.text)) {
			c.text = joinTexts(c.text, one.text)
			seen = append(seen, strings.TrimSpace(one.text))
		}
		if one.html != "" {
			c.html = one.html
		}
	}
	for _, one := range all {
		if c.text == "" && one.rich {
			c.text = one.text
		}
	}
	return c
}

// sequence puts together what stands one after the other. Where some of it is
// HTML only, its words join the text; where all of it is, the text is left
// open, since an alternative may have a better one.
func sequence(all []content) content {
	var c content
	withHTML, withText := false, false
	for _, one := range all {
		withHTML = withHTML || one.html != ""
		withText = withText || one.text != ""
	}
	for _, one := range all {
		if withHTML {
			c.html += firstOf(one.html, plainAsHTML(one.text))
		}
		if one.text == "" && one.html != "" && withText {
			one.text = textOfHTML(one.html)
		}
		c.text = joinTexts(c.text, one.text)
	}
	return c
}

func joinTexts(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return strings.TrimRight(a, "\n") + "\n\n" + b
}

func plainAsHTML(text string) string {
	if text == "" {
		return ""
	}
	return "<p>" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br>") + "</p>"
}

// Bounds of what is shown of a text, in bytes; the raw mail is kept whole.
const (
	maxText  = 1 << 20 // of a part
	maxHTML  = 2 << 20 // of a part
	maxShown = 8 << 20 // of all parts
)

// readText decodes a part that is text.
func (r *reader) readText(p *part) content {
	encoding := p.header.token("content-transfer-encoding")
	if encoding == "base64" && isNoBase64(p.body) {
		r.notes.add("encoding_wrong", encoding)
		encoding = ""
	}
	limit, problem := maxText, "text_cut"
	if p.is("text/html") {
		limit, problem = maxHTML, "html_cut"
	}
	b, cut := newDecoder(p.body, encoding, r.notes).first(min(limit, r.shown))
	if r.shown -= len(b); cut {
		r.notes.add(problem, "")
	}
	label := p.params["charset"]
	if p.is("text/html") {
		if label == "" {
			label = metaCharset(b)
		}
		return content{html: tidyText(decodeText(b, label, r.notes))}
	}
	if p.is("text/plain") {
		var files []uuFile
		files, b = cutUU(b)
		for _, f := range files {
			r.handOut(Attachment{Name: f.name, Type: "application/octet-stream"}, whole(f.content))
		}
	}
	text := tidyText(decodeText(b, label, r.notes))
	if strings.EqualFold(p.params["format"], "flowed") {
		text = unflow(text, strings.EqualFold(p.params["delsp"], "yes"))
	}
	return content{text: text, rich: !p.is("text/plain")}
}

// attach notes the part as a file.
func (r *reader) attach(p *part, at place) {
	a := Attachment{Name: p.name, Type: p.mediaType}
	a.ContentID = strings.Trim(cleanLine(string(asUTF8(p.header.get("content-id"), r.notes))), "<> ")
	a.Inline = p.placing != "attachment" && (p.placing == "inline" || at.related && a.ContentID != "")
	if a.Name == "" {
		a.Name = r.nameFor(p)
	}
	encoding := p.header.token("content-transfer-encoding")
	if p.is("message/delivery-status") || p.is("message/global-delivery-status") {
		status, _ := newDecoder(p.body, encoding, r.notes).first(maxText)
		a.report = kindOfReport(status)
	}
	r.handOut(a, newDecoder(p.body, encoding, r.notes))
	r.noteType(p, a)
}

// handOut hands out a file, if it is still wanted.
func (r *reader) handOut(a Attachment, content *decoder) {
	r.done = r.done || !r.file(a, content)
}

// nameFor names a file that has no name, where there is something to go by.
func (r *reader) nameFor(p *part) string {
	if !p.is("message/rfc822") && !p.is("message/global") {
		return ""
	}
	h, _ := splitHeader(p.body[:min(len(p.body), 64<<10)], &problems{})
	if subject := filename.Safe(decodeWords(h.get("subject"), &problems{})); subject != "" {
		return subject + ".eml"
	}
	return ""
}

// noteType notes the files that a clerk cannot simply open.
func (r *reader) noteType(p *part, a Attachment) {
	switch {
	case p.is("application/ms-tnef"), p.is("application/vnd.ms-tnef"), strings.EqualFold(a.Name, "winmail.dat"):
		r.notes.add("tnef", "")
	case p.is("application/pkcs7-mime"), p.is("application/x-pkcs7-mime"):
		if strings.HasPrefix(p.params["smime-type"], "signed") {
			r.notes.add("signed_opaque", "")
		} else {
			r.notes.add("encrypted", "")
		}
	}
}
