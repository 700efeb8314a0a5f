package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestYearlyFiles: who sees a report saves it in every format, as it is now and as it was
// published; the page leads there.
func TestYearlyFiles(t *testing.T) {
	o := inJanuary(t)
	clerk := o.in(o.clerk)
	const own = "/yearly/2026/1"
	clerk.wholeYearly(own)
	page := clerk.page(own)
	for format, begins := range map[string]string{"docx": "PK", "xlsx": "PK", "pdf": "%PDF-", "html": "<!doctype html>", "csv": "\xef\xbb\xbf"} {
		at := own + "/file." + format
		found := false
		for _, a := range page.All("#paper a.btn") {
			found = found || a.Attr("href") == at
		}
		a := clerk.get(at)
		if !found || a.status != http.StatusOK || !strings.HasPrefix(strings.TrimSpace(a.body), begins) {
			t.Errorf("%s: on the page %t, %d %.40q", at, found, a.status, a.body)
		}
		if got := a.header.Get("Content-Disposition"); !strings.HasPrefix(got, `attachment; filename="annual-2026.`+format+`"; filename*=UTF-8''%E6`) {
			t.Errorf("%s: %s", at, got)
		}
	}
	for at, want := range map[string]string{own: "annual-2026.pdf 明川区人民政府（本级）2026", "/yearly/2026/0": "annual-2026-all.pdf 明川区人民政府2026"} {
		short, name, _ := strings.Cut(want, " ")
		got := clerk.get(at + "/file.pdf").header.Get("Content-Disposition")
		if want := `attachment; filename="` + short + `"; filename*=UTF-8''` + url.PathEscape(name+"年政府信息公开工作年度报告.pdf"); got != want {
			t.Errorf("%s is saved as %s, want %s", at, got, want)
		}
	}
	if a := clerk.get(own + "/file.html"); !strings.Contains(a.body, "草稿") || !strings.Contains(a.body, "一年来") {
		t.Error("the draft does not say that it is one")
	}
	for at, want := range map[string]int{
		own + "/file.doc": http.StatusNotFound, own + "/file.pdf?edition=1": http.StatusNotFound, own + "/file.pdf?edition=x": http.StatusNotFound, own + "/file.pdf?edition=-1": http.StatusNotFound,
		"/yearly/2026/9/file.pdf": http.StatusNotFound, "/yearly/1/1/file.pdf": http.StatusNotFound,
	} {
		if a := clerk.get(at); a.status != want {
			t.Errorf("%s: %d, want %d", at, a.status, want)
		}
	}
	if a := o.in(o.system).get(own + "/file.pdf"); a.status != http.StatusForbidden {
		t.Errorf("who may not see it: %d", a.status)
	}
	clerk.does(own, "send")
	signer := o.in(o.signer)
	gone(t, signer.fill(own+"/publish", map[string][]string{"sure": {"on"}}), own)
	if page := clerk.page(own); page.Href("下载 PDF") != own+"/file.pdf?edition=1" {
		t.Errorf("what is published is saved from %s", page.Href("下载 PDF"))
	}
	if a := clerk.get(own + "/file.html?edition=1"); a.status != http.StatusOK || strings.Contains(a.body, "草稿") {
		t.Errorf("what was published: %d", a.status)
	}
}
