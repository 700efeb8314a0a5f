package mailbox

import (
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
	var idled chan error
	stop := make(chan struct{})
	if canIdle {
		idled = make(chan error, 1)
		s.client.Timeout = 0 // IDLE is silent by nature; enough ends it
		go func() { idled <- s.client.Idle(stop, &client.IdleOptions{LogoutTimeout: -1}) }()
	}
	select {
	case <-s.news:
	case <-enough.C:
	case err := <-idled:
		return errors.Join(err, errors.New("IDLE: ended by the server"), s.wire.lastWords.err())
	case <-s.client.LoggedOut():
		return errors.Join(errors.New("connection closed"), s.wire.lastWords.err())
	case <-ctx.Done():
		return ctx.Err()
	}
	if !canIdle {
		return nil
	}
	close(stop)
	return s.endIdle(idled)
}

// endIdle waits for the answer to DONE, and cuts the connection if it does not
// come in time.
func (s *session) endIdle(idled <-chan error) error {
	late := time.AfterFunc(s.account.Timeout, func() { s.wire.Close() })
	defer late.Stop()
	return <-idled
}
