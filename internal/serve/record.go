package serve

import (
	"net/http"

	"github.com/gorilla/mux"

	"mingda/internal/fault"
)

// Noted is what a handler says of its request for the record of it, beside what the
// address says.
type Noted struct {
	User    int64 // whom it was about, where nobody is signed in; 0: nobody known
	Subject int64 // the case, input or the like, where the address does not say
	Done    bool  // what was tried came about, where the status does not say
	Proof   bool  // it was asked who it is, and what the address says is not done
	Words   string
	Note    string
	Count   int
}

// NotedOf returns what is noted of the request, to be written to.
func NotedOf(r *http.Request) *Noted { return &visitOf(r).noted }

// UserOf returns the number of the person who is signed in, as NoteUser was told it; 0
// for nobody.
func UserOf(r *http.Request) int64 { return visitOf(r).user }

// RouteOf returns the pattern of the router that the request matched, such as
// /cases/{id:[0-9]+}; "" for none.
func RouteOf(r *http.Request) string {
	if route := mux.CurrentRoute(r); route != nil {
		if pattern, err := route.GetPathTemplate(); err == nil {
			return pattern
		}
	}
	return ""
}

// recorded has the request recorded before anything of its answer goes out. An answer
// that cannot be recorded is not given: what failed is said in its place.
func (d *Door) recorded(r *http.Request, v *visit) {
	if d.Record == nil || v.out == nil {
		return
	}
	v.out.first = func(status int) error { return d.Record(r, status) }
	v.out.failed = func(err error) {
		h := v.out.Header()
		for _, name := range []string{"Content-Disposition", "Content-Length", "Content-Type", "Etag", "Last-Modified", "Location", "Set-Cookie"} {
			h.Del(name)
		}
		h.Set("Cache-Control", "no-store")
		d.Fail(v.out, r, fault.New(fault.Unavailable, "not_recorded").Because(err))
	}
}
