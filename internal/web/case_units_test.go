package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/htmlcheck"
)

// TestUnitsThatHelp walks the pages of a part: given with the assignment, signed for,
// handed in, shown beside the draft, carried into the reply.
func TestUnitsThatHelp(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "团结路录音", "团结路入户调查录音"))
	clerk, helper, lead := o.in(o.clerk), o.in(o.other), o.in(o.officer)
	unit := strconv.FormatInt(o.units[1], 10)
	typed := url.Values{"unit": {strconv.FormatInt(o.units[0], 10)}, "assist_unit": {unit}}
	if a := clerk.fill(path(id, "/assign"), typed); a.status != http.StatusUnprocessableEntity || a.page.Count("#f-assist_part-error") != 1 {
		t.Fatalf("a unit was asked for nothing: %d %s", a.status, a.page.Text())
	}
	typed.Set("assist_part", "查档案室2019年的目录")
	if a := clerk.fill(path(id, "/assign"), typed); a.status != http.StatusSeeOther {
		t.Fatalf("assigned: %d %s", a.status, a.page.Text())
	}
	if p := helper.page("/"); !strings.Contains(p.Text(), "请本单位协办") {
		t.Errorf("the helper's day does not say so: %s", p.Text())
	}
	p := helper.page(path(id, ""))
	if got := actLabels(p); !strings.Contains(got, "交协办意见") || strings.Contains(got, "拟稿") || strings.Contains(got, "分办") && !strings.Contains(got, "退回") {
		t.Errorf("what the helper can do: %s", got)
	}
	for _, below := range []string{"/withdraw", "/person"} { // nor do they need the applicant's numbers in full
		if a := helper.get(path(id, below)); a.status != http.StatusForbidden {
			t.Errorf("the helper opens %s: %d", below, a.status)
		}
	}
	if strings.Contains(p.Text(), "查看身份材料") || lead.get(path(id, "/person")).status != http.StatusOK {
		t.Error("who helps is led to the proof of identity, or who leads is not")
	}
	if a := helper.fill(path(id, "/assist-sign-for"), nil); a.status != http.StatusSeeOther {
		t.Fatalf("signed for: %d %s", a.status, a.page.Text())
	}
	if a := helper.fill(path(id, "/assist-answer"), url.Values{"finding": {"not_found"}, "text": {"没有"}}); a.status != http.StatusUnprocessableEntity || a.page.Count("#f-in-error") != 1 {
		t.Errorf("nothing was said of the search: %d %s", a.status, a.page.Text())
	}
	found := url.Values{"finding": {"not_found"}, "text": {"目录里没有"}, "in": {"档案室2019年全宗"}, "for": {"“录音”"}, "searched_on": {o.desk.Today().String()}}
	if a := helper.fill(path(id, "/assist-answer"), found); a.status != http.StatusSeeOther {
		t.Fatalf("handed in: %d %s", a.status, a.page.Text())
	}
	const partsIn = "协办意见已交齐"
	has(t, "the lead unit's day", lead.page("/").Text(), partsIn)
	hasNot(t, "the helper's day", helper.page("/").Text(), partsIn)
	draft := lead.page(path(id, "/letters/new?kind=not_existing"))
	if text := draft.Text(); !strings.Contains(text, "目录里没有") {
		t.Errorf("the answer does not stand beside the draft: %s", text)
	}
	if got := strings.Join(draft.Values()["searched_in"], ""); !strings.Contains(got, "档案室2019年全宗") {
		t.Errorf("the search was not carried over: %q", got)
	}
	if a := lead.fill(path(id, "/assist-send-back"), url.Values{"unit": {unit}, "remark": {"2020年的也查"}}); a.status != http.StatusSeeOther {
		t.Fatalf("sent back: %d %s", a.status, a.page.Text())
	}
	hasNot(t, "the lead unit's day", lead.page("/").Text(), partsIn)
	if text := helper.page(path(id, "")).Text(); !strings.Contains(text, "2020年的也查") {
		t.Errorf("the helper is not told why: %s", text)
	}
	if a := clerk.fill(path(id, "/assist-remove"), url.Values{"unit": {unit}, "reason": {"不用了"}}); a.status != http.StatusSeeOther {
		t.Fatalf("removed: %d %s", a.status, a.page.Text())
	}
	if a := helper.get(path(id, "")); a.status != http.StatusForbidden {
		t.Errorf("who helps no more sees the case: %d", a.status)
	}
}

// TestUnsignedAndReturned: what a unit has not signed for after a workday stands on
// the clerk's day, and so does what it gives back, with the reason on the case.
func TestUnsignedAndReturned(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "学区", "学区划分"))
	o.must(o.desk.Assign(t.Context(), o.clerk, id, o.version(id), casefile.Assigned{Unit: o.units[0]}))
	clerk, lead := o.in(o.clerk), o.in(o.officer)
	const unsigned = "还没有签收"
	o.at(2026, time.November, 24, 10, 0)
	if text := clerk.page("/").Text(); strings.Contains(text, unsigned) {
		t.Errorf("warned within the workday: %s", text)
	}
	o.at(2026, time.November, 25, 10, 0)
	if text := clerk.page("/").Text(); !strings.Contains(text, unsigned) {
		t.Errorf("not warned after a workday: %s", text)
	}
	a := lead.fill(path(id, "/return-unit"), url.Values{"reason": {"归教育局"}})
	if a.status != http.StatusSeeOther || a.header.Get("Location") != "/" {
		t.Fatalf("returned: %d %s %s", a.status, a.header.Get("Location"), a.page.Text())
	}
	if a := lead.get(path(id, "")); a.status != http.StatusForbidden {
		t.Errorf("who gave it back sees it: %d", a.status)
	}
	if text := clerk.page("/").Text(); !strings.Contains(text, "单位退回") || strings.Contains(text, unsigned) {
		t.Errorf("the clerk's day: %s", text)
	}
	if text := clerk.page(path(id, "")).Text(); !strings.Contains(text, "归教育局") {
		t.Errorf("the case does not say why: %s", text)
	}
}

// actLabels are the words of the bar of a case.
func actLabels(p htmlcheck.Node) string { bar, _ := p.In(".actbar"); return bar.Text() }
