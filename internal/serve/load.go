package serve

import (
	"net/http"
	"strings"
	"time"

	"mingda/internal/auth"
)

// heldFor is how long a form with files waits for its turn before it is refused: what was
// typed into it must not be lost to a hand that was quick.
const heldFor = 20 * time.Second

// SendsFiles reports whether a form with files is sent.
func SendsFiles(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/")
}

// Bound counts one more of a load ("" is none) by somebody, and returns a fault of kind TooMany
// where that is too much for a minute.
func Bound(r *http.Request, loads *auth.Loads, load auth.Load, who string, now func() time.Time) error {
	if load == "" {
		return nil
	}
	err := loads.Take(load, who, now())
	for held := time.Duration(0); err != nil && load == auth.Sending && held < heldFor; held += time.Second {
		select {
		case <-time.After(time.Second):
		case <-r.Context().Done():
			return r.Context().Err()
		}
		err = loads.Take(load, who, now())
	}
	return err
}
