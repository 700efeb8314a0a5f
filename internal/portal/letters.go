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
	"mingda/internal/filename"
	"mingda/internal/page"
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

// letterPage is the page "portal/letter": a letter to be read on the page.
type letterPage struct {
	page.Base
	BackHref string
	Notes    []page.Note
	Letter   page.LetterText
	Files    []page.Link
	Acts     []page.Button
}

// showLetter serves GET /status/letters/{letter}/text: what the letter says, as a
// page that can be enlarged and read out.
func (s *Server) showLetter(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	n, err := pathNumber(r, "letter")
	if err != nil {
		return err
	}
	st, l, value, err := s.Desk.ReadLetter(r.Context(), visit, n)
	if err != nil {
		return err
	}
	p := letterPage{
		Base: s.base(r, value.Title), BackHref: s.Pages.URL("/status"), Letter: page.TextOf(value), Files: s.enclosureLinks(st.Case, l),
		Acts: []page.Button{
			{Label: "下载 PDF", Href: s.letterHref(n)}, page.Button{Label: "下载纯文字", Href: s.letterHref(n) + "/text.txt"}.Plain(),
		},
	}
	if !st.Case.Wants.Delivery.IsElectronic() {
		p.Notes = append(p.Notes, page.Note{Strong: "副本：", Text: "以送到您手里的为准。"})
	}
	if superseded := supersededWords(st.Case, l); superseded != "" {
		p.Notes = append(p.Notes, page.Note{Kind: page.Late, Strong: "已被替代：", Text: "后来另有一份答复，以那一份为准。"})
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, http.StatusOK, "portal/letter", p)
}

// fetchLetterText serves GET /status/letters/{letter}/text.txt: what the letter
// says, as text and nothing else.
func (s *Server) fetchLetterText(w http.ResponseWriter, r *http.Request, visit desk.Visit) error {
	n, err := pathNumber(r, "letter")
	if err != nil {
		return err
	}
	_, l, value, err := s.Desk.ReadLetter(r.Context(), visit, n)
	if err != nil {
		return err
	}
	return send(w, desk.InMemory(l.Number+".txt", "text/plain; charset=utf-8", []byte(value.Text())))
}

// send answers with a file to be saved: whatever it holds, it is not shown as a
// page of ours. It holds personal data: nothing on the way keeps it.
func send(w http.ResponseWriter, d desk.Download) error {
	defer d.Close()
	h := w.Header()
	h.Set("Content-Type", cmp.Or(d.Type, "application/octet-stream"))
	h.Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(filename.Safe(d.Name)))
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
