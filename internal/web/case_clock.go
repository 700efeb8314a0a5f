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
	view := clockView{Calendar: clockCalendar(v.Explanation.Days, today), Print: s.Pages.URL(casePath(v.Case.ID, "clock"))}
	for _, step := range v.Explanation.Steps {
		view.Steps = append(view.Steps, page.Step{Text: step.Staff, Source: step.Article, Strong: step.Final})
	}
	if strict := v.Explanation.Strict; strict.Staff != "" {
		view.Strict = page.Step{Text: strict.Staff, Source: strict.Article}
	}
	return view
}

// dayKinds are the marks of the clock as the calendar draws them.
var dayKinds = map[deadline.Mark]page.DayKind{
	deadline.MarkStart: page.DayReceived, deadline.MarkCounted: page.DayCounted, deadline.MarkExtended: page.DayExtended,
	deadline.MarkHeld: page.DayStopped, deadline.MarkHoliday: page.DayHoliday, deadline.MarkWeekend: page.DayOff, deadline.MarkDue: page.DayLast,
}

// clockCalendar lays the days of the clock out, with today marked.
func clockCalendar(days []deadline.DayMark, today calendar.Date) page.ClockCalendar {
	list := make([]page.CalendarDay, len(days))
	for i, d := range days {
		list[i] = page.CalendarDay{On: d.On, Kind: dayKinds[d.Mark], MakeUp: d.MakeUp, Today: d.On == today}
	}
	return page.NewClockCalendar(list)
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
		return page.BigDue{Label: "撤销登记", On: v.Row.EndedOn, Tag: due.Tag()}, "", ""
	case !v.Row.Open:
		big = page.BigDue{Label: "办结", On: v.Row.EndedOn, Tag: page.Tag{State: due.State, Text: strings.TrimPrefix(due.Text, v.Row.EndedOn.ChineseShort())}}
		if v.Clock.Due.IsZero() {
			return big, "", ""
		}
		return big, "最迟应在 " + v.Clock.Due.Chinese() + "：", shortSteps(v.Explanation.Steps)
	case v.Clock.Due.IsZero():
		label = "为什么没有期限："
	}
	return big, label, shortSteps(v.Explanation.Steps) + usedWords(v.Clock)
}

// usedWords says how much of the period is used.
func usedWords(c deadline.Result) string {
	switch {
	case c.Total == 0:
		return ""
	case c.Used > c.Total:
		return fmt.Sprintf("共 %d 个工作日，已经用完。", c.Total)
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
