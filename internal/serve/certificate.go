package serve

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// lookEvery is how often a certificate's files are looked at, at most.
const lookEvery = 5 * time.Second

// A Certificate is the pair of two PEM files, read anew when they change: whoever renews
// it need not stop the office. A pair that cannot be used (half written, not of one
// another) leaves the one before in place, and Status says so.
type Certificate struct {
	cert, key string
	log       *slog.Logger
	now       func() time.Time

	mu      sync.Mutex
	pair    *tls.Certificate
	seen    string // of the files that were read last, whether they could be used or not
	looked  time.Time
	problem string
}

// OpenCertificate reads the pair; there must be one to begin with.
func OpenCertificate(cert, key string, log *slog.Logger, now func() time.Time) (*Certificate, error) {
	c := &Certificate{cert: cert, key: key, log: log, now: now, looked: now()}
	c.seen = c.stamp()
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return nil, fmt.Errorf("serve: %w", err)
	}
	c.pair = &pair
	return c, nil
}

// Status returns until when the certificate in use is good, and why newer files are not
// used; "" if there are none.
func (c *Certificate) Status() (until time.Time, problem string) {
	pair := c.current()
	c.mu.Lock()
	defer c.mu.Unlock()
	return pair.Leaf.NotAfter, c.problem
}

// stamp tells files that were written anew.
func (c *Certificate) stamp() string {
	var all string
	for _, name := range []string{c.cert, c.key} {
		if info, err := os.Stat(name); err != nil {
			all += err.Error()
		} else {
			all += fmt.Sprint(info.ModTime().UnixNano(), " ", info.Size(), " ")
		}
	}
	return all
}

// current returns the pair to use now.
func (c *Certificate) current() *tls.Certificate {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.now(); now.Sub(c.looked).Abs() >= lookEvery {
		c.looked = now
		c.renew()
	}
	return c.pair
}

// renew reads the files if they are others than last time.
func (c *Certificate) renew() {
	seen := c.stamp()
	if seen == c.seen {
		return
	}
	c.seen, c.problem = seen, ""
	pair, err := tls.LoadX509KeyPair(c.cert, c.key)
	if err != nil {
		c.problem = err.Error()
		c.log.Error("the new certificate cannot be used; the one before stays", "err", err)
		return
	}
	c.pair = &pair
	c.log.Info("new certificate", "until", pair.Leaf.NotAfter)
}

// config is how TLS is spoken: 1.2 with suites that keep what was said from whoever has
// the key later and cannot be changed on the way, or 1.3.
func (c *Certificate) config() *tls.Config {
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return c.current(), nil },
		CipherSuites: []uint16{
			tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
			tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
			tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
		},
	}
}
