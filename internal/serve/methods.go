package serve

import (
	"net/http"
	"strings"

	"github.com/gorilla/mux"

	"mingda/internal/fault"
	"mingda/internal/page"
)

// Unmatched gives the router its answers to what none of its routes serves: 404
// where there is no such page, 405 where there is one that takes other methods.
func (d *Door) Unmatched(r *mux.Router) {
	r.NotFoundHandler = d.Handle(func(http.ResponseWriter, *http.Request) error {
		return fault.New(fault.NotFound, "not_found")
	})
	r.MethodNotAllowedHandler = http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		w.Header().Set("Allow", strings.Join(allowed(r, req), ", "))
		d.show(w, req, page.Failure{Status: http.StatusMethodNotAllowed})
	})
}

// allowed lists the methods that the address of the request takes.
func allowed(r *mux.Router, req *http.Request) []string {
	var all []string
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		asked := *req
		asked.Method = method
		var match mux.RouteMatch
		if !r.Match(&asked, &match) || match.MatchErr != nil {
			continue
		}
		all = append(all, method)
		if method == http.MethodGet {
			all = append(all, http.MethodHead)
		}
	}
	return all
}

// headAsGet answers HEAD wherever GET is answered: the server itself sends no
// body then, so the routes need not name it. What does more than answer asks IsHead.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			visitOf(r).head = true
			asked := *r
			asked.Method, r = http.MethodGet, &asked
		}
		next.ServeHTTP(w, r)
	})
}
