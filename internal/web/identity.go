package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/identity"
	"mingda/internal/serve"
)

func (s *Server) identityRoutes(r *mux.Router) {
	r.Handle(identityPath, s.public(s.beginIdentity)).Methods("GET")
	r.Handle(identityPath+"/back", s.public(s.finishIdentity)).Methods("GET")
	r.Handle(ownIdentityPath, s.staff(s.showLinking)).Methods("GET")
	r.Handle(ownIdentityPath, s.staff(s.changeLink)).Methods("POST")
	r.Handle(ownIdentityPath+"/begin", s.staff(s.beginLinking)).Methods("GET")
	r.Handle("/users/{id:[0-9]+}/identity", s.staff(s.linkUser)).Methods("POST")
}

// Where people sign in through the identity service, and where they link their account to
// it. The address that they come back to is registered there.
const (
	identityPath    = "/sign-in/identity"
	ownIdentityPath = accountPath + "/identity"
)

// IdentityBack is the address, below the base path, to which the identity service sends
// people back; it is registered there.
const IdentityBack = identityPath + "/back"

// What a session keeps of the identity service.
const (
	flowKey     = "identity_flow" // the way there that was begun in this browser; good for one return
	stranger    = "identity_new"  // whom the service vouches for and no account is linked to
	viaKey      = "via"           // how the person signed in: viaIdentity, or not there
	viaIdentity = "identity"
	strangerFor = 15 * time.Minute
)

// Ways to the identity service, and ways back that lead nowhere, of an address in a
// minute, and how many such addresses are remembered.
const (
	identityTriesPerMinute = 60
	identityOrigins        = 20000
)

// A way is what a browser went to the identity service for.
type way struct {
	identity.Flow
	Next string `json:"next"`
	Link int64  `json:"link,omitempty"` // to link this person's account; 0: to sign in
	// Prove is who, being signed in, shows once more that it is them. Next is then what they
	// asked for, "" where a form waits on its page.
	Prove int64 `json:"prove,omitempty"`
}

// A newcomer is whom the service vouches for, until an account is linked to them.
type newcomer struct {
	auth.Identity
	Shown string    `json:"shown"`
	At    time.Time `json:"at"`
	Next  string    `json:"next"`
}

// keep puts a value into the session, which holds texts.
func (s *Server) keep(ctx context.Context, key string, value any) error {
	text, err := json.Marshal(value)
	if err == nil {
		s.Sessions.Put(ctx, key, string(text))
	}
	return err
}

// hasIdentity returns fault NotFound where no identity service is configured.
func (s *Server) hasIdentity() error {
	if s.Identity == nil {
		return fault.New(fault.NotFound, "identity_off")
	}
	return nil
}

// beginIdentity serves GET /sign-in/identity: off to the identity service. It is no form:
// a form may lead to no other site.
func (s *Server) beginIdentity(w http.ResponseWriter, r *http.Request) error {
	return s.leave(w, r, way{Next: serve.LocalPath(r.FormValue("next"), s.Pages.URL("/"))})
}

// beginLinking serves GET /account/identity/begin: off to the identity service, to link
// one's account.
func (s *Server) beginLinking(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.leave(w, r, way{Next: s.Pages.URL(accountPath), Link: by.ID})
}

// leave sends the browser to the identity service, and remembers what for.
func (s *Server) leave(w http.ResponseWriter, r *http.Request, to way) error {
	if err := s.hasIdentity(); err != nil {
		return err
	}
	if serve.IsHead(r) {
		return nil // nobody goes anywhere
	}
	if err := s.identityTries.Try(serve.ClientAddress(r), s.Now(), "identity_too_many"); err != nil {
		return err
	}
	flow, address, err := s.Identity.Begin(r.Context(), rand.Text, to.Prove != 0)
	if err != nil {
		return s.identityFailed(w, r, to, err)
	}
	to.Flow = flow
	if err := s.keep(r.Context(), flowKey, to); err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, address, http.StatusSeeOther) // the one way out of our own pages
	return nil
}

