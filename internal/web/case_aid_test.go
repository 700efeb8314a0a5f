package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/desk"
	"mingda/internal/fault"
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

// TestAidAtTheCounter: what the applicant said at the counter stands at the head of
// the case, and where its letters go out.
func TestAidAtTheCounter(t *testing.T) {
	d := newDoorOffice(t)
	clerk := d.as(d.clerk)
	form := typed(clerk.get("/counter/new").form(t, "/counter/new"), "kind", "written", "class", "natural", "name", worstName, "content", "补助资金分配表", "aid", strings.Repeat("长", 121))
	a := clerk.post("/counter/new", form)
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-aid-error") != 1 {
		t.Errorf("too long a need = %d", a.status)
	}
	a = clerk.post("/counter/new", typed(form, "aid", "看不清，请念给我听<b>"))
	has(t, "input", clerk.get("/inbox/1").page.Text(), "需要帮助", "看不清，请念给我听<b>")
	v, err := d.desk.Input(t.Context(), d.clerk, 1)
	d.must(err)
	proposed := v.Candidates[v.Proposed]
	id, err := d.desk.Register(t.Context(), d.clerk, 1, desk.Registration{Applicant: v.Content.Applicant, Wants: v.Content.Wants, On: proposed.On, Ground: proposed.Ground})
	if err != nil {
		t.Fatalf("%v", fault.FieldsOf(err))
	}
	has(t, "case", clerk.get(path(id, "")).page.Text(), "申请人需要帮助：看不清，请念给我听<b>")
	if a.at != "/inputs/1/ticket" {
		t.Errorf("taking in leads to %s", a.at)
	}
}

// TestAidAtService: who hands a letter over is reminded.
func TestAidAtService(t *testing.T) {
	o, id := drafted(t)
	o.signedReply(id)
	gone(t, o.in(o.clerk).fill(path(id, "/aid"), url.Values{"aids": {"read_out"}}), path(id, ""))
	has(t, "service", o.in(o.clerk).page(path(id, "/letters/1/serve")).Text(), "需要帮助", "念给申请人听")
}
