package web_test

import (
	"net/http"
	"net/url"
	"os"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/ocr"
	"mingda/internal/ocr/ocrtest"
)

// TestMachineRead: a photographed paper in a case is found by two characters that
// stand on it and nowhere else, called machine-read wherever it is shown, and leads to
// its text with the words marked, beside the original.
func TestMachineRead(t *testing.T) {
	o := newCaseOffice(t)
	o.desk.OCR = ocr.Find(t.Context(), true, []string{"chi_sim"})
	if len(o.desk.OCR.Tools()) < 2 {
		if os.Getenv("CI") == "true" {
			t.Fatal("no tesseract with chi_sim, or no poppler")
		}
		t.Skip("no tesseract with chi_sim, or no poppler")
	}
	other := o.register(ask("许望舒", "水渠造价", "红柳湾水渠的造价和图纸"))
	paper, err := o.desk.RegistrationPDF(t.Context(), o.clerk, other)
	o.must(err)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	o.assign(id)
	officer := o.in(o.officer)
	form := url.Values(officer.page(path(id, "/add-material")).Values())
	form.Del("q")
	form.Set("purpose", string(casefile.Incoming))
	if a := officer.upload(path(id, "/add-material"), form, part{"来信.jpg", string(ocrtest.Photo(t, paper))}); a.status != http.StatusSeeOther {
		t.Fatalf("%d: %s", a.status, a.page.Text())
	}
	search := func() answer { return officer.get("/search?q=" + url.QueryEscape("水渠 造价")) }
	if p := search().page; p.Count(".hits li") != 0 {
		t.Errorf("found before it was read: %s", p.Text())
	}
	if n, err := o.desk.ReadWaiting(t.Context(), func() bool { return true }); n != 1 || err != nil {
		t.Fatalf("read %d, %v", n, err)
	}
	p := search().page
	if p.Count(".hits li") != 1 || !p.HasText(".hits li", "扫描件（机器识别） 来信.jpg") || !p.HasText(".hits mark", "水渠") {
		text, _, err := o.desk.MaterialText(t.Context(), o.officer, id, 1)
		t.Fatalf("it is not found: %s in %q, %v", p.Text(), text.Text, err)
	}
	text := path(id, "/materials/1/text")
	if !p.HasText(`.hits a[href=`+text+`?`+url.Values{"q": {"水渠 造价"}}.Encode()+`]`, "机器识别") {
		t.Error("the hit does not lead to the place")
	}
	read := officer.page(text + "?q=" + url.QueryEscape("水渠"))
	if !read.HasText("main", "机器识别的文字，不是原件") || !read.HasText("main mark", "水渠") || !read.HasText("main", "看原件") {
		t.Errorf("%s", read.Text())
	}
	if p := officer.page(path(id, "")); !p.HasText(`a[href=`+text+`]`, "机器识别的文字") {
		t.Error("the file list does not lead to the text")
	}
	if p := officer.get("/cases?q=" + url.QueryEscape("水渠")).page; !p.HasText("tbody small", "扫描件（机器识别）") {
		t.Errorf("the register shows it as if it were the original: %s", p.Text())
	}
	if a := officer.get(path(other, "/materials/1/text")); a.status != http.StatusForbidden && a.status != http.StatusNotFound {
		t.Errorf("of another unit's case: %d", a.status)
	}
	if a := officer.get(path(id, "/materials/9/text")); a.status != http.StatusNotFound {
		t.Errorf("of none: %d", a.status)
	}
}
