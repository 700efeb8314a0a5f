package intake

import (
	"bytes"
	"io"
)

// pieceSize is how much of a part is decoded at once, in bytes: a multiple of
// four, as base64 goes.
const pieceSize = 16 << 10

// A decoder undoes the Content-Transfer-Encoding of a part piece by piece: a
// file within a mail is counted and copied without ever being in memory whole.
type decoder struct {
	next func() []byte // the next piece, nil at the end; good until the next call
	left []byte        // of the last piece, not read yet
}

// newDecoder returns the decoder of b. What cannot be decoded is noted when it
// is met.
func newDecoder(b []byte, encoding string, notes *problems) *decoder {
	switch encoding {
	case "", "7bit", "8bit", "binary", "7-bit", "8-bit", "none":
	case "base64":
		d := newBase64Decoder(b)
		return &decoder{next: func() []byte {
			piece := d.next()
			if piece == nil && !d.clean {
				notes.add("encoding_damaged", encoding)
			}
			return piece
		}}
	case "quoted-printable", "quoted/printable", "quotedprintable":
		return &decoder{next: func() []byte {
			var lines []byte
			lines, b = cutLines(b)
			return decodeQuoted(lines)
		}}
	case "x-uuencode", "uuencode", "x-uue", "uue": // whole: it is of the last century, and so are its sizes
		if files, _ := cutUU(b); len(files) > 0 {
			return whole(files[0].content)
		}
		notes.add("encoding_damaged", encoding)
	default:
		notes.add("encoding_unknown", encoding)
	}
	return whole(b)
}

// whole is the decoder of what is not encoded.
func whole(b []byte) *decoder {
	return &decoder{next: func() []byte {
		piece := b
		b = nil
		return piece
	}}
}

// Read implements io.Reader; its only error is io.EOF.
func (d *decoder) Read(p []byte) (int, error) {
	for len(d.left) == 0 {
		if d.left = d.next(); d.left == nil {
			return 0, io.EOF
		}
	}
	n := copy(p, d.left)
	d.left = d.left[n:]
	return n, nil
}

// count reads to the end and returns how many bytes there were still.
func (d *decoder) count() int {
	n := len(d.left)
	for piece := d.next(); piece != nil; piece = d.next() {
		n += len(piece)
	}
	return n
}

// first reads at most limit bytes; cut reports whether there are more.
func (d *decoder) first(limit int) (b []byte, cut bool) {
	b, _ = io.ReadAll(io.LimitReader(d, int64(limit)+1)) // a decoder has no errors
	return b[:min(len(b), limit)], len(b) > limit
}

// cutLines returns the first lines, some pieceSize bytes of them, and what
// follows; nil at the end.
func cutLines(b []byte) (lines, rest []byte) {
	rest = b
	for len(rest) > 0 && len(b)-len(rest) < pieceSize {
		_, rest = cutLine(rest)
	}
	if len(b) == 0 {
		return nil, nil
	}
	return b[:len(b)-len(rest)], rest
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

// decodeQuoted decodes lines of quoted-printable; a bad escape stays as it is
// written. It returns nil for nil only.
func decodeQuoted(b []byte) []byte {
	if b == nil {
		return nil
	}
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
