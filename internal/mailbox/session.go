package mailbox

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/emersion/go-imap"
	"github.com/emersion/go-imap/client"
)

// errLogin is in the chain when the server refuses name or password.
var errLogin = errors.New("sign-in refused")

// A session is one connection with the inbox open. It is used by one goroutine.
type session struct {
	f        *Fetcher
	account  Account
	wire     *wire
	client   *client.Client
	news     chan struct{} // holds a token when the server has said something about the inbox
	validity uint32        // UIDVALIDITY of the inbox; cannot change while it is open
	stopKill func() bool   // ends the watch on the context
}

// connect dials, secures the connection, signs in, sees to the folder of the
// taken and opens the inbox. When ctx ends, the connection closes, whatever is
// going on.
func (f *Fetcher) connect(ctx context.Context) (*session, error) {
	account, err := f.Account.withDefaults()
	if err != nil {
		return nil, err
	}
	dialing, cancel := context.WithTimeout(ctx, account.Timeout)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(dialing, "tcp", account.addr())
	if err != nil {
		return nil, err
	}
	s := &session{f: f, account: account, news: make(chan struct{}, 1)}
	s.stopKill = context.AfterFunc(ctx, func() { conn.Close() })
	if err := s.open(dialing, conn); err != nil {
		conn.Close()
		s.stopKill()
		return nil, fmt.Errorf("mailbox %s: %w", account.Name, err)
	}
	return s, nil
}

// Check signs in, sees to the folder of the taken, opens the inbox and leaves: nil if mail can
// be fetched from the account. It fetches none.
func Check(ctx context.Context, a Account) error {
	s, err := (&Fetcher{Account: a}).connect(ctx)
	if err != nil {
		return err
	}
	s.close()
	return nil
}

func (s *session) open(ctx context.Context, conn net.Conn) error {
	tlsConfig := &tls.Config{RootCAs: s.account.RootCAs, ServerName: s.account.ServerName, MinVersion: tls.VersionTLS12}
	if s.account.Security == Implicit {
		secure := tls.Client(conn, tlsConfig)
		if err := secure.HandshakeContext(ctx); err != nil {
			return err
		}
		conn = secure
	}
	// The greeting and the handshake of STARTTLS know no Client.Timeout.
	release := context.AfterFunc(ctx, func() { conn.Close() })
	defer release()
	if err := s.greet(conn); err != nil {
		return err
	}
	if s.account.Security == StartTLS {
		if err := s.do("STARTTLS", 0, func() error { return s.client.StartTLS(tlsConfig) }); err != nil {
			return err
		}
	}
	if err := s.do("LOGIN", 0, func() error { return s.client.Login(s.account.User, s.account.Password) }); err != nil {
		if s.client.State() == imap.NotAuthenticatedState {
			return errors.Join(errLogin, err)
		}
		return err
	}
	if err := s.ensureDone(); err != nil {
		return err
	}
	return s.selectInbox()
}

// greet reads the greeting and starts the client, whose updates are drained
// from then on: the client stands still when nobody reads them.
func (s *session) greet(conn net.Conn) error {
	s.wire = newWire(conn)
	defer s.wire.release()
	c, err := client.New(s.wire)
	if err != nil {
		return err
	}
	updates := make(chan client.Update, 64)
	c.Updates = updates
	c.ErrorLog = &s.wire.lastWords
	s.client = c
	go drain(updates, s.news, c.LoggedOut())
	return nil
}

// drain takes all updates until the connection is gone and leaves one token in
// news when there is reason to look.
func drain(updates <-chan client.Update, news chan<- struct{}, gone <-chan struct{}) {
	for {
		select {
		case u := <-updates:
			if _, ok := u.(*client.MailboxUpdate); !ok {
				continue
			}
			select {
			case news <- struct{}{}:
			default:
			}
		case <-gone:
			return
		}
	}
}

// do runs one command with a time limit: the account's timeout, and more for
// the bytes that are to come, counted at 32 KB a second. The client's errors
// say little when the connection dies, so what the connection said is added.
func (s *session) do(what string, bytes int64, command func() error) error {
	s.client.Timeout = s.account.Timeout + time.Duration(bytes>>15)*time.Second
	err := command()
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, errors.Join(err, s.wire.lastWords.err()))
}

// ensureDone makes the folder of the taken if there is none.
func (s *session) ensureDone() error {
	boxes := make(chan *imap.MailboxInfo, 16)
	found := make(chan bool, 1)
	go func() {
		n := 0
		for range boxes {
			n++
		}
		found <- n > 0
	}()
	if err := s.do("LIST", 0, func() error { return s.client.List("", s.account.Done, boxes) }); err != nil {
		return err
	}
	if <-found {
		return nil
	}
	return s.do("CREATE", 0, func() error { return s.client.Create(s.account.Done) })
}

func (s *session) selectInbox() error {
	return s.do("SELECT", 0, func() error {
		box, err := s.client.Select(s.account.Inbox, false)
		if err != nil {
			return err
		}
		if box.ReadOnly {
			return fmt.Errorf("%s is read-only, mail cannot be moved", s.account.Inbox)
		}
		s.validity = box.UidValidity
		return nil
	})
}

// close says goodbye if the server still listens, and ends the connection.
func (s *session) close() {
	s.client.Timeout = time.Second
	_ = s.client.Logout() // the connection ends either way
	s.stopKill()
	s.wire.Close()
}
