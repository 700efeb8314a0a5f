package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"mingda/internal/casefile"
)

// TestSearchPage: hits are shown in place, the newest first, and lead to where they
// stand; an officer finds what is theirs; numbers lead straight on.
func TestSearchPage(t *testing.T) {
	o := newRegister(t)
	clerk := o.in(o.clerk)
	find := func(b *browser, typed string) answer { return b.get("/search?q=" + url.QueryEscape(typed)) }
	for _, number := range []string{"2026-0003", " ２０２６－０００３ "} {
		if a := find(clerk, number); a.status != http.StatusSeeOther || a.header.Get("Location") != path(casefile.ID(3), "") {
			t.Errorf("%q: %d, %s", number, a.status, a.header.Get("Location"))
		}
	}
	p := find(clerk, "征收 abc").page
	if n := p.Count(".hits li"); n != 5 || !p.HasText(".hits mark", "征收") || !p.HasText(".hits mark", "ABC") || !p.HasText("main", "5 件") {
		t.Errorf("%d hits: %s", n, p.Text())
	}
	if first, ok := p.In(".hits li a"); !ok || first.Attr("href") != path(casefile.ID(5), "") {
		t.Errorf("the newest is not the first: %s", first.Attr("href"))
	}
	if p := find(o.in(o.officer), "幼儿园").page; p.Count(".hits li") != 0 || !p.HasText("main", "没有找到") {
		t.Error("an officer finds a case of another unit")
	}
	if p := find(o.in(o.officer), "征收").page; p.Count(".hits li") != 3 {
		t.Errorf("an officer does not find the cases of the unit: %s", p.Text())
	}
	if p := find(clerk, "").page; !p.HasText("main", "两个字起") {
		t.Error("who asks for nothing is not told what can be asked for")
	}
	for _, worst := range []string{`"`, "* OR *", "NEAR(a b)", "sight:a1", "<b>征收</b>", "％", string(make([]byte, 3))} {
		if a := find(clerk, worst); a.status != http.StatusOK {
			t.Errorf("%q: %d", worst, a.status)
		}
	}
	if p := find(clerk, "a1").page; p.Count(".hits li") != 0 {
		t.Error("who sees a case can be searched for")
	}
}

// TestSearchNumber: a whole number finds the cases of the person and says that it was the
// number, without showing it again in a hit; it goes into no view.
func TestSearchNumber(t *testing.T) {
	o := newRegister(t)
	clerk := o.in(o.clerk)
	phone := ask("x", "x", "x").Applicant.Phone
	p := clerk.get("/search?q=" + url.QueryEscape("陈立衡 "+phone)).page
	if p.Count(".hits li") != 1 || !p.HasText(".hits", "陈立衡") {
		t.Errorf("%d hits: %s", p.Count(".hits li"), p.Text())
	}
	if p := clerk.get("/search?q=" + phone).page; !p.HasText(".hits", "电话或者邮箱相同") || p.HasText(".hits", phone) {
		t.Errorf("by the number alone: %s", p.Text())
	}
	a := clerk.post("/cases/views/new?view=all&q="+phone, url.Values{"name": {"这个人的"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("main", "不能存进视图") {
		t.Errorf("%d: %s", a.status, a.page.Text())
	}
}
