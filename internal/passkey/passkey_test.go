package passkey_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"strings"
	"testing"

	"github.com/descope/virtualwebauthn"

	"mingda/internal/passkey"
)

const origin = "https://ysq.example.gov.cn"

// A device is an authenticator with one key, at a browser that is at a place.
type device struct {
	t     *testing.T
	at    virtualwebauthn.RelyingParty
	with  virtualwebauthn.Authenticator
	holds virtualwebauthn.Credential
}

func newDevice(t *testing.T, handle []byte) *device {
	return &device{
		t: t, at: virtualwebauthn.RelyingParty{ID: "ysq.example.gov.cn", Name: "明答", Origin: origin},
		with:  virtualwebauthn.NewAuthenticatorWithOptions(virtualwebauthn.AuthenticatorOptions{UserHandle: handle}),
		holds: newCredential(t),
	}
}

// newCredential returns a new key. The library writes a coordinate that begins with a zero
// too short, so that one in a hundred could not be read.
func newCredential(t *testing.T) virtualwebauthn.Credential {
	t.Helper()
	for {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		point, err := key.PublicKey.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if point[1] == 0 || point[33] == 0 {
			continue
		}
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatal(err)
		}
		return virtualwebauthn.NewCredentialWithImportedKey(virtualwebauthn.KeyTypeEC2, der)
	}
}

// make answers a question for a new passkey.
func (d *device) make(question string) string {
	d.t.Helper()
	options, err := virtualwebauthn.ParseAttestationOptions(question)
	if err != nil {
		d.t.Fatal(err)
	}
	return virtualwebauthn.CreateAttestationResponse(d.at, d.with, d.holds, *options)
}

// show answers a question for a passkey, with a count of the signature.
func (d *device) show(question string, count uint32) string {
	d.t.Helper()
	options, err := virtualwebauthn.ParseAssertionOptions(question)
	if err != nil {
		d.t.Fatal(err)
	}
	d.holds.Counter = count
	return virtualwebauthn.CreateAssertionResponse(d.at, d.with, d.holds, *options)
}

