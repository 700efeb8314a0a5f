package serve

import (
	"bytes"
	"io"
	"net/http/httptest"
	"path"
	"testing"
	"unicode/utf8"

	"mingda/internal/fault"
	"mingda/internal/mangle"
)

// FuzzForm feeds ReadForm any body under any content type: it comes back with a form whose
// text and files are within the limits, and with an error that a page can show.
func FuzzForm(f *testing.F) {
	const plain, parts = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
	forms := [][]byte{
		[]byte("wants=%E8%A1%A5%E5%81%BF&name=a%00b&name=%ff&=&&a=1;b"),
		[]byte("--b\r\nContent-Disposition: form-data; name=\"wants\"\r\n\r\n补偿\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"..\\\\a/b.pdf\"\r\n\r\n%PDF\r\n--b--\r\n"),
		[]byte("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=0"),
	}
	f.Add(plain, forms[0])
	for _, body := range append(mangle.Of(300, forms...), forms[1:]...) {
		f.Add(parts, body)
	}
	f.Add("multipart/form-data", []byte("--"))
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		r := httptest.NewRequest("POST", "/", bytes.NewReader(body))
		r.Header.Set("Content-Type", kind)
		var kept int64
		form, err := ReadForm(r, small, func(file File, content io.Reader) error {
			n, err := io.Copy(io.Discard, content)
			if err == nil {
				kept += n
			}
			return err
		})
		if form == nil {
			t.Fatal("no form")
		}
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Errorf("%v is nothing to show", err)
		}
		if kept > small.Total || len(form.Files) > small.Files {
			t.Errorf("kept %d bytes in %d files", kept, len(form.Files))
		}
		for _, file := range form.Files {
			if file.Name != path.Base(file.Name) || !utf8.ValidString(file.Name) {
				t.Errorf("a file is called %q", file.Name)
			}
		}
		var text int64
		for field, values := range form.Values {
			for _, v := range values {
				if text += int64(len(v)); !utf8.ValidString(field) || !utf8.ValidString(v) {
					t.Errorf("%q is %q", field, v)
				}
			}
		}
		if most := 3 * small.Text; text > most { // a byte that is no character becomes three
			t.Errorf("%d bytes of text", text)
		}
	})
}
