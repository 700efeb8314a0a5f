package page_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"testing"

	"mingda/internal/page"
	"mingda/templates"
)

// samplePages serves the style guide and the error pages as the doors would.
func samplePages(t *testing.T) http.Handler {
	set, err := page.Parse(templates.FS, page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /static/", page.Assets())
	mux.HandleFunc("GET /styleguide", func(w http.ResponseWriter, r *http.Request) {
		base := sampleBase()
		base.Large = r.FormValue("zihao") == "da"
		if err := set.Render(w, http.StatusOK, "shared/styleguide", page.Styleguide(base, base.Today)); err != nil {
			t.Error(err)
		}
	})
	for _, status := range []int{403, 404, 409, 413, 422, 429, 500, 503} {
		for _, door := range []string{"desk", "portal"} {
			mux.HandleFunc("GET /"+door+"/"+http.StatusText(status), func(w http.ResponseWriter, r *http.Request) {
				f := page.Failure{Base: sampleBase(), Status: status, Number: "E-1123-1542-08", Wait: 40, Limit: "100 MB", FindHref: "/", BackHref: "/"}
				if err := set.RenderFailure(w, door, f); err != nil {
					t.Error(err)
				}
			})
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", page.ContentSecurityPolicy)
		mux.ServeHTTP(w, r)
	})
}

// TestLook opens the style guide and the error pages in a browser: axe, sideways
// scrolling, frames of the focus. It needs e2e/node_modules and Chromium, and
// runs where MINGDA_E2E is set, as `make test` does.
func TestLook(t *testing.T) {
	if os.Getenv("MINGDA_E2E") == "" {
		t.Skip("MINGDA_E2E is not set")
	}
	server := httptest.NewServer(samplePages(t))
	defer server.Close()
	cmd := exec.CommandContext(t.Context(), "node", "look.mjs", server.URL, "/styleguide", "/desk/Not%20Found", "/desk/Internal%20Server%20Error", "/portal/Not%20Found", "/portal/Internal%20Server%20Error")
	cmd.Dir = "../../e2e"
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
}
