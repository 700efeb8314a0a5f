package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"mingda/internal/fault"
	"mingda/internal/letter"
)

// A Mark is an entry of the outline of a bundle (书签).
type Mark struct {
	Title string
	Page  int // from 1
}

// Sound reads a PDF from outside and writes it anew: only its pages, without what
// runs, is filled in, is attached or leads elsewhere. It returns how many pages
// there are. One that is locked with a password is fault Invalid, pdf_locked, one
// that cannot be read pdf_unreadable.
func Sound(content []byte) (out []byte, pages int, err error) {
	defer func() {
		if p := recover(); p != nil {
			out, pages, err = nil, 0, fmt.Errorf("panic: %v", p)
		}
		if err != nil {
			code := fault.Code("pdf_unreadable")
			if bytes.Contains(content, []byte("/Encrypt")) {
				code = "pdf_locked"
			}
			err = fault.New(fault.Invalid, code).Because(err)
		}
	}()
	if !bytes.Contains(content[max(0, len(content)-2048):], []byte("%%EOF")) {
		return nil, 0, errors.New("cut off") // pdfcpu would mend it by leaving pages out
	}
	withoutFiles()
	c := model.NewDefaultConfiguration()
	c.Cmd, c.ValidationMode, c.CreateBookmarks, c.OptimizeBeforeWriting = model.MERGECREATE, model.ValidationRelaxed, false, false
	if bytes.Contains(content, []byte("/Encrypt")) {
		c.Cmd = model.DECRYPT // opens what has no password to be read
	}
	from, err := api.ReadAndValidate(bytes.NewReader(content), c)
	if err != nil {
		return nil, 0, err
	}
	for _, key := range []string{"AcroForm", "Names", "Dests", "Outlines", "OpenAction", "AA", "StructTreeRoot", "PageLabels", "Threads", "Collection"} {
		from.RootDict.Delete(key)
	}
	from.Form, from.Names, from.Outlines = nil, map[string]*model.Node{}, nil
	for n := range from.PageCount {
		page, _, _, err := from.PageDict(n+1, false)
		if err != nil {
			return nil, 0, err
		}
		for _, key := range []string{"Annots", "AA", "StructParents", "B"} {
			page.Delete(key)
		}
	}
	from.Encrypt, from.E, from.EncKey = nil, nil, nil // what was marked as protected is written open
	from.EnsureVersionForWriting()
	var b bytes.Buffer
	if err := api.WriteContext(from, &b); err != nil {
		return nil, 0, err
	}
	if from.PageCount == 0 {
		return nil, 0, fmt.Errorf("no pages")
	}
	return b.Bytes(), from.PageCount, nil
}

// Append puts another bundle behind this one. The other is empty afterwards.
func (b *Bundle) Append(other *Bundle) (err error) {
	defer unreadable(&err)
	if other.into == nil {
		return nil
	}
	if b.into == nil {
		b.into, other.into = other.into, nil
		return nil
	}
	err = pdfcpu.MergeXRefTables("", other.into, b.into, false, false)
	other.into = nil
	return err
}

// unreadable makes what went wrong, and what panicked, the fault of a bundle.
func unreadable(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v", p)
	}
	if *err != nil {
		*err = fault.New(fault.Internal, "bundle_unreadable").Because(*err)
	}
}

