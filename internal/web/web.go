// Package web serves the pages of the staff: the inbox, the register, cases,
// letters, and the administration. It speaks HTTP and knows no rule: every act
// is a use case of package desk, which asks who may.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/identity"
	"mingda/internal/page"
	"mingda/internal/passkey"
	"mingda/internal/serve"
)

// A Server serves the staff's pages. Its fields are set once.
type Server struct {
	Desk       *desk.Desk
	Pages      *page.Set
	Sessions   *scs.SessionManager
	Throttle   *auth.Throttle
	FeedTries  *auth.Tries   // of the secret addresses of calendars
	Loads      *auth.Loads   // what a person may do in a minute; nil: nothing is bounded
	Reprove    time.Duration // how long a proof of who it is counts for the acts that ask for one; 0: for one act
	Log        *slog.Logger
	Numbers    *serve.Numbers
	Office     page.OfficeView
	Cookies    serve.Cookies
	DeviceKey  []byte // of the cookies by which a browser is known
	Origin     string
	HSTS       bool // as in serve.Options
	Proxies    []netip.Prefix
	Uploads    serve.FormLimits // of forms with files
	MaxBody    int64            // bytes of any body
	PortalHref string           // where the public's pages are
	Demo       []DemoAccount    // listed on the sign-in page of a demo office; nil elsewhere
	Now        func() time.Time
	Jobs       func() []JobStatus // of the timed jobs; nil shows none
	// Certificate is what the pages are served with over TLS; nil where a proxy does that.
	Certificate *serve.Certificate
	Passkeys    *passkey.Party    // nil: the address of the desk is none that they can be bound to
	Identity    *identity.Service // of the government, to sign in through; nil where there is none
	Mail        *MailSetup        // nil where nothing is to be said of mail, as in a demo

	// Rooms are further pages of the desk that are kept elsewhere: they add their routes.
	Rooms []Room

	door         *serve.Door
	keepingTries sync.Mutex // of wrong tries to sign in

	identityTries *auth.Tries // of ways to the identity service that were begun
}

// A Room adds the addresses of pages that are kept elsewhere to those of the desk.
type Room interface{ Routes(r *mux.Router) }

// A DemoAccount is one sign-in of the demo office.
type DemoAccount struct{ Login, Name, Role, Unit, Password string }

// A MailSetup is what the operator has configured of mail: what the pages of the
// office promise of it may be more.
type MailSetup struct {
	Fetched  []string // full names of the agencies whose mailbox is fetched
	NoSender []string // those of them that have no address of their own to send from
	Sends    bool     // there is a server for mail that goes out
}

// A JobStatus is how a timed job is doing.
type JobStatus struct {
	Name    string // in Chinese
	Good    time.Time
	Failed  time.Time // zero if it did not fail since it was good
	Problem string
}

// Handler returns the handler of the staff's pages, below their base path. Each
// group of pages lists its routes in its own file.
func (s *Server) Handler() (http.Handler, error) {
	s.door = &serve.Door{
		Name: "desk", Log: s.Log, Now: s.Now, Numbers: s.Numbers, SignIn: s.Pages.URL("/sign-in"), Failed: s.failed, Record: s.record,
		TakesFiles: forms.TakesFiles(forms.OfStaff),
	}
	s.identityTries = auth.NewTries(identityTriesPerMinute, identityOrigins)
	return s.door.Chain(serve.Options{
		Origin: s.Origin, Proxies: s.Proxies, MaxBody: s.MaxBody, Sessions: s.Sessions, HSTS: s.HSTS,
	}, inSession(s.routes()))
}

// routes gathers every address of the desk.
func (s *Server) routes() *mux.Router {
	r := mux.NewRouter()
	s.door.Unmatched(r)
	s.signInRoutes(r)
	s.invitationRoutes(r)
	s.accountRoutes(r)
	s.proveRoutes(r)
	s.sessionRoutes(r)
	s.identityRoutes(r)
	s.passkeyRoutes(r)
	s.todayRoutes(r)
	s.monthRoutes(r)
	s.daysRoutes(r)
	s.figureRoutes(r)
	s.reportRoutes(r)
	s.assessmentRoutes(r)
	s.feedRoutes(r)
	s.inboxRoutes(r)
	s.doorRoutes(r)
	s.registerRoutes(r)
	s.searchRoutes(r)
	s.personCopyRoutes(r)
	s.severalRoutes(r)
	s.importRoutes(r)
	s.caseRoutes(r)
	s.letterRoutes(r)
	s.standInRoutes(r)
	s.outboxRoutes(r)
	s.numberRoutes(r)
	s.archiveRoutes(r)
	s.disposalRoutes(r)
	s.adminRoutes(r)
	s.letInRoutes(r)
	s.sealedRoutes(r)
	s.auditRoutes(r)
	s.calendarRoutes(r)
	s.yearlyRoutes(r)
	for _, room := range s.Rooms {
		room.Routes(r)
	}
	if len(s.Demo) > 0 {
		r.Handle("/styleguide", s.public(s.showStyleguide)).Methods("GET")
	}
	return r
}

