package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"
	"github.com/gorilla/mux"

	"mingda/internal/fault"
	"mingda/internal/page"
)

// clock is a fixed afternoon of the office: 15:42 in Asia/Shanghai.
func clock() time.Time { return time.Date(2026, 11, 23, 7, 42, 0, 0, time.UTC) }

// newDoor returns a door whose failures are one line of text, and its log.
func newDoor() (*Door, *bytes.Buffer) {
	var log bytes.Buffer
	return &Door{
		Name: "desk", Log: slog.New(slog.NewJSONHandler(&log, nil)), Now: clock, Numbers: &Numbers{last: 7}, SignIn: "/desk/sign-in",
		Failed: func(w http.ResponseWriter, r *http.Request, f page.Failure) error {
			w.WriteHeader(f.Status)
			_, err := fmt.Fprintf(w, "%d %s %s %d %s", f.Status, f.Number, f.Detail, f.Wait, f.Limit)
			return err
		},
	}, &log
}

// chain puts the handler behind the door's chain, at GET and POST /cases/{id}.
func chain(t *testing.T, d *Door, o Options, h HandlerFunc) http.Handler {
	t.Helper()
	r := mux.NewRouter()
	r.Handle("/cases/{id}", d.Handle(h)).Methods("GET", "POST")
	d.Unmatched(r)
	all, err := d.Chain(o, r)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestFailures(t *testing.T) {
	for _, tt := range []struct {
		name string
		h    HandlerFunc
		want string
		log  string
	}{
		{"nothing wrong", func(w http.ResponseWriter, r *http.Request) error { _, err := io.WriteString(w, "fine"); return err }, "fine", `"status":200`},
		{"a bug", func(http.ResponseWriter, *http.Request) error { return errors.New("no such column: secret") }, "500 E-1123-1542-08  0 ", `no such column: secret`},
		{"a panic", func(http.ResponseWriter, *http.Request) error { panic("nil map") }, "500 E-1123-1542-08  0 ", `panic: nil map`},
		{"forbidden", func(http.ResponseWriter, *http.Request) error { return fault.New(fault.Forbidden, "auth_check_own") },
			"403  不能审核自己拟的稿，由另一位审核人审核。 0 ", `"status":403`},
		{"an internal fault keeps its sentence", func(http.ResponseWriter, *http.Request) error { return fault.New(fault.Internal, "file_damaged", "x") },
			"500 E-1123-1542-08  0 ", `E-1123-1542-08`},
		{"wrapped", func(http.ResponseWriter, *http.Request) error {
			return fmt.Errorf("desk: %w", fault.New(fault.NotFound, "not_found"))
		}, "404  没有找到。 0 ", `"status":404`},
		{"stale", func(http.ResponseWriter, *http.Request) error { return fault.New(fault.Conflict, "stale_version") },
			"409   0 ", `"status":409`}, // the page has words of its own: there is no form below
		{"not now", func(http.ResponseWriter, *http.Request) error { return fault.New(fault.Conflict, "case_open") },
			"409  " + fault.New(fault.Conflict, "case_open").Message() + " 0 ", `"status":409`},
		{"busy", func(http.ResponseWriter, *http.Request) error {
			return fault.New(fault.Unavailable, "busy").Because(errors.New("database is locked"))
		}, "503  系统正忙，请过一会儿再试。 5 ", `database is locked`},
		{"guessing", func(http.ResponseWriter, *http.Request) error { return fault.New(fault.TooMany, "verify_too_many", 12) },
			"429  " + fault.New(fault.TooMany, "verify_too_many", 12).Message() + " 12 ", `"status":429`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, log := newDoor()
			rec := httptest.NewRecorder()
			chain(t, d, Options{}, tt.h).ServeHTTP(rec, httptest.NewRequest("GET", "/cases/2026-0158?code=K7MT9QRX3WVH", nil))
			if rec.Body.String() != tt.want {
				t.Errorf("answer %q, want %q", rec.Body, tt.want)
			}
			if !strings.Contains(log.String(), tt.log) || !strings.Contains(log.String(), `"route":"/cases/{id}"`) {
				t.Errorf("log %s", log)
			}
			if strings.Contains(log.String(), "2026-0158") || strings.Contains(log.String(), "K7MT") || strings.Contains(log.String(), "192.0.2.1") {
				t.Errorf("the log tells about the person: %s", log)
			}
			for line := range strings.Lines(log.String()) {
				if !json.Valid([]byte(line)) {
					t.Errorf("log line %s", line)
				}
			}
		})
	}
}

