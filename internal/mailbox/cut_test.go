package mailbox

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"mingda/internal/loopback"
	"mingda/internal/mailbox/mailboxtest"
)

// A cutter is a proxy whose connections die after so many bytes.
type cutter struct {
	port     int
	toServer atomic.Int64 // bytes the next connections let through; negative: all
	toClient atomic.Int64
	reset    atomic.Bool // die by RST instead of FIN
	passed   atomic.Int64
}

func startCutter(t *testing.T, targetPort int) *cutter {
	t.Helper()
	l, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	c := &cutter{port: l.Addr().(*net.TCPAddr).Port}
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", net.JoinHostPort(loopback.Host(), strconv.Itoa(targetPort)))
			if err != nil {
				in.Close()
				continue
			}
			end := func() {
				if c.reset.Load() {
					in.(*net.TCPConn).SetLinger(0)
					out.(*net.TCPConn).SetLinger(0)
				}
				in.Close()
				out.Close()
			}
			go c.pass(out, in, c.toServer.Load(), end)
			go c.pass(in, out, c.toClient.Load(), end)
		}
	}()
	return c
}

func (c *cutter) pass(to, from net.Conn, budget int64, end func()) {
	defer end()
	r := io.Reader(from)
	if budget >= 0 {
		r = io.LimitReader(from, budget)
	}
	n, _ := io.Copy(to, r)
	c.passed.Add(n)
}

// cutSeed repeats the cuts of a run that failed, which names its seed.
var cutSeed = flag.Uint64("cut.seed", 0, "cut connections at the bytes of this seed; 0: at others in each run")

// cuts returns what says where the first of so many steps begins: at another
// byte in each run, so that over the runs all bytes are reached.
func cuts(t *testing.T) *rand.Rand {
	t.Helper()
	seed := *cutSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("repeat with -cut.seed=%d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// TestCutAtAnyByte lets the connection die after N bytes, for N over the whole
// course of a session and for both directions. Whatever N is, the next
// connections bring in exactly what is there, each message once, and move each
// once, though the next comes while the server is still at what the last asked.
func TestCutAtAnyByte(t *testing.T) {
	t.Parallel()
	random := cuts(t)
	s := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	taker := newMemoryTaker()
	total := 0
	for _, c := range []struct {
		security   Security
		port       int
		toServer   bool
		step, upTo int64 // beyond the length of the session, which the last assertion of the loop checks
	}{
		{Plain, s.Port, true, 7, 420},
		{Plain, s.Port, false, 67, 5000},
		{Implicit, s.TLSPort, true, 83, 2600},
		{Implicit, s.TLSPort, false, 229, 7000},
	} {
		proxy := startCutter(t, c.port)
		proxy.toServer.Store(-1)
		proxy.toClient.Store(-1)
		f := fetcher(s, taker)
		f.Account.Security, f.Account.Port = c.security, proxy.port
		f.Account.Timeout = 5 * time.Second
		whole := false
		for n := 1 + random.Int64N(c.step); n < c.upTo; n += c.step {
			deliver(t, s, mail(total, 600), mail(total+1, 400), mail(total+2, 1500))
			total += 3
			budget := &proxy.toClient
			if c.toServer {
				budget = &proxy.toServer
			}
			budget.Store(n)
			proxy.reset.Store(n%2 == 0)
			_, err := f.FetchOnce(t.Context())
			whole = err == nil
			budget.Store(-1)
			if _, err := f.FetchOnce(t.Context()); err != nil {
				t.Fatalf("%s, cut after %d bytes: afterwards %v", c.security, n, err)
			}
			if s.Pending() > 0 {
				finishMoves(t, s, f)
			}
			if taker.count() != total || len(taker.raws) != total {
				t.Fatalf("%s, cut after %d bytes: %d messages in %d takings, want %d", c.security, n, taker.count(), len(taker.raws), total)
			}
		}
		if !whole {
			t.Errorf("%s, to server %v: the longest session was still cut; raise upTo", c.security, c.toServer)
		}
	}
	for i := range total {
		if want := []int{600, 400, 1500}[i%3]; !taker.has(mail(i, want)) {
			t.Errorf("message %d is not there byte for byte", i)
		}
	}
	wantMoved(t, s, total)
}

// TestCutInsideLargeMail kills the connection within the pieces of a message
// of 30 MB.
func TestCutInsideLargeMail(t *testing.T) {
	t.Parallel()
	s := mailboxtest.StartDovecot(t, mailboxtest.Options{})
	big := mail(1, 30<<20)
	deliver(t, s, big, mail(2, 500))
	taker := newMemoryTaker()
	proxy := startCutter(t, s.TLSPort)
	proxy.toServer.Store(-1)
	f := fetcher(s, taker)
	f.Account.Port = proxy.port
	f.SpoolDir = t.TempDir()
	for _, n := range []int64{1 << 20, 4<<20 + 5000, 17 << 20, 30 << 20} {
		proxy.toClient.Store(n)
		if _, err := f.FetchOnce(t.Context()); err == nil {
			t.Errorf("cut after %d bytes: no error", n)
		}
		if taker.has(big) {
			t.Errorf("cut after %d bytes: the whole message came", n)
		}
	}
	if !taker.has(mail(2, 500)) {
		t.Error("a message that cannot be fetched holds up the next")
	}
	proxy.toClient.Store(-1)
	if n, err := f.FetchOnce(t.Context()); n != 1 || err != nil || !taker.has(big) {
		t.Errorf("at last: %d, %v", n, err)
	}
	wantFolder(t, s, "INBOX", 0)
	if left, err := os.ReadDir(f.SpoolDir); err != nil || len(left) != 0 {
		t.Errorf("the spool keeps %v, %v", left, err)
	}
}

// TestSilentServer is a server that greets and then says nothing.
func TestSilentServer(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, greeting := range []string{"", "* OK", "* OK ready\r\n"} {
		go func() {
			conn, err := l.Accept()
			if err == nil {
				fmt.Fprint(conn, greeting)
				io.Copy(io.Discard, conn)
				conn.Close()
			}
		}()
		f := &Fetcher{Account: Account{Name: "qzf", Host: loopback.Host(), Port: l.Addr().(*net.TCPAddr).Port, Security: Plain,
			User: "foi", Timeout: 200 * time.Millisecond}, Taker: newMemoryTaker(), Now: time.Now}
		start := time.Now()
		if _, err := f.FetchOnce(t.Context()); err == nil {
			t.Errorf("greeting %q: no error", greeting)
		}
		if d := time.Since(start); d > 3*time.Second {
			t.Errorf("greeting %q: waited %v", greeting, d)
		}
	}
}
