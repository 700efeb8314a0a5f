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
// kept, or a fresh one. A key whose form is gone begins a fresh one.
func Open(ctx context.Context, d *desk.Desk, key string) (*Held, error) {
	if key != "" {
		f, err := d.Form(ctx, key)
		if err == nil {
			return &Held{Form: f}, nil
		}
		if fault.KindOf(err) != fault.NotFound {
			return nil, err
		}
	}
	f, err := d.NewForm()
	return &Held{Form: f}, err
}

// Read reads what was posted, stores its files, takes away those the person
// dropped, and keeps the whole under the form's key. The form it returns holds
// everything that could be read even when err is not nil; an error of kind
// fault.Invalid names the fields and belongs on the page.
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
	held, err := Open(r.Context(), d, sent.Values.Get(KeyField))
	if err != nil {
		return nil, err
	}
	if key := sent.Values.Get(KeyField); key != "" {
		held.Key = key // a form whose keeping has expired goes on under its own key
	}
	held.Limits = limits
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

// add adds files that came. One that is there already, such as after the back
// button, is the same file.
func (h *Held) add(files []desk.FormFile) {
	for _, f := range files {
		if !slices.ContainsFunc(h.Files, func(old desk.FormFile) bool {
			return old.Field == f.Field && old.Hash == f.Hash && old.Name == f.Name
		}) {
			h.Files = append(h.Files, f)
		}
	}
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
