package identity

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

// A Flow is one way to the service and back. It stays in the session of the browser
// that began it, and is good for one return.
type Flow struct {
	State    string    `json:"state"`
	Nonce    string    `json:"nonce"`
	Verifier string    `json:"verifier"` // of PKCE
	Begun    time.Time `json:"begun"`
	Fresh    bool      `json:"fresh"` // whoever it is has to sign in there anew
}

// How long people may take at the service, and by how much its clock may differ from ours.
const (
	flowFor = 10 * time.Minute
	skew    = time.Minute
)

// A Proof is what the service vouches for.
type Proof struct {
	auth.Identity
	Shown  string    // how the service calls whom it is; only to be shown
	Second bool      // it asked for a second factor too
	Signed time.Time // when they signed in there; zero where it does not say
}

// Begin returns a new flow and the address at the service that it leads to. With fresh
// the person has to sign in there anew, whoever is signed in already.
func (s *Service) Begin(ctx context.Context, random func() string, fresh bool) (Flow, string, error) {
	d, err := s.describe(ctx)
	if err != nil {
		return Flow{}, "", err
	}
	f := Flow{State: random(), Nonce: random(), Verifier: oauth2.GenerateVerifier(), Begun: s.o.Now(), Fresh: fresh}
	with := []oauth2.AuthCodeOption{oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier)}
	if fresh {
		with = append(with, oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("max_age", "0"))
	}
	if len(s.o.ACR) > 0 {
		with = append(with, oauth2.SetAuthURLParam("acr_values", strings.Join(s.o.ACR, " ")))
	}
	return f, s.config(d, "").AuthCodeURL(f.State, with...), nil
}

func (s *Service) config(d *described, secret string) *oauth2.Config {
	at := d.provider.Endpoint()
	at.AuthStyle = d.style
	return &oauth2.Config{ClientID: s.o.ClientID, ClientSecret: secret, Endpoint: at, RedirectURL: s.o.Redirect, Scopes: s.o.Scopes}
}

// Finish takes what the browser brought back from the service and returns whom it
// vouches for. What does not hold is fault Invalid with a sentence for the sign-in page.
func (s *Service) Finish(ctx context.Context, f Flow, brought url.Values) (Proof, error) {
	now := s.o.Now()
	if f.State == "" || subtle.ConstantTimeCompare([]byte(f.State), []byte(brought.Get("state"))) != 1 || now.Sub(f.Begun).Abs() > flowFor {
		return Proof{}, fault.New(fault.Invalid, "identity_flow", s.o.Name)
	}
	d, err := s.describe(ctx)
	if err != nil {
		return Proof{}, err
	}
	if iss := brought.Get("iss"); iss != s.o.Issuer && (iss != "" || d.says.NamesIss) { // RFC 9207
		return Proof{}, s.bad("the answer is of another issuer")
	}
	if code := brought.Get("error"); code != "" {
		s.o.Log.Info("the identity service refused", "error", word(code))
		return Proof{}, fault.New(fault.Invalid, "identity_refused", s.o.Name)
	}
	token, err := s.redeem(ctx, d, f, brought.Get("code"))
	if err != nil {
		return Proof{}, err
	}
	return s.read(token, f)
}

// bad is the fault for what came back and does not hold. Why goes to the log.
func (s *Service) bad(why string) error {
	return fault.New(fault.Invalid, "identity_bad", s.o.Name).Because(errors.New(why))
}

// redeem exchanges the code for the token, and checks by whom and for whom it is and
// until when.
func (s *Service) redeem(ctx context.Context, d *described, f Flow, code string) (*oidc.IDToken, error) {
	if code == "" {
		return nil, s.bad("there is no code")
	}
	secret := ""
	if s.o.Secret != nil {
		var err error
		if secret, err = s.o.Secret(); err != nil {
			return nil, err
		}
	}
	ctx = oidc.ClientContext(ctx, s.client)
	answer, err := s.config(d, secret).Exchange(ctx, code, oauth2.VerifierOption(f.Verifier))
	var refused *oauth2.RetrieveError
	switch {
	case err == nil:
	case errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode < 500:
		return nil, s.bad(short(err))
	default:
		return nil, s.down(err)
	}
	raw, _ := answer.Extra("id_token").(string)
	if raw == "" {
		return nil, s.bad("there is no id_token")
	}
	token, err := d.verifier.Verify(ctx, raw)
	if err != nil {
		return nil, s.bad(short(err))
	}
	return token, nil
}

// claims are the parts of a token that go-oidc leaves to us.
type claims struct {
	AuthorizedParty string   `json:"azp"`
	AuthTime        int64    `json:"auth_time"`
	ACR             string   `json:"acr"`
	AMR             []string `json:"amr"`
	Name            string   `json:"name"`
	Username        string   `json:"preferred_username"`
}

// read checks what of a token is about this flow and this person.
func (s *Service) read(token *oidc.IDToken, f Flow) (Proof, error) {
	var c claims
	var all map[string]json.RawMessage
	if err := errors.Join(token.Claims(&c), token.Claims(&all)); err != nil {
		return Proof{}, s.bad("its claims are not as they should be")
	}
	switch {
	case subtle.ConstantTimeCompare([]byte(token.Nonce), []byte(f.Nonce)) != 1:
		return Proof{}, s.bad("the nonce is not ours")
	case c.AuthorizedParty != s.o.ClientID && (c.AuthorizedParty != "" || len(token.Audience) > 1):
		return Proof{}, s.bad("it was made out for another party")
	case token.IssuedAt.After(s.o.Now().Add(skew)):
		return Proof{}, s.bad("it is issued in the future")
	}
	p := Proof{Identity: auth.Identity{Issuer: token.Issuer, Subject: textOf(all[s.o.Claim])}, Shown: cut(c.Name, c.Username)}
	if c.AuthTime > 0 {
		p.Signed = time.Unix(c.AuthTime, 0)
	}
	if f.Fresh && p.Signed.Before(f.Begun.Add(-skew)) {
		return Proof{}, fault.New(fault.Invalid, "identity_not_anew", s.o.Name)
	}
	if p.Subject == "" || !p.Identity.IsSound() {
		return Proof{}, s.bad("the claim " + s.o.Claim + " names no account")
	}
	p.Second = slices.Contains(s.o.ACR, c.ACR) && c.ACR != "" ||
		slices.ContainsFunc(c.AMR, func(m string) bool { return m != "" && slices.Contains(s.o.AMR, m) })
	return p, nil
}

var wholeNumber = regexp.MustCompile(`^[0-9]{1,20}$`)

// textOf returns a claim that is a text, or a whole number, as text.
func textOf(claim json.RawMessage) string {
	var text string
	if json.Unmarshal(claim, &text) == nil {
		return strings.TrimSpace(text)
	}
	if wholeNumber.Match(claim) {
		return string(claim)
	}
	return ""
}

// cut returns the first of the names that is there, no longer than a page has room for.
func cut(names ...string) string {
	for _, name := range names {
		if text := []rune(strings.TrimSpace(name)); len(text) > 0 {
			return string(text[:min(len(text), 40)])
		}
	}
	return ""
}
