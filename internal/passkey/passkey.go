// Package passkey makes and checks passkeys (通行密钥, WebAuthn): what a browser and
// an authenticator answer to a challenge, and whether it holds. Who has which passkey, and
// what it opens, is for desk. It keeps nothing.
package passkey

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
)

// A Party is us: the host that passkeys are bound to, and the one origin they may be
// used from. It is safe for concurrent use.
type Party struct{ w *webauthn.WebAuthn }

// New returns the party of an origin such as https://ysq.example.gov.cn. The passkeys of
// one are of no use at another. A host that is an address has none: it is an error.
func New(origin, name string) (*Party, error) {
	u, err := url.Parse(origin)
	if err != nil || u.Hostname() == "" {
		return nil, fmt.Errorf("passkeys: %q is no origin", origin)
	}
	w, err := webauthn.New(&webauthn.Config{
		RPID: u.Hostname(), RPDisplayName: name, RPOrigins: []string{origin}, AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementPreferred, UserVerification: protocol.VerificationPreferred,
		},
		ExtensionsUnsolicitedOutputPolicy: protocol.UnsolicitedOutputPolicyIgnore,
	})
	if err != nil {
		return nil, fmt.Errorf("passkeys at %s: %w", u.Hostname(), err)
	}
	return &Party{w}, nil
}

// An Owner is a person with their passkeys.
type Owner struct {
	Handle []byte // random, by which authenticators know the person
	Login  string
	Name   string
	Keys   []Key
}

// A Key is the public half of a passkey: the record of it, as Make returned it, and how
// often it has signed as far as is known; authenticators that do not count say 0.
type Key struct {
	Record []byte
	Count  int64
}

// record is what is kept of a passkey. The attestation is not: none is asked for.
type record struct {
	RP         string   `json:"rp"`
	ID         []byte   `json:"id"`
	PublicKey  []byte   `json:"public_key"`
	Transports []string `json:"transports,omitempty"`
	Synced     bool     `json:"synced"` // it may be copied to other devices of the person
}

// owner is an Owner as the library wants it.
type owner struct {
	Owner
	all []webauthn.Credential
}

func (o owner) WebAuthnID() []byte                         { return o.Handle }
func (o owner) WebAuthnName() string                       { return o.Login }
func (o owner) WebAuthnDisplayName() string                { return o.Name }
func (o owner) WebAuthnCredentials() []webauthn.Credential { return o.all }

// read returns the owner with those of the passkeys that are bound to us.
func (p *Party) read(o Owner) (owner, error) {
	into := owner{Owner: o}
	for _, k := range o.Keys {
		var r record
		if err := json.Unmarshal(k.Record, &r); err != nil {
			return into, fmt.Errorf("passkey: %w", err)
		}
		if r.RP != p.w.Config.RPID {
			continue
		}
		c := webauthn.Credential{ID: r.ID, PublicKey: r.PublicKey, Flags: webauthn.CredentialFlags{BackupEligible: r.Synced}}
		c.Authenticator.SignCount = uint32(min(max(k.Count, 0), 1<<32-1))
		for _, t := range r.Transports {
			c.Transport = append(c.Transport, protocol.AuthenticatorTransport(t))
		}
		into.all = append(into.all, c)
	}
	return into, nil
}

// Has reports whether the owner has a passkey that can be used here.
func (p *Party) Has(o Owner) bool {
	known, err := p.read(o)
	return err == nil && len(known.all) > 0
}

// A Begun is a question that was put to a browser: what goes to it, and what stays with
// us until it answers. It is good for one answer.
type Begun struct {
	Question string // JSON, for the script of the page
	Kept     string
}

func begun(question any, kept *webauthn.SessionData) (Begun, error) {
	q, err1 := json.Marshal(question)
	k, err2 := json.Marshal(kept)
	return Begun{string(q), string(k)}, errors.Join(err1, err2)
}

// Make begins a new passkey for the person. An authenticator that holds one of theirs
// already makes no second.
func (p *Party) Make(o Owner) (Begun, error) {
	known, err := p.read(o)
	if err != nil {
		return Begun{}, err
	}
	creation, kept, err := p.w.BeginRegistration(known, webauthn.WithExclusions(webauthn.Credentials(known.all).CredentialDescriptors()))
	if err != nil {
		return Begun{}, err
	}
	return begun(creation.Response, kept)
}

