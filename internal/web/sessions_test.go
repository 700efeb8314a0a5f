package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/htmlcheck"
	"mingda/internal/loopback"
	"mingda/internal/sqlite"
	"mingda/internal/web"
)

// ends returns where the buttons of the page post that end sessions, the last for all others.
func ends(page htmlcheck.Node) (all []string) {
	for _, form := range page.All("form") {
		if at := form.Attr("action"); strings.HasPrefix(at, "/account/sessions/") {
			all = append(all, at)
		}
	}
	return all
}

// TestOwnSessions: one's own sessions are listed, this one marked; one or all others are
// ended, and nobody else's.
func TestOwnSessions(t *testing.T) {
	o := newCaseOffice(t)
	o.giveWord(&o.clerk)
	here, there, third := o.stranger(), o.stranger(), o.stranger()
	colleague := o.in(o.officer)
	for _, b := range []*browser{there, third, here} {
		gone(t, b.signIn(o.clerk.Login, ownPassword), "/cases")
		o.pass(6 * time.Minute)
	}
	p := here.page("/account")
	has(t, "list", p.Text(), "登录着的地方", loopback.Host(), "就是这里", "10:00", "10:12", "10:18")
	all := ends(p)
	if len(all) != 3 || all[2] != "/account/sessions/others/end" {
		t.Fatalf("forms %v", all)
	}
	if a := colleague.post(all[0], nil); a.status != http.StatusNotFound {
		t.Errorf("a colleague ends it: %d", a.status)
	}
	gone(t, here.post(all[0], nil), "/account")
	if left := ends(here.page("/account")); len(left) != 2 || left[0] == all[0] {
		t.Errorf("forms after one was ended: %v", left)
	}
	gone(t, here.post("/account/sessions/others/end", nil), "/account")
	for _, b := range []*browser{there, third} {
		gone(t, b.get("/cases"), "/sign-in?next=%2Fcases")
	}
	for _, b := range []*browser{here, colleague} {
		if a := b.get("/cases"); a.status != http.StatusOK {
			t.Errorf("ended too: %d", a.status)
		}
	}
}

// TestUserSessions: the security administrator ends all sessions of somebody; who keeps the
// accounts does not.
func TestUserSessions(t *testing.T) {
	o := newCaseOffice(t)
	security := auth.User{Login: "an", Name: "简宁", Roles: []auth.Role{auth.SecurityAdmin}, PasswordHash: "nobody signs in by it"}
	o.must(o.desk.DB.Write(t.Context(), func(tx *sqlite.Tx) (err error) {
		security.ID, err = tx.PutUser(t.Context(), security, o.clock())
		return err
	}))
	clerk := o.in(o.clerk)
	at := "/users/" + itoa(int(o.clerk.ID))
	if a := o.in(o.system).post(at+"/sessions", nil); a.status != http.StatusForbidden {
		t.Errorf("the system administrator: %d", a.status)
	}
	b := o.in(security)
	has(t, "open", b.page(at).Text(), "现在有 1 处登录着")
	gone(t, b.post(at+"/sessions", nil), at)
	has(t, "ended", b.page(at).Text(), "已结束冯小满的 1 处登录", "现在没有登录着的")
	gone(t, clerk.get("/cases"), "/sign-in?next=%2Fcases")
}

func TestBrowserName(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0":   "Windows 上的 Edge",
		"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0":                                                  "Linux 上的 Firefox",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/604": "iPhone 上的 Safari",
		"curl/8":                 "认不出的浏览器",
		strings.Repeat("x", 1e4): "认不出的浏览器",
	} {
		if got := web.BrowserName(agent); got != want {
			t.Errorf("%.80s: %s", agent, got)
		}
	}
}
