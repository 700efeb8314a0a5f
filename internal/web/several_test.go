package web_test

import (
	"net/url"
	"strconv"
	"testing"

	"mingda/internal/casefile"
)

// TestSeveral goes the whole way: picked from the register, filled in, looked at, done;
// what was wrong comes back as it was typed.
func TestSeveral(t *testing.T) {
	o := newCaseOffice(t)
	one, two := o.register(ask(longName, "补偿方案", "补偿方案")), o.register(ask(longName, "拨付凭证", "拨付凭证"))
	o.assign(one)
	clerk := o.in(o.clerk)
	list := clerk.page("/cases")
	if !list.HasText("main", "成批改分办") || list.HasText("main", "成批延期") {
		t.Error("the register does not offer a clerk what a clerk may")
	}
	pick := clerk.page("/cases/several/assign?all=1")
	if pick.Count("input[name=pick][checked]") != 2 {
		t.Errorf("%d boxes are ticked", pick.Count("input[name=pick][checked]"))
	}
	box := func(id casefile.ID) string {
		return strconv.FormatInt(int64(id), 10) + "." + strconv.Itoa(o.version(id))
	}
	sent := url.Values{"pick": {box(one), box(two)}, "note": {"请抓紧"}}
	if a := clerk.post("/cases/several/assign", sent); a.status != 422 || !a.page.HasText("main", "请抓紧") {
		t.Errorf("without a unit: %d", a.status)
	}
	sent.Set("unit", strconv.FormatInt(o.officer.Unit, 10))
	if a := clerk.post("/cases/several/assign", url.Values{"unit": sent["unit"]}); a.status != 422 || !a.page.HasText("main", "一件也没有选") {
		t.Errorf("without a case: %d", a.status)
	}
	before1, before := o.version(one), o.version(two)
	look := clerk.post("/cases/several/assign", sent)
	if p := look.page; look.status != 200 || !p.HasText("main", "可以办的 2 件") || !p.HasText("main", "还没有办") || p.Count("input[name=pick]") != 2 {
		t.Fatalf("the look before: %d %s", look.status, p.Text())
	}
	if o.version(two) != before {
		t.Error("looking has done something")
	}
	sent.Set("seen", "1")
	if a := clerk.post("/cases/several/assign", sent); a.status != 303 {
		t.Errorf("done: %d", a.status)
	}
	undo, _ := clerk.page("/cases").In(".note a")
	if a := clerk.post("/cases/several/assign", sent); a.status != 422 || !a.page.HasText("main", "没有办成") {
		t.Errorf("sent again: %d", a.status)
	}
	// Undone for both, but for the one that somebody has touched since.
	o.must(o.desk.SignFor(t.Context(), o.officer, two, 0))
	p := clerk.page(undo.Attr("href"))
	if !p.HasText("main", "能撤销的 1 件，不能的 1 件") || p.Count("input[name=pick]") != 1 || p.Values()["reason"][0] != "刚才办错了" {
		t.Fatalf("to undo: %s", p.Text())
	}
	back := url.Values{"pick": p.Values()["pick"], "reason": {""}}
	if a := clerk.post("/cases/several/undo", back); a.status != 422 || !a.page.HasText("main", "能撤销的 1 件") {
		t.Errorf("undone without a reason: %d", a.status)
	}
	back.Set("reason", "选错了单位")
	if a := clerk.post("/cases/several/undo", back); a.status != 303 || !clerk.page("/cases").HasText(".note", "已撤销改分办：1 件") {
		t.Errorf("undone: %d", a.status)
	}
	if c := o.caseOf(one); c.Stands(before1+1) || !o.caseOf(two).Stands(before+1) {
		t.Error("what was undone stands, or the other does not")
	}
	if a := clerk.post("/cases/several/undo", back); a.status != 409 || !a.page.HasText("main", "不能的 1 件") {
		t.Errorf("undone again: %d", a.status)
	}
	if a := o.in(o.checker).get("/cases/several/extend"); a.status != 403 {
		t.Errorf("a checker drafts: %d", a.status)
	}
}
