package config

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// OIDC is the identity service of the government (统一身份认证) through which the staff can
// sign in besides their password. Without an issuer there is none.
type OIDC struct {
	Issuer     string   `toml:"issuer"`
	ClientID   string   `toml:"client_id"`          // what we are called there
	SecretFile string   `toml:"client_secret_file"` // empty: a client without a secret
	Name       string   `toml:"name"`               // of the service, as people know it
	Claim      string   `toml:"claim"`              // that names an account there for good
	Scopes     []string `toml:"scopes"`
	ACR        []string `toml:"acr"`     // values by which it says that it asked for a second factor
	AMR        []string `toml:"amr"`     // likewise
	CAFile     string   `toml:"ca_file"` // PEM file of its authority; empty: the system's
}

// defaultOIDC is what holds of any service.
func defaultOIDC() OIDC {
	return OIDC{Name: "统一身份认证", Claim: "sub", Scopes: []string{"openid", "profile"}}
}

// IsOn reports whether there is a service.
func (o OIDC) IsOn() bool { return o.Issuer != "" }

// Secret reads what we show the service to be believed.
func (o OIDC) Secret() (string, error) { return secret(o.SecretFile) }

// check looks whether the service could be asked; it asks nothing.
func (o OIDC) check(bad *Problems) {
	if !o.IsOn() {
		if o.ClientID != "" {
			bad.add("oidc.issuer", "is empty, but oidc.client_id is set")
		}
		return
	}
	u, err := url.Parse(o.Issuer)
	switch {
	case err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http":
		bad.add("oidc.issuer", "%q is not an address such as https://id.example.gov.cn/realms/gov", o.Issuer)
	case u.Scheme == "http" && !isThisMachine(u.Hostname()):
		bad.add("oidc.issuer", "%s is not https: whoever is on the way could sign in as anybody", o.Issuer)
	}
	if o.ClientID == "" {
		bad.add("oidc.client_id", "is empty; the service tells it when we are registered there")
	}
	if n := utf8.RuneCountInString(o.Name); n == 0 || n > 20 {
		bad.add("oidc.name", "is to have 1 to 20 characters: it stands on a button")
	}
	if o.Claim == "" {
		bad.add("oidc.claim", "is empty; sub is right for most")
	}
	if slices.Contains([]string{"email", "name", "preferred_username", "nickname", "phone_number"}, o.Claim) {
		bad.add("oidc.claim", "%s can pass to somebody else; take sub, or a staff number that is given once", o.Claim)
	}
	if !slices.Contains(o.Scopes, "openid") {
		bad.add("oidc.scopes", "openid is missing")
	}
	for _, s := range slices.Concat(o.Scopes, o.ACR, o.AMR) {
		if s == "" || strings.ContainsAny(s, " \t\n\"") {
			bad.add("oidc.scopes, oidc.acr, oidc.amr", "%q is no one word", s)
		}
	}
	checkFile("oidc.client_secret_file", o.SecretFile, bad)
	checkFile("oidc.ca_file", o.CAFile, bad)
}
