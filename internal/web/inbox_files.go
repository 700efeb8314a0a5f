package web

import (
	"io"
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/inbox"
)

// downloadRaw serves GET /inbox/{id}/raw: the input byte for byte.
func (s *Server) downloadRaw(w http.ResponseWriter, r *http.Request, by auth.User) error {
	f, err := s.Desk.InputRaw(r.Context(), by, inbox.ID(pathID(r, "id")))
	if err != nil {
		return err
	}
	return sendFile(w, r, f, false)
}

// downloadAttachment serves GET /inbox/{id}/files/{n}, to be saved.
func (s *Server) downloadAttachment(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.sendAttachment(w, r, by, false)
}

// showScan serves GET /inbox/{id}/scans/{n}, beside the form if it is a picture
// or a PDF.
func (s *Server) showScan(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.sendAttachment(w, r, by, true)
}

func (s *Server) sendAttachment(w http.ResponseWriter, r *http.Request, by auth.User, inline bool) error {
	f, err := s.Desk.InputAttachment(r.Context(), by, inbox.ID(pathID(r, "id")), int(pathID(r, "n")))
	if err != nil {
		return err
	}
	return sendFile(w, r, f, inline)
}

// mailPolicy lets the cleaned HTML of a mail show its text and its colours;
// nothing is loaded, nothing runs, and it has no origin of its own.
const mailPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// showHTML serves GET /inbox/{id}/html: the HTML of a mail, cleaned.
func (s *Server) showHTML(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Input(r.Context(), by, inbox.ID(pathID(r, "id")))
	if err != nil {
		return err
	}
	if v.Content.Mail == nil || v.Content.Mail.HTML == "" {
		return fault.New(fault.NotFound, "not_found")
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", mailPolicy)
	_, _ = io.WriteString(w, `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>网页格式的正文</title><body>`+v.Content.Mail.HTML) // the client went away
	return nil
}
