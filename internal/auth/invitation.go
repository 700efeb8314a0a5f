package auth

import "time"

// An Invitation (邀请) lets the person of an account set their own password, once, by a
// code that was handed to them: nobody else ever knows the password.
type Invitation struct {
	User   int64
	Hash   string // HashCode of the code
	By     int64  // who invited
	MadeAt time.Time
	Until  time.Time // from then on the code is good for nothing
}

// InvitationFor is for how long an invitation is good where nothing else is configured.
const InvitationFor = 72 * time.Hour

// IsOver reports whether the time of the invitation has passed at now.
func (i Invitation) IsOver(now time.Time) bool { return !now.Before(i.Until) }
