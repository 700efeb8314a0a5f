package serve

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NewLog returns where the log in JSON goes to: to, with every sign that a terminal or a
// reader of lines takes for more than itself (controls, escapes, ends of lines of every
// kind, what turns the direction of writing) written as JSON escapes it. What a stranger
// sent stays within its line and can be seen for what it is.
func NewLog(to io.Writer) io.Writer { return &logWriter{to} }

type logWriter struct{ to io.Writer }

// Write implements io.Writer, for one line at a time.
func (l *logWriter) Write(line []byte) (int, error) {
	end := len(line)
	if end > 0 && line[end-1] == '\n' {
		end--
	}
	var b strings.Builder
	for at := 0; at < end; {
		r, n := utf8.DecodeRune(line[at:end])
		switch {
		case unicode.IsGraphic(r) && !unicode.Is(unicode.Zs, r) || r == ' ':
			b.WriteRune(r)
		case r > 0xffff:
			high, low := 0xd800+(r-0x10000)>>10, 0xdc00+(r-0x10000)&0x3ff
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		at += n
	}
	b.Write(line[end:])
	if _, err := io.WriteString(l.to, b.String()); err != nil {
		return 0, err
	}
	return len(line), nil
}
