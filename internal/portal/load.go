package portal

import (
	"net/http"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/serve"
)

// bound counts what costs much against what an address may do in a minute: behind one may be
// many people, so it is far more than one does by hand.
func (s *Server) bound(r *http.Request) error {
	return serve.Bound(r, s.Loads, loadOf(r), auth.Network(serve.ClientAddress(r)), s.Now)
}

// loadOf says what a request costs; "" for what is not bounded.
func loadOf(r *http.Request) auth.Load {
	route := serve.RouteOf(r)
	switch {
	case serve.SendsFiles(r):
		return auth.Sending
	case strings.HasSuffix(route, ".pdf"), strings.Contains(route, "/file."), strings.Contains(route, "/files/"), strings.HasSuffix(route, "/letters/{letter:[0-9]+}"), strings.HasPrefix(route, "/status/review/"):
		return auth.Fetching
	}
	return ""
}
