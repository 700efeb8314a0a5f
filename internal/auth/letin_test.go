package auth

import (
	"slices"
	"testing"
)

// TestAgreeing: a security administrator agrees, another than who asked and who is let in; where
// there is none left one of the other two kinds; never somebody of another agency or disabled.
func TestAgreeing(t *testing.T) {
	person := func(id, agency int64, role Role) User { return User{ID: id, Agency: agency, Roles: []Role{role}} }
	clerk, system, security, second, audit := person(1, 1, Clerk), person(2, 0, SystemAdmin), person(3, 0, SecurityAdmin), person(4, 0, SecurityAdmin), person(5, 0, AuditAdmin)
	foreign, gone := person(6, 2, SecurityAdmin), person(7, 0, SecurityAdmin)
	gone.Disabled = true
	for _, tt := range []struct {
		what   string
		people []User
		asked  User
		of     User
		want   []int64
	}{
		{"the system administrator asks", []User{clerk, system, security, audit, foreign, gone}, system, clerk, []int64{3}},
		{"one of two security administrators asks", []User{clerk, system, security, second, audit}, security, clerk, []int64{4}},
		{"the only one asks", []User{clerk, system, security, audit, foreign, gone}, security, clerk, []int64{2, 5}},
		{"it is about the only one", []User{clerk, system, security, audit}, system, security, []int64{5}},
		{"there is nobody else", []User{clerk, system}, system, clerk, nil},
		{"of another agency", []User{clerk, system, foreign}, system, clerk, nil},
	} {
		var got []int64
		for _, u := range Agreeing(tt.people, tt.asked.ID, tt.of) {
			got = append(got, u.ID)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.what, got, tt.want)
		}
	}
	if MayAskLetIn(audit, 1) == nil || MayAskLetIn(clerk, 1) == nil || MayAskLetIn(foreign, 1) == nil || MayAskLetIn(security, 1) != nil || MayAskLetIn(system, 1) != nil {
		t.Error("who may ask")
	}
}
