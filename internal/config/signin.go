package config

// SignIn is what is asked of the staff who sign in.
type SignIn struct {
	SecondFactor []string `toml:"second_factor"` // roles, as mingda user add names them, that need one; none in a demo office
	Reprove      int      `toml:"reprove"`       // minutes for which a proof of who it is counts for signing, exporting and the like; 0: for one act
	Idle         int      `toml:"idle"`          // minutes after which an unused session ends
	Longest      int      `toml:"longest"`       // hours after which any session ends
	Invitation   int      `toml:"invitation"`    // hours for which an invitation to set one's password is good
}

// defaultSignIn outlasts a meeting and no working day: NIST SP 800-63B-4 has at most an hour
// idle and a day in all where there is a second factor.
func defaultSignIn() SignIn {
	return SignIn{SecondFactor: []string{"signer", "head", "system_admin", "security_admin", "audit_admin"}, Reprove: 10, Idle: 60, Longest: 12, Invitation: 72}
}

// check says what a session of the staff cannot be.
func (s SignIn) check(bad *Problems) {
	if s.Reprove < 0 || s.Reprove > 60 {
		bad.add("signin.reprove", "%d is not from 0 to 60 minutes", s.Reprove)
	}
	if s.Idle < 5 || s.Idle > 240 {
		bad.add("signin.idle", "%d is not from 5 to 240 minutes", s.Idle)
	}
	if s.Longest < 1 || s.Longest > 24 {
		bad.add("signin.longest", "%d is not from 1 to 24 hours", s.Longest)
	}
	if s.Invitation < 1 || s.Invitation > 240 {
		bad.add("signin.invitation", "%d is not from 1 to 240 hours", s.Invitation)
	}
}
