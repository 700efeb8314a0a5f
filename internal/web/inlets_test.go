package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"mingda/internal/audit"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/forms"
	"mingda/internal/htmlcheck"
)

const (
	program  = "\x7fELF\x02\x01\x01 not what it is called"
	picture  = "\x89PNG\r\n\x1a\n not much of one"
	markText = "打好的字要留着"
)

// TestInlets: each route of forms.Inlets holds its limits. What is too large, too many or a
// program under another name is refused in words, is stored nowhere, and nothing that was
// typed beside it is lost.
func TestInlets(t *testing.T) {
	o := newWalkOffice(t)
	o.pages.MaxBody = forms.RegisterFile.Total + 1<<20
	h, err := o.pages.Handler()
	o.must(err)
	o.server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(undying{w}, r) })
	grants, routes, filled := readGrants(t), map[string]route{}, 0
	for _, r := range routesOf(t, o.pages) {
		routes[bare(r)] = r
	}
	for _, in := range forms.Inlets {
		for _, name := range in.Routes {
			if in.Door != forms.OfStaff {
				continue
			}
			r, there := routes[name]
			if !there {
				t.Errorf("%s: no route is %s", in.Name, name)
				continue
			}
			if o.holds(in, r, grants[name]) {
				filled++
			}
		}
	}
	if filled < 12 {
		t.Errorf("the forms of %d routes could be filled in only", filled)
	}
}

// holds sends what a route is not to take, and reports whether its form could be opened and
// had something to type into.
func (o *walkOffice) holds(in forms.Inlet, r route, g grant) bool {
	o.t.Helper()
	at := slices.IndexFunc(o.walkers, func(w *walker) bool { return w.isIn() && o.may(w, g) })
	if at < 0 {
		o.t.Errorf("%s: nobody may", bare(r))
		return false
	}
	b, limits, address := o.in(o.walkers[at].User), in.Limits(o.pages.Uploads), o.address(r, g)
	typed, field, open := formWithFiles(htmlcheck.MustParse(b.get(address).body), address)
	named, begins := ".png", picture
	if in.Bounds != nil {
		named, begins = ".csv", "编号,姓名\n"
	}
	crowd := make([]part, limits.Files+1)
	for i := range crowd {
		crowd[i] = part{"页" + itoa(i) + named, begins + itoa(i)}
	}
	for what, sent := range map[string]struct {
		files []part
		says  string
	}{
		"too large": {[]part{{"大" + named, begins + strings.Repeat("x", int(limits.File))}}, fault.New(fault.Invalid, "form_file_too_big", "大"+named, limits.File>>20).Error()},
		"too many":  {crowd, fault.New(fault.Invalid, "form_too_many_files", limits.Files, crowd[limits.Files].name).Error()},
		"a program": {[]part{{"照片.jpg", program}}, fault.New(fault.Invalid, "intake_file_program", "照片.jpg").Error()},
	} {
		if what == "a program" && r.pattern == "/calendars/new" {
			sent.says = "没能读出这份文件"
		}
		stored := o.stored()
		a := b.uploadAs(address, typed, field, sent.files...)
		if a.status != http.StatusUnprocessableEntity && (open || a.status < 400 || a.status >= 500) {
			o.t.Errorf("%s, %s: %d", bare(r), what, a.status)
		}
		if !open {
			continue
		}
		p := htmlcheck.MustParse(a.body)
		if !strings.Contains(p.Text(), sent.says) || p.Count(".govuk-error-summary") == 0 {
			o.t.Errorf("%s, %s: does not say %q:\n%s", bare(r), what, sent.says, p.Text())
		}
		if now := o.stored(); what != "too many" && now != stored {
			o.t.Errorf("%s, %s: %d files stored, want %d", bare(r), what, now, stored)
		}
		again, _, _ := formWithFiles(p, address)
		for name, values := range typed {
			if slices.Contains(values, markText) && !slices.Equal(again[name], values) {
				o.t.Errorf("%s, %s: %s was %q and is %q", bare(r), what, name, values, again[name])
			}
		}
	}
	return open && slices.ContainsFunc(slices.Collect(valuesOf(typed)), func(v string) bool { return v == markText })
}

// valuesOf are all values of a form.
func valuesOf(form url.Values) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, values := range form {
			for _, v := range values {
				if !yield(v) {
					return
				}
			}
		}
	}
}

// formWithFiles is the form of a page that carries files to the address, filled in where
// one types, and the name of its first field of files.
func formWithFiles(p htmlcheck.Node, address string) (typed url.Values, field string, there bool) {
	for _, f := range p.All("form[enctype=multipart/form-data]") {
		files := f.All("input[type=file]")
		if to, _, _ := strings.Cut(f.Attr("action"), "?"); to != address || len(files) == 0 {
			continue
		}
		typed = f.Values()
		for _, input := range slices.Concat(f.All("input[type=text]"), f.All("textarea")) {
			if name := input.Attr("name"); name != "" && input.Attr("inputmode") == "" {
				typed[name] = []string{markText}
			}
		}
		return typed, files[0].Attr("name"), true
	}
	return url.Values{}, "files", false
}

// stored counts the files of the office.
func (o *caseOffice) stored() int {
	o.t.Helper()
	n := 0
	o.must(o.desk.Files.Walk(func(filestore.Hash, int64) error { n++; return nil }))
	return n
}

// TestNoFilesElsewhere: a route that is not among forms.Inlets takes no file, whoever sends
// it, and no page has a form that would send one there.
func TestNoFilesElsewhere(t *testing.T) {
	o := newWalkOffice(t)
	grants, takes, stored := readGrants(t), forms.TakesFiles(forms.OfStaff), o.stored()
	for _, r := range routesOf(t, o.pages) {
		g := grants[bare(r)]
		at := slices.IndexFunc(o.walkers, func(w *walker) bool { return w.isIn() && o.may(w, g) })
		switch {
		case at < 0:
		case r.method == http.MethodGet:
			p := htmlcheck.MustParse(o.asks(o.walkers[at], r.method, o.address(r, g), "").Body.String())
			for _, f := range p.All("form") {
				to, _, _ := strings.Cut(f.Attr("action"), "?")
				if f.Count("input[type=file]") > 0 && f.Attr("method") == "post" && !slices.ContainsFunc(routesOf(t, o.pages), func(r route) bool {
					return takes(r.method, r.pattern) && r.fits(to)
				}) {
					t.Errorf("%s: a form sends files to %s", r, to)
				}
			}
		case r.method == http.MethodPost && !takes(r.method, r.pattern) && r.pattern != "/sign-out":
			a := o.in(o.walkers[at].User).uploadAs(o.address(r, g), url.Values{}, "files", part{"照片.png", picture})
			if a.status >= http.StatusInternalServerError {
				t.Errorf("%s: %d", r, a.status)
			}
			if now := o.stored(); now != stored {
				t.Errorf("%s is not among forms.Inlets and takes files", audit.Bare(r.pattern))
				stored = now
			}
		}
	}
}

// fits reports whether an address is one of the route's.
func (r route) fits(address string) bool {
	want, is := strings.Split(audit.Bare(r.pattern), "/"), strings.Split(address, "/")
	if len(want) != len(is) {
		return false
	}
	for i := range want {
		if want[i] != is[i] && !strings.HasPrefix(want[i], "{") {
			return false
		}
	}
	return true
}
