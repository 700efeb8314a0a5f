package deadline

import (
	"fmt"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// Own returns what the clock says of a matter for which no law states a period,
// such as a correction of records (条例 41): the office's own number of workdays
// from receipt. Nothing stops or extends it; only received, replied, closed and
// ordered are to be among the events. It fails as Request does.
func Own(cal *calendar.Calendar, days int, events []Event, asOf calendar.Date) (Result, error) {
	r, err := foldRequest(newOwn(cal, days), events, asOf)
	if err != nil {
		return Result{}, err
	}
	return r.result(r, asOf), nil
}

// ExplainOwn says how the last day of Own came about.
func ExplainOwn(cal *calendar.Calendar, days int, events []Event, asOf calendar.Date) (Explanation, error) {
	r, err := foldRequest(newOwn(cal, days), events, asOf)
	if err != nil {
		return Explanation{}, err
	}
	t := teller{request: r, asOf: asOf, result: r.result(r, asOf)}
	return Explanation{Steps: t.steps(), Days: t.days()}, nil
}

// newOwn makes the clock of an own rule, which has one reading.
func newOwn(cal *calendar.Calendar, days int) func() *request {
	return func() *request {
		r := newRequest(cal, false)
		r.own = days
		return r
	}
}

// tellOwn tells of the receipt and of the office's own period.
func (t teller) tellOwn(i int, m moment) []Step {
	on, n := t.near(m.event.On), workdays(m.workdays)
	counted, plain := t.tellCounted(i, m)
	counted.Staff = "法律没有规定期限，本机关定为 " + counted.Staff
	return []Step{
		{Staff: m.event.On.ChineseFull() + "收到更正申请，当日不计。", Article: law.OwnRule,
			Plain: fmt.Sprintf("%s收到。法律没有规定更正要在几天内答复，本机关自己定了 %s：%s", on, n, plain)},
		counted,
	}
}

// pastWords is what it is called that the last day has passed: a breach of the law
// only where the law states the period.
func (t teller) pastWords() string {
	if t.own > 0 {
		return "超过" + ownPeriod
	}
	return "逾期"
}

// ownPeriod is how the period of an own rule is named when it has passed.
const ownPeriod = "本机关定的期限"
