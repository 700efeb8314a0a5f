package portal_test

import (
	"testing"
	"time"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/letter"
)

// charged is a request with a notice of the fee for 3 items after 28 others.
func (i *installation) charged(number string) casefile.ID {
	i.t.Helper()
	a, err := i.desk.Agency(i.t.Context(), desk.Operator, 1)
	i.must(err)
	a.ChargesFee = true
	_, err = i.desk.PutAgency(i.t.Context(), desk.Operator, a)
	i.must(err)
	id := i.register(number)
	i.letter(id, letter.FeeNotice, letter.Values{"fee_mode": "item", "fee_items": "3", "fee_earlier": "28", "fee_earlier_why": "另有登记在别处的", "fee_how": "持本通知书到窗口缴纳"})
	return id
}

// TestFee: the applicant reads what is to be paid, how it was worked out, until when,
// how, and what follows if it is not; then that it came, and the new last day.
func TestFee(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	id := i.charged(number)
	payBy := i.desk.Calendar().AddWorkdays(i.today(), 20)
	b.open(number, code).wants(200, "请您缴费", "信息处理费 400 元，最迟 "+payBy.ChineseFull()+"缴", "算您放弃这次申请", "前 10 件不收费",
		"第 29 到 30 件：每件 100 元，2 件，共 200 元。", "第 31 件：每件 200 元，1 件，共 200 元。", "怎样缴：持本通知书到窗口缴纳", "看收费通知书").
		wantsNot("登记在别处", "补充的 ")
	i.must(i.desk.TakePayment(t.Context(), i.officer, id, desk.PaymentForm{On: i.today(), Amount: 400, Bill: "06-1"}))
	b.get("/status").wants(200, "收到您缴的信息处理费", "最迟 "+payBy.ChineseFull()+"答复您").wantsNot("请您缴费。", "怎样缴：", "06-1")
}

// TestFeeGivenUp: that the time to pay has passed, that the case was closed for it, and
// that it goes on without a fee.
func TestFeeGivenUp(t *testing.T) {
	i := newInstallation(t, 1, nil)
	b := i.browser()
	number, code := b.ask(nil)
	id := i.charged(number)
	i.pass(40 * 24 * time.Hour)
	b.open(number, code).wants(200, "已经过了。还没有结案的，缴了仍然可以接着办")
	closed := casefile.Closed{Result: law.NoPayment}
	closed.Private.Reason = "逾期"
	i.must(i.desk.Close(t.Context(), i.clerk, id, 0, closed))
	b.get("/status").wants(200, "期限内没有收到信息处理费", "按时缴了的，打电话告诉我们").wantsNot("怎样缴：")
	i.must(i.desk.Resume(t.Context(), i.clerk, id, 0, "已经缴了"))
	i.must(i.desk.WaiveFee(t.Context(), i.signer, id, 0, "件数算错"))
	b.get("/status").wants(200, "不再收费，您不用缴").wantsNot("怎样缴：", "件数算错")
}
