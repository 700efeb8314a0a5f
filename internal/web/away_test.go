package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"mingda/internal/auth"
	"mingda/internal/serve/servetest"
)

// TestAway: nothing that is sent as the way back leads to another site: after signing in
// with a password and with a code, after the proof that it is oneself, on the pages that
// carry it on, in the address itself, and in the page that led there.
func TestAway(t *testing.T) {
	o := newCaseOffice(t)
	o.giveWord(&o.clerk)
	second := o.grown("xin", auth.Clerk)
	own := o.stranger()
	gone(t, own.signIn("xin", ownPassword), "/cases")
	secret, _ := own.setUp()
	in, stranger := o.in(o.clerk), o.stranger()
	places := map[string]func(away string) answer{
		"the page to sign in":      func(away string) answer { return stranger.get("/sign-in?next=" + url.QueryEscape(away)) },
		"a wrong password":         func(away string) answer { return stranger.post("/sign-in", url.Values{"next": {away}}) },
		"the page of passkeys":     func(away string) answer { return stranger.get("/sign-in/passkey?next=" + url.QueryEscape(away)) },
		"the identity service":     func(away string) answer { return stranger.get("/sign-in/identity?next=" + url.QueryEscape(away)) },
		"an invitation":            func(away string) answer { return stranger.get("/sign-in/invitation?next=" + url.QueryEscape(away)) },
		"the proof by the service": func(away string) answer { return in.get("/prove/identity?next=" + url.QueryEscape(away)) },
		"a wrong proof": func(away string) answer {
			return in.post("/prove", url.Values{"next": {away}, "back": {away}, "proof": {"wrong"}})
		},
		"what waits for a proof": func(away string) answer {
			r, err := http.NewRequest(http.MethodGet, o.server.URL+"/numbers.csv?year=2026", nil)
			o.must(err)
			r.Header["Referer"] = []string{url.PathEscape(away)}
			return in.do(r)
		},
		"the address itself": func(away string) answer {
			r, err := http.NewRequest(http.MethodGet, o.server.URL, nil)
			o.must(err)
			r.URL.Opaque = "//" + r.URL.Host + "//evil.example/%2e%2e/" + url.PathEscape(away)
			return in.do(r)
		},
		"a form of nobody": func(away string) answer {
			return stranger.post("/cases/1/note?next="+url.QueryEscape(away), url.Values{"text": {"x"}})
		},
	}
	for _, away := range servetest.Away {
		in = o.in(o.clerk)
		o.pass(11 * time.Minute) // the proof of the sign-in is over
		for name, ask := range places {
			a := ask(away)
			servetest.Stays(t, name+" with "+short(away), o.server.URL+"/sign-in", a.header.Get("Location"), a.body)
		}
		o.pages.Throttle = auth.NewThrottle(100, nil) // wrong tries are slowed
		for name, a := range map[string]answer{
			"a proof":  o.in(o.clerk).post("/prove", url.Values{"next": {away}, "back": {away}, "proof": {ownPassword}}),
			"password": o.stranger().post("/sign-in", url.Values{"login": {o.clerk.Login}, "password": {ownPassword}, "next": {away}}),
			"code":     o.half(second).post("/sign-in/second", url.Values{"code": {o.code(secret)}, "next": {away}}),
		} {
			if a.status >= http.StatusBadRequest {
				t.Errorf("%s: %d %s", name, a.status, a.page.Text())
			}
			servetest.Stays(t, name+" with "+short(away), o.server.URL+"/sign-in", a.header.Get("Location"), a.body)
		}
	}
}

// half is a browser at which somebody has given their password, and no code yet.
func (o *caseOffice) half(u auth.User) *browser {
	o.t.Helper()
	b := o.stranger()
	gone(o.t, b.signIn(u.Login, ownPassword), "/sign-in/second?next=%2Fcases")
	return b
}

// short is the beginning of what is too long to be printed.
func short(s string) string { return s[:min(len(s), 60)] }
