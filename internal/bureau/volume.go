package bureau

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// innerParam asks for the file with what the bureau wrote for itself.
const innerParam = "inner"

// volumeLinks bind the file of a case.
func (s *Server) volumeLinks(c *reconsider.Case) []page.Link {
	at := s.Pages.URL(casePath(c.ID, "volume.pdf"))
	return []page.Link{{Label: "审理卷（PDF）", Href: at}, {Label: "连同内部材料", Href: at + "?" + innerParam + "=1"}}
}

// downloadVolume serves GET /review/{id}/volume.pdf.
func (s *Server) downloadVolume(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Review(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	f, err := s.Desk.ReviewVolume(r.Context(), by, v.Case.ID, desk.ReviewVolumeForm{
		Inner: r.URL.Query().Get(innerParam) == "1", Words: func(p reconsider.Past) string { title, _ := tell(v, p.Fact); return title },
	})
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, f, true)
}
