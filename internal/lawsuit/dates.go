package lawsuit

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// A What is what a day of a case is for.
type What string

// What the days are for. The first four wait for the office, the last for the court.
const (
	AnswerDue  What = "answer"  // answer and evidence
	HearingDay What = "hearing" // to go to court
	AppealDue  What = "appeal"  // to appeal
	ForceDue   What = "force"   // to note that it came into force, or that somebody appealed
	CourtDue   What = "court"   // for the court to judge
)

// Label returns the Chinese words.
func (w What) Label() string {
	return map[What]string{AnswerDue: "最迟答辩、举证", HearingDay: "开庭", AppealDue: "最迟上诉", ForceDue: "登记生效或者上诉", CourtDue: "法院审理期限"}[w]
}

// A Due is a day of a case, and how it came about.
type Due struct {
	What    What
	From    calendar.Date // the day from which it is counted; no day where somebody set it
	By      calendar.Date
	Article string
	Words   string        // the sentence that explains it
	Done    calendar.Date // no day while it is not
	Entry   int           // of a hearing
}

// IsLate reports whether it was done late, or is not done and the day has passed.
func (d Due) IsLate(today calendar.Date) bool {
	if d.Done.IsZero() {
		return today.After(d.By)
	}
	return d.Done.After(d.By)
}

// counted is a period of the law from a day, explained.
func counted(cal *calendar.Calendar, what What, code law.TermCode, from calendar.Date, began string) Due {
	t := law.TermOn(code, from)
	d := Due{What: what, From: from, By: t.End(cal, from), Article: t.Article}
	d.Words = fmt.Sprintf("%s%s，从次日起 %s", from.Chinese(), began, length(t))
	if plain := t.Plain(from); plain != d.By {
		d.Words += "，" + plain.ChineseShort() + "是休息日，顺延到 " + d.By.Chinese()
	} else {
		d.Words += "，到 " + d.By.Chinese()
	}
	d.Words += "（" + t.Article + "）。"
	return d
}

// length writes how long a period is.
func length(t law.Term) string {
	const year = 12
	switch {
	case t.Unit == law.Months && t.N%year == 0:
		return fmt.Sprintf("%d 年", t.N/year)
	case t.Unit == law.Months:
		return fmt.Sprintf("%d 个月", t.N)
	}
	return fmt.Sprintf("%d 日", t.N)
}

// answerBy returns until when answer and evidence are due, and whether they are at all: at
// first instance and in the answer to somebody else's appeal; in the summary procedure and
// on a retrial the court sets the day.
func (i Instance) answerBy(cal *calendar.Calendar) (Due, bool) {
	if !i.owesAnswer() {
		return Due{}, false
	}
	var d Due
	switch {
	case i.Level == Second:
		d = counted(cal, AnswerDue, law.AppealDefence, i.CopyOn, "收到上诉状副本")
	case i.Summary:
		d = counted(cal, AnswerDue, law.CourtDefenceShort, i.CopyOn, "收到起诉状副本（简易程序的期限由法院定，没有写明的按最长的算）")
	default:
		d = counted(cal, AnswerDue, law.CourtDefence, i.CopyOn, "收到副本")
	}
	if !i.AnswerBy.IsZero() {
		d.From, d.By, d.Words = calendar.Date{}, i.AnswerBy, "法院定的日子是 "+i.AnswerBy.Chinese()+"。"
	}
	d.Done = i.Answer.On
	return d, true
}

// appealBy returns until when the office can appeal; only where it can be appealed from.
func (i Instance) appealBy(cal *calendar.Calendar) Due {
	code, paper := law.AppealJudgment, "判决书"
	if i.Ruling.Result.IsRuling() {
		code, paper = law.AppealRuling, "裁定书"
	}
	return counted(cal, AppealDue, code, i.Ruling.On, "收到"+paper)
}

// theyAppealBy returns until when the plaintiff can, and whether that is known.
func (i Instance) theyAppealBy(cal *calendar.Calendar) (calendar.Date, bool) {
	code := law.AppealJudgment
	if i.Ruling.Result.IsRuling() {
		code = law.AppealRuling
	}
	on := i.Ruling.TheyGotOn
	return law.TermOn(code, on).End(cal, on), !on.IsZero()
}

// judgeBy returns until when the court has to judge, and whether that is known: from the
// day on which it took the case (诉讼法 81, 83, 88).
func (i Instance) judgeBy(cal *calendar.Calendar) (Due, bool) {
	if i.AcceptedOn.IsZero() || i.Level == Retrial {
		return Due{}, false
	}
	code := law.CourtFirst
	switch {
	case i.Level == Second:
		code = law.CourtSecond
	case i.Summary:
		code = law.CourtSummary
	}
	d := counted(cal, CourtDue, code, i.AcceptedOn, "立案")
	d.Done = i.Ruling.DecidedOn
	return d, true
}

// Days returns the days of an instance, in the order in which they come up.
func (i Instance) Days(cal *calendar.Calendar) []Due {
	var all []Due
	if d, ok := i.answerBy(cal); ok {
		all = append(all, d)
	}
	for _, h := range i.Hearings {
		d := Due{What: HearingDay, By: h.Day, Entry: h.Entry, Article: litigation("第三条第三款"), Words: "行政机关负责人应当出庭；不能出庭的，委托工作人员出庭（" + litigation("第三条第三款") + "）。"}
		if h.Held.Entry != 0 && !h.Held.Off {
			d.Done = h.Day
		}
		if !h.Held.Off {
			all = append(all, d)
		}
	}
	if d, ok := i.judgeBy(cal); ok {
		all = append(all, d)
	}
	if i.IsAppealable() {
		d := i.appealBy(cal)
		if at := slices.IndexFunc(i.Appeals, func(a Appeal) bool { return a.By == ByDefendant }); at >= 0 {
			d.Done = i.Appeals[at].On
		}
		all = append(all, d)
	}
	return all
}

// Next returns what the office has to do next in the case, and whether there is anything:
// what waits for the court is not.
func (c *Case) Next(cal *calendar.Calendar, today calendar.Date) (Due, bool) {
	i := c.Now()
	switch c.Stage() {
	case StageAnswering:
		answer, _ := i.answerBy(cal)
		if h, ok := i.NextHearing(); ok && h.Day.Before(answer.By) {
			return hearingDue(h), true
		}
		return answer, true
	case StageHearing:
		h, _ := i.NextHearing()
		return hearingDue(h), true
	case StageAppeal:
		due := i.appealBy(cal)
		if !today.After(due.By) {
			return due, true
		}
		force := Due{What: ForceDue, By: due.By.AddDays(1), Words: "本机关的上诉期限 " + due.By.Chinese() + " 满。各方都没有上诉的，登记生效；原告收到晚的，等他的上诉期限也满。原告哪天收到没有登记的，先问法院。"}
		if by, known := i.theyAppealBy(cal); known && by.After(due.By) {
			force.By = by.AddDays(1)
		}
		return force, true
	}
	return Due{}, false
}

// hearingDue is the day of a hearing to go to.
func hearingDue(h Hearing) Due {
	return Due{What: HearingDay, By: h.Day, Entry: h.Entry, Words: "开庭之日。"}
}
