package auth

import (
	"slices"
	"time"
)

// A LetIn (恢复登录) lets somebody in again who lost the password or the second factors: one
// administrator asks for it, another one agrees, so that nobody can make the account of
// somebody else their own.
type LetIn struct {
	ID        int64
	User      int64 // who is to be let in
	Factors   bool  // the second factors and recovery codes are taken away too
	Reason    string
	AskedBy   int64
	AskedAt   time.Time
	Until     time.Time // then nobody can agree any more
	State     LetInState
	DecidedBy int64 // 0: nobody yet
	DecidedAt time.Time
}

// A LetInState is how far a LetIn is.
type LetInState string

// The states.
const (
	LetInAsked     LetInState = "asked"
	LetInConfirmed LetInState = "confirmed"
	LetInRefused   LetInState = "refused"
	LetInWithdrawn LetInState = "withdrawn" // by who asked
)

// LetInFor is for how long another administrator can agree.
const LetInFor = 72 * time.Hour

// Waits reports whether somebody can agree at now.
func (l LetIn) Waits(now time.Time) bool { return l.State == LetInAsked && now.Before(l.Until) }

// MayAskLetIn returns nil if the person may ask to let somebody of the agency in again: whoever
// keeps the accounts or gives the roles there.
func MayAskLetIn(by User, agency int64) error {
	if err := MayDo(by, GrantRoles, agency); err == nil {
		return nil
	}
	return MayDo(by, ManageUsers, agency)
}

// Agreeing returns who of the people can agree to let somebody in again: neither who asked nor
// who is let in. It is for the security administrators; only where there is none left,
// for those who keep the accounts or read the audit. They agree and get to see nothing else by it.
func Agreeing(people []User, askedBy int64, of User) []User {
	var able []User
	for _, u := range people {
		if u.ID != askedBy && u.ID != of.ID && MayDo(u, AgreeLetIn, of.Agency) == nil {
			able = append(able, u)
		}
	}
	security := slices.DeleteFunc(slices.Clone(able), func(u User) bool { return !u.Plays(SecurityAdmin) })
	if len(security) > 0 {
		return security
	}
	return able
}
