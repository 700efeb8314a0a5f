package bureau

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// clockPage is the page "bureau/clock": how the days of a case came about (期限怎么算),
// on one sheet of paper.
type clockPage struct {
	page.Base
	Number, Subject, Body, Back string
	Received                    calendar.Date
	Big                         page.BigDue
	Steps                       []page.Step
	Days                        page.ClockCalendar // to decide; empty before acceptance
	Periods                     []periodSheet
}

// A periodSheet is one of the periods of a case with its days.
type periodSheet struct {
	page.Period
	Calendar page.ClockCalendar
}

// showClock serves GET /review/{id}/clock.
func (s *Server) showClock(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Review(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	c, cal, today, due := v.Case, s.Desk.Calendar(), s.Desk.Today(), s.dueOf(v)
	told, err := c.Explain(cal, today)
	if err != nil {
		return err
	}
	periods, err := c.Periods(cal, today)
	if err != nil {
		return err
	}
	p := clockPage{
		Base: s.House.Base(r, by, "期限怎么算 "+c.Number), Number: c.Number, Subject: subjectOf(v), Body: v.Body.Name, Received: c.ReceivedOn,
		Big:  page.BigDue{Label: bigLabel(v.Stage), On: due.On, Tag: due.Tag()},
		Back: s.Pages.URL(casePath(c.ID)),
	}
	days := page.MarkedDays(told.Days, today)
	begins(days)
	p.Days = page.NewClockCalendar(days)
	for _, step := range told.Steps {
		p.Steps = append(p.Steps, page.Step{Text: step.Staff, Source: step.Article, Strong: step.Final})
	}
	for _, k := range periods {
		sheet := periodSheet{Period: s.periodOf(k)}
		if k.What != reconsider.DecidePeriod { // whose days stand above
			sheet.Calendar = page.NewClockCalendar(s.daysOf(k)).Short()
		}
		p.Periods = append(p.Periods, sheet)
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/clock", p)
}

// daysOf are the days of a period that nothing stops.
func (s *Server) daysOf(k reconsider.Period) []page.CalendarDay {
	days := page.MarkedDays(deadline.Span(s.Desk.Calendar(), k.From, k.Until, k.Unit), s.Desk.Today())
	if k.What != reconsider.ExaminePeriod { // which the receipt starts
		begins(days)
	}
	return days
}

// begins draws the day that starts a period as one that follows from something else
// than the receipt.
func begins(days []page.CalendarDay) {
	for i := range days {
		if days[i].Kind == page.DayReceived {
			days[i].Kind = page.DayBegins
		}
	}
}

// periodOf puts one period into words.
func (s *Server) periodOf(k reconsider.Period) page.Period {
	p := page.Period{Label: k.What.Label(), Until: k.Until, Why: k.Steps, Source: k.Article}
	if k.WaitsFor != "" {
		p.WaitsFor = "等" + k.WaitsFor
	}
	switch k.State {
	case casefile.ClockRuns:
		p.Tag = s.left(k.Until, k.Unit).Tag()
	case casefile.ClockMet:
		p.Tag = page.Tag{State: page.Done, Text: k.State.Label()}
	case casefile.ClockMissed:
		p.Tag = page.Tag{State: page.Late, Text: "逾期"}
	case casefile.ClockStands:
		p.Tag = page.Tag{State: page.Stop, Text: k.State.Label()}
	default:
		p.Tag = page.Tag{State: page.Line, Text: k.State.Label()}
	}
	return p
}
