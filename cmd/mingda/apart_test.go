package main

import (
	"bytes"
	"io"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/pdf"
)

// TestPagesApart: the office reads a PDF by this program, started again; what is no PDF is refused
// there in words.
func TestPagesApart(t *testing.T) {
	o := &installation{desk: &desk.Desk{}}
	o.readApart()
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
