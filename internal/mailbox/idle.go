package mailbox

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/emersion/go-imap/client"
)

// waitForNews returns when the server reports something new or PollEvery has
// passed, whichever is first, and fails when the connection is gone or ctx
// ends. Each IDLE lasts PollEvery at most, so that a connection that died in
// silence is noticed by then, and servers that end long IDLEs need not.
func (s *session) waitForNews(ctx context.Context) error {
	canIdle, err := s.client.Support("IDLE")
	if err != nil {
		return err
	}
	enough := time.NewTimer(s.account.PollEvery)
	defer enough.Stop()
	stop := make(chan struct{})
	idled := make(chan error, 1)
	if canIdle {
		s.client.Timeout = 0 // IDLE is silent by nature; enough ends it
		go func() { idled <- s.client.Idle(stop, &client.IdleOptions{LogoutTimeout: -1}) }()
	}
	select {
	case <-s.news:
	case <-enough.C:
	case <-s.client.LoggedOut():
	case <-ctx.Done():
	case err := <-idled:
		idled <- errors.Join(errors.New("IDLE ended by the server"), err)
	}
	close(stop)
	if canIdle {
		err = s.endIdle(idled)
	}
	select {
	case <-s.client.LoggedOut():
		err = errors.Join(errors.New("connection closed"), err, s.wire.lastWords.err())
	default:
	}
	return cmp.Or(ctx.Err(), err)
}

// endIdle waits for the answer to DONE, and cuts the connection if it does not
// come in time: the client serves one command at a time, and must not be used
// for another before.
func (s *session) endIdle(idled <-chan error) error {
	late := time.AfterFunc(s.account.Timeout, func() { s.wire.Close() })
	defer late.Stop()
	return <-idled
}
