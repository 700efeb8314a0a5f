package serve

import (
	"mime"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestAttach(t *testing.T) {
	w := httptest.NewRecorder()
	const name = `明川区“局”2026年; "年度报告".docx`
	if err := Attach(w, name, "report-2026", "application/x", []byte("字")); err != nil {
		t.Fatal(err)
	}
	h := w.Header()
	if kind, params, err := mime.ParseMediaType(strings.Replace(h.Get("Content-Disposition"), `filename="report-2026.docx"; `, "", 1)); err != nil || kind != "attachment" || params["filename"] != name {
		t.Errorf("%q: %v", h.Get("Content-Disposition"), err)
	}
	if !strings.Contains(h.Get("Content-Disposition"), `filename="report-2026.docx"`) || h.Get("Content-Length") != "3" || h.Get("X-Content-Type-Options") != "nosniff" || w.Body.String() != "字" {
		t.Errorf("%v", h)
	}
}
