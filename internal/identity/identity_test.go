package identity_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/fault"
	"mingda/internal/identity"
	"mingda/internal/identity/identitytest"
)

const back = "http://desk.example/sign-in/identity/back"

// A world is a service, ours that asks it, and somebody's browser.
type world struct {
	t        *testing.T
	provider *identitytest.Provider
	ours     *identity.Service
	browser  *identitytest.Browser
	now      time.Time
	log      bytes.Buffer
}

var people = []identitytest.Account{
	{Login: "lin", Subject: "s-1001", Name: "林疏", Email: "lin@example.gov.cn", Number: "MC-0417", ACR: "2", AMR: []string{"pwd", "otp"}},
	{Login: "he", Subject: "s-1002", Name: "何牧之", Email: "he@example.gov.cn", Number: "MC-0418", ACR: "1", AMR: []string{"pwd"}},
}

func newWorld(t *testing.T, tls bool, change ...func(*identity.Options)) *world {
	t.Helper()
	w := &world{t: t, now: time.Now()}
	p, err := identitytest.Start(identitytest.Options{Redirect: back, AfterOut: "http://desk.example/sign-in", TLS: tls, Accounts: people, Now: func() time.Time { return w.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	o := identity.Options{
		Issuer: p.Issuer, ClientID: identitytest.ClientID, Secret: func() (string, error) { return identitytest.Secret, nil },
		Name: "统一身份认证", Claim: "sub", Scopes: []string{"openid", "profile"}, AMR: []string{"otp"}, ACR: []string{"3"},
		Redirect: back, AfterOut: "http://desk.example/sign-in", CAs: p.CAs, Now: func() time.Time { return w.now }, Log: slog.New(slog.NewTextHandler(&w.log, nil)),
	}
	for _, c := range change {
		c(&o)
	}
	w.provider, w.ours, w.browser = p, identity.New(o), p.Browser()
	return w
}

// begin begins a flow.
func (w *world) begin(fresh bool) (identity.Flow, string) {
	w.t.Helper()
	f, address, err := w.ours.Begin(w.t.Context(), rand.Text, fresh)
	if err != nil {
		w.t.Fatal(err)
	}
	return f, address
}

// come has somebody sign in at the service, and returns what their browser brings back.
func (w *world) come(address, login string) url.Values {
	w.t.Helper()
	u, err := w.browser.Go(address, login)
	if err != nil {
		w.t.Fatal(err)
	}
	if !strings.HasPrefix(u.String(), back+"?") {
		w.t.Fatalf("sent to %s", u)
	}
	return u.Query()
}

// whole goes the whole way.
func (w *world) whole(login string) (identity.Proof, error) {
	w.t.Helper()
	f, address := w.begin(false)
	return w.ours.Finish(w.t.Context(), f, w.come(address, login))
}

// refused expects a fault, and that nothing of what the service said is told.
func (w *world) refused(what string, err error, code fault.Code) {
	w.t.Helper()
	if fault.CodeOf(err) != code {
		w.t.Errorf("%s: %v, want %s", what, err, code)
	}
}

// TestSignIn goes the whole way, with TLS and without, by sub and by another claim.
func TestSignIn(t *testing.T) {
	for _, tls := range []bool{false, true} {
		w := newWorld(t, tls)
		p, err := w.whole("lin")
		if err != nil || p.Issuer != w.provider.Issuer || p.Subject != "s-1001" || p.Shown != "林疏" || !p.Second || p.Signed.Unix() != w.now.Unix() {
			t.Fatalf("TLS %v: %+v, %v", tls, p, err)
		}
	}
	w := newWorld(t, false, func(o *identity.Options) { o.Claim = "employee_number" })
	if p, err := w.whole("he"); err != nil || p.Subject != "MC-0418" || p.Second {
		t.Errorf("by another claim: %+v, %v", p, err)
	}
	w = newWorld(t, false, func(o *identity.Options) { o.Claim = "department" })
	_, err := w.whole("he")
	w.refused("a claim that is not there", err, "identity_bad")
}

// TestSecondFactor: what the service says of how somebody signed in counts only where it is
// one of the configured values.
func TestSecondFactor(t *testing.T) {
	w := newWorld(t, false, func(o *identity.Options) { o.ACR, o.AMR = nil, nil })
	if p, err := w.whole("lin"); err != nil || p.Second {
		t.Errorf("nothing is configured: %+v, %v", p, err)
	}
	w = newWorld(t, false, func(o *identity.Options) { o.ACR, o.AMR = []string{"2"}, nil })
	if p, err := w.whole("lin"); err != nil || !p.Second {
		t.Errorf("by acr: %+v, %v", p, err)
	}
	w.provider.ForgetPeople()
	w.provider.Tamper(identitytest.Tamper{Claims: func(c map[string]any) { delete(c, "acr"); delete(c, "amr") }})
	if p, err := w.whole("lin"); err != nil || p.Second {
		t.Errorf("neither is said: %+v, %v", p, err)
	}
}

// TestFlow: what comes back is taken once, within its time, from the browser that began.
func TestFlow(t *testing.T) {
	w := newWorld(t, false)
	f, address := w.begin(false)
	q, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	asked := q.Query()
	if asked.Get("redirect_uri") != back || asked.Get("code_challenge_method") != "S256" || asked.Get("code_challenge") == f.Verifier || asked.Get("nonce") != f.Nonce || asked.Get("response_type") != "code" {
		t.Errorf("asked for %v", asked)
	}
	brought := w.come(address, "lin")
	with := func(change func(url.Values)) url.Values {
		v := url.Values{}
		for k, all := range brought {
			v[k] = append([]string(nil), all...)
		}
		change(v)
		return v
	}
	finish := func(f identity.Flow, v url.Values) error {
		_, err := w.ours.Finish(t.Context(), f, v)
		return err
	}
	other, _ := w.begin(false)
	w.refused("another browser's flow", finish(other, brought), "identity_flow")
	w.refused("no flow at all", finish(identity.Flow{}, with(func(v url.Values) { v.Del("state") })), "identity_flow")
	w.refused("no state", finish(f, with(func(v url.Values) { v.Del("state") })), "identity_flow")
	w.refused("an answer of another issuer", finish(f, with(func(v url.Values) { v.Set("iss", "https://evil.example") })), "identity_bad")
	w.refused("a code of somebody's making", finish(f, with(func(v url.Values) { v.Set("code", "x") })), "identity_bad")
	w.refused("no code", finish(f, with(func(v url.Values) { v.Del("code") })), "identity_bad")
	w.refused("a refusal", finish(f, with(func(v url.Values) { v.Set("error", "access_denied"); v.Set("error_description", "<b>insides</b>") })), "identity_refused")
	verifier := f
	verifier.Verifier = "another-verifier-that-is-long-enough-to-be-one-0123"
	w.refused("another verifier", finish(verifier, brought), "identity_bad")

	f, address = w.begin(false)
	brought = w.come(address, "lin")
	w.now = w.now.Add(11 * time.Minute)
	w.refused("too late", finish(f, brought), "identity_flow")
	w.now = w.now.Add(-11 * time.Minute)
	if err := finish(f, brought); err != nil {
		t.Errorf("in time: %v", err)
	}
	w.refused("the code a second time", finish(f, brought), "identity_bad")
	f, address = w.begin(false)
	w.provider.ForgetPeople()
	w.refused("cancelled there", finish(f, w.come(address, "")), "identity_refused")
	if strings.Contains(w.log.String(), "insides") || strings.Contains(w.log.String(), "<b>") {
		t.Errorf("what the service says at length is in the log: %s", &w.log)
	}
}

// TestToken: no token is taken that is another's, for another, over, or not signed as
// the service signs.
func TestToken(t *testing.T) {
	w := newWorld(t, false)
	set := func(name string, value any) func(map[string]any) {
		return func(c map[string]any) { c[name] = value }
	}
	for _, tt := range []struct {
		name, why string
		how       identitytest.Tamper
	}{
		{"another nonce", "the nonce is not ours", identitytest.Tamper{Claims: set("nonce", "another")}},
		{"no nonce", "the nonce is not ours", identitytest.Tamper{Claims: func(c map[string]any) { delete(c, "nonce") }}},
		{"another audience", "expected audience", identitytest.Tamper{Claims: set("aud", []string{"other"})}},
		{"two audiences, made out for the other", "another party", identitytest.Tamper{Claims: func(c map[string]any) { c["aud"], c["azp"] = []string{"mingda", "other"}, "other" }}},
		{"two audiences, made out for nobody", "another party", identitytest.Tamper{Claims: func(c map[string]any) { c["aud"] = []string{"mingda", "other"}; delete(c, "azp") }}},
		{"another issuer", "different provider", identitytest.Tamper{Claims: set("iss", "https://evil.example")}},
		{"over", "expired", identitytest.Tamper{Claims: set("exp", w.now.Add(-time.Second).Unix())}},
		{"issued in the future", "in the future", identitytest.Tamper{Claims: set("iat", w.now.Add(time.Hour).Unix())}},
		{"nobody", "names no account", identitytest.Tamper{Claims: set("sub", " ")}},
		{"somebody with a line break", "names no account", identitytest.Tamper{Claims: set("sub", "s-\n1001")}},
		{"not signed", "unexpected signature algorithm", identitytest.Tamper{Sign: "none"}},
		{"signed with the public key", "unexpected signature algorithm", identitytest.Tamper{Sign: "hs256"}},
		{"signed by a stranger", "failed to verify signature", identitytest.Tamper{Sign: "stranger"}},
		{"no token", "no id_token", identitytest.Tamper{Drop: true}},
	} {
		w.provider.Tamper(tt.how)
		p, err := w.whole("lin")
		if w.refused(tt.name, err, "identity_bad"); p.Subject != "" || !strings.Contains(err.Error(), tt.why) {
			t.Errorf("%s: %+v, %v", tt.name, p, err)
		}
	}
	w.provider.Tamper(identitytest.Tamper{Claims: func(map[string]any) {}})
	if _, err := w.whole("lin"); err != nil {
		t.Errorf("as it should be: %v", err)
	}
}

// TestChangedKey: a new key of the service is taken as soon as it signs with it; the old one no more.
func TestChangedKey(t *testing.T) {
	w := newWorld(t, false)
	if _, err := w.whole("lin"); err != nil {
		t.Fatal(err)
	}
	w.provider.Rotate()
	if _, err := w.whole("lin"); err != nil {
		t.Errorf("with the new key: %v", err)
	}
}

// TestFresh: who is to confirm who they are signs in anew, whatever session is open
// there; a service that lets them through all the same is not believed.
func TestFresh(t *testing.T) {
	w := newWorld(t, false)
	if _, err := w.whole("lin"); err != nil {
		t.Fatal(err)
	}
	w.now = w.now.Add(3 * time.Minute)
	f, address := w.begin(true)
	if q, err := url.Parse(address); err != nil || q.Query().Get("prompt") != "login" || q.Query().Get("max_age") != "0" {
		t.Errorf("asked at %s, %v", address, err)
	}
	p, err := w.ours.Finish(t.Context(), f, w.come(address, "he")) // the service asked, or they would still be lin
	if err != nil || p.Subject != "s-1002" {
		t.Errorf("anew: %+v, %v", p, err)
	}
	for name, change := range map[string]func(map[string]any){
		"of before": func(c map[string]any) { c["auth_time"] = w.now.Add(-3 * time.Minute).Unix() },
		"not said":  func(c map[string]any) { delete(c, "auth_time") },
	} {
		w.provider.Tamper(identitytest.Tamper{Claims: change})
		f, address := w.begin(true)
		_, err := w.ours.Finish(t.Context(), f, w.come(address, "lin"))
		w.refused(name, err, "identity_not_anew")
	}
}

// TestDown: a service that is out of order is said to be so and left alone for a while;
// what it said of itself before is still good; when it is back it is asked again.
func TestDown(t *testing.T) {
	const says = "/.well-known/openid-configuration"
	w := newWorld(t, false)
	w.provider.Down(true)
	begin := func() error {
		_, _, err := w.ours.Begin(context.Background(), rand.Text, false)
		return err
	}
	for range 3 {
		err := begin()
		if w.refused("down", err, "identity_down"); fault.KindOf(err) != fault.Unavailable || !w.ours.IsDown() || strings.Contains(err.Error(), strings.Repeat("x", 200)) {
			t.Errorf("%v, down %v", err, w.ours.IsDown())
		}
	}
	if n := w.provider.Asked(says); n != 1 || w.ours.SignOutAddress() != "" {
		t.Errorf("asked %d times", n)
	}
	w.provider.Down(false)
	w.now = w.now.Add(time.Minute)
	f, address := w.begin(false)
	if w.ours.IsDown() || w.provider.Asked(says) != 2 {
		t.Error("it is back, and nobody says so")
	}
	brought := w.come(address, "lin")
	w.provider.Down(true)
	_, err := w.ours.Finish(t.Context(), f, brought)
	w.refused("down on the way back", err, "identity_down")
	w.now = w.now.Add(2 * time.Hour)
	if err := begin(); err != nil || !w.ours.IsDown() {
		t.Errorf("what it said before is not good any more: %v", err)
	}
}

// TestDescription: a service that says of itself what cannot be is not asked anything.
func TestDescription(t *testing.T) {
	var says string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(strings.ReplaceAll(says, "HERE", "http://"+r.Host)))
	}))
	defer server.Close()
	const right = `{"issuer":"HERE","authorization_endpoint":"HERE/a","token_endpoint":"HERE/t","jwks_uri":"HERE/k","id_token_signing_alg_values_supported":["RS256"]}`
	for name, text := range map[string]string{
		"":                       right,
		"another issuer":         strings.Replace(right, `"HERE"`, `"https://other.example"`, 1),
		"weak algorithms only":   strings.Replace(right, "RS256", "HS256", 1),
		"an address of a script": strings.Replace(right, "HERE/a", "javascript:alert(1)", 1),
		"longer than any":        strings.Repeat(" ", 2<<20) + right,
		"no JSON":                "<html>",
	} {
		says = text
		ours := identity.New(identity.Options{Issuer: server.URL, ClientID: "mingda", Claim: "sub", Now: time.Now, Log: slog.New(slog.DiscardHandler)})
		if _, _, err := ours.Begin(t.Context(), rand.Text, false); (err == nil) != (name == "") {
			t.Errorf("%s: %v", name, err)
		}
	}
	ours := identity.New(identity.Options{Issuer: "https://127.0.0.1:1", Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if _, _, err := ours.Begin(t.Context(), rand.Text, false); fault.CodeOf(err) != "identity_down" {
		t.Errorf("nobody there: %v", err)
	}
}

// TestSignOut: the address at which people sign out there names us and comes back to us;
// after that they have to sign in there again.
func TestSignOut(t *testing.T) {
	w := newWorld(t, false)
	if _, err := w.whole("lin"); err != nil {
		t.Fatal(err)
	}
	u, err := w.browser.Go(w.ours.SignOutAddress(), "")
	if err != nil || u.String() != "http://desk.example/sign-in" {
		t.Fatalf("sent to %v, %v", u, err)
	}
	if p, err := w.whole("he"); err != nil || p.Subject != "s-1002" {
		t.Errorf("still signed in there: %+v, %v", p, err)
	}
}