func party(t *testing.T) *passkey.Party {
	t.Helper()
	p, err := passkey.New(origin, "明答")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// made returns an owner with a passkey, and the device that holds it.
func made(t *testing.T, p *passkey.Party, handle string) (passkey.Owner, *device) {
	t.Helper()
	o := passkey.Owner{Handle: []byte(handle), Login: "lin", Name: "林疏"}
	d := newDevice(t, o.Handle)
	begun, err := p.Make(o)
	if err != nil {
		t.Fatal(err)
	}
	key, err := p.Made(o, begun.Kept, d.make(begun.Question))
	if err != nil {
		t.Fatal(err)
	}
	o.Keys = []passkey.Key{key}
	return o, d
}

// TestShown: a passkey that was made is taken for what it is, beside the password and alone.
func TestShown(t *testing.T) {
	p := party(t)
	o, d := made(t, p, "handle of lin")
	if !p.Has(o) {
		t.Error("it is of no use here")
	}
	asked, err := p.Ask(o)
	if err != nil || !strings.Contains(asked.Question, `"allowCredentials"`) {
		t.Fatalf("%s, %v", asked.Question, err)
	}
	key, err := p.Shown(o, asked.Kept, d.show(asked.Question, 7))
	if err != nil || key.Count != 7 || !bytes.Equal(key.Record, o.Keys[0].Record) {
		t.Fatalf("%+v, %v", key, err)
	}
	alone, err := p.AskAnybody()
	if err != nil || !strings.Contains(alone.Question, `"userVerification":"required"`) || strings.Contains(alone.Question, "allowCredentials") {
		t.Fatalf("%s, %v", alone.Question, err)
	}
	key, err = p.ShownByAnybody(alone.Kept, d.show(alone.Question, 8), func(handle []byte) (passkey.Owner, error) {
		if string(handle) != "handle of lin" {
			return passkey.Owner{}, errors.New("nobody")
		}
		return o, nil
	})
	if err != nil || key.Count != 8 {
		t.Fatalf("%+v, %v", key, err)
	}
}

// TestRefused: nothing is taken that is of another place, another question, another
// person or another key, or that a finger was not there for.
func TestRefused(t *testing.T) {
	p := party(t)
	o, d := made(t, p, "handle of lin")
	other, others := made(t, p, "handle of he")
	find := func([]byte) (passkey.Owner, error) { return o, nil }
	for _, tt := range []struct {
		name, why string
		change    func(d *device)
		handle    string // of the person, where it is shown alone
	}{
		{"another origin", "origin", func(d *device) { d.at.Origin = "https://evil.example" }, ""},
		{"a neighbour of the host", "origin", func(d *device) { d.at.Origin = "https://ysq.example.gov.cn.evil.example" }, ""},
		{"without TLS", "origin", func(d *device) { d.at.Origin = "http://ysq.example.gov.cn" }, ""},
		{"bound to another host", "RP Hash", func(d *device) { d.at.ID = "example.gov.cn" }, ""},
		{"nobody there", "presence", func(d *device) { d.with.Options.UserNotPresent = true }, ""},
		{"another key under the name", "signature", func(d *device) {
			id := d.holds.ID
			d.holds = newCredential(t)
			d.holds.ID = id
		}, ""},
		{"another's key", "", func(d *device) { d.holds = others.holds }, ""},
		{"copied to other devices since", "Backup Eligible", func(d *device) { d.with.Options.BackupEligible = true }, ""},
	} {
		now := *d
		tt.change(&now)
		asked, err := p.Ask(o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Shown(o, asked.Kept, now.show(asked.Question, 9)); err == nil || !strings.Contains(err.Error(), tt.why) {
			t.Errorf("%s: %v", tt.name, err)
		}
		alone, err := p.AskAnybody()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.ShownByAnybody(alone.Kept, now.show(alone.Question, 9), find); err == nil {
			t.Errorf("%s: taken alone", tt.name)
		}
	}
	one, err := p.Ask(o)
	if err != nil {
		t.Fatal(err)
	}
	two, err := p.Ask(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Shown(o, two.Kept, d.show(one.Question, 9)); err == nil || !strings.Contains(err.Error(), "challenge") {
		t.Errorf("the answer to another question: %v", err)
	}
	if _, err := p.Shown(other, one.Kept, d.show(one.Question, 9)); err == nil {
		t.Error("the question to another person")
	}
	for _, answer := range []string{"", "{}", "x", `{"id":"eA","rawId":"eA","type":"public-key","response":{}}`} {
		if _, err := p.Shown(o, one.Kept, answer); err == nil {
			t.Errorf("%q was taken", answer)
		}
	}
}

// TestVerified: alone, a passkey is taken only if the authenticator knows its person and
// says whose it is; beside the password it need not.
func TestVerified(t *testing.T) {
	p := party(t)
	o, d := made(t, p, "handle of lin")
	d.with.Options.UserNotVerified = true
	asked, err := p.Ask(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Shown(o, asked.Kept, d.show(asked.Question, 1)); err != nil {
		t.Errorf("beside the password: %v", err)
	}
	alone, err := p.AskAnybody()
	if err != nil {
		t.Fatal(err)
	}
	find := func([]byte) (passkey.Owner, error) { return o, nil }
	if _, err := p.ShownByAnybody(alone.Kept, d.show(alone.Question, 2), find); err == nil || !strings.Contains(strings.ToLower(err.Error()), "verif") {
		t.Errorf("alone, not verified: %v", err)
	}
	d.with.Options.UserNotVerified, d.with.Options.UserHandle = false, nil
	if _, err := p.ShownByAnybody(alone.Kept, d.show(alone.Question, 2), find); err == nil || !strings.Contains(err.Error(), "Handle") {
		t.Errorf("alone, nobody's: %v", err)
	}
	if _, err := p.ShownByAnybody(asked.Kept, d.show(asked.Question, 2), find); err == nil {
		t.Error("the question for beside the password, answered alone")
	}
}

// TestCount: a count that goes back, or stands still, tells of a copy; an authenticator
// that does not count is taken as it is.
func TestCount(t *testing.T) {
	p := party(t)
	o, d := made(t, p, "handle of lin")
	for _, tt := range []struct {
		before  int64
		now     uint32
		refused bool
	}{{0, 0, false}, {0, 1, false}, {5, 6, false}, {5, 5, true}, {5, 4, true}, {5, 0, true}} {
		o.Keys[0].Count = tt.before
		asked, err := p.Ask(o)
		if err != nil {
			t.Fatal(err)
		}
		key, err := p.Shown(o, asked.Kept, d.show(asked.Question, tt.now))
		if errors.Is(err, passkey.ErrCopied) != tt.refused || !tt.refused && (err != nil || key.Count != int64(tt.now)) {
			t.Errorf("%d after %d: %+v, %v", tt.now, tt.before, key, err)
		}
	}
}

// TestMade: a new passkey is of this place, this question and this person.
func TestMade(t *testing.T) {
	p := party(t)
	o, _ := made(t, p, "handle of lin")
	begun, err := p.Make(o)
	if err != nil || !strings.Contains(begun.Question, `"excludeCredentials"`) || strings.Contains(begun.Question, `"attestation":"direct"`) {
		t.Fatalf("%s, %v", begun.Question, err)
	}
	fresh := newDevice(t, o.Handle)
	if _, err := p.Made(o, begun.Kept, fresh.make(begun.Question)); err != nil {
		t.Errorf("a second one: %v", err)
	}
	other := o
	other.Handle = []byte("handle of he")
	if _, err := p.Made(other, begun.Kept, fresh.make(begun.Question)); err == nil {
		t.Error("made for another")
	}
	fresh.at.Origin = "https://evil.example"
	if _, err := p.Made(o, begun.Kept, fresh.make(begun.Question)); err == nil {
		t.Error("made at another origin")
	}
	fresh.at.Origin = origin
	again, err := p.Make(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Made(o, again.Kept, fresh.make(begun.Question)); err == nil {
		t.Error("the answer to the question before")
	}
	elsewhere, err := passkey.New("https://other.example.gov.cn", "明答")
	if err != nil {
		t.Fatal(err)
	}
	if elsewhere.Has(o) {
		t.Error("it is of use at another host")
	}
	for _, bad := range []string{"https://10.0.0.1", "https://[::1]:8443", "x"} {
		if _, err := passkey.New(bad, "明答"); err == nil {
			t.Errorf("passkeys at %s", bad)
		}
	}
}
