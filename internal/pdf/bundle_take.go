package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"mingda/internal/fault"
)

// AddForeign puts a PDF from outside behind those that are there, as Add does one of
// ours. One that is locked with a password is fault Invalid, pdf_locked, one that
// cannot be read pdf_unreadable; nothing of it is in the bundle then. One of more than
// most pages is bundle_document_long.
func (b *Bundle) AddForeign(content []byte, most int) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
		var known *fault.Error
		switch {
		case b.failed != nil:
			err = b.failed
		case err == nil || errors.As(err, &known):
		case bytes.Contains(content, []byte("/Encrypt")):
			err = fault.New(fault.Invalid, "pdf_locked").Because(err)
		default:
			err = fault.New(fault.Invalid, "pdf_unreadable").Because(err)
		}
	}()
	if !bytes.Contains(content[max(0, len(content)-2048):], []byte("%%EOF")) {
		return errors.New("cut off") // pdfcpu would mend it by leaving pages out
	}
	mode := model.MERGECREATE
	if bytes.Contains(content, []byte("/Encrypt")) {
		mode = model.DECRYPT // opens what has no password to be read
	}
	from, err := readPDF(content, mode)
	if err != nil {
		return err
	}
	if from.PageCount > most {
		return fault.New(fault.Conflict, "bundle_document_long", from.PageCount)
	}
	return b.take(from)
}

// ofPage is what of a page is taken over.
var ofPage = []string{"BleedBox", "TrimBox", "ArtBox", "Group", "UserUnit"}

// take writes the pages of a document, each with all that it shows, and keeps what is
// said of each. What fails half-way leaves objects that nothing leads to.
func (b *Bundle) take(from *model.Context) error {
	if from.PageCount == 0 {
		return errors.New("no pages")
	}
	t := taking{from: from, into: b, known: map[int]types.IndirectRef{}}
	pages := make([]bundlePage, from.PageCount)
	dicts := make([]types.Dict, len(pages))
	for n := range pages {
		dict, ref, with, err := from.PageDict(n+1, false)
		if err != nil {
			return err
		}
		pages[n], dicts[n] = bundlePage{ref: b.number(), with: *with}, dict
		t.known[ref.ObjectNumber.Value()] = pages[n].ref
	}
	for n := range pages {
		if err := t.page(&pages[n], dicts[n]); err != nil {
			return fmt.Errorf("page %d: %w", n+1, err)
		}
	}
	if err := t.layers(); err != nil {
		return err
	}
	if err := t.rest(); err != nil {
		return err
	}
	b.pages = append(b.pages, pages...)
	return b.failed
}

// A taking writes objects of one document into a bundle.
type taking struct {
	from  *model.Context
	into  *Bundle
	known map[int]types.IndirectRef // by their number in the document
	todo  []types.IndirectRef       // numbered and not yet written, as the document calls them
}

// page takes over what is said of a page, and what it inherits.
func (t *taking) page(p *bundlePage, dict types.Dict) error {
	kept := types.Dict{"Type": types.Name("Page")}
	for _, key := range ofPage {
		if o, ok := dict.Find(key); ok {
			kept[key] = o
		}
	}
	resources := types.Dict{}
	maps.Copy(resources, p.with.Resources)
	if fonts, err := t.from.DereferenceDict(resources["Font"]); err == nil && fonts != nil {
		resources["Font"] = fonts // in the page itself, where more can join them
	} else {
		delete(resources, "Font")
	}
	kept["Resources"] = resources
	if p.with.MediaBox == nil {
		p.with.MediaBox = types.NewRectangle(0, 0, 595.28, 841.89)
	}
	kept["MediaBox"] = p.with.MediaBox.Array()
	if p.with.CropBox != nil {
		kept["CropBox"] = p.with.CropBox.Array()
	}
	if p.with.Rotate%360 != 0 {
		kept["Rotate"] = types.Integer(p.with.Rotate)
	}
	taken, err := t.object(kept)
	if err != nil {
		return err
	}
	p.dict, p.with.Resources = taken.(types.Dict), nil // what they were need not be kept
	if o, ok := dict.Find("Contents"); ok {
		return t.contents(p, o)
	}
	return nil
}

