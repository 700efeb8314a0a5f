package web_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/web"
)

// TestCasePage looks at a case from the door to the archive, through its pages.
func TestCasePage(t *testing.T) {
	o := newCaseOffice(t)
	o.at(2026, time.November, 16, 9, 0)
	id := o.register(ask(longName, "团结路片区<b>征收</b>补偿方案", "1. 补偿方案\n2. 拨付凭证"))
	o.at(2026, time.November, 23, 10, 0)
	clerk := o.in(o.clerk)

	p := clerk.page(path(id, ""))
	for _, want := range []string{"2026年12月14日（星期一）", "剩余 15 个工作日", "未分办", "等我办", "139****1357", "650***********1239", "a****@example.com", "登记，编号 2026-0001"} {
		if !p.HasText("main", want) {
			t.Errorf("the page of a new case lacks %q", want)
		}
	}
	for _, secret := range []string{"13900001357", "650102199001011239", "团结路 9 号"} {
		if strings.Contains(p.Text(), secret) {
			t.Errorf("the page of a case shows %q", secret)
		}
	}
	if main, _ := p.In(".actbar a"); !strings.HasPrefix(main.Text(), "分办") {
		t.Errorf("the main act of a new case is %q, want 分办", main.Text())
	}
	if n := p.Count("table.cal td.now"); n != 1 {
		t.Errorf("%d days are marked as today", n)
	}
	if n := p.Count("table.cal td.end"); n != 1 {
		t.Errorf("%d days are marked as the last", n)
	}
	o.revealed(clerk, id)
	if sheet := clerk.page(path(id, "/clock")); !sheet.HasText("main", "期限怎么算") || !sheet.HasText("main", "告知补正") || sheet.Count("table.cal") != 2 || sheet.Count(".rail") != 0 {
		t.Error("the sheet of the clock is not made for printing")
	}
}

func TestActs(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	if a := officer.get(path(id, "")); a.status != http.StatusForbidden {
		t.Errorf("an officer sees a case that is not the unit's: %d", a.status)
	}
	unit := url.Values{"unit": {id64(o.units[0])}, "officer": {id64(o.officer.ID)}, "inner_due": {"2026年12月4日"}, "note": {"急件"}}
	steps := []struct {
		name  string
		by    *browser
		path  string
		typed url.Values
		want  string // on the page of the case afterwards
	}{
		{"assign", clerk, "/assign", unit, "急件"},
		{"sign for", officer, "/sign-for", nil, "签收"},
		{"note", officer, "/note", url.Values{"text": {"去档案室查了<script>"}}, "去档案室查了<script>"},
		{"correct receipt", clerk, "/correct-receipt", url.Values{"receipt": {"other"}, "received_on": {"2026-11-20"}, "receipt_reason": {"回执上是 20 日"}}, "改为 2026年11月20日"},
		{"correct person", clerk, "/correct-person", url.Values{"name": {"王小明"}, "agent": {""}, "reason": {"写错一个字"}}, "写错一个字"},
		{"correct wants", officer, "/correct-wants", url.Values{"subject": {"征收补偿方案"}, "content": {"征收补偿方案<b>"}, "reason": {"有乱码"}}, "原来的内容：补偿方案"},
		{"withdraw", clerk, "/withdraw", url.Values{"reason": {"来电说不要了"}, "sure": {"1"}}, "来电说不要了"},
		{"archive", clerk, "/archive", url.Values{"sure": {"1"}}, "归档"},
	}
	for _, step := range steps {
		a := step.by.fill(path(id, step.path), step.typed)
		if a.status != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%s", step.name, a.status, a.page.Text())
		}
		if p := step.by.page(path(id, "")); !p.HasText(".moj-timeline", step.want) {
			t.Errorf("after %s the timeline lacks %q", step.name, step.want)
		}
	}
	if p := clerk.page(path(id, "")); !p.HasText(".moj-timeline", "登记，编号 2026-0001（已更正）") {
		t.Error("what was corrected does not say so")
	}
	if p := clerk.page(path(id, "")); p.Count(".track li.past") != 4 || !p.HasText(".track", "已撤回") {
		t.Error("the track of an archived case does not say that it was withdrawn")
	}
	if a := clerk.get(path(id, "/note")); a.status != http.StatusConflict || !a.page.HasText("main", "已归档") || a.page.HasText("h1", "别人先改了") || a.page.Href("看现在的样子") != path(id, "") {
		t.Errorf("a note on an archived case: %d", a.status)
	}
}

