package pdf

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"sync"

	"github.com/jung-kurt/gofpdf"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"mingda/internal/fault"
)

// A Bundle is one PDF made of others, page by page as they are: what is stored
// is printed, and not drawn again. It is written while it is made: what a document
// holds is on its way out before the next one is read, and only what is said of each
// page is kept until Close. Of a document its pages are taken, and nothing else: no
// forms, scripts, links, attachments, nor a signature, which is over the bytes of the
// letter's own file.
type Bundle struct {
	Duplex bool // each document begins on a right-hand page: a blank one is put before it where it would not

	out    *bufio.Writer
	sent   int64
	said   int64   // of sent: objects, streams apart
	failed error   // of what it is written to
	at     []int64 // where each object begins, by its number; 0 where it is not written
	pages  []bundlePage
	marks  []Mark
	layers layers
	blank  []byte
}

// A bundlePage is a page with what is said of it, which is written at the end: its
// number in the whole is known only then.
type bundlePage struct {
	ref  types.IndirectRef
	dict types.Dict
	with model.InheritedPageAttrs
}

// NewBundle begins a bundle that is written to w.
func NewBundle(w io.Writer) *Bundle {
	b := &Bundle{out: bufio.NewWriterSize(w, 1<<16), at: make([]int64, 1)}
	b.print("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	return b
}

// withoutFiles keeps pdfcpu from making a folder for settings of its own.
var withoutFiles = sync.OnceFunc(api.DisableConfigDir)

// Add puts a document of our own behind those that are there. What is no PDF is fault
// Internal, bundle_unreadable.
func (b *Bundle) Add(document []byte) (err error) {
	defer b.unreadable(&err)
	if b.Duplex && b.Pages()%2 == 1 {
		if b.blank == nil {
			b.blank = blankPage()
		}
		if err := b.add(b.blank); err != nil {
			return err
		}
	}
	return b.add(document)
}

// Front puts documents before those that are there.
func (b *Bundle) Front(documents ...[]byte) (err error) {
	defer b.unreadable(&err)
	behind := len(b.pages)
	for _, d := range documents {
		if err := b.add(d); err != nil {
			return err
		}
	}
	b.pages = append(b.pages[behind:len(b.pages):len(b.pages)], b.pages[:behind]...)
	return nil
}

// unreadable makes what went wrong, and what panicked, the fault of a bundle, unless
// it is of where the bundle is written to.
func (b *Bundle) unreadable(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v", p)
	}
	switch {
	case b.failed != nil:
		*err = b.failed
	case *err != nil:
		*err = fault.New(fault.Internal, "bundle_unreadable").Because(*err)
	}
}

func (b *Bundle) add(document []byte) error {
	from, err := readPDF(document, model.MERGECREATE)
	if err != nil {
		return err
	}
	return b.take(from)
}

// What of one document is unpacked, so that no small one takes all memory: bytes of one
// stream (what pages show is not unpacked), and objects.
const (
	mostUnpacked = 64 << 20
	mostObjects  = 1_000_000
)

// readPDF reads a document.
func readPDF(document []byte, mode model.CommandMode) (*model.Context, error) {
	withoutFiles()
	c := model.NewDefaultConfiguration()
	c.Cmd, c.ValidationMode, c.CreateBookmarks, c.OptimizeBeforeWriting = mode, model.ValidationRelaxed, false, false
	c.Limits.MaxDecodeBytes, c.Limits.MaxObjectCount, c.Limits.MaxXRefEntries = mostUnpacked, mostObjects, mostObjects
	c.Limits.MaxObjectStreamFirst, c.Limits.MaxObjectStreamCount = mostUnpacked/16, mostObjects/10
	return api.ReadAndValidate(bytes.NewReader(document), c)
}

// Pages returns how many pages there are.
func (b *Bundle) Pages() int { return len(b.pages) }

// Size returns how many bytes were written.
func (b *Bundle) Size() int64 { return b.sent }

// Said returns how many bytes of them are objects, streams apart: who reads the bundle again
// needs memory for each of their values.
func (b *Bundle) Said() int64 { return b.said }

