package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/inbox"
)

// TestWishOfOne: the wish of one of several stands on Today of who may decide, is declined
// with a reason, and taken back it stands there again.
func TestWishOfOne(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	o.assign(id)
	clerk, officer := o.in(o.clerk), o.in(o.officer)
	o.together(id)
	at := path(id, "/decline-withdrawal")
	if a := officer.get(at); a.status != http.StatusConflict {
		t.Errorf("without a wish: %d", a.status)
	}
	o.must(o.desk.WithdrawByApplicant(t.Context(), desk.Visit{Input: inbox.ID(o.caseOf(id).Input)}, "不要了<b>"))
	for _, who := range []*browser{clerk, officer} {
		has(t, "today", who.page("/").Text(), "要撤回，待核对", "去核对")
	}
	if text := o.in(o.signer).page("/").Text(); strings.Contains(text, "要撤回，待核对") {
		t.Error("who may not decide is asked to")
	}
	has(t, "case", officer.page(path(id, "")).Text(), "共同申请里有一位要撤回：", "不按撤回办理", "不要了<b>")
	has(t, "form", officer.page(at).Text(), longName+"在网上提出，共同申请的其余人没有")
	if a := officer.fill(at, url.Values{"reason": {""}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-reason-error", "") {
		t.Errorf("without a reason: %d", a.status)
	}
	gone(t, officer.fill(at, url.Values{"because": {"others"}, "reason": {"李四还要答复"}}), path(id, ""))
	text := officer.page(path(id, "")).Text()
	has(t, "declined", text, "不按撤回办理", "共同申请的其余人还要答复", "李四还要答复")
	if strings.Contains(text, "共同申请里有一位要撤回：") || strings.Contains(officer.page("/").Text(), "要撤回，待核对") {
		t.Error("declined it waits still")
	}
	back := casefile.TakenBack{Corrects: o.caseOf(id).Version}
	back.Private.Reason = "记错了"
	o.must(o.desk.TakeBack(t.Context(), o.officer, id, 0, back))
	has(t, "taken back", officer.page("/").Text(), "要撤回，待核对")
}