// sessionKey marks, in the context of a request, that its session was loaded.
type sessionKey struct{}

// inSession marks requests that come through the session. Failures before it
// (a post from another site) and around it (a panic) have none, and asking the
// session manager all the same would panic.
func inSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), sessionKey{}, true)))
	})
}

// setsUp reports whether a page may be used by who has to set a second factor up first.
func setsUp(path string) bool {
	return path == accountPath || strings.HasPrefix(path, accountPath+"/") || path == "/password" || path == "/sign-out" || path == "/keys" ||
		path == provePath || strings.HasPrefix(path, provePath+"/")
}

// A staffFunc serves a request of somebody who is signed in.
type staffFunc func(w http.ResponseWriter, r *http.Request, by auth.User) error

// staff makes a handler of one that needs somebody signed in. Whoever has to
// choose a new password, or to set a second factor up, is sent to do so first; for some
// acts they show once more that it is them.
func (s *Server) staff(h staffFunc) http.Handler {
	return s.door.Handle(func(w http.ResponseWriter, r *http.Request) error {
		by, err := s.signedIn(r)
		if err != nil {
			return err
		}
		s.noteSeen(r.Context())
		if by.MustChange && r.URL.Path != "/password" && r.URL.Path != "/sign-out" {
			return serve.SeeOther(w, r, s.Pages.URL("/password"))
		}
		if s.lacksFactor(r, by) {
			if asked, err := s.askFactor(w, r, by); asked || err != nil {
				return err
			}
		}
		if asked, err := s.askProof(w, r, by); asked || err != nil {
			return err
		}
		if err := s.bound(r, by); err != nil {
			return err
		}
		return h(w, r, by)
	})
}

// Staff makes a handler of one that needs somebody signed in, for the rooms.
func (s *Server) Staff(h func(w http.ResponseWriter, r *http.Request, by auth.User) error) http.Handler {
	return s.staff(h)
}

// Base returns what the layout of the desk needs, for the rooms.
func (s *Server) Base(r *http.Request, by auth.User, title string) page.Base {
	return s.base(r, by, title)
}

// See sends the browser to a page of the desk, for the rooms.
func (s *Server) See(w http.ResponseWriter, r *http.Request, path, done string) error {
	return s.see(w, r, path, done)
}

// SendFile answers with a stored file, for the rooms.
func (s *Server) SendFile(w http.ResponseWriter, r *http.Request, f desk.Download, inline bool) error {
	return sendFile(w, r, f, inline)
}

// public makes a handler of one that anybody may ask for. Only the sign-in page with the
// way to the identity service and back, the page for who was invited, the calendars under their secret addresses and, in a demo, the style guide are
// public here.
func (s *Server) public(h serve.HandlerFunc) http.Handler { return s.door.Handle(h) }

// see sends the browser to a page of the desk after something was done, with a
// sentence about it.
func (s *Server) see(w http.ResponseWriter, r *http.Request, path, done string) error {
	if done != "" {
		s.Sessions.Put(r.Context(), flashKey, done)
	}
	return serve.SeeOther(w, r, s.Pages.URL(path))
}

const flashKey = "flash"

// subjectPath finds the page of what an address is about: a letter, a case, an
// input. Where something cannot be done to it, or an address that only takes
// forms was opened, that page says how it is now.
var subjectPath = regexp.MustCompile(`^/(cases/[0-9]+(/letters/[0-9]+)?|inbox/[0-9]+|review/(inbox/)?[0-9]+(/papers/[0-9]+)?|respond/[0-9]+|lawsuits/[0-9]+|yearly/[0-9]+/[0-9]+)`)

// failed renders the page of a failure.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, f page.Failure) error {
	var by auth.User // the page of a failure does without the side list
	if r.Context().Value(sessionKey{}) != nil {
		by, _ = s.signedIn(r)
	}
	f.Base = s.base(r, by, "")
	f.HomeHref = s.Pages.URL("/")
	if by.ID == 0 || auth.SightOf(by) != (auth.Sight{}) { // who sees no case finds none in the register
		f.FindHref = s.Pages.URL("/cases")
	} else {
		f.Home = "回首页" // they have no 今日
	}
	if now := subjectPath.FindString(r.URL.Path); now != "" && (f.Status == http.StatusConflict || f.Status == http.StatusMethodNotAllowed) {
		f.BackHref = s.Pages.URL(now)
	}
	if f.SignInHref != "" {
		w.Header().Set("Cache-Control", "no-store")
		s.carry(r, &f)
	}
	return s.Pages.RenderFailure(w, "desk", f)
}
