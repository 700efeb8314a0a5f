package mailbox

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"
)

// A Fetcher takes the mail of one account in. Set the fields before the first
// call and do not change them; Run once.
type Fetcher struct {
	Account Account
	Taker   Taker
	Log     *slog.Logger     // nil: slog.Default
	Now     func() time.Time // for Status and for how long a move is in doubt; required

	// TooBig is told of each message above Account.MaxSize, once in the life of
	// the Fetcher and again after a restart: Raw.Size is the size the server
	// names, Raw.Body the header only, cut after 64 KB. When it fails it is
	// told again at the next look. The message stays in the inbox. May be nil.
	TooBig func(ctx context.Context, header Raw) error

	// SpoolDir is where large messages wait, in files without a name; empty:
	// the system's folder for temporary files.
	SpoolDir string

	// RetryMin and RetryMax bound the wait before the next connection; each
	// failure doubles it. 0: one second and five minutes.
	RetryMin, RetryMax time.Duration

	board   statusBoard
	working sync.Mutex // held while a connection is in use
	left    leftBehind // guarded by working
}

// Status returns how the Fetcher is doing. It may be called at any time.
func (f *Fetcher) Status() Status {
	s := f.board.read()
	s.Mailbox = f.Account.Name
	return s
}

// Run takes mail in until ctx ends, and then returns nil. It waits for news by
// IDLE where the server has it, looks at least every Account.PollEvery, and
// connects again after each failure, later and later. It returns an error at
// once only if the Account is not usable.
func (f *Fetcher) Run(ctx context.Context) error {
	if _, err := f.Account.withDefaults(); err != nil {
		return err
	}
	wait := f.retryMin()
	for ctx.Err() == nil {
		looked, err := f.connection(ctx)
		if ctx.Err() != nil {
			break
		}
		if looked {
			wait = f.retryMin()
		}
		if errors.Is(err, errLogin) {
			wait = max(wait, f.retryMax()/10) // trying faster might lock the account
		}
		f.failed(err, wait)
		sleep(ctx, jitter(wait))
		wait = min(2*wait, f.retryMax())
	}
	return nil
}

// FetchOnce connects, takes in all that is there, and disconnects. It returns
// how many messages were taken, also when it fails midway. It waits while Run
// has a connection, so a Fetcher serves one or the other.
func (f *Fetcher) FetchOnce(ctx context.Context) (int, error) {
	f.working.Lock()
	defer f.working.Unlock()
	s, err := f.connect(ctx)
	if err != nil {
		return 0, err
	}
	defer s.close()
	n, err := s.look(ctx)
	if err == nil {
		f.succeeded()
	}
	return n, err
}

// connection serves one connection until it fails or ctx ends. looked says
// whether at least one look at the inbox went well.
func (f *Fetcher) connection(ctx context.Context) (looked bool, err error) {
	f.working.Lock()
	defer f.working.Unlock()
	s, err := f.connect(ctx)
	if err != nil {
		return false, err
	}
	f.board.change(func(b *Status) { b.Connected = true })
	defer f.board.change(func(b *Status) { b.Connected = false })
	defer s.close()
	for {
		n, err := s.look(ctx)
		looked = looked || err == nil || n > 0
		switch {
		case err == nil:
			f.succeeded()
		case isRefusal(err):
			f.failed(err, f.Account.PollEvery) // the connection is fine, and so are the others
		default:
			return looked, err
		}
		if err := s.waitForNews(ctx); err != nil {
			return looked, err
		}
	}
}

func (f *Fetcher) succeeded() {
	f.board.change(func(b *Status) {
		b.LastSuccess = f.Now()
		b.LastError, b.LastErrorAt = "", time.Time{}
	})
}

func (f *Fetcher) failed(err error, wait time.Duration) {
	f.board.change(func(b *Status) { b.LastError, b.LastErrorAt = err.Error(), f.Now() })
	f.log().Warn("mailbox: the look at the inbox failed", "mailbox", f.Account.Name, "error", err, "again_in", wait)
}

func (f *Fetcher) log() *slog.Logger {
	if f.Log == nil {
		return slog.Default()
	}
	return f.Log
}

func (f *Fetcher) retryMin() time.Duration { return either(f.RetryMin, time.Second) }
func (f *Fetcher) retryMax() time.Duration { return either(f.RetryMax, 5*time.Minute) }

// jitter returns between three quarters and five quarters of d, so that the
// mailboxes of many agencies do not come back to a server all at once.
func jitter(d time.Duration) time.Duration {
	return d*3/4 + rand.N(d/2+1)
}

func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
