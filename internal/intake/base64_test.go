package intake

import (
	"bytes"
	"encoding/base64"
	"testing"

	"pgregory.net/rapid"
)

// TestMendedIsDecoded: what is well-formed reads the same by either way.
func TestMendedIsDecoded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.SliceOf(rapid.Byte()).Draw(t, "raw")
		text := []byte(base64.StdEncoding.EncodeToString(raw))
		for range rapid.IntRange(0, 5).Draw(t, "line ends") {
			at := rapid.IntRange(0, len(text)).Draw(t, "at")
			text = bytes.Join([][]byte{text[:at], text[at:]}, []byte("\r\n"))
		}
		decoded, clean := decodeBase64(text)
		d := newBase64Decoder(text)
		d.mending = true
		var mended []byte
		for piece := d.next(); piece != nil; piece = d.next() {
			mended = append(mended, piece...)
		}
		if !bytes.Equal(decoded, raw) || !clean {
			t.Fatalf("decodeBase64(%q) = %q, %v", text, decoded, clean)
		}
		if !bytes.Equal(mended, raw) || !d.clean {
			t.Fatalf("mending %q = %q, %v", text, mended, d.clean)
		}
	})
}
