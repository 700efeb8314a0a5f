package portal_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"mingda/internal/serve/servetest"
)

// TestAway: nothing that is sent as the way back leads to another site: on the page that
// asks for number and code, when they are wrong, and when they are right.
func TestAway(t *testing.T) {
	i := newInstallation(t, 1, nil)
	number, code := i.browser().ask(nil)
	for n, away := range servetest.Away {
		b := i.browser()
		b.address = "203.0.113." + strconv.Itoa(n+1)
		for name, values := range map[string]url.Values{
			"right": {"no": {number}, "code": {code}, "next": {away}},
			"wrong": {"no": {number}, "code": {"nothing"}, "next": {away}},
		} {
			r := b.post("/status", values, false)
			r.Header.Set("Test-Client", b.address)
			res, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(r)
			i.must(err)
			if name == "right" && res.StatusCode != http.StatusSeeOther {
				t.Fatalf("%s with %.60s: %d", name, away, res.StatusCode)
			}
			servetest.Stays(t, name+" with "+away[:min(len(away), 60)], i.front.URL+base+"/", res.Header.Get("Location"), "")
			i.must(res.Body.Close())
		}
		if len(away) < 1000 {
			b.get("/status?next=" + url.QueryEscape(away))
			servetest.Stays(t, "page with "+away, i.front.URL+base+"/", "", b.body)
		}
	}
}
