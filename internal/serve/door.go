// Package serve holds what every door that speaks HTTP needs: handlers that
// return their failure and the one place where a failure becomes a status, a
// page and a log line; the chain of middleware; sessions; the reading of forms
// with files; listening and stopping. It knows no page of ours and no rule:
// the pages of failures are rendered by a func the door passes in. It logs no
// personal data: no addresses, no query strings, and of a path only the
// pattern it matched.
package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"time"

	"mingda/internal/calendar"
	"mingda/internal/fault"
	"mingda/internal/page"
)

// A HandlerFunc serves a request or returns why it did not. A handler that
// returns an error has written nothing.
type HandlerFunc func(w http.ResponseWriter, r *http.Request) error

// A Door is what the handlers of one door share. Its fields are set once,
// before it serves.
type Door struct {
	Name    string // for the log: desk, portal
	Log     *slog.Logger
	Now     func() time.Time
	Numbers *Numbers // shared by all doors, so that a number means one failure
	// SignIn is the address of the sign-in page, to which a GET by nobody is
	// sent with ?next=; empty where there is none.
	SignIn string
	// Failed answers with the door's page for the failure. It gets Status,
	// Number, Detail, Wait and Limit; nil answers with page.LastResort.
	Failed func(w http.ResponseWriter, r *http.Request, f page.Failure) error
	// Record writes down what is about to be answered with the status; nil records
	// nothing. What it could not write down is not shown.
	Record func(r *http.Request, status int) error
	// TakesFiles says of which routes the forms may carry files; nil: of none.
	TakesFiles func(method, pattern string) bool
}

// Numbers gives failures the number under which they are told and logged.
type Numbers struct {
	mu   sync.Mutex
	last int
}

// Next returns the next number: E, month and day, hour and minute in
// Asia/Shanghai, and two digits that count on: E-1123-1542-08.
func (n *Numbers) Next(now time.Time) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.last = (n.last + 1) % 100
	return fmt.Sprintf("E-%s-%02d", now.In(calendar.Zone).Format("0102-1504"), n.last)
}

// Handle makes a handler of one that returns its failure.
func (d *Door) Handle(h HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := visitOf(r)
		if pattern := RouteOf(r); pattern != "" {
			v.route = pattern
			d.recorded(r, v)
		}
		if err := h(w, r); err != nil {
			d.Fail(w, r, err)
		} else if v.out != nil && v.out.status == 0 {
			w.WriteHeader(http.StatusOK) // the server would, unrecorded
		}
	})
}

// statuses says what status a kind of failure is. Only those are used that the
// pages of failures have words for.
var statuses = map[fault.Kind]int{
	fault.Internal:        http.StatusInternalServerError,
	fault.Invalid:         http.StatusUnprocessableEntity,
	fault.Unauthenticated: http.StatusForbidden,
	fault.Forbidden:       http.StatusForbidden,
	fault.NotFound:        http.StatusNotFound,
	fault.Conflict:        http.StatusConflict,
	fault.Unavailable:     http.StatusServiceUnavailable,
	fault.TooMany:         http.StatusTooManyRequests,
}

// Fail answers with the status and the page of the failure and writes its log
// line. What nobody classified is told by its number only.
func (d *Door) Fail(w http.ResponseWriter, r *http.Request, err error) {
	v := visitOf(r)
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		v.note = "client went away"
		return // nobody is there to read a page
	}
	if fault.KindOf(err) == fault.Unauthenticated && d.SignIn != "" && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
		http.Redirect(w, r, signInAddress(d.SignIn, r), http.StatusSeeOther)
		return
	}
	f := d.describe(err)
	if fault.KindOf(err) == fault.Unauthenticated {
		f.SignInHref = d.SignIn
	}
	if f.Status == http.StatusInternalServerError {
		f.Number = d.Numbers.Next(d.Now())
		v.number = f.Number
		d.Log.ErrorContext(r.Context(), "failed", "number", f.Number, "request", v.id, "door", d.Name, "route", v.route, "err", err)
	} else if cause := causeOf(err); cause != nil {
		d.Log.WarnContext(r.Context(), "refused", "request", v.id, "door", d.Name, "route", v.route, "err", err)
	}
	if v.out != nil && v.out.status != 0 {
		d.Log.ErrorContext(r.Context(), "failed after the answer began", "request", v.id, "err", err)
		panic(http.ErrAbortHandler) // half a page must not look like a whole one
	}
	if f.Wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.Wait))
	}
	d.show(w, r, f)
}

// show renders the page of the failure; it always answers.
func (d *Door) show(w http.ResponseWriter, r *http.Request, f page.Failure) {
	if d.Failed == nil {
		page.LastResort(w, f.Number)
		return
	}
	err := d.Failed(w, r, f)
	if err == nil {
		return
	}
	d.Log.ErrorContext(r.Context(), "the page of a failure failed", "request", visitOf(r).id, "err", err)
	if v := visitOf(r); v.out == nil || v.out.status == 0 {
		page.LastResort(w, f.Number)
	}
}

// describe says what there is to tell people of the failure.
func (d *Door) describe(err error) page.Failure {
	f := page.Failure{Status: statuses[fault.KindOf(err)]}
	var tooBig *http.MaxBytesError
	if errors.As(err, &tooBig) {
		return page.Failure{Status: http.StatusRequestEntityTooLarge, Limit: megabytes(tooBig.Limit)}
	}
	var e *fault.Error
	if !errors.As(err, &e) || e.Kind == fault.Internal {
		return f
	}
	if f.Stale = e.Code == "stale_version"; !f.Stale { // its sentence speaks of a form below it
		f.Detail = e.Message()
	}
	if f.Status == http.StatusServiceUnavailable {
		f.Wait = 5
	}
	if len(e.Args) > 0 && e.Kind == fault.TooMany {
		f.Wait, _ = e.Args[0].(int)
	}
	return f
}

// causeOf returns what lies beneath a fault, for the log; nil for one that only
// tells a person something.
func causeOf(err error) error {
	var e *fault.Error
	if errors.As(err, &e) {
		return e.Cause
	}
	return err
}

func megabytes(n int64) string { return strconv.FormatInt(n>>20, 10) + " MB" }
