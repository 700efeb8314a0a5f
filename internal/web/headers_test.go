package web_test

import (
	"net/http"
	"strings"
	"testing"

	"mingda/internal/serve/servetest"
)

// TestHeadersEverywhere asks for every page as those who see the most, and as nobody:
// whatever comes (a page, a file, a refusal, the way to the sign-in) carries the headers. The
// walk of every role asks the same.
func TestHeadersEverywhere(t *testing.T) {
	o, id := drafted(t)
	o.in(o.officer).fill(path(id, "/letters/new?kind=disclose"), given("act", "save"))
	routes := routesOf(t, o.pages)
	nobody := &browser{o, &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	browsers := map[string]*browser{"nobody": nobody, "clerk": o.in(o.clerk), "officer": o.in(o.officer), "system": o.in(o.system)}
	shown, files := map[string]bool{}, 0
	for who, b := range browsers {
		for _, r := range routes {
			if r.method != http.MethodGet {
				continue
			}
			a := b.get(r.with(itoa(int(id))))
			servetest.Headers(t, who+": "+r.String(), a.header, false)
			if cache := a.header.Get("Cache-Control"); cache != "private, no-cache" && cache != "no-store" {
				t.Errorf("%s: %s: may be kept on the way: %q", who, r, cache)
			}
			if a.status == http.StatusOK {
				shown[r.pattern] = true
			}
			if strings.HasPrefix(a.header.Get("Content-Disposition"), "attachment") {
				files++
			}
		}
		servetest.Headers(t, who+": nothing there", b.get("/nothing-here").header, false)
	}
	if len(shown) < 60 || files == 0 {
		t.Errorf("%d pages were shown to anybody, and %d files: the walk proves little", len(shown), files)
	}
	for _, pattern := range []string{"/cases/{id:[0-9]+}/person", "/account", "/health"} {
		if !shown[pattern] {
			t.Errorf("nobody was shown %s", pattern)
		}
	}
	guarded := o.in(o.clerk).get(path(id, "/person"))
	if guarded.status != http.StatusOK || guarded.header.Get("Cache-Control") != "no-store" {
		t.Errorf("personal data in full: %d, %q", guarded.status, guarded.header.Get("Cache-Control"))
	}
}
