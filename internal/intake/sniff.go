package intake

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
)

// HeadSize is how much of a file TypeOf and Misnamed want to see of its beginning.
const HeadSize = 1024

// pdfType is the media type of PDF.
const pdfType = "application/pdf"

// TypeOf returns the media type of a file that begins with head: that of a
// picture or PDF if it is one, else what was told, which is not believed where
// it says picture or PDF. Names and browsers say what they like.
func TypeOf(head []byte, told string) string {
	for _, known := range beginnings {
		if known.is(head) {
			return known.mediaType
		}
	}
	if told == pdfType || strings.HasPrefix(told, "image/") {
		return "application/octet-stream"
	}
	return told
}

// IsScan reports whether the file is what scanners and cameras make: a picture
// or PDF, by its type as TypeOf found it.
func (f File) IsScan() bool {
	return f.Type == pdfType || strings.HasPrefix(f.Type, "image/")
}

// beginnings tell what a file is by its first bytes.
var beginnings = []struct {
	mediaType string
	is        func(head []byte) bool
}{
	{"image/jpeg", prefix("\xff\xd8\xff")},
	{"image/png", prefix("\x89PNG\r\n\x1a\n")},
	{"image/gif", prefix("GIF87a", "GIF89a")},
	{"image/webp", func(h []byte) bool { return len(h) >= 12 && string(h[:4]) == "RIFF" && string(h[8:12]) == "WEBP" }},
	{"image/tiff", prefix("II*\x00", "MM\x00*")},
	{"image/heic", isHEIF},
	{"image/bmp", isBMP},
	{pdfType, func(h []byte) bool { return prefix("%PDF-")(bytes.TrimLeft(h, "\xef\xbb\xbf\x00 \t\r\n")) }},
}

func prefix(any ...string) func([]byte) bool {
	return func(h []byte) bool {
		return slices.ContainsFunc(any, func(p string) bool { return bytes.HasPrefix(h, []byte(p)) })
	}
}

// isHEIF knows the pictures of telephones by the brand of their container.
func isHEIF(h []byte) bool {
	return len(h) >= 12 && string(h[4:8]) == "ftyp" && slices.Contains([]string{"heic", "heix", "heim", "heis", "hevc", "mif1", "msf1", "avif"}, string(h[8:12]))
}

// isBMP wants, after two letters that begin many words, the size of a header
// that there is.
func isBMP(h []byte) bool {
	return len(h) >= 18 && string(h[:2]) == "BM" && slices.Contains([]uint32{12, 40, 52, 56, 64, 108, 124}, binary.LittleEndian.Uint32(h[14:18]))
}
