package htmlcheck

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A step is one part of a selector: what one element must be.
type step struct {
	tag     string
	id      string
	classes []string
	attrs   []wanted
}

type wanted struct {
	name, value string
	anyValue    bool
}

var stepParts = regexp.MustCompile(`^[a-z][a-z0-9]*|#[\w-]+|\.[\w-]+|\[[\w-]+(?:="?[^\]"]*"?)?\]`)

// parseStep reads tag#id.class[name=value]. What it cannot read panics: a test
// with such a selector is wrong, and must not pass by finding nothing.
func parseStep(text string) step {
	var s step
	rest := text
	for rest != "" {
		part := stepParts.FindString(rest)
		if part == "" || !strings.HasPrefix(rest, part) {
			panic("htmlcheck: cannot read selector " + text)
		}
		rest = rest[len(part):]
		switch part[0] {
		case '#':
			s.id = part[1:]
		case '.':
			s.classes = append(s.classes, part[1:])
		case '[':
			name, value, given := strings.Cut(strings.Trim(part, "[]"), "=")
			s.attrs = append(s.attrs, wanted{name, strings.Trim(value, `"`), !given})
		default:
			s.tag = part
		}
	}
	return s
}

func (s step) fits(n *html.Node) bool {
	if s.tag != "" && n.Data != s.tag {
		return false
	}
	if id, _ := attr(n, "id"); s.id != "" && id != s.id {
		return false
	}
	class, _ := attr(n, "class")
	have := strings.Fields(class)
	for _, c := range s.classes {
		if !slices.Contains(have, c) {
			return false
		}
	}
	for _, w := range s.attrs {
		if v, ok := attr(n, w.name); !ok || !w.anyValue && v != w.value {
			return false
		}
	}
	return true
}
