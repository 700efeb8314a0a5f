package serve

import (
	"net/http"
	"strings"
	"time"
)

// answer is the response, and remembers what was answered. A client that does
// not take the answer is waited for as long as at leastRate it would need.
type answer struct {
	http.ResponseWriter
	now    func() time.Time
	status int
	bytes  int64
	muted  bool // what comes now is dropped: a failure was answered already
	// first is called with the status before anything of the answer goes out, once; nil
	// calls nothing. What it fails with is answered in place of what was to be.
	first  func(status int) error
	failed func(error) // answers for first
}

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(status int) {
	if status >= 200 {
		a.begin(status)
	}
	if a.muted {
		return
	}
	if a.status == 0 && status >= 200 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

// begin is what comes before anything of the answer goes out: a file that is saved is not
// kept by the browser besides, and first is called.
func (a *answer) begin(status int) {
	if h := a.Header(); a.status == 0 && strings.HasPrefix(h.Get("Content-Disposition"), "attachment") {
		h.Set("Cache-Control", "no-store")
	}
	first := a.first
	if first == nil || a.muted || a.status != 0 {
		return
	}
	a.first = nil // what is answered for it is not asked about again
	if err := first(status); err != nil {
		a.failed(err)
		a.muted = true
	}
}

// Write implements io.Writer.
func (a *answer) Write(b []byte) (int, error) {
	a.begin(http.StatusOK)
	if a.muted {
		return len(b), nil
	}
	if a.status == 0 {
		a.status = http.StatusOK
	}
	wait := stillness + time.Duration(int64(len(b))/leastRate)*time.Second
	control := http.NewResponseController(a.ResponseWriter)
	_ = control.SetWriteDeadline(a.now().Add(wait)) // as in patient.Read
	n, err := a.ResponseWriter.Write(b)
	// The next piece may take long to make; over HTTP/2 a deadline ends the answer
	// whether anything is written or not.
	_ = control.SetWriteDeadline(a.now().Add(writeAll))
	a.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
