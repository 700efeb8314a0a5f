package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/page"
)

// showStyleguide serves GET /styleguide, in a demo office only.
func (s *Server) showStyleguide(w http.ResponseWriter, r *http.Request) error {
	return s.Pages.Render(w, http.StatusOK, "shared/styleguide", page.Styleguide(s.base(r, auth.User{}, "组件"), calendar.DateOf(s.Now())))
}
