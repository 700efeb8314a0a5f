package web_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/audit"
	"mingda/internal/auth"
	"mingda/internal/desk"
)

// TestHeadsSheet: the heads of a month are listed by day, printed as a sheet, compared with
// what stands on paper, and asked for until the sheet of the last month is printed.
func TestHeadsSheet(t *testing.T) {
	o, _ := drafted(t)
	auditor := o.in(o.everyRole()[auth.AuditAdmin])
	if text := auditor.page("/audit/heads").Text(); !strings.Contains(text, "这个月没有记过链首") {
		t.Errorf("before anything was noted: %s", text)
	}
	if a := auditor.get(desk.HeadsRoute); a.status != http.StatusNotFound || !strings.Contains(a.body, "这个月没有记过链首") {
		t.Errorf("printed nothing: %d", a.status)
	}
	month := o.now.Format("2006-01")
	tie := func() audit.Pair {
		t.Helper()
		p, err := o.desk.TieHeads(t.Context())
		o.must(err)
		return p
	}
	tie()
	last := tie() // of the same day
	o.now = o.now.AddDate(0, 0, 1)
	next := tie()
	p := auditor.page("/audit/heads")
	if n := p.Count("tbody tr"); n != 2 {
		t.Errorf("%d days: %s", n, p.Text())
	}
	has(t, "list", p.Text(), desk.Grouped(last.Ledger.Hash), desk.Grouped(last.Audit.Hash), desk.Grouped(next.Audit.Hash))

	for query, want := range map[string]string{
		"chain=ledger&seq=" + strconv.FormatInt(last.Ledger.Seq, 10) + "&hash=" + strings.ReplaceAll(desk.Grouped(last.Ledger.Hash), " ", "+"): "一致。",
		"chain=audit&seq=" + strconv.FormatInt(last.Audit.Seq, 10) + "&hash=" + strings.ToUpper(desk.Grouped(last.Audit.Hash)[:8]):             "一致。",
		"chain=audit&seq=" + strconv.FormatInt(last.Audit.Seq, 10) + "&hash=00000000":                                                          "不一致。",
		"chain=ledger&seq=999999&hash=0000000000": "不一致。",
	} {
		text := auditor.page("/audit/heads?" + query).Text()
		if !strings.Contains(text, want) || want == "一致。" && strings.Contains(text, "不一致。") {
			t.Errorf("%s: %s", query, text)
		}
	}
	for query, want := range map[string]string{"seq=x&hash=00000000": "照纸上写序号", "seq=1&hash=12": "至少前 8 位", "seq=1&hash=zzzzzzzzz": "至少前 8 位", "seq=&hash=": "照纸上写序号"} {
		if a := auditor.get("/audit/heads?chain=ledger&" + query); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, want) {
			t.Errorf("%s: %d", query, a.status)
		}
	}

	const reminder = "链首记录单还没有打印"
	if strings.Contains(auditor.page("/audit").Text(), reminder) {
		t.Error("reminded while the month is not over")
	}
	if a := auditor.get(desk.HeadsRoute + "?month=" + month); a.status != http.StatusOK || !strings.HasPrefix(a.body, "%PDF-") {
		t.Errorf("a sheet of the month so far: %d", a.status)
	}
	o.now = o.now.AddDate(0, 1, 0)
	has(t, "after the month", auditor.page("/audit").Text(), reminder)
	since := o.audited()
	if a := auditor.get(desk.HeadsRoute + "?month=" + month); a.status != http.StatusOK {
		t.Fatal(a.status)
	}
	if kept := o.recorded(since); len(kept) != 1 || kept[0].Kind != audit.Printed || kept[0].Note != month {
		t.Errorf("printing is recorded as %+v", kept)
	}
	if strings.Contains(auditor.page("/audit").Text(), reminder) {
		t.Error("reminded although it is printed")
	}
}

// TestAuditWaiting: what nobody looked into stands in the menu of the auditor until they did.
func TestAuditWaiting(t *testing.T) {
	o, id := drafted(t)
	auditor := o.in(o.everyRole()[auth.AuditAdmin])
	waiting := func() string {
		t.Helper()
		o.now = o.now.Add(6 * time.Minute) // longer than it is remembered
		a, ok := auditor.page("/audit").In(`a[aria-current="page"]`)
		if !ok {
			t.Fatal("no such link")
		}
		return strings.TrimSpace(strings.TrimPrefix(a.Text(), "审计记录"))
	}
	if got := waiting(); got != "" {
		t.Errorf("at first %q", got)
	}
	for range audit.DefaultLimits.Refused {
		o.in(o.other).get(path(id, ""))
	}
	if got := waiting(); got != "1 件" {
		t.Errorf("%q waits", got)
	}
	o.desk.Watched = audit.DefaultLimits
	o.desk.Watched.Refused++
	if got := waiting(); got != "" {
		t.Errorf("by another limit %q waits", got)
	}
}
