// Package identity signs people in through the identity service of the
// government (统一身份认证) by OpenID Connect: authorization code with PKCE. It
// knows who somebody is there; whose account that is here is for desk. It keeps
// no token, fetches nothing before it is asked, and tells people nothing that
// the service says: only what of it holds.
package identity

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"mingda/internal/fault"
)

// Options say which service it is and how we are known there. They are set once.
type Options struct {
	Issuer   string
	ClientID string
	Secret   func() (string, error) // read anew each time; nil: a client without one
	Name     string                 // of the service, as people know it
	Claim    string                 // that names an account there
	Scopes   []string
	// ACR and AMR are the values by which the service says that it asked for a second
	// factor. One of them in the token is enough; none at all: it is never taken for one.
	ACR, AMR []string
	Redirect string         // where people come back to, exactly as it is registered there
	AfterOut string         // where they come back to after they signed out there too
	CAs      *x509.CertPool // of the service; nil: the system's
	Now      func() time.Time
	Log      *slog.Logger
}

// How long the service may take to answer one question, how much of an answer is
// read, how long what it says of itself is believed, and how long after a failure it is
// left alone.
const (
	patience     = 10 * time.Second
	mostBytes    = 1 << 20
	describedFor = time.Hour
	leftAlone    = 15 * time.Second
	downFor      = 5 * time.Minute
)

// algorithms are those a token may be signed with. None that is symmetric is among
// them, and “none” is none.
var algorithms = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA,
}

// A Service is the identity service. It is safe for concurrent use.
type Service struct {
	o      Options
	client *http.Client

	asking  sync.Mutex // held while it is asked what it is: once for all who wait
	mu      sync.Mutex // of what follows; nobody waits for the service under it
	found   *described // nil: not yet
	foundAt time.Time
	failed  time.Time // of the last time it could not be asked what it is; zero if it could
}

// described is what the service says of itself.
type described struct {
	provider *oidc.Provider
	verifier *oidc.IDTokenVerifier
	style    oauth2.AuthStyle
	says     metadata
}

// metadata are the parts of its description that go-oidc leaves to us.
type metadata struct {
	EndSession string   `json:"end_session_endpoint"`
	Methods    []string `json:"token_endpoint_auth_methods_supported"`
	Algorithms []string `json:"id_token_signing_alg_values_supported"`
	NamesIss   bool     `json:"authorization_response_iss_parameter_supported"`
	Auth       string   `json:"authorization_endpoint"`
	Token      string   `json:"token_endpoint"`
	Keys       string   `json:"jwks_uri"`
}

// New returns the service. It asks nothing of it yet.
func New(o Options) *Service {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.TLSClientConfig = &tls.Config{RootCAs: o.CAs, MinVersion: tls.VersionTLS12}
	t.MaxResponseHeaderBytes = 64 << 10
	return &Service{o: o, client: &http.Client{
		Transport: bounded{t}, Timeout: patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Name returns the name of the service, as people know it.
func (s *Service) Name() string { return s.o.Name }

// Issuer returns which service it is.
func (s *Service) Issuer() string { return s.o.Issuer }

// IsDown reports whether the service could not be reached a short while ago.
func (s *Service) IsDown() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.failed.IsZero() && s.o.Now().Sub(s.failed) < downFor
}

// bounded reads no more of an answer than any real one is long.
type bounded struct{ http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(answer.Body, mostBytes), answer.Body}
	}
	return answer, err
}

// describe returns what the service says of itself, asked at most once an hour. One
// that cannot be asked is fault Unavailable, unless it was before: then what it said is
// good for longer.
func (s *Service) describe(ctx context.Context) (*described, error) {
	if d, err := s.known(); d != nil || err != nil {
		return d, err
	}
	s.asking.Lock()
	defer s.asking.Unlock()
	if d, err := s.known(); d != nil || err != nil { // somebody asked meanwhile
		return d, err
	}
	d, err := s.ask(context.WithoutCancel(ctx)) // for all who wait, not for this one alone
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.found, s.foundAt, s.failed = d, s.o.Now(), time.Time{}
		return d, nil
	}
	s.failed = s.o.Now()
	if s.found == nil {
		return nil, s.down(err)
	}
	s.o.Log.Warn("the identity service does not say what it is; what it said before is used", "issuer", s.o.Issuer, "err", short(err))
	return s.found, nil
}

// known returns what is to be believed without asking; neither it nor an error if the
// service is to be asked.
func (s *Service) known() (*described, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.o.Now()
	alone := !s.failed.IsZero() && now.Sub(s.failed).Abs() < leftAlone
	switch {
	case s.found != nil && (alone || now.Sub(s.foundAt) < describedFor):
		return s.found, nil
	case alone:
		return nil, s.down(errors.New("it did not answer a moment ago"))
	}
	return nil, nil
}

func (s *Service) down(err error) error {
	return fault.New(fault.Unavailable, "identity_down", s.o.Name).Because(errors.New(short(err)))
}

// ask fetches the description of the service and checks it.
func (s *Service) ask(ctx context.Context) (*described, error) {
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, s.client), s.o.Issuer)
	if err != nil {
		return nil, err
	}
	d := &described{provider: provider, style: oauth2.AuthStyleInHeader}
	if err := provider.Claims(&d.says); err != nil {
		return nil, err
	}
	for _, address := range []string{d.says.Auth, d.says.Token, d.says.Keys, d.says.EndSession} {
		if err := s.asSafe(address); err != nil {
			return nil, err
		}
	}
	algs := algorithms
	if len(d.says.Algorithms) > 0 {
		algs = slices.DeleteFunc(slices.Clone(algorithms), func(a string) bool { return !slices.Contains(d.says.Algorithms, a) })
	}
	if len(algs) == 0 {
		return nil, fmt.Errorf("it signs with none of %s", strings.Join(algorithms, " "))
	}
	if s.o.Secret == nil || len(d.says.Methods) > 0 && !slices.Contains(d.says.Methods, "client_secret_basic") {
		d.style = oauth2.AuthStyleInParams
	}
	d.verifier = provider.Verifier(&oidc.Config{ClientID: s.o.ClientID, SupportedSigningAlgs: algs, Now: s.o.Now})
	return d, nil
}

// asSafe returns an error for an address of the service that is reached less safely
// than the service itself.
func (s *Service) asSafe(address string) error {
	if address == "" {
		return nil // go-oidc refuses what it cannot do without
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || strings.HasPrefix(s.o.Issuer, "https:")) {
		return fmt.Errorf("its address %q is none, or not https", address)
	}
	return nil
}

// SignOutAddress returns where people sign out of the service itself and come back from,
// "" where it does not say. Which session of theirs it is they say there: we keep no token.
func (s *Service) SignOutAddress() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.found == nil || s.found.says.EndSession == "" {
		return ""
	}
	u, err := url.Parse(s.found.says.EndSession)
	if err != nil {
		return ""
	}
	q := u.Query()
	q.Set("client_id", s.o.ClientID)
	q.Set("post_logout_redirect_uri", s.o.AfterOut)
	u.RawQuery = q.Encode()
	return u.String()
}

// short says for the log what failed. What the service writes at length is left out:
// it may hold what is nobody's business.
func short(err error) string {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) && refused.Response != nil {
		return fmt.Sprintf("it answered %d %s", refused.Response.StatusCode, word(refused.ErrorCode))
	}
	text := []rune(err.Error())
	return string(text[:min(len(text), 160)])
}

// word keeps what an error code of OAuth is made of.
func word(code string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r == '_' {
			return r
		}
		return -1
	}, code[:min(len(code), 60)])
}
