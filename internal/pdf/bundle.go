package pdf

import (
	"bytes"
	"fmt"
	"io"
	"sync"

	"github.com/jung-kurt/gofpdf"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"mingda/internal/fault"
)

// A Bundle is one PDF made of others, page by page as they are: what is stored
// is printed, and not drawn again. Its zero value is empty.
type Bundle struct {
	Duplex bool // each document begins on a right-hand page: a blank one is put before it where it would not

	into  *model.Context
	blank []byte
}

// withoutFiles keeps pdfcpu from making a folder for settings of its own.
var withoutFiles = sync.OnceFunc(api.DisableConfigDir)

// Add puts a document behind those that are there. What is no PDF is fault
// Internal, bundle_unreadable.
func (b *Bundle) Add(document io.ReadSeeker) error {
	if b.Duplex && b.Pages()%2 == 1 {
		if b.blank == nil {
			b.blank = blankPage()
		}
		if err := b.add(bytes.NewReader(b.blank)); err != nil {
			return err
		}
	}
	return b.add(document)
}

func (b *Bundle) add(document io.ReadSeeker) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
		if err != nil {
			err = fault.New(fault.Internal, "bundle_unreadable").Because(err)
		}
	}()
	withoutFiles()
	c := model.NewDefaultConfiguration()
	c.Cmd, c.ValidationMode, c.CreateBookmarks, c.OptimizeBeforeWriting = model.MERGECREATE, model.ValidationRelaxed, false, false
	from, err := api.ReadAndValidate(document, c)
	if err != nil {
		return err
	}
	// A signature is over the bytes of the letter's own file, and this is another.
	from.RootDict.Delete("AcroForm")
	from.Form = nil
	if b.into == nil {
		b.into = from
		b.into.EnsureVersionForWriting()
		return nil
	}
	return pdfcpu.MergeXRefTables("", from, b.into, false, false)
}

// Pages returns how many pages there are.
func (b *Bundle) Pages() int {
	if b.into == nil {
		return 0
	}
	return b.into.PageCount
}

// Write writes the bundle under a title of its own.
func (b *Bundle) Write(w io.Writer, title string) error {
	if b.into == nil {
		return fault.New(fault.Internal, "bundle_unreadable")
	}
	if b.into.Info != nil {
		info, err := b.into.DereferenceDict(*b.into.Info)
		if err != nil {
			return fault.New(fault.Internal, "bundle_unreadable").Because(err)
		}
		info.Update("Title", types.HexLiteral(utf16Hex(title)))
	}
	return api.WriteContext(b.into, w)
}

// blankPage is a page of A4 with nothing on it.
func blankPage() []byte {
	doc := gofpdf.New("P", "mm", "A4", "")
	doc.AddPage()
	var out bytes.Buffer
	_ = doc.Output(&out) // nothing is drawn that could fail; Add says if it did
	return out.Bytes()
}