// Outline gives the bundle its bookmarks, in place of any it has.
func (b *Bundle) Outline(marks []Mark) (err error) {
	defer unreadable(&err)
	if b.into == nil || len(marks) == 0 {
		return nil
	}
	root := types.Dict{"Type": types.Name("Outlines"), "Count": types.Integer(len(marks))}
	rootRef, err := b.into.IndRefForNewObject(root)
	if err != nil {
		return err
	}
	var before types.Dict
	var last *types.IndirectRef
	for _, m := range marks {
		_, page, _, err := b.into.PageDict(m.Page, false)
		if err != nil {
			return err
		}
		item := types.Dict{"Title": types.HexLiteral(utf16Hex(m.Title)), "Parent": *rootRef, "Dest": types.Array{*page, types.Name("Fit")}}
		ref, err := b.into.IndRefForNewObject(item)
		if err != nil {
			return err
		}
		if before == nil {
			root["First"] = *ref
		} else {
			before["Next"], item["Prev"] = *ref, *last
		}
		before, last = item, ref
	}
	root["Last"] = *last
	b.into.RootDict["Outlines"], b.into.RootDict["PageMode"] = *rootRef, types.Name("UseOutlines")
	b.into.Outlines = root
	return nil
}

// The number of a page in a bundle: points, from the lower edge as it is looked at.
const (
	stampSize  = 9.0
	stampFoot  = 20.0
	stampFace  = "MingdaStamp"
	stampPaper = 595.0 // width of the page on which it has this size
	stampPad   = 4.0
)

// Number prints on each page, in the middle below, what say says of it; of is how
// many pages there are. It does not look at what is on the page: what is there is
// kept apart, however it left its state.
func (b *Bundle) Number(f *Fonts, say func(n, of int) string) (err error) {
	defer unreadable(&err)
	if b.into == nil {
		return nil
	}
	s := &setter{fonts: f}
	stamps := make([][]op, b.Pages())
	width := make([]float64, b.Pages())
	for n := range stamps {
		st := styleOf(body, stampSize)
		l := line{atoms: s.atoms(letter.Run{Text: say(n+1, b.Pages())}, st)}
		stamps[n], width[n] = l.draw(0, 0, st), l.width()/mm
	}
	faces, err := b.stampFaces(f, stamps)
	if err != nil {
		return err
	}
	open, err := b.into.StreamDictIndRef([]byte("q\n"))
	if err != nil {
		return err
	}
	for n, ops := range stamps {
		if err := b.stamp(n+1, ops, width[n], faces, *open); err != nil {
			return fmt.Errorf("page %d: %w", n+1, err)
		}
	}
	return nil
}

// stampFaces puts the faces of the stamps into the bundle, each once, and returns
// where they are by their name.
func (b *Bundle) stampFaces(f *Fonts, stamps [][]op) (map[string]types.IndirectRef, error) {
	var all page
	for _, ops := range stamps {
		all.ops = append(all.ops, ops...)
	}
	drawn, err := paint(f, []page{all}, letter.Letter{}, Options{})
	if err != nil {
		return nil, err
	}
	c := model.NewDefaultConfiguration()
	c.ValidationMode, c.CreateBookmarks, c.OptimizeBeforeWriting = model.ValidationRelaxed, false, false
	withoutFiles()
	from, err := api.ReadAndValidate(bytes.NewReader(drawn), c)
	if err != nil {
		return nil, err
	}
	_, _, with, err := from.PageDict(1, false)
	if err != nil {
		return nil, err
	}
	fonts, err := from.DereferenceDict(with.Resources["Font"])
	if err != nil {
		return nil, err
	}
	taken := taking{from: from, into: b.into, known: map[int]types.IndirectRef{}}
	faces := map[string]types.IndirectRef{}
	for _, o := range fonts {
		font, err := from.DereferenceDict(o)
		if err != nil {
			return nil, err
		}
		_, name, _ := strings.Cut(fmt.Sprint(font["BaseFont"]), "+")
		ref, ok := o.(types.IndirectRef)
		if !ok {
			return nil, fmt.Errorf("font %s stands in the page itself", name)
		}
		if faces[name], err = taken.ref(ref); err != nil {
			return nil, err
		}
	}
	return faces, nil
}

// A taking copies objects of one document into another.
type taking struct {
	from, into *model.Context
	known      map[int]types.IndirectRef
}