func id64(n int64) string { return itoa(int(n)) }

func TestRefusedActs(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	clerk := o.in(o.clerk)
	tests := []struct {
		name, path string
		typed      url.Values
		field      string // whose message is shown
		kept       string // what is given back
	}{
		{"assign to no unit", "/assign", url.Values{"note": {"交代"}}, "f-unit", "交代"},
		{"unreadable day", "/assign", url.Values{"unit": {id64(o.units[0])}, "inner_due": {"下周"}}, "f-inner_due", "下周"},
		{"inner due in the past", "/assign", url.Values{"unit": {id64(o.units[0])}, "inner_due": {"2026-11-01"}}, "f-inner_due", "2026-11-01"},
		{"officer of another unit", "/assign", url.Values{"unit": {id64(o.units[0])}, "officer": {id64(o.other.ID)}}, "f-officer", ""},
		{"empty note", "/note", nil, "f-text", ""},
		{"withdraw without a tick", "/withdraw", url.Values{"reason": {"不要了"}}, "f-sure", "不要了"},
		{"withdraw without a reason", "/withdraw", url.Values{"sure": {"1"}}, "f-reason", ""},
		{"close without a result", "/close", url.Values{"reason": {"理由"}, "sure": {"1"}}, "f-result", "理由"},
		{"close for a supplement nobody asked for", "/close", url.Values{"result": {"no_supplement"}, "reason": {"理由"}, "sure": {"1"}}, "f-result", "理由"},
		{"receipt without a choice", "/correct-receipt", url.Values{"receipt_reason": {"理由"}}, "f-receipt", "理由"},
		{"receipt in the future", "/correct-receipt", url.Values{"receipt": {"other"}, "received_on": {"2027-01-01"}, "receipt_reason": {"理由"}}, "f-received_on", "2027-01-01"},
		{"receipt long ago", "/correct-receipt", url.Values{"receipt": {"other"}, "received_on": {"2025-11-01"}, "receipt_reason": {"理由"}}, "f-received_on", "2025年11月1日没有写错"},
		{"receipt before the law", "/correct-receipt", url.Values{"receipt": {"other"}, "received_on": {"0001-01-02"}, "receipt_reason": {"理由"}}, "f-received_on", "0001-01-02"},
		{"person with a long name", "/correct-person", url.Values{"name": {strings.Repeat("名", 70000)}, "reason": {"理由"}}, "f-name", "理由"},
		{"person with no mail address", "/correct-person", url.Values{"name": {"甲"}, "email": {"x"}, "reason": {"理由"}}, "f-email", "理由"},
		{"person with a wrong number", "/correct-person", url.Values{"name": {"甲"}, "id_number": {"110105194912310021"}, "reason": {"理由"}}, "f-id_number", "110105194912310021"},
		{"person with no phone", "/correct-person", url.Values{"name": {"甲"}, "phone": {"abc"}, "reason": {"理由"}}, "f-phone", "abc"},
		{"person with no such delivery", "/correct-person", url.Values{"name": {"甲"}, "delivery": {"zzz"}, "reason": {"理由"}}, "f-delivery", "理由"},
		{"wants with a long subject", "/correct-wants", url.Values{"subject": {strings.Repeat("事", 121)}, "content": {"内容"}, "reason": {"理由"}}, "f-subject", "理由"},
		{"person without a name", "/correct-person", url.Values{"name": {" "}, "reason": {"理由"}}, "f-name", "理由"},
		{"wants without content", "/correct-wants", url.Values{"content": {"\u200b"}, "reason": {"理由"}}, "f-content", "理由"},
		{"new code without a tick", "/replace-code", url.Values{"identified": {"other"}, "identified_note": {"村委会证明"}}, "f-sure", "村委会证明"},
		{"new code without identification", "/replace-code", url.Values{"sure": {"1"}}, "f-identified", ""},
		{"new code in another way, unsaid", "/replace-code", url.Values{"sure": {"1"}, "identified": {"other"}}, "f-identified_note", ""},
		{"nothing to add", "/add-material", nil, "f-files", ""},
	}
	if p := clerk.page(path(id, "/close")); p.Count("input[name=result][disabled]") != 1 || !p.HasText("main", "没有告知过补正") {
		t.Errorf("ends that nothing led to can be chosen: %s", p.Text())
	}
	before := o.version(id)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := clerk.fill(path(id, tt.path), tt.typed)
			if a.status != http.StatusUnprocessableEntity {
				t.Fatalf("status %d\n%s", a.status, a.page.Text())
			}
			if _, ok := a.page.In("#" + tt.field + "-error"); !ok {
				t.Errorf("no message beside %s", tt.field)
			}
			if _, ok := a.page.In(".govuk-error-summary a[href=#" + tt.field + "]"); !ok {
				t.Errorf("the summary does not lead to %s", tt.field)
			}
			if tt.kept != "" && !strings.Contains(a.body, tt.kept) {
				t.Errorf("%q was typed and is gone", tt.kept)
			}
		})
	}
	if after := o.version(id); after != before {
		t.Errorf("refused acts left %d entries", after-before)
	}
}