// finishIdentity serves GET /sign-in/identity/back: somebody comes back from the service.
// Whatever they bring, the way is over.
func (s *Server) finishIdentity(w http.ResponseWriter, r *http.Request) error {
	if err := s.hasIdentity(); err != nil {
		return err
	}
	if err := s.identityTries.Try(serve.ClientAddress(r), s.Now(), "identity_too_many"); err != nil {
		return err
	}
	var begun way
	if text := s.Sessions.PopString(r.Context(), flowKey); text != "" {
		if err := json.Unmarshal([]byte(text), &begun); err != nil {
			return err
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	proof, err := s.Identity.Finish(r.Context(), begun.Flow, r.URL.Query())
	if err != nil {
		return s.identityFailed(w, r, begun, err)
	}
	s.identityTries.Right(serve.ClientAddress(r), s.Now())
	if begun.Link != 0 {
		return s.meet(w, r, begun, proof)
	}
	if begun.Prove != 0 {
		return s.proveByIdentity(w, r, begun, proof)
	}
	by, err := s.Desk.SignInByIdentity(r.Context(), proof.Identity, s.Identity.Name())
	if fault.CodeOf(err) == "identity_unlinked" {
		return s.meet(w, r, begun, proof)
	}
	if err != nil {
		return s.identityFailed(w, r, begun, err)
	}
	s.Sessions.Put(r.Context(), viaKey, viaIdentity)
	if proof.Second {
		return s.letIn(w, r, by, true, begun.Next)
	}
	return s.enter(w, r, by, begun.Next)
}

// meet remembers whom the service vouches for, until they have signed in with their
// password and said that it is them.
func (s *Server) meet(w http.ResponseWriter, r *http.Request, begun way, proof identity.Proof) error {
	if err := s.keep(r.Context(), stranger, newcomer{proof.Identity, proof.Shown, s.Now(), begun.Next}); err != nil {
		return err
	}
	there := s.Pages.URL(ownIdentityPath)
	if begun.Link == 0 {
		there = s.Pages.URL("/sign-in?next=" + url.QueryEscape(there))
	}
	return serve.SeeOther(w, r, there)
}

// met returns whom the service vouched for in this session a short while ago and no
// account was linked to; false if nobody.
func (s *Server) met(r *http.Request) (newcomer, bool) {
	var n newcomer
	err := json.Unmarshal([]byte(s.Sessions.GetString(r.Context(), stranger)), &n)
	return n, err == nil && n.Subject != "" && s.Now().Sub(n.At).Abs() < strangerFor
}

// metName names whom the service vouched for, "" if nobody.
func (s *Server) metName(r *http.Request) string {
	n, ok := s.met(r)
	if !ok || s.Identity == nil {
		return ""
	}
	return cmp.Or(n.Shown, n.Subject)
}

// An identityDoor is the identity service on the sign-in page.
type identityDoor struct {
	Name string
	Href string
	Down bool   // it could not be reached a short while ago
	Out  string // where to sign out there too, for who has just signed out here; "" for others
}

// outThere marks the address of the sign-in page for who came by the service and signs out.
const outThere = "out=identity"

// identityDoor returns the identity service for the sign-in page, nil if there is none.
func (s *Server) identityDoor(r *http.Request, next string) *identityDoor {
	if s.Identity == nil {
		return nil
	}
	d := &identityDoor{Name: s.Identity.Name(), Href: s.Pages.URL(identityPath), Down: s.Identity.IsDown()}
	if next != "" {
		d.Href += "?next=" + url.QueryEscape(next)
	}
	if r.URL.RawQuery == outThere {
		d.Out = s.Identity.SignOutAddress()
	}
	return d
}

// identityFailed says on the sign-in page why it did not work, and that the password
// does; to who is signed in, as any page says it. What lies beneath goes to the log.
func (s *Server) identityFailed(w http.ResponseWriter, r *http.Request, begun way, wrong error) error {
	var e *fault.Error
	if !errors.As(wrong, &e) || e.Kind != fault.Invalid && e.Kind != fault.Unavailable || begun.Link != 0 || begun.Prove != 0 {
		return wrong
	}
	status := http.StatusUnprocessableEntity
	if e.Kind == fault.Unavailable {
		status = http.StatusServiceUnavailable
	}
	if e.Cause != nil {
		s.Log.Warn("nobody was signed in through the identity service", "code", e.Code, "why", e.Cause)
	}
	return s.renderSignIn(w, r, begun.Next, status, fault.New(fault.Invalid, e.Code, e.Args...))
}
