package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// TestSucceed: who goes on with a request is entered with the ground, refused as
// typed without one, and stands on the case in place of the one before.
func TestSucceed(t *testing.T) {
	o, id := drafted(t)
	clerk, at := o.in(o.clerk), path(id, "/succeed")
	if a := o.in(o.officer).get(at); a.status != http.StatusForbidden {
		t.Errorf("the officer: %d", a.status)
	}
	was := o.caseOf(id).Applicant.Name
	has(t, "form", clerk.page(at).Text(), "这是本机关的做法", "结案（其他处理）", "证明的扫描件")
	a := clerk.fill(at, url.Values{"name": {"周小安<b>"}, "gone_on": {"2026-11-20"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-ground-error", "凭什么") || url.Values(a.page.Values()).Get("name") != "周小安<b>" {
		t.Errorf("%d: %s", a.status, a.page.Text())
	}
	gone(t, clerk.fill(at, url.Values{"name": {"周小安"}, "address": {"团结路9号"}, "gone_on": {"2026-11-20"}, "ground": {"儿子来电；户口簿"}}), path(id, ""))
	page := clerk.page(path(id, ""))
	has(t, "case", page.Text(), "登记承受人", "原申请人 "+was, "由 周小安接着办", "儿子来电；户口簿", "换查询码")
	has(t, "letter", o.in(o.officer).page(path(id, "/letters/new?kind=disclose")).Text(), "周小安")
	if c := o.caseOf(id); c.Applicant.Name != "周小安" || c.Wants.Delivery != "post" {
		t.Errorf("%+v", c.Applicant)
	}
}
