package web

import (
	"encoding/hex"
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/ledger"
	"mingda/internal/serve"
)

// recordedRoutes says what asking for each address of the desk is in the audit. A route
// that is not here fails a test, and is recorded all the same.
var recordedRoutes = audit.Table{
	audit.Not("GET /sign-in", "shows a form"),
	audit.On("POST /sign-in", audit.SignedIn, ""),
	audit.On("* /sign-in/*", audit.SignedIn, ""),
	audit.Not("GET /account*", "shows what is oneself's"),
	audit.On("POST /account/*", audit.Administered, audit.User),
	audit.On("POST /sign-out", audit.SignedOut, ""),
	audit.Not("GET /password", "shows a form about oneself"),
	audit.On("POST /password", audit.Administered, ""),
	audit.On("POST /prove", audit.Proved, ""),
	audit.Not("GET /prove/identity", "the way to the identity service"),
	audit.Not("POST /keys", "how one likes the pages"),
	audit.Not("GET /styleguide", "of a demo, the same for all"),
	audit.On("GET /calendar/{secret}.ics", audit.Took, ""),
	audit.On("* /calendar/address", audit.Acted, ""),

	audit.Not("GET /users/new", "shows a form"),
	audit.On("GET /users", audit.Listed, audit.User),
	audit.On("GET /users/{id}*", audit.Saw, audit.User),
	audit.On("POST /users/*", audit.Administered, audit.User),
	audit.On("GET /let-ins", audit.Listed, audit.User),
	audit.On("GET /let-ins/{letin}", audit.Saw, audit.User),
	audit.On("POST /let-ins/*", audit.Administered, audit.User),
	audit.On("GET /agencies", audit.Listed, audit.Agency),
	audit.On("GET /agencies/*", audit.Saw, audit.Agency),
	audit.On("POST /agencies/*", audit.Administered, audit.Agency),
	audit.On("GET /calendars*", audit.Listed, audit.Notice),
	audit.On("POST /calendars/*", audit.Administered, audit.Notice),
	audit.On("GET /health", audit.Listed, ""),
	audit.On("POST /health/release-mail", audit.Administered, audit.Mail),
	audit.On("GET /exports", audit.Listed, ""),
	audit.On("GET /audit.csv", audit.Exported, ""),
	audit.On("GET /audit/heads.pdf", audit.Printed, ""),
	audit.On("* /audit*", audit.Audited, ""),
	audit.On("GET /sealed*", audit.Listed, ""),
	audit.On("POST /sealed/{file}", audit.Administered, ""),
	audit.On("GET /stand-ins", audit.Listed, audit.StandIn),
	audit.On("POST /stand-ins*", audit.Administered, audit.StandIn),

	audit.On("GET /import*.xlsx", audit.Exported, audit.Import),
	audit.On("GET /import*", audit.Saw, audit.Import),
	audit.On("POST /import*", audit.Acted, audit.Import),
	audit.On("GET /outbox", audit.Listed, audit.Mail),
	audit.On("POST /outbox/*", audit.Acted, audit.Mail),

	audit.On("GET /", audit.Listed, ""),
	audit.On("GET /calendar", audit.Listed, ""),
	audit.On("GET /search", audit.Listed, ""),
	audit.On("GET /person-copy", audit.Saw, ""),
	audit.On("POST /person-copy", audit.Exported, audit.Case),
	audit.On("GET /days*", audit.Listed, ""),
	audit.On("GET /figures*", audit.Listed, ""),
	audit.On("GET /balance", audit.Listed, ""),
	audit.On("GET /assessment.csv", audit.Exported, ""),
	audit.On("GET /assessment*", audit.Listed, ""),
	audit.On("GET /numbers.csv", audit.Exported, ""),
	audit.On("GET /numbers", audit.Listed, ""),
	audit.On("GET /report*.csv", audit.Exported, ""),
	audit.On("GET /report*", audit.Listed, ""),
	audit.On("GET /yearly/*file.{format}", audit.Took, audit.Year),
	audit.On("GET /yearly*", audit.Saw, audit.Year),
	audit.On("POST /yearly/*", audit.Acted, audit.Year),
	audit.On("GET /archives/kept.*", audit.Exported, ""),
	audit.On("GET /archives/disposals/{id}.*", audit.Exported, ""),
	audit.On("GET /archives*", audit.Listed, ""),
	audit.On("POST /archives*", audit.Acted, ""),
	audit.On("GET /letters/print.pdf", audit.Printed, ""),
	audit.On("GET /letters*", audit.Listed, ""),

	audit.On("GET /inbox", audit.Listed, audit.Input),
	audit.On("GET /inbox/{id}/raw", audit.Took, audit.Input),
	audit.On("GET /inbox/{id}/*s/{n}", audit.Took, audit.Input),
	audit.On("GET /inbox/{id}/added/{n}", audit.Took, audit.Input),
	audit.On("GET /inbox/{id}*", audit.Saw, audit.Input),
	audit.On("POST /inbox/{id}/*", audit.Acted, audit.Input),
	audit.On("GET /inputs/{id}/*.pdf", audit.Took, audit.Input),
	audit.On("GET /inputs/{id}/*", audit.Saw, audit.Input),
	audit.On("POST /inputs/{id}/*", audit.Acted, audit.Input),
	audit.On("GET /held/{form}/{file}", audit.Took, ""),
	audit.Not("GET /post/new", "shows a form"),
	audit.Not("GET /counter/new", "shows a form"),
	audit.On("POST /post/new", audit.Acted, audit.Input),
	audit.On("POST /counter/new", audit.Acted, audit.Input),

	audit.On("GET /cases", audit.Listed, audit.Case),
	audit.On("GET /cases/export", audit.Listed, audit.Case),
	audit.On("POST /cases/export", audit.Exported, audit.Case),
	audit.On("GET /cases/several/*", audit.Listed, audit.Case),
	audit.On("POST /cases/several/*", audit.Acted, audit.Case),
	audit.On("* /cases/columns", audit.Acted, audit.View),
	audit.On("* /cases/views/*", audit.Acted, audit.View),
	audit.On("POST /cases/{id}/person", audit.Revealed, audit.Case),
	audit.On("GET /cases/{id}/materials/{n}", audit.Took, audit.Case),
	audit.On("GET /cases/{id}/*.pdf", audit.Took, audit.Case),
	audit.On("GET /cases/{id}/*.zip", audit.Took, audit.Case),
	audit.On("GET /cases/{id}*", audit.Saw, audit.Case),
	audit.On("POST /cases/{id}/*", audit.Acted, audit.Case),

	audit.On("GET /review/inbox", audit.Listed, audit.Input),
	audit.On("GET /review/inbox/{id}/*s/{n}", audit.Took, audit.Input),
	audit.On("GET /review/inbox/{id}/added/{n}", audit.Took, audit.Input),
	audit.On("GET /review/inbox/{id}/raw", audit.Took, audit.Input),
	audit.On("GET /review/inbox/{id}/record.pdf", audit.Took, audit.Input),
	audit.On("GET /review/inbox/{id}*", audit.Saw, audit.Input),
	audit.On("POST /review/inbox/{id}*", audit.Acted, audit.Input),
	audit.On("POST /review/{id}/person", audit.Revealed, audit.Review),
	audit.On("GET /review/{id}/*.pdf", audit.Took, audit.Review),
	audit.On("GET /review/{id}/*materials/{n}", audit.Took, audit.Review),
	audit.On("GET /review/{id}*", audit.Saw, audit.Review),
	audit.On("POST /review/{id}/*", audit.Acted, audit.Review),
	audit.Not("GET /review/new", "shows a form"),
	audit.On("POST /review/new", audit.Acted, audit.Input),
	audit.On("GET /review/new/done", audit.Saw, audit.Input),
	audit.On("GET /review/new/receipt.pdf", audit.Took, audit.Input),
	audit.On("POST /review/bench", audit.Acted, ""),
	audit.On("GET /review*.csv", audit.Exported, audit.Review),
	audit.On("GET /review*", audit.Listed, audit.Review),
	audit.On("GET /respond", audit.Listed, audit.Review),
	audit.On("GET /respond/{id}/*.pdf", audit.Took, audit.Review),
	audit.On("GET /respond/{id}/materials/{n}", audit.Took, audit.Review),
	audit.On("GET /respond/{id}*", audit.Saw, audit.Review),
	audit.On("POST /respond/{id}*", audit.Acted, audit.Review),

	audit.On("GET /lawsuits", audit.Listed, audit.Lawsuit),
	audit.On("GET /lawsuits.csv", audit.Exported, audit.Lawsuit),
	audit.Not("GET /lawsuits/new", "shows a form"),
	audit.On("POST /lawsuits/new", audit.Acted, audit.Lawsuit),
	audit.On("GET /lawsuits/{id}/materials/{n}", audit.Took, audit.Lawsuit),
	audit.On("GET /lawsuits/{id}*", audit.Saw, audit.Lawsuit),
	audit.On("POST /lawsuits/{id}/*", audit.Acted, audit.Lawsuit),
}

