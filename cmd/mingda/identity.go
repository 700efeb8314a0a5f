package main

import (
	"mingda/internal/identity"
	"mingda/internal/page"
	"mingda/internal/web"
)

// identityService is the identity service of the configuration, nil if there is none. It is
// asked nothing here: an office opens whether it answers or not.
func (m *doorMaker) identityService(pages *page.Set) (*identity.Service, error) {
	c := m.cfg.OIDC
	if !c.IsOn() {
		return nil, nil
	}
	cas, err := authorities(c.CAFile)
	if err != nil {
		return nil, err
	}
	o := identity.Options{
		Issuer: c.Issuer, ClientID: c.ClientID, Name: c.Name, Claim: c.Claim, Scopes: c.Scopes, ACR: c.ACR, AMR: c.AMR,
		Redirect: m.cfg.Desk.Origin + pages.URL(web.IdentityBack), AfterOut: m.cfg.Desk.Origin + pages.URL("/sign-in"),
		CAs: cas, Now: m.desk.Now, Log: m.log,
	}
	if c.SecretFile != "" {
		if _, err := c.Secret(); err != nil {
			return nil, usageError{err}
		}
		o.Secret = c.Secret
	}
	return identity.New(o), nil
}
