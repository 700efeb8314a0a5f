package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/law"
	"mingda/internal/page"
	"mingda/internal/yearly"
)

func (s *Server) yearlyRoutes(r *mux.Router) {
	const one = "/yearly/{year:[0-9]+}/{agency:[0-9]+}"
	r.Handle("/yearly", s.staff(s.listYearlies)).Methods("GET")
	r.Handle(one, s.staff(s.showYearly)).Methods("GET")
	r.Handle(one+"/file."+forms.AnnualEndings, s.staff(s.fetchYearly)).Methods("GET")
	r.Handle(one+"/write/{part}", s.staff(s.showYearlyPart)).Methods("GET")
	r.Handle(one+"/write/{part}", s.staff(s.writeYearlyPart)).Methods("POST")
	r.Handle(one+"/publish", s.staff(s.showYearlyPublish)).Methods("GET")
	r.Handle(one+"/publish", s.staff(s.publishYearly)).Methods("POST")
	r.Handle(one+"/{act:[a-z]+}", s.staff(s.showYearlyAct)).Methods("GET")
	r.Handle(one+"/{act:[a-z]+}", s.staff(s.doYearly)).Methods("POST")
}

// yearlyID returns the report that the address names.
func yearlyID(r *http.Request) (yearly.ID, error) {
	year, agency := pathID(r, "year"), pathID(r, "agency")
	if year < 1 || year > 9999 || agency > 999_999 {
		return 0, fault.New(fault.NotFound, "yearly_not_found")
	}
	return yearly.IDOf(int(year), agency), nil
}

// yearlyPath is the address of a report, or of something below it.
func yearlyPath(id yearly.ID, below string) string {
	return "/yearly/" + strconv.Itoa(id.Year()) + "/" + strconv.FormatInt(id.Agency(), 10) + below
}

// yearliesPage is the page "desk/yearlies".
type yearliesPage struct {
	page.Base
	Rooms   []page.SavedView
	Year    int
	Lead    string
	Filter  page.Filter
	Rows    []yearlyRow
	Summary page.Note
}

// A yearlyRow is one report in the list.
type yearlyRow struct {
	Name          string
	Href          string
	Stage, Public page.Tag
	On            string // sent, taken
	PublicOn      string
	Due           page.Due
}

// yearlyRooms are the reports and, beside them, the figures that stand in them.
func (s *Server) yearlyRooms(here string) []page.SavedView {
	return []page.SavedView{
		{Label: "年度报告", Href: s.Pages.URL("/yearly"), NoCount: true, Current: here == "/yearly"},
		{Label: "年报数字", Href: s.Pages.URL("/report"), NoCount: true, Current: here == "/report"},
	}
}

// listYearlies serves GET /yearly: how far the reports of a year are.
func (s *Server) listYearlies(w http.ResponseWriter, r *http.Request, by auth.User) error {
	years, err := s.Desk.YearlyYears(r.Context())
	if err != nil {
		return err
	}
	year, err := s.Desk.YearlyYear(r.Context())
	if err != nil {
		return err
	}
	for _, y := range years {
		if strconv.Itoa(y) == r.URL.Query().Get("year") {
			year = y
		}
	}
	parts, err := s.Desk.YearlyReports(r.Context(), by, year)
	if err != nil {
		return err
	}
	p := yearliesPage{Base: s.base(r, by, "年度报告"), Rooms: s.yearlyRooms("/yearly"), Year: year, Lead: yearlyDays(year)}
	form := page.NewForm(url.Values{"year": {strconv.Itoa(year)}}, nil)
	var options []page.Option
	for _, y := range years {
		options = append(options, page.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y) + " 年"})
	}
	p.Filter = page.Filter{Action: s.Pages.URL("/yearly"), Fields: []page.Field{form.Select("year", "哪一年的", options)}}
	var lacking, toTake, agencies int
	for _, part := range parts {
		p.Rows = append(p.Rows, s.yearlyRow(part))
		if part.ID.IsWhole() {
			continue
		}
		agencies++
		switch part.Stage {
		case yearly.StageSent:
			toTake++
		case yearly.StageAccepted:
		default:
			lacking++
		}
	}
	switch {
	case agencies < 2:
	case lacking+toTake == 0:
		p.Summary = page.Note{Kind: page.Done, Strong: "收齐了：", Text: strconv.Itoa(agencies) + " 个机关的报告都收下了，可以汇总。"}
	default:
		p.Summary = page.Note{Strong: strconv.Itoa(agencies) + " 个机关：", Text: "已收齐 " + strconv.Itoa(agencies-lacking-toTake) + " 个，报来待收 " + strconv.Itoa(toTake) + " 个，没有报送 " + strconv.Itoa(lacking) + " 个。"}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/yearlies", p)
}

