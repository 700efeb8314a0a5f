// Package forms reads forms with files so that nothing typed or sent is lost:
// what was typed and every file that came are kept under the form's own key for
// 24 hours, and listed again when the form comes back with errors, after the
// page expired, or by the back button. It is shared by the doors; what a form
// means is theirs.
package forms

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/intake"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// KeyField is the name of the hidden field that holds the form's key.
const KeyField = "form"

// A Held is a form that is being filled in, with all that was typed and sent.
type Held struct {
	desk.Form
	Limits serve.FormLimits
}

// Open returns the form that the request names by ?form=KEY, with all that was
// kept, or a fresh one. A key whose form is gone or was taken in begins a fresh
// one.
func Open(ctx context.Context, d *desk.Desk, key string) (*Held, error) {
	if key != "" {
		f, err := d.Form(ctx, key)
		if err == nil && !f.Taken {
			return &Held{Form: f}, nil
		}
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return nil, err
		}
	}
	f, err := d.NewForm()
	return &Held{Form: f}, err
}

// opened returns what is kept under the key that was sent, also of a form that
// was taken in. One whose keeping has expired goes on under its own key.
func opened(ctx context.Context, d *desk.Desk, key string) (*Held, error) {
	if key == "" {
		return Open(ctx, d, key)
	}
	f, err := d.Form(ctx, key)
	if fault.KindOf(err) == fault.NotFound {
		f, err = desk.Form{Key: key, Values: url.Values{}}, nil
	}
	return &Held{Form: f}, err
}

// Read reads what was posted, stores its files, takes away those the person
// dropped, and keeps the whole under the form's key. The form it returns holds
// everything that could be read even when err is not nil; an error of kind
// fault.Invalid names the fields and belongs on the page.
//
// A form that was taken in comes again by a second click or the back button. If
// it is the same, it keeps its key, by which its ticket is found. If something
// else was typed into it meanwhile, it is another form, with a key of its own.
func Read(r *http.Request, d *desk.Desk, limits serve.FormLimits) (*Held, error) {
	var added []desk.FormFile
	sent, readErr := serve.ReadForm(r, limits, func(f serve.File, content io.Reader) error {
		stored, err := d.StoreUpload(content, f.Name, f.Type)
		if err != nil {
			return err
		}
		key, err := auth.NewDevice(d.Random)
		added = append(added, desk.FormFile{Key: key, Field: f.Field, File: stored})
		return err
	})
	held, err := opened(r.Context(), d, sent.Values.Get(KeyField))
	if err != nil {
		return nil, err
	}
	held.Limits = limits
	if held.Taken && !held.isSame(sent.Values, added) {
		if err := held.begin(d, sent.Values); err != nil {
			return nil, err
		}
	}
	held.Files = slices.DeleteFunc(held.Files, func(f desk.FormFile) bool {
		return slices.Contains(sent.Values[f.Field+"-drop"], f.Key)
	})
	held.add(added)
	if brokeOff(readErr) {
		for name, values := range held.Values {
			if !sent.Values.Has(name) {
				sent.Values[name] = values // it may stand in the part that did not arrive
			}
		}
	}
	held.Values = sent.Values
	if limits.Files > 0 && len(held.Files) > limits.Files {
		readErr = errors.Join(readErr, fault.New(fault.Invalid, "form_files_at_most", limits.Files))
	}
	if err := d.KeepForm(r.Context(), held.Form); err != nil {
		return held, errors.Join(readErr, err)
	}
	return held, readErr
}

// isSame reports whether a form that was taken in came again as it was. Files
// that did not come again, as after the back button, do not make another one.
func (h *Held) isSame(sent url.Values, files []desk.FormFile) bool {
	for _, f := range files {
		if !h.has(f) {
			return false
		}
	}
	for _, values := range []url.Values{h.Values, sent} {
		for name := range values {
			if strings.HasSuffix(name, "-drop") {
				return false
			}
			if isTyped(name) && plain(sent[name]) != plain(h.Values[name]) {
				return false
			}
		}
	}
	return true
}

// isTyped reports whether a field holds what the form is about; the others say
// which form it is, which files lie with it, and what was pressed.
func isTyped(name string) bool {
	return !slices.Contains([]string{KeyField, "act", "look", "confirm"}, name) && !strings.HasSuffix(name, "-kept")
}

// plain joins what was typed without the difference that blanks and the line
// breaks of browsers make.
func plain(values []string) string {
	return strings.Join(strings.Fields(strings.Join(values, "\n")), " ")
}

// begin makes another form of one that was taken in. Of its files it takes
// those with it that its page listed.
func (h *Held) begin(d *desk.Desk, sent url.Values) error {
	fresh, err := d.NewForm()
	for _, f := range h.Files {
		if slices.Contains(sent[f.Field+"-kept"], f.Key) {
			fresh.Files = append(fresh.Files, f)
		}
	}
	h.Form = fresh
	return err
}

// add adds files that came. One that is there already, such as after the back
// button, is the same file.
func (h *Held) add(files []desk.FormFile) {
	for _, f := range files {
		if !h.has(f) {
			h.Files = append(h.Files, f)
		}
	}
}

func (h *Held) has(f desk.FormFile) bool {
	return slices.ContainsFunc(h.Files, func(old desk.FormFile) bool {
		return old.Field == f.Field && old.Hash == f.Hash && old.Name == f.Name
	})
}

// brokeOff reports whether a form was read to some point only.
func brokeOff(err error) bool {
	return err != nil && (fault.KindOf(err) != fault.Invalid || len(fault.FieldsOf(err)) == 0)
}

// Value returns what was typed into a field, without blanks around it.
func (h *Held) Value(name string) string { return strings.TrimSpace(h.Values.Get(name)) }

// Stored returns the files that came by an input, as raw inputs hold them.
func (h *Held) Stored(fields ...string) []intake.File {
	var all []intake.File
	for _, f := range h.Files {
		if slices.Contains(fields, f.Field) {
			all = append(all, f.File)
		}
	}
	return all
}

// Uploaded returns the files that came by an input, as the page lists them.
func (h *Held) Uploaded(field string) []page.UploadedFile {
	var all []page.UploadedFile
	for _, f := range h.Files {
		if f.Field == field {
			all = append(all, page.UploadedFile{Key: f.Key, Name: f.Name, Size: f.Size, Type: f.Type})
		}
	}
	return all
}
