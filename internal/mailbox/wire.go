package mailbox

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
)

// A wire is a connection that gives out nothing after the first line until it
// is released or written to. client.New starts reading before its fields can be
// set; holding the second line back makes setting them safe. A server whose
// greeting names no capabilities is asked for them within New, and has to be
// heard then.
type wire struct {
	net.Conn
	lastWords lastWords
	greeted   bool // the first line is out; used by one reader at a time
	released  chan struct{}
	once      sync.Once
}

func newWire(conn net.Conn) *wire {
	return &wire{Conn: conn, released: make(chan struct{})}
}

func (w *wire) release() { w.once.Do(func() { close(w.released) }) }

// Read reads from the connection, once released or while the first line has
// not ended.
func (w *wire) Read(p []byte) (int, error) {
	if w.greeted {
		<-w.released
	}
	n, err := w.Conn.Read(p)
	w.greeted = w.greeted || bytes.IndexByte(p[:n], '\n') >= 0
	return n, err
}

// Write writes to the connection, which releases it.
func (w *wire) Write(p []byte) (int, error) {
	w.release()
	return w.Conn.Write(p)
}

// lastWords keeps what the client logs last: the only place where it says why
// a connection ended.
type lastWords struct {
	mu   sync.Mutex
	text string
}

// Printf keeps the line, as imap.Logger wants it.
func (l *lastWords) Printf(format string, v ...any) { l.keep(fmt.Sprintf(format, v...)) }

// Println keeps the line, as imap.Logger wants it.
func (l *lastWords) Println(v ...any) { l.keep(fmt.Sprintln(v...)) }

func (l *lastWords) keep(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text = strings.TrimSpace(text)
}

func (l *lastWords) err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.text == "" {
		return nil
	}
	return errors.New(l.text)
}
