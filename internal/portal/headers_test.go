package portal_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/mux"

	"mingda/internal/serve/servetest"
)

// TestHeadersEverywhere asks for every page as anybody, and as an applicant whose request
// was answered: each carries the headers, and what shows a request is kept by nobody.
func TestHeadersEverywhere(t *testing.T) {
	i := newInstallation(t, 1, nil)
	applicant, anybody := i.browser(), i.browser()
	number, code := applicant.ask(map[string]string{"delivery": "download"})
	i.reply(i.register(number))
	applicant.open(number, code)
	shown := 0
	err := i.portal.Routes().Walk(func(r *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		pattern, err := r.GetPathTemplate()
		if err != nil {
			return err
		}
		methods, err := r.GetMethods()
		if err != nil || methods[0] != http.MethodGet {
			return err
		}
		address := variable.ReplaceAllString(pattern, "1")
		servetest.Headers(t, "anybody: "+pattern, anybody.get(address).header, false)
		applicant.get(address)
		servetest.Headers(t, "applicant: "+pattern, applicant.header, false)
		if applicant.status == http.StatusOK {
			shown++
		}
		if cache := applicant.header.Get("Cache-Control"); strings.HasPrefix(pattern, "/status") && applicant.status == http.StatusOK && cache != "no-store" {
			t.Errorf("%s: what shows the request is kept: %q", pattern, cache)
		}
		return nil
	})
	i.must(err)
	if shown < 15 {
		t.Errorf("%d pages were shown: the walk proves little", shown)
	}
	servetest.Headers(t, "nothing there", anybody.get("/nothing-here").header, false)
}
