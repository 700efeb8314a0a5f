package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/desk"
	"mingda/internal/letter"
)

// TestExamineCase: the check of a disclosing draft names the examination that is
// missing, leads to its form, and passes once it is recorded; what the authority
// was asked is answered; a wrong record is taken back, struck, with its reason.
func TestExamineCase(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	o.assign(id)
	_, _, err := o.desk.SaveDraft(t.Context(), o.officer, id, desk.DraftForm{Version: o.version(id), Kind: letter.Disclose, Values: letter.Values{"given": "《方案》1页"}})
	o.must(err)
	officer, at := o.in(o.officer), path(id, "/examine")
	draft := officer.page(path(id, "/letters/1"))
	has(t, "draft", draft.Text(), "还没有登记保密审查")
	form := at + "?what=secrecy"
	if href := draft.Href("去看"); !strings.HasSuffix(href, form) {
		t.Errorf("the finding leads to %q", href)
	}
	if v := officer.page(form).Values(); v["who"][0] != o.officer.Name || v["on"][0] != "2026-11-23" || v["what"][0] != "secrecy" {
		t.Errorf("it opens with %v", v)
	}
	a := officer.fill(form, url.Values{"what": {"secrecy"}, "outcome": {""}, "who": {"张三<b>"}, "on": {"2026-11-24"}})
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-outcome-error") != 1 || a.page.Count("#f-on-error") != 1 || a.page.Values()["who"][0] != "张三<b>" {
		t.Errorf("refused: %d %s", a.status, a.page.Text())
	}
	gone(t, officer.fill(form, url.Values{"outcome": {"unsure"}, "remark": {"第3页有内部电话"}}), path(id, ""))
	has(t, "case", officer.page(path(id, "")).Text(), "公开前的审查", "保密审查", "不能确定", "第3页有内部电话")
	has(t, "draft", officer.page(path(id, "/letters/1")).Text(), "报有关主管部门或者保密行政管理部门确定")
	if a := officer.get(path(id, "/examination-answer")); a.status != http.StatusConflict {
		t.Errorf("nobody was asked: %d", a.status)
	}
	checker := o.in(o.checker)
	gone(t, checker.fill(at, url.Values{"what": {"authority"}, "who": {"区保密局"}, "on": {"2026-11-23"}, "remark": {"第3页可否公开"}}), path(id, ""))
	gone(t, checker.fill(path(id, "/examination-answer"), url.Values{"on": {"2026-11-23"}, "outcome": {"may"}}), path(id, ""))
	has(t, "draft", officer.page(path(id, "/letters/1")).Text(), "保密审查：不能确定")
	before := officer.page(path(id, ""))
	back := before.Href("撤销一笔")
	if back == "" {
		t.Fatal("nothing leads from the timeline to taking an entry back")
	}
	has(t, "question", officer.page(back).Text(), "报主管部门确定：可以公开", "为什么撤销")
	if a := officer.fill(back, url.Values{"reason": {" "}}); a.status != http.StatusUnprocessableEntity || a.page.Count("#f-reason-error") != 1 {
		t.Errorf("without a reason: %d", a.status)
	}
	gone(t, officer.fill(back, url.Values{"reason": {"看错了回函"}}), path(id, ""))
	after := officer.page(path(id, ""))
	has(t, "case", after.Text(), "等答复", "（已撤销）", "看撤销", "撤销：报主管部门确定", "看错了回函")
}
