package serve

import (
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"

	"mingda/internal/auth"
)

// How many connections are held at once. An office behind one address is hundreds of
// people, each with a few; whoever holds more than that holds them to do harm.
const (
	mostConnections = 4000
	mostOfAddress   = 400
)

// A crowd bounds the connections that are open: of one address (of one network of IPv6)
// and in all. One too many of an address is closed at once; one too many in all waits
// until another ends. Trusted proxies bring many people each and are bounded with all only.
type crowd struct {
	proxies   []netip.Prefix
	ofAddress int
	log       *slog.Logger
	now       func() time.Time
	places    chan struct{}

	mu   sync.Mutex
	open map[string]int // by auth.Network
	said time.Time      // when one was last said to be refused
}

// crowded is a listener whose connections are counted.
type crowded struct {
	net.Listener
	crowd *crowd
	done  chan struct{}
	once  sync.Once
}

func (c *crowd) around(l net.Listener) net.Listener {
	return &crowded{Listener: l, crowd: c, done: make(chan struct{})}
}

// Accept implements net.Listener.
func (l *crowded) Accept() (net.Conn, error) {
	for {
		select {
		case l.crowd.places <- struct{}{}:
		case <-l.done:
			return nil, net.ErrClosed
		}
		conn, err := l.Listener.Accept()
		if err != nil {
			<-l.crowd.places
			return nil, err
		}
		key, ok := l.crowd.enter(conn.RemoteAddr())
		if ok {
			return &counted{Conn: conn, leave: sync.OnceFunc(func() { l.crowd.leave(key) })}, nil
		}
		conn.Close() // it was not used
		<-l.crowd.places
	}
}

// Close implements net.Listener.
func (l *crowded) Close() error {
	l.once.Do(func() { close(l.done) })
	return l.Listener.Close()
}

// enter counts a connection in, unless its address has too many.
func (c *crowd) enter(from net.Addr) (key string, ok bool) {
	peer, err := netip.ParseAddrPort(from.String())
	if err != nil || within(peer.Addr().Unmap(), c.proxies) {
		return "", true
	}
	key = auth.Network(peer.Addr())
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[key] >= c.ofAddress {
		if now := c.now(); now.Sub(c.said).Abs() > time.Minute {
			c.said = now
			c.log.Warn("an address has too many connections; further ones are closed", "most", c.ofAddress)
		}
		return key, false
	}
	c.open[key]++
	return key, true
}

func (c *crowd) leave(key string) {
	<-c.places
	if key == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open[key]--; c.open[key] == 0 {
		delete(c.open, key)
	}
}

// counted is a connection that is counted out when it is closed.
type counted struct {
	net.Conn
	leave func()
}

// Close implements net.Conn.
func (c *counted) Close() error {
	defer c.leave()
	return c.Conn.Close()
}
