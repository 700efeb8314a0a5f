package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

func (s *Server) monthRoutes(r *mux.Router) {
	r.Handle("/calendar", s.staff(s.showMonth)).Methods("GET")
}

// monthPage is the page "desk/month": what falls due in a month (月历), and the
// list of one of its days.
type monthPage struct {
	page.Base
	Lead        string
	Acts        []page.Button
	Provisional page.Note // the holidays of the year are not announced
	Month       page.MonthCalendar
	Day         calendar.Date // whose list stands below; none
	Groups      page.CaseGroups
	Empty       page.Empty
	More        string // said where the day has more than the list
}

// rowsOfDay is how much of what falls due on a day its list shows.
const rowsOfDay = 200

// showMonth serves GET /calendar: what falls due by day.
func (s *Server) showMonth(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := mayUseRegister(by); err != nil {
		return err
	}
	first, day := s.monthAsked(r.URL.Query())
	counts, err := s.Desk.DueCounts(r.Context(), by, first, lastOf(first))
	if err != nil {
		return err
	}
	p := monthPage{
		Base: s.base(r, by, "月历 "+monthName(first)), Lead: monthLead(counts), Acts: s.monthActs(first), Day: day, Month: s.monthCalendar(first, day, counts),
	}
	if !s.Desk.Calendar().Known(first.Year()) {
		p.Provisional = page.Note{Kind: page.Soon, Text: strconv.Itoa(first.Year()) + "年的放假安排还没有公布，这里只画法定节假日，没有调休；公布以后日子会变。"}
	}
	if !day.IsZero() {
		if err := s.fillDay(r, by, &p); err != nil {
			return err
		}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/month", p)
}

// monthAsked reads which month is asked for and which of its days: what is no
// month asks for that of today, and a month without a day for today's list, if
// today is in it.
func (s *Server) monthAsked(q url.Values) (first, day calendar.Date) {
	today := s.Desk.Today()
	if day, err := calendar.ParseDate(q.Get("day")); err == nil && drawn(day) {
		return calendar.NewDate(day.Year(), day.Month(), 1), day
	}
	first, err := calendar.ParseDate(q.Get("month") + "-01")
	if err != nil || !drawn(first) {
		first = calendar.NewDate(today.Year(), today.Month(), 1)
	}
	if !today.Before(first) && !today.After(lastOf(first)) {
		day = today
	}
	return first, day
}

// drawn reports whether the month of a day can be asked for: holidays are known or
// worked out in this century.
func drawn(d calendar.Date) bool { return d.Year() >= 2000 && d.Year() < 2100 }

func lastOf(first calendar.Date) calendar.Date { return first.AddMonths(1).AddDays(-1) }

func monthName(first calendar.Date) string {
	return strconv.Itoa(first.Year()) + "年" + strconv.Itoa(int(first.Month())) + "月"
}

func (s *Server) monthHref(first calendar.Date) string {
	return s.Pages.URL("/calendar?month=" + first.String()[:len("2006-01")])
}

// monthActs are the ways from one month to another.
func (s *Server) monthActs(first calendar.Date) []page.Button {
	var acts []page.Button
	if before := first.AddMonths(-1); drawn(before) {
		acts = append(acts, page.Button{Label: "上一月", Href: s.monthHref(before), Kind: "plain", Key: "["})
	}
	acts = append(acts, page.Button{Label: "本月", Href: s.Pages.URL("/calendar"), Kind: "plain"})
	if after := first.AddMonths(1); drawn(after) {
		acts = append(acts, page.Button{Label: "下一月", Href: s.monthHref(after), Kind: "plain", Key: "]"})
	}
	return append(acts, page.Button{Label: "订阅到期日", Href: s.Pages.URL("/calendar/address"), Kind: "plain"})
}

// monthLead says how much of each kind falls due in the month.
func monthLead(counts []sqlite.DueCount) string {
	sums := map[casefile.ClockCode]int{}
	var periods []casefile.ClockCode
	for _, c := range counts {
		if sums[c.What] == 0 {
			periods = append(periods, c.What)
		}
		sums[c.What] += c.N
	}
	if len(periods) == 0 {
		return "在办的案件，这个月没有到期的。"
	}
	var parts []string
	for _, what := range periods {
		parts = append(parts, what.Label()+" "+strconv.Itoa(sums[what])+" 件")
	}
	return "在办的案件，这个月到期：" + strings.Join(parts, "，") + "。"
}

// monthCalendar draws the month with the counts of its days.
func (s *Server) monthCalendar(first, chosen calendar.Date, counts []sqlite.DueCount) page.MonthCalendar {
	tags := map[calendar.Date][]page.Tag{}
	for _, c := range counts {
		tags[c.On] = append(tags[c.On], page.Tag{State: s.dueState(c.What, c.On), Text: c.What.Label() + " " + strconv.Itoa(c.N)})
	}
	var days []page.MonthDay
	for on := first; !on.After(lastOf(first)); on = on.AddDays(1) {
		d := page.MonthDay{CalendarDay: page.CalendarDay{On: on, Today: on == s.Desk.Today()}, Tags: tags[on], Chosen: on == chosen}
		switch s.Desk.Calendar().Kind(on) {
		case calendar.Weekend:
			d.Kind = page.DayOff
		case calendar.Holiday:
			d.Kind = page.DayHoliday
		case calendar.MakeUp:
			d.MakeUp = true
		}
		if len(d.Tags) > 0 {
			d.Href = s.Pages.URL("/calendar?day=" + on.String() + "#day")
		}
		days = append(days, d)
	}
	return page.NewMonthCalendar(days)
}

// dueState says how much what falls due on a day presses. Only an answer can be
// late by law; of others there is nothing to do before their day is over.
func (s *Server) dueState(what casefile.ClockCode, on calendar.Date) page.State {
	state, _ := s.left(on, s.Desk.Today(), true)
	switch {
	case what == casefile.AnswerClock:
		return state
	case state == page.Late:
		return page.Soon
	case what.IsOthers():
		return page.Stop
	}
	return page.Line
}

// fillDay lists what falls due on the day of the page, by kind.
func (s *Server) fillDay(r *http.Request, by auth.User, p *monthPage) error {
	due, err := s.Desk.DueDays(r.Context(), by, p.Day, p.Day, rowsOfDay+1)
	if err != nil {
		return err
	}
	if len(due) > rowsOfDay {
		due, p.More = due[:rowsOfDay], "只列前 "+strconv.Itoa(rowsOfDay)+" 件。其余的在台账里，按期限排在一起。"
	}
	if len(due) == 0 {
		p.Empty = page.Empty{Title: "这一天没有到期的", Text: "在月历里点标着件数的日子，看那一天到期的案件。"}
		return nil
	}
	d := &workDay{by: by, today: s.Desk.Today()}
	if d.people, err = s.Desk.People(r.Context()); err != nil {
		return err
	}
	p.Groups.Caption = p.Day.Chinese() + "到期的案件"
	for _, one := range due {
		if n := len(p.Groups.Groups); n == 0 || p.Groups.Groups[n-1].ID != string(one.What) {
			p.Groups.Groups = append(p.Groups.Groups, page.CaseGroup{ID: string(one.What), Tag: page.Tag{State: s.dueState(one.What, one.On), Text: one.What.Label()}})
		}
		last := &p.Groups.Groups[len(p.Groups.Groups)-1]
		last.Rows = append(last.Rows, d.caseRow(s, one.Case))
	}
	return nil
}