// record writes down in the audit what is about to be answered with the status. Who is
// not signed in is shown nothing but the way to sign in, which is not recorded.
func (s *Server) record(r *http.Request, status int) error {
	row, known := recordedRoutes.Of(r.Method, serve.RouteOf(r))
	if !known {
		row.Kind = audit.Saw
	}
	noted := *serve.NotedOf(r)
	by := auth.User{ID: serve.UserOf(r)}
	if row.Kind == audit.SignedIn || by.ID == 0 {
		by.ID = noted.User // a calendar program is its person's
	}
	if row.Kind == "" || row.Kind != audit.SignedIn && by.ID == 0 {
		return nil
	}
	if row.Kind == audit.SignedIn && !noted.Done && (status < http.StatusBadRequest || status == http.StatusTooManyRequests) {
		return nil // a step on the way; one turned away untried, for anybody could fill the disk by that
	}
	if noted.Proof {
		if status != http.StatusUnprocessableEntity {
			return nil // asked, or turned away untried
		}
		row.Kind = audit.ProofFailed
	}
	e := s.auditEntry(r, row, status)
	if e.Subject.ID == 0 {
		e.Subject.ID = noted.Subject
	}
	if noted.Words != "" {
		e.Words = noted.Words
	}
	return s.Desk.Record(r.Context(), by, e)
}

