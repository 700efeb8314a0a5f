package intake

import (
	"bytes"
	"strings"
)

// A field is one header field, raw and unfolded.
type field struct {
	name  string // lower case
	value []byte
}

// A header is the fields of a mail or of one of its parts, in order.
type header []field

// Bounds of a header; what follows is read as if it were not there.
const (
	maxFields = 1000
	maxValue  = 1 << 20 // bytes of a field's value, a list of receivers of a whole city
)

// get returns the first value of the field, nil if there is none.
func (h header) get(name string) []byte {
	for _, f := range h {
		if f.name == name {
			return f.value
		}
	}
	return nil
}

// all returns every value of the field.
func (h header) all(name string) [][]byte {
	var values [][]byte
	for _, f := range h {
		if f.name == name {
			values = append(values, f.value)
		}
	}
	return values
}

// token returns the first value of the field, lower case and trimmed.
func (h header) token(name string) string {
	return strings.ToLower(strings.TrimSpace(string(h.get(name))))
}

// cutLine returns the first line without its end, and what follows. CRLF, LF
// and a lone CR end a line; mails of old Macintoshes have the last.
func cutLine(b []byte) (line, rest []byte) {
	i := bytes.IndexAny(b, "\r\n")
	if i < 0 {
		return b, nil
	}
	if b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n' {
		return b[:i], b[i+2:]
	}
	return b[:i], b[i+1:]
}

// fieldName returns the name before the colon, "" if the line is no field.
func fieldName(line []byte) string {
	i := bytes.IndexByte(line, ':')
	if i <= 0 || i > 100 {
		return ""
	}
	name := bytes.TrimRight(line[:i], " \t")
	for _, c := range name {
		if c <= ' ' || c >= 127 {
			return ""
		}
	}
	return strings.ToLower(string(name))
}

// splitHeader cuts the header from the body. It forgives a blank before the
// first field, an mbox line, fields wrapped without indentation, and a missing
// empty line; what it forgave is noted.
func splitHeader(b []byte, notes *problems) (header, []byte) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	var h header
	for rest := b; len(rest) > 0; {
		line, next := cutLine(rest)
		switch name := fieldName(line); {
		case len(bytes.TrimSpace(line)) == 0:
			if len(h) > 0 || len(line) == 0 {
				return h, next
			}
		case len(h) > 0 && (line[0] == ' ' || line[0] == '\t'):
			h.extend(line)
		case len(h) == 0 && bytes.HasPrefix(line, []byte("From ")):
		case name == "" && len(h) == 0 && fieldName(bytes.TrimLeft(line, " \t")) != "":
			notes.add("header_malformed", "")
			line = bytes.TrimLeft(line, " \t")
			h = h.with(fieldName(line), line)
		case name == "" && len(h) > 0 && !bytes.HasPrefix(line, []byte("--")) && fieldFollows(next):
			notes.add("header_malformed", "")
			h.extend([]byte{' '})
			h.extend(line)
		case name == "":
			if len(h) > 0 {
				notes.add("header_malformed", "")
			}
			return h, rest
		case len(h) >= maxFields:
			notes.add("header_cut", "")
			return h, pastHeader(rest)
		default:
			h = h.with(name, line)
		}
		rest = next
	}
	return h, nil
}

// pastHeader returns what follows the empty line that ends a header.
func pastHeader(b []byte) []byte {
	for len(b) > 0 {
		var line []byte
		if line, b = cutLine(b); len(bytes.TrimSpace(line)) == 0 {
			break
		}
	}
	return b
}

// with returns h with one more field, made from its line.
func (h header) with(name string, line []byte) header {
	value := bytes.TrimSpace(line[bytes.IndexByte(line, ':')+1:])
	return append(h, field{name, bytes.Clone(value[:min(len(value), maxValue)])})
}

// extend adds to the value of the last field.
func (h header) extend(line []byte) {
	last := &h[len(h)-1]
	last.value = append(last.value, line[:min(len(line), maxValue-len(last.value))]...)
}

// fieldFollows reports whether a field comes within the next lines, before an
// empty one: then a line that is no field was a badly wrapped one.
func fieldFollows(b []byte) bool {
	for range 20 {
		var line []byte
		line, b = cutLine(b)
		if len(bytes.TrimSpace(line)) == 0 {
			return false
		}
		if fieldName(line) != "" {
			return true
		}
	}
	return false
}
