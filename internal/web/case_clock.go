package web

import (
	"fmt"
	"net/http"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// A clockView shows how the last day of a case came about. Partial
// "case_clock".
type clockView struct {
	Calendar page.ClockCalendar
	Steps    []page.Step
	Strict   page.Step // the reading worst for the office; none where it gives the same day
	Print    string    // where the page to print is; "" on that page
}

func (s *Server) clockView(v desk.CaseView) clockView {
	today := s.Desk.Today()
	view := clockView{Calendar: s.clockCalendar(v, today), Print: s.Pages.URL(casePath(v.Case.ID, "clock"))}
	for _, step := range v.Explanation.Steps {
		view.Steps = append(view.Steps, page.Step{Text: step.Staff, Source: step.Article, Strong: step.Final})
	}
	if strict := v.Explanation.Strict; strict.Staff != "" {
		view.Strict = page.Step{Text: strict.Staff, Source: strict.Article}
	}
	return view
}

// daysOff are the days on which nobody works, as the calendar draws them.
var daysOff = map[calendar.DayKind]page.DayKind{calendar.Weekend: page.DayOff, calendar.Holiday: page.DayHoliday}

// clockCalendar lays the days of the clock out, with today marked: what counted,
// the day on which the matter ended, and the days that were too late.
func (s *Server) clockCalendar(v desk.CaseView, today calendar.Date) page.ClockCalendar {
	var list []page.CalendarDay
	for _, d := range v.Explanation.Days {
		list = append(list, page.CalendarDay{On: d.On, Kind: s.dayKind(v, d), MakeUp: d.MakeUp, Today: d.On == today})
	}
	if until := lateUntil(v, today); len(list) > 0 && !until.IsZero() {
		for on := list[len(list)-1].On.AddDays(1); !on.After(until); on = on.AddDays(1) {
			mark := deadline.DayMark{On: on, Mark: deadline.MarkOutside}
			list = append(list, page.CalendarDay{On: on, Kind: s.dayKind(v, mark), Today: on == today})
		}
	}
	return page.NewClockCalendar(list)
}

// lateUntil returns the last day on which a case was late: today, or the day on
// which it ended; no day where it is not late.
func lateUntil(v desk.CaseView, today calendar.Date) calendar.Date {
	until := today
	if !v.Row.EndedOn.IsZero() {
		until = v.Row.EndedOn
	}
	if v.Clock.Due.IsZero() || !until.After(v.Clock.Due) {
		return calendar.Date{}
	}
	return until
}

// dayKind says how a day is drawn: as the clock marks it, but for what the marks
// of a period do not tell, the end of the matter and lateness.
func (s *Server) dayKind(v desk.CaseView, d deadline.DayMark) page.DayKind {
	kind, due, ended := page.KindOf(d.Mark), v.Clock.Due, v.Row.EndedOn
	late := lateUntil(v, s.Desk.Today())
	off := daysOff[s.Desk.Calendar().Kind(d.On)]
	counts := kind == page.DayCounted || kind == page.DayExtended
	switch {
	case d.On == ended:
		return page.DayEnded
	case d.On == due && !late.IsZero():
		return page.DayMissed
	case !due.IsZero() && d.On.After(due) && !d.On.After(late):
		if off != "" {
			return off
		}
		return page.DayLate
	case !ended.IsZero() && d.On.After(ended) && d.On != due, d.On.After(due) && !due.IsZero():
		if off == page.DayOff {
			return off
		}
		return ""
	case counts && (v.Case.Awaiting() || v.Case.AwaitsPayment()), // when it comes, all is counted anew
		kind == "" && off == "" && d.On.After(v.Case.Receipt.On) && d.On.Before(v.Clock.Start):
		return page.DayGone
	}
	return kind
}

// clockPage is the page "desk/case_clock": how the last day came about, on one
// sheet of paper.
type clockPage struct {
	page.Base
	Case     caseLine
	Agency   string
	Received calendar.Date
	Big      page.BigDue
	Clock    clockView
	Periods  []periodSheet
	PDF      string
}

// A periodSheet is one of the other periods of a case with its days.
type periodSheet struct {
	page.Period
	Calendar page.ClockCalendar
}

// periodSheets are the periods beside that of the answer, with their days.
func (s *Server) periodSheets(v desk.CaseView) []periodSheet {
	today := s.Desk.Today()
	var sheets []periodSheet
	for _, k := range v.Clocks {
		if k.What.IsAnswer() || k.IsIdle() {
			continue
		}
		var list []page.CalendarDay
		for _, d := range deadline.Span(s.Desk.Calendar(), k.From, k.Until, k.Unit) {
			kind := page.KindOf(d.Mark)
			if d.Mark == deadline.MarkStart && k.What != casefile.ClarifyClock { // which the receipt starts
				kind = page.DayBegins
			}
			list = append(list, page.CalendarDay{On: d.On, Kind: kind, MakeUp: d.MakeUp, Today: d.On == today})
		}
		sheets = append(sheets, periodSheet{s.periodLine(v, k, today), page.NewClockCalendar(list).Short()})
	}
	return sheets
}

// showClock serves GET /cases/{id}/clock.
func (s *Server) showClock(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	p := clockPage{
		Base: s.base(r, by, "期限怎么算 "+v.Case.Number), Case: s.caseLine(v), Agency: v.Agency.Name, Received: v.Case.Receipt.On, Clock: s.clockView(v),
	}
	p.Big, _, _ = s.bigDue(v)
	p.Clock.Print = ""
	if v.Row.Stage != casefile.StageAnnulled {
		p.Periods, p.PDF = s.periodSheets(v), s.Pages.URL(casePath(v.Case.ID, "clock.pdf"))
	}
	return s.Pages.Render(w, http.StatusOK, "desk/case_clock", p)
}

// bigDue returns the day at the head of a case, and in one line why it is that
// day.
func (s *Server) bigDue(v desk.CaseView) (big page.BigDue, label, why string) {
	due := s.dueOf(v.Row, s.Desk.Today(), false)
	big = page.BigDue{Label: "最迟答复", On: v.Clock.Due, Tag: due.Tag()}
	label = "为什么是这一天："
	switch {
	case v.Row.Stage == casefile.StageAnnulled:
		return page.BigDue{Label: "撤销登记", On: v.Row.EndedOn, Tag: page.Tag{State: due.State, Text: "登记已撤销"}}, "", "编号不再使用；来件没有别的案件的，回到收件箱。"
	case v.Case.IsPast():
		return page.BigDue{Label: "办结", On: v.Row.EndedOn, Tag: page.Tag{State: due.State, Text: strings.TrimPrefix(due.Text, v.Row.EndedOn.ChineseShort())}}, "旧台账所记：", "不是在这里办的，不算期限。"
	case !v.Row.Open:
		big = page.BigDue{Label: "办结", On: v.Row.EndedOn, Tag: page.Tag{State: due.State, Text: strings.TrimPrefix(due.Text, v.Row.EndedOn.ChineseShort())}}
		if v.Clock.Due.IsZero() {
			return big, "为什么没有期限：", shortSteps(v.Explanation.Steps)
		}
		return big, "最迟应在 " + v.Clock.Due.Chinese() + "：", shortSteps(v.Explanation.Steps)
	case v.Clock.Due.IsZero():
		label = "为什么没有期限："
		if v.Case.Awaiting() { // the one day that matters meanwhile
			notice, _ := v.Case.LetterOf(casefile.ClarificationNotice)
			big = page.BigDue{Label: "最迟补正", On: notice.By, Tag: page.Tag{State: page.Stop, Text: "等申请人补正"}}
			if notice.By.Before(s.Desk.Today()) {
				big.Tag = page.Tag{State: page.Late, Text: "补正期已过"}
			}
		}
		if v.Case.AwaitsPayment() {
			big = page.BigDue{Label: "最迟缴费", On: v.Clock.PayBy, Tag: page.Tag{State: page.Stop, Text: "等申请人缴费"}}
			if v.Unpaid {
				big.Tag = page.Tag{State: page.Late, Text: "缴费期已过"}
			}
		}
	}
	return big, label, shortSteps(v.Explanation.Steps) + s.usedWords(v.Clock)
}

// usedWords says how much of the period is used, and by how much it is exceeded.
func (s *Server) usedWords(c deadline.Result) string {
	switch {
	case c.Total == 0:
		return ""
	case c.Late:
		over := "已经用完。"
		if n := s.Desk.Calendar().Workdays(c.Due, s.Desk.Today()); n > 0 {
			over = fmt.Sprintf("已超 %d 个工作日。", n)
		}
		return fmt.Sprintf("共 %d 个工作日，", c.Total) + over
	}
	return fmt.Sprintf("已用 %d 个，共 %d 个工作日。", c.Used, c.Total)
}

// shortSteps tells the steps in one line: of each its first clauses, without
// articles and without the last, which says the day itself.
func shortSteps(steps []deadline.Step) string {
	var parts []string
	for _, step := range steps {
		if step.Final || step.Staff == "" {
			continue
		}
		parts = append(parts, firstClause(step))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "；") + "。"
}

// firstClause returns what a step says first; of what is counted, the number.
func firstClause(step deadline.Step) string {
	first, _, _ := strings.Cut(step.Staff, "。")
	if step.Code == "counted" || step.Code == string(deadline.Received) {
		first, _, _ = strings.Cut(first, "，")
	}
	return first
}

// strictWords says the strictest reading, where it gives another day.
func strictWords(v desk.CaseView) string {
	if !v.Row.Open || v.StrictDue.IsZero() || v.StrictDue == v.Clock.Due {
		return ""
	}
	words := "从严算最迟 " + v.StrictDue.ChineseFull()
	if first := v.Case.Receipt.Earliest(); first.Before(v.Case.Receipt.On) {
		words += "：" + first.ChineseShort() + "也可能被认作收到之日"
	}
	return words + "。提醒按这一天。"
}