// Close writes what is left of the bundle, under a title of its own. One without
// pages is fault Internal, bundle_unreadable.
func (b *Bundle) Close(title string) (err error) {
	defer b.unreadable(&err)
	if len(b.pages) == 0 {
		return fmt.Errorf("no pages")
	}
	tree := b.number()
	kids := types.Array{}
	for _, p := range b.pages {
		p.dict["Parent"] = tree
		kids = append(kids, p.ref)
		b.put(p.ref, p.dict)
	}
	b.put(tree, types.Dict{"Type": types.Name("Pages"), "Count": types.Integer(len(kids)), "Kids": kids})
	catalog := types.Dict{
		"Type": types.Name("Catalog"), "Pages": tree, "Lang": types.StringLiteral("zh-CN"),
		"ViewerPreferences": types.Dict{"DisplayDocTitle": types.Boolean(true)},
	}
	if len(b.marks) > 0 {
		catalog["Outlines"], catalog["PageMode"] = b.outline(), types.Name("UseOutlines")
	}
	if len(b.layers.all) > 0 {
		catalog["OCProperties"] = b.layers.dict()
	}
	root := b.write(catalog)
	info := b.write(types.Dict{"Title": types.HexLiteral(utf16Hex(title)), "Producer": types.StringLiteral("Mingda")})
	b.end(root, info)
	return b.failed
}

// end writes where each object begins, and where that is said.
func (b *Bundle) end(root, info types.IndirectRef) {
	table := b.sent
	b.print(fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(b.at)))
	for _, at := range b.at[1:] {
		if at == 0 { // begun in a document that could not be read to its end
			b.print("0000000000 65535 f \n")
			continue
		}
		b.print(fmt.Sprintf("%010d 00000 n \n", at))
	}
	trailer := types.Dict{"Size": types.Integer(len(b.at)), "Root": root, "Info": info}
	b.print(fmt.Sprintf("trailer\n%s\nstartxref\n%d\n%%%%EOF\n", trailer.PDFString(), table))
	if err := b.out.Flush(); b.failed == nil {
		b.failed = err
	}
}

// number gives an object its number before it is written.
func (b *Bundle) number() types.IndirectRef {
	b.at = append(b.at, 0)
	return *types.NewIndirectRef(len(b.at)-1, 0)
}

// write writes an object under a number of its own.
func (b *Bundle) write(o types.Object) types.IndirectRef {
	ref := b.number()
	b.put(ref, o)
	return ref
}

// put writes an object under its number.
func (b *Bundle) put(ref types.IndirectRef, o types.Object) {
	n := ref.ObjectNumber.Value()
	b.at[n] = b.sent
	streamed := int64(0)
	defer func() { b.said += b.sent - b.at[n] - streamed }()
	b.print(fmt.Sprintf("%d 0 obj\n", n))
	switch o := o.(type) {
	case nil:
		b.print("null")
	case types.StreamDict:
		o.Dict["Length"] = types.Integer(len(o.Raw))
		b.print(o.Dict.PDFString(), "\nstream\n")
		b.raw(o.Raw)
		streamed = int64(len(o.Raw))
		b.print("\nendstream")
	default:
		b.print(o.PDFString())
	}
	b.print("\nendobj\n")
}

// stream writes a stream of page content.
func (b *Bundle) stream(content string) types.IndirectRef {
	return b.write(types.StreamDict{Dict: types.Dict{}, Raw: []byte(content)})
}

func (b *Bundle) print(texts ...string) {
	for _, t := range texts {
		n, err := b.out.WriteString(t)
		b.wrote(n, err)
	}
}

func (b *Bundle) raw(content []byte) {
	n, err := b.out.Write(content)
	b.wrote(n, err)
}

func (b *Bundle) wrote(n int, err error) {
	b.sent += int64(n)
	if b.failed == nil {
		b.failed = err
	}
}

// Outline gives the bundle its bookmarks, in place of any it has.
func (b *Bundle) Outline(marks []Mark) { b.marks = marks }

// outline writes the bookmarks.
func (b *Bundle) outline() types.IndirectRef {
	root := b.number()
	refs := make([]types.IndirectRef, len(b.marks))
	for i := range refs {
		refs[i] = b.number()
	}
	for i, m := range b.marks {
		page := b.pages[min(max(m.Page, 1), len(b.pages))-1].ref
		item := types.Dict{"Title": types.HexLiteral(utf16Hex(m.Title)), "Parent": root, "Dest": types.Array{page, types.Name("Fit")}}
		if i > 0 {
			item["Prev"] = refs[i-1]
		}
		if i < len(refs)-1 {
			item["Next"] = refs[i+1]
		}
		b.put(refs[i], item)
	}
	b.put(root, types.Dict{"Type": types.Name("Outlines"), "Count": types.Integer(len(refs)), "First": refs[0], "Last": refs[len(refs)-1]})
	return root
}

// blankPage is a page of A4 with nothing on it.
func blankPage() []byte {
	doc := gofpdf.New("P", "mm", "A4", "")
	doc.AddPage()
	var out bytes.Buffer
	_ = doc.Output(&out) // nothing is drawn that could fail; Add says if it did
	return out.Bytes()
}
