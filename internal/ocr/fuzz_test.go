package ocr

import (
	"archive/zip"
	"bytes"
	"testing"
	"unicode/utf8"

	"mingda/internal/mangle"
)

// FuzzWord feeds any document to the reader of files of Word: it ends with text or with why
// not.
func FuzzWord(f *testing.F) {
	good := [][]byte{
		[]byte(`<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>补偿</w:t><w:tab/><w:br/></w:r></w:p><w:del><w:delText>x</w:delText></w:del></w:body></w:document>`),
		[]byte(`<!DOCTYPE a [<!ENTITY b "c">]><w:t>&b;&#0;</w:t>`),
		[]byte("<w:t><w:t><w:t>\xff"),
	}
	for _, document := range append(mangle.Of(300, good...), good...) {
		f.Add(document)
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		var file bytes.Buffer
		w := zip.NewWriter(&file)
		part, err := w.Create(wordDocument)
		if err == nil {
			_, err = part.Write(document)
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		packed, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil {
			t.Fatal(err)
		}
		text, err := wordText(packed.File[0])
		if err == nil && (!utf8.ValidString(text) || len(text) > 2*len(document)) {
			t.Errorf("%d bytes became %q", len(document), text)
		}
	})
}
