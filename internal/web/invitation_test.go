package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/desk"
)

// codeOn returns the code of the invitation that a page shows, "" without one.
func codeOn(a answer) string {
	slip, ok := a.page.In(".receipt dl")
	if _, code, found := strings.Cut(slip.Text(), "邀请码"); ok && found {
		return strings.TrimSpace(code)
	}
	return ""
}

// TestInvited: an administrator opens an account and sees a code and no password; by it its person
// sets their own and is in, or at the second factor that their role asks for.
func TestInvited(t *testing.T) {
	o := newCaseOffice(t)
	o.desk.Demo = false
	system := o.in(o.system)
	a := system.fill("/users/new", url.Values{"name": {"新人"}, "login": {"xin"}, "place": {"1.1"}})
	code := codeOn(a)
	has(t, "slip", a.page.Text(), "xin", "/sign-in/invitation", "有效到", "只显示这一次")
	u, err := o.desk.DB.UserByLogin(t.Context(), "xin")
	o.must(err)
	u.Roles = []auth.Role{auth.Clerk}
	_, err = o.desk.PutUser(t.Context(), desk.Operator, u, "")
	o.must(err)
	account := "/users/" + itoa(int(u.ID))
	has(t, "account", system.page(account).Text(), "已邀请，有效到", "撤回邀请")

	b := o.stranger()
	if a := b.signIn("xin", code); a.status != http.StatusUnprocessableEntity {
		t.Errorf("the code is a password: %d", a.status)
	}
	typed := url.Values{"login": {"xin"}, "code": {"K7MT-9QRX-3WVH"}, "new": {ownPassword}, "again": {ownPassword}}
	wrong := b.fill("/sign-in/invitation", typed)
	typed.Set("login", "nobody")
	unknown := b.fill("/sign-in/invitation", typed)
	if wrong.status != http.StatusUnprocessableEntity || !wrong.page.HasText("#f-code-error", "邀请码不对") || strings.Contains(wrong.body, ownPassword) ||
		strings.ReplaceAll(unknown.body, "nobody", "xin") != wrong.body {
		t.Errorf("wrong: %d %s", wrong.status, wrong.page.Text())
	}
	typed = url.Values{"login": {"xin"}, "code": {strings.ToLower(code)}, "new": {"short"}, "again": {ownPassword}}
	short := b.fill("/sign-in/invitation", typed)
	if short.status != http.StatusUnprocessableEntity || !short.page.HasText("#f-new-error", "密码至少") || short.page.Values()["code"][0] != strings.ToLower(code) {
		t.Errorf("too short: %d %s", short.status, short.page.Text())
	}
	typed.Set("new", ownPassword)
	gone(t, b.fill("/sign-in/invitation", typed), "/")
	gone(t, o.stranger().signIn("xin", ownPassword), "/cases")
	has(t, "list", system.page("/users").Text(), "可以登录")

	a = system.post(account+"/invitation", nil)
	gone(t, b.get("/cases"), "/sign-in?next=%2Fcases") // what they have open ends with the password
	code = codeOn(a)
	gone(t, system.post(account+"/invitation/take-back", nil), account)
	typed.Set("code", code)
	if a := b.fill("/sign-in/invitation", typed); a.status != http.StatusUnprocessableEntity {
		t.Errorf("taken back: %d", a.status)
	}
	has(t, "taken back", system.page("/users").Text(), "还没有邀请")
	o.desk.SignIns.NeedFactor = []auth.Role{auth.Clerk}
	typed.Set("code", codeOn(system.post(account+"/invitation", nil)))
	typed.Set("new", "石榴城墙三月渡口") // enough beside a second factor
	typed.Set("again", "石榴城墙三月渡口")
	gone(t, b.fill("/sign-in/invitation", typed), "/")
	gone(t, b.get("/cases"), "/account")
}

// TestInvitationSlowed: guessing codes grows slow, on one count with passwords.
func TestInvitationSlowed(t *testing.T) {
	o := newCaseOffice(t)
	u := o.newcomer("xin")
	invited, err := o.desk.Invite(t.Context(), o.system, u.ID)
	o.must(err)
	b := o.stranger()
	for range 2 {
		b.signIn("xin", "a guess")
		b.post("/sign-in/invitation", url.Values{"login": {"xin"}, "code": {"K7MT-9QRX-3WVH"}})
	}
	typed := url.Values{"login": {"xin"}, "code": {invited.Code.String()}, "new": {ownPassword}, "again": {ownPassword}}
	if a := b.post("/sign-in/invitation", typed); a.status != http.StatusTooManyRequests {
		t.Errorf("the right guess while waiting: %d", a.status)
	}
	o.pass(5 * 60e9)
	gone(t, b.post("/sign-in/invitation", typed), "/")
}
