package serve

import (
	"cmp"
	"fmt"
	"net/http"
	"net/netip"
	"runtime/debug"

	"github.com/alexedwards/scs/v2"

	"mingda/internal/fault"
	"mingda/internal/page"
)

// Options are what a door's chain is made with.
type Options struct {
	Origin   string         // of the door as browsers see it; posts from it are its own, whatever Host a proxy passes on
	Proxies  []netip.Prefix // whose X-Forwarded-For is believed
	MaxBody  int64          // bytes of any body; beyond, 413
	Sessions *scs.SessionManager
	HSTS     bool // over TLS of our own; behind a proxy that is the proxy's to say
	// CacheControl is the header of what does not set its own; empty is
	// "private, no-cache": kept for the back button, which gives typed forms
	// back, and by nobody on the way.
	CacheControl string
}

// Chain puts around the door's router what every request passes, outermost
// first: log line and recovery, headers, refusal of cross-site posts, limit of
// the body, session.
func (d *Door) Chain(o Options, router http.Handler) (http.Handler, error) {
	own := http.NewCrossOriginProtection()
	if o.Origin != "" {
		if err := own.AddTrustedOrigin(o.Origin); err != nil {
			return nil, fmt.Errorf("serve: origin: %w", err)
		}
	}
	own.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.Fail(w, r, fault.New(fault.Forbidden, "cross_site"))
	}))
	h := headAsGet(router)
	if o.Sessions != nil {
		o.Sessions.ErrorFunc = d.sessionFailed
		h = o.Sessions.LoadAndSave(h)
	}
	h = limited(o.MaxBody, h)
	h = own.Handler(h)
	h = Headed(o.HSTS, cmp.Or(o.CacheControl, "private, no-cache"), h)
	h = d.recovered(h)
	return d.visited(o.Proxies, h), nil
}

// sessionFailed answers for a session that could not be read or kept. The
// handler may be about to write its page all the same; that page would promise
// what was not kept, so it is dropped.
func (d *Door) sessionFailed(w http.ResponseWriter, r *http.Request, err error) {
	d.Fail(w, r, fmt.Errorf("session: %w", err))
	if v := visitOf(r); v.out != nil {
		v.out.muted = true
	}
}

// recovered answers a panic as any other failure, with its stack in the log.
func (d *Door) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch what := recover(); what {
			case nil:
			case http.ErrAbortHandler:
				panic(what) // net/http cuts the connection
			default:
				d.Fail(w, r, fmt.Errorf("panic: %v\n%s", what, debug.Stack()))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Headed sets the headers that every answer has, those too that no door gives: of built
// files, of the health, of an address where there is nothing. cache is the Cache-Control
// of what does not set its own.
func Headed(hsts bool, cache string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", page.ContentSecurityPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // addresses can hold query codes
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", cache)
		if hsts {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

func limited(most int64, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if most > 0 && r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, most)
		}
		next.ServeHTTP(w, r)
	})
}
