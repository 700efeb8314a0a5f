package intake

import (
	"bytes"
	"strings"

	"mingda/internal/filename"
)

// A uuFile is a file that stands in a text.
type uuFile struct {
	name    string
	content []byte
}

// cutUU takes the uuencoded files ("begin 644 name" … "end") out of a text, as
// old mailers put them there; what remains is the text.
func cutUU(b []byte) (files []uuFile, text []byte) {
	if !bytes.Contains(b, []byte("begin ")) {
		return nil, b
	}
	for rest := b; len(rest) > 0; {
		line, next := cutLine(rest)
		if name, ok := uuBegin(line); ok && len(files) < maxParts {
			if content, after, ok := uuBody(next); ok {
				files = append(files, uuFile{name, content})
				rest = after
				continue
			}
		}
		text = append(text, rest[:len(rest)-len(next)]...)
		rest = next
	}
	return files, text
}

// uuBegin reads the first line: begin, three or four octal digits, a name.
func uuBegin(line []byte) (name string, ok bool) {
	words := strings.SplitN(string(line), " ", 3)
	if len(words) != 3 || words[0] != "begin" || len(words[1]) < 3 || len(words[1]) > 4 {
		return "", false
	}
	if strings.Trim(words[1], "01234567") != "" {
		return "", false
	}
	return filename.Safe(words[2]), true
}

// uuBody decodes the lines up to "end"; ok is false if a line is none, or if
// the end is missing.
func uuBody(b []byte) (content, rest []byte, ok bool) {
	for len(b) > 0 {
		var line []byte
		line, b = cutLine(b)
		if string(bytes.TrimSpace(line)) == "end" {
			return content, b, true
		}
		if len(line) == 0 {
			continue
		}
		n := int(line[0]-' ') & 63
		if line[0] < ' ' || line[0] > '`' || len(line)-1 < n*8/6 {
			return nil, nil, false
		}
		content = append(content, uuLine(line[1:], n)...)
	}
	return nil, nil, false
}

// uuLine decodes n bytes from a line of sixes of bits.
func uuLine(line []byte, n int) []byte {
	out := make([]byte, 0, n+2)
	at := func(i int) byte {
		if i < len(line) {
			return (line[i] - ' ') & 63
		}
		return 0
	}
	for i := 0; len(out) < n; i += 4 {
		a, b, c, d := at(i), at(i+1), at(i+2), at(i+3)
		out = append(out, a<<2|b>>4, b<<4|c>>2, c<<6|d)
	}
	return out[:n]
}
