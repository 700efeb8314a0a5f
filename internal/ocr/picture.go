package ocr

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
)

// mostPixels bounds the pictures that are turned here: a photo of a telephone has a
// quarter of it.
const mostPixels = 50_000_000

var errTooManyPixels = errors.New("the picture is too large")

// upright returns where a photo lies as it is to be looked at: a camera notes how it
// was held (EXIF) instead of turning the picture, and tesseract does not ask.
func upright(path, dir string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	turn := orientation(bufio.NewReader(f))
	if turn < 2 {
		return path, nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	size, err := jpeg.DecodeConfig(bufio.NewReader(f))
	if err != nil {
		return "", err
	}
	if size.Width*size.Height > mostPixels {
		return "", errTooManyPixels
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	picture, err := jpeg.Decode(bufio.NewReader(f))
	if err != nil {
		return "", err
	}
	turned := filepath.Join(dir, "upright.pgm")
	return turned, writeTurned(turned, picture, turn)
}

// writeTurned writes a picture in grey, turned by the number of EXIF.
func writeTurned(path string, picture image.Image, turn int) error {
	b := picture.Bounds()
	w, h := b.Dx(), b.Dy()
	if turn >= 5 {
		w, h = h, w
	}
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriter(out)
	fmt.Fprintf(buffered, "P5\n%d %d\n255\n", w, h)
	for y := range h {
		for x := range w {
			sx, sy := turnedFrom(turn, x, y, b.Dx(), b.Dy())
			_ = buffered.WriteByte(greyAt(picture, b.Min.X+sx, b.Min.Y+sy)) // Flush tells
		}
	}
	return errors.Join(buffered.Flush(), out.Close())
}

// turnedFrom returns which point of the stored picture of w by h stands at x, y of the
// upright one.
func turnedFrom(turn, x, y, w, h int) (int, int) {
	switch turn {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	}
	return x, y
}

func greyAt(picture image.Image, x, y int) byte {
	if p, ok := picture.(*image.YCbCr); ok {
		return p.Y[p.YOffset(x, y)]
	}
	r, g, b, _ := picture.At(x, y).RGBA()
	return byte((299*r + 587*g + 114*b) / 1000 >> 8)
}

// orientation returns how a JPEG says it is to be turned, 1 to 8; 1 where it says
// nothing that can be read.
func orientation(r *bufio.Reader) int {
	var start [2]byte
	if _, err := io.ReadFull(r, start[:]); err != nil {
		return 1
	}
	for {
		var head [4]byte
		if _, err := io.ReadFull(r, head[:]); err != nil || head[0] != 0xff || head[1] == 0xda {
			return 1
		}
		size := int(binary.BigEndian.Uint16(head[2:])) - 2
		if size < 0 {
			return 1
		}
		if head[1] != 0xe1 {
			if _, err := r.Discard(size); err != nil {
				return 1
			}
			continue
		}
		body := make([]byte, size)
		if _, err := io.ReadFull(r, body); err != nil {
			return 1
		}
		if len(body) > 14 && string(body[:6]) == "Exif\x00\x00" {
			return fromTIFF(body[6:])
		}
	}
}

// fromTIFF finds the orientation in the first directory of EXIF.
func fromTIFF(b []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if string(b[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(b[4:]))
	if at < 8 || at+2 > len(b) {
		return 1
	}
	const entry, tag = 12, 0x0112
	for i := range int(order.Uint16(b[at:])) {
		from := at + 2 + i*entry
		if from+entry > len(b) {
			return 1
		}
		if order.Uint16(b[from:]) == tag {
			if turn := int(order.Uint16(b[from+8:])); turn >= 1 && turn <= 8 {
				return turn
			}
			return 1
		}
	}
	return 1
}
