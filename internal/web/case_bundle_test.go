package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// TestBundlePage offers all that the case holds with what is proposed, asks for a
// reason, makes the bundle, and lets have it whoever may.
func TestBundlePage(t *testing.T) {
	o, id := posted(t)
	clerk, at := o.in(o.clerk), path(id, "/bundle")
	has(t, "the case", clerk.page(path(id, "")).Text(), "制作证据卷")
	opened := clerk.page(at)
	has(t, "proposed", opened.Text(), "申请登记表", "审批单", "台账摘录", "期限说明")
	if v := url.Values(opened.Values()); v.Get("place-ledger-0") != "in" || v.Get("place-approval-1") != "closed" {
		t.Errorf("proposed: %v", v)
	}
	if first, _ := opened.In("button[name=purpose]"); first.Attr("value") != "review" || first.Attr("data-busy") == "" {
		t.Errorf("the main button makes one for %s", first.Attr("value"))
	}
	a := clerk.fill(at, url.Values{"place-register-0": {"out"}, "reason-register-0": {""}, "purpose": {"review"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-register-0-error", "写明为什么") {
		t.Errorf("%d: %s", a.status, a.page.Text())
	}
	gone(t, clerk.fill(at, url.Values{"place-register-0": {"out"}, "reason-register-0": {"有证件号码<b>"}, "purpose": {"court"}}), at)
	made := clerk.page(at)
	has(t, "made", made.Text(), "行政诉讼证据卷", "不放入 ")
	has(t, "told", clerk.page(path(id, "")).Text(), "制作证据卷：行政诉讼", "有证件号码<b>")
	href := made.Href("行政诉讼证据卷")
	if a := clerk.get(href); a.status != http.StatusOK || a.header.Get("Content-Type") != "application/pdf" {
		t.Errorf("%s: %d", href, a.status)
	}
	other := o.in(o.everyRole()["audit_admin"])
	for _, at := range []string{at, href} {
		if a := other.get(at); a.status == http.StatusOK {
			t.Errorf("somebody who may not has %s", at)
		}
	}
	gone(t, clerk.fill(path(id, "/challenge"), url.Values{"forum": {"court"}, "letter": {"0"}, "body": {"和宁市铁门区人民法院"}, "number": {"（2026）新71行初9号"}}), path(id, ""))
	has(t, "in court", clerk.page(path(id, "")).Text(), "制作行政诉讼证据卷")
	if first, _ := clerk.page(path(id, "/bundle")).In("button[name=purpose]"); first.Attr("value") != "court" {
		t.Errorf("in court the main button makes one for %s", first.Attr("value"))
	}
}
