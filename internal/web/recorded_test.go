package web_test

import (
	"crypto/rand"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/loopback"
	"mingda/internal/sqlite"
	"mingda/internal/web"
)

// recorded returns what the audit has since, as kind, subject, status and words.
func (o *caseOffice) recorded(since int64) (all []audit.Entry) {
	o.t.Helper()
	log, err := o.desk.DB.Audit(o.t.Context())
	o.must(err)
	o.must(log.Each(o.t.Context(), func(e audit.Entry) error {
		if e.Seq > since {
			all = append(all, e)
		}
		return nil
	}))
	return all
}

func (o *caseOffice) audited() int64 {
	o.t.Helper()
	log, err := o.desk.DB.Audit(o.t.Context())
	o.must(err)
	seq, _, err := log.Head(o.t.Context())
	o.must(err)
	return seq
}

// TestEveryRouteRecorded: each route of the desk has its row in the table of what is
// recorded, and no row is of no route.
func TestEveryRouteRecorded(t *testing.T) {
	o, _ := drafted(t)
	o.pages.Demo = []web.DemoAccount{{Login: "feng"}} // its style guide too
	used := map[string]bool{}
	for _, r := range routesOf(t, o.pages) {
		row, ok := web.RecordedRoutes.Of(r.method, r.pattern)
		if !ok {
			t.Errorf("%s is not in the table of what is recorded (internal/web/recorded.go)", r)
		}
		if row.Kind == "" && row.Why == "" || row.Kind != "" && row.Kind.Label() == "" {
			t.Errorf("%s: %+v", r, row)
		}
		if r.method == http.MethodGet && strings.Contains(r.pattern, "{id") && row.Kind == "" {
			t.Errorf("%s shows something of somebody and is not recorded", r)
		}
		if ends := filepath.Ext(r.pattern); r.method == http.MethodGet && ends != "" && (row.Kind == audit.Saw || row.Kind == audit.Listed) {
			t.Errorf("%s gives a file away and is recorded as a page", r)
		}
		used[row.Routes] = true
	}
	for _, row := range web.RecordedRoutes {
		if !used[row.Routes] {
			t.Errorf("no route is %s", row.Routes)
		}
	}
}

