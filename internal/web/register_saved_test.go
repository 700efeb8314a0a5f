package web_test

import (
	"archive/zip"
	"encoding/csv"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"mingda/internal/auth"
	"mingda/internal/htmlcheck"
)

// headsOf are the heads of the register's table.
func headsOf(b *browser, address string) []string {
	p := b.page(address)
	var all []string
	for _, h := range p.All(".cases thead th") {
		all = append(all, strings.Trim(h.Text(), " ↑↓"))
	}
	return all
}

// orderOf are the columns in the order in which the form has them.
func orderOf(form htmlcheck.Node) []string { return form.Values()["order"] }

// TestColumns: everybody has columns of their own, in their order, and can have the usual
// ones again; the number is always first.
func TestColumns(t *testing.T) {
	o := newRegister(t)
	clerk := o.in(o.clerk)
	usual := []string{"编号", "渠道", "申请人", "事项", "承办单位", "收到", "阶段", "最迟"}
	if got := headsOf(clerk, "/cases"); !slices.Equal(got, usual) {
		t.Fatalf("%q", got)
	}
	form := clerk.page("/cases/columns?view=all")
	order := orderOf(form)
	if len(order) < 12 || slices.Contains(order, "agency") {
		t.Errorf("offered: %q", order)
	}
	moved := clerk.post("/cases/columns?view=all", url.Values{"order": {"door", "applicant", "officer"}, "col": {"officer", "door"}, "do": {"up officer"}})
	if moved.status != http.StatusOK || !slices.Equal(orderOf(moved.page), []string{"door", "officer", "applicant"}) || !slices.Equal(headsOf(clerk, "/cases"), usual) {
		t.Errorf("moving: %d, %q", moved.status, orderOf(moved.page))
	}
	if a := clerk.post("/cases/columns?view=all", url.Values{"order": order, "do": {"save"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "至少选一列") {
		t.Errorf("none: %d", a.status)
	}
	gone(t, clerk.post("/cases/columns?view=all", url.Values{"order": {"due", "applicant", "officer", "nonsense"}, "col": {"due", "officer", "nonsense"}, "do": {"save"}}), "/cases?view=all")
	if got := headsOf(clerk, "/cases"); !slices.Equal(got, []string{"编号", "最迟", "经办人"}) {
		t.Errorf("chosen: %q", got)
	}
	if got := headsOf(o.in(o.officer), "/cases"); !slices.Equal(got, usual) {
		t.Errorf("somebody else: %q", got)
	}
	gone(t, clerk.post("/cases/columns", url.Values{"order": order, "do": {"usual"}}), "/cases")
	if got := headsOf(clerk, "/cases"); !slices.Equal(got, usual) {
		t.Errorf("usual again: %q", got)
	}
}

// TestViews: a view is named, used, changed, shared, deleted and brought back; nobody else
// changes it.
func TestViews(t *testing.T) {
	o := newRegister(t)
	roles := o.everyRole()
	clerk, officer, boss := o.in(o.clerk), o.in(o.officer), o.in(roles[auth.Coordinator])
	gone(t, clerk.post("/cases/columns", url.Values{"order": {"due", "officer"}, "col": {"due", "officer"}, "do": {"save"}}), "/cases")
	if a := clerk.post("/cases/views/new?view=all&door=mail", url.Values{"name": {"  "}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "给视图起一个名字") {
		t.Errorf("without a name: %d", a.status)
	}
	a := clerk.post("/cases/views/new?view=all&q=征收&sort=-received&page=7&x=1", url.Values{"name": {"征收的"}})
	gone(t, a, "/cases?")
	address := a.header.Get("Location")
	for _, want := range []string{"saved=1", "view=all", "sort=-received", "q="} {
		if !strings.Contains(address, want) {
			t.Errorf("%s is not in %s", want, address)
		}
	}
	if strings.Contains(address, "page=") || strings.Contains(address, "x=") {
		t.Error("more than the view is kept: ", address)
	}
	if got := headsOf(clerk, address); !slices.Equal(got, []string{"编号", "最迟", "经办人"}) {
		t.Errorf("the columns of its making: %q", got)
	}
	gone(t, clerk.post("/cases/columns", url.Values{"order": {"due"}, "do": {"usual"}}), "/cases")
	if got := headsOf(clerk, address); len(got) != 3 {
		t.Errorf("the view has columns of its own: %q", got)
	}
	has(t, "named", clerk.page("/cases").Text(), "征收的")
	if a := clerk.post("/cases/views/new?view=all", url.Values{"name": {"征收的"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "已经有叫") {
		t.Errorf("the name again: %d", a.status)
	}
	gone(t, clerk.post("/cases/views/1?view=all&door=web", url.Values{"name": {"网上的"}, "replace": {"1"}}), "/cases?door=web&saved=1&view=all")
	if a := clerk.post("/cases/views/1", url.Values{"name": {"网上的"}, "shared": {"1"}}); a.status != http.StatusForbidden {
		t.Errorf("a clerk shares: %d", a.status)
	}
	if a := officer.get("/cases/views/1"); a.status != http.StatusNotFound {
		t.Errorf("somebody else opens it: %d", a.status)
	}
	if a := officer.post("/cases/views/1/delete", nil); a.status != http.StatusNotFound {
		t.Errorf("somebody else deletes it: %d", a.status)
	}
	gone(t, clerk.post("/cases/views/1/delete", nil), "/cases")
	list := clerk.page("/cases")
	has(t, "deleted", list.Text(), "已删除")
	if back := list.Href("撤销"); back != "/cases/views/1" {
		t.Errorf("the way back leads to %q", back)
	}
	has(t, "way back", clerk.page("/cases/views/1").Text(), "恢复")
	gone(t, clerk.post("/cases/views/1/restore", nil), "/cases?door=web&saved=1&view=all")
	has(t, "back", clerk.page("/cases").Text(), "网上的")

	gone(t, boss.post("/cases/views/new?view=late", url.Values{"name": {"全机关逾期"}, "shared": {"1"}}), "/cases?saved=2&view=late")
	has(t, "shared", clerk.page("/cases").Text(), "全机关逾期（共享）")
	if a := clerk.post("/cases/views/2", url.Values{"name": {"我的"}}); a.status != http.StatusForbidden {
		t.Errorf("a shared one is changed by somebody else: %d", a.status)
	}
	if a := o.in(o.system).get("/cases/views/new"); a.status != http.StatusForbidden {
		t.Errorf("who sees no case has views: %d", a.status)
	}
}

// sheetOf is the only sheet of a workbook, as it lies in it.
func sheetOf(t *testing.T, workbook string) string {
	t.Helper()
	packed, err := zip.NewReader(strings.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := packed.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestExport: the file holds what is seen: the filter, the columns, the order; and it is
// recorded before it is sent.
func TestExport(t *testing.T) {
	o := newRegister(t)
	roles := o.everyRole()
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	gone(t, clerk.post("/cases/columns", url.Values{"order": {"received", "applicant", "subject"}, "col": {"received", "applicant", "subject"}, "do": {"save"}}), "/cases")
	before := clerk.page("/cases/export?view=all&sort=-received")
	has(t, "before", before.Text(), "范围：全部", "按收到倒排", "编号、收到、申请人、事项", "5")
	if a := clerk.post("/cases/export?view=all", url.Values{"format": {"pdf"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "选一种格式") {
		t.Errorf("no format: %d", a.status)
	}
	a := clerk.post("/cases/export?view=all&sort=-received", url.Values{"format": {"csv"}})
	if a.status != http.StatusOK || !strings.Contains(a.header.Get("Content-Disposition"), `filename="export.csv"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6`) {
		t.Fatalf("%d %v", a.status, a.header)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.body, "\xef\xbb\xbf"))).ReadAll()
	if err != nil || len(rows) != 6 || !slices.Equal(rows[0], []string{"编号", "收到", "申请人", "事项"}) || rows[1][1] != "2026-11-20" || rows[1][2] != "许望舒" || rows[5][0] != "2026-0001" {
		t.Errorf("%v %q", err, rows)
	}
	b := clerk.post("/cases/export?q=幼儿园", url.Values{"format": {"xlsx"}})
	if text := sheetOf(t, b.body); b.status != http.StatusOK || strings.Count(text, "<row ") != 2 || !strings.Contains(text, "许望舒") {
		t.Errorf("a workbook: %d %s", b.status, text)
	}
	has(t, "nothing", clerk.page("/cases/export?q=没有的词").Text(), "一件也没有")
	if a := clerk.post("/cases/export?q=没有的词", url.Values{"format": {"csv"}}); a.status != http.StatusConflict {
		t.Errorf("an empty file: %d", a.status)
	}
	own := officer.post("/cases/export?view=all", url.Values{"format": {"csv"}})
	if strings.Count(own.body, "\n") != 4 { // the three of the unit, and the heading
		t.Errorf("an officer takes out %q", own.body)
	}
	watch := o.in(roles[auth.Coordinator]).page("/exports")
	has(t, "recorded", watch.Text(), "台账 2026-11-23.csv", "台账 2026-11-23.xlsx", "按收到倒排", "编号、收到、申请人、事项", "SHA-256")
	if n := watch.Count("tbody tr"); n != 3 {
		t.Errorf("%d exports", n)
	}
	if n := officer.page("/exports").Count("tbody tr"); n != 1 {
		t.Errorf("an officer sees %d exports", n)
	}
	if a := o.in(o.system).post("/cases/export?view=all", url.Values{"format": {"csv"}}); a.status != http.StatusForbidden {
		t.Errorf("who sees no case exports: %d", a.status)
	}
}

// TestExportHead: whoever asks for the head alone of a table takes nothing out, and nothing
// is recorded.
func TestExportHead(t *testing.T) {
	o, _ := drafted(t)
	clerk := o.in(o.clerk)
	for i, method := range []string{http.MethodHead, http.MethodGet} {
		r, err := http.NewRequest(method, o.server.URL+"/assessment.csv", nil)
		o.must(err)
		a := clerk.do(r)
		if a.status != http.StatusOK || a.header.Get("Content-Type") != "text/csv; charset=utf-8" || !strings.HasPrefix(a.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d %v", method, a.status, a.header)
		}
		if n := clerk.page("/exports").Count("tbody tr"); n != i {
			t.Errorf("after %s there are %d exports", method, n)
		}
	}
}
