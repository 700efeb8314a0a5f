package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// TestAid: what help the applicant needs stands at the head of the case.
func TestAid(t *testing.T) {
	o, id := drafted(t)
	clerk, at := o.in(o.clerk), path(id, "/aid")
	if a := clerk.fill(at, url.Values{"aids": {"other"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-note-error", "写明") {
		t.Errorf("%d", a.status)
	}
	gone(t, clerk.fill(at, url.Values{"aids": {"large_print"}, "note": {"视力不好<b>"}}), path(id, ""))
	has(t, "case", o.in(o.officer).page(path(id, "")).Text(), "申请人需要帮助：大字版，视力不好<b>。")
	if v := url.Values(clerk.page(at).Values()); v.Get("aids") != "large_print" {
		t.Errorf("not kept: %v", v)
	}
}
