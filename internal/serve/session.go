package serve

import (
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
)

// Cookies says how a door's cookies are named and bound.
type Cookies struct {
	Secure   bool   // browsers reach the door over TLS
	BasePath string // of the door, such as / or /zfxxgk/ysqgk/
}

// Name returns the name of a cookie: with __Host- at the root over TLS, so that
// no neighbour can set it; with __Secure- under a base path; bare on plain
// http, which only a demo uses.
func (c Cookies) Name(bare string) string {
	switch {
	case !c.Secure:
		return bare
	case c.path() == "/":
		return "__Host-" + bare
	}
	return "__Secure-" + bare
}

// path has no slash at the end, so that the base path without it has the cookie too.
func (c Cookies) path() string {
	if p := strings.TrimSuffix(c.BasePath, "/"); p != "" {
		return p
	}
	return "/"
}

// Set has the browser keep the value for so long; no time at all is until it
// is closed. No script can read it.
func (c Cookies) Set(w http.ResponseWriter, bare, value string, keep time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: c.Name(bare), Value: value, Path: c.path(), MaxAge: int(keep / time.Second),
		Secure: c.Secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

// Value returns the cookie's value, "" without one.
func (c Cookies) Value(r *http.Request, bare string) string {
	cookie, err := r.Cookie(c.Name(bare))
	if err != nil {
		return ""
	}
	return cookie.Value
}

// NewSessions returns the sessions of a door, kept in the store under the hash of their
// token, so that a copy of the database lets nobody in. A session ends when it
// has not been used for idle, after lifetime at the latest, and when the browser
// is closed.
func NewSessions(store scs.Store, c Cookies, name string, idle, lifetime time.Duration) *scs.SessionManager {
	s := scs.New()
	s.Store, s.Codec = store, sessionText{}
	s.HashTokenInStore = true
	s.IdleTimeout, s.Lifetime = idle, lifetime
	s.Cookie = scs.SessionCookie{
		Name: c.Name(name), Path: c.path(), HttpOnly: true, Secure: c.Secure, SameSite: http.SameSiteLaxMode,
	}
	return s
}