func (t taking) ref(r types.IndirectRef) (types.IndirectRef, error) {
	if known, ok := t.known[r.ObjectNumber.Value()]; ok {
		return known, nil
	}
	o, err := t.from.Dereference(r)
	if err != nil {
		return r, err
	}
	copied, err := t.object(o)
	if err != nil {
		return r, err
	}
	ref, err := t.into.IndRefForNewObject(copied)
	if err != nil {
		return r, err
	}
	t.known[r.ObjectNumber.Value()] = *ref
	return *ref, nil
}

func (t taking) object(o types.Object) (types.Object, error) {
	var err error
	switch o := o.(type) {
	case types.IndirectRef:
		return t.ref(o)
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
		o.Dict = d.(types.Dict)
		return o, nil
	}
	return o, nil
}

// stamp prints on one page. What stands there is put between q and Q.
func (b *Bundle) stamp(n int, ops []op, width float64, faces map[string]types.IndirectRef, open types.IndirectRef) error {
	dict, _, with, err := b.into.PageDict(n, false)
	if err != nil {
		return err
	}
	resources := types.Dict{}
	maps.Copy(resources, with.Resources)
	fonts := types.Dict{}
	if known, err := b.into.DereferenceDict(resources["Font"]); err == nil {
		maps.Copy(fonts, known)
	}
	for name, ref := range faces {
		fonts[stampFace+name] = ref
	}
	resources["Font"] = fonts
	dict["Resources"] = resources
	close, err := b.into.StreamDictIndRef([]byte("\nQ\n" + drawStamp(ops, width, with)))
	if err != nil {
		return err
	}
	contents := types.Array{open}
	if o, ok := dict.Find("Contents"); ok {
		inner, err := b.into.Dereference(o)
		if err != nil {
			return err
		}
		if list, ok := inner.(types.Array); ok {
			contents = append(contents, list...)
		} else if inner != nil {
			contents = append(contents, o)
		}
	}
	dict["Contents"] = append(contents, *close)
	return nil
}

// drawStamp is the content that draws the number of a page, upright and below as
// the page is looked at, on a white ground.
func drawStamp(ops []op, width float64, with *model.InheritedPageAttrs) string {
	box := with.CropBox
	if box == nil {
		box = with.MediaBox
	}
	if box == nil {
		box = types.NewRectangle(0, 0, 595, 842)
	}
	w, h := box.Width(), box.Height()
	var matrix string
	across := w
	switch ((with.Rotate % 360) + 360) % 360 {
	case 90:
		matrix, across = fmt.Sprintf("0 1 -1 0 %.2f %.2f cm", box.LL.X+w, box.LL.Y), h
	case 180:
		matrix = fmt.Sprintf("-1 0 0 -1 %.2f %.2f cm", box.LL.X+w, box.LL.Y+h)
	case 270:
		matrix, across = fmt.Sprintf("0 -1 1 0 %.2f %.2f cm", box.LL.X, box.LL.Y+h), h
	default:
		matrix = fmt.Sprintf("1 0 0 1 %.2f %.2f cm", box.LL.X, box.LL.Y)
	}
	scale := min(4, max(0.4, across/stampPaper))
	var out strings.Builder
	fmt.Fprintf(&out, "q %s %.4f 0 0 %.4f %.2f %.2f cm\n", matrix, scale, scale, (across-width*scale)/2, stampFoot*scale)
	fmt.Fprintf(&out, "1 g %.2f %.2f %.2f %.2f re f 0 g BT\n", -stampPad, -stampPad, width+2*stampPad, stampSize+1.5*stampPad)
	for _, o := range ops {
		if t := o.text; t != nil {
			fmt.Fprintf(&out, "/%s%s %.2f Tf %.4f Tc 1 0 0 1 %.2f %.2f Tm <%s> Tj\n", stampFace, t.face.name, t.size, t.spacing, t.x/mm, -t.y/mm, utf16Hex(t.drawn)[4:])
		}
	}
	out.WriteString("ET Q\n")
	return out.String()
}
