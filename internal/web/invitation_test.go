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

	if a := system.post(account+"/invitation", nil); a.status != http.StatusConflict || !a.page.HasText("main", "由两位管理员恢复登录") {
		t.Errorf("an administrator invites alone to an account in use: %d %s", a.status, a.page.Text())
	}
}

// TestInvitedToFactor: an invitation that was taken back is good for nothing; whose role needs a
// second factor comes to set it up, and has a shorter password.
func TestInvitedToFactor(t *testing.T) {
	o := newCaseOffice(t)
	o.desk.Demo = false
	o.desk.SignIns.NeedFactor = []auth.Role{auth.Clerk}
	id, err := o.desk.PutUser(t.Context(), desk.Operator, auth.User{Login: "xin", Name: "新人", Agency: o.agency.ID, Roles: []auth.Role{auth.Clerk}}, "")
	o.must(err)
	system, b, account := o.in(o.system), o.stranger(), "/users/"+itoa(int(id))
	has(t, "list", system.page("/users").Text(), "还没有邀请")
	typed := url.Values{"login": {"xin"}, "code": {codeOn(system.post(account+"/invitation", nil))}, "new": {"石榴城墙三月渡口"}, "again": {"石榴城墙三月渡口"}}
	gone(t, system.post(account+"/invitation/take-back", nil), account)
	if a := b.fill("/sign-in/invitation", typed); a.status != http.StatusUnprocessableEntity {
		t.Errorf("taken back: %d", a.status)
	}
	typed.Set("code", codeOn(system.post(account+"/invitation", nil)))
	gone(t, b.fill("/sign-in/invitation", typed), "/")
	gone(t, b.get("/cases"), "/account")
}

// TestInvitationSlowed: guessing codes grows slow, on one count with passwords.
func TestInvitationSlowed(t *testing.T) {
	o := newCaseOffice(t)
	u := o.newcomer("xin")
	invited, err := o.desk.ResetSignIn(t.Context(), desk.Operator, u.ID, false)
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
	gone(t, b.post("/sign-in/invitation", typed), "/account") // which says who let them in
}

// TestLetInPages: one administrator asks, sees no code and cannot agree; another one, who sees
// nothing of the cases, agrees and gets the slip; what is open ends, and who comes in is told by whom.
func TestLetInPages(t *testing.T) {
	o := newCaseOffice(t)
	o.giveWord(&o.clerk)
	system, security, open := o.in(o.system), o.in(o.securityAdmin()), o.in(o.clerk)
	account := "/users/" + itoa(int(o.clerk.ID))
	has(t, "account", system.page(account).Text(), "恢复登录", "另一位确认")
	if a := system.fill(account+"/let-in", url.Values{"reason": {""}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-error", "怎么核对的本人") {
		t.Errorf("without a reason: %d %s", a.status, a.page.Text())
	}
	gone(t, system.fill(account+"/let-in", url.Values{"reason": {"忘了密码，当面核对过"}, "factors": {"1"}}), "/let-ins/1")
	has(t, "asked", system.page("/let-ins/1").Text(), "等另一位确认", "安全员", "撤回")
	if a := system.post("/let-ins/1/agree", nil); a.status != http.StatusForbidden {
		t.Errorf("who asked agrees: %d", a.status)
	}
	if a := o.in(o.checker).get("/let-ins"); a.status != http.StatusForbidden {
		t.Errorf("a checker sees them: %d", a.status)
	}
	if a := open.get("/cases"); a.status != http.StatusOK {
		t.Errorf("asking ends a session: %d", a.status)
	}
	has(t, "to agree", security.page("/let-ins").Text(), o.clerk.Name, "等您确认")
	has(t, "to agree", security.page("/let-ins/1").Text(), "忘了密码，当面核对过", "第二步验证和恢复码清掉", "确认恢复", "不同意")
	a := security.post("/let-ins/1/agree", nil)
	code := codeOn(a)
	if a.status != http.StatusOK || code == "" || a.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("agreed: %d %s", a.status, a.page.Text())
	}
	gone(t, open.get("/cases"), "/sign-in?next=%2Fcases")
	b := o.stranger()
	gone(t, b.fill("/sign-in/invitation", url.Values{"login": {o.clerk.Login}, "code": {code}, "new": {firstPassword}, "again": {firstPassword}}), "/account")
	has(t, "told", b.page("/account").Text(), "您的登录恢复过", o.system.Name, "安全员", "忘了密码，当面核对过")
	gone(t, o.stranger().signIn(o.clerk.Login, firstPassword), "/cases") // told once, there for good
	if a := security.post("/let-ins/1/end", nil); a.status != http.StatusConflict {
		t.Errorf("ended after it was done: %d", a.status)
	}
	has(t, "done", system.page("/let-ins/1").Text(), "已恢复", "安全员")
}
