package intake

import (
	"bytes"
	"sort"
	"strconv"
	"strings"
)

// readParams reads a value with parameters, such as Content-Type: the token in
// lower case and the parameters by lower-case name, decoded (RFC 2045, RFC 2231
// with its pieces, and the encoded words that mailers put there against the
// rules). Values may lack their quotes.
func readParams(value []byte, notes *problems) (string, map[string]string) {
	value = asUTF8(value, notes)
	head, rest, _ := bytes.Cut(value, []byte(";"))
	token := strings.ToLower(strings.TrimSpace(string(dropComments(head))))
	params := map[string]string{}
	pieces := map[string][]piece{}
	for len(rest) > 0 && len(params)+len(pieces) < 100 {
		var name, val string
		name, val, rest = nextParam(rest)
		if name == "" {
			continue
		}
		base, number, extended := paramName(name)
		if number < 0 && !extended {
			if _, have := params[base]; !have {
				params[base] = val
			}
			continue
		}
		pieces[base] = append(pieces[base], piece{max(number, 0), val, extended})
	}
	for name, val := range params {
		if name != "boundary" {
			params[name] = decodeWords([]byte(val), notes)
		}
	}
	for name, list := range pieces {
		params[name] = joinPieces(list, notes)
	}
	return token, params
}

// A piece is one part of a parameter that RFC 2231 spreads over several.
type piece struct {
	number   int
	value    string
	extended bool // percent-encoded
}

// paramName takes apart name, name*, name*0 and name*0*; number is -1 where
// there is none.
func paramName(s string) (base string, number int, extended bool) {
	s, extended = strings.CutSuffix(s, "*")
	base, digits, ok := strings.Cut(s, "*")
	number = -1
	if n, err := strconv.Atoi(digits); ok && err == nil && n >= 0 && n < 1000 {
		number = n
	}
	return base, number, extended
}

// joinPieces puts the pieces of a parameter together and decodes them by the
// charset that the first names.
func joinPieces(list []piece, notes *problems) string {
	sort.SliceStable(list, func(i, j int) bool { return list[i].number < list[j].number })
	var raw []byte
	charset, encoded := "", false
	for i, p := range list {
		if !p.extended {
			raw = append(raw, p.value...)
			continue
		}
		value := p.value
		if parts := strings.SplitN(value, "'", 3); i == 0 && len(parts) == 3 {
			charset, value = parts[0], parts[2]
		}
		encoded = true
		raw = append(raw, unpercent(value)...)
	}
	if !encoded {
		return decodeWords(raw, notes)
	}
	return Legible(cleanLine(decodeText(raw, charset, notes)))
}

func unpercent(s string) []byte {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return out
}

// nextParam cuts one "name=value" off; the name is "" where there is none.
func nextParam(b []byte) (name, value string, rest []byte) {
	b = bytes.TrimLeft(b, " \t\r\n;")
	end := bytes.IndexAny(b, "=;")
	if end < 0 {
		return "", "", nil
	}
	if b[end] == ';' {
		return "", "", b[end+1:]
	}
	name = strings.ToLower(strings.TrimSpace(string(dropComments(b[:end]))))
	b = bytes.TrimLeft(b[end+1:], " \t\r\n")
	if len(b) > 0 && b[0] == '"' {
		if value, rest, ok := quoted(b); ok {
			return name, value, rest
		}
		b = b[1:] // no closing quote: up to the next parameter
	}
	end = bytes.IndexByte(b, ';')
	if end < 0 {
		end = len(b)
	}
	return name, strings.TrimSpace(string(dropComments(b[:end]))), b[end:]
}

// quoted reads a quoted string at the beginning of b. A backslash escapes only
// a quote or itself: file names with a path of Windows keep theirs.
func quoted(b []byte) (value string, rest []byte, ok bool) {
	var out []byte
	for i := 1; i < len(b); i++ {
		switch {
		case b[i] == '\\' && i+1 < len(b) && (b[i+1] == '"' || b[i+1] == '\\'):
			i++
			out = append(out, b[i])
		case b[i] == '"':
			return string(out), b[i+1:], true
		default:
			out = append(out, b[i])
		}
	}
	return "", b, false
}

// dropComments takes comments in parentheses out, where they are closed; an
// open one stays as it is.
func dropComments(b []byte) []byte {
	if bytes.IndexByte(b, '(') < 0 || bytes.Count(b, []byte("(")) != bytes.Count(b, []byte(")")) {
		return b
	}
	var out []byte
	depth := 0
	for _, c := range b {
		switch {
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			depth--
		case depth == 0:
			out = append(out, c)
		}
	}
	return out
}
