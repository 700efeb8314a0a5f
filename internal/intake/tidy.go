package intake

import (
	"strings"
	"unicode"
)

// tidyText makes line ends \n and takes out what no text holds: control
// characters and marks that turn the direction of writing.
func tidyText(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\ufeff':
			return -1
		}
		return r
	}, s)
}

// unflow joins the lines of a flowed text (RFC 3676): a line that ends with a
// blank goes on in the next of the same depth of quoting.
func unflow(s string, dropBlank bool) string {
	var out strings.Builder
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		depth := quoteDepth(line)
		text := strings.TrimPrefix(line[depth:], " ") // stuffing
		if i == 0 || !flows(lines[i-1]) || quoteDepth(lines[i-1]) != depth {
			if i > 0 {
				out.WriteByte('\n')
			}
			out.WriteString(line[:depth])
			if depth > 0 {
				out.WriteByte(' ')
			}
		}
		if dropBlank && flows(line) {
			text = strings.TrimSuffix(text, " ")
		}
		out.WriteString(text)
	}
	return out.String()
}

func quoteDepth(line string) int {
	return len(line) - len(strings.TrimLeft(line, ">"))
}

// flows reports whether the line goes on; the mark of a signature does not.
func flows(line string) bool {
	return strings.HasSuffix(line, " ") && strings.TrimLeft(line, "> ") != "--" && line != "-- "
}
