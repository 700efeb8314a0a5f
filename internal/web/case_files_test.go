package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/intake"
	"mingda/internal/letter"
)

// A part is one file of a form.
type part struct{ name, content string }

// upload sends a form with files.
func (b *browser) upload(path string, form url.Values, files ...part) answer {
	b.o.t.Helper()
	return b.uploadAs(path, form, "files", files...)
}

// uploadAs sends a form with files in the field.
func (b *browser) uploadAs(path string, form url.Values, field string, files ...part) answer {
	b.o.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range form {
		for _, v := range values {
			b.o.must(w.WriteField(name, v))
		}
	}
	for _, f := range files {
		p, err := w.CreateFormFile(field, f.name)
		b.o.must(err)
		_, err = p.Write([]byte(f.content))
		b.o.must(err)
	}
	b.o.must(w.Close())
	r, err := http.NewRequest(http.MethodPost, b.o.server.URL+path, &body)
	b.o.must(err)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return b.do(r)
}

const png = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"

// TestMaterials: files that came with a refused form are kept, and what is in
// the file is sent so that nothing of it can run.
func TestMaterials(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	o.assign(id)
	officer := o.in(o.officer)
	form := url.Values(officer.page(path(id, "/add-material")).Values())
	form.Del("q")
	form.Set("purpose", "nonsense")
	refused := officer.upload(path(id, "/add-material"), form, part{"方案.pdf", "%PDF-1.4\n"}, part{"图.png", png}, part{"页.html", "<script>alert(1)</script>"})
	if refused.status != http.StatusUnprocessableEntity {
		t.Fatalf("a purpose that is none: %d", refused.status)
	}
	if n := refused.page.Count(".files--kept li"); n != 3 {
		t.Fatalf("%d of 3 files were kept", n)
	}
	again := url.Values(refused.page.Values())
	again.Del("q")
	again.Set("purpose", string(casefile.Requested))
	if a := officer.upload(path(id, "/add-material"), again); a.status != http.StatusSeeOther {
		t.Fatalf("adding: %d\n%s", a.status, a.page.Text())
	}
	has(t, "added", officer.page(path(id, "")).Text(), "已加材料 3 份")
	if a := officer.upload(path(id, "/add-material"), again); a.status != http.StatusSeeOther {
		t.Fatalf("a second click: %d", a.status)
	}
	p := officer.page(path(id, ""))
	has(t, "sent again", p.Text(), "这 3 份材料已经在案卷里，没有再加")
	if !p.HasText(".moj-timeline", "方案.pdf，图.png，页.html") {
		t.Error("the files of one form are not one line of the timeline")
	}
	if n := p.Count(".files li"); n != 3 {
		t.Errorf("%d documents after a second click, want 3", n)
	}
	for n, want := range []struct{ query, kind, disposition, policy string }{
		{"?show=1", "application/pdf", "inline", "default-src 'none'"}, {"?show=1", "image/png", "inline", "sandbox"}, {"?show=1", "application/octet-stream", "attachment", "sandbox"},
		{"", "application/pdf", "attachment", "default-src 'none'"},
	} {
		a := officer.get(path(id, "/materials/"+itoa(n%3+1)+want.query))
		h := a.header
		if h.Get("Content-Type") != want.kind || !strings.HasPrefix(h.Get("Content-Disposition"), want.disposition) ||
			!strings.Contains(h.Get("Content-Security-Policy"), want.policy) || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("material %d%s: %v", n%3+1, want.query, h)
		}
	}
	form = url.Values(officer.page(path(id, "/add-material")).Values())
	form.Del("q")
	form.Set("purpose", string(casefile.Identity))
	if a := officer.upload(path(id, "/add-material"), form, part{"身份证.txt", "words"}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-files-error", "“身份证.txt”不是照片") {
		t.Errorf("no proof of identity: %d %s", a.status, a.page.Text())
	}
	if a := officer.get(path(id, "/materials/9")); a.status != http.StatusNotFound {
		t.Errorf("a material that is not there: %d", a.status)
	}
	if a := officer.fill(path(id, "/materials/3/withdraw"), url.Values{"reason": {"放错了"}}); a.status != http.StatusSeeOther {
		t.Fatalf("taking out of use: %d", a.status)
	}
	if p := officer.page(path(id, "")); !p.HasText(".files del", "页.html") || !p.HasText(".moj-timeline", "放错了") {
		t.Error("what was taken out of use does not say so")
	}
	packed, err := o.desk.StoreUpload(strings.NewReader("7z\xbc\xaf\x27\x1c"), "检索记录.7z", "")
	o.must(err)
	_, err = o.desk.AddMaterials(t.Context(), o.officer, id, casefile.Evidence, []intake.File{packed})
	o.must(err)
	has(t, "an archive", officer.page(path(id, "")).Text(), "压缩包，未打开检查")
}

