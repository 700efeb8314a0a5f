package web

import (
	"context"

	ics "github.com/arran4/golang-ical"
	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/sqlite"
)

// Routes are the addresses of a server whose Handler was made.
func (s *Server) Routes() *mux.Router { return s.routes() }

// RecordedRoutes is what asking for each address is in the audit.
var RecordedRoutes = recordedRoutes

// BrowserName, and ProvedRoutes: routes that ask once more who it is, as does what AsksProof reports.
var (
	ProvedRoutes = provedRoutes
	AsksProof    = asksProof
	BrowserName  = browserName
)

// SignedIn makes the session of the context one of the person.
func (s *Server) SignedIn(ctx context.Context, u auth.User) error { return s.keepUser(ctx, u) }

// DueCalendar is the text of the calendar of due days.
func (s *Server) DueCalendar(due []sqlite.DueDay) string {
	return s.dueCalendar(due).Serialize(ics.WithNewLineWindows)
}

// HasTelling reports whether a type of fact has its words on the timeline.
func HasTelling(fact string) bool { return tellings[fact] != nil }
