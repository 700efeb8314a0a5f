package mailbox

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"mingda/internal/loopback"
)

// An oddServer answers by a script, for what Dovecot would never do.
type oddServer struct {
	mu    sync.Mutex
	port  int
	lines []string // commands got, without their tags
	fetch func(command string) string
}

func startOdd(t *testing.T, fetch func(command string) string) *oddServer {
	t.Helper()
	l, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	o := &oddServer{port: l.Addr().(*net.TCPAddr).Port, fetch: fetch}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go o.serve(conn)
		}
	}()
	return o
}

func (o *oddServer) serve(conn net.Conn) {
	defer conn.Close()
	fmt.Fprint(conn, "* OK no capabilities named here\r\n")
	for in := bufio.NewScanner(conn); in.Scan(); {
		tag, command, _ := strings.Cut(in.Text(), " ")
		o.mu.Lock()
		o.lines = append(o.lines, command)
		o.mu.Unlock()
		switch verb, _, _ := strings.Cut(command, " "); {
		case verb == "CAPABILITY":
			fmt.Fprint(conn, "* CAPABILITY IMAP4rev1 MOVE\r\n")
		case verb == "LIST":
			fmt.Fprint(conn, "* LIST () \"/\" \"Done\"\r\n")
		case verb == "SELECT":
			fmt.Fprint(conn, "* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n")
		case strings.HasPrefix(command, "UID FETCH"):
			fmt.Fprint(conn, o.fetch(command))
		}
		fmt.Fprintf(conn, "%s OK done\r\n", tag)
	}
}

func (o *oddServer) sent(prefix string) (got []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, l := range o.lines {
		if strings.HasPrefix(l, prefix) {
			got = append(got, l)
		}
	}
	return got
}

func oddFetcher(o *oddServer, taker Taker) *Fetcher {
	return &Fetcher{Account: Account{Name: "qzf", Host: loopback.Host(), Port: o.port, Security: Plain, User: "foi", Done: "Done", Timeout: 5 * time.Second},
		Taker: taker, Now: time.Now}
}

// TestBodiesThatAreNotThere covers servers that list a message and then give
// nothing, or less than they said: it is not taken and not moved, and those
// beside it are.
func TestBodiesThatAreNotThere(t *testing.T) {
	t.Parallel()
	body := "Subject: x\r\n\r\nwhole\r\n"
	literal := func(seq, uid int, s string) string {
		return fmt.Sprintf("* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n", seq, uid, len(s), s)
	}
	cases := []struct {
		name   string
		list   string // size of message 2, the odd one
		bodies func(command string) string
	}{
		{"nil", "500", func(string) string {
			return "* 1 FETCH (UID 1 BODY[] NIL)\r\n" + literal(2, 2, body) + literal(3, 3, body+"3")
		}},
		{"quoted", "500", func(string) string {
			return "* 1 FETCH (UID 1 BODY[] \"not a literal\")\r\n" + literal(2, 2, body) + literal(3, 3, body+"3")
		}},
		{"somebody else's", "500", func(string) string {
			return "* 9 FETCH (UID 99 BODY[] {3}\r\nabc)\r\n* 9 FETCH (FLAGS (\\Seen))\r\n" + literal(2, 2, body) + literal(3, 3, body+"3")
		}},
		{"large and short", "5000000", func(command string) string {
			if strings.HasPrefix(command, "UID FETCH 1 ") {
				if strings.Contains(command, "<0.") {
					return "* 1 FETCH (UID 1 BODY[]<0> {3}\r\nabc)\r\n"
				}
				return "* 1 FETCH (UID 1 BODY[]<3> \"\")\r\n"
			}
			return literal(2, 2, body) + literal(3, 3, body+"3")
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := startOdd(t, func(command string) string {
				if strings.Contains(command, "RFC822.SIZE") {
					return fmt.Sprintf("* 1 FETCH (UID 1 RFC822.SIZE %s)\r\n* 2 FETCH (UID 2 RFC822.SIZE 500)\r\n* 3 FETCH (UID 3 RFC822.SIZE 500)\r\n", c.list)
				}
				return c.bodies(command)
			})
			taker := newMemoryTaker()
			f := oddFetcher(o, taker)
			n, err := f.FetchOnce(t.Context())
			if n != 2 || taker.count() != 2 || taker.known[key{7, 1}] {
				t.Errorf("took %d, %v, %v", n, taker.known, err)
			}
			if c.name != "somebody else's" && (!isRefusal(err) || f.Status().Left != 1) {
				t.Errorf("nobody learns of it: %v, %+v", err, f.Status())
			}
			if moved := o.sent("UID MOVE"); len(moved) != 1 || !strings.HasPrefix(moved[0], "UID MOVE 2:3 ") {
				t.Errorf("moved %q", moved)
			}
			for _, line := range o.sent("UID FETCH") {
				if strings.Contains(line, "BODY[") {
					t.Errorf("without PEEK: %q", line)
				}
			}
		})
	}
}

