package portal_test

import (
	"bytes"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"

	"mingda/internal/htmlcheck"
	"mingda/internal/intake"
)

type intakeFile = intake.File

// A browser is one without scripts: it follows links and redirects, keeps
// cookies, and sends forms as they stand on the page. Whatever it is answered
// must be sound and stay below the portal's path.
type browser struct {
	*installation
	client  *http.Client
	address string // as the proxy names it; empty is this machine
	at      *url.URL
	status  int
	header  http.Header
	body    string
	page    htmlcheck.Node
}

func (i *installation) browser() *browser {
	jar, err := cookiejar.New(nil)
	i.must(err)
	b := &browser{installation: i, client: &http.Client{Jar: jar}}
	b.client.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
		b.mustBeBelow("redirect", r.URL.String())
		return nil
	}
	return b
}

// href is an address of the portal.
func (i *installation) href(path string) string { return i.front.URL + base + path }

func (b *browser) mustBeBelow(what, address string) {
	b.t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		b.t.Errorf("%s: %v", what, err)
		return
	}
	if u.Host != "" && u.Scheme+"://"+u.Host != b.front.URL || address == "" || strings.HasPrefix(address, "#") || strings.HasPrefix(address, "?") {
		return // elsewhere on purpose, or on the same page
	}
	if !strings.HasPrefix(u.Path, base+"/") {
		b.t.Errorf("%s %q leaves %s", what, address, base)
	}
}

func (b *browser) send(r *http.Request) *browser {
	b.t.Helper()
	if b.address != "" {
		r.Header.Set("Test-Client", b.address)
	}
	res, err := b.client.Do(r)
	b.must(err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	b.must(err)
	b.at, b.status, b.header, b.body = res.Request.URL, res.StatusCode, res.Header, string(body)
	for _, c := range res.Cookies() {
		if c.Path != base {
			b.t.Errorf("cookie %s has path %q", c.Name, c.Path)
		}
	}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		b.page = htmlcheck.MustParse("")
		return b
	}
	b.page = htmlcheck.MustParse(b.body)
	if b.header.Get("Content-Disposition") != "" { // a file, that is no page of ours
		return b
	}
	htmlcheck.Sound(b.t, b.body)
	for attr, selector := range map[string]string{"href": "[href]", "src": "[src]", "action": "[action]", "formaction": "[formaction]"} {
		for _, n := range b.page.All(selector) {
			b.mustBeBelow(attr, n.Attr(attr))
		}
	}
	return b
}

// get opens an address of the portal, or a whole one.
func (b *browser) get(path string) *browser {
	b.t.Helper()
	if strings.HasPrefix(path, base) {
		path = b.front.URL + path
	} else if strings.HasPrefix(path, "/") {
		path = b.href(path)
	}
	r, err := http.NewRequest("GET", path, nil)
	b.must(err)
	return b.send(r)
}

// follow follows the link with the words.
func (b *browser) follow(words string) *browser {
	b.t.Helper()
	href := b.page.Href(words)
	if href == "" {
		b.t.Fatalf("no link %q on %s:\n%s", words, b.at, b.page.Text())
	}
	to, err := b.at.Parse(href)
	b.must(err)
	return b.get(to.String())
}

// An upload is a file that somebody chose.
type upload struct{ field, name, content string }

// submit fills the form in that posts to the path, as it stands on the page,
// with some fields changed ("" takes a box's tick away), and sends it.
func (b *browser) submit(path string, fill map[string]string, files ...upload) *browser {
	b.t.Helper()
	return b.send(b.formRequest(path, fill, files...))
}

func (b *browser) formRequest(path string, fill map[string]string, files ...upload) *http.Request {
	b.t.Helper()
	form, action := b.formFor(path)
	values := url.Values(form.Values())
	for name, value := range fill {
		if form.Count("[name="+name+"]") == 0 {
			b.t.Fatalf("the form for %s asks for no %s", path, name)
		}
		if values.Del(name); value != "" {
			values.Set(name, value)
		}
	}
	multi := form.Attr("enctype") == "multipart/form-data"
	return b.post(action, values, multi, files...)
}