// yearlyDays says by which days the reports of a year are out.
func yearlyDays(year int) string {
	own, ownDay := law.ReportDue(false, year)
	whole, wholeDay := law.ReportDue(true, year)
	return "各机关的报告 " + own.Chinese() + " 以前报送区政府办并公布（" + ownDay.Article + "），政府的报告 " + whole.Chinese() + " 以前公布（" + wholeDay.Article + "）。"
}

// stageTags are the shapes of how far a report is on its way to the coordinating office.
var stageTags = map[yearly.Stage]page.State{yearly.StageWriting: page.Line, yearly.StageReturned: page.Soon, yearly.StageSent: page.OK, yearly.StageAccepted: page.Done}

// yearlyTags say how far a report is: on its way, and to the public.
func yearlyTags(l yearly.Listed) (stage, public page.Tag) {
	stage = page.Tag{State: stageTags[l.Stage], Text: l.Stage.Label()}
	switch {
	case l.Correcting:
		public = page.Tag{State: page.Soon, Text: "正在更正"}
	case l.Editions > 1:
		public = page.Tag{State: page.Done, Text: "已公布，第 " + strconv.Itoa(l.Editions) + " 版"}
	case l.Editions == 1:
		public = page.Tag{State: page.Done, Text: "已公布"}
	default:
		public = page.Tag{State: page.Line, Text: "没有公布"}
	}
	if l.ID.IsWhole() {
		stage = page.Tag{}
	} else if l.Version == 0 {
		stage.Text = "没有开始"
	}
	return stage, public
}

func (s *Server) yearlyRow(part desk.YearlyPart) yearlyRow {
	row := yearlyRow{Name: part.Name(), Href: s.Pages.URL(yearlyPath(part.ID, ""))}
	row.Stage, row.Public = yearlyTags(part.Listed)
	switch {
	case !part.AcceptedOn.IsZero():
		row.On = part.AcceptedOn.Chinese()
	case !part.SentOn.IsZero():
		row.On = part.SentOn.Chinese()
	}
	row.PublicOn = part.PublishedOn.Chinese()
	row.Due = s.yearlyDue(part.Listed, part.Due)
	return row
}

// yearlyDue says how long there is until the day by which a report must be out; nothing once
// it is, or while its year is not over.
func (s *Server) yearlyDue(l yearly.Listed, on calendar.Date) page.Due {
	sent := l.ID.IsWhole() || l.Stage == yearly.StageSent || l.Stage == yearly.StageAccepted
	today := s.Desk.Today()
	if sent && l.Editions > 0 || l.ID.Year() >= today.Year() || on.IsZero() {
		return page.Due{}
	}
	due := page.Due{On: on, Far: on.Year() != today.Year(), Short: true}
	due.State, due.Text = s.left(on, today, false)
	return due
}

// yearlyGroup is what the reader has to do about yearly reports, the earliest day first.
func (s *Server) yearlyGroup(r *http.Request, by auth.User) (page.CaseGroup, error) {
	g := page.CaseGroup{ID: "yearly", Tag: page.Tag{State: page.Soon, Text: "年度报告"}, Note: "各机关一月三十一日以前报送、公布，政府三月三十一日以前公布（条例第四十九条）"}
	all, err := s.Desk.YearlyToday(r.Context(), by)
	for _, d := range all {
		path, label := yearlyPath(d.ID, ""), d.Act.Label()
		if d.Act == yearly.Accept {
			path, label = "/yearly?year="+strconv.Itoa(d.ID.Year()), "看报送情况"
		}
		row := page.CaseRow{
			Number: strconv.Itoa(d.ID.Year()) + " 年", Href: s.Pages.URL(path), Subject: "年度报告：" + d.What, Applicant: desk.YearlyName(d.ID, d.Agency), Unit: d.Agency.Name, Mine: true, WaitFor: "等我办",
			Due: page.Due{State: page.Line, Text: "没有期限"},
		}
		if !d.By.IsZero() {
			row.Due = page.Due{On: d.By, Far: d.By.Year() != s.Desk.Today().Year()}
			row.Due.State, row.Due.Text = s.left(d.By, s.Desk.Today(), false)
		}
		if !d.By.IsZero() && d.By.Before(s.Desk.Today()) {
			g.Tag.State = page.Late
		}
		if d.Act == yearly.Send {
			label = "编写"
		}
		row.Act = page.Button{Label: label, About: row.Number + row.Applicant, Href: row.Href, Kind: "plain", Size: "small"}
		g.Rows = append(g.Rows, row)
	}
	return g, err
}
