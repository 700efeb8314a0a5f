// Package servetest asserts what every answer of every door carries. It is imported by
// tests only.
package servetest

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// always are the headers that each answer has, whatever it is.
var always = map[string]string{
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "same-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
}

// caches are what an answer may say of keeping it: nobody but the browser whose it is, and
// that only after asking again; nobody; or, for what is the same for all, anybody.
var caches = []string{"private, no-cache", "no-store", "no-cache", "public, max-age=3600", "public, max-age=31536000, immutable"}

// Headers fails the test unless the headers of an answer keep a browser to what the pages
// are written for, and say nothing of the program. secure is whether the browser came over
// TLS.
func Headers(t testing.TB, what string, h http.Header, secure bool) {
	t.Helper()
	for name, want := range always {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %s: %q, want %q", what, name, got, want)
		}
	}
	policy(t, what, h)
	for _, feature := range []string{"camera", "geolocation", "microphone", "payment", "usb"} {
		if !strings.Contains(h.Get("Permissions-Policy"), feature+"=()") {
			t.Errorf("%s: pages may use %s", what, feature)
		}
	}
	if got := h.Get("Cache-Control"); !slices.Contains(caches, got) {
		t.Errorf("%s: Cache-Control %q", what, got)
	} else if saved := strings.HasPrefix(h.Get("Content-Disposition"), "attachment"); saved && got != "no-store" {
		t.Errorf("%s: a file that is saved is kept by the browser besides: %q", what, got)
	} else if strings.HasPrefix(got, "public") && len(h.Values("Set-Cookie")) > 0 {
		t.Errorf("%s: a cookie in what anybody may keep", what)
	}
	for _, name := range []string{"Server", "X-Powered-By", "Access-Control-Allow-Origin"} {
		if got := h.Values(name); len(got) > 0 {
			t.Errorf("%s: %s: %q", what, name, got)
		}
	}
	if name := strings.ToLower(h.Get("Content-Type")); strings.HasPrefix(name, "text/") && !strings.HasSuffix(name, "charset=utf-8") {
		t.Errorf("%s: a text whose signs are guessed: %q", what, name)
	}
	for _, line := range h.Values("Set-Cookie") {
		cookie(t, what, line, secure)
	}
	if sent := h.Get("Strict-Transport-Security") != ""; sent && !secure {
		t.Errorf("%s: HSTS over plain http", what)
	}
}

// policy fails the test unless nothing is allowed but what comes from the office itself; a
// PDF may have the inline style of the browser's own viewer, and then no script at all.
func policy(t testing.TB, what string, h http.Header) {
	t.Helper()
	csp := h.Get("Content-Security-Policy")
	if h.Get("Content-Type") == "application/pdf" && strings.HasPrefix(csp, "default-src 'none'") && !strings.Contains(csp, "script-src") {
		csp = strings.Replace(csp, "style-src 'unsafe-inline'; ", "", 1)
	}
	directives := map[string]string{}
	for d := range strings.SplitSeq(csp, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(d), " ")
		directives[name] = value
	}
	for name, may := range map[string][]string{"default-src": {"'none'"}, "base-uri": {"'none'"}, "script-src": {"'self'", ""}, "style-src": {"'self'", ""},
		"form-action": {"'self'", "'none'"}, "frame-ancestors": {"'self'"}} {
		if !slices.Contains(may, directives[name]) {
			t.Errorf("%s: Content-Security-Policy: %s is %q, may be %q", what, name, directives[name], may)
		}
	}
	for _, loose := range []string{"unsafe-", "*", "http:", "https:", "blob:"} {
		if strings.Contains(csp, loose) {
			t.Errorf("%s: Content-Security-Policy allows %s", what, loose)
		}
	}
}

// cookie fails the test unless no script reads the cookie, no other site sends it, and
// over TLS no neighbour can set it.
func cookie(t testing.TB, what, line string, secure bool) {
	t.Helper()
	c, err := http.ParseSetCookie(line)
	if err != nil {
		t.Errorf("%s: cookie: %v", what, err)
		return
	}
	if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Domain != "" || c.Secure != secure {
		t.Errorf("%s: cookie %s: %s", what, c.Name, line)
	}
	prefix := ""
	switch {
	case secure && c.Path == "/":
		prefix = "__Host-"
	case secure:
		prefix = "__Secure-"
	}
	if !strings.HasPrefix(c.Name, prefix) {
		t.Errorf("%s: cookie %s at %s is not named %s", what, c.Name, c.Path, prefix)
	}
}