// contents makes of what a page shows a list, which may have more before and behind.
func (t *taking) contents(p *bundlePage, o types.Object) error {
	inner, err := t.from.Dereference(o)
	if err != nil {
		return err
	}
	list, ok := inner.(types.Array)
	if !ok && inner != nil {
		list = types.Array{o}
	}
	taken, err := t.object(list)
	p.dict["Contents"] = taken
	return err
}

// rest writes what was numbered and what that leads to.
func (t *taking) rest() error {
	for len(t.todo) > 0 {
		ref := t.todo[len(t.todo)-1]
		t.todo = t.todo[:len(t.todo)-1]
		o, err := t.from.Dereference(ref)
		if err != nil {
			return err
		}
		if d, ok := o.(types.Dict); ok && isPageTree(d) {
			o = nil // what leads back to all pages of the document would take them in once more
		}
		taken, err := t.object(o)
		if err != nil {
			return err
		}
		t.into.put(t.known[ref.ObjectNumber.Value()], taken)
	}
	return nil
}

func isPageTree(d types.Dict) bool {
	kind := d.NameEntry("Type")
	return kind != nil && (*kind == "Pages" || *kind == "Catalog")
}

// ref names an object as the bundle does.
func (t *taking) ref(r types.IndirectRef) types.IndirectRef {
	n := r.ObjectNumber.Value()
	if known, ok := t.known[n]; ok {
		return known
	}
	t.known[n] = t.into.number()
	t.todo = append(t.todo, r)
	return t.known[n]
}

// object returns an object as it stands in the bundle.
func (t *taking) object(o types.Object) (types.Object, error) {
	var err error
	switch o := o.(type) {
	case types.IndirectRef:
		return t.ref(o), nil
	case types.Dict:
		d := types.Dict{}
		for k, v := range o {
			if d[k], err = t.object(v); err != nil {
				return nil, err
			}
		}
		return d, nil
	case types.Array:
		a := make(types.Array, len(o))
		for i, v := range o {
			if a[i], err = t.object(v); err != nil {
				return nil, err
			}
		}
		return a, nil
	case types.StreamDict:
		d, err := t.object(o.Dict)
		if err != nil {
			return nil, err
		}
		taken := types.StreamDict{Dict: d.(types.Dict), Raw: o.Raw}
		for _, outside := range []string{"F", "FFilter", "FDecodeParms"} {
			taken.Dict.Delete(outside)
		}
		return taken, nil
	case nil, types.Boolean, types.Float, types.Integer, types.Name, types.StringLiteral, types.HexLiteral:
		return o, nil
	}
	return nil, fmt.Errorf("%T in a page", o)
}

// layers are what of the pages may be shown or hidden (图层).
type layers struct{ all, off types.Array }

// layers takes over which layers of the document are hidden: they stay so.
func (t *taking) layers() error {
	properties, err := t.from.DereferenceDict(t.from.RootDict["OCProperties"])
	if err != nil || properties == nil {
		return err
	}
	set, err := t.from.DereferenceDict(properties["D"])
	if err != nil {
		return err
	}
	all, err := t.from.DereferenceArray(properties["OCGs"])
	if err != nil {
		return err
	}
	off, err := t.from.DereferenceArray(set["OFF"])
	if err != nil {
		return err
	}
	if base := set.NameEntry("BaseState"); base != nil && *base == "OFF" {
		on, err := t.from.DereferenceArray(set["ON"])
		if err != nil {
			return err
		}
		off = slices.DeleteFunc(slices.Clone(all), func(o types.Object) bool { return slices.Contains(on, o) })
	}
	for to, list := range map[*types.Array]types.Array{&t.into.layers.all: all, &t.into.layers.off: off} {
		taken, err := t.object(list)
		if err != nil {
			return err
		}
		*to = append(*to, taken.(types.Array)...)
	}
	return nil
}

// dict is how the catalogue names the layers.
func (l layers) dict() types.Dict {
	return types.Dict{"OCGs": l.all, "D": types.Dict{"OFF": l.off, "BaseState": types.Name("ON")}}
}
