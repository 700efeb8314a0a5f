package web

import (
	"mime"
	"net/http/httptest"
	"strings"
	"testing"

	"mingda/internal/desk"
)

// TestSendFile: whatever a file is called and says it is, it is saved under a
// name, or shown only where nothing in it can run.
func TestSendFile(t *testing.T) {
	for _, tt := range []struct{ name, content, kind, disposition string }{
		{"a.png", "\x89PNG\r\n\x1a\n", "image/png", "inline"},
		{"页.html", "<!doctype html><script>x</script>", "application/octet-stream", "attachment"},
		{"图.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "application/octet-stream", "attachment"},
		{"脚本.pdf", "<script>x</script>", "application/octet-stream", "attachment"},
		{"换\r\nX-Evil: 1\".pdf", "%PDF-1.7\n", "application/pdf", "inline"},
		{"", "", "application/octet-stream", "attachment"},
		{strings.Repeat("长", 300) + "\xff", "GIF89a", "image/gif", "inline"},
	} {
		w := httptest.NewRecorder()
		f := desk.InMemory(tt.name, "text/html", []byte(tt.content))
		if err := sendFile(w, httptest.NewRequest("GET", "/", nil), f, true); err != nil {
			t.Fatal(err)
		}
		disposition, _, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
		if err != nil || disposition != tt.disposition || w.Header().Get("Content-Type") != tt.kind || w.Body.String() != tt.content {
			t.Errorf("%q: %v %v", tt.name, w.Header(), err)
		}
	}
}
