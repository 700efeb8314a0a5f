package web

import (
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/yearly"
)

// fetchYearly serves GET /yearly/{year}/{agency}/file.{format}: a report as it would be
// published now, and with ?edition= as it was published.
func (s *Server) fetchYearly(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id, err := yearlyID(r)
	if err != nil {
		return err
	}
	edition := 0
	if typed := r.URL.Query().Get("edition"); typed != "" {
		if edition, err = strconv.Atoi(typed); err != nil || edition < 1 {
			return fault.New(fault.NotFound, "yearly_not_found")
		}
	}
	a, err := s.Desk.YearlyEdition(r.Context(), by, id, edition)
	if err != nil {
		return err
	}
	return forms.SendAnnual(w, s.Desk, s.Pages, a, mux.Vars(r)["format"])
}

// yearlyFiles lead to the files of a report in an edition; 0 is as it would be published now.
func (s *Server) yearlyFiles(id yearly.ID, edition int) []page.Button {
	return forms.AnnualButtons(func(format string) string {
		below := "/file." + format
		if edition > 0 {
			below += "?edition=" + strconv.Itoa(edition)
		}
		return s.Pages.URL(yearlyPath(id, below))
	})
}
