package web_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/identity"
	"mingda/internal/identity/identitytest"
	"mingda/internal/web"
)

// An identityOffice is an office beside an identity service.
type identityOffice struct {
	*caseOffice
	service *identitytest.Provider
}

// withIdentity returns an office beside an identity service in which lin and he have accounts.
func withIdentity(t *testing.T) *identityOffice {
	t.Helper()
	o := &identityOffice{caseOffice: newCaseOffice(t)}
	var err error
	o.service, err = identitytest.Start(identitytest.Options{
		Redirect: o.server.URL + web.IdentityBack, AfterOut: o.server.URL + "/sign-in", Now: time.Now,
		Accounts: []identitytest.Account{
			{Login: "lin", Subject: "s-1001", Name: "林疏", Email: "xin@example.gov.cn", AMR: []string{"pwd"}},
			{Login: "he", Subject: "s-1002", Name: longName},
		},
	})
	o.must(err)
	t.Cleanup(o.service.Close)
	o.pages.Identity = identity.New(identity.Options{
		Issuer: o.service.Issuer, ClientID: identitytest.ClientID, Secret: func() (string, error) { return identitytest.Secret, nil },
		Name: "统一身份认证", Claim: "sub", Scopes: []string{"openid", "profile"}, AMR: []string{"otp"},
		Redirect: o.server.URL + web.IdentityBack, AfterOut: o.server.URL + "/sign-in", Now: time.Now, Log: slog.New(slog.DiscardHandler),
	})
	return o
}

// through goes from a page of ours to the service, signs in there, and returns the path
// that the service sends back to.
func (o *identityOffice) through(b *browser, from, login string) string {
	o.t.Helper()
	a := b.get(from)
	if to := a.header.Get("Location"); a.status != http.StatusSeeOther || !strings.HasPrefix(to, o.service.Issuer+"/") {
		o.t.Fatalf("GET %s: %d to %q", from, a.status, to)
	}
	back, err := o.service.Browser().Go(a.header.Get("Location"), login)
	o.must(err)
	if !strings.HasPrefix(back.String(), o.server.URL+web.IdentityBack+"?") {
		o.t.Fatalf("sent to %s", back)
	}
	return back.RequestURI()
}

// linked links an account to an identity.
func (o *identityOffice) linked(u auth.User, subject string) {
	o.t.Helper()
	o.must(o.desk.LinkOwnIdentity(o.t.Context(), u, auth.Identity{Issuer: o.service.Issuer, Subject: subject}))
}

// TestFirstIdentity: whom the service vouches for is nobody here, even with the mail
// address of an account, until they have signed in with their password and said that it is them.
func TestFirstIdentity(t *testing.T) {
	o := withIdentity(t)
	u := o.newcomer("xin")
	u.Email = "xin@example.gov.cn"
	_, err := o.desk.PutUser(t.Context(), desk.Operator, u, "")
	o.must(err)
	o.must(o.desk.ChangePassword(t.Context(), u, firstPassword, ownPassword, ownPassword))
	b := o.stranger()
	if href := b.page("/sign-in?next=/cases").Href("用统一身份认证登录"); href != "/sign-in/identity?next=%2Fcases" {
		t.Fatalf("the way there is %q", href)
	}
	gone(t, b.get(o.through(b, "/sign-in/identity?next=/cases", "lin")), "/sign-in?next=%2Faccount%2Fidentity")
	gone(t, b.get("/cases"), "/sign-in")
	page := b.page("/sign-in?next=%2Faccount%2Fidentity")
	has(t, "vouched for", page.Text(), "认出您是 林疏", "用密码登录一次")
	if page.Href("用统一身份认证登录") != "" {
		t.Error("sent round in circles")
	}
	gone(t, b.fill("/sign-in?next=%2Faccount%2Fidentity", url.Values{"login": {"xin"}, "password": {ownPassword}}), "/account/identity")
	has(t, "asked", b.page("/account/identity").Text(), "林疏", "s-1001", "xin")
	gone(t, b.post("/account/identity", url.Values{"do": {"link"}}), "/cases")
	if a := b.post("/account/identity", url.Values{"do": {"link"}}); a.status != http.StatusConflict {
		t.Errorf("linked twice by one visit: %d", a.status)
	}
	gone(t, b.post("/sign-out", nil), "/sign-in")

	again := o.stranger()
	gone(t, again.get(o.through(again, "/sign-in/identity?next=/letters", "lin")), "/letters")
	if again.get("/letters").status != http.StatusOK {
		t.Error("not signed in")
	}
	out := again.post("/sign-out", nil)
	gone(t, out, "/sign-in?out=identity")
	gone(t, again.get("/letters"), "/sign-in")
	if href := again.page(out.header.Get("Location")).Href("也退出统一身份认证"); !strings.HasPrefix(href, o.service.Issuer) || strings.Contains(href, "id_token") {
		t.Errorf("signing out there is at %q", href)
	}
	if other := o.stranger(); other.get("/account/identity").status != http.StatusSeeOther {
		t.Error("nobody may link")
	}
}

