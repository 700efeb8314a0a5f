package auth

import (
	"strings"
	"time"
	"unicode/utf8"

	"mingda/internal/fault"
)

// An Identity is who somebody is at the identity service of the government (统一身份认证):
// the service, and what it calls an account there for good. Neither a name nor a mail
// address is one: both change hands.
type Identity struct {
	Issuer  string
	Subject string
}

// MaxSubject is how many characters a service calls an account by at most (OpenID
// Connect Core, 2).
const MaxSubject = 255

// IsSound reports whether an identity can be one at all.
func (i Identity) IsSound() bool {
	return i.Issuer != "" && i.Subject != "" && utf8.RuneCountInString(i.Subject) <= MaxSubject &&
		i.Subject == strings.TrimSpace(i.Subject) && !strings.ContainsFunc(i.Subject, func(r rune) bool { return r < ' ' || r == utf8.RuneError })
}

// A Link is the identity by which the person of an account signs in.
type Link struct {
	Identity
	By int64 // whose proposal it was: the person's own, or the security administrator's
	At time.Time
}

// MayLink returns nil if the person may propose by which identity another signs in, and end
// it: whoever gives roles does (三员分立), but not for themselves; their own they link after
// their password. A proposal opens nothing before its person has confirmed it.
func MayLink(by, of User) error {
	if by.ID == of.ID {
		return fault.New(fault.Conflict, "identity_own")
	}
	return MayDo(by, GrantRoles, of.Agency)
}
