package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestPublication: others who asked for the same are pointed out once something was
// disclosed, the proposal stands on the day until it is decided, and what was decided
// on the case.
func TestPublication(t *testing.T) {
	o, id := posted(t)
	clerk := o.in(o.clerk)
	propose, decide := path(id, "/propose-publication"), path(id, "/decide-publication")
	if clerk.page(propose).HasText("main", "个申请人要过相近的信息") {
		t.Error("nobody else asked for it")
	}
	for _, name := range []string{"沈知秋", "陈立衡"} {
		in := ask(name, "团结路片区征收补偿方案", "团结路片区（二期）房屋征收补偿方案")
		in.Applicant.Phone, in.Applicant.Email, in.Applicant.IDNumber = "", "", ""
		o.register(in)
	}
	has(t, "the form", clerk.page(propose).Text(), "还有 2 个申请人要过相近的信息")
	if a := clerk.get(decide); a.status != http.StatusConflict {
		t.Errorf("nothing to decide: %d", a.status)
	}
	a := clerk.fill(propose, url.Values{"ground": {""}, "reason": {"三个人要"}})
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-ground-error") != 1 {
		t.Errorf("refused: %d", a.status)
	}
	gone(t, clerk.fill(propose, url.Values{"ground": {"several"}, "reason": {"三个人要<b>"}}), path(id, ""))
	has(t, "case", clerk.page(path(id, "")).Text(), "多人申请相同信息，拟转为主动公开：", "三个人要<b>")
	if day := clerk.page("/"); !day.HasText("#proposed", "建议主动公开") || !strings.HasSuffix(day.Href("登记是否主动公开"), "/decide-publication") {
		t.Errorf("the day: %s", day.Text())
	}
	officer := o.in(o.officer)
	if officer.page("/").Count("#proposed") != 0 || officer.get(decide).status != http.StatusForbidden {
		t.Error("the officer is asked to decide")
	}
	for _, wrong := range []struct {
		typed url.Values
		field string
	}{
		{url.Values{}, "published"}, {url.Values{"published": {"1"}, "published_on": {"2026-11-23"}}, "where"},
		{url.Values{"published": {"1"}, "where": {"网站"}}, "published_on"}, {url.Values{"published": {"0"}}, "reason"},
	} {
		if a := clerk.fill(decide, wrong.typed); a.status != http.StatusUnprocessableEntity || a.page.Count("#f-"+wrong.field+"-error") != 1 {
			t.Errorf("%v: %d", wrong.typed, a.status)
		}
	}
	gone(t, clerk.fill(decide, url.Values{"published": {"1"}, "where": {"区政府网站“征收补偿”栏目"}, "published_on": {"2026-11-23"}}), path(id, ""))
	has(t, "case", clerk.page(path(id, "")).Text(), "已主动公开：", "区政府网站“征收补偿”栏目", "纳入主动公开")
	if clerk.page("/").Count("#proposed") != 0 {
		t.Error("it stands on the day though it was decided")
	}
}
