package deadline

import (
	"fmt"

	"mingda/internal/law"
)

// final tells the last day and how much is left, or why there is none.
func (t teller) final() Step {
	s := Step{On: t.asOf, Code: "final", Final: true}
	switch {
	case t.result.Due.IsZero() && t.ended != "":
		s.Staff, s.Plain = t.endWords()+"。", t.endWords()+"。"
	case t.result.Due.IsZero():
		s.Staff, s.Plain = t.awaitingWords()
	default:
		s.On = t.result.Due
		s.Staff, s.Plain = t.dueWords()
	}
	if t.result.Provisional {
		doubt := t.unknownYears(t.lastDay()) + "放假安排尚未全部公布，暂按现行日历。"
		s.Staff += doubt
		s.Plain += doubt
	}
	return s
}

// dueWords tells a last day that there is.
func (t teller) dueWords() (staff, plain string) {
	due := t.result.Due.ChineseFull()
	staff, plain = "最迟 "+due+"。", "最迟 "+due+"答复您"
	switch {
	case t.ended != "" && t.result.Late:
		return staff + t.endWords() + "，" + t.overdue() + "。", plain + "，" + t.endWords() + "。"
	case t.ended != "":
		return staff + t.endWords() + "，在期限之内，用了 " + workdays(t.result.Used) + "。", plain + "，" + t.endWords() + "。"
	case t.result.Late:
		if t.own > 0 {
			return staff + "已" + t.overdue() + "。", ownPeriod + "是 " + due + "，已经过了。"
		}
		return staff + "已" + t.overdue() + "。", "应在 " + due + "前（含当日）答复您，已经过了。"
	case t.result.Due == t.asOf:
		return staff + "今天到期，已用 " + workdays(t.result.Used) + "。", plain + "，就是今天。"
	}
	staff += fmt.Sprintf("到今天已用 %s，剩余 %d 个。", workdays(t.result.Used), t.result.Remaining)
	return staff, plain + "，还有 " + workdays(t.result.Remaining) + "。"
}

// overdue writes 逾期 3 个工作日, or 逾期 where no workday has passed since.
func (t teller) overdue() string {
	if n := t.cal.Workdays(t.result.Due, t.seen(t.asOf)); n > 0 {
		return t.pastWords() + " " + workdays(n)
	}
	return t.pastWords()
}

// endWords tells what ended the matter.
func (t teller) endWords() string {
	if t.ended == StateReplied {
		return t.near(t.endedOn) + "答复"
	}
	return t.near(t.endedOn) + "结案"
}

// awaitingWords tells why there is no last day.
func (t teller) awaitingWords() (staff, plain string) {
	again := workdays(law.TermOn(law.Answer, t.asOf).N)
	if t.awaiting == AwaitingPayment {
		payBy := t.nearFull(t.payBy)
		return "正在等缴费，缴费最迟 " + payBy + "。缴费之日起重新计算 " + again + "。",
			"正在等您缴费，最迟 " + payBy + "。缴费后重新数 " + again + "。"
	}
	return "正在等补正，没有答复期限。收到补正之日起重新计算 " + again + "。",
		"正在等您补充材料。收到后重新数 " + again + "。"
}

// strict tells the reading worst for the office where it gives another day.
func (t teller) strict() Step {
	d := t.result.StrictDue
	if d.IsZero() || d == t.result.Due {
		return Step{}
	}
	return Step{On: d, Code: "strict", Article: strictArticles(t.history),
		Staff: "从严计算，应于 " + d.ChineseFull() + "答复；提醒按这一天。"}
}

// strictArticles cites what the strict reading reads otherwise, of what
// happened.
func strictArticles(history []moment) string {
	var asked, consulted bool
	for _, m := range history {
		asked = asked || m.late == ClarificationLate
		consulted = consulted || m.event.Type == Consulted
	}
	switch {
	case asked && consulted:
		return law.FOIRegulation.At("第三十条、第三十二条、第三十三条第三款")
	case asked:
		return law.FOIRegulation.At("第三十条")
	}
	return law.FOIRegulation.At("第三十二条、第三十三条第三款")
}
