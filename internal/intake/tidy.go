package intake

import (
	"slices"
	"strings"
	"unicode"

	"mingda/internal/casefile"
)

// Legible returns a text as people read it: without the characters that cannot
// be seen and come with what is copied from pages and messages. It is for what
// is understood of an input; the raw input keeps them. What a script needs
// stays: joiners between letters of scripts that join, marks of direction in
// what is written from right to left.
func Legible(s string) string {
	if strings.IndexFunc(s, isHidden) < 0 {
		return s
	}
	in := []rune(s)
	fromRight := slices.ContainsFunc(in, isFromRight)
	out := make([]rune, 0, len(in))
	for i, r := range in {
		if !isHidden(r) || fromRight && isDirection(r) || i > 0 && i+1 < len(in) && isJoiner(r) && joins(in[i-1]) && joins(in[i+1]) {
			out = append(out, r)
		}
	}
	return string(out)
}

// isHidden reports whether the character has no shape and takes no room.
func isHidden(r rune) bool {
	if unicode.IsControl(r) {
		return r != '\n' && r != '\r' && r != '\t'
	}
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) || r == '\u3164' || r == '\uffa0'
}

func isFromRight(r rune) bool { return unicode.In(r, unicode.Arabic, unicode.Hebrew) }

func isDirection(r rune) bool { return r == '\u200e' || r == '\u200f' || r == '\u061c' }

// isJoiner reports whether the character says how the letters beside it are
// joined.
func isJoiner(r rune) bool { return r == '\u200c' || r == '\u200d' || r == '\u180e' }

// joins reports whether the character belongs to a script in which joiners mean
// something.
func joins(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsMark(r)) && !unicode.In(r, unicode.Han, unicode.Latin)
}

// LegibleApplicant returns the applicant with all texts legible.
func LegibleApplicant(a casefile.Applicant) casefile.Applicant {
	for _, text := range []*string{&a.Name, &a.IDNumber, &a.Representative, &a.Contact, &a.Agent, &a.Phone, &a.Email, &a.Address, &a.PostCode} {
		*text = strings.TrimSpace(Legible(*text))
	}
	return a
}

// LegibleWants returns what is wanted with all texts legible.
func LegibleWants(w casefile.Wants) casefile.Wants {
	w.Subject, w.Content = strings.TrimSpace(Legible(w.Subject)), strings.TrimSpace(Legible(w.Content))
	return w
}

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
