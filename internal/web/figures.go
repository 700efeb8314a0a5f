package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/report"
	"mingda/internal/sqlite"
)

func (s *Server) figureRoutes(r *mux.Router) {
	r.Handle("/figures", s.staff(s.showFigures)).Methods("GET")
	r.Handle("/figures/cases", s.staff(s.showBehindFigure)).Methods("GET")
}

// noUnit is what cases are called that nobody gave to a unit.
const noUnit = "没有分办的"

// A figuresAsk is what the address of the statistics asks for.
type figuresAsk struct {
	year        int
	from, until int // months
	agency      int64
	unit        int64
}

// figuresAskOf reads the address: the year of today and all its months where it says
// nothing that can be read.
func (s *Server) figuresAskOf(q url.Values) figuresAsk {
	a := figuresAsk{year: s.Desk.Today().Year(), from: 1, until: 12, agency: idIn(q, "agency"), unit: idIn(q, "unit")}
	for _, part := range []struct {
		name     string
		into     *int
		min, max int
	}{{"year", &a.year, firstYear, a.year}, {"from", &a.from, 1, 12}, {"until", &a.until, 1, 12}} {
		if n, err := strconv.Atoi(q.Get(part.name)); err == nil && n >= part.min && n <= part.max {
			*part.into = n
		}
	}
	a.until = max(a.until, a.from)
	return a
}

func month(year, n int) string {
	return fmt.Sprintf("%d-%02d", year, n)
}

// choice is what is counted.
func (a figuresAsk) choice() report.Choice {
	return report.Choice{From: month(a.year, a.from), Until: month(a.year, a.until), Agency: a.agency, Unit: a.unit}
}

// query writes what is asked for.
func (a figuresAsk) query() url.Values {
	q := url.Values{"year": {strconv.Itoa(a.year)}}
	if a.from != 1 || a.until != 12 {
		q.Set("from", strconv.Itoa(a.from))
		q.Set("until", strconv.Itoa(a.until))
	}
	for name, id := range map[string]int64{"agency": a.agency, "unit": a.unit} {
		if id != 0 {
			q.Set(name, strconv.FormatInt(id, 10))
		}
	}
	return q
}

// words say of which months it is.
func (a figuresAsk) words() string {
	year := strconv.Itoa(a.year) + "年"
	switch {
	case a.from == 1 && a.until == 12:
		return year
	case a.from == a.until:
		return year + strconv.Itoa(a.from) + "月"
	}
	return year + strconv.Itoa(a.from) + "月至" + strconv.Itoa(a.until) + "月"
}

// figuresPage is the page "desk/figures": the statistics of requests (统计).
type figuresPage struct {
	page.Base
	Lead    string
	Turn    page.Link
	Rooms   []page.SavedView
	Filter  page.Filter
	Tallies []figureTally
	Charts  []page.Chart
	Units   []unitFigures
	Empty   page.Empty
}

// A figureTally is one number at the head, with the cases behind it.
type figureTally struct {
	Label, Number, Note, Href string
}

// A unitFigures is the row of a unit.
type unitFigures struct {
	Agency, Unit string
	Cells        []figureCell
}

// A figureCell is one figure of a unit.
type figureCell struct{ Head, Text, Href string }

// showFigures serves GET /figures.
func (s *Server) showFigures(w http.ResponseWriter, r *http.Request, by auth.User) error {
	ask, turned := s.figuresAskOf(r.URL.Query()), s.yearTurned(r.URL.Query())
	now, err := s.Desk.Statistics(r.Context(), by, ask.choice())
	if err == nil && turned && len(now.All) == 0 {
		ask.year--
		now, err = s.Desk.Statistics(r.Context(), by, ask.choice())
	}
	if err != nil {
		return err
	}
	before := ask
	before.year--
	last, err := s.Desk.Statistics(r.Context(), by, before.choice())
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	d := figuresDrawn{s: s, ask: ask, now: now, last: last, people: people}
	p := figuresPage{Base: s.base(r, by, "统计"), Rooms: s.figureRooms(by, "/figures"), Filter: s.figuresFilter(ask, by, people),
		Lead: ask.words() + "的政府信息公开申请。收到的按收到之日算，办结的按答复或者结束之日算；更正申请和撤销登记的不计。案件算在主办单位名下，选了承办单位的，协办的不在里面。每个数字点开是案件。被责令重新答复、还没有再答复的，这里算在办；年报数字里仍计第一次的结果。"}
	if turned {
		p.Turn = s.otherYear(ask, "/figures", ask.query())
	}
	if len(now.All) == 0 {
		p.Empty = page.Empty{Title: "没有数字", Text: "选的这段时间没有收到、也没有办结的申请。换一个年份，或者看全部单位。"}
		return s.Pages.Render(w, http.StatusOK, "desk/figures", p)
	}
	if p.Tallies, err = d.tallies(r, by); err != nil {
		return err
	}
	p.Charts = d.charts()
	if ask.unit == 0 && auth.SightOf(by).Unit == 0 {
		p.Units = d.units()
	}
	return s.Pages.Render(w, http.StatusOK, "desk/figures", p)
}

// yearTurned reports whether the address names no year and the new one has just begun: while
// nothing is in it the year that is over is shown, and either leads to the other.
func (s *Server) yearTurned(q url.Values) bool {
	return q.Get("year") == "" && s.Desk.Today().Month() == time.January
}

