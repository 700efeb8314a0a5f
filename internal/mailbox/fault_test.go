package mailbox

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"io"
	"sync"
	"testing"
	"time"

	"mingda/internal/fault"
	"mingda/internal/mailbox/mailboxtest"
)

func TestRefusedConnections(t *testing.T) {
	t.Parallel()
	s := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	deliver(t, s, mail(1, 300))
	cases := []struct {
		name   string
		change func(*Account)
		is     func(error) bool
	}{
		{"unknown authority", func(a *Account) { a.RootCAs = nil }, isAs[x509.UnknownAuthorityError]},
		{"unknown authority, starttls", func(a *Account) { a.RootCAs, a.Security, a.Port = nil, StartTLS, s.Port }, isAs[x509.UnknownAuthorityError]},
		{"other name", func(a *Account) { a.ServerName = "mail.example.org" }, isAs[x509.HostnameError]},
		{"wrong password", func(a *Account) { a.Password = "guess" }, func(err error) bool { return errors.Is(err, errLogin) }},
		{"no such inbox", func(a *Account) { a.Inbox = "nowhere" }, func(err error) bool { return err != nil }},
		{"nobody listens", func(a *Account) { a.Port = 1 }, func(err error) bool { return err != nil }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := fetcher(s, newMemoryTaker())
			c.change(&f.Account)
			if n, err := f.FetchOnce(t.Context()); n != 0 || !c.is(err) {
				t.Errorf("took %d, error %v", n, err)
			}
			if err := Check(t.Context(), f.Account); !c.is(err) {
				t.Errorf("checked: %v", err)
			}
		})
	}
	if err := Check(t.Context(), fetcher(s, newMemoryTaker()).Account); err != nil {
		t.Error(err)
	}
	wantFolder(t, s, "INBOX", 1)
}

func isAs[T error](err error) bool {
	_, ok := errors.AsType[T](err)
	return ok
}

// TestWithoutMove covers servers that lack what moving needs.
func TestWithoutMove(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, capability string
		inbox, done      int
	}{
		{"uidplus", "IMAP4rev1 UIDPLUS IDLE", 1, 2}, // the one somebody else marked deleted stays
		{"neither", "IMAP4rev1 IDLE", 3, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := mailboxtest.StartDovecot(t, mailboxtest.Options{Capability: c.capability})
			deliver(t, s, mail(1, 300), mail(2, 300), mail(3, 20<<10))
			taker := newMemoryTaker()
			f := fetcher(s, taker)
			f.Account.MaxSize = 10 << 10
			mark(t, s, 3, `\Deleted`)
			for range 3 {
				if _, err := f.FetchOnce(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if len(taker.raws) != 2 {
				t.Errorf("took %d messages, want 2, each once", len(taker.raws))
			}
			wantFolder(t, s, "INBOX", c.inbox)
			wantFolder(t, s, DefaultDone, c.done)
			if left := f.Status().Left; left != c.inbox {
				t.Errorf("left %d, want %d", left, c.inbox)
			}
			// Another process knows from its Taker what is taken.
			if _, err := fetcherLike(f, taker).FetchOnce(t.Context()); err != nil || len(taker.raws) != 2 {
				t.Errorf("after a restart: %d taken, %v", len(taker.raws), err)
			}
		})
	}
}

func fetcherLike(f *Fetcher, t Taker) *Fetcher {
	return &Fetcher{Account: f.Account, Taker: t, Now: f.Now, Log: f.Log, RetryMin: f.RetryMin, RetryMax: f.RetryMax}
}

// mark sets a flag on a message as another program of the office might.
func mark(t *testing.T, s *mailboxtest.Server, seq uint32, flag string) {
	t.Helper()
	if err := s.Flag("INBOX", seq, flag); err != nil {
		t.Fatal(err)
	}
}

