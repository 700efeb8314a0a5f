package intake

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// decodeUTF7 decodes UTF-7 (RFC 2152): "+" begins UTF-16 in base64, a sign
// outside the alphabet ends it, a "-" after it is swallowed, "+-" is a plus.
func decodeUTF7(b []byte) string {
	var out strings.Builder
	for i := 0; i < len(b); {
		if b[i] != '+' {
			out.WriteByte(b[i])
			i++
			continue
		}
		end := i + 1
		for end < len(b) && isBase64(b[end]) {
			end++
		}
		out.WriteString(utf7Run(b[i+1 : end]))
		if end < len(b) && b[end] == '-' {
			if end == i+1 {
				out.WriteByte('+')
			}
			end++
		}
		i = end
	}
	return out.String()
}

// utf7Run decodes the base64 between "+" and its end; an odd byte is padding.
func utf7Run(b []byte) string {
	raw := make([]byte, base64.RawStdEncoding.DecodedLen(len(b)))
	n, _ := base64.RawStdEncoding.Decode(raw, b) // what came before a fault is what there is
	units := make([]uint16, 0, n/2)
	for i := 0; i+1 < n; i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

func isBase64(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/'
}

// decodeUTF16 decodes UTF-16 without a mark. The label utf-16 alone means big
// end first (RFC 2781 §4.3), but where the other order has the zero bytes of
// ASCII in place, that one is meant.
func decodeUTF16(b []byte, label string) string {
	order := unicode.BigEndian
	if label == "utf-16le" || label != "utf-16be" && littleEnd(b) {
		order = unicode.LittleEndian
	}
	return decodeWith(unicode.UTF16(order, unicode.UseBOM), b)
}

func littleEnd(b []byte) bool {
	even, odd := 0, 0
	for i := 0; i+1 < len(b); i += 2 {
		if b[i] == 0 {
			even++
		}
		if b[i+1] == 0 {
			odd++
		}
	}
	return odd > even
}

// shifted turns a text of seven bits with shifts into one of eight bits: the
// bytes between SO and SI get their high bit, escape sequences go. The set
// that SO means is told by designate, called with what follows each ESC; it
// returns the length of the sequence, 0 if it knows none.
func shifted(b []byte, designate func(seq []byte) int) []byte {
	out := make([]byte, 0, len(b))
	high := false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == 0x0e:
			high = true
		case c == 0x0f:
			high = false
		case c == 0x1b && designate(b[i+1:]) > 0:
			i += designate(b[i+1:])
		case c == '\n' || c == '\r':
			high = false
			out = append(out, c)
		case high && c > 0x20:
			out = append(out, c|0x80)
		default:
			out = append(out, c)
		}
	}
	return out
}

// decodeISO2022KR decodes ISO-2022-KR (RFC 1557): KS X 1001 behind SO.
func decodeISO2022KR(b []byte) string {
	return decodeWith(korean.EUCKR, shifted(b, func(seq []byte) int {
		if bytes.HasPrefix(seq, []byte("$)C")) {
			return 3
		}
		return 0
	}))
}

// decodeISO2022CN decodes the GB2312 of ISO-2022-CN (RFC 1922). Characters of
// the CNS planes have no table here and become U+FFFD.
func decodeISO2022CN(b []byte) string {
	cns := false
	eight := shifted(b, func(seq []byte) int {
		switch {
		case bytes.HasPrefix(seq, []byte("$)A")), bytes.HasPrefix(seq, []byte("$)E")):
			return 3
		case bytes.HasPrefix(seq, []byte("$)G")), bytes.HasPrefix(seq, []byte("$*H")):
			cns = true
			return 3
		}
		return 0
	})
	if cns {
		return strings.Map(func(r rune) rune {
			if r >= 0x80 {
				return '\ufffd'
			}
			return r
		}, decodeWith(simplifiedchinese.GB18030, eight))
	}
	return decodeWith(simplifiedchinese.GB18030, eight)
}
