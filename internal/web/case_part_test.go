package web_test

import (
	"net/http"
	"net/url"
	"testing"
)

// TestWithdrawPart: a part is dropped by lines or words, said on the case and in the
// draft, and taken back on the timeline.
func TestWithdrawPart(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "补偿方案和凭证", "1. 补偿方案\n2. 拨付凭证\n3. 会议记录"))
	o.assign(id)
	officer, at := o.in(o.officer), path(id, "/withdraw-part")
	has(t, "form", officer.page(at).Text(), "撤回哪几项", "2. 拨付凭证", "撤回的是什么")
	a := officer.fill(at, url.Values{"on": {"2026-11-23"}, "reason": {"来电"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-part-error", "勾选") {
		t.Errorf("nothing chosen: %d %s", a.status, a.page.Text())
	}
	gone(t, officer.fill(at, url.Values{"item": {"1"}, "on": {"2026-11-23"}, "reason": {"来电说不要了"}}), path(id, ""))
	shown := officer.page(path(id, ""))
	has(t, "case", shown.Text(), "已撤回一部分：", "2. 拨付凭证。答复只写其余的", "申请人撤回了一部分", "撤销一笔")
	has(t, "draft", officer.page(path(id, "/letters/new?kind=mixed")).Text(), "撤回了申请中的“拨付凭证”，本机关不再处理", "（2）会议记录", "申请人撤回了一部分")
}
