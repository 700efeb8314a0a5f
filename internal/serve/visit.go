package serve

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/netip"
	"time"
)

// visit is what is known of the request being served. It belongs to the
// goroutine that serves it.
type visit struct {
	id      string
	address netip.Addr
	route   string // pattern of the router, not the path: paths can hold query codes
	user    int64
	number  string // of the failure, if there was one
	note    string
	head    bool // only the head of the answer goes out, see headAsGet
	noted   Noted
	out     *answer
	door    *Door
}

type visitKey struct{}

// visitOf returns the visit of the request; outside the chain, one that nobody
// reads, so that handlers can be tested bare.
func visitOf(r *http.Request) *visit {
	if v, ok := r.Context().Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

// ClientAddress returns the address the request comes from: that of the
// connection, or behind trusted proxies the one they name. Outside the chain it
// is the zero Addr.
func ClientAddress(r *http.Request) netip.Addr { return visitOf(r).address }

// IsHead reports whether only the head of the answer is asked for (HEAD): nothing of its
// body goes out.
func IsHead(r *http.Request) bool { return visitOf(r).head }

// takesFiles reports whether the route's forms may carry files. Outside the chain they may.
func (v *visit) takesFiles(r *http.Request) bool {
	return v.door == nil || v.door.TakesFiles != nil && v.door.TakesFiles(r.Method, RouteOf(r))
}

// NoteUser has the log line of the request carry the number of the person who
// is signed in.
func NoteUser(r *http.Request, id int64) { visitOf(r).user = id }

// visited gives the request its visit, its patience and, when it is over, its
// log line.
func (d *Door) visited(proxies []netip.Prefix, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := d.Now()
		out := &answer{ResponseWriter: w, now: d.Now}
		v := &visit{id: rand.Text()[:12], address: clientAddress(r, proxies), route: "none", out: out, door: d}
		r = r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
		control := http.NewResponseController(w)
		_ = control.SetReadDeadline(time.Time{}) // as in patient.Read: what a handler does may take longer
		if r.Body != nil && r.Body != http.NoBody {
			r.Body = &patient{body: r.Body, control: control, now: d.Now, began: began}
		}
		defer func() {
			_ = control.SetReadDeadline(d.Now().Add(stillness)) // the server reads past what the handler did not
			d.logVisit(r, v, d.Now().Sub(began))
		}()
		next.ServeHTTP(out, r)
	})
}

func (d *Door) logVisit(r *http.Request, v *visit, took time.Duration) {
	status := v.out.status
	if status == 0 {
		status = http.StatusOK
	}
	attrs := []slog.Attr{
		slog.String("request", v.id), slog.String("door", d.Name), slog.String("method", r.Method), slog.String("route", v.route),
		slog.Int("status", status), slog.Int64("bytes", v.out.bytes), slog.Duration("took", took),
	}
	if v.user != 0 {
		attrs = append(attrs, slog.Int64("user", v.user))
	}
	if v.number != "" {
		attrs = append(attrs, slog.String("number", v.number))
	}
	if v.note != "" {
		attrs = append(attrs, slog.String("note", v.note))
	}
	d.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
}
