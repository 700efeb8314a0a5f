package portal

import (
	"cmp"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/desk"
	"mingda/internal/fault"
)

// fetchLetter serves GET /status/letters/{letter}: a letter that was served, of
// the request that was opened and no other.
func (s *Server) fetchLetter(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	n, err := pathNumber(r, "letter")
	if err != nil {
		return err
	}
	d, err := s.Desk.FetchLetter(r.Context(), visit, n)
	if err != nil {
		return err
	}
	return send(w, d)
}

// fetchEnclosure serves GET /status/letters/{letter}/files/{material}: what was
// enclosed with a served letter.
func (s *Server) fetchEnclosure(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	n, err := pathNumber(r, "letter")
	if err != nil {
		return err
	}
	m, err := pathNumber(r, "material")
	if err != nil {
		return err
	}
	d, err := s.Desk.FetchEnclosure(r.Context(), visit, n, m)
	if err != nil {
		return err
	}
	return send(w, d)
}

// send answers with a file to be saved: whatever it holds, it is not shown as a
// page of ours. It holds personal data: nothing on the way keeps it.
func send(w http.ResponseWriter, d desk.Download) error {
	defer d.Close()
	h := w.Header()
	h.Set("Content-Type", cmp.Or(d.Type, "application/octet-stream"))
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(d.Name))
	h.Set("Content-Length", strconv.FormatInt(d.Size, 10))
	h.Set("Cache-Control", "no-store")
	_, err := io.Copy(w, d)
	return err
}

// pathNumber returns a number in the address; one longer than any is NotFound.
func pathNumber(r *http.Request, name string) (int, error) {
	n, err := strconv.Atoi(mux.Vars(r)[name])
	if err != nil {
		return 0, fault.New(fault.NotFound, "not_found")
	}
	return n, nil
}
