package web_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/loopback"
)

// TestAuditPage: the auditor, and nobody else, reads what others did: by each filter, by
// number and nothing else of a case, and what they look at is recorded too.
func TestAuditPage(t *testing.T) {
	o, id := drafted(t)
	roles := o.everyRole()
	clerk, stranger, auditor := o.in(o.clerk), o.in(o.other), o.in(roles[auth.AuditAdmin])
	clerk.get(path(id, ""))
	clerk.get("/cases?q=" + url.QueryEscape("土地 110101199003074514"))
	stranger.get(path(id, ""))
	number := o.caseOf(id).Number

	all := auditor.page("/audit")
	has(t, "all", all.Text(), "申请 "+number, "查看", "查找", "被拒绝", o.clerk.Name, "土地 #")
	if text := all.Text(); strings.Contains(text, "1101011990") || strings.Contains(text, "团结路") || strings.Contains(text, "许望舒") {
		t.Errorf("more than a number: %s", text)
	}
	if strings.Contains(auditor.get("/audit").body, path(id, "")+`"`) {
		t.Error("a link to the case")
	}
	rows := func(query string) int { return auditor.page("/audit?" + query).Count("tbody tr") }
	for query, want := range map[string]int{
		"kind=turned-away": 1, "kind=searched": 1, "kind=refused&who=" + url.QueryEscape(o.clerk.Login): 0, "words=" + url.QueryEscape("土地"): 1,
		"words=110101199003074514": 1, "words=110101199003074515": 0, "address=" + url.QueryEscape(loopback.Host()[:3]) + "&kind=refused": 1, "address=10.&kind=refused": 0,
		"matter=case&kind=refused&number=" + url.QueryEscape(number): 1, "matter=input&kind=refused": 0, "who=" + url.QueryEscape(o.other.Login): 1,
		"from=2026-01-01&to=2026-01-02": 0,
	} {
		if got := rows(query); got != want {
			t.Errorf("%s: %d rows, want %d", query, got, want)
		}
	}
	for query, want := range map[string]string{
		"who=" + url.QueryEscape("没有的人"): "没有叫这个名字", "number=1999-1": "没有这个编号", "from=x": "写成 2026-06-30", "from=2020-01-01&to=2026-11-23": "一次最多看 366 天",
	} {
		if a := auditor.get("/audit?" + query); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, want) {
			t.Errorf("%s: %d", query, a.status)
		}
	}
	for role, u := range roles {
		if role == auth.AuditAdmin {
			continue
		}
		for _, at := range []string{"/audit", "/audit.csv", "/audit?from=x"} {
			if a := o.in(u).get(at); a.status != http.StatusForbidden {
				t.Errorf("%s has %s: %d", role, at, a.status)
			}
		}
	}

	since := o.audited()
	auditor.get("/audit?words=" + url.QueryEscape("周予安 110101199003074514"))
	file := auditor.get("/audit.csv?kind=searched")
	looked := o.recorded(since)
	if len(looked) != 2 || looked[0].Kind != audit.Audited || looked[1].Kind != audit.Exported || !strings.Contains(looked[0].Note, "周予安 #") || strings.Contains(looked[0].Note, "1101011990") {
		t.Errorf("looking is recorded as %+v", looked)
	}
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.body, "\xef\xbb\xbf"))).ReadAll()
	if err != nil || len(lines) != 2 || lines[1][4] != "查找" || !strings.HasPrefix(lines[1][6], "土地 #") {
		t.Errorf("%v %q", err, lines)
	}
	has(t, "taken out", auditor.page("/exports").Text(), "审计记录", "做了什么：查找")
}

// TestAuditPages: all records are there once, from page to page, while more come.
func TestAuditPages(t *testing.T) {
	o, _ := drafted(t)
	auditor, clerk := o.in(o.everyRole()[auth.AuditAdmin]), o.in(o.clerk)
	for range 230 {
		o.must(o.desk.Record(t.Context(), o.clerk, audit.Entry{Kind: audit.Saw, Door: "desk", Status: 200}))
	}
	address, seen, pages := "/audit?kind=saw", 0, 0
	for address != "" {
		p := auditor.page(address)
		seen, pages = seen+p.Count("tbody tr"), pages+1
		clerk.get("/cases/99999") // a further one of the kind
		address = ""
		for _, next := range p.All(`a[rel="next"]`) {
			address = strings.TrimPrefix(next.Attr("href"), "/desk")
		}
	}
	if seen != 230 || pages != 3 {
		t.Errorf("%d records on %d pages", seen, pages)
	}
}
