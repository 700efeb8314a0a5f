package mailbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"mingda/internal/mailbox/mailboxtest"
)

// key names a message as the server does.
type key struct {
	validity, uid uint32
}

// memoryTaker keeps messages by their bytes and counts how often each was new.
type memoryTaker struct {
	mu     sync.Mutex
	known  map[key]bool
	bodies map[[32]byte][]byte
	raws   []Raw
	sizes  []int // of the batches
	refuse func(r Raw, body []byte) error
	arrive chan struct{}
}

func newMemoryTaker() *memoryTaker {
	return &memoryTaker{known: map[key]bool{}, bodies: map[[32]byte][]byte{}, arrive: make(chan struct{}, 1000)}
}

func (m *memoryTaker) Known(_ context.Context, _ string, validity uint32, uids []uint32) ([]uint32, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var known []uint32
	for _, uid := range uids {
		if m.known[key{validity, uid}] {
			known = append(known, uid)
		}
	}
	return known, nil
}

func (m *memoryTaker) Take(_ context.Context, batch []Raw) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	bodies := make([][]byte, len(batch))
	for i, r := range batch {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		if int64(len(body)) != r.Size {
			return fmt.Errorf("size %d, but %d bytes", r.Size, len(body))
		}
		if m.refuse != nil {
			if err := m.refuse(r, body); err != nil {
				return err
			}
		}
		bodies[i] = body
	}
	m.sizes = append(m.sizes, len(batch))
	for i, r := range batch {
		m.known[key{r.UIDValidity, r.UID}] = true
		m.bodies[sha256.Sum256(bodies[i])] = bodies[i]
		m.raws = append(m.raws, r)
		m.arrive <- struct{}{}
	}
	return nil
}

func (m *memoryTaker) count() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.bodies)
}

func (m *memoryTaker) has(body []byte) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, ok := m.bodies[sha256.Sum256(body)]
	return ok
}

// mail returns a message with CRLF lines whose bytes depend on n.
func mail(n, size int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "From: a%d@example.org\r\nTo: foi@example.gov.cn\r\nSubject: request %d\r\nMessage-ID: <%d@example.org>\r\n\r\n", n, n, n)
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "line %d of message %d: %s\r\n", i, n, strings.Repeat("x", (n+i)%60))
	}
	return b.Bytes()
}

func fetcher(s *mailboxtest.Server, t Taker) *Fetcher {
	return &Fetcher{
		Account: Account{Name: "qzf", Host: s.Host, Port: s.TLSPort, User: mailboxtest.User, Password: mailboxtest.Password,
			RootCAs: s.CAs, Timeout: 10 * time.Second, PollEvery: time.Minute},
		Taker: t, Now: time.Now, Log: slog.New(slog.DiscardHandler),
		RetryMin: 10 * time.Millisecond, RetryMax: 100 * time.Millisecond,
	}
}

func deliver(t *testing.T, s *mailboxtest.Server, mails ...[]byte) {
	t.Helper()
	for _, m := range mails {
		if err := s.Append(m); err != nil {
			t.Fatal(err)
		}
	}
}

func wantFolder(t *testing.T, s *mailboxtest.Server, folder string, want int) [][]byte {
	t.Helper()
	got, err := s.Folder(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != want {
		t.Errorf("%s holds %d messages, want %d", folder, len(got), want)
	}
	return got
}

// wantMoved wants so many messages in the folder of those done, each once, and
// none in the inbox.
func wantMoved(t *testing.T, s *mailboxtest.Server, want int) {
	t.Helper()
	wantFolder(t, s, "INBOX", 0)
	different := map[string]bool{}
	for _, raw := range wantFolder(t, s, DefaultDone, want) {
		different[string(raw)] = true
	}
	if len(different) != want {
		t.Errorf("%s holds %d different messages, want %d", DefaultDone, len(different), want)
	}
}

// finishMoves has f move what is taken and still in the inbox, once the server
// is done with the connections that died. The clock of f stands still from then on.
func finishMoves(t *testing.T, s *mailboxtest.Server, f *Fetcher) {
	t.Helper()
	now := f.Now()
	f.Now = func() time.Time { return now }
	if n, err := f.FetchOnce(t.Context()); n != 0 || err != nil {
		t.Fatalf("took %d, %v", n, err)
	}
	eventually(t, "the server is done", func() bool {
		n, err := s.Connected()
		if err != nil {
			t.Fatal(err)
		}
		return n == 0
	})
	now = now.Add(f.Account.Timeout)
	if n, err := f.FetchOnce(t.Context()); n != 0 || err != nil {
		t.Fatalf("took %d, %v", n, err)
	}
}

func TestFetchOnce(t *testing.T) {
	t.Parallel()
	s := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	for _, security := range []Security{Implicit, StartTLS, Plain} {
		t.Run(string(security), func(t *testing.T) {
			mails := [][]byte{mail(len(security), 300), mail(10+len(security), 5000), mail(20+len(security), 900<<10), mail(30+len(security), 9<<20)}
			deliver(t, s, mails...)
			taker := newMemoryTaker()
			f := fetcher(s, taker)
			f.Account.Security = security
			if security != Implicit {
				f.Account.Port = s.Port
			}
			f.Account.Done = "已收/" + string(security)
			n, err := f.FetchOnce(t.Context())
			if err != nil || n != len(mails) {
				t.Fatalf("took %d, %v", n, err)
			}
			for i, m := range mails {
				if !taker.has(m) {
					t.Errorf("message %d is not there byte for byte", i)
				}
			}
			for _, r := range taker.raws {
				if r.Mailbox != "qzf" || r.UID == 0 || r.UIDValidity == 0 || r.InternalDate.IsZero() {
					t.Errorf("incomplete: %+v", r)
				}
			}
			wantFolder(t, s, "INBOX", 0)
			wantFolder(t, s, f.Account.Done, len(mails))
			flags, err := s.Flags(f.Account.Done)
			if err != nil || strings.Contains(fmt.Sprint(flags), `\Seen`) {
				t.Errorf("flags %v, %v: a message was marked as read", flags, err)
			}
			if st := f.Status(); st.Taken != int64(n) || st.LastError != "" || st.LastSuccess.IsZero() || st.Mailbox != "qzf" {
				t.Errorf("status %+v", st)
			}
			if n, err := f.FetchOnce(t.Context()); n != 0 || err != nil {
				t.Errorf("again: %d, %v", n, err)
			}
		})
	}
}