// Made takes the answer to Make and returns the new passkey.
func (p *Party) Made(o Owner, kept, answer string) (Key, error) {
	known, err := p.read(o)
	if err != nil {
		return Key{}, err
	}
	var session webauthn.SessionData
	if err := json.Unmarshal([]byte(kept), &session); err != nil {
		return Key{}, fmt.Errorf("passkey: %w", err)
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes([]byte(answer))
	if err != nil {
		return Key{}, reason(err)
	}
	c, err := p.w.CreateCredential(known, session, parsed)
	if err != nil {
		return Key{}, reason(err)
	}
	r := record{RP: p.w.Config.RPID, ID: c.ID, PublicKey: c.PublicKey, Synced: c.Flags.BackupEligible}
	for _, t := range c.Transport {
		r.Transports = append(r.Transports, string(t))
	}
	text, err := json.Marshal(r)
	return Key{text, int64(c.Authenticator.SignCount)}, err
}

// Ask asks the person for one of their passkeys, beside their password.
func (p *Party) Ask(o Owner) (Begun, error) {
	known, err := p.read(o)
	if err != nil {
		return Begun{}, err
	}
	question, kept, err := p.w.BeginLogin(known)
	if err != nil {
		return Begun{}, err
	}
	return begun(question.Response, kept)
}

// Shown takes the answer to Ask and returns which of the person's passkeys it is, with its count.
func (p *Party) Shown(o Owner, kept, answer string) (Key, error) {
	session, parsed, err := shown(kept, answer)
	if err != nil {
		return Key{}, err
	}
	known, err := p.read(o)
	if err != nil {
		return Key{}, err
	}
	c, err := p.w.ValidateLogin(known, session, parsed)
	if err != nil {
		return Key{}, reason(err)
	}
	return used(o, c)
}

// AskAnybody asks whoever it is for a passkey by which alone they sign in: the
// authenticator has to know that it is its person (by a PIN, a finger), and whose it is.
func (p *Party) AskAnybody() (Begun, error) {
	question, kept, err := p.w.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return Begun{}, err
	}
	return begun(question.Response, kept)
}

// ShownByAnybody takes the answer to AskAnybody. find returns the person with a handle.
func (p *Party) ShownByAnybody(kept, answer string, find func(handle []byte) (Owner, error)) (Key, error) {
	session, parsed, err := shown(kept, answer)
	if err != nil {
		return Key{}, err
	}
	var who owner
	_, c, err := p.w.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		o, err := find(handle)
		if err != nil {
			return nil, err
		}
		who, err = p.read(o)
		return who, err
	}, session, parsed)
	if err != nil {
		return Key{}, reason(err)
	}
	return used(who.Owner, c)
}

func shown(kept, answer string) (session webauthn.SessionData, parsed *protocol.ParsedCredentialAssertionData, err error) {
	if err := json.Unmarshal([]byte(kept), &session); err != nil {
		return session, nil, fmt.Errorf("passkey: %w", err)
	}
	if parsed, err = protocol.ParseCredentialRequestResponseBytes([]byte(answer)); err != nil {
		return session, nil, reason(err)
	}
	return session, parsed, nil
}

// ErrCopied is that a passkey has signed less often than it had before: there may be two of it.
var ErrCopied = errors.New("the count of its signatures went back: there may be a copy")

// used returns which passkey of the owner was shown.
func used(o Owner, c *webauthn.Credential) (Key, error) {
	if c.Authenticator.CloneWarning {
		return Key{}, ErrCopied
	}
	for _, k := range o.Keys {
		var r record
		if json.Unmarshal(k.Record, &r) == nil && string(r.ID) == string(c.ID) {
			return Key{k.Record, int64(c.Authenticator.SignCount)}, nil
		}
	}
	return Key{}, errors.New("it is none of the person's")
}

// reason has the library say what was wrong, for the log.
func reason(err error) error {
	var e *protocol.Error
	if errors.As(err, &e) && e.DevInfo != "" {
		return fmt.Errorf("%s: %s", e.Details, e.DevInfo)
	}
	return err
}