func TestTooBigStaysAndIsReported(t *testing.T) {
	t.Parallel()
	s := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	big := mail(1, 3<<20)
	deliver(t, s, big, mail(2, 400))
	taker := newMemoryTaker()
	f := fetcher(s, taker)
	f.Account.MaxSize = 1 << 20
	var told []string
	fail := true
	f.TooBig = func(_ context.Context, r Raw) error {
		header, err := io.ReadAll(r.Body)
		if r.Size != int64(len(big)) || !bytes.HasPrefix(big, header) || !bytes.Contains(header, []byte("Subject: request 1\r\n")) {
			t.Errorf("size %d, header %q, %v", r.Size, header, err)
		}
		if fail {
			return errors.New("cannot be noted")
		}
		told = append(told, string(header))
		return nil
	}
	if _, err := f.FetchOnce(t.Context()); err == nil {
		t.Error("a report that failed went unnoticed")
	}
	fail = false
	for range 3 {
		if _, err := f.FetchOnce(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(told) != 1 || f.Status().Left != 1 || taker.count() != 1 {
		t.Errorf("told %d times, left %d, took %d; want 1 each", len(told), f.Status().Left, taker.count())
	}
	wantFolder(t, s, "INBOX", 1)
	f.Account.MaxSize = 10 << 20 // the office raises the limit
	if n, err := f.FetchOnce(t.Context()); n != 1 || err != nil || !taker.has(big) {
		t.Errorf("after raising the limit: %d, %v", n, err)
	}
}

func TestRefusedMessageHoldsUpNobody(t *testing.T) {
	t.Parallel()
	s := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	deliver(t, s, mail(1, 300), mail(2, 300), mail(3, 300))
	taker := newMemoryTaker()
	f := fetcher(s, taker)
	cause := errors.New("cannot be stored")
	taker.refuse = func(_ Raw, body []byte) error {
		if bytes.Equal(body, mail(2, 300)) {
			return cause
		}
		return nil
	}
	n, err := f.FetchOnce(t.Context())
	if n != 2 || !errors.Is(err, cause) || !isRefusal(err) || f.Status().Left != 1 {
		t.Errorf("took %d, %v, %+v", n, err, f.Status())
	}
	wantFolder(t, s, "INBOX", 1)
	taker.refuse = func(Raw, []byte) error { return fault.New(fault.Unavailable, "disk_full") }
	if n, err := f.FetchOnce(t.Context()); n != 0 || isRefusal(err) || fault.KindOf(err) != fault.Unavailable {
		t.Errorf("disk full: took %d, %v", n, err)
	}
	taker.refuse = nil
	if n, err := f.FetchOnce(t.Context()); n != 1 || err != nil || f.Status().Left != 0 {
		t.Errorf("afterwards: %d, %v, %+v", n, err, f.Status())
	}
}

// TestNewUIDValidity renumbers the inbox between Take and MOVE: the bytes tell
// that the messages are the same.
func TestNewUIDValidity(t *testing.T) {
	t.Parallel()
	s := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	deliver(t, s, mail(1, 300), mail(2, 300))
	taker := newMemoryTaker()
	f := fetcher(s, taker)
	stop := sync.OnceValue(s.Stop)
	taker.refuse = func(Raw, []byte) error { return stop() } // the server is gone before the move
	if _, err := f.FetchOnce(t.Context()); err == nil {
		t.Fatal("the move went through a closed connection")
	}
	taker.refuse = nil
	if err := errors.Join(s.Renumber(), s.Restart()); err != nil {
		t.Fatal(err)
	}
	wantFolder(t, s, "INBOX", 2)
	if _, err := f.FetchOnce(t.Context()); err != nil {
		t.Fatal(err)
	}
	validities := map[uint32]bool{}
	for k := range taker.known {
		validities[k.validity] = true
	}
	if len(validities) != 2 || taker.count() != 2 {
		t.Errorf("%d UIDVALIDITYs, %d messages; want 2 and 2", len(validities), taker.count())
	}
	wantFolder(t, s, "INBOX", 0)
	wantFolder(t, s, DefaultDone, 2)
}

func TestDoneFolderRemovedMeanwhile(t *testing.T) {
	t.Parallel()
	s := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	deliver(t, s, mail(1, 300))
	taker := newMemoryTaker()
	f := fetcher(s, taker)
	taker.refuse = func(Raw, []byte) error { return s.Delete(DefaultDone) }
	if n, err := f.FetchOnce(t.Context()); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	wantFolder(t, s, DefaultDone, 1)
}

func TestRun(t *testing.T) {
	t.Parallel()
	s := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	taker := newMemoryTaker()
	f := fetcher(s, taker)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- f.Run(ctx) }()
	next := func(what string, m []byte) {
		t.Helper()
		deliver(t, s, m)
		select {
		case <-taker.arrive:
		case <-time.After(15 * time.Second):
			t.Fatalf("%s: nothing came; %+v", what, f.Status())
		}
		if !taker.has(m) {
			t.Errorf("%s: another message came", what)
		}
	}
	next("at the start", mail(1, 300))
	eventually(t, "connected", func() bool { return f.Status().Connected && !f.Status().LastSuccess.IsZero() })
	next("while idling", mail(2, 300)) // PollEvery is a minute: only IDLE can be this fast
	if err := s.Kick(); err != nil {
		t.Fatal(err)
	}
	next("after a kick", mail(3, 300))
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "failure seen", func() bool {
		return !f.Status().Connected && f.Status().LastError != "" && !f.Status().LastErrorAt.IsZero()
	})
	if err := s.Restart(); err != nil {
		t.Fatal(err)
	}
	next("after a restart", mail(4, 300))
	eventually(t, "error gone", func() bool { return f.Status().LastError == "" && f.Status().Connected })
	cancel()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("Run does not end")
	}
	if len(taker.raws) != 4 {
		t.Errorf("took %d messages, want 4, each once", len(taker.raws))
	}
	wantFolder(t, s, "INBOX", 0)
}

func TestRunPollsWithoutIdle(t *testing.T) {
	t.Parallel()
	s := mailboxtest.StartDovecot(t, mailboxtest.Options{Capability: "IMAP4rev1 UIDPLUS MOVE"})
	taker := newMemoryTaker()
	f := fetcher(s, taker)
	f.Account.PollEvery = 100 * time.Millisecond
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- f.Run(ctx) }()
	for i := range 3 {
		deliver(t, s, mail(i, 300))
		eventually(t, "taken", func() bool { return taker.count() == i+1 })
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestRunRefusesABadAccount(t *testing.T) {
	f := &Fetcher{Account: Account{Name: "qzf", Host: "mail.example.gov.cn", User: "foi", Security: Plain}, Now: time.Now}
	if err := f.Run(t.Context()); err == nil {
		t.Error("ran without TLS to another machine")
	}
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 1500 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}
