package web

import (
	"net/http"
	"strconv"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/serve"
)

// bound counts what costs much or carries much away against what a person may do in a minute.
func (s *Server) bound(r *http.Request, by auth.User) error {
	return serve.Bound(r, s.Loads, loadOf(r), strconv.FormatInt(by.ID, 10), s.Now)
}

// loadOf says what a request costs, by what is recorded of it; "" for what is not bounded.
func loadOf(r *http.Request) auth.Load {
	row, _ := recordedRoutes.Of(r.Method, serve.RouteOf(r))
	switch {
	case serve.SendsFiles(r):
		return auth.Sending
	case row.Kind == audit.Exported:
		return auth.Exporting
	case row.Kind == audit.Took || row.Kind == audit.Printed:
		return auth.Fetching
	case r.Method != http.MethodPost && r.URL.Query().Get("q") != "":
		return auth.Searching
	}
	return ""
}
