package web

import (
	"cmp"
	"io"
	"mime"
	"net/http"
	"time"

	"mingda/internal/desk"
	"mingda/internal/filename"
)

// What a browser may show itself: pictures without script, and PDF. All else
// is saved, whatever its name says.
var shownInline = map[string]bool{
	"image/png": true, "image/jpeg": true, "image/gif": true, "image/webp": true, "image/bmp": true, "application/pdf": true,
}

// The policies under which a file of an applicant is answered. Browsers show no
// PDF in a sandbox, so PDF has the policy that forbids the rest; their viewers style the
// page that they make of it inline.
const (
	filePolicy = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
	pdfPolicy  = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)

// sendFile answers with a stored file and closes it. The type is read from the
// content, because names and types come from outside; with inline the browser
// may show pictures and PDF, everything else is an attachment.
func sendFile(w http.ResponseWriter, r *http.Request, f desk.Download, inline bool) error {
	defer f.Close()
	kind, err := sniffed(f)
	if err != nil {
		return err
	}
	disposition := "attachment"
	if inline && shownInline[kind] {
		disposition = "inline"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", cmp.Or(mime.FormatMediaType(disposition, map[string]string{"filename": filename.Safe(f.Name)}), disposition))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", filePolicy)
	if kind == "application/pdf" {
		h.Set("Content-Security-Policy", pdfPolicy)
	}
	http.ServeContent(w, r, "", time.Time{}, f)
	return nil
}

// sniffed returns the media type of the content. What could run as a page or a
// script is called plain text or bytes.
func sniffed(f io.ReadSeeker) (string, error) {
	const enough = 512
	head := make([]byte, enough)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return "", err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	kind := http.DetectContentType(head[:n])
	if shownInline[kind] {
		return kind, nil
	}
	return "application/octet-stream", nil
}
