package desk

import (
	"errors"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

// TestThreeAdministrators: nobody changes their own roles, no two of the three are one
// person, none of them plays a part in cases, and the last who can give roles stays.
func TestThreeAdministrators(t *testing.T) {
	d := newBench(t)
	put := func(by, u auth.User) (auth.User, error) {
		id, err := d.PutUser(t.Context(), by, u, "")
		u.ID = id
		return u, err
	}
	refused := func(what, field string, code fault.Code, err error) {
		t.Helper()
		var e *fault.Error
		if fields := fault.FieldsOf(err); field != "" {
			e = fields[field]
		} else {
			errors.As(err, &e)
		}
		if e == nil || e.Code != code {
			t.Errorf("%s: %v %v", what, err, fault.FieldsOf(err))
		}
	}
	first, err := put(Operator, auth.User{Login: "sec1", Name: "安一", Roles: []auth.Role{auth.SecurityAdmin}})
	if err != nil {
		t.Fatal(err)
	}
	for _, roles := range [][]auth.Role{{auth.SystemAdmin, auth.SecurityAdmin}, {auth.AuditAdmin, auth.SecurityAdmin}, {auth.SystemAdmin, auth.Clerk}, {auth.AuditAdmin, auth.Signer}} {
		_, err := put(Operator, auth.User{Login: "both", Name: "两样", Roles: roles})
		refused("two of the three, or one and a role in cases", "roles", "auth_role_alone", err)
	}
	own := first
	own.Roles = []auth.Role{auth.AuditAdmin}
	_, err = put(first, own)
	refused("who gives roles gives one to themselves", "", "user_self", err)

	away := first
	away.Disabled = true
	_, err = put(Operator, away)
	refused("the last is disabled", "disabled", "user_last_security", err)
	_, err = put(Operator, own)
	refused("the last gets another role", "roles", "user_last_security", err)
	second, err := put(Operator, auth.User{Login: "sec2", Name: "安二", Roles: []auth.Role{auth.SecurityAdmin}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := put(Operator, away); err != nil {
		t.Errorf("one of two is not disabled: %v", err)
	}
	second.Roles = nil
	_, err = put(Operator, second)
	refused("the other is the last now", "roles", "user_last_security", err)
}
