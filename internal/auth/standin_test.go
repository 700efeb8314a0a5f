package auth

import (
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// TestStandIn: what is lent reaches as far as its owner's, and what is never lent is
// not.
func TestStandIn(t *testing.T) {
	signer := User{ID: 1, Agency: 1, Unit: 2, Roles: []Role{Signer}}
	officer := User{ID: 2, Agency: 1, Unit: 2, Roles: []Role{Officer}}
	other := User{ID: 3, Agency: 1, Unit: 3, Roles: []Role{Officer}}
	foreign := User{ID: 4, Agency: 9, Roles: []Role{Signer}}
	admin := User{ID: 5, Agency: 1, Roles: []Role{SystemAdmin}}
	shut := User{ID: 6, Agency: 1, Roles: []Role{Signer}, Disabled: true}
	file := Subject{Agency: 1, Unit: 2, Drafter: 7, Checker: 8}

	u := other.WithRolesOf(signer)
	if err := May(u, casefile.Sign, file); err != nil || u.Lending(string(casefile.Sign)) != signer.ID || !u.StandsInFor(1) {
		t.Errorf("the stand-in may not sign: %v, %+v", err, u)
	}
	if u.Lending(string(casefile.Draft)) != 0 || u.Lending(string(casefile.See)) != 0 {
		t.Error("what a role of their own reaches is done for another")
	}
	own := file
	own.Drafter = other.ID
	if May(u, casefile.Sign, own) == nil {
		t.Error("the stand-in signs their own draft")
	}
	if May(other, casefile.Sign, file) == nil {
		t.Error("the role stays with the person")
	}
	for _, c := range []struct {
		name            string
		absent, standIn User
		want            fault.Code
	}{
		{"an officer of the same unit", officer, signer, ""},
		{"an officer by one of another unit", User{ID: 9, Agency: 1, Unit: 2, Roles: []Role{Officer}}, other, "stand_in_nothing"},
		{"oneself", signer, signer, "stand_in_self"},
		{"another agency", signer, foreign, "stand_in_agency"},
		{"an administrator's", admin, other, "stand_in_nothing"},
		{"to an administrator", signer, admin, "stand_in_nothing"},
		{"by who is shut out", signer, shut, "stand_in_disabled"},
		{"of who is shut out", shut, other, "stand_in_nothing"},
	} {
		if got := fault.CodeOf(StandInProblem(c.absent, c.standIn)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
