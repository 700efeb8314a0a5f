// Package auth holds who people are and what they may do: roles, the one table
// of permissions, and May, which everything asks. It also holds the arithmetic
// of sign-in: password hashes, query codes, devices known from before, and the
// slowing of guesses. It does no I/O and reads no clock: randomness and the
// time are arguments, and it does not know the stage of a case, which is the
// matter of casefile. What the table does not name is refused.
package auth

import "slices"

// A Role is a part a person plays in the office. One person can play several,
// except that an administrator of one kind plays no other part (RoleProblem).
type Role string

// The roles.
const (
	Clerk         Role = "clerk"          // 收件员: takes in, registers, sends
	Officer       Role = "officer"        // 经办人: works the cases of a unit
	Checker       Role = "checker"        // 审核人: reads a second time
	Signer        Role = "signer"         // 签发人: answers for it
	Coordinator   Role = "coordinator"    // 区政府办统筹: sees all agencies
	Handler       Role = "handler"        // 复议承办人
	Head          Role = "head"           // 复议机构负责人
	SystemAdmin   Role = "system_admin"   // 系统管理员: accounts, units, running
	SecurityAdmin Role = "security_admin" // 安全管理员: gives roles
	AuditAdmin    Role = "audit_admin"    // 审计管理员: reads what all others did
)

// Roles lists the roles in the order of the table and of the pages.
var Roles = []Role{Clerk, Officer, Checker, Signer, Coordinator, Handler, Head, SystemAdmin, SecurityAdmin, AuditAdmin}

var roleLabels = map[Role]string{
	Clerk: "收件员", Officer: "经办人", Checker: "审核人", Signer: "签发人", Coordinator: "区政府办统筹",
	Handler: "复议承办人", Head: "复议机构负责人",
	SystemAdmin: "系统管理员", SecurityAdmin: "安全管理员", AuditAdmin: "审计管理员",
}

// Label returns the Chinese name of the role.
func (r Role) Label() string { return roleLabels[r] }

// IsKnown reports whether r is one of Roles.
func (r Role) IsKnown() bool { return roleLabels[r] != "" }

// IsAdministrator reports whether the role is one of the three that keep the
// system and see no case (三员分立).
func (r Role) IsAdministrator() bool {
	return r == SystemAdmin || r == SecurityAdmin || r == AuditAdmin
}

// A User is a person with an account.
type User struct {
	ID    int64
	Login string // what is typed at sign-in; lower case, unique
	Name  string // as colleagues know the person
	// Agency is the one the person acts for; 0 for people of the whole
	// installation (administrators, a coordinator who only looks on).
	Agency       int64
	Unit         int64 // 承办单位 within the agency; 0 for none
	Roles        []Role
	Borrowed     []Borrowed // of people who are away, for as long as they are
	Email        string     // where the person is reminded of what falls due; may be empty
	OneHand      bool       // the agency, too small for three, lets one person draft, check and sign the same letter
	MustChange   bool       // the password is another's choice; the doors let nothing else be done first
	Disabled     bool       // may not sign in, and may do nothing
	PasswordHash string     `json:"-"` // PHC string
}

// HasPassword reports whether the person has a password at all: one who has not can sign
// in by a passkey or the government's identity service alone.
func (u User) HasPassword() bool { return u.PasswordHash != "" }

// Has reports whether the person plays the role, their own or another's.
func (u User) Has(r Role) bool {
	return u.Plays(r) || slices.ContainsFunc(u.Borrowed, func(b Borrowed) bool { return b.Role == r })
}
