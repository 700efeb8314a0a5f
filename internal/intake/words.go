package intake

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// encodedWord finds the encoded words of RFC 2047; blanks within the text,
// which the RFC forbids and mailers write, are admitted, and so is a language
// after a star (RFC 2231 §5).
var encodedWord = regexp.MustCompile(`=\?([A-Za-z0-9._:\-]+)(?:\*[A-Za-z0-9\-]*)?\?([bBqQ])\?([^\r\n?]*(?:\?[^\r\n=?][^\r\n?]*)*)\?=`)

// maxHeaderText bounds a decoded header value, in bytes.
const maxHeaderText = 16 << 10

// decodeWords reads a header value: encoded words are decoded, those that
// follow each other in one charset together, since mailers cut characters
// between them; raw bytes are UTF-8 or else GB18030.
func decodeWords(raw []byte, notes *problems) string {
	raw = raw[:min(len(raw), maxHeaderText)]
	var out strings.Builder
	var run []byte // decoded bytes of the words seen, not yet read as text
	charset := ""
	flush := func() {
		if len(run) > 0 {
			out.WriteString(decodeText(run, charset, notes))
		}
		run = nil
	}
	for len(raw) > 0 {
		at := encodedWord.FindSubmatchIndex(raw)
		if at == nil {
			break
		}
		between := raw[:at[0]]
		label := strings.ToLower(string(raw[at[2]:at[3]]))
		if len(bytes.TrimSpace(between)) > 0 || run == nil {
			flush()
			out.WriteString(rawText(between, notes))
		}
		if label != charset {
			flush()
		}
		charset = label
		run = append(run, wordBytes(raw[at[4]], raw[at[6]:at[7]])...)
		if run == nil {
			run = []byte{}
		}
		raw = raw[at[1]:]
	}
	flush()
	out.WriteString(rawText(raw, notes))
	return Legible(cleanLine(out.String()))
}

// wordBytes decodes the text of one encoded word.
func wordBytes(encoding byte, text []byte) []byte {
	if encoding == 'b' || encoding == 'B' {
		b, _ := decodeBase64(text)
		return b
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '_':
			out = append(out, ' ')
		case c == '=' && i+2 < len(text) && isHex(text[i+1]) && isHex(text[i+2]):
			out = append(out, unhex(text[i+1])<<4|unhex(text[i+2]))
			i += 2
		default:
			out = append(out, c)
		}
	}
	return out
}

// rawText reads header bytes that are no encoded word.
func rawText(b []byte, notes *problems) string {
	s, name := guess(b)
	if name != "ASCII" && name != "HZ" {
		if name != "UTF-8" {
			notes.add("header_8bit", name)
		}
		return s
	}
	return string(b)
}

// cleanLine makes one line of a text: control characters become blanks,
// characters that turn the direction of writing go (they disguise names), runs
// of blanks become one.
func cleanLine(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			return ' '
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff':
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' }), " ")
}

// asUTF8 returns header bytes as UTF-8 before they are taken apart: in raw GBK
// a second byte can look like "@" or "\".
func asUTF8(b []byte, notes *problems) []byte {
	b = b[:min(len(b), maxHeaderText)]
	if utf8.Valid(b) {
		return b
	}
	return []byte(rawText(b, notes))
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c >= 'a':
		return c - 'a' + 10
	case c >= 'A':
		return c - 'A' + 10
	}
	return c - '0'
}