func TestNoSuchPage(t *testing.T) {
	d, _ := newDoor()
	h := chain(t, d, Options{}, func(http.ResponseWriter, *http.Request) error { return nil })
	for _, tt := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"GET", "/nothing", 404, ""}, {"HEAD", "/nothing", 404, ""}, {"DELETE", "/nothing", 404, ""},
		{"HEAD", "/cases/1", 200, ""}, {"DELETE", "/cases/1", 405, "GET, HEAD, POST"}, {"OPTIONS", "/cases/1", 405, "GET, HEAD, POST"},
	} {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest(tt.method, tt.path, nil))
		if rec.Code != tt.status || rec.Header().Get("Allow") != tt.allow || rec.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("%s %s: %d %v", tt.method, tt.path, rec.Code, rec.Header())
		}
	}
}

func TestSignInFirst(t *testing.T) {
	d, _ := newDoor()
	h := chain(t, d, Options{}, func(http.ResponseWriter, *http.Request) error {
		return fault.New(fault.Unauthenticated, "sign_in_first")
	})
	h = Mount(map[string]http.Handler{"/desk/": h})
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest("GET", "/desk/cases/7?tab=letters", nil))
	if rec.Code != 303 || rec.Header().Get("Location") != "/desk/sign-in?next=%2Fdesk%2Fcases%2F7%3Ftab%3Dletters" {
		t.Errorf("GET: %d %s", rec.Code, rec.Header().Get("Location"))
	}
	rec = httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest("POST", "/desk/cases/7", nil))
	if rec.Code != 403 || !strings.Contains(rec.Body.String(), "请先登录") {
		t.Errorf("POST: %d %s", rec.Code, rec.Body)
	}
}

// Half a page must not look like a whole one: the connection is cut.
func TestFailsAfterTheAnswerBegan(t *testing.T) {
	for _, fails := range []HandlerFunc{
		func(w http.ResponseWriter, r *http.Request) error {
			fmt.Fprint(w, strings.Repeat("half ", 2000))
			return errors.New("the other half")
		},
		func(w http.ResponseWriter, r *http.Request) error {
			fmt.Fprint(w, strings.Repeat("half ", 2000))
			panic("the other half")
		},
	} {
		d, log := newDoor()
		d.Now = time.Now // deadlines of the connection
		server := httptest.NewServer(chain(t, d, Options{}, fails))
		response, err := http.Get(server.URL + "/cases/1")
		if err == nil {
			_, err = io.ReadAll(response.Body)
			response.Body.Close()
		}
		server.Close()
		if err == nil {
			t.Error("the client was told that half a page is all")
		}
		if !strings.Contains(log.String(), "the other half") {
			t.Errorf("log %s", log)
		}
	}
}

// The page of failures fails: something is answered all the same.
func TestLastResort(t *testing.T) {
	d, log := newDoor()
	d.Failed = func(http.ResponseWriter, *http.Request, page.Failure) error { return errors.New("template broken") }
	rec := httptest.NewRecorder()
	chain(t, d, Options{}, func(http.ResponseWriter, *http.Request) error { return errors.New("bug") }).
		ServeHTTP(rec, httptest.NewRequest("GET", "/cases/1", nil))
	if rec.Code != 500 || !strings.Contains(rec.Body.String(), "E-1123-1542-08") || !strings.Contains(log.String(), "template broken") {
		t.Errorf("%d %s\n%s", rec.Code, rec.Body, log)
	}
}

func TestCrossSite(t *testing.T) {
	d, _ := newDoor()
	h := chain(t, d, Options{Origin: "https://www.example.gov.cn"}, func(http.ResponseWriter, *http.Request) error { return nil })
	for _, tt := range []struct {
		name, method, origin, fetch string
		status                      int
	}{
		{"own page", "POST", "http://example.com", "same-origin", 200},
		{"no browser", "POST", "", "", 200},
		{"behind a proxy that changes Host", "POST", "https://www.example.gov.cn", "", 200},
		{"another site", "POST", "https://evil.example", "cross-site", 403},
		{"another site, old browser", "POST", "https://evil.example", "", 403},
		{"a link from another site", "GET", "https://evil.example", "cross-site", 200},
	} {
		r := httptest.NewRequest(tt.method, "http://example.com/cases/1", nil)
		for name, value := range map[string]string{"Origin": tt.origin, "Sec-Fetch-Site": tt.fetch} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		if rec.Code != tt.status || rec.Code == 403 && !strings.Contains(rec.Body.String(), "不是从本网站的页面发出的") {
			t.Errorf("%s: %d %s", tt.name, rec.Code, rec.Body)
		}
	}
}

