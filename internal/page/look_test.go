package page_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"testing"
	"time"

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
		if name := r.FormValue("name"); name != "" {
			base.Title = name
		}
		if err := set.Render(w, http.StatusOK, "shared/styleguide", page.Styleguide(base, base.Today)); err != nil {
			t.Error(err)
		}
	})
	mux.HandleFunc("POST /upload", func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 20); err != nil {
			t.Error(err)
		}
		http.Redirect(w, r, "/styleguide?name="+url.QueryEscape(r.FormValue("d-name")), http.StatusSeeOther)
	})
	for _, status := range []int{403, 404, 405, 409, 413, 422, 429, 500, 503} {
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

// inBrowser runs a script of e2e against the sample pages. It needs
// e2e/node_modules and Chromium, and runs where E2E is set, as `make test`
// sets it.
func inBrowser(t *testing.T, script string, args ...string) {
	if os.Getenv("E2E") == "" {
		t.Skip("E2E is not set")
	}
	server := httptest.NewServer(samplePages(t))
	defer server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", append([]string{script, server.URL}, args...)...)
	cmd.Dir, cmd.WaitDelay = "../../e2e", time.Second // a browser left behind must not hold the pipe
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
}

// TestLook opens the style guide and the error pages: axe, sideways scrolling,
// frames of the focus.
func TestLook(t *testing.T) {
	inBrowser(t, "look.mjs", "/styleguide", "/desk/Not%20Found", "/desk/Internal%20Server%20Error", "/portal/Not%20Found", "/portal/Internal%20Server%20Error")
}

// TestScripts presses keys, drops and sends files, turns scans.
func TestScripts(t *testing.T) {
	inBrowser(t, "scripts.mjs")
}
