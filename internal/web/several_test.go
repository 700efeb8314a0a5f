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
	before := o.version(two)
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
	if a := clerk.post("/cases/several/assign", sent); a.status != 422 || !a.page.HasText("main", "没有办成") {
		t.Errorf("sent again: %d", a.status)
	}
	if a := o.in(o.checker).get("/cases/several/extend"); a.status != 403 {
		t.Errorf("a checker drafts: %d", a.status)
	}
}
