package ocr

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"testing"
)

// TestPictureBombs: a photograph that says it is very large is not decoded to be turned, and
// one whose camera lies about itself is left as it is.
func TestPictureBombs(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	exif := func(turn byte, entries uint16) []byte {
		e := []byte("\xFF\xE1\x00\x22Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00")
		e[4+6+8+2+8] = turn
		binary.LittleEndian.PutUint16(e[4+6+8:], entries)
		return append(append([]byte{0xFF, 0xD8}, e...), b.Bytes()[2:]...)
	}
	huge := exif(6, 1)
	at := bytes.Index(huge, []byte{0xFF, 0xC0})
	copy(huge[at+5:], "\xff\xff\xff\xff")
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{"huge": {huge, errTooManyPixels}, "plain": {b.Bytes(), nil}, "turned": {exif(6, 1), nil}, "entries without end": {exif(6, 65535), nil}, "turned nowhere": {exif(200, 1), nil}} {
		if _, err := upright(write(t, "a.jpg", c.raw), t.TempDir()); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
