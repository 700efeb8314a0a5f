// Package identitytest runs a real identity service (OpenID Connect, by
// zitadel/oidc) for tests: one client, accounts in memory, a page to sign in at,
// and switches by which it goes wrong in every way that ours has to refuse.
package identitytest

import (
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	jose "github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/op"

	"mingda/internal/loopback"
	"mingda/internal/testcert"
)

// The one client, and its secret.
const (
	ClientID = "mingda"
	Secret   = "secret & of the client"
)

// An Account is somebody at the service. Whoever is there signs in with the password.
type Account struct {
	Login   string
	Subject string
	Name    string
	Email   string
	Number  string   // the claim employee_number
	ACR     string   // what the service says of how they signed in
	AMR     []string // likewise
}

// Password is that of every account.
const Password = "the one password there"

// Options say what the client of the service is.
type Options struct {
	Redirect string // the one address people may be sent back to
	AfterOut string // and after signing out
	TLS      bool   // by a certificate of its own
	Accounts []Account
	Now      func() time.Time
}

// A Provider is a running service.
type Provider struct {
	Issuer string
	CA     []byte         // PEM; nil without TLS
	CAs    *x509.CertPool // likewise

	server *httptest.Server
	store  *store

	mu     sync.Mutex
	down   bool
	tamper Tamper
	seen   []string // paths that were asked for
}

// A Tamper changes an id_token before it goes out. Claims may be changed in place.
type Tamper struct {
	Claims func(map[string]any)
	Sign   string // "": as it should be; none, hs256, stranger: an unknown key under the known name
	Drop   bool   // there is no id_token at all
}

// Start starts a service on this machine.
func Start(o Options) (*Provider, error) {
	p := &Provider{store: newStore(o)}
	listener, err := net.Listen("tcp", loopback.Address(0))
	if err != nil {
		return nil, err
	}
	p.Issuer = "http://" + listener.Addr().String()
	p.server = &httptest.Server{Listener: listener, Config: &http.Server{ReadHeaderTimeout: time.Minute, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, 0)}}
	if o.TLS {
		pair, err := testcert.New()
		if err != nil {
			return nil, errors.Join(err, listener.Close())
		}
		cert, err := tls.X509KeyPair(pair.Cert, pair.Key)
		if err != nil {
			return nil, errors.Join(err, listener.Close())
		}
		p.server.TLS = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}
		p.Issuer, p.CA, p.CAs = strings.Replace(p.Issuer, "http:", "https:", 1), pair.Cert, pair.CAs
	}
	provider, err := p.provider()
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/login", p.login(op.AuthCallbackURL(provider), op.NewIssuerInterceptor(provider.IssuerFromRequest)))
	mux.HandleFunc("/oauth/token", p.tampered(provider))
	mux.Handle("/", provider)
	p.server.Config.Handler = p.watched(mux)
	if o.TLS {
		p.server.StartTLS()
	} else {
		p.server.Start()
	}
	return p, nil
}

func (p *Provider) provider() (*op.Provider, error) {
	var key [32]byte
	if _, err := rand.Read(key[:]); err != nil {
		return nil, fmt.Errorf("key: %w", err)
	}
	quiet := slog.New(slog.DiscardHandler)
	return op.NewProvider(&op.Config{CryptoKey: key, DefaultLogoutRedirectURI: "/", CodeMethodS256: true, AuthMethodPost: true},
		p.store, op.StaticIssuer(p.Issuer), op.WithAllowInsecure(), op.WithLogger(quiet))
}

// Close ends the service.
func (p *Provider) Close() { p.server.Close() }

// Down has the service answer nothing but failures, or again as it should.
func (p *Provider) Down(down bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.down = down
}

// Tamper has the tokens that go out be changed.
func (p *Provider) Tamper(t Tamper) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tamper = t
}

// Rotate gives the service a new key to sign with, as services do now and then. The one
// before is no longer among those it shows.
func (p *Provider) Rotate() { p.store.rotate() }

// ForgetPeople ends whatever session people have at the service.
func (p *Provider) ForgetPeople() { p.store.forgetPeople() }

// Asked returns how often a path was asked for.
func (p *Provider) Asked(path string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, seen := range p.seen {
		if seen == path {
			n++
		}
	}
	return n
}

// watched notes what is asked for, and is down when it is to be.
func (p *Provider) watched(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.seen = append(p.seen, r.URL.Path)
		down := p.down
		p.mu.Unlock()
		if down {
			http.Error(w, "out of order: <b>secret insides</b>", http.StatusBadGateway)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// signer signs with the key and its name.
func signer(alg jose.SignatureAlgorithm, key any, name string) (jose.Signer, error) {
	return jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: jose.JSONWebKey{Key: key, KeyID: name}}, (&jose.SignerOptions{}).WithType("JWT"))
}
