package main

import (
	"bytes"
	"io"
	"os"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"mingda/internal/config"
	"mingda/internal/fault"
	"mingda/internal/pdf"
)

// TestPagesApart: an office that was opened reads a PDF by this program, started again; what is no PDF is refused
// there in words.
func TestPagesApart(t *testing.T) {
	newOffice(t)
	cfg, err := config.Load("mingda.toml", os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	o, err := openInstallation(t.Context(), cfg, std{Err: io.Discard, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if o.desk.PagesApart == nil {
		t.Fatal("they are read in the office itself")
	}
	doc := gofpdf.New("P", "mm", "A4", "")
	doc.AddPage()
	doc.AddPage()
	var made bytes.Buffer
	if err := doc.Output(&made); err != nil {
		t.Fatal(err)
	}
	pages, err := o.desk.PagesApart(t.Context(), made.Bytes(), 2)
	if err != nil {
		t.Fatal(err)
	}
	b := pdf.NewBundle(io.Discard)
	if err := b.AddForeign(pages, 2); err != nil || b.Pages() != 2 {
		t.Errorf("%d pages: %v", b.Pages(), err)
	}
	if _, err := o.desk.PagesApart(t.Context(), made.Bytes(), 1); fault.CodeOf(err) != "bundle_document_long" {
		t.Errorf("of two pages where one may be: %v", err)
	}
	if _, err := o.desk.PagesApart(t.Context(), []byte("%PDF-1.7 %%EOF"), 1); fault.CodeOf(err) != "pdf_unreadable" {
		t.Errorf("rubbish: %v", err)
	}
}
