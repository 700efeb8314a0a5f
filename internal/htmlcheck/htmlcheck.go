// Package htmlcheck asserts things about rendered pages in tests: what stands
// where, and whether the page is sound for people who do not see it. It reads
// HTML as browsers do, knows nothing of the pages themselves, and is imported
// by tests only.
package htmlcheck

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// A Node is an element of a parsed page, or the page itself.
type Node struct{ n *html.Node }

// Parse reads a page as a browser would; it fails only if nothing can be read.
func Parse(body string) (Node, error) {
	n, err := html.Parse(strings.NewReader(body))
	if err != nil {
		return Node{}, fmt.Errorf("htmlcheck: %w", err)
	}
	return Node{n}, nil
}

// MustParse is Parse for bodies that are known to be HTML; it panics otherwise.
func MustParse(body string) Node {
	n, err := Parse(body)
	if err != nil {
		panic(err)
	}
	return n
}

// All returns every element below n that the selector finds, in the order of
// the page. A selector is a chain of steps with spaces between, each step below
// the one before: a tag, then any of #id, .class, [name] and [name=value], such
// as "table.grid tbody tr[id]" or "main a[rel=next]". A value holds no space.
func (n Node) All(selector string) []Node {
	found := []Node{n}
	for _, step := range strings.Fields(selector) {
		match := parseStep(step)
		seen := map[*html.Node]bool{}
		var next []Node
		for _, from := range found {
			for d := range from.n.Descendants() {
				if d.Type == html.ElementNode && match.fits(d) && !seen[d] {
					seen[d] = true
					next = append(next, Node{d})
				}
			}
		}
		found = next
	}
	return found
}

// In returns the first element that the selector finds, and false if there is
// none.
func (n Node) In(selector string) (Node, bool) {
	all := n.All(selector)
	if len(all) == 0 {
		return Node{}, false
	}
	return all[0], true
}

// Count returns how many elements the selector finds.
func (n Node) Count(selector string) int { return len(n.All(selector)) }

// Text returns all text below n that people can read: without scripts and
// styles, runs of white space as one space.
func (n Node) Text() string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(x *html.Node) {
		switch {
		case x.Type == html.TextNode:
			b.WriteString(x.Data)
		case x.Type == html.ElementNode && (x.Data == "script" || x.Data == "style"):
			return
		case x.Type == html.ElementNode && (x.Data == "br" || x.Data == "p" || x.Data == "li" || x.Data == "td" || x.Data == "th"):
			b.WriteByte(' ')
		}
		for c := range x.ChildNodes() {
			walk(c)
		}
	}
	walk(n.n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// HasText reports whether an element that the selector finds contains the text.
// An empty selector looks through all of n.
func (n Node) HasText(selector, text string) bool {
	for _, found := range n.All(selector) {
		if strings.Contains(found.Text(), text) {
			return true
		}
	}
	return false
}

// Href returns where the first link leads whose text contains the words, "" if
// there is none.
func (n Node) Href(words string) string {
	for _, a := range n.All("a[href]") {
		if strings.Contains(a.Text(), words) {
			return a.Attr("href")
		}
	}
	return ""
}

// Attr returns the value of an attribute, "" if it is not there.
func (n Node) Attr(name string) string {
	v, _ := attr(n.n, name)
	return v
}

// Has reports whether the attribute is there, with whatever value.
func (n Node) Has(name string) bool {
	_, ok := attr(n.n, name)
	return ok
}

// Tag returns the name of the element in lower case.
func (n Node) Tag() string { return n.n.Data }

// Values returns what the form below n would send if it were submitted as it
// is: name and value of each control, without buttons, and files as "".
func (n Node) Values() map[string][]string {
	sent := map[string][]string{}
	for _, e := range append(append(n.All("input[name]"), n.All("textarea[name]")...), n.All("select[name]")...) {
		if e.Has("disabled") {
			continue
		}
		name := e.Attr("name")
		switch kind := e.Attr("type"); {
		case e.Tag() == "textarea":
			sent[name] = append(sent[name], strings.TrimPrefix(rawText(e.n), "\n"))
		case e.Tag() == "select":
			sent[name] = append(sent[name], chosen(e)...)
		case kind == "radio" || kind == "checkbox":
			if e.Has("checked") {
				sent[name] = append(sent[name], e.Attr("value"))
			}
		case kind != "submit" && kind != "button" && kind != "file":
			sent[name] = append(sent[name], e.Attr("value"))
		}
	}
	return sent
}

// chosen returns the values of the selected options, or the first one's.
func chosen(sel Node) []string {
	var values []string
	options := sel.All("option")
	for _, o := range options {
		if o.Has("selected") {
			values = append(values, o.Attr("value"))
		}
	}
	if len(values) == 0 && len(options) > 0 && !sel.Has("multiple") {
		values = []string{options[0].Attr("value")}
	}
	return values
}

func rawText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}
