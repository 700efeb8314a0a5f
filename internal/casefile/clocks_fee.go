package casefile

import (
	"fmt"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// payment is the time in which the fee is to be paid, from the day on which the
// applicant got the notice; while that is not known, from the day it went out
// (国办函〔2020〕109号).
func (w *watch) payment() {
	notice, ok := w.LetterOf(FeeNotice)
	if !ok || notice.SignedOn.IsZero() {
		return
	}
	k := Clock{What: PaymentClock, Letter: notice.N, Article: law.TermOn(law.FeePayment, notice.SignedOn).Article, WaitsFor: w.WaitsFor()}
	if w.isTold(notice) {
		if k.From = notice.GotByAll(); k.From.IsZero() {
			k.From = notice.ServedOn
		}
		if w.Payment.N != 0 && notice.cameTo(w.Payment.From) {
			k.From = notice.ServiceTo(w.Payment.From).counted()
		}
		k.Until = law.TermOn(law.FeePayment, k.From).End(w.cal, k.From)
	}
	switch stage := w.Stage(); {
	case !w.isTold(notice):
		k.State, k.Steps = ClockNotBegun, "收费通知书还没有送达。"+w.inPart(notice, "缴的，是缴费")
	case notice.Waived:
		k.State, k.Steps = ClockOver, "不再收费，答复的期限按没有通知过算。"
	case w.Payment.N == 0 && notice.Before != 0:
		k.State, k.Steps = ClockOver, "没有收到缴费，责令答复以后不再等。"
	case w.Payment.N != 0:
		k.State, k.Steps, k.WaitsFor = w.done(w.Payment.On, k.Until), w.near(w.Payment.On)+fmt.Sprintf("缴了 %d 元。", w.Payment.Amount), NobodyWaits
		if k.State == ClockMissed {
			k.Steps += "晚于缴费期限，仍然算数。"
		}
	case stage.IsOpen():
		k.State, k.Steps = w.done(calendar.Date{}, k.Until), fmt.Sprintf("应缴 %d 元。", notice.Fee)+unknownCame(notice)
		if k.State == ClockMissed {
			k.Steps = "没有收到缴费；逾期不缴的，视为放弃申请。" + unknownCame(notice)
		}
	case w.Result == law.NoPayment:
		k.State, k.Steps, k.WaitsFor = ClockMissed, "没有收到缴费，已办结。", NobodyWaits
	default:
		k.State, k.Steps = ClockOver, "没有收到缴费，"+stage.Label()+"。"
	}
	w.add(k)
}

// unknownCame says that it is not known when a posted notice came, and from which
// day the time to pay is counted until then.
func unknownCame(notice Letter) string {
	if notice.ReceiptKnown() {
		return ""
	}
	return "通知书是邮寄的，还没有登记签收，先从交邮之日算；登记签收以后从签收之日算。"
}
