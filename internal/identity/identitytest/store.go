package identitytest

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"slices"
	"sync"
	"time"

	jose "github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// store keeps what the service has to remember, in memory. What an authorization code
// needs is there; the rest of op.Storage is nil and not asked for.
type store struct {
	op.Storage
	o Options

	mu       sync.Mutex
	requests map[string]*request
	codes    map[string]string   // of a request
	sessions map[string]signedIn // of people
	key      signingKey
}

// signedIn is that somebody has signed in at the service.
type signedIn struct {
	account Account
	at      time.Time
}

func newStore(o Options) *store {
	s := &store{o: o, requests: map[string]*request{}, codes: map[string]string{}, sessions: map[string]signedIn{}}
	s.rotate()
	return s
}

var errUnknown = errors.New("there is none such")

// A request is somebody on their way through the service.
type request struct {
	oidc.AuthRequest
	id   string
	who  signedIn
	done bool
}

func (q *request) GetID() string                      { return q.id }
func (q *request) GetACR() string                     { return q.who.account.ACR }
func (q *request) GetAMR() []string                   { return q.who.account.AMR }
func (q *request) GetAudience() []string              { return []string{q.ClientID} }
func (q *request) GetAuthTime() time.Time             { return q.who.at }
func (q *request) GetClientID() string                { return q.ClientID }
func (q *request) GetNonce() string                   { return q.Nonce }
func (q *request) GetRedirectURI() string             { return q.RedirectURI }
func (q *request) GetScopes() []string                { return q.Scopes }
func (q *request) GetState() string                   { return q.State }
func (q *request) GetSubject() string                 { return q.who.account.Subject }
func (q *request) Done() bool                         { return q.done }
func (q *request) GetResponseType() oidc.ResponseType { return q.ResponseType }
func (q *request) GetResponseMode() oidc.ResponseMode { return q.ResponseMode }
func (q *request) GetCodeChallenge() *oidc.CodeChallenge {
	if q.CodeChallenge == "" {
		return nil
	}
	return &oidc.CodeChallenge{Challenge: q.CodeChallenge, Method: q.CodeChallengeMethod}
}

func (s *store) request(id string) *request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests[id]
}

// signIn ends a request with the account whose password it is, and returns the session.
func (s *store) signIn(id, login, password string) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.o.Accounts, func(a Account) bool { return a.Login == login })
	if i < 0 || password != Password || s.requests[id] == nil {
		return "", false
	}
	session := rand.Text()
	s.sessions[session] = signedIn{s.o.Accounts[i], s.o.Now()}
	s.requests[id].who, s.requests[id].done = s.sessions[session], true
	return session, true
}

// goOn ends a request with who is signed in already, if that will do.
func (s *store) goOn(id, session string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	who, ok := s.sessions[session]
	q := s.requests[id]
	if !ok || q == nil || q.MaxAge != nil && s.o.Now().Sub(who.at) >= time.Duration(*q.MaxAge)*time.Second {
		return false
	}
	q.who, q.done = who, true
	return true
}

func (s *store) forgetPeople() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.sessions)
}

// The part of op.Storage about requests and codes.

func (s *store) CreateAuthRequest(_ context.Context, q *oidc.AuthRequest, _ string) (op.AuthRequest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := &request{AuthRequest: *q, id: rand.Text()}
	s.requests[kept.id] = kept
	return kept, nil
}

func (s *store) AuthRequestByID(_ context.Context, id string) (op.AuthRequest, error) {
	if q := s.request(id); q != nil {
		return q, nil
	}
	return nil, errUnknown
}

func (s *store) AuthRequestByCode(_ context.Context, code string) (op.AuthRequest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if q := s.requests[s.codes[code]]; q != nil {
		return q, nil
	}
	return nil, errUnknown
}

func (s *store) SaveAuthCode(_ context.Context, id, code string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.codes[code] = id
	return nil
}

func (s *store) DeleteAuthRequest(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.requests, id)
	return nil
}

