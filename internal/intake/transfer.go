package intake

import (
	"bytes"
	"encoding/base64"
)

// decodeTransfer undoes the Content-Transfer-Encoding.
func decodeTransfer(b []byte, encoding string, notes *problems) []byte {
	switch encoding {
	case "", "7bit", "8bit", "binary", "7-bit", "8-bit", "none":
		return b
	case "base64":
		out, clean := decodeBase64(b)
		if !clean {
			notes.add("encoding_damaged", encoding)
		}
		return out
	case "quoted-printable", "quoted/printable", "quotedprintable":
		return decodeQuoted(b)
	case "x-uuencode", "uuencode", "x-uue", "uue":
		if files, _ := cutUU(b); len(files) > 0 {
			return files[0].Content
		}
		notes.add("encoding_damaged", encoding)
		return b
	}
	notes.add("encoding_unknown", encoding)
	return b
}

// isNoBase64 reports whether a text that is labelled base64 is plain words: it
// has blanks or foreign signs within its lines, one in fifty or more.
func isNoBase64(b []byte) bool {
	foreign := 0
	for rest := b; len(rest) > 0; {
		var line []byte
		line, rest = cutLine(rest)
		for _, c := range bytes.TrimSpace(line) {
			if !isBase64(c) && c != '=' {
				foreign++
			}
		}
	}
	return foreign*50 > len(b)
}

// decodeBase64 decodes what it can: signs outside the alphabet are passed over,
// padding ends a group and what follows it on the line is no base64; a further
// line is (several encoded texts one after the other). clean is false if there
// was anything but blanks to pass over.
func decodeBase64(b []byte) (out []byte, clean bool) {
	out = make([]byte, base64.StdEncoding.DecodedLen(len(b)))
	if n, err := base64.StdEncoding.Decode(out, b); err == nil {
		return out[:n], true // as nearly all of it is; ten times as fast
	}
	return mendBase64(b)
}

// mendBase64 is decodeBase64 for what is not as it should be.
func mendBase64(b []byte) (out []byte, clean bool) {
	out = make([]byte, 0, len(b)/4*3+3)
	clean = true
	var group [4]byte
	n, ended := 0, false
	flush := func() {
		var buf [3]byte
		m, err := base64.RawStdEncoding.Decode(buf[:], group[:n])
		out = append(out, buf[:m]...)
		clean = clean && (err == nil || n == 0)
		n = 0
	}
	for _, c := range b {
		switch {
		case c == '\n' || c == '\r':
			ended = false
		case ended:
			clean = clean && (c == '=' || c <= ' ')
		case isBase64(c):
			group[n] = c
			if n++; n == 4 {
				flush()
			}
		case c == '=':
			flush()
			ended = true
		case c > ' ':
			clean = false
		}
	}
	flush()
	return out, clean
}

// decodeQuoted decodes quoted-printable; a bad escape stays as it is written.
func decodeQuoted(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		line, rest := cutLine(b)
		end := b[len(line) : len(b)-len(rest)]
		line = bytes.TrimRight(line, " \t")
		soft := len(line) > 0 && line[len(line)-1] == '='
		if soft {
			line = line[:len(line)-1]
		}
		for i := 0; i < len(line); i++ {
			if line[i] == '=' && i+2 < len(line) && isHex(line[i+1]) && isHex(line[i+2]) {
				out = append(out, unhex(line[i+1])<<4|unhex(line[i+2]))
				i += 2
				continue
			}
			out = append(out, line[i])
		}
		if !soft {
			out = append(out, end...)
		}
		b = rest
	}
	return out
}
