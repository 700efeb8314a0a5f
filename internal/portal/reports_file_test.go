package portal_test

import (
	"strings"
	"testing"

	"mingda/internal/yearly"
)

// TestReportFiles: anybody saves what is published in every format, and nothing that is not.
func TestReportFiles(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	own := yearly.IDOf(2026, i.clerk.Agency)
	b.ask(map[string]string{"delivery": "email"})
	i.pass(aYear)
	i.must(i.desk.WriteYearly(t.Context(), i.clerk, own, 0, yearly.Written{Part: yearly.Overview, Text: "还在写的草稿"}))
	const at = "/reports/2026/1"
	b.get(at + "/1/file.html").wants(404).wantsNot("还在写的草稿")
	i.must(i.desk.WriteYearly(t.Context(), i.clerk, own, 1, yearly.Written{Part: yearly.Overview, Text: ""}))
	i.published(own, "一年来，认真办理", 2)
	for format, label := range map[string]string{"docx": "Word", "pdf": "PDF", "xlsx": "Excel", "html": "网页", "csv": "数字"} {
		b.get(at).follow("下载 " + label).wants(200)
		if begins := map[string]string{"docx": "PK", "pdf": "%PDF-", "xlsx": "PK", "html": "<!doctype html>", "csv": "\xef\xbb\xbfcode"}[format]; !strings.HasPrefix(strings.TrimSpace(b.body), begins) || !strings.HasSuffix(b.at.Path, at+"/1/file."+format) {
			t.Errorf("%s is %.40q", b.at, b.body)
		}
	}
	b.get(at+"/1/file.html").wants(200, "一年来，认真办理").wantsNot("草稿")
	for _, wrong := range []string{at + "/1/file.doc", at + "/2/file.pdf", at + "/0/file.pdf", at + "/file.pdf", "/reports/2026/0/1/file.pdf", "/reports/99999999999/1/1/file.pdf"} {
		b.get(wrong).wants(404)
	}
}
