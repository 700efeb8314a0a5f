package portal

import (
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/page"
)

// fetchReport serves GET /reports/{year}/{agency}/{edition}/file.{format}: a published report
// as a file.
func (s *Server) fetchReport(w http.ResponseWriter, r *http.Request) error {
	public, err := s.reportOf(r)
	if err != nil {
		return err
	}
	return forms.SendAnnual(w, s.Desk, s.Pages, public.Annual, mux.Vars(r)["format"])
}

// reportFiles lead to the files of the edition that is shown.
func (s *Server) reportFiles(p desk.PublicYearly) []page.Button {
	return forms.AnnualButtons(func(format string) string {
		return s.Pages.URL("/reports/" + strconv.Itoa(p.ID.Year()) + "/" + strconv.FormatInt(p.ID.Agency(), 10) + "/" + strconv.Itoa(p.Edition.Edition) + "/file." + format)
	})
}
