package web_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/htmlcheck"
	"mingda/internal/serve/servetest"
	"mingda/internal/sqlite"
	"mingda/internal/web"
)

// A route is one address under one method.
type route struct{ method, pattern string }

func (r route) String() string { return r.method + " " + r.pattern }

// routesOf lists every route of the server.
func routesOf(t *testing.T, s *web.Server) []route {
	t.Helper()
	var all []route
	err := s.Routes().Walk(func(r *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		pattern, err := r.GetPathTemplate()
		if err != nil {
			return err
		}
		methods, err := r.GetMethods() // a route without answers to any, and is an error here
		for _, m := range methods {
			all = append(all, route{m, pattern})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 80 {
		t.Fatalf("%d routes only", len(all))
	}
	return all
}

var variable = regexp.MustCompile(`\{([^{}]|\{[^{}]*\})*\}`)

// with is the address of a route with n for each of its variables, or with something that
// its expression takes.
func (r route) with(n string) string {
	return variable.ReplaceAllStringFunc(r.pattern, func(name string) string {
		_, takes, _ := strings.Cut(strings.Trim(name, "{}"), ":")
		if one, _, some := strings.Cut(takes, "|"); some {
			return one
		}
		if strings.HasPrefix(takes, "[a-z") {
			return "a"
		}
		return n
	})
}

// everyRole adds somebody of each role, and returns them by role.
func (o *caseOffice) everyRole() map[auth.Role]auth.User {
	o.t.Helper()
	all := map[auth.Role]auth.User{}
	for _, role := range auth.Roles {
		u := auth.User{Login: "one-" + string(role), Name: longName, Agency: o.agency.ID, Unit: o.units[0], Roles: []auth.Role{role}, PasswordHash: "nobody signs in by it"}
		if role == auth.SystemAdmin || role == auth.SecurityAdmin || role == auth.AuditAdmin {
			u.Agency, u.Unit = 0, 0
		}
		o.must(o.desk.DB.Write(o.t.Context(), func(tx *sqlite.Tx) (err error) {
			u.ID, err = tx.PutUser(o.t.Context(), u, o.clock())
			return err
		}))
		all[role] = u
	}
	return all
}

// head is where the ledger stands: it moves with every act.
func (o *caseOffice) head() string {
	o.t.Helper()
	_, hash, err := o.desk.DB.Head(o.t.Context())
	o.must(err)
	return string(hash)
}

// TestOtherMethods: HEAD is answered as GET is, and a method that an address
// does not take is named so, with those that it takes.
func TestOtherMethods(t *testing.T) {
	o, id := drafted(t)
	clerk := o.in(o.clerk)
	takes := map[string]string{} // by pattern
	for _, r := range routesOf(t, o.pages) {
		if takes[r.pattern] != "" {
			takes[r.pattern] += ", "
		}
		if takes[r.pattern] += r.method; r.method == http.MethodGet {
			takes[r.pattern] += ", HEAD"
		}
	}
	ask := func(method, pattern string) answer {
		req, err := http.NewRequest(method, o.server.URL+route{method, pattern}.with(itoa(int(id))), nil)
		o.must(err)
		return clerk.do(req)
	}
	for pattern, methods := range takes {
		for _, method := range []string{http.MethodDelete, http.MethodPut, http.MethodGet, http.MethodPost} {
			if strings.Contains(methods, method) {
				continue
			}
			a := ask(method, pattern)
			if a.status != http.StatusMethodNotAllowed || a.header.Get("Allow") != methods || !strings.Contains(a.body, "这一页不能直接打开") {
				t.Errorf("%s %s: %d, allowed %q, want %q", method, pattern, a.status, a.header.Get("Allow"), methods)
			}
		}
		if strings.HasPrefix(methods, http.MethodGet) {
			if get, head := ask(http.MethodGet, pattern), ask(http.MethodHead, pattern); head.status != get.status || head.body != "" {
				t.Errorf("HEAD %s: %d, and GET %d", pattern, head.status, get.status)
			}
		}
	}
	if a := clerk.get(path(id, "/letters/1/check")); !a.page.HasText("main a", "看现在的样子") {
		t.Error("an address of a form leads nowhere")
	}
}

// TestEveryPostCrossSite: no form of another site is taken, whoever it comes from.
func TestEveryPostCrossSite(t *testing.T) {
	o, id := drafted(t)
	head, clerk := o.head(), o.in(o.clerk)
	for _, r := range routesOf(t, o.pages) {
		if r.method != http.MethodPost {
			continue
		}
		for name, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"} {
			req, err := http.NewRequest(r.method, o.server.URL+r.with(itoa(int(id))), strings.NewReader("version=1"))
			o.must(err)
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			req.Header.Set(name, value)
			if a := clerk.do(req); a.status != http.StatusForbidden || !strings.Contains(a.body, "不是从本网站的页面发出的") {
				t.Errorf("%s with %s: %d", r, name, a.status)
			}
		}
	}
	if o.head() != head || clerk.get("/cases").status != http.StatusOK {
		t.Error("a post from another site has done something")
	}
}

// TestEveryRoleEverywhere: looking changes nothing, and neither a page nor an
// empty or a torn form breaks anything, for what is there and what is not.
func TestEveryRoleEverywhere(t *testing.T) {
	o, id := drafted(t)
	o.in(o.officer).fill(path(id, "/letters/new?kind=disclose"), given("act", "save"))
	routes := routesOf(t, o.pages)
	head := o.head()
	people := o.everyRole()
	for role, u := range people {
		o.looksEverywhere(role, u, routes)
	}
	if o.head() != head {
		t.Error("somebody looked, and it changed something")
	}
	for role, u := range people {
		o.postsEverywhere(role, u, routes)
	}
}

// looksEverywhere asks for every page, of what is there and what is not.
func (o *caseOffice) looksEverywhere(role auth.Role, u auth.User, routes []route) {
	o.t.Helper()
	b := o.in(u)
	for _, r := range routes {
		for _, n := range []string{"1", "99999999999999999999"} {
			if r.method != http.MethodGet {
				continue
			}
			a := b.get(r.with(n))
			if a.status >= http.StatusInternalServerError {
				o.t.Errorf("%s: %s of %s: %d", role, r, n, a.status)
			}
			servetest.Headers(o.t, string(role)+": "+r.String(), a.header, false)
		}
	}
}

// postsEverywhere sends every form empty, undecodable and torn.
func (o *caseOffice) postsEverywhere(role auth.Role, u auth.User, routes []route) {
	o.t.Helper()
	b := o.in(u)
	for _, r := range routes {
		if r.method != http.MethodPost || r.pattern == "/sign-out" {
			continue
		}
		for _, form := range []struct{ kind, body string }{
			{"application/x-www-form-urlencoded", ""},
			{"application/x-www-form-urlencoded", "version=x&kind=%ff&%zz"},
			{"multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n1"},
		} {
			req, err := http.NewRequest(http.MethodPost, o.server.URL+r.with("1"), strings.NewReader(form.body))
			o.must(err)
			req.Header.Set("Content-Type", form.kind)
			if a := b.do(req); a.status >= http.StatusInternalServerError {
				o.t.Errorf("%s: %s with %q: %d", role, r, form.body, a.status)
			}
		}
	}
}

// TestStyleguideOfDemo: the style guide is there in a demo office, and nowhere else.
func TestStyleguideOfDemo(t *testing.T) {
	o := newCaseOffice(t)
	look := func() (int, string) {
		h, err := o.pages.Handler()
		o.must(err)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/styleguide", nil))
		htmlcheck.Sound(t, w.Body.String())
		return w.Code, w.Body.String()
	}
	if status, _ := look(); status != http.StatusNotFound {
		t.Errorf("in a real office: %d", status)
	}
	o.pages.Demo = []web.DemoAccount{{Login: "feng", Name: "冯小满", Role: "收件员", Password: auth.DemoPassword}}
	if status, body := look(); status != http.StatusOK || !strings.Contains(body, "演示") {
		t.Errorf("in a demo: %d", status)
	}
}