// TestLinkRefused: who says that it is not them is linked to nobody; an identity is of
// one account only; one is linked in the session that met it, within its time.
func TestLinkRefused(t *testing.T) {
	o := withIdentity(t)
	o.pages.Reprove = time.Hour
	o.linked(o.checker, "s-1001")
	b := o.in(o.officer)
	gone(t, b.get("/account/identity"), "/account")
	gone(t, b.get(o.through(b, "/account/identity/begin", "he")), "/account/identity")
	gone(t, b.post("/account/identity", url.Values{"do": {"leave"}}), "/account")
	if l, err := o.desk.LinkOf(t.Context(), o.officer, o.officer.ID); err != nil || l.Subject != "" {
		t.Errorf("linked to %+v, %v", l, err)
	}
	gone(t, b.get(o.through(b, "/account/identity/begin", "lin")), "/account/identity")
	if a := b.post("/account/identity", url.Values{"do": {"link"}}); a.status != http.StatusConflict || !strings.Contains(a.body, "已经关联了另一个账号") {
		t.Errorf("taken: %d %s", a.status, a.page.Text())
	}
	gone(t, b.get(o.through(b, "/account/identity/begin", "he")), "/account/identity")
	o.at(2026, time.November, 23, 10, 30)
	if a := b.post("/account/identity", url.Values{"do": {"link"}}); a.status != http.StatusConflict || !strings.Contains(a.body, "确认得太晚了") {
		t.Errorf("late: %d %s", a.status, a.page.Text())
	}
	if a := b.post("/account/identity", url.Values{"do": {"x"}}); a.status != http.StatusUnprocessableEntity {
		t.Errorf("neither: %d", a.status)
	}
	gone(t, b.get(o.through(b, "/account/identity/begin", "he")), "/account/identity")
	gone(t, b.post("/account/identity", url.Values{"do": {"link"}}), "/account")
	gone(t, b.post("/account/identity", url.Values{"do": {"drop"}}), "/account")
	stranger := o.stranger()
	gone(t, stranger.get(o.through(stranger, "/sign-in/identity", "he")), "/sign-in?next=")
}

// TestIdentityWayBack: what comes back is taken once, by the browser that went, and says
// nothing of what the service said; afterwards the password does as before.
func TestIdentityWayBack(t *testing.T) {
	o := withIdentity(t)
	o.linked(o.checker, "s-1001")
	b := o.stranger()
	token := func() string { return b.client.Jar.Cookies(mustURL(o.server.URL))[0].Value }
	back := o.through(b, "/sign-in/identity?next=//elsewhere.example", "lin")
	refused := func(what string, a answer, status int, words ...string) {
		t.Helper()
		if a.status != status || a.header.Get("Cache-Control") != "no-store" || strings.Contains(a.body, "insides") || strings.Contains(a.body, "nonce") {
			t.Errorf("%s: %d %s", what, a.status, a.page.Text())
		}
		has(t, what, a.page.Text(), append(words, "用户名", "密码")...)
	}
	refused("another's browser", o.stranger().get(back), http.StatusUnprocessableEntity, "没有走完")
	before := token()
	gone(t, b.get(back), "/")
	if token() == before {
		t.Error("the session of before has become one of somebody")
	}
	gone(t, b.post("/sign-out", nil), "/sign-in")
	refused("a second time", b.get(back), http.StatusUnprocessableEntity, "没有走完")
	refused("cancelled", b.get(o.through(b, "/sign-in/identity", "")), http.StatusUnprocessableEntity, "您取消了")
	o.service.Tamper(identitytest.Tamper{Claims: func(c map[string]any) { c["nonce"] = "another" }})
	refused("another nonce", b.get(o.through(b, "/sign-in/identity", "lin")), http.StatusUnprocessableEntity, "核对不上")
	o.service.Tamper(identitytest.Tamper{Sign: "none"})
	refused("not signed", b.get(o.through(b, "/sign-in/identity", "lin")), http.StatusUnprocessableEntity, "核对不上")
	o.service.Tamper(identitytest.Tamper{})
	u := o.checker
	u.Disabled = true
	_, err := o.desk.PutUser(t.Context(), desk.Operator, u, "")
	o.must(err)
	refused("disabled", b.get(o.through(b, "/sign-in/identity", "lin")), http.StatusUnprocessableEntity, "已停用")
	gone(t, b.get("/cases"), "/sign-in")
	for range 70 {
		if a := b.get("/sign-in/identity"); a.status == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("anybody may send us to the service without end")
}

func mustURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}

// TestIdentityDown: with the service out of order the page says so, and passwords do.
func TestIdentityDown(t *testing.T) {
	o := withIdentity(t)
	o.newcomer("xin")
	o.service.Down(true)
	b := o.stranger()
	has(t, "not known yet", b.page("/sign-in").Text(), "用统一身份认证登录")
	a := b.get("/sign-in/identity?next=/cases")
	if a.status != http.StatusServiceUnavailable || strings.Contains(a.body, "insides") || strings.Contains(a.body, "502") {
		t.Errorf("down: %d %s", a.status, a.page.Text())
	}
	has(t, "down", a.page.Text(), "现在连不上统一身份认证", "用户名")
	has(t, "said before anybody tries", o.stranger().page("/sign-in").Text(), "刚才连不上")
	gone(t, b.signIn("xin", firstPassword), "/cases")
}

// TestNoIdentityService: without a service nothing of it is there.
func TestNoIdentityService(t *testing.T) {
	o := newCaseOffice(t)
	b := o.stranger()
	if strings.Contains(b.page("/sign-in").Text(), "统一身份认证") {
		t.Error("there is a button to nowhere")
	}
	for _, address := range []string{"/sign-in/identity", "/sign-in/identity/back?state=x&code=y"} {
		if a := b.get(address); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", address, a.status)
		}
	}
	if a := o.in(o.clerk).post("/account/identity", url.Values{"do": {"link"}}); a.status != http.StatusNotFound {
		t.Errorf("linked to nothing: %d", a.status)
	}
}