// auditEntry is what the request itself says of what is recorded.
func (s *Server) auditEntry(r *http.Request, row audit.Row, status int) audit.Entry {
	noted, method := serve.NotedOf(r), r.Method
	if serve.IsHead(r) {
		method = http.MethodHead
	}
	return audit.Entry{
		Kind: kindOf(row, status, r), Door: "desk", Method: method, Route: serve.RouteOf(r), Status: status,
		Subject: audit.Subject{Matter: row.Matter, ID: firstID(mux.Vars(r), "id", "import", "year"), Part: firstID(mux.Vars(r), "n", "unit", "entry", "other", "agency")},
		Address: serve.ClientAddress(r).String(), Session: s.sessionMark(r), Words: r.URL.Query().Get("q"), Note: noted.Note, Count: noted.Count,
	}
}

// kindOf returns what was done, by how it is answered.
func kindOf(row audit.Row, status int, r *http.Request) audit.Kind {
	switch {
	case row.Kind == audit.SignedIn && status >= http.StatusBadRequest:
		return audit.SignInFailed
	case status == http.StatusForbidden:
		return audit.Refused
	case row.Kind == audit.Revealed && status != http.StatusOK:
		return audit.Saw // the form once more
	case row.Kind == audit.Listed && r.URL.Query().Get("q") != "":
		return audit.Searched
	}
	return row.Kind
}

// firstID returns the first of these variables of the address that is a number; 0 for none.
func firstID(vars map[string]string, names ...string) int64 {
	for _, name := range names {
		if n, err := strconv.ParseInt(vars[name], 10, 64); err == nil {
			return n
		}
	}
	return 0
}

// sessionMarkSize is how many bytes of a hash tell one session from another.
const sessionMarkSize = 16

// sessionMark returns what tells one session from another and opens none; "" without one.
func (s *Server) sessionMark(r *http.Request) string {
	if r.Context().Value(sessionKey{}) == nil {
		return ""
	}
	token := s.Sessions.Token(r.Context())
	if token == "" {
		return ""
	}
	return hex.EncodeToString(ledger.Link(nil, []byte("session"), []byte(token)))[:sessionMarkSize]
}
