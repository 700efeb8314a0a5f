package portal_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gorilla/mux"

	"mingda/internal/audit"
	"mingda/internal/fault"
	"mingda/internal/filestore"
	"mingda/internal/forms"
	"mingda/internal/portal"
)

// TestInlets: each route of forms.Inlets holds its limits. What is too large, too many or a
// program under another name is refused in words, is stored nowhere, and what was typed
// beside it comes back. A route that is not among them takes no file.
func TestInlets(t *testing.T) {
	i := newInstallation(t, 1, func(s *portal.Server) {
		s.Uploads.Files, s.MaxBody = 3, forms.VerifyFile.Total+1<<20
	})
	b := i.browser()
	number, code := b.ask(nil)
	id := i.register(number)
	for _, form := range []struct{ address, field string }{{"/apply/request", "content"}, {"/verify", ""}, {"/status/supplement", "text"}, {"/status/object", "grounds"}} {
		address, field := form.address, form.field
		if address == "/status/supplement" {
			b.open(number, code)
		} else if address == "/status/object" {
			i.reply(id)
			i.bureau()
		}
		in := forms.Inlets[slices.IndexFunc(forms.Inlets, func(in forms.Inlet) bool {
			return in.Door == forms.OfPublic && slices.Contains(in.Routes, "POST "+address)
		})]
		limits, typed := in.Limits(i.portal.Uploads), map[string]string{}
		if field != "" {
			typed[field] = "打好的字要留着"
		}
		crowd := make([]upload, limits.Files+1)
		for n := range crowd {
			crowd[n] = upload{"files", "页" + string(rune('a'+n)) + ".png", "\x89PNG\r\n\x1a\n page"}
		}
		for what, sent := range map[string]struct {
			files []upload
			says  string
		}{
			"too large": {[]upload{{"files", "大.png", "\x89PNG\r\n\x1a\n" + strings.Repeat("x", int(limits.File))}}, fault.New(fault.Invalid, "form_file_too_big", "大.png", limits.File>>20).Error()},
			"too many":  {crowd, fault.New(fault.Invalid, "form_too_many_files", limits.Files, crowd[limits.Files].name).Error()},
			"a program": {[]upload{{"files", "照片.jpg", "\x7fELF"}}, fault.New(fault.Invalid, "intake_file_program", "照片.jpg").Error()},
		} {
			if what == "a program" && in.Bounds != nil {
				continue // whatever it is, it is no letter of ours
			}
			if address != "/apply/request" {
				b.get(address)
			} else {
				b.get("/apply").submit("/apply", map[string]string{"class": "natural"})
			}
			stored := i.stored()
			b.submit(address, typed, sent.files...).wants(http.StatusUnprocessableEntity, sent.says)
			if field != "" && b.value(field) != typed[field] {
				t.Errorf("%s, %s: what was typed is %q", address, what, b.value(field))
			}
			if now := i.stored(); what != "too many" && now != stored {
				t.Errorf("%s, %s: %d files stored, want %d", address, what, now, stored)
			}
		}
	}
	i.noFilesElsewhere(b)
}

// noFilesElsewhere sends a file to every route that is to take none.
func (i *installation) noFilesElsewhere(b *browser) {
	i.t.Helper()
	takes := forms.TakesFiles(forms.OfPublic)
	i.must(i.portal.Routes().Walk(func(r *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		pattern, err := r.GetPathTemplate()
		if err != nil {
			return err
		}
		methods, err := r.GetMethods()
		if !slices.Contains(methods, http.MethodPost) || takes(http.MethodPost, pattern) {
			return err
		}
		stored := i.stored()
		b.send(b.post(variable.ReplaceAllString(pattern, "1"), nil, true, upload{"files", "照片.png", "\x89PNG\r\n\x1a\n page"}))
		if b.status >= http.StatusInternalServerError || i.stored() != stored {
			i.t.Errorf("%s is not among forms.Inlets: %d, and %d files stored, want %d", audit.Bare(pattern), b.status, i.stored(), stored)
		}
		return err
	}))
}

// stored counts the files of the installation.
func (i *installation) stored() int {
	i.t.Helper()
	n := 0
	i.must(i.desk.Files.Walk(func(filestore.Hash, int64) error { n++; return nil }))
	return n
}
