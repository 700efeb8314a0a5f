package intake

import "testing"

// What a file is, is read from its content: neither its name nor its sender is
// believed.
func TestTypeOf(t *testing.T) {
	for _, c := range []struct {
		head, told, want string
		scan             bool
	}{
		{"\xff\xd8\xff\xe0\x00\x10JFIF", "", "image/jpeg", true},
		{"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "text/plain", "image/png", true},
		{"GIF89a\x01\x00", "image/gif", "image/gif", true},
		{"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp", "image/webp", true},
		{"II*\x00\x08\x00\x00\x00", "image/tiff", "image/tiff", true},
		{"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "", "image/heic", true},
		{"BM\x36\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00", "image/bmp", "image/bmp", true},
		{"%PDF-1.7\n", "application/octet-stream", "application/pdf", true},
		{"\xef\xbb\xbf\r\n%PDF-1.4", "", "application/pdf", true},
		{"MZ\x90\x00\x03", "image/jpeg", "application/octet-stream", false},
		{"我的身份证", "application/pdf", "application/octet-stream", false},
		{"BM 是缩写，不是图片，也不是照片", "image/bmp", "application/octet-stream", false},
		{"<svg onload=alert(1)>", "image/svg+xml", "application/octet-stream", false},
		{"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav", "audio/wav", false},
		{"你好", "text/plain", "text/plain", false},
		{"", "", "", false},
	} {
		f := File{Type: TypeOf([]byte(c.head), c.told)}
		if f.Type != c.want || f.IsScan() != c.scan {
			t.Errorf("%q told as %q: %q, scan %v", c.head, c.told, f.Type, f.IsScan())
		}
	}
}
