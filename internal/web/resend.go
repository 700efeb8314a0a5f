package web

import (
	"io"
	"net/http"
	"strings"

	"mingda/internal/page"
	"mingda/internal/serve"
)

// carry puts what was sent with a form after the session had ended on the page
// that says so, to be sent again after signing in: browsers do not give all
// fields back. Files are not kept for somebody who has not signed in; with
// files lost, a door's form is shown again rather than taken in without them.
func (s *Server) carry(r *http.Request, f *page.Failure) {
	if r.Method != http.MethodPost || setsUp(r.URL.Path) || strings.HasPrefix(r.URL.Path, "/sign-in") {
		return // passwords and codes stand on no page
	}
	sent, err := serve.ReadForm(r, s.Uploads, func(_ serve.File, content io.Reader) error {
		_, err := io.Copy(io.Discard, content)
		return err
	})
	if err != nil || len(sent.Values) == 0 {
		return
	}
	if f.LostFiles = len(sent.Files); f.LostFiles > 0 {
		sent.Values.Set("look", "1")
	}
	to := r.URL.Path
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	takeProof(sent.Values)
	f.Resend = page.Button{Label: "重新提交", Post: s.Pages.URL(to), Hidden: hiddenOf(sent.Values)}.Plain()
}
