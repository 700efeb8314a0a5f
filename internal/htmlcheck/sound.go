package htmlcheck

import (
	"fmt"
	"slices"
	"strings"
)

// A Tester is the part of testing.TB that Sound needs.
type Tester interface {
	Helper()
	Errorf(format string, args ...any)
}

// Sound fails the test for each thing on a page that people who do not see it,
// or a strict content security policy, would stumble over. Faults says what.
func Sound(t Tester, body string) {
	t.Helper()
	n, err := Parse(body)
	if err != nil {
		t.Errorf("%v", err)
		return
	}
	for _, f := range Faults(n) {
		t.Errorf("unsound page: %s", f)
	}
}

// Faults returns a line for each of: no language or title, ids that occur
// twice, controls without a label, groups of choices without a legend, headings
// that skip a level, tables without caption or with heads without scope, links
// and buttons without a name, style attributes and elements, inline scripts and
// handlers, links within the page and aria references that lead nowhere.
func Faults(page Node) []string {
	var faults []string
	for _, check := range []func(Node) []string{checkHead, checkIDs, checkLabels, checkGroups, checkHeadings, checkTables, checkNames, checkPolicy, checkReferences} {
		faults = append(faults, check(page)...)
	}
	return faults
}

// show names an element in a fault.
func (n Node) show() string {
	s := n.Tag()
	for _, a := range []string{"id", "name", "class"} {
		if v := n.Attr(a); v != "" {
			s += fmt.Sprintf(" %s=%q", a, v)
		}
	}
	return "<" + s + ">"
}

func checkHead(page Node) []string {
	var faults []string
	if root, ok := page.In("html"); !ok || root.Attr("lang") == "" {
		faults = append(faults, "html has no lang")
	}
	if title, ok := page.In("head title"); !ok || title.Text() == "" {
		faults = append(faults, "no title")
	}
	if page.Count("main") != 1 {
		faults = append(faults, fmt.Sprintf("%d main elements, want 1", page.Count("main")))
	}
	if page.Count("h1") == 0 {
		faults = append(faults, "no h1")
	}
	return faults
}

func checkIDs(page Node) []string {
	var faults []string
	seen := map[string]bool{}
	for _, e := range page.All("[id]") {
		id := e.Attr("id")
		if id == "" || seen[id] {
			faults = append(faults, fmt.Sprintf("id %q is empty or there twice", id))
		}
		seen[id] = true
	}
	return faults
}

// controls returns what a person fills in.
func controls(page Node) []Node {
	all := append(append(page.All("input"), page.All("select")...), page.All("textarea")...)
	return slices.DeleteFunc(all, func(e Node) bool {
		return slices.Contains([]string{"hidden", "submit", "button", "image"}, e.Attr("type"))
	})
}

func checkLabels(page Node) []string {
	labelled := map[string]bool{}
	inside := map[any]bool{}
	for _, l := range page.All("label") {
		if l.Text() == "" {
			continue
		}
		labelled[l.Attr("for")] = true
		for _, c := range controls(l) {
			inside[c.n] = true
		}
	}
	var faults []string
	for _, e := range controls(page) {
		if !labelled[e.Attr("id")] && !inside[e.n] && e.Attr("aria-label") == "" && e.Attr("aria-labelledby") == "" {
			faults = append(faults, e.show()+" has no label")
		}
	}
	return faults
}

func checkGroups(page Node) []string {
	var faults []string
	for _, f := range page.All("fieldset") {
		if l, ok := f.In("legend"); !ok || l.Text() == "" {
			faults = append(faults, f.show()+" has no legend")
		}
	}
	grouped := map[any]bool{}
	for _, r := range page.All("fieldset input[type=radio]") {
		grouped[r.n] = true
	}
	for _, r := range page.All("input[type=radio]") {
		if !grouped[r.n] {
			faults = append(faults, r.show()+" is a radio outside a fieldset")
		}
	}
	return faults
}

func checkHeadings(page Node) []string {
	var faults []string
	last := 0
	for d := range page.n.Descendants() {
		if len(d.Data) != 2 || d.Data[0] != 'h' || d.Data[1] < '1' || d.Data[1] > '6' {
			continue
		}
		level := int(d.Data[1] - '0')
		h := Node{d}
		if h.Text() == "" {
			faults = append(faults, "empty "+h.show())
		}
		if last != 0 && level > last+1 {
			faults = append(faults, fmt.Sprintf("heading %q jumps from h%d to h%d", h.Text(), last, level))
		}
		last = level
	}
	return faults
}

func checkTables(page Node) []string {
	var faults []string
	for _, t := range page.All("table") {
		if c, ok := t.In("caption"); (!ok || c.Text() == "") && t.Attr("aria-label") == "" && t.Attr("aria-labelledby") == "" {
			faults = append(faults, t.show()+" has no caption")
		}
		if t.Count("th") == 0 {
			faults = append(faults, t.show()+" has no head cell")
		}
		for _, th := range t.All("th") {
			if th.Attr("scope") == "" {
				faults = append(faults, fmt.Sprintf("th %q has no scope", th.Text()))
			}
		}
	}
	return faults
}

func checkNames(page Node) []string {
	var faults []string
	for _, e := range append(page.All("a[href]"), page.All("button")...) {
		pictured := slices.ContainsFunc(e.All("img"), func(i Node) bool { return i.Attr("alt") != "" })
		if e.Text() == "" && e.Attr("aria-label") == "" && !pictured {
			faults = append(faults, e.show()+" says nothing")
		}
	}
	for _, e := range page.All("img") {
		if !e.Has("alt") {
			faults = append(faults, e.show()+" has no alt")
		}
	}
	for _, e := range page.All("iframe") {
		if e.Attr("title") == "" {
			faults = append(faults, e.show()+" has no title")
		}
	}
	return faults
}

func checkPolicy(page Node) []string {
	var faults []string
	for _, e := range page.All("[style]") {
		faults = append(faults, e.show()+" has a style attribute")
	}
	if page.Count("style") > 0 {
		faults = append(faults, "a style element")
	}
	for _, e := range page.All("script") {
		if e.Attr("src") == "" {
			faults = append(faults, "an inline script")
		}
	}
	for d := range page.n.Descendants() {
		for _, a := range d.Attr {
			if strings.HasPrefix(a.Key, "on") {
				faults = append(faults, fmt.Sprintf("%s has a handler %s", Node{d}.show(), a.Key))
			}
			if strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
				faults = append(faults, Node{d}.show()+" leads to javascript:")
			}
		}
	}
	return faults
}

func checkReferences(page Node) []string {
	ids := map[string]bool{}
	for _, e := range page.All("[id]") {
		ids[e.Attr("id")] = true
	}
	var faults []string
	for _, name := range []string{"aria-describedby", "aria-labelledby", "aria-controls", "for", "form"} {
		for _, e := range page.All("[" + name + "]") {
			for _, id := range strings.Fields(e.Attr(name)) {
				if !ids[id] {
					faults = append(faults, fmt.Sprintf("%s: %s=%q leads nowhere", e.show(), name, id))
				}
			}
		}
	}
	for _, a := range page.All("a[href]") {
		if id, ok := strings.CutPrefix(a.Attr("href"), "#"); ok && !ids[id] {
			faults = append(faults, fmt.Sprintf("link %q leads to #%s, which is not there", a.Text(), id))
		}
	}
	return faults
}