// TestStumblingComesLast lets the fetch break off at the first message each
// time: the next connection takes the others first.
func TestStumblingComesLast(t *testing.T) {
	t.Parallel()
	o := startOdd(t, func(command string) string {
		switch {
		case strings.Contains(command, "RFC822.SIZE"):
			return "* 1 FETCH (UID 1 RFC822.SIZE 500)\r\n* 2 FETCH (UID 2 RFC822.SIZE 500)\r\n"
		case strings.HasPrefix(command, "UID FETCH 1:2 "):
			return "* 1 FETCH (UID 1 BODY[] {500}\r\nhalf" // and then its tag inside the literal, for ever
		}
		return ""
	})
	f := oddFetcher(o, newMemoryTaker())
	f.Account.Timeout = 100 * time.Millisecond
	if _, err := f.FetchOnce(t.Context()); err == nil {
		t.Fatal("half a message passed for a whole")
	}
	if f.left.stumbles[1] != 1 || f.left.stumbles[2] != 0 {
		t.Errorf("stumbles %v", f.left.stumbles)
	}
	s := &session{f: f, validity: 0, account: f.Account}
	s.account.MaxSize = DefaultMaxSize
	waiting, err := s.sortOut(t.Context(), []entry{{uid: 1, size: 500}, {uid: 2, size: 500}})
	if err != nil || len(waiting) != 2 || waiting[0].uid != 2 {
		t.Errorf("next time %v, %v", waiting, err)
	}
}

// TestMoveInDoubt finds messages that are taken and still there: they are moved
// only after the server had time to finish the move of a connection that died,
// and that time begins anew under other UIDs.
func TestMoveInDoubt(t *testing.T) {
	t.Parallel()
	list := "* 1 FETCH (UID 1 RFC822.SIZE 500)\r\n"
	o := startOdd(t, func(string) string { return list })
	taker := newMemoryTaker()
	taker.known[key{7, 1}], taker.known[key{7, 2}] = true, true
	f := oddFetcher(o, taker)
	now := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	f.Now = func() time.Time { return now }
	for _, c := range []struct {
		name   string
		list   string
		later  time.Duration
		moving string
	}{
		{"first seen", list, 0, ""},
		{"a second one", list + "* 2 FETCH (UID 2 RFC822.SIZE 500)\r\n", f.Account.Timeout - 1, ""},
		{"the first had its time", list + "* 2 FETCH (UID 2 RFC822.SIZE 500)\r\n", 1, "UID MOVE 1 "},
		{"the server moved the second itself", list, time.Hour, "UID MOVE 1 "},
	} {
		now = now.Add(c.later)
		list = c.list
		before := len(o.sent("UID MOVE"))
		if n, err := f.FetchOnce(t.Context()); n != 0 || err != nil {
			t.Fatalf("%s: took %d, %v", c.name, n, err)
		}
		moved := strings.Join(o.sent("UID MOVE")[before:], ";")
		if c.moving == "" && moved != "" || !strings.HasPrefix(moved, c.moving) {
			t.Errorf("%s: %q", c.name, moved)
		}
	}
}
