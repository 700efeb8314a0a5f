package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"io"
	"os"
	"testing"

	"mingda/internal/fault"
)

// pngOf is a picture of a size, with rows as packed, and how many bits a dot has.
func pngOf(width, height uint32, bits, colours byte, packed []byte) []byte {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	part := func(kind string, content []byte) {
		head := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
		whole := append([]byte(kind), content...)
		b.Write(append(append(head, whole...), binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(whole))...))
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, width), height)
	part("IHDR", append(head, bits, colours, 0, 0, 0))
	part("IDAT", packed)
	part("IEND", nil)
	return b.Bytes()
}

// jpegOf is a photograph that says another size of itself.
func jpegOf(width, height uint16) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		panic(err)
	}
	raw := b.Bytes()
	at := bytes.Index(raw, []byte{0xFF, 0xC0})
	binary.BigEndian.PutUint16(raw[at+5:], height)
	binary.BigEndian.PutUint16(raw[at+7:], width)
	return raw
}

// gifOf is a drawing that says another size of itself.
func gifOf(width, height uint16) []byte {
	var b bytes.Buffer
	if err := gif.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		panic(err)
	}
	raw := b.Bytes()
	binary.LittleEndian.PutUint16(raw[6:], width)
	binary.LittleEndian.PutUint16(raw[8:], height)
	return raw
}

// bmpOf is the head of a picture, and nothing behind.
func bmpOf(width, height uint32) []byte {
	raw := make([]byte, 54)
	copy(raw, "BM")
	binary.LittleEndian.PutUint32(raw[10:], 54)
	binary.LittleEndian.PutUint32(raw[14:], 40)
	binary.LittleEndian.PutUint32(raw[18:], width)
	binary.LittleEndian.PutUint32(raw[22:], height)
	raw[26], raw[28] = 1, 24
	return raw
}

// webpOf is a picture without loss that says a size, with noise behind.
func webpOf(width, height uint32) []byte {
	body := []byte{0x2f}
	body = binary.LittleEndian.AppendUint32(body, width-1|(height-1)<<14)
	body = append(body, bytes.Repeat([]byte{0xa5, 0x5a, 0x00}, 400)...)
	b := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(12+len(body)))
	b = binary.LittleEndian.AppendUint32(append(b, "WEBPVP8L"...), uint32(len(body)))
	return append(b, body...)
}

// zeros are rows of nothing, packed.
func zeros(n int) []byte {
	stream := packed(func(w io.Writer) { repeat(w, "\x00", n) }, "")
	_, stream, _ = cutAround(stream, "stream\n", "\nendstream")
	return []byte(stream)
}

func cutAround(s, begin, end string) (before, between, after string) {
	i := bytes.Index([]byte(s), []byte(begin))
	j := bytes.LastIndex([]byte(s), []byte(end))
	return s[:i], s[i+len(begin) : j], s[j:]
}

var pictureBombs = map[string]struct {
	make func() []byte
	says fault.Code
}{
	"PNG of 2^31 a side":     {func() []byte { return pngOf(1<<31-1, 1<<31-1, 8, 2, zeros(100)) }, "picture_unreadable"},
	"PNG of 60,000 a side":   {func() []byte { return pngOf(60000, 60000, 8, 2, zeros(100)) }, "picture_too_large"},
	"BMP of 60,000 a side":   {func() []byte { return bmpOf(60000, 60000) }, "picture_too_large"},
	"PNG of no height":       {func() []byte { return pngOf(1<<31-1, 0, 8, 2, zeros(100)) }, "picture_unreadable"},
	"PNG as wide as may be":  {func() []byte { return pngOf(mostDots, 1, 8, 2, zeros(100)) }, "picture_unreadable"},
	"PNG of nothing":         {func() []byte { return pngOf(6000, 6000, 16, 6, zeros(6000*(6000*8+1))) }, ""},
	"PNG with much behind":   {func() []byte { return pngOf(8, 8, 8, 2, zeros(100<<20)) }, "picture_unreadable"},
	"JPEG of 65,535 a side":  {func() []byte { return jpegOf(65535, 65535) }, ""}, // taken over, not decoded
	"GIF of 65,535 a side":   {func() []byte { return gifOf(65535, 65535) }, "picture_too_large"},
	"BMP of 2^31 a side":     {func() []byte { return bmpOf(1<<31-1, 1<<31-1) }, "picture_unreadable"},
	"BMP without its dots":   {func() []byte { return bmpOf(5999, 5999) }, "picture_unreadable"},
	"WebP of 16,384 a side":  {func() []byte { return webpOf(16384, 16384) }, "picture_too_large"},
	"WebP of noise":          {func() []byte { return webpOf(5999, 5999) }, "picture_unreadable"},
	"TIFF":                   {func() []byte { return []byte("II*\x00\x08\x00\x00\x00\xff\xff") }, "picture_unreadable"},
	"a picture and a script": {func() []byte { return append(gifOf(8, 8), "<script>"...) }, ""},
}

// TestPictureBombs: a crafted picture is put on its page or refused in words, in a process
// that has no more memory than this.
func TestPictureBombs(t *testing.T) {
	if file := os.Getenv(bombFile); file != "" {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Picture(raw)
		fmt.Printf("outcome: %q\n", fault.CodeOf(err))
		return
	}
	for name, bomb := range pictureBombs {
		t.Run(name, func(t *testing.T) {
			explode(t, "TestPictureBombs", bomb.make(), fmt.Sprintf("outcome: %q", bomb.says))
		})
	}
}
