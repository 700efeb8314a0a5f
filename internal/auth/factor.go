package auth

import (
	"slices"
	"time"
)

// A FactorKind is a kind of second factor: what a person shows besides the password
// when signing in.
type FactorKind string

// The kinds of second factor.
const (
	// 通行密钥: a key that a phone, a computer or a security key holds (WebAuthn)
	Passkey FactorKind = "passkey"
	TOTP    FactorKind = "totp" // 动态码: six digits that an app makes of a shared secret and the time (RFC 6238)
)

// A FactorInfo says what is to be known of a kind of second factor wherever factors
// are listed, asked for or set up.
type FactorInfo struct {
	Kind  FactorKind
	Label string // 动态码
	What  string // what it is and what one needs for it, in a sentence
	Path  string // of the page on which one is set up, below that of one's own account
}

// FactorKinds are the kinds that can be set up, in the order in which they are offered.
var FactorKinds = []FactorInfo{
	{Kind: TOTP, Label: "动态码", What: "手机上的验证器应用每 30 秒给出一个六位数，登录时填。不联网也能用。", Path: "totp"},
	{Kind: Passkey, Label: "通行密钥", What: "电脑、手机上的指纹、面容或者锁屏密码，或者一把安全密钥。不用抄数字，假网站骗不走；有的还能不输密码直接登录。", Path: "passkey"},
}

// Info returns what is to be known of the kind.
func (k FactorKind) Info() FactorInfo {
	if i := slices.IndexFunc(FactorKinds, func(f FactorInfo) bool { return f.Kind == k }); i >= 0 {
		return FactorKinds[i]
	}
	return FactorInfo{Kind: k}
}

// A Factor is one second factor that a person has set up.
type Factor struct {
	ID     string // random, see NewDevice
	User   int64
	Kind   FactorKind
	Name   string // by which its owner tells it from others
	Secret []byte `json:"-"` // as its kind needs it; sealed where it is stored
	// Count only grows: the step of a TOTP that was used last, the counter of a
	// passkey's signatures. What comes with a count that is not above it was used
	// before.
	Count  int64
	MadeAt time.Time
	UsedAt time.Time // zero: never
}

// A Step is what a sign-in asks of a person next.
type Step string

// The steps of a sign-in after the first proof: a password, or what the government's
// identity service says.
const (
	StepSecond Step = "second" // a second factor is to be shown
	StepSetUp  Step = "set-up" // one must be set up before anything else
	StepIn     Step = "in"     // nothing more
)

// NextStep returns what follows the first proof: who has a second factor shows it,
// who needs one and has none sets one up.
func NextStep(u User, needing []Role, factors int) Step {
	switch {
	case factors > 0:
		return StepSecond
	case NeedsFactor(u, needing):
		return StepSetUp
	}
	return StepIn
}

// NeedsFactor reports whether the person plays one of the roles, their own or
// another's, for which the office asks for a second factor.
func NeedsFactor(u User, needing []Role) bool { return slices.ContainsFunc(needing, u.Has) }