func TestHeaders(t *testing.T) {
	d, _ := newDoor()
	rec := httptest.NewRecorder()
	chain(t, d, Options{HSTS: true}, func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		return nil
	}).ServeHTTP(rec, httptest.NewRequest("GET", "/cases/1", nil))
	h := rec.Header()
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin", "Access-Control-Allow-Origin": "",
		"Strict-Transport-Security": "max-age=31536000", "Cache-Control": "public, max-age=31536000, immutable",
	} {
		if h.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, h.Get(name), want)
		}
	}
	for _, directive := range []string{"default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors", "script-src 'self'"} {
		if csp := h.Get("Content-Security-Policy"); !strings.Contains(csp, directive) || strings.Contains(csp, "unsafe") {
			t.Errorf("policy %q without %q", csp, directive)
		}
	}
}

func TestClientAddress(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, tt := range []struct {
		name, peer string
		forwarded  []string
		want       string
	}{
		{"straight", "203.0.113.9:1234", nil, "203.0.113.9"},
		{"a client that claims to be another", "203.0.113.9:1234", []string{"198.51.100.1"}, "203.0.113.9"},
		{"one proxy", "10.1.2.3:80", []string{"203.0.113.9"}, "203.0.113.9"},
		{"one proxy, a client that claims", "10.1.2.3:80", []string{"198.51.100.1, 203.0.113.9"}, "203.0.113.9"},
		{"two proxies", "10.1.2.3:80", []string{"198.51.100.1, 203.0.113.9, 10.9.9.9"}, "203.0.113.9"},
		{"two headers", "10.1.2.3:80", []string{"198.51.100.1", "203.0.113.9"}, "203.0.113.9"},
		{"a proxy that says nothing", "10.1.2.3:80", nil, "10.1.2.3"},
		{"a client that claims to be a proxy", "10.1.2.3:80", []string{"198.51.100.1, 10.9.9.9, 203.0.113.9"}, "203.0.113.9"},
		{"a client that claims to be a proxy, two proxies", "10.1.2.3:80", []string{"10.8.8.8, 203.0.113.9", "10.9.9.9"}, "203.0.113.9"},
		{"a client in the proxies' own network", "10.1.2.3:80", []string{"10.2.2.2"}, "10.2.2.2"},
		{"IPv6 and IPv4", "10.1.2.3:80", []string{"2001:db8::9, fd00::2"}, "2001:db8::9"},
		{"from an untrusted IPv6", "[2001:db8::5]:80", []string{"203.0.113.9"}, "2001:db8::5"},
		{"nothing between commas", "10.1.2.3:80", []string{"203.0.113.9, ,"}, "10.1.2.3"},
		{"with a port", "10.1.2.3:80", []string{"203.0.113.9:443"}, "10.1.2.3"},
		{"another address after nonsense", "10.1.2.3:80", []string{"203.0.113.9, <b>, 10.9.9.9"}, "10.9.9.9"},
		{"very many", "10.1.2.3:80", []string{strings.Repeat("10.9.9.9, ", 1000) + "203.0.113.9"}, "203.0.113.9"},
		{"a proxy that says nonsense", "10.1.2.3:80", []string{"203.0.113.9, unknown"}, "10.1.2.3"},
		{"IPv6", "[fd00::1]:80", []string{"2001:db8::9"}, "2001:db8::9"},
		{"IPv4 in IPv6", "[::ffff:10.1.2.3]:80", []string{"::ffff:203.0.113.9"}, "203.0.113.9"},
		{"no address", "@", []string{"203.0.113.9"}, "invalid IP"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, _ := newDoor()
			r := httptest.NewRequest("GET", "/cases/1", nil)
			r.RemoteAddr = tt.peer
			for _, f := range tt.forwarded {
				r.Header.Add("X-Forwarded-For", f)
			}
			var got netip.Addr
			chain(t, d, Options{Proxies: proxies}, func(_ http.ResponseWriter, r *http.Request) error {
				got = ClientAddress(r)
				return nil
			}).ServeHTTP(httptest.NewRecorder(), r)
			if got.String() != tt.want {
				t.Errorf("ClientAddress = %v, want %v", got, tt.want)
			}
		})
	}
}

func TestLocalPath(t *testing.T) {
	for _, tt := range []struct {
		next string
		ok   bool
	}{
		{"/desk/cases/7?tab=x#y", true}, {"/", true}, {"/登记", true},
		{"", false}, {"//evil.example", false}, {"///evil.example", false}, {"/\\evil.example", false}, {"https://evil.example/", false}, {"javascript:alert(1)", false},
		{"desk", false}, {"/\tx", false}, {"/x\r\nSet-Cookie: a=b", false}, {"\\\\evil.example", false}, {"/%zz", false}, {" /x", false},
		{"/%2f/evil.example", false}, {"/%2Fevil.example", false}, {"/%5cevil.example", false}, {"/%0d%0ax", false}, {"/a%09b", false}, {"https:evil.example", false}, {"/\u2028x", false},
		{"/cases?q=%E6%B0%B4%20%2F%2F", true}, {"/" + strings.Repeat("a", longestPath-1), true}, {"/" + strings.Repeat("a", longestPath), false}, {"//own.example@evil.example/", false},
	} {
		want := "/home"
		if tt.ok {
			want = tt.next
		}
		if got := LocalPath(tt.next, "/home"); got != want {
			t.Errorf("LocalPath(%q) = %q, want %q", tt.next, got, want)
		}
	}
}

