package bureau

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// showOriginal serves GET /review/{id}/original: the file of the request that a case is
// about, to read.
func (s *Server) showOriginal(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Original(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	at := casePath(v.Review.ID)
	lead := page.Note{Strong: "原申请的案卷，只能看：", Text: v.Agency.Name + "办理的全部经过、文书和材料。", Link: page.Link{Label: "回到复议案件 " + v.Review.Number, Href: s.Pages.URL(at)}}
	return s.House.ShowRequest(w, r, by, v.CaseView, at+"/original", lead)
}

// sendOriginal serves a file of the original case.
func (s *Server) sendOriginal(what desk.OriginalFile) func(http.ResponseWriter, *http.Request, auth.User) error {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		f, err := s.Desk.OriginalFile(r.Context(), by, reviewID(r), what, paperN(r))
		if err != nil {
			return err
		}
		return s.House.SendFile(w, r, f, true)
	}
}
