package serve

import (
	"mime"
	"net/http/httptest"
	"strings"
	"testing"

	"mingda/internal/filename"
)

func TestAttach(t *testing.T) {
	w := httptest.NewRecorder()
	const name = `明川区“局”2026年; "年度报告".docx`
	if err := Attach(w, name, "report-2026", "application/x", []byte("字")); err != nil {
		t.Fatal(err)
	}
	h := w.Header()
	if kind, params, err := mime.ParseMediaType(strings.Replace(h.Get("Content-Disposition"), `filename="report-2026.docx"; `, "", 1)); err != nil || kind != "attachment" || params["filename"] != filename.Safe(name) {
		t.Errorf("%q: %v", h.Get("Content-Disposition"), err)
	}
	if !strings.Contains(h.Get("Content-Disposition"), `filename="report-2026.docx"`) || h.Get("Content-Length") != "3" || h.Get("X-Content-Type-Options") != "nosniff" || w.Body.String() != "字" {
		t.Errorf("%v", h)
	}
}

// A name cannot end its place in the header and say something else there.
func TestAttachmentHeader(t *testing.T) {
	for _, name := range []string{`a."; filename="b.exe`, "a.p\r\nX-Evil: 1", "a\u202efdp.exe"} {
		header := Attachment(name, "short")
		if strings.Count(header, `"`) != 2 || strings.ContainsAny(header, "\r\n") || strings.Contains(header, "%E2%80%AE") {
			t.Errorf("%q stands as %q", name, header)
		}
	}
}