func (s *store) CreateAccessToken(context.Context, op.TokenRequest) (string, time.Time, error) {
	return rand.Text(), s.o.Now().Add(5 * time.Minute), nil
}

func (s *store) TerminateSession(context.Context, string, string) error {
	s.forgetPeople()
	return nil
}

func (s *store) Health(context.Context) error { return nil }

// The part about people.

func (s *store) SetUserinfoFromScopes(context.Context, *oidc.UserInfo, string, string, []string) error {
	return nil
}

// SetUserinfoFromRequest puts into the id_token who somebody is.
func (s *store) SetUserinfoFromRequest(_ context.Context, info *oidc.UserInfo, q op.IDTokenRequest, _ []string) error {
	i := slices.IndexFunc(s.o.Accounts, func(a Account) bool { return a.Subject == q.GetSubject() })
	if i < 0 {
		return errUnknown
	}
	a := s.o.Accounts[i]
	info.Subject, info.Name, info.Email, info.EmailVerified = a.Subject, a.Name, a.Email, true
	info.AppendClaims("employee_number", a.Number)
	return nil
}

func (s *store) GetPrivateClaimsFromScopes(context.Context, string, string, []string) (map[string]any, error) {
	return nil, nil
}

// The part about keys.

// signingKey is a key to sign with.
type signingKey struct {
	id      string
	private *rsa.PrivateKey
}

func (k signingKey) ID() string                                  { return k.id }
func (k signingKey) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k signingKey) Key() any                                    { return k.private }

// shownKey is its public half.
type shownKey struct{ signingKey }

func (k shownKey) Algorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (k shownKey) Use() string                        { return "sig" }
func (k shownKey) Key() any                           { return &k.private.PublicKey }

func (s *store) rotate() {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err) // there is no randomness to be had
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.key = signingKey{rand.Text(), private}
}

func (s *store) current() signingKey {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.key
}

func (s *store) SigningKey(context.Context) (op.SigningKey, error) { return s.current(), nil }

func (s *store) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{jose.RS256}, nil
}

func (s *store) KeySet(context.Context) ([]op.Key, error) {
	return []op.Key{shownKey{s.current()}}, nil
}

// The part about the client.

func (s *store) GetClientByClientID(_ context.Context, id string) (op.Client, error) {
	if id != ClientID {
		return nil, errUnknown
	}
	return client{s.o}, nil
}

func (s *store) AuthorizeClientIDSecret(_ context.Context, id, secret string) error {
	if id != ClientID || secret != Secret {
		return errUnknown
	}
	return nil
}

// client is the one client.
type client struct{ o Options }

func (c client) GetID() string                       { return ClientID }
func (c client) RedirectURIs() []string              { return []string{c.o.Redirect} }
func (c client) PostLogoutRedirectURIs() []string    { return []string{c.o.AfterOut} }
func (c client) ApplicationType() op.ApplicationType { return op.ApplicationTypeWeb }
func (c client) AuthMethod() oidc.AuthMethod         { return oidc.AuthMethodBasic }
func (c client) ResponseTypes() []oidc.ResponseType {
	return []oidc.ResponseType{oidc.ResponseTypeCode}
}
func (c client) GrantTypes() []oidc.GrantType         { return []oidc.GrantType{oidc.GrantTypeCode} }
func (c client) LoginURL(id string) string            { return "/login?id=" + id }
func (c client) AccessTokenType() op.AccessTokenType  { return op.AccessTokenTypeBearer }
func (c client) IDTokenLifetime() time.Duration       { return 5 * time.Minute }
func (c client) DevMode() bool                        { return true } // http on this machine
func (c client) IsScopeAllowed(string) bool           { return true }
func (c client) IDTokenUserinfoClaimsAssertion() bool { return true }
func (c client) ClockSkew() time.Duration             { return 0 }
func (c client) RestrictAdditionalIdTokenScopes() func([]string) []string {
	return func(scopes []string) []string { return scopes }
}
func (c client) RestrictAdditionalAccessTokenScopes() func([]string) []string {
	return func(scopes []string) []string { return scopes }
}
