package web

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/page"
	"mingda/internal/sqlite"
)

func (s *Server) daysRoutes(r *mux.Router) {
	r.Handle("/days", s.staff(s.showDays)).Methods("GET")
	r.Handle("/days/cases", s.staff(s.showDaysBehind)).Methods("GET")
}

// daysPage is the page "desk/days": where the days went of the cases that were over, by
// month and unit (办理用时).
type daysPage struct {
	page.Base
	Lead     string
	Stations []string
	Months   []daysMonth
	Empty    page.Empty
}

// A daysMonth is what was over in a month, a row a unit.
type daysMonth struct {
	Name  string
	Units []daysRow
}

// A daysRow is what a unit's cases took, station by station.
type daysRow struct {
	Unit  string
	Cases int
	Late  int
	Cells []daysCell
}

// A daysCell is one figure; without cases there is none.
type daysCell struct {
	Cases, Median, Ninth int
	Href                 string // the cases behind it
}

// monthsShown is how many months the page sums up.
const monthsShown = 6

// showDays serves GET /days.
func (s *Server) showDays(w http.ResponseWriter, r *http.Request, by auth.User) error {
	today := s.Desk.Today()
	from := calendar.NewDate(today.Year(), today.Month()-monthsShown+1, 1)
	figures, err := s.Desk.DaysFigures(r.Context(), by, from, today)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := daysPage{Base: s.base(r, by, "办理用时"), Months: s.daysMonths(figures, people),
		Lead: "最近 " + strconv.Itoa(monthsShown) + " 个月办结的案件，每个环节用了几个工作日：一半的案件不超过前一个数，十件里九件不超过括号里的数。"}
	for _, station := range casefile.Stations {
		p.Stations = append(p.Stations, station.Label())
	}
	if len(p.Months) == 0 {
		p.Empty = page.Empty{Title: "还没有办结的", Text: "案件办结以后，各环节用的天数列在这里。"}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/days", p)
}

// daysMonths puts the figures, which come by month and unit, into rows.
func (s *Server) daysMonths(figures []sqlite.DaysFigure, people peopleNames) []daysMonth {
	var months []daysMonth
	last := sqlite.DaysFigure{}
	for _, f := range figures {
		if len(months) == 0 || f.Month != last.Month {
			months = append(months, daysMonth{Name: monthWord(f.Month)})
		}
		m := &months[len(months)-1]
		if len(m.Units) == 0 || f.Unit != last.Unit {
			m.Units = append(m.Units, daysRow{Unit: people.Unit(f.Unit), Cells: make([]daysCell, len(casefile.Stations))})
		}
		row := &m.Units[len(m.Units)-1]
		if f.Station != casefile.AtAssist { // those are led by others
			row.Cases, row.Late = max(row.Cases, f.Cases), max(row.Late, f.Late)
		}
		for i, station := range casefile.Stations {
			if station == f.Station {
				row.Cells[i] = daysCell{Cases: f.Cases, Median: f.Median, Ninth: f.Ninth, Href: s.daysHref(f)}
			}
		}
		last = f
	}
	return months
}

// daysHref leads to the cases behind a figure.
func (s *Server) daysHref(f sqlite.DaysFigure) string {
	return s.Pages.URL("/days/cases?" + url.Values{"month": {f.Month}, "unit": {strconv.FormatInt(f.Unit, 10)}, "station": {string(f.Station)}}.Encode())
}

// monthWord writes 2026-11 as 2026年11月.
func monthWord(month string) string {
	at, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return strconv.Itoa(at.Year()) + "年" + strconv.Itoa(int(at.Month())) + "月"
}

// behindPage is the page "desk/days_cases": the cases behind one figure.
type behindPage struct {
	page.Base
	Heading string
	Back    string
	Lines   []behindLine
}

// A behindLine is one case with what it took.
type behindLine struct {
	Case caseLine
	Days int
	Late bool
	On   calendar.Date
}

// casesBehind is how many cases behind a figure are listed.
const casesBehind = 200

// showDaysBehind serves GET /days/cases?month=&unit=&station=: the cases behind one
// figure, those that took longest first.
func (s *Server) showDaysBehind(w http.ResponseWriter, r *http.Request, by auth.User) error {
	query := r.URL.Query()
	f := sqlite.DaysFigure{Month: query.Get("month"), Unit: idIn(query, "unit"), Station: casefile.Station(query.Get("station"))}
	cases, err := s.Desk.DaysBehind(r.Context(), by, f, casesBehind)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	unit := people.Unit(f.Unit)
	if unit == "" {
		unit = "没有分办的"
	}
	p := behindPage{Base: s.base(r, by, "办理用时"), Heading: monthWord(f.Month) + "办结，" + unit + "，" + f.Station.Label(), Back: s.Pages.URL("/days")}
	for _, c := range cases {
		p.Lines = append(p.Lines, behindLine{
			Case: caseLine{Number: c.Row.Number, Href: s.caseHref(c.Row, "#days"), Subject: subjectOf(c.Row), Applicant: askersOf(c.Row)},
			Days: c.Days, Late: c.Row.Late, On: c.Row.EndedOn,
		})
	}
	return s.Pages.Render(w, http.StatusOK, "desk/days_cases", p)
}
