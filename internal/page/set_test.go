package page_test

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"mingda/internal/htmlcheck"
	"mingda/internal/page"
	"mingda/templates"
)

func parseAll(t *testing.T, opts page.Options) *page.Set {
	t.Helper()
	set, err := page.Parse(templates.FS, opts)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestParse parses every page there is, whoever wrote it.
func TestParse(t *testing.T) {
	names := parseAll(t, page.Options{}).Names()
	for _, want := range []string{"desk/error", "portal/error", "shared/styleguide"} {
		if !strings.Contains(strings.Join(names, " "), want) {
			t.Errorf("no page %s among %v", want, names)
		}
	}
}

func TestStyleguide(t *testing.T) {
	set := parseAll(t, page.Options{})
	for name, base := range map[string]page.Base{"filled": sampleBase(), "empty": {}} {
		t.Run(name, func(t *testing.T) {
			body, err := set.Execute("shared/styleguide", page.Styleguide(base, sampleBase().Today))
			if err != nil {
				t.Fatal(err)
			}
			htmlcheck.Sound(t, string(body))
		})
	}
}

// TestComponentsEmpty executes the style guide with nothing in it: every partial
// must stand an empty value.
func TestComponentsEmpty(t *testing.T) {
	if _, err := parseAll(t, page.Options{}).Execute("shared/styleguide", page.StyleguidePage{}); err != nil {
		t.Fatal(err)
	}
}

// fragments are partials that are no components: pieces that the pages of one
// subject share. They take the models of those pages, whose tests show them.
var fragments = map[string]bool{"casework.html": true, "imports.html": true, "letter.html": true, "letter_text.html": true, "report.html": true, "request.html": true, "review_alike.html": true, "review_rooms.html": true}

// TestEveryPartialIsShown finds partials that the style guide forgets.
func TestEveryPartialIsShown(t *testing.T) {
	guide, err := templates.FS.ReadFile("shared/styleguide.html")
	if err != nil {
		t.Fatal(err)
	}
	files, err := templates.FS.ReadDir("partials")
	if err != nil {
		t.Fatal(err)
	}
	all := string(guide)
	var defined []string
	for _, f := range files {
		text, err := templates.FS.ReadFile("partials/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if partsOfPages[f.Name()] {
			continue
		}
		all += string(text)
		if fragments[f.Name()] {
			continue
		}
		for _, part := range strings.Split(string(text), `{{define "`)[1:] {
			name, _, _ := strings.Cut(part, `"`)
			defined = append(defined, name)
		}
	}
	for _, layout := range []string{"layout_desk.html", "layout_portal.html", "layout_plain.html"} {
		text, err := templates.FS.ReadFile(layout)
		if err != nil {
			t.Fatal(err)
		}
		all += string(text)
	}
	for _, name := range defined {
		if !strings.Contains(all, `{{template "`+name+`"`) && !strings.Contains(all, `{{kept "`+name+`"`) {
			t.Errorf("partial %q stands neither in the style guide nor in a layout", name)
		}
	}
}

// partsOfPages are the files of partials that are no components: what the pages
// about one thing share, made of components.
var partsOfPages = map[string]bool{"casework.html": true, "document.html": true, "letter.html": true, "letter_text.html": true, "report.html": true, "request.html": true, "review_alike.html": true}

// TestConflicts: only what somebody else changed first is called so.
func TestConflicts(t *testing.T) {
	set := parseAll(t, page.Options{})
	for title, f := range map[string]page.Failure{
		"别人先改了":   {Status: 409, Stale: true},
		"现在不能这样办": {Status: 409, Detail: "这件申请已经办结。"},
	} {
		for _, door := range []string{"desk", "portal"} {
			w := httptest.NewRecorder()
			if err := set.RenderFailure(w, door, f); err != nil {
				t.Fatal(err)
			}
			if p := htmlcheck.MustParse(w.Body.String()); !p.HasText("h1", title) || !p.HasText("main", f.Detail) {
				t.Errorf("%s: no %q", door, title)
			}
		}
	}
}

func TestFailures(t *testing.T) {
	set := parseAll(t, page.Options{BasePath: "/zfxxgk/ysqgk"})
	for _, status := range []int{403, 404, 405, 409, 413, 422, 429, 500, 503, 418} {
		for _, door := range []string{"desk", "portal"} {
			for name, f := range map[string]page.Failure{
				"filled": {Base: sampleBase(), Status: status, Number: "E-1123-1542-08", Detail: "原因 <b>", Wait: 40, Limit: "100 MB", BackHref: "/back", FindHref: "/find"},
				"empty":  {Status: status},
			} {
				t.Run(door+" "+http.StatusText(status)+" "+name, func(t *testing.T) {
					w := httptest.NewRecorder()
					if err := set.RenderFailure(w, door, f); err != nil {
						t.Fatal(err)
					}
					want := status
					if status == 418 {
						want = 500
					}
					if w.Code != want {
						t.Errorf("status is %d, want %d", w.Code, want)
					}
					body := w.Body.String()
					htmlcheck.Sound(t, body)
					p := htmlcheck.MustParse(body)
					if !p.HasText("h1", page.FailureTitle(status)) {
						t.Errorf("no title %q", page.FailureTitle(status))
					}
					if status == 503 && f.Detail != "" && !p.HasText("main", f.Detail) {
						t.Error("it does not say what is missing: the disk, or a letter that is being made")
					}
					if p.Count("b") > p.Count("b.hot")+p.Count("nav b") {
						t.Error("the detail is not escaped")
					}
					if name == "filled" && want == 500 && !p.HasText("main", "E-1123-1542-08") {
						t.Error("the error number is missing")
					}
					if p.Count("main a[href=/zfxxgk/ysqgk/]") == 0 {
						t.Error("no way back to the start page below the base path")
					}
				})
			}
		}
	}
}

func TestLastResort(t *testing.T) {
	w := httptest.NewRecorder()
	page.LastResort(w, "E-1<script>")
	htmlcheck.Sound(t, w.Body.String())
	if w.Code != 500 || strings.Contains(w.Body.String(), "<script>") || !strings.Contains(w.Body.String(), "E-1&lt;script&gt;") {
		t.Errorf("status %d, body %s", w.Code, w.Body)
	}
}

// TestRenderFailureThatFails gives the door no error page: the last resort must
// answer, and the error must be told.
func TestRenderFailureThatFails(t *testing.T) {
	w := httptest.NewRecorder()
	err := parseAll(t, page.Options{Folders: []string{"desk"}}).RenderFailure(w, "portal", page.Failure{Status: 404})
	if err == nil || w.Code != 500 || !strings.Contains(w.Body.String(), "我们这边出错了") {
		t.Errorf("err %v, status %d", err, w.Code)
	}
}

// TestNothingIsSentByHalves renders a page that fails near its end.
func TestNothingIsSentByHalves(t *testing.T) {
	fsys := fstest.MapFS{
		"layout_desk.html": {Data: []byte(`<html>{{template "main" .}}`)},
		"partials/x.html":  {Data: []byte(`{{define "x"}}{{end}}`)},
		"desk/half.html":   {Data: []byte(`{{define "main"}}<p>begun</p>{{.Gone}}{{end}}`)},
	}
	set, err := page.Parse(fsys, page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	if err := set.Render(w, 200, "desk/half", page.Base{}); err == nil {
		t.Error("no error")
	}
	if w.Body.Len() > 0 || w.Result().Header.Get("Content-Type") != "" {
		t.Errorf("half a page was sent: %s", w.Body)
	}
	if err := set.Render(w, 200, "desk/none", page.Base{}); err == nil {
		t.Error("a page that is not there rendered")
	}
}

func TestPageWithoutMainIsRefused(t *testing.T) {
	for name, fsys := range map[string]fstest.MapFS{
		"no main":   {"layout_desk.html": {Data: []byte(`x`)}, "partials/x.html": {Data: []byte(`x`)}, "desk/a.html": {Data: []byte(`x`)}},
		"no layout": {"layout_desk.html": {Data: []byte(`x`)}, "partials/x.html": {Data: []byte(`x`)}, "desk/a.html": {Data: []byte(`{{define "main"}}{{end}}{{define "layout"}}layout_none.html{{end}}`)}},
		"broken":    {"layout_desk.html": {Data: []byte(`x`)}, "partials/x.html": {Data: []byte(`x`)}, "desk/a.html": {Data: []byte(`{{define "main"}}{{if}}{{end}}`)}},
	} {
		if _, err := page.Parse(fsys, page.Options{}); err == nil {
			t.Errorf("%s: parsed", name)
		}
	}
}

type broken struct{ http.ResponseWriter }

func (broken) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestClientThatLeftIsNoError(t *testing.T) {
	set := parseAll(t, page.Options{})
	if err := set.Render(broken{httptest.NewRecorder()}, 404, "portal/error", page.Failure{Status: 404}); err != nil {
		t.Error(err)
	}
}

func TestLayouts(t *testing.T) {
	set := parseAll(t, page.Options{Texts: map[string]string{"跳到正文": "تېكىستكە ئۆتۈش"}})
	base := sampleBase()
	base.Large, base.Flash = true, &page.Flash{Text: "已登记，编号 2026-0222。"}
	w := httptest.NewRecorder()
	base.Errors = []page.FieldError{{ID: "main", Message: "写明您要什么信息"}}
	if err := set.RenderFailure(w, "desk", page.Failure{Base: base, Status: 404}); err != nil {
		t.Fatal(err)
	}
	desk := htmlcheck.MustParse(w.Body.String())
	for what, ok := range map[string]bool{
		"title begins with 错误":      desk.HasText("title", "错误：没有这一页 - 明答"),
		"summary":                   desk.HasText(".govuk-error-summary h2", "有 1 处要改") && desk.Href("写明您要什么信息") == "#main",
		"large type":                desk.Count("html.md-large") == 1,
		"current entry":             desk.Count("a[aria-current=page]") == 1,
		"count of the entry":        desk.HasText("nav b.hot", "9"),
		"flash":                     desk.HasText(".note--ok[role=status]", "已登记，编号 2026-0222。"),
		"demo band":                 desk.Count(".demo") == 1,
		"signing out posts":         desk.Count("form[method=post][action=/sign-out] button") == 1,
		"name breaks after the dot": desk.HasText(".rail__me .nw", "阿卜杜热合曼·"),
		"keys":                      desk.Count("details#keys") == 1,
		"translation":               desk.HasText("a.govuk-skip-link", "تېكىستكە ئۆتۈش"),
		"today":                     desk.HasText(".top .nw", "2026年11月23日（星期一）"),
	} {
		if !ok {
			t.Errorf("desk: %s is missing", what)
		}
	}
	base.NoKeys = true
	w = httptest.NewRecorder()
	if err := set.RenderFailure(w, "desk", page.Failure{Base: base, Status: 404}); err != nil {
		t.Fatal(err)
	}
	if off := htmlcheck.MustParse(w.Body.String()); off.Count("body[data-keys=off]") != 1 || off.Count("#keys") != 0 {
		t.Error("keys are not switched off")
	}
	w = httptest.NewRecorder()
	if err := set.RenderFailure(w, "portal", page.Failure{Base: base, Status: 404}); err != nil {
		t.Fatal(err)
	}
	portal := htmlcheck.MustParse(w.Body.String())
	if !portal.HasText("title", "没有这一页 - 明川区政府信息依申请公开") || portal.Href("标准字号") != "?zihao=xiao" || !portal.HasText("footer", "0000-1234567") {
		t.Error("portal: title, other type size or telephone is missing")
	}
}

func TestAssets(t *testing.T) {
	h := page.Assets()
	get := func(path, encoding string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", path, nil)
		r.Header.Set("Accept-Encoding", encoding)
		h.ServeHTTP(w, r)
		return w
	}
	for _, path := range []string{"/static/x/none.css", "/static/", "/static/../fs.go", "/static/x/.keep"} {
		if w := get(path, ""); w.Code != 404 {
			t.Errorf("%s: status %d, want 404", path, w.Code)
		}
	}
	w := get(page.AssetPath("mingda.css"), "")
	if w.Code == 404 {
		t.Skip("not built: run make assets")
	}
	if cache := w.Header().Get("Cache-Control"); !strings.Contains(cache, "immutable") {
		t.Errorf("present address: Cache-Control %q", cache)
	}
	if old := get("/static/000000000000/mingda.css", ""); old.Code != 200 || old.Header().Get("Cache-Control") != "no-cache" {
		t.Errorf("older address: status %d, Cache-Control %q", old.Code, old.Header().Get("Cache-Control"))
	}
	zipped := get(page.AssetPath("mingda.css"), "gzip, br")
	if zipped.Header().Get("Content-Encoding") != "gzip" || zipped.Body.Len() >= w.Body.Len()/3 || bytes.Equal(zipped.Body.Bytes(), w.Body.Bytes()) {
		t.Errorf("not compressed: %d of %d bytes", zipped.Body.Len(), w.Body.Len())
	}
}