// formFor finds the form on the page that posts to the path, and where to.
func (b *browser) formFor(path string) (form htmlcheck.Node, action string) {
	b.t.Helper()
	for _, f := range b.page.All("main form[method=post]") {
		if to, _, _ := strings.Cut(f.Attr("action"), "?"); to == base+path {
			return f, strings.TrimPrefix(f.Attr("action"), base)
		}
	}
	b.t.Fatalf("no form for %s on %s:\n%s", path, b.at, b.page.Text())
	return form, ""
}

// post makes a request that sends the values.
func (b *browser) post(path string, values url.Values, multi bool, files ...upload) *http.Request {
	b.t.Helper()
	var body bytes.Buffer
	kind := "application/x-www-form-urlencoded"
	if multi {
		w := multipart.NewWriter(&body)
		for _, name := range slices.Sorted(maps.Keys(values)) {
			for _, v := range values[name] {
				b.must(w.WriteField(name, strings.ReplaceAll(v, "\n", "\r\n")))
			}
		}
		for _, f := range files {
			part, err := w.CreateFormFile(f.field, f.name)
			b.must(err)
			_, err = io.WriteString(part, f.content)
			b.must(err)
		}
		b.must(w.Close())
		kind = w.FormDataContentType()
	} else {
		body.WriteString(values.Encode())
	}
	r, err := http.NewRequest("POST", b.href(path), &body)
	b.must(err)
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Origin", b.front.URL) // an old browser, which sends no Sec-Fetch-Site
	return r
}

// wants fails unless the answer has the status and every text.
func (b *browser) wants(status int, texts ...string) *browser {
	b.t.Helper()
	if b.status != status {
		b.t.Errorf("%s: status %d, want %d\n%s", b.at, b.status, status, b.page.Text())
	}
	text := b.page.Text()
	for _, want := range texts {
		if !strings.Contains(text, want) {
			b.t.Errorf("%s does not say %q:\n%s", b.at, want, text)
		}
	}
	return b
}

// wantsNot fails if the answer holds one of the texts, anywhere.
func (b *browser) wantsNot(texts ...string) *browser {
	b.t.Helper()
	for _, unwanted := range texts {
		if strings.Contains(b.body, unwanted) {
			b.t.Errorf("%s holds %q:\n%s", b.at, unwanted, b.page.Text())
		}
	}
	return b
}

// value is what stands in a field of the page.
func (b *browser) value(name string) string {
	if n, ok := b.page.In("main textarea[name=" + name + "]"); ok {
		return url.Values(n2form(n)).Get(name)
	}
	for _, f := range b.page.All("main form") {
		if v, ok := f.Values()[name]; ok && len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

// n2form returns the values of a form that is one control.
func n2form(n htmlcheck.Node) map[string][]string {
	return map[string][]string{n.Attr("name"): {n.Text()}}
}

// natural is a request of a natural person, filled in.
var natural = map[string]string{
	"name": "阿卜杜热合曼·麦麦提明", "id_number": "11010519491231002X", "phone": "13800138000", "email": "abdurehman@example.com",
	"content": "1. 团结路片区（二期）房屋征收补偿方案\n2. 该片区征收补偿资金拨付凭证", "medium": "electronic", "delivery": "download",
}

var photo = upload{"id_files", "IMG_0001.jpg", "\xff\xd8\xff\xe0 photo of an identity card"}

// fillIn asks for something up to the check page.
func (b *browser) fillIn(change map[string]string, files ...upload) *browser {
	b.t.Helper()
	filled := maps.Clone(natural)
	maps.Copy(filled, change)
	b.get("/apply").wants(200, "第 1 步")
	b.submit("/apply", map[string]string{"class": "natural"}).wants(200, "第 2 步")
	return b.submit("/apply/request", filled, append([]upload{photo}, files...)...)
}

// ask asks for something and returns number and code.
func (b *browser) ask(change map[string]string) (number, code string) {
	b.t.Helper()
	b.fillIn(change).wants(200, "第 3 步")
	b.submit("/apply/check", map[string]string{"confirm": "1"}).wants(200, "申请已提交")
	codes := b.page.All(".receipt dd")
	return codes[0].Text(), codes[1].Text()
}

// open shows number and code.
func (b *browser) open(number, code string) *browser {
	b.t.Helper()
	return b.get("/").submit("/status", map[string]string{"no": number, "code": code})
}
