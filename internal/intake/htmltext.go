package intake

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlPolicy lets through what gives a text its shape, and links that open
// only when clicked. No picture, style, script, form or frame remains, so that
// looking at a mail loads and runs nothing and tells the sender nothing.
var htmlPolicy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "blockquote", "pre", "code",
		"ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "sub", "sup",
		"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "center")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[1-9][0-9]?$`)).OnElements("td", "th")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(false)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true)
	return p
}()

// cleanHTML returns the HTML as it may be shown.
func cleanHTML(s string) string { return strings.TrimSpace(htmlPolicy.Sanitize(s)) }

var metaCharsetExpr = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9._:\-]+)`)

// metaCharset returns what the HTML says of its own charset, "" if nothing.
func metaCharset(b []byte) string {
	if m := metaCharsetExpr.FindSubmatch(b[:min(len(b), 4096)]); m != nil {
		return string(bytes.ToLower(m[1]))
	}
	return ""
}

// blocks are the elements that begin and end a line.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Tr: true, atom.Table: true, atom.Ul: true, atom.Ol: true, atom.Li: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Blockquote: true, atom.Pre: true, atom.Hr: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.Section: true, atom.Article: true, atom.Center: true, atom.Address: true, atom.Form: true, atom.Title: true,
}

// textOfHTML returns the words of an HTML text, a line a block, cells of a
// table apart, numbers of ordered lists written out.
func textOfHTML(s string) string {
	w := &textWriter{}
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken: // io.EOF: a string has no other error
			return strings.TrimSpace(w.out.String())
		case html.TextToken:
			if !w.hidden() {
				w.words(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, _ := z.TagName()
			w.tag(atom.Lookup(name), kind)
		}
	}
}

// A textWriter lays out text as it comes out of HTML.
type textWriter struct {
	out    strings.Builder
	blank  bool      // a blank is due before the next word
	breaks int       // line ends just written
	skip   atom.Atom // the element within which nothing is read
	pre    int       // depth of pre
	lists  []int     // open lists: the number of the last item, -1 for bullets
}

func (w *textWriter) hidden() bool { return w.skip != 0 }

// tag reads the beginning or the end of an element.
func (w *textWriter) tag(a atom.Atom, kind html.TokenType) {
	end := kind == html.EndTagToken
	if w.skip != 0 {
		if end && a == w.skip {
			w.skip = 0
		}
		return
	}
	switch a {
	case atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Template:
		if kind == html.StartTagToken {
			w.skip = a
		}
		return
	case atom.Br:
		w.newline(2)
	case atom.Td, atom.Th:
		w.blank = true
	case atom.Pre:
		if !end {
			w.pre++
		} else if w.pre > 0 {
			w.pre--
		}
	}
	if a == atom.P && !end {
		w.newline(2)
	} else if blocks[a] {
		w.newline(1)
	}
	w.list(a, end)
}

// list keeps the numbers of ordered lists.
func (w *textWriter) list(a atom.Atom, end bool) {
	switch {
	case (a == atom.Ol || a == atom.Ul) && !end:
		if len(w.lists) < 100 {
			first := -1
			if a == atom.Ol {
				first = 0
			}
			w.lists = append(w.lists, first)
		}
	case (a == atom.Ol || a == atom.Ul) && len(w.lists) > 0:
		w.lists = w.lists[:len(w.lists)-1]
	case a == atom.Li && !end && len(w.lists) > 0:
		if n := &w.lists[len(w.lists)-1]; *n >= 0 {
			*n++
			w.words(strconv.Itoa(*n) + ". ")
		} else {
			w.words("· ")
		}
	}
}

// newline ends the line, so that at most limit line ends follow each other; a
// br within a line ends it once.
func (w *textWriter) newline(limit int) {
	w.blank = false
	if w.out.Len() == 0 || w.breaks >= limit {
		return
	}
	w.out.WriteByte('\n')
	w.breaks++
}

// words writes text with its blanks made one.
func (w *textWriter) words(s string) {
	s = strings.ReplaceAll(s, "\u00a0", " ")
	if w.pre > 0 {
		w.out.WriteString(s)
		w.breaks = 0
		return
	}
	for _, r := range s {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' {
			w.blank = true
			continue
		}
		if w.blank && w.breaks == 0 && w.out.Len() > 0 {
			w.out.WriteByte(' ')
		}
		w.blank, w.breaks = false, 0
		w.out.WriteRune(r)
	}
}
