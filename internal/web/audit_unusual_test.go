package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/audit"
	"mingda/internal/auth"
)

// TestUnusualPage: what is unusual is shown to the auditor, opens its records, and what came
// of it is written once and stays.
func TestUnusualPage(t *testing.T) {
	o, id := drafted(t)
	roles := o.everyRole()
	auditor := o.in(roles[auth.AuditAdmin])
	has(t, "nothing", auditor.page("/audit/unusual").Text(), "这几天没有异常提示")
	for range audit.DefaultLimits.Refused {
		o.in(o.other).get(path(id, ""))
	}
	for _, u := range []auth.User{o.clerk, roles[auth.Clerk], roles[auth.Coordinator]} {
		o.in(u).get("/cases?q=" + url.QueryEscape("许望舒"))
	}
	list := auditor.page("/audit/unusual")
	has(t, "list", list.Text(), "多次被拒绝", "被拒绝 10 次", "多人查同一个", "3 个人查“许望舒”")
	if n := list.Count("tbody tr"); n != 2 {
		t.Fatalf("%d findings: %s", n, list.Text())
	}
	records := map[int]bool{}
	check := ""
	for _, a := range list.All("tbody a") {
		at := strings.TrimPrefix(a.Attr("href"), "/desk")
		if strings.HasPrefix(at, "/audit/unusual/") {
			check = at
			continue
		}
		records[auditor.page(at).Count("tbody tr")] = true
	}
	if !records[10] || !records[3] {
		t.Errorf("the records behind are %v", records)
	}
	for role, u := range roles {
		if a := o.in(u).get(check); role != auth.AuditAdmin && a.status != http.StatusForbidden {
			t.Errorf("%s may look into it: %d", role, a.status)
		}
	}
	has(t, "page", auditor.page(check).Text(), "核查结果")
	if a := auditor.post(check, url.Values{"said": {" "}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "写一句查了什么") {
		t.Errorf("without a word: %d", a.status)
	}
	since := o.audited()
	if a := auditor.post(check, url.Values{"said": {"问过本人，是同名"}}); a.status != http.StatusSeeOther {
		t.Fatal(a.status, a.body)
	}
	if kept := o.recorded(since); len(kept) != 2 || kept[0].Kind != audit.Checked || kept[0].Note != "问过本人，是同名" || kept[1].Kind != audit.Audited {
		t.Errorf("kept as %+v", kept)
	}
	has(t, "checked", auditor.page("/audit/unusual").Text(), "问过本人，是同名")
	if a := auditor.post(check, url.Values{"said": {"再写"}}); a.status != http.StatusConflict {
		t.Errorf("twice: %d", a.status)
	}
	if a := auditor.get("/audit/unusual/2026-11-23/0000000000000000"); a.status != http.StatusNotFound {
		t.Errorf("one that is none: %d", a.status)
	}
}