// otherYear leads from the year that is over to the new one, and back.
func (s *Server) otherYear(ask figuresAsk, path string, q url.Values) page.Link {
	this := s.Desk.Today().Year()
	other, label := this-1, "看上一年（"+strconv.Itoa(this-1)+"年）"
	if ask.year != this {
		other, label = this, strconv.Itoa(this)+"年还没有数字，看"+strconv.Itoa(this)+"年"
	}
	q.Set("year", strconv.Itoa(other))
	return page.Link{Label: label, Href: s.Pages.URL(path + "?" + q.Encode())}
}

// figureRooms are the pages beside each other that are about how work went.
func (s *Server) figureRooms(by auth.User, here string) []page.SavedView {
	rooms := []page.SavedView{{Label: "统计", Href: s.Pages.URL("/figures"), NoCount: true, Current: here == "/figures"}}
	rooms = append(rooms, page.SavedView{Label: "考核", Href: s.Pages.URL("/assessment"), NoCount: true, Current: here == "/assessment"})
	if auth.MayDo(by, auth.SeeDays, by.Agency) == nil {
		rooms = append(rooms, page.SavedView{Label: "办理用时", Href: s.Pages.URL("/days"), NoCount: true})
	}
	return rooms
}

// figuresFilter are the controls above the figures.
func (s *Server) figuresFilter(ask figuresAsk, by auth.User, people desk.People) page.Filter {
	form := page.NewForm(ask.query(), nil)
	var months []page.Option
	for m := 1; m <= 12; m++ {
		months = append(months, page.Option{Value: strconv.Itoa(m), Label: strconv.Itoa(m) + " 月"})
	}
	chosen := func(options []page.Option, value int) []page.Option {
		options = slices.Clone(options)
		for i := range options {
			options[i].Checked = options[i].Value == strconv.Itoa(value)
		}
		return options
	}
	f := page.Filter{Action: s.Pages.URL("/figures"), ClearHref: s.Pages.URL("/figures"),
		Fields: []page.Field{form.Select("year", "年份", s.yearOptions()[1:]), form.Select("from", "从", chosen(months, ask.from)), form.Select("until", "到", chosen(months, ask.until))}}
	sight := auth.SightOf(by)
	if sight.All && len(people.Agencies) > 1 {
		f.Fields = append(f.Fields, form.Select("agency", "机关", agenciesToFilter(people)))
	}
	if sight.Unit == 0 {
		f.Fields = append(f.Fields, form.Select("unit", "承办单位", append(unitsToFilter(people, max(sight.Agency, ask.agency)), page.Option{Value: idText(report.NoUnit), Label: noUnit})))
	}
	return f
}

// behindFigurePage is the page "desk/figures_cases": the cases behind one figure.
type behindFigurePage struct {
	page.Base
	Heading string
	Total   int
	Back    string
	Lines   []figureLine
	Hidden  string
	Pages   page.Pagination
}

// A figureLine is one case behind a figure, and why it counts there.
type figureLine struct {
	Case    caseLine
	Unit    string
	Because string
	Late    bool
}

// showBehindFigure serves GET /figures/cases?heading=&value=: the cases behind a figure.
func (s *Server) showBehindFigure(w http.ResponseWriter, r *http.Request, by auth.User) error {
	query := r.URL.Query()
	ask, h, value := s.figuresAskOf(query), report.Heading(query.Get("heading")), query.Get("value")
	at := pageOf(query)
	now, err := s.Desk.Statistics(r.Context(), by, ask.choice())
	if err != nil {
		return err
	}
	total := now.Total(h)
	if value != "" {
		total = now.N(h, value)
	}
	cases, err := s.Desk.BehindFigure(r.Context(), by, ask.choice(), h, value, (at-1)*rowsOfPage, rowsOfPage)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	q := ask.query()
	p := behindFigurePage{Base: s.base(r, by, "统计"), Total: total, Back: s.Pages.URL("/figures?" + q.Encode()),
		Heading: ask.words() + "：" + s.headingWords(h, value)}
	unit := people.Unit(ask.unit)
	if ask.unit == report.NoUnit {
		unit = noUnit
	}
	for name, id := range map[string]string{"unit": unit, "agency": people.Agencies[ask.agency].Name} {
		if id != "" && (name == "unit" || ask.unit == 0) {
			p.Heading = id + "，" + p.Heading
		}
	}
	for _, c := range cases {
		p.Lines = append(p.Lines, figureLine{
			Case: caseLine{Number: c.Row.Number, Href: s.caseHref(c.Row), Subject: subjectOf(c.Row), Applicant: askersOf(c.Row)},
			Unit: people.Unit(c.Row.Unit), Because: c.Because(h), Late: c.Case.Ending == casefile.EndedLate,
		})
	}
	q.Set("heading", string(h))
	if value != "" {
		q.Set("value", value)
	}
	p.Pages = page.Paginate(at, (min(total, sqlite.CaseCountLimit)+rowsOfPage-1)/rowsOfPage, func(n int) string {
		q.Set("page", strconv.Itoa(n))
		return s.Pages.URL("/figures/cases?" + q.Encode())
	})
	if len(cases) < min(total-(at-1)*rowsOfPage, rowsOfPage) {
		p.Hidden = "有的案件已经改派别的单位，这里看不到。"
	}
	return s.Pages.Render(w, http.StatusOK, "desk/figures_cases", p)
}