func TestMount(t *testing.T) {
	say := func(what string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, what, " ", r.URL.Path) })
	}
	h := Mount(map[string]http.Handler{"/zfxxgk/ysqgk/": say("portal"), "/zfxxgk/ysqgk/desk/": say("desk")})
	for _, tt := range []struct {
		path   string
		status int
		want   string
	}{
		{"/zfxxgk/ysqgk/", 200, "portal /"}, {"/zfxxgk/ysqgk/a%2Fb", 200, "portal /a/b"}, {"/zfxxgk/ysqgk/desk/x", 200, "desk /x"},
		{"/zfxxgk/ysqgk?a=1", 308, "/zfxxgk/ysqgk/?a=1"}, {"/zfxxgk/ysqgkx", 404, ""}, {"/", 404, ""}, {"/zfxxgk/ysqgk/deskx", 200, "portal /deskx"},
	} {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest("GET", tt.path, nil))
		got := rec.Body.String()
		if rec.Code == 308 {
			got = rec.Header().Get("Location")
		}
		if rec.Code != tt.status || tt.want != "" && got != tt.want {
			t.Errorf("%s: %d %q, want %d %q", tt.path, rec.Code, got, tt.status, tt.want)
		}
	}
}

func TestCookies(t *testing.T) {
	for _, tt := range []struct {
		c          Cookies
		name, path string
	}{
		{Cookies{Secure: true, BasePath: "/"}, "__Host-mingda", "/"},
		{Cookies{Secure: true, BasePath: "/zfxxgk/ysqgk/"}, "__Secure-mingda", "/zfxxgk/ysqgk"},
		{Cookies{BasePath: "/desk/"}, "mingda", "/desk"},
	} {
		d, _ := newDoor()
		sessions := NewSessions(memstore.New(), tt.c, "mingda", time.Hour, time.Hour)
		rec := httptest.NewRecorder()
		chain(t, d, Options{Sessions: sessions}, func(w http.ResponseWriter, r *http.Request) error {
			sessions.Put(r.Context(), "user", "7")
			tt.c.Set(w, "device", "x", time.Hour)
			return nil
		}).ServeHTTP(rec, httptest.NewRequest("GET", "/cases/1", nil))
		cookies := rec.Result().Cookies()
		if len(cookies) != 2 {
			t.Fatalf("cookies %v", cookies)
		}
		for _, c := range cookies {
			if c.Path != tt.path || c.Secure != tt.c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Domain != "" {
				t.Errorf("cookie %v", c)
			}
		}
		if cookies[1].Name != tt.name || cookies[1].MaxAge != 0 {
			t.Errorf("session %v, want name %s, until the browser is closed", cookies[1], tt.name)
		}
	}
}

// brokenStore is a database that cannot write.
type brokenStore struct{ *memstore.MemStore }

func (brokenStore) Commit(string, []byte, time.Time) error { return errors.New("database is full") }

// A page must not promise what the session did not keep.
func TestSessionNotKept(t *testing.T) {
	d, log := newDoor()
	sessions := NewSessions(brokenStore{memstore.New()}, Cookies{}, "mingda", time.Hour, time.Hour)
	rec := httptest.NewRecorder()
	chain(t, d, Options{Sessions: sessions}, func(w http.ResponseWriter, r *http.Request) error {
		sessions.Put(r.Context(), "user", "7")
		_, err := fmt.Fprint(w, "signed in")
		return err
	}).ServeHTTP(rec, httptest.NewRequest("GET", "/cases/1", nil))
	if rec.Code != 500 || strings.Contains(rec.Body.String(), "signed in") || !strings.Contains(log.String(), "database is full") {
		t.Errorf("%d %q\n%s", rec.Code, rec.Body, log)
	}
}

func TestHealth(t *testing.T) {
	for _, tt := range []struct {
		err    error
		status int
		body   string
	}{{nil, 200, "ok\n"}, {errors.New("disk"), 503, "down\n"}} {
		d, _ := newDoor()
		rec := httptest.NewRecorder()
		Health(d.Log, func(context.Context) error { return tt.err }).ServeHTTP(rec, httptest.NewRequest("GET", "/healthz", nil))
		if rec.Code != tt.status || rec.Body.String() != tt.body {
			t.Errorf("%d %q", rec.Code, rec.Body)
		}
	}
}
