package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/letter"
)

// charging lets the agency charge the processing fee, on its page.
func (o *caseOffice) charging() {
	o.t.Helper()
	gone(o.t, o.in(o.system).fill("/agencies/1", url.Values{"charges_fee": {"1"}}), "/agencies/1")
}

// paying is a case whose notice of a fee of 1300 yuan was handed over on 23 November.
func (o *caseOffice) paying() casefile.ID {
	o.t.Helper()
	o.charging()
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	o.assign(id)
	n := o.signed(id, letter.FeeNotice, url.Values{"fee_mode": {"page"}, "fee_pages": {"130"}, "fee_how": {"到窗口缴纳"}})
	o.must(o.desk.Serve(o.t.Context(), o.clerk, id, desk.ServiceForm{Letter: n, Way: casefile.Posted, Tracking: "XA1", On: o.desk.Today()}))
	return id
}

// TestFeeOff: where no fee is charged nothing of it is offered, and what is asked for
// all the same is refused with why.
func TestFeeOff(t *testing.T) {
	o := newCaseOffice(t)
	id := o.register(ask(longName, "修路的文件", "修路的文件"))
	o.assign(id)
	officer, clerk := o.in(o.officer), o.in(o.clerk)
	for _, at := range []string{"", "/letters/new"} {
		hasNot(t, at, officer.page(path(id, at)).Text(), "收费", "缴费")
	}
	hasNot(t, "close", clerk.page(path(id, "/close")).Text(), "缴")
	a := officer.get(path(id, "/letters/new?kind=fee_notice"))
	if a.status != http.StatusConflict {
		t.Errorf("the notice: %d", a.status)
	}
	has(t, "refusal", a.page.Text(), "本机关不收信息处理费")
	o.charging()
	has(t, "close where fees are charged", clerk.page(path(id, "/close")).Text(), "没有等待中的缴费，不能选")
	has(t, "kinds", officer.page(path(id, "/letters/new")).Text(), "收费通知书", "逾期不缴纳信息处理费")
	if at := path(id, "/letters/new?kind=fee_notice"); officer.page(path(id, "")).Href("发收费通知") != at {
		t.Error("the notice is not offered")
	}
	has(t, "draft", officer.page(path(id, "/letters/new?kind=fee_notice")).Text(), "怎样计收", "怎样缴")
}

// TestFeePages: what the pages say while a payment is awaited, when it is noted, when
// it is taken back, and when nothing is to be paid after all.
func TestFeePages(t *testing.T) {
	o := newCaseOffice(t)
	id := o.paying()
	officer, clerk, signer := o.in(o.officer), o.in(o.clerk), o.in(o.signer)
	has(t, "case", officer.page(path(id, "")).Text(), "最迟缴费", "等申请人缴费", "申请人缴费", "应缴 1300 元", "还没有登记签收，先从交邮之日算", "缴费以前不计期限")
	has(t, "list", officer.page("/cases").Text(), "等申请人缴费")
	pay := path(id, "/take-payment")
	has(t, "form", officer.page(pay).Text(), "通知的是 1300 元", "缴费凭证", "财政票据号")
	a := officer.fill(pay, url.Values{"on": {"2026-11-23"}, "amount": {"130元"}, "bill": {"06-1"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-amount-error", "与收费通知书的金额 1300 元不同") || a.page.Values()["bill"][0] != "06-1" {
		t.Errorf("another amount: %d %s", a.status, a.page.Text())
	}
	a = officer.fill(pay, url.Values{"on": {"2026-11-23"}, "amount": {"一千三"}, "bill": {"06-1"}})
	if a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-amount-error", "只写数字") {
		t.Errorf("no number: %d", a.status)
	}
	gone(t, officer.fill(pay, url.Values{"on": {"2026-11-23"}, "amount": {"1,300元"}, "bill": {"06-1"}}), path(id, ""))
	has(t, "paid", officer.page(path(id, "")).Text(), "已登记缴费，期限重新计算", "1300 元，财政票据号 06-1。", "缴了 1300 元", "缴费确认书", "2026年12月21日")
	if a := officer.get(path(id, "/fee-receipt.pdf")); a.status != http.StatusOK || a.header.Get("Content-Type") != "application/pdf" {
		t.Errorf("the receipt: %d", a.status)
	}
	back := casefile.TakenBack{Corrects: o.version(id)}
	back.Private.Reason = "记错了案件"
	has(t, "taking back", clerk.page(path(id, "/take-back?entry="+strconv.Itoa(back.Corrects))).Text(), "1300 元", "为什么撤销")
	o.must(o.desk.TakeBack(t.Context(), o.clerk, id, 0, back))
	has(t, "taken back", clerk.page(path(id, "")).Text(), "撤销：缴费", "记错了案件", "等申请人缴费")
	waive := path(id, "/waive-fee")
	has(t, "waiving", signer.page(waive).Text(), "当作没有通知过缴费", "最迟2026年12月21日（星期一）答复")
	if a := signer.fill(waive, url.Values{"reason": {"算错"}}); a.status != http.StatusUnprocessableEntity || !a.page.HasText("#f-sure-error", "先打勾") {
		t.Errorf("not ticked: %d", a.status)
	}
	gone(t, signer.fill(waive, url.Values{"reason": {"算错"}, "sure": {"1"}}), path(id, ""))
	has(t, "waived", signer.page(path(id, "")).Text(), "不再收费", "期限按没有通知过缴费算", "2026年12月21日")
}

// TestUnpaid: what was not paid in time is proposed to be closed, filled in, and can
// go on.
func TestUnpaid(t *testing.T) {
	o := newCaseOffice(t)
	id := o.paying() // until 21 December
	clerk := o.in(o.clerk)
	o.at(2026, time.December, 21, 10, 0)
	hasNot(t, "today, on the last day", clerk.page("/").Text(), "未缴费")
	o.at(2026, time.December, 22, 10, 0)
	today := clerk.page("/")
	has(t, "today", today.Text(), "缴费期限已过，未缴费")
	has(t, "case", clerk.page(path(id, "")).Text(), "缴费期已过", "先查明签收之日", "没有收到缴费")
	closing := path(id, "/close")
	form := clerk.page(closing).Values()
	if form["result"][0] != "no_payment" {
		t.Errorf("proposed: %v", form["result"])
	}
	has(t, "reason", form["reason"][0], "2026年11月23日以明政公开费〔2026〕1号通知缴纳信息处理费1300元，期限到2026年12月21日，没有缴纳。")
	has(t, "late payment", clerk.page(path(id, "/take-payment")).Text(), "期满以后缴的仍然算数")
	gone(t, clerk.fill(closing, url.Values{"sure": {"1"}}), path(id, ""))
	has(t, "closed", clerk.page(path(id, "")).Text(), "逾期不缴纳信息处理费", "没有收到缴费，已办结")
	has(t, "question", clerk.page(path(id, "/resume")).Text(), "仍等申请人缴费，缴费以前不计期限")
	gone(t, clerk.fill(path(id, "/resume"), url.Values{"sure": {"1"}, "reason": {"12月1日已经缴了"}}), path(id, ""))
	gone(t, clerk.fill(path(id, "/take-payment"), url.Values{"on": {"2026-12-01"}, "amount": {"1300"}, "bill": {"06-1"}}), path(id, ""))
	has(t, "case", clerk.page(path(id, "")).Text(), "12月1日缴了 1300 元")
}

func hasNot(t *testing.T, what, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(text, w) {
			t.Errorf("%s: %q in\n%s", what, w, text)
		}
	}
}
