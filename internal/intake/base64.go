package intake

import (
	"bytes"
	"encoding/base64"
)

// A base64Decoder decodes what it can, piece by piece: signs outside the
// alphabet are passed over, padding ends a group and what follows it on the
// line is no base64; a further line is (several encoded texts one after the
// other).
type base64Decoder struct {
	rest    []byte // still to be decoded
	clean   bool   // there was nothing but blanks to pass over
	mending bool   // rest is not as it should be: sign by sign from here on
	group   [4]byte
	n       int  // signs in group
	ended   bool // padding was met on this line
	signs   []byte
	out     []byte
}

func newBase64Decoder(b []byte) *base64Decoder {
	return &base64Decoder{rest: b, clean: true, signs: make([]byte, 0, min(len(b), pieceSize)), out: make([]byte, 0, pieceSize/4*3+3)}
}

// decodeBase64 decodes all of b; clean is false if there was anything but
// blanks to pass over.
func decodeBase64(b []byte) (out []byte, clean bool) {
	d := newBase64Decoder(b)
	out = make([]byte, 0, base64.StdEncoding.DecodedLen(len(b)))
	for piece := d.next(); piece != nil; piece = d.next() {
		out = append(out, piece...)
	}
	return out, d.clean
}

// next returns the next piece, nil at the end. A piece may be empty.
func (d *base64Decoder) next() []byte {
	if len(d.rest) == 0 {
		return nil
	}
	if !d.mending {
		if piece, ok := d.quick(); ok {
			return piece // as nearly all of it is; ten times as fast
		}
		d.mending = true
	}
	return d.mend()
}

// quick decodes a piece that is as it should be: whole groups, padding at the
// very end only. If it is not, ok is false and nothing is consumed; mending can
// begin there, since all before it were whole groups.
func (d *base64Decoder) quick() (piece []byte, ok bool) {
	signs, rest := d.signs[:0], d.rest
	for len(rest) > 0 && len(signs) < cap(signs) {
		end := bytes.IndexAny(rest[:min(len(rest), cap(signs)-len(signs))], "\r\n")
		if end < 0 {
			end = min(len(rest), cap(signs)-len(signs))
		}
		signs, rest = append(signs, rest[:end]...), rest[end:]
		rest = bytes.TrimLeft(rest, "\r\n")
	}
	out := d.out[:pieceSize/4*3]
	n, err := base64.StdEncoding.Decode(out, signs)
	if err != nil || len(rest) > 0 && n < len(signs)/4*3 {
		return nil, false
	}
	d.rest = rest
	return out[:n], true
}

// mend decodes a piece sign by sign.
func (d *base64Decoder) mend() []byte {
	out := d.out[:0]
	piece := d.rest[:min(len(d.rest), pieceSize)]
	d.rest = d.rest[len(piece):]
	for _, c := range piece {
		switch {
		case c == '\n' || c == '\r':
			d.ended = false
		case d.ended:
			d.clean = d.clean && (c == '=' || c <= ' ')
		case isBase64(c):
			d.group[d.n] = c
			if d.n++; d.n == len(d.group) {
				out = d.flush(out)
			}
		case c == '=':
			out = d.flush(out)
			d.ended = true
		case c > ' ':
			d.clean = false
		}
	}
	if len(d.rest) == 0 {
		out = d.flush(out)
	}
	return out
}

// flush decodes the group as far as it goes.
func (d *base64Decoder) flush(out []byte) []byte {
	var buf [3]byte
	m, err := base64.RawStdEncoding.Decode(buf[:], d.group[:d.n])
	d.clean = d.clean && (err == nil || d.n == 0)
	d.n = 0
	return append(out, buf[:m]...)
}
