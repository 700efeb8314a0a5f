package desk

import (
	"sync"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/fault"
)

const ownPassword = "清明 灯塔 木船 九月 石榴 城墙"

// invited invites somebody as the system administrator.
func (b *bench) invited(id int64) Invited {
	b.t.Helper()
	i, err := b.Invite(ctx, b.by("admin"), id)
	b.must(err)
	return i
}

// newcomer opens an account whose person was not invited yet.
func (b *bench) newcomer() auth.User {
	b.t.Helper()
	u := auth.User{Login: "xin", Name: "新人", Agency: 1, Roles: []auth.Role{auth.Clerk}}
	u.ID = b.must1(b.PutUser(ctx, Operator, u, ""))
	return u
}

// TestInvitation: whoever was invited sets their own password by the code, once, in its time;
// nobody signs in by the password of before, and whoever has no right code learns nothing.
func TestInvitation(t *testing.T) {
	b := newBench(t)
	u := b.newcomer()
	first := b.invited(u.ID)
	for _, password := range []string{"", first.Code.String(), string(first.Code)} {
		_, err := b.SignIn(ctx, u.Login, password)
		b.refused(err, "sign_in_wrong")
	}
	second := b.invited(u.ID)
	for what, c := range map[string][2]string{
		"the code of before": {u.Login, first.Code.String()}, "nobody's name": {"nobody", second.Code.String()}, "another's": {"officer", second.Code.String()},
		"none": {u.Login, ""}, "no code": {u.Login, "K7MT"}, "who has none": {"officer", ""},
	} {
		if _, err := b.AcceptInvitation(ctx, c[0], c[1], "x", "y"); fault.FieldsOf(err)["code"] == nil || fault.CodeOf(fault.FieldsOf(err)["code"]) != "invitation_wrong" || len(fault.FieldsOf(err)) != 1 {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := b.AcceptInvitation(ctx, u.Login, second.Code.String(), "x", "y"); len(fault.FieldsOf(err)) != 2 || fault.FieldsOf(err)["code"] != nil {
		t.Errorf("a password that is none: %v", err)
	}
	in, err := b.AcceptInvitation(ctx, " "+u.Login+" ", second.Code.String(), ownPassword, ownPassword)
	if err != nil || in.ID != u.ID || in.MustChange {
		t.Fatalf("%+v, %v", in, err)
	}
	if _, err := b.SignIn(ctx, u.Login, ownPassword); err != nil {
		t.Error(err)
	}
	_, err = b.AcceptInvitation(ctx, u.Login, second.Code.String(), ownPassword+"2", ownPassword+"2")
	if fault.FieldsOf(err)["code"] == nil {
		t.Errorf("a second time: %v", err)
	}
	_, err = b.Invite(ctx, b.by("admin"), u.ID)
	b.refused(err, "invite_used")
}

// TestInvitationOver: a code ends with its time, when it is taken back and with the account.
func TestInvitationOver(t *testing.T) {
	b := newBench(t)
	u := b.newcomer()
	b.SignIns.Invitation = 24 * time.Hour
	wants := func(i Invited, code fault.Code) {
		t.Helper()
		_, err := b.AcceptInvitation(ctx, u.Login, i.Code.String(), ownPassword, ownPassword)
		if got := fault.FieldsOf(err)["code"]; got == nil || got.Code != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
	i := b.invited(u.ID)
	now := b.Now()
	b.Now = func() time.Time { return now.Add(24 * time.Hour) }
	wants(i, "invitation_over")
	i = b.invited(u.ID)
	b.must(b.TakeBackInvitation(ctx, b.by("admin"), u.ID))
	b.refused(b.TakeBackInvitation(ctx, b.by("admin"), u.ID), "invitation_gone")
	wants(i, "invitation_wrong")
	i = b.invited(u.ID)
	gone, err := b.DB.User(ctx, u.ID)
	b.must(err)
	gone.Disabled = true
	b.must1(b.PutUser(ctx, Operator, gone, ""))
	wants(i, "invitation_wrong")
	_, err = b.Invite(ctx, b.by("admin"), u.ID)
	b.refused(err, "invite_disabled")
	_, err = b.Invite(ctx, b.by("admin"), b.by("admin").ID)
	b.refused(err, "invite_self")
	_, err = b.PutUser(ctx, b.by("admin"), auth.User{Login: "another", Name: "新人", Agency: 1}, ownPassword)
	b.refused(err, "password_of_another")
}

// TestInvitationTogether: of two who come with one code at once one sets the password.
func TestInvitationTogether(t *testing.T) {
	b := newBench(t)
	u := b.newcomer()
	i := b.invited(u.ID)
	passwords := []string{ownPassword + "一", ownPassword + "二"}
	came := make([]error, len(passwords))
	var all sync.WaitGroup
	for n, password := range passwords {
		all.Go(func() { _, came[n] = b.AcceptInvitation(ctx, u.Login, i.Code.String(), password, password) })
	}
	all.Wait()
	if (came[0] == nil) == (came[1] == nil) {
		t.Fatalf("both or none: %v", came)
	}
	for n, password := range passwords {
		if _, err := b.SignIn(ctx, u.Login, password); (err == nil) != (came[n] == nil) {
			t.Errorf("%d: came %v, signs in %v", n, came[n], err)
		}
	}
}