// TestEnclosedStays: what a letter on its way names as enclosed is not offered to
// be taken out of use.
func TestEnclosedStays(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	o.assign(id)
	officer := o.in(o.officer)
	form := url.Values(officer.page(path(id, "/add-material")).Values())
	form.Set("purpose", string(casefile.Requested))
	officer.upload(path(id, "/add-material"), form, part{"方案.pdf", "%PDF-1.4\n"})
	out := path(id, "/materials/1/withdraw")
	offered := func() int { return officer.page(path(id, "")).Count("a[href=" + out + "]") }
	if offered() != 1 {
		t.Error("it is not offered before")
	}
	n, version, err := o.desk.SaveDraft(t.Context(), o.officer, id, desk.DraftForm{
		Version: o.version(id), Kind: letter.Disclose, Values: letter.Values{"given": "《方案》", "way": "download"}, Materials: []int{1},
	})
	o.must(err)
	o.must(o.desk.Submit(t.Context(), o.officer, id, version, n))
	if a := officer.get(out); offered() != 0 || a.status != http.StatusConflict || !a.page.HasText("main", "附件里写着它") {
		t.Errorf("in check: %d\n%s", a.status, a.page.Text())
	}
}

func TestTooMuch(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	clerk := o.in(o.clerk)
	form := url.Values(clerk.page(path(id, "/add-material")).Values())
	a := clerk.upload(path(id, "/add-material"), form, part{"大.pdf", strings.Repeat("x", 1<<20+1)}, part{"小.pdf", "%PDF-1.4\n"})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-files-error", "大.pdf") || a.page.Count(".files--kept li") != 1 {
		t.Errorf("a file beyond the limit: %d\n%s", a.status, a.page.Text())
	}
}

func TestNewCode(t *testing.T) {
	o := newCaseOffice(t)
	in := ask(longName, "补偿方案", "补偿方案")
	id := o.register(in)
	clerk := o.in(o.clerk)
	a := clerk.fill(path(id, "/replace-code"), url.Values{"sure": {"1"}, "identified": {"agent"}, "identified_note": {"其女"}})
	if a.status != http.StatusOK || a.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("the new code: %d, %s", a.status, a.header.Get("Cache-Control"))
	}
	codes := a.page.All(".receipt dd")
	if len(codes) != 3 {
		t.Fatalf("number, intake number and code: %d", len(codes))
	}
	if _, err := o.desk.OpenStatus(t.Context(), codes[0].Text(), codes[2].Text()); err != nil {
		t.Errorf("the new code does not open the status page: %v", err)
	}
	if p := clerk.page(path(id, "")); strings.Contains(p.Text(), codes[2].Text()) || !p.HasText(".moj-timeline", "旧码作废，是代理人，看了委托书和代理人的证件，其女。") {
		t.Error("the page of the case shows the code, or does not tell of it")
	}
}

// TestStrangeCases: a case with the least and the most in it can be shown.
func TestStrangeCases(t *testing.T) {
	o := newCaseOffice(t)
	in := ask("<b>"+longName, strings.Repeat("很长的事项", 24), strings.Repeat("一行\n", 400))
	in.Applicant.Agent, in.Applicant.Email, in.Applicant.Address = longName, "", "明川区团结路 9 号"
	id := o.register(in)
	clerk := o.in(o.clerk)
	for _, below := range []string{"", "/person", "/clock", "/assign", "/correct-person", "/correct-receipt", "/annul", "/close", "/take-supplement"} {
		switch a := clerk.get(path(id, below)); a.status {
		case http.StatusOK, http.StatusForbidden, http.StatusConflict:
			if strings.Contains(a.body, "<b>阿") {
				t.Errorf("%s: a name is not escaped", below)
			}
		default:
			t.Errorf("%s: %d", below, a.status)
		}
	}
}
