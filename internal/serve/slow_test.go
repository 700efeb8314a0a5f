package serve

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// hasty gives clients little patience until the test ends.
func hasty(t *testing.T) {
	t.Helper()
	s, l := stillness, leastRate
	stillness, leastRate = 200*time.Millisecond, 1<<30
	t.Cleanup(func() { stillness, leastRate = s, l })
}

// dial opens a bare connection and sends the text.
func dial(t *testing.T, address, text string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	fmt.Fprint(c, text)
	return c
}

// ends reports whether the server ends the connection within some seconds, whatever it
// says before.
func ends(c net.Conn) bool {
	c.SetReadDeadline(time.Now().Add(5 * time.Second))
	_, err := io.Copy(io.Discard, c)
	timeout, ok := err.(net.Error)
	return !ok || !timeout.Timeout()
}

// Clients that stand still are let go in the middle of what they send or take, whether
// the handler waits for them or not; slow ones that go on are served.
func TestStandingStill(t *testing.T) {
	hasty(t)
	d, _ := newDoor()
	d.Now = time.Now
	broke := make(chan error, 1)
	h := chain(t, d, Options{MaxBody: 1 << 30}, func(w http.ResponseWriter, r *http.Request) error {
		switch r.URL.Query().Get("do") {
		case "read":
			_, err := io.Copy(io.Discard, r.Body)
			broke <- err
		case "write":
			var err error
			for piece := make([]byte, 32<<10); err == nil; {
				_, err = w.Write(piece)
			}
			broke <- err
		case "think": // longer than a client may stand still
			time.Sleep(2 * stillness)
			fmt.Fprint(w, "thought: ", r.Context().Err())
		}
		return nil
	})
	at, _ := start(t, Serving{Handler: h, Now: time.Now}, "localhost:0")
	said := func(what string) {
		t.Helper()
		select {
		case err := <-broke:
			if err == nil {
				t.Errorf("%s: nothing broke", what)
			}
		case <-time.After(5 * time.Second):
			t.Errorf("%s: waited for without end", what)
		}
	}
	for _, a := range at {
		const half = "POST /cases/1?do=%s HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf"
		c := dial(t, a, fmt.Sprintf(half, "read"))
		if said("a body that stops"); !ends(c) {
			t.Error("a body that stops: the connection stays")
		}
		if c = dial(t, a, fmt.Sprintf(half, "nothing")); !ends(c) {
			t.Error("a body that nobody reads: the connection stays")
		}
		dial(t, a, "GET /cases/1?do=write HTTP/1.1\r\nHost: x\r\n\r\n")
		said("an answer that is not taken")

		if body, err := get("http://" + a + "/cases/1?do=think"); err != nil || body != "thought: <nil>" {
			t.Errorf("a handler that takes long: %q, %v", body, err)
		}
		c = dial(t, a, "POST /cases/1?do=read HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n")
		for range 20 {
			time.Sleep(stillness / 4)
			fmt.Fprint(c, "x")
		}
		if err := <-broke; err != nil {
			t.Errorf("a slow upload that goes on: %v", err)
		}
		if response, err := http.ReadResponse(bufio.NewReader(c), nil); err != nil || response.StatusCode != http.StatusOK {
			t.Errorf("a slow upload that goes on: %v", err)
		}
	}
}

// One address cannot take all connections; a proxy, through which everybody comes, is not
// bounded so; who leaves makes room.
func TestCrowd(t *testing.T) {
	at, _ := start(t, Serving{Handler: http.HandlerFunc(hello), Now: time.Now, OfAddress: 3, Connections: 8}, "localhost:0")
	answers := func(c net.Conn) bool {
		c.SetDeadline(time.Now().Add(300 * time.Millisecond))
		fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		b := make([]byte, 12)
		_, err := io.ReadFull(c, b)
		return err == nil && strings.HasPrefix(string(b), "HTTP/1.1 200")
	}
	var first net.Conn
	for _, a := range at { // each family is an address of its own
		for n := range 4 {
			c := dial(t, a, "")
			if got := answers(c); got != (n < 3) {
				t.Errorf("%s: connection %d: answered %v", a, n+1, got)
			}
			if n == 0 {
				first = c
			}
		}
	}
	last := at[len(at)-1]
	first.Close()
	for try := 0; !answers(dial(t, last, "")); try++ {
		if try == 20 {
			t.Fatal("who left made no room")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// More than may be served at once wait for those that are.
func TestFull(t *testing.T) {
	at, _ := start(t, Serving{Handler: http.HandlerFunc(hello), Now: time.Now, Connections: 2}, "localhost:0")
	one, two := dial(t, at[0], ""), dial(t, at[0], "")
	waits := dial(t, at[0], "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
	waits.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	if _, err := waits.Read(make([]byte, 1)); err == nil {
		t.Fatal("three of two were served")
	}
	one.Close()
	two.Close()
	waits.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, err := waits.Read(make([]byte, 1)); err != nil {
		t.Errorf("who waited was not served: %v", err)
	}
}
