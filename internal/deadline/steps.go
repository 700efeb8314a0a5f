package deadline

import (
	"fmt"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// steps tells the history and, last, where it ends.
func (t teller) steps() []Step {
	var list []Step
	for i, m := range t.history {
		for _, s := range t.tell(i, m) {
			s.On = m.event.On
			if s.Code == "" {
				s.Code = string(m.event.Type)
			}
			list = append(list, s)
		}
	}
	return append(list, t.final())
}

// tell puts one moment into steps.
func (t teller) tell(i int, m moment) []Step {
	on := t.near(m.event.On)
	if m.late != "" && !m.effect {
		return []Step{t.tellTooLate(m)}
	}
	switch m.event.Type {
	case Received:
		return t.tellReceived(i, m)
	case ClarificationAsked:
		s := Step{Staff: on + "告知补正，收到补正前不计期限。", Article: law.TermOn(law.ClarifyNotice, m.event.On).Article,
			Plain: on + "请您补充材料，收到补充前不算。"}
		if m.late == ClarificationLate {
			s.Staff += "已过 " + t.near(t.clarifyBy) + "的告知期限。"
		}
		return []Step{s}
	case Clarified, FeePaid, Ordered:
		return t.tellRestart(i, m)
	case Consulted:
		return []Step{t.tellConsulted(i, m)}
	case ConsultationEnded:
		return t.tellUntil(i, m)
	case Extended:
		return []Step{t.tellExtended(m)}
	case ReasonsAsked:
		return []Step{{Staff: on + "要求说明理由，期限照算。", Article: law.FOIRegulation.At("第三十五条"), Plain: on + "请您说明理由，期限照算。"}}
	case Delayed:
		until := t.near(t.cal.Roll(m.event.Until))
		return []Step{{Staff: on + "告知延迟至 " + until + "答复，停表和延期不再影响。", Article: law.FOIRegulation.At("第三十五条"),
			Plain: on + "告诉您，因为申请多，推迟到 " + until + "答复。"}}
	case FeeNoticed:
		payBy := t.near(law.TermOn(law.FeePayment, m.event.servedOn()).End(t.cal, m.event.servedOn()))
		return []Step{{Staff: fmt.Sprintf("%s发出收费通知，%s送达，缴费前不计期限；应于 %s前缴纳。", on, t.near(m.event.servedOn()), payBy),
			Article: law.TermOn(law.FeePayment, m.event.On).Article, Plain: fmt.Sprintf("%s通知您缴费，缴费前不算。%s前（含当日）可以缴。", on, payBy)}}
	}
	return nil // Replied and Closed are told by the final step
}

// tellTooLate tells of an act that had no effect.
func (t teller) tellTooLate(m moment) Step {
	on, act := t.near(m.event.On), lateActs[m.event.Type]
	if m.late == ClarificationRepeated {
		return Step{Staff: on + "再次告知补正：补正只能告知一次，不影响期限。", Article: law.TermOn(law.ClarifyNotice, m.event.On).Article,
			Plain: on + "又请您补充材料，期限照算。"}
	}
	return Step{Staff: on + act.staff + "，已在期满之后，不影响期限。", Article: act.article, Plain: on + act.plain + "，已经过了期限，不能改变最后一天。"}
}

// lateActs is what each act is called when it came too late.
var lateActs = map[EventType]struct{ staff, plain, article string }{
	ClarificationAsked: {"告知补正", "请您补充材料", law.FOIRegulation.At("第三十条")},
	Consulted:          {"征求意见", "发函问有关方面的意见", law.FOIRegulation.At("第三十三条第三款")},
	Extended:           {"告知延期", "告诉您延长", law.FOIRegulation.At("第三十三条第二款")},
	Delayed:            {"告知延迟答复", "告诉您推迟", law.FOIRegulation.At("第三十五条")},
	FeeNoticed:         {"发出收费通知", "通知您缴费", law.FeeRules.At("")},
}

func (t teller) tellReceived(i int, m moment) []Step {
	if t.own > 0 {
		return t.tellOwn(i, m)
	}
	counted, plain := t.tellCounted(i, m)
	return []Step{
		{Staff: m.event.On.ChineseFull() + "收到申请，当日不计。", Article: law.FOIRegulation.At("第三十一条"), Plain: t.near(m.event.On) + "收到，" + plain},
		counted,
	}
}

// tellCounted tells what is counted from a start, and which days off are not;
// plain is the same for the applicant, to be put behind what started it.
func (t teller) tellCounted(i int, m moment) (s Step, plain string) {
	article := law.TermOn(law.Answer, m.event.On).Article
	if m.event.Type == Ordered {
		article = law.TermOn(law.OrderedAnswer, m.event.On).Article
	} else if t.own > 0 {
		article = law.OwnRule
	}
	n := m.workdays
	next := t.near(m.event.On.AddDays(1))
	met := t.breaks(m.event.On, t.endOfPeriod(i))
	s = Step{Code: "counted", Article: article, Staff: workdays(n) + "，自 " + next + "起算。"}
	plain = "从 " + next + "起数 " + workdays(n) + "。"
	if len(met) > 0 {
		long, short := t.breakWords(met)
		s.Staff += long + "不计。"
		s.Article += "；" + t.calendarSource(met)
		plain = "从 " + next + "起数 " + workdays(n) + "，" + short + "放假不算。"
	}
	return s, plain
}

// endOfPeriod returns the last day of the period that began with a moment: the
// last day of all, or what ended that period early.
func (t teller) endOfPeriod(i int) calendar.Date {
	for j, m := range t.history[i+1:] {
		waits := m.effect && (m.event.Type == ClarificationAsked || m.event.Type == FeeNoticed)
		if m.restart || waits {
			if due := t.history[i+j].due; !due.IsZero() && due.Before(m.event.On) {
				return due
			}
			return m.event.On
		}
	}
	return t.lastDay()
}

func (t teller) tellRestart(i int, m moment) []Step {
	on := t.near(m.event.On)
	if !m.restart {
		return nil // a supplement or a payment that nobody awaited
	}
	var staff, plain string
	switch m.event.Type {
	case Clarified:
		staff, plain = on+"收到补正，期限重新起算。", on+"收到您的补充，"
	case FeePaid:
		staff, plain = on+"缴费，期限重新起算。", on+"您缴了费，"
		if m.late == PaymentLate {
			staff = on + "缴费，已过缴费期限；期限仍重新起算。"
		}
	case Ordered:
		staff, plain = on+"收到责令重新答复的决定或者判决，期限重新起算。", on+"要求本机关重新答复的决定送到，"
	}
	counted, rest := t.tellCounted(i, m)
	counted.Staff = staff + counted.Staff
	counted.Code, counted.Plain = "", plain+rest
	return []Step{counted}
}

func (t teller) tellConsulted(i int, m moment) Step {
	on, first := t.near(m.event.On), m.event.On.AddDays(1)
	article := law.FOIRegulation.At("第三十二条、第三十三条第三款")
	if m.event.Of == AnotherAgency {
		article = law.FOIRegulation.At("第三十三条第三款、第三十四条")
	}
	s := Step{Article: article, Staff: on + "发出征求意见书（当日计入），", Plain: on + "发函问有关方面的意见，"}
	if m.fixed {
		s.Staff += "延迟答复的日期已定，不停表。"
		s.Plain += "最后一天不变。"
		return s
	}
	end := t.endOfStop(i)
	if end == nil {
		s.Staff += "还没有结束。" + t.near(first) + "起停表，到今天 " + fmt.Sprint(max(0, t.seen(t.asOf).DaysSince(m.event.On))) + " 天。"
		s.Plain += t.near(first) + "起不算，等到答复再接着数。"
		return s
	}
	last := end.event.On
	s.Staff += t.near(last) + "结束征求意见。"
	if last == m.event.On {
		s.Staff += "当日结束，不停表。"
		s.Plain += "当天就有了答复，期限照算。"
		return s
	}
	s.Staff += fmt.Sprintf("%s停表 %d 天", t.span(first, last), last.DaysSince(m.event.On))
	if days := t.makeUps(first, last); days != "" {
		s.Staff += "；" + days + "虽是调休上班，也在停表之内"
	}
	s.Staff += "。"
	s.Plain += t.near(first) + "到 " + t.near(last) + "不算。"
	if !end.restart && !end.due.IsZero() {
		s.Plain += "这样算到 " + t.near(end.due) + "。"
	}
	return s
}

// endOfStop returns the moment that ended the stop which began with a moment:
// its own end, or a new period. It returns nil while the stop is open.
func (t teller) endOfStop(i int) *moment {
	begun := t.history[i].event
	for j := i + 1; j < len(t.history); j++ {
		m := &t.history[j]
		if m.restart || m.effect && m.event.Type == ConsultationEnded && m.event.ID == begun.ID {
			return m
		}
	}
	return nil
}

// tellUntil tells the due date after a stop, when something later moved it on.
func (t teller) tellUntil(i int, m moment) []Step {
	if !m.effect {
		return nil
	}
	for _, later := range t.history[i+1:] {
		if later.restart {
			return nil
		}
		if later.effect && later.due != m.due && later.event.Type != Consulted {
			return []Step{{Code: "until", Staff: "至此应于 " + t.nearFull(m.due) + "答复。"}}
		}
	}
	return nil
}

func (t teller) tellExtended(m moment) Step {
	on, n := t.near(m.event.On), workdays(m.added)
	article := law.TermOn(law.AnswerExtension, m.event.On).Article
	switch {
	case m.fixed:
		return Step{Article: article, Staff: on + "告知延期：延迟答复的日期已定，不再加。", Plain: on + "写信告诉您延长，最后一天不变。"}
	case m.added == 0:
		return Step{Article: article, Staff: on + "再次告知延期：已经延满，不再加。", Plain: on + "又写信告诉您延长，已经延满，最后一天不变。"}
	}
	s := Step{Article: article,
		Staff: on + "告知申请人延期 " + n + "，在期满之前。", Plain: on + "写信告诉您，延长 " + n + "。"}
	if !m.event.Approved.IsZero() {
		approved := t.near(m.event.Approved)
		s.Staff = approved + "经机构负责人批准延期 " + n + "，" + on + "告知申请人，在期满之前。"
		s.Plain = approved + "批准延长 " + n + "，" + on + "写信告诉了您。"
	}
	if cut := m.event.Days - m.added; cut > 0 {
		s.Staff += fmt.Sprintf("告知的是 %s，超出的 %d 个不算。", workdays(m.event.Days), cut)
	}
	return s
}
