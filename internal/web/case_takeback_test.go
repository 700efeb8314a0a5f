package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/law"
)

// TestTakeBackCase: a wrong remark is struck, an assigning undone, a file taken out,
// each from its entry, with who and why at both.
func TestTakeBackCase(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	clerk := o.in(o.clerk)
	o.must(o.desk.Note(t.Context(), o.clerk, id, "写错了案件<b>"))
	back := clerk.page(path(id, "")).Href("撤销一笔")
	has(t, "question", clerk.page(back).Text(), "写错了案件<b>", "2026年11月23日10:00")
	gone(t, clerk.fill(back, url.Values{"reason": {"另一件的"}}), path(id, ""))
	after := clerk.page(path(id, ""))
	has(t, "case", after.Text(), "已撤销", "记一笔（已撤销）", "看撤销", "撤销：记一笔", "另一件的")
	if !after.HasText("s", "写错了案件<b>") {
		t.Error("the remark is not struck")
	}
	a := clerk.fill(back, url.Values{"reason": {"再来"}})
	if a.status != http.StatusConflict {
		t.Errorf("taken back twice: %d", a.status)
	}
	if a := clerk.get(path(id, "/take-back?entry=1")); a.status != http.StatusOK {
		t.Errorf("the registration: %d", a.status)
	} else {
		has(t, "registration", a.page.Text(), "不能撤销", "撤销登记")
	}
	closed := casefile.Closed{Result: law.Other}
	closed.Private.Reason = "重复登记"
	o.must(o.desk.Close(t.Context(), o.clerk, id, 0, closed))
	o.must(o.desk.Archive(t.Context(), o.clerk, id, 0, casefile.PutAway{}))
	out := clerk.page(path(id, "")).Href("取出案卷")
	has(t, "question", clerk.page(out).Text(), "归档")
	gone(t, clerk.fill(out, url.Values{"reason": {"少了一份材料"}}), path(id, ""))
	has(t, "case", clerk.page(path(id, "")).Text(), "归档（已撤销）", "撤销：归档", "少了一份材料", "已结案")
	if a := o.in(o.signer).get(back); a.status != http.StatusForbidden {
		t.Errorf("the signer: %d", a.status)
	}
}

// TestCorrectSupplementCase: the right day of the supplement is typed, and the page
// says from when to when the last day moved; a withdrawal that was none goes on.
func TestCorrectSupplementCase(t *testing.T) {
	o := newCaseOffice(t)
	id := o.awaiting()
	o.at(2026, time.December, 3, 10, 0)
	clerk := o.in(o.clerk)
	o.must(o.desk.TakeSupplement(t.Context(), o.clerk, id, 0, o.desk.Today(), "东关街", 0))
	at := clerk.page(path(id, "")).Href("更正收到补正之日")
	a := clerk.fill(at, url.Values{"on": {"2026-12-04"}, "reason": {""}})
	if a.status != http.StatusUnprocessableEntity || a.page.Count("#f-on-error") != 1 || a.page.Count("#f-reason-error") != 1 {
		t.Errorf("tomorrow: %d %s", a.status, a.page.Text())
	}
	gone(t, clerk.fill(at, url.Values{"on": {"2026-12-01"}, "reason": {"签收单"}}), path(id, ""))
	has(t, "case", clerk.page(path(id, "")).Text(), "最迟答复之日由 2026年12月31日 改为 2026年12月29日", "收到补正（已更正）", "更正收到补正之日", "改为 2026年12月1日，理由：签收单。")
	o.must(o.desk.Withdraw(t.Context(), o.clerk, id, 0, "来电"))
	resume := path(id, "/resume")
	has(t, "question", clerk.page(resume).Text(), "期限按没有结过案算，最迟2026年12月29日")
	gone(t, clerk.fill(resume, url.Values{"sure": {"1"}, "reason": {"是另一位申请人来的电话"}}), path(id, ""))
	has(t, "case", clerk.page(path(id, "")).Text(), "已恢复办理", "申请人撤回（已更正）")
	v, err := o.desk.Case(t.Context(), o.clerk, id)
	o.must(err)
	if v.Row.Stage != casefile.StageHandling {
		t.Errorf("it is %s", v.Row.Stage)
	}
}