// TestRecorded: what a person does is recorded as what it is, of whom and of what, also
// as HEAD, when it is refused, and when there is nothing.
func TestRecorded(t *testing.T) {
	o, id := drafted(t)
	clerk, stranger := o.in(o.clerk), o.in(o.other)
	since := o.audited()
	clerk.get(path(id, ""))
	clerk.get(path(id, "/letters/1"))
	clerk.get("/cases?q=" + url.QueryEscape("土地 110101199003074514"))
	req, err := http.NewRequest(http.MethodHead, o.server.URL+path(id, ""), nil)
	o.must(err)
	clerk.do(req)
	clerk.get("/cases/99999")
	stranger.get(path(id, ""))
	clerk.post(path(id, "/note"), url.Values{})
	clerk.post("/keys", url.Values{"keys": {"off"}})
	type short struct {
		Kind    audit.Kind
		Subject audit.Subject
		Method  string
		Status  int
		By      int64
	}
	of := audit.Subject{Matter: audit.Case, ID: int64(id)}
	letter := audit.Subject{Matter: audit.Case, ID: int64(id), Part: 1}
	want := []short{
		{audit.Saw, of, "GET", 200, o.clerk.ID}, {audit.Saw, letter, "GET", 404, o.clerk.ID}, {audit.Searched, audit.Subject{Matter: audit.Case}, "GET", 200, o.clerk.ID},
		{audit.Saw, of, "HEAD", 200, o.clerk.ID}, {audit.Saw, audit.Subject{Matter: audit.Case, ID: 99999}, "GET", 404, o.clerk.ID},
		{audit.Refused, of, "GET", 403, o.other.ID}, {audit.Acted, of, "POST", 422, o.clerk.ID},
	}
	var got []short
	for _, e := range o.recorded(since) {
		got = append(got, short{e.Kind, e.Subject, e.Method, e.Status, e.By})
		if e.Address != loopback.Host() || len(e.Session) != 16 || e.Door != "desk" || e.Route == "" || e.At.IsZero() {
			t.Errorf("entry %d: %+v", e.Seq, e)
		}
		if e.Kind == audit.Searched && (!strings.HasPrefix(e.Words, "土地 #") || strings.Contains(e.Words, "1990")) {
			t.Errorf("searched for %q", e.Words)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestSignInRecorded: signing in, a wrong password, out.
func TestSignInRecorded(t *testing.T) {
	o := newCaseOffice(t)
	const password = "correct horse battery"
	hash, err := auth.HashPassword(rand.Reader, password, auth.StandardCost)
	o.must(err)
	o.clerk.PasswordHash = hash
	o.must(o.desk.DB.Write(t.Context(), func(tx *sqlite.Tx) error {
		_, err := tx.PutUser(t.Context(), o.clerk, o.clock())
		return err
	}))
	since := o.audited()
	jar, err := cookiejar.New(nil)
	o.must(err)
	b := &browser{o, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	b.get("/sign-in")
	b.post("/sign-in", url.Values{"login": {o.clerk.Login}, "password": {password}})
	b.post("/sign-out", url.Values{})
	b.get("/cases")
	b.post("/sign-in", url.Values{"login": {o.clerk.Login}, "password": {"wrong"}})
	b.post("/sign-in", url.Values{"login": {"nobody"}, "password": {"wrong"}})
	var got []string
	for _, e := range o.recorded(since) {
		who := map[int64]string{o.clerk.ID: "clerk", 0: "nobody"}[e.By]
		got = append(got, string(e.Kind)+" "+who)
		if strings.Contains(e.Note+e.Words, "wrong") {
			t.Errorf("what was typed is kept: %+v", e)
		}
	}
	if diff := cmp.Diff([]string{"signed-in clerk", "signed-out clerk", "sign-in-failed clerk", "sign-in-failed nobody"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestNotShownUnrecorded: a page that cannot be recorded is not shown, nor is a file; once
// it can be, it is.
func TestNotShownUnrecorded(t *testing.T) {
	o, id := drafted(t)
	clerk := o.in(o.clerk)
	o.must(os.Mkdir(o.desk.DB.AuditPath(), 0o700)) // in the place of the file
	for _, at := range []string{path(id, ""), path(id, "/registration.pdf"), "/cases", "/archives/kept.xlsx"} {
		a := clerk.get(at)
		if a.status != http.StatusServiceUnavailable || !strings.Contains(a.body, "访问记录没有写成") || a.header.Get("Content-Disposition") != "" || strings.Contains(a.body, "团结路") {
			t.Errorf("%s: %d %v", at, a.status, a.header)
		}
	}
	if a := clerk.get("/sign-in"); a.status != http.StatusOK {
		t.Errorf("what is not recorded: %d", a.status)
	}
	o.must(os.Remove(o.desk.DB.AuditPath()))
	if a := clerk.get(path(id, "")); a.status != http.StatusOK {
		t.Errorf("once it can be recorded: %d", a.status)
	}
}

// TestFeedRecorded: a calendar that is fetched under its secret address is recorded with
// whose it is; an address that is nobody's is not.
func TestFeedRecorded(t *testing.T) {
	o := newRegister(t)
	path := o.in(o.clerk).newFeed()
	since := o.audited()
	o.fetch(path)
	o.fetch("/calendar/0123456789abcdefghjkmnpqrs.ics")
	if got := o.recorded(since); len(got) != 1 || got[0].Kind != audit.Took || got[0].By != o.clerk.ID || got[0].Status != http.StatusOK || strings.Contains(got[0].Route, path) {
		t.Errorf("%+v", got)
	}
}
