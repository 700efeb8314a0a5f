package portal

import (
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/ledger"
	"mingda/internal/serve"
)

// recordedRoutes says what asking for each address of the portal is in the audit. A route
// that is not here fails a test.
var recordedRoutes = audit.Table{
	audit.On("GET /status", audit.Visited, audit.Case),
	audit.On("POST /status", audit.LookedUp, audit.Case),
	audit.On("* /status/*", audit.Visited, audit.Case),
	audit.On("GET /verify", audit.LookedUp, ""),
	audit.On("POST /verify", audit.LookedUp, ""),
	audit.Not("* /apply*", "what somebody typed themselves; sent off, it is an input of the ledger"),
	audit.Not("GET /", "the same for all"),
	audit.Not("GET /guide", "the same for all"),
	audit.Not("GET /correction", "the same for all"),
	audit.Not("GET /accessibility", "the same for all"),
	audit.Not("GET /privacy", "the same for all"),
	audit.Not("GET /decisions*", "published"),
	audit.Not("GET /report*", "published"),
	audit.Not("GET /office.css", "the same for all"),
}

// record writes down in the audit what is about to be answered with the status: that a
// request was looked up, with which number, and whether it was opened; never the code.
// Who has shown no number and code sees nothing of anybody, which is not recorded, and
// who is slowed is not: anybody could fill the disk by that.
func (s *Server) record(r *http.Request, status int) error {
	route := serve.RouteOf(r)
	row, _ := recordedRoutes.Of(r.Method, route)
	noted := *serve.NotedOf(r)
	visit, open := s.visitOf(r)
	switch {
	case row.Kind == "" || status == http.StatusTooManyRequests:
		return nil
	case row.Kind == audit.Visited && !open:
		return nil
	case row.Kind == audit.LookedUp && row.Matter == "" && noted.Note == "":
		return nil // the empty form
	}
	method := r.Method
	if serve.IsHead(r) {
		method = http.MethodHead
	}
	e := audit.Entry{
		Kind: row.Kind, Door: "portal", Method: method, Route: route, Status: status,
		Address: serve.ClientAddress(r).String(), Note: noted.Note,
	}
	if open && row.Matter != "" && (row.Kind == audit.Visited || status == http.StatusSeeOther) {
		e.Subject = audit.Subject{Matter: audit.Case, ID: int64(visit.Case)}
		if visit.Case == 0 {
			e.Subject = audit.Subject{Matter: audit.Input, ID: int64(visit.Input)}
		}
		e.Subject.Part, _ = strconv.ParseInt(mux.Vars(r)["letter"], 10, 64)
	}
	return s.Desk.Record(r.Context(), auth.User{ID: ledger.Applicant}, e)
}
