package serve

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// How slow a client may be. A large upload over a poor line may take long, so
// there is no limit on the whole; but something must move, and on the average
// not less than leastRate, else a few hundred idle connections would hold the
// office up. Tests have less of it.
var (
	stillness = 30 * time.Second // between two pieces
	grace     = 60 * time.Second // before the average counts
	leastRate = int64(2 << 10)   // bytes a second
)

// errTooSlow is why a body is not read on.
var errTooSlow = errors.New("the client sends too slowly")

// patient is a request's body that waits for a slow client, but not for ever.
type patient struct {
	body    io.ReadCloser
	control *http.ResponseController
	now     func() time.Time
	began   time.Time
	bytes   int64
}

// Read implements io.Reader.
func (p *patient) Read(b []byte) (int, error) {
	now := p.now()
	if took := now.Sub(p.began); took > grace && p.bytes < leastRate*int64((took-grace)/time.Second) {
		return 0, errTooSlow
	}
	// Where deadlines are not supported (in tests without a connection) there
	// is nobody to wait for.
	_ = p.control.SetReadDeadline(now.Add(stillness))
	n, err := p.body.Read(b)
	// An expired deadline while the handler works would look like a client
	// that went away and cancel what runs.
	_ = p.control.SetReadDeadline(time.Time{})
	p.bytes += int64(n)
	return n, err
}

// Close implements io.Closer.
func (p *patient) Close() error { return p.body.Close() }