// TestSecondSave: two people have the same form open; the second is told what
// the first did, keeps what was typed, and can decide.
func TestSecondSave(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	clerk := o.in(o.clerk)
	form := url.Values(clerk.page(path(id, "/assign")).Values())
	form.Del("q")
	o.must(o.desk.Assign(t.Context(), o.checker, id, o.version(id), casefile.Assigned{Unit: o.units[1]}))

	form.Set("unit", id64(o.units[0]))
	form.Set("note", "我的话")
	a := clerk.post(path(id, "/assign"), form)
	if a.status != http.StatusConflict {
		t.Fatalf("second save: %d", a.status)
	}
	if !a.page.HasText(".note--late", "林疏 10:00 分办") {
		t.Errorf("it is not told who did what: %s", a.page.Text())
	}
	again := url.Values(a.page.Values())
	if again.Get("unit") != id64(o.units[0]) || again.Get("note") != "我的话" {
		t.Errorf("what was typed is gone: %v", again)
	}
	again.Del("q")
	if a := clerk.post(path(id, "/assign"), again); a.status != http.StatusSeeOther {
		t.Errorf("saving again: %d", a.status)
	}
	delete(form, "version")
	if a := clerk.post(path(id, "/assign"), form); a.status != http.StatusConflict {
		t.Errorf("a form without a version: %d, want a conflict", a.status)
	}
}

func TestWhoMayNot(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	o.assign(id)
	officer, system, other := o.in(o.officer), o.in(o.system), o.in(o.other)
	for _, below := range []string{"/assign", "/correct-receipt", "/correct-person", "/replace-code", "/annul"} {
		if a := officer.get(path(id, below)); a.status != http.StatusForbidden {
			t.Errorf("GET %s by an officer: %d", below, a.status)
		}
		if a := officer.post(path(id, below), url.Values{"version": {"1"}, "sure": {"1"}, "reason": {"x"}}); a.status != http.StatusForbidden && a.status != http.StatusUnprocessableEntity {
			t.Errorf("POST %s by an officer: %d", below, a.status)
		}
	}
	for _, b := range []*browser{system, other} {
		for _, below := range []string{"", "/person", "/clock", "/materials/1", "/note", "/add-material"} {
			if a := b.get(path(id, below)); a.status != http.StatusForbidden {
				t.Errorf("GET %s: %d, want 403", below, a.status)
			}
		}
	}
	if a := officer.get("/cases/999999999999999999999"); a.status != http.StatusNotFound {
		t.Errorf("a case that cannot be: %d", a.status)
	}
	if p := officer.page(path(id, "")); p.HasText(".actbar", "撤销登记") || p.HasText("main", "更正收到之日") {
		t.Error("an officer is offered what an officer may not do")
	}
}

func TestCrossSitePost(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案", "补偿方案"))
	clerk := o.in(o.clerk)
	r, err := http.NewRequest(http.MethodPost, o.server.URL+path(id, "/note"), strings.NewReader("text=x"))
	o.must(err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if a := clerk.do(r); a.status != http.StatusForbidden {
		t.Errorf("a post from another site: %d", a.status)
	}
}

// TestEveryFactIsTold: each type of fact of casefile has its words.
func TestEveryFactIsTold(t *testing.T) {
	files, err := filepath.Glob("../casefile/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var types [][]string
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		types = append(types, regexp.MustCompile(`FactType\(\) string\s*\{ return "(\w+)" \}`).FindAllStringSubmatch(string(source), -1)...)
	}
	if len(types) < 37 {
		t.Fatalf("only %d types of fact were found", len(types))
	}
	for _, m := range types {
		if !web.HasTelling(m[1]) {
			t.Errorf("%s has no words on the timeline", m[1])
		}
	}
}
