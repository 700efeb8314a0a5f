package casefile

import (
	"mingda/internal/calendar"
	"mingda/internal/law"
)

// many is the day by which the applicant is to explain why there are so many
// requests, which stops nothing, and the day to which the answer was put off
// (条例 35). Both are days that the office set.
func (w *watch) many() {
	article := law.FOIRegulation.At("第三十五条")
	if notice, ok := w.LetterOf(ReasonsNotice); ok && !notice.By.IsZero() {
		w.add(w.reasons(Clock{What: ReasonsClock, Letter: notice.N, Article: article, Until: notice.By, WaitsFor: w.WaitsFor()}, notice))
	}
	notice, ok := w.LetterOf(DelayNotice)
	if !ok || notice.By.IsZero() {
		return
	}
	k := Clock{What: DelayClock, Letter: notice.N, Article: article, Until: notice.By, WaitsFor: w.WaitsFor()}
	reply, replied := w.firstReply()
	switch {
	case notice.Stage != IsServed:
		k.State, k.Steps = ClockNotBegun, "延迟答复告知书还没有送达；期满以前要送出。"
	case w.ended != "":
		k.From, k.State, k.Steps = notice.ServedOn, ClockOver, w.near(w.EndedOn)+w.ended.Label()+"，不再答复。"
	case replied:
		k.From, k.State, k.Steps = notice.ServedOn, w.done(reply.ServedOn, k.Until), w.near(reply.ServedOn)+"已答复。"
	default:
		k.From, k.State = notice.ServedOn, w.done(calendar.Date{}, k.Until)
		k.Steps = w.near(notice.ServedOn) + "告知延迟答复；最迟答复之日以告知的为准，征求意见、延期不再改变它。"
	}
	if k.State == ClockMissed && replied {
		k.WaitsFor = NobodyWaits
	}
	w.add(k)
}

// reasons says how the day to explain stands.
func (w *watch) reasons(k Clock, notice Letter) Clock {
	given := w.Case.Reasons
	switch {
	case notice.Stage != IsServed:
		k.State, k.Steps = ClockNotBegun, "说明理由通知书还没有送达。"
		return k
	case given.Given():
		k.State, k.Steps = w.done(given.On, k.Until), w.near(given.On)+"收到说明。"
		if k.State == ClockMissed {
			k.WaitsFor, k.Steps = NobodyWaits, k.Steps+"晚于通知书写明的日期，仍然算数。"
		}
	case given.None:
		k.State, k.WaitsFor, k.Steps = ClockMissed, NobodyWaits, "没有收到说明，已登记。"
	case !w.AwaitsReasons():
		k.State, k.Steps = ClockOver, "没有收到说明，"+w.Stage().Label()+"。"
	default:
		k.State, k.WaitsFor = w.done(calendar.Date{}, k.Until), ApplicantWaits
		k.Steps = "说明到哪天，由本机关定；答复期限照常计算。"
		if k.State == ClockMissed {
			k.WaitsFor, k.Steps = UnitWaits, "没有收到说明；登记没有说明以后，再决定怎样办理。"
		}
	}
	k.From = notice.ServedOn
	return k
}
