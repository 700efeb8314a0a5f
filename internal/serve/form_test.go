package serve

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingda/internal/fault"
)

var small = FormLimits{Text: 1000, Fields: 10, File: 100, Files: 3, Total: 250}

// upload builds a multipart form of pairs of name and value; a value that is a
// number is a file of so many bytes.
func upload(t *testing.T, parts ...any) *http.Request {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		switch v := parts[i+1].(type) {
		case string:
			if err := w.WriteField(parts[i].(string), v); err != nil {
				t.Fatal(err)
			}
		case int:
			f, err := w.CreateFormFile(parts[i].(string), fmt.Sprint(v, ".pdf"))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.WriteString(f, strings.Repeat("x", v)); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.Close()
	r := httptest.NewRequest("POST", "/", &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return r
}

// keep is a sink that keeps sizes, as a file store would keep files.
func keep(kept *[]string) Sink {
	return func(f File, content io.Reader) error {
		b, err := io.ReadAll(content)
		if err != nil {
			return err
		}
		*kept = append(*kept, fmt.Sprintf("%s %s %d", f.Field, f.Name, len(b)))
		return nil
	}
}

func TestReadForm(t *testing.T) {
	for _, tt := range []struct {
		name  string
		r     *http.Request
		kept  []string
		field string // at which something is wrong
		want  string // what
	}{
		{"plain", upload(t, "name", "周予安", "scan", 100, "scan", 50, "after", "still here"), []string{"scan 100.pdf 100", "scan 50.pdf 50"}, "", ""},
		{"a file too big", upload(t, "name", "周予安", "scan", 101, "scan", 5, "after", "still here"), []string{"scan 5.pdf 5"}, "scan", "“101.pdf”太大，没有收下。一个附件最多 0 MB。"},
		{"much too big", upload(t, "name", "周予安", "scan", 1_000_000, "after", "still here"), nil, "scan", "“1000000.pdf”太大，没有收下。一个附件最多 0 MB。"},
		{"together too big", upload(t, "name", "周予安", "scan", 90, "scan", 91, "map", 92, "after", "still here"),
			[]string{"scan 90.pdf 90", "scan 91.pdf 91"}, "map", "加上“92.pdf”，附件合计超过 0 MB，这个没有收下。"},
		{"too many", upload(t, "name", "周予安", "scan", 1, "scan", 2, "scan", 3, "map", 4, "map", 5, "after", "still here"),
			[]string{"scan 1.pdf 1", "scan 2.pdf 2", "scan 3.pdf 3"}, "map", "附件最多 3 个，从“4.pdf”起没有收下。合并或压缩后再加。"},
		{"too long", upload(t, "name", "周予安", "after", "still here", "text", strings.Repeat("长", 400)), nil, "text", "填的字太多，全部加起来最多 0 KB，超出的没有收下。长的内容放进附件。"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var kept []string
			f, err := ReadForm(tt.r, small, keep(&kept))
			if f.Value("name") != "周予安" || f.Value("after") != "still here" || tt.r.PostFormValue("after") != "still here" {
				t.Errorf("typed text lost: %v", f.Values)
			}
			if diff := cmp.Diff(tt.kept, kept); diff != "" || len(f.Files) != len(kept) {
				t.Errorf("kept %s, files %v", diff, f.Files)
			}
			got := ""
			if e := fault.FieldsOf(err)[tt.field]; e != nil {
				got = e.Error()
			}
			if got != tt.want || (err == nil) != (tt.want == "") || err != nil && fault.KindOf(err) != fault.Invalid {
				t.Errorf("error %v, fields %v, want %s", err, fault.FieldsOf(err), tt.want)
			}
		})
	}
}

func TestReadFormCleans(t *testing.T) {
	body := "--b\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n" +
		"--b\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"C:\\\\信访\\\\来信.pdf\"\r\nContent-Type: application/pdf\r\n\r\nx\r\n" +
		"--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n一\r\n二\xff\r\n--b--\r\n"
	r := httptest.NewRequest("POST", "/", strings.NewReader(body))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	var kept []string
	f, err := ReadForm(r, small, keep(&kept))
	if err != nil || f.Values.Get("text") != "一\n二\uFFFD" {
		t.Errorf("text %q, %v", f.Values.Get("text"), err)
	}
	if f.Values.Has("scan") {
		t.Error("an input in which no file was chosen became a field")
	}
	if diff := cmp.Diff([]File{{"scan", "来信.pdf", "application/pdf", 1}}, f.Files); diff != "" {
		t.Error(diff)
	}
}

func TestReadFormEncoded(t *testing.T) {
	post := func(kind, body string) *http.Request {
		r := httptest.NewRequest("POST", "/", strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		return r
	}
	const kind = "application/x-www-form-urlencoded"
	f, err := ReadForm(post(kind, url.Values{"a": {"一\r\n二", "三"}}.Encode()), small, nil)
	if err != nil || f.Values["a"][0] != "一\n二" || f.Values["a"][1] != "三" {
		t.Errorf("%v, %v", f.Values, err)
	}
	f, err = ReadForm(post(kind, "name=feng&text="+strings.Repeat("x", 2000)), small, nil)
	if fault.FieldsOf(err)[""] == nil || f.Value("name") != "feng" {
		t.Errorf("too long: %v, %v", f.Values, err)
	}
	if _, err = ReadForm(post(kind, strings.Repeat("a&", 11)), small, nil); fault.FieldsOf(err)[""] == nil {
		t.Errorf("too many fields: %v", err)
	}
	for _, r := range []*http.Request{
		post(kind, "a=%zz"), post("text/plain", "a=1"), post("", "a=1"), post("multipart/form-data", ""), post("multipart/form-data; boundary=b", "--b\r\nbroken"),
	} {
		if f, err := ReadForm(r, small, nil); err == nil || fault.KindOf(err) != fault.Invalid || f == nil {
			t.Errorf("%s: %v", r.Header.Get("Content-Type"), err)
		}
	}
}

// A full disk is not the applicant's mistake, and loses nothing that was typed.
func TestReadFormDiskFull(t *testing.T) {
	full := fault.New(fault.Unavailable, "disk_full")
	f, err := ReadForm(upload(t, "name", "周予安", "scan", 10, "scan", 11, "after", "still here"), small,
		func(File, io.Reader) error { return full })
	if !errors.Is(err, full) || f.Value("after") != "still here" || len(f.Files) != 0 {
		t.Errorf("%v, %v, %v", err, f.Values, f.Files)
	}
}

func TestReadFormNoFilesWanted(t *testing.T) {
	f, err := ReadForm(upload(t, "name", "周予安", "scan", 10, "after", "x"), PlainForm, nil)
	if fault.FieldsOf(err)["scan"] == nil || f.Value("after") != "x" {
		t.Errorf("%v, %v", err, f.Values)
	}
}

// A body beyond the chain's limit is 413 with the limit on the page; what was
// read before it is there.
func TestBodyTooBig(t *testing.T) {
	d, _ := newDoor()
	rec := httptest.NewRecorder()
	r := upload(t, "name", "周予安", "scan", 3<<20)
	r.URL.Path = "/cases/1"
	var name string
	chain(t, d, Options{MaxBody: 2 << 20}, func(w http.ResponseWriter, r *http.Request) error {
		f, err := ReadForm(r, small, keep(new([]string)))
		name = f.Value("name")
		return err
	}).ServeHTTP(rec, r)
	if rec.Code != 413 || !strings.Contains(rec.Body.String(), "2 MB") || name != "周予安" {
		t.Errorf("%d %s, name %q", rec.Code, rec.Body, name)
	}
}
