package web_test

import (
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/desk"
)

// stranger is a browser that nobody has signed in at.
func (o *caseOffice) stranger() *browser {
	o.t.Helper()
	jar, err := cookiejar.New(nil)
	o.must(err)
	return &browser{o, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// signIn sends the form of the sign-in page.
func (b *browser) signIn(login, password string) answer {
	b.o.t.Helper()
	return b.fill("/sign-in?next=/cases", url.Values{"login": {login}, "password": {password}})
}

// newcomer opens an account with a first password, as administrators did before they invited.
func (o *caseOffice) newcomer(login string) auth.User {
	o.t.Helper()
	o.desk.Demo = false // where first passwords have to be changed
	id, err := o.desk.PutUser(o.t.Context(), desk.Operator, auth.User{Login: login, Name: longName, Agency: o.agency.ID, Roles: []auth.Role{auth.Clerk}}, firstPassword)
	o.must(err)
	u, err := o.desk.User(o.t.Context(), id)
	o.must(err)
	return u
}

const (
	firstPassword = "渡口 石榴 城墙 三月 灯塔 木船"
	ownPassword   = "清明 灯塔 木船 九月 石榴 城墙"
)

// setPassword lets somebody set a password by an invitation.
func (o *caseOffice) setPassword(u auth.User, password string) {
	o.t.Helper()
	invited, err := o.desk.ResetSignIn(o.t.Context(), desk.Operator, u.ID, false)
	o.must(err)
	_, err = o.desk.AcceptInvitation(o.t.Context(), u.Login, string(invited.Code), password, password)
	o.must(err)
	_, err = o.desk.TellLetIn(o.t.Context(), u) // or the next sign-in leads to where they are told
	o.must(err)
}

// TestFirstPassword: whoever comes with the password they were given chooses
// another one before anything else; what they have open elsewhere ends.
func TestFirstPassword(t *testing.T) {
	o := newCaseOffice(t)
	o.newcomer("xin")
	b, elsewhere := o.stranger(), o.stranger()
	wrong := b.signIn("xin", "not this one")
	if wrong.status != http.StatusUnprocessableEntity || !wrong.page.HasText("main", "用户名或者密码不对") || strings.Contains(wrong.body, "not this one") {
		t.Errorf("wrong: %d %s", wrong.status, wrong.page.Text())
	}
	unknown := b.signIn("nobody", "not this one")
	if unknown.status != wrong.status || strings.ReplaceAll(unknown.body, "nobody", "xin") != wrong.body {
		t.Error("an unknown name can be told from a wrong password")
	}
	gone(t, b.signIn(" XIN ", firstPassword), "/cases")
	gone(t, elsewhere.signIn("xin", firstPassword), "/cases")
	for _, address := range []string{"/", "/cases", "/inbox", "/users"} {
		gone(t, b.get(address), "/password")
	}
	gone(t, b.post("/post/new", url.Values{"subject": {"x"}}), "/password")
	for _, form := range []url.Values{
		{"old": {"not it"}, "new": {ownPassword}, "again": {ownPassword}},
		{"old": {firstPassword}, "new": {"short"}, "again": {"short"}},
		{"old": {firstPassword}, "new": {ownPassword}, "again": {ownPassword + "x"}},
	} {
		if a := b.fill("/password", form); a.status != http.StatusUnprocessableEntity || a.page.Count(".govuk-error-summary a") != 1 {
			t.Errorf("%v: %d %s", form, a.status, a.page.Text())
		}
	}
	gone(t, b.fill("/password", url.Values{"old": {firstPassword}, "new": {ownPassword}, "again": {ownPassword}}), "/")
	has(t, "changed", b.page("/").Text(), "密码已改")
	gone(t, elsewhere.get("/cases"), "/sign-in")
	if a := o.stranger().signIn("xin", firstPassword); a.status != http.StatusUnprocessableEntity {
		t.Errorf("the first password still works: %d", a.status)
	}
	gone(t, elsewhere.signIn("xin", ownPassword), "/cases")
}

// TestSessionEnds: by signing out, with the account, with a reset password. Who signs in gets another token than before.
func TestSessionEnds(t *testing.T) {
	o := newCaseOffice(t)
	u := o.newcomer("xin")
	at := func(b *browser) string {
		home, err := url.Parse(o.server.URL)
		o.must(err)
		for _, c := range b.client.Jar.Cookies(home) {
			if c.Name == o.sessions.Cookie.Name {
				return c.Value
			}
		}
		return ""
	}
	b := o.stranger()
	gone(t, b.signIn("xin", firstPassword), "/cases")
	before := at(b)
	gone(t, b.signIn("xin", firstPassword), "/cases")
	if before == "" || at(b) == before {
		t.Error("signed in again with the token of before")
	}
	out := b.post("/sign-out", nil)
	if gone(t, out, "/sign-in"); out.header.Get("Clear-Site-Data") != `"cache"` {
		t.Errorf("what the browser keeps stays: %v", out.header)
	}
	gone(t, b.get("/password"), "/sign-in?next=%2Fpassword")
	typed := url.Values{"subject": {"typed <for> an hour"}, "content": {"第一行\n第二行"}, "kind": {"written"}, "name": {"李四"}, "id_number": {"11010519491231002X"}}
	late := b.post("/counter/new", typed)
	has(t, "a form that comes too late", late.page.Text(), "登录已经过期", "填的都在这一页上")
	if late.status != http.StatusForbidden || late.page.Href("在新标签页登录") != "/sign-in" || strings.Contains(late.body, "改角色") {
		t.Errorf("a form that comes too late: %d %s", late.status, late.page.Text())
	}

	if late := b.post("/password", url.Values{"old": {"geheim"}}); strings.Contains(late.body, "geheim") {
		t.Error("a password stands on the page")
	}
	gone(t, b.signIn("xin", firstPassword), "/cases")
	form, ok := late.page.In("form[action=/counter/new]")
	if !ok || !maps.EqualFunc(url.Values(form.Values()), typed, slices.Equal) {
		t.Errorf("the page holds %v", form.Values())
	}
	gone(t, o.in(o.clerk).post("/counter/new", form.Values()), "/inputs/1/ticket")
	o.setPassword(u, ownPassword)
	gone(t, b.get("/password"), "/sign-in")
	if a := b.post("/sign-in", url.Values{"login": {"xin"}, "password": {ownPassword}, "next": {"//elsewhere.example"}}); a.header.Get("Location") != "/" {
		t.Errorf("signing in leads out: %q", a.header.Get("Location"))
	}
	u.Disabled = true
	_, err := o.desk.PutUser(t.Context(), desk.Operator, u, "")
	o.must(err)
	gone(t, b.get("/password"), "/sign-in")
}

// TestLockOut: guessing grows slow and says how long; the person whose name is
// guessed signs in all the same, from the browser they have used before.
func TestLockOut(t *testing.T) {
	o := newCaseOffice(t)
	o.newcomer("xin")
	own := o.stranger()
	gone(t, own.signIn("xin", firstPassword), "/cases")
	gone(t, own.post("/sign-out", nil), "/sign-in")
	guesser, slowed := o.stranger(), answer{}
	for range 8 {
		if slowed = guesser.post("/sign-in", url.Values{"login": {"xin"}, "password": {"guess"}}); slowed.status == http.StatusTooManyRequests {
			break
		}
	}
	if slowed.status != http.StatusTooManyRequests || slowed.header.Get("Retry-After") == "" {
		t.Fatalf("not slowed: %d", slowed.status)
	}
	has(t, "slowed", slowed.page.Text(), "秒")
	if a := guesser.signIn("xin", firstPassword); a.status != http.StatusTooManyRequests {
		t.Errorf("the right guess while waiting: %d", a.status)
	}
	gone(t, own.signIn("xin", firstPassword), "/cases")
	o.mu.Lock()
	o.now = o.now.Add(20 * time.Minute)
	o.mu.Unlock()
	gone(t, guesser.signIn("xin", firstPassword), "/cases")
}

// TestPasswordSlowed: guessing the old password on the page that changes it is as slow as at the
// door, on one count; a new password that is not good enough is no wrong try.
func TestPasswordSlowed(t *testing.T) {
	o := newCaseOffice(t)
	o.giveWord(&o.clerk)
	b := o.in(o.clerk)
	change := func(old, password string) answer {
		return b.post("/password", url.Values{"old": {old}, "new": {password}, "again": {password}})
	}
	for range 6 {
		if a := change(ownPassword, "short"); a.status != http.StatusUnprocessableEntity {
			t.Fatalf("too short: %d", a.status)
		}
	}
	for range 4 {
		if a := change("a guess", firstPassword); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-old-error", "原来的密码不对") {
			t.Fatalf("wrong: %d %s", a.status, a.page.Text())
		}
	}
	if a := change(ownPassword, firstPassword); a.status != http.StatusTooManyRequests || !a.page.HasText("#f-old-error", "秒再试") {
		t.Errorf("the right guess while waiting: %d %s", a.status, a.page.Text())
	}
	if a := o.stranger().signIn(o.clerk.Login, ownPassword); a.status != http.StatusTooManyRequests {
		t.Errorf("at the door: %d", a.status)
	}
	o.pass(time.Minute)
	gone(t, change(ownPassword, firstPassword), "/")
}

// TestTriesKept: a restart forgives no wrong try, and what is kept names nobody; the right
// password takes it back.
func TestTriesKept(t *testing.T) {
	o := newCaseOffice(t)
	o.giveWord(&o.clerk)
	for range 4 {
		o.stranger().signIn(o.clerk.Login, "wrong")
	}
	again := func() *browser {
		o.serve()
		kept, err := o.desk.Tries(t.Context())
		o.must(err)
		for _, k := range kept {
			if len(k.Origin) != 64 || strings.Contains(k.Origin, o.clerk.Login) {
				t.Errorf("kept %+v", k)
			}
		}
		o.pages.Throttle.Restore(kept, o.clock())
		return o.stranger()
	}
	if a := again().signIn(o.clerk.Login, ownPassword); a.status != http.StatusTooManyRequests {
		t.Fatalf("after a restart: %d", a.status)
	}
	o.pass(time.Minute)
	gone(t, again().signIn(o.clerk.Login, ownPassword), "/cases")
	if a := again().signIn(o.clerk.Login, "wrong"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("after the right one: %d", a.status)
	}
}
