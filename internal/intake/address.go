package intake

import (
	"bytes"
	"strings"
)

// maxAddresses bounds one address field.
const maxAddresses = 200

// readAddresses reads an address field as people and machines write it: names
// quoted or bare, comments as names, groups, missing angle brackets, raw GBK.
func readAddresses(values [][]byte, notes *problems) []Address {
	var list []Address
	for _, v := range values {
		for _, one := range splitAddresses(asUTF8(v, notes)) {
			if a, ok := readAddress(one, notes); ok && len(list) < maxAddresses {
				list = append(list, a)
			}
		}
	}
	return list
}

// splitAddresses cuts at the commas and semicolons that stand outside quotes,
// comments, angle brackets and encoded words; the name of a group goes.
func splitAddresses(b []byte) [][]byte {
	var parts [][]byte
	var part []byte
	quote, angle, depth := false, false, 0
	for i := 0; i < len(b); i++ {
		c := b[i]
		if word := encodedWordAt(b[i:]); word > 0 && !quote {
			part = append(part, b[i:i+word]...)
			i += word - 1
			continue
		}
		switch {
		case c == '\\' && i+1 < len(b) && (quote || depth > 0):
			part = append(part, c)
			i++
			c = b[i]
		case c == '"' && depth == 0 && (quote || bytes.IndexByte(b[i+1:], '"') >= 0):
			quote = !quote
		case quote:
		case c == '(' && bytes.IndexByte(b[i+1:], ')') >= 0:
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == '<':
			angle = bytes.IndexByte(b[i+1:], '>') >= 0
		case c == '>':
			angle = false
		case c == ':' && !angle && !bytes.ContainsRune(part, '@') && !bytes.ContainsRune(part, '<'):
			part = nil
			continue
		case (c == ',' || c == ';') && !angle:
			parts, part = append(parts, part), nil
			continue
		}
		part = append(part, c)
	}
	return append(parts, part)
}

// encodedWordAt returns the length of the encoded word that begins b, or 0.
func encodedWordAt(b []byte) int {
	if len(b) < 8 || b[0] != '=' || b[1] != '?' {
		return 0
	}
	line := b[:min(len(b), 2000)]
	if at := encodedWord.FindIndex(line); at != nil && at[0] == 0 {
		return at[1]
	}
	return 0
}

// readAddress reads one mailbox; ok is false where there is nothing in it.
func readAddress(b []byte, notes *problems) (a Address, ok bool) {
	b = bytes.TrimSpace(b)
	if len(b) == 0 {
		return a, false
	}
	if open := bytes.LastIndexByte(b, '<'); open >= 0 {
		inner := b[open+1:]
		if end := bytes.IndexByte(inner, '>'); end >= 0 {
			inner = inner[:end]
		}
		a.Address = bareAddress(inner)
		a.Name = displayName(b[:open], notes)
		if a.Name == "" {
			a.Name = commentName(b, notes)
		}
		return a, a.Address != "" || a.Name != ""
	}
	if bytes.IndexByte(b, '@') < 0 {
		notes.add("address_malformed", "")
		a.Name = displayName(b, notes)
		return a, a.Name != ""
	}
	a.Address = bareAddress(dropComments(b))
	a.Name = commentName(b, notes)
	if name, rest, found := strings.Cut(a.Address, " "); found { // 张三 zs@example.com
		notes.add("address_malformed", "")
		words := strings.Fields(name + " " + rest)
		a.Name, a.Address = "", ""
		for _, w := range words {
			if strings.Contains(w, "@") && a.Address == "" {
				a.Address = w
			} else {
				a.Name = strings.TrimSpace(a.Name + " " + w)
			}
		}
		a.Name = displayName([]byte(a.Name), notes)
	}
	return a, true
}

// bareAddress drops comments, quotes around the whole and a source route.
func bareAddress(b []byte) string {
	s := strings.TrimSpace(string(dropComments(b)))
	if route, after, ok := strings.Cut(s, ":"); ok && strings.HasPrefix(route, "@") {
		s = after
	}
	s = strings.TrimPrefix(s, "mailto:")
	return cleanLine(strings.Trim(s, "<>' \t"))
}

// displayName reads a name: quotes go, encoded words are decoded wherever they
// stand, also within quotes.
func displayName(b []byte, notes *problems) string {
	s := strings.TrimSpace(string(b))
	if strings.Contains(s, `"`) {
		var out strings.Builder
		for i := 0; i < len(s); i++ {
			if s[i] == '\\' && i+1 < len(s) {
				i++
			} else if s[i] == '"' {
				continue
			}
			out.WriteByte(s[i])
		}
		s = out.String()
	} else {
		s = strings.TrimSpace(string(dropComments([]byte(s))))
	}
	return strings.Trim(decodeWords([]byte(s), notes), "' ")
}

// commentName returns the comment of "zs@example.com (张三)" as a name.
func commentName(b []byte, notes *problems) string {
	open, end := bytes.IndexByte(b, '('), bytes.LastIndexByte(b, ')')
	if open < 0 || end < open {
		return ""
	}
	return decodeWords(b[open+1:end], notes)
}
