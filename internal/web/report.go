package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/report"
	"mingda/internal/yearly"
)

func (s *Server) reportRoutes(r *mux.Router) {
	const year = "/report/{year:[0-9]{1,4}}"
	r.Handle("/report", s.staff(s.listReports)).Methods("GET")
	r.Handle(year, s.staff(s.showReport)).Methods("GET")
	r.Handle(year+"/cell", s.staff(s.showReportCell)).Methods("GET")
	r.Handle(year+"/figures.csv", s.staff(s.sendReport)).Methods("GET")
}

// reportsPage is the page "desk/reports": the years, with what came, went and stayed.
type reportsPage struct {
	page.Base
	Rooms  []page.SavedView
	Lead   string
	Filter page.Filter
	Years  []reportYear
}

// A reportYear is one year in the list.
type reportYear struct {
	Name, Href      string
	Note            string // that it is not over
	Came, Over, Out int
}

// reportPage is the page "desk/report": the tables of the yearly report of a year, each
// figure of which opens its cases.
type reportPage struct {
	page.Base
	Name     string
	Until    string
	Years    []page.SavedView
	Filter   page.Filter
	Acts     []page.Button
	Columns  []string // of organisations
	Rows     []reportRow
	Remedies []remedyBlock
	Heads    []string // of the tables of reconsideration and the courts
	Again    []cellLine
	Aside    []cellLine // of the dockets, that count nowhere
	Checks   []reportCheck
	Bad      int // of the identities that do not hold
	Rules    []reportRule
}

// A reportRow is a row of the table of requests as the form has it: what begins here at its
// left, and its figures.
type reportRow struct {
	Begins  []reportHead
	Sum     bool
	Figures []reportFigure
}

// A reportHead is a heading at the left of a row.
type reportHead struct {
	Text       string
	Rows, Cols int
	Scope      string
}

// A reportFigure is a number, which leads to its cases.
type reportFigure struct {
	Number int
	Href   string
	Label  string // for who does not see the table
}

// A remedyBlock is one of the tables of reconsideration and the courts, which have one row.
type remedyBlock struct {
	Name    string
	Figures []reportFigure
}

// A reportCheck is one identity.
type reportCheck struct {
	Name  string
	Tag   page.Tag
	Open  bool // it does not hold
	Lines []string
	Cases []checkCase
}

// A checkCase is a case that explains why an identity does not hold.
type checkCase struct {
	page.Link // without an address where the person may not see the case
	Because   string
}

// A reportRule says in words what counts.
type reportRule struct{ Name, Text string }

// reportAsk returns the report that the address names: without an agency that of all, to
// who may see it, else that of one's own.
func (s *Server) reportAsk(r *http.Request, by auth.User) desk.ReportAsk {
	ask := desk.ReportAsk{Year: int(pathID(r, "year"))}
	if query := r.URL.Query(); query.Get("agency") != "" {
		ask.Agency = max(idIn(query, "agency"), 0)
	} else if desk.MaySeeReport(by, 0) != nil {
		ask.Agency = by.Agency
	}
	return ask
}

// reportHref is the address of a page of a report.
func (s *Server) reportHref(ask desk.ReportAsk, below string, more ...string) string {
	q := url.Values{"agency": {strconv.FormatInt(ask.Agency, 10)}}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return s.Pages.URL("/report/" + strconv.Itoa(ask.Year) + below + "?" + q.Encode())
}

// reportFilter lets choose among the agencies whose reports the person may see.
func (s *Server) reportFilter(r *http.Request, by auth.User, ask desk.ReportAsk, action string) (page.Filter, error) {
	agencies, whole, err := s.Desk.ReportAgencies(r.Context(), by)
	if err != nil || !whole && len(agencies) < 2 {
		return page.Filter{}, err
	}
	var options []page.Option
	if whole {
		options = append(options, page.Option{Value: "0", Label: "全部机关合计"})
	}
	for _, a := range agencies {
		options = append(options, page.Option{Value: strconv.FormatInt(a.ID, 10), Label: a.Name})
	}
	form := page.NewForm(url.Values{"agency": {strconv.FormatInt(ask.Agency, 10)}}, nil)
	return page.Filter{Action: action, Fields: []page.Field{form.Select("agency", "机关", options)}}, nil
}

// listReports serves GET /report.
func (s *Server) listReports(w http.ResponseWriter, r *http.Request, by auth.User) error {
	ask := s.reportAsk(r, by)
	years, grids, err := s.Desk.ReportGrids(r.Context(), by, ask.Agency)
	if err != nil {
		return err
	}
	p := reportsPage{Base: s.base(r, by, "年报数字"), Rooms: s.yearlyRooms("/report"), Lead: "政府信息公开工作年度报告里收到和处理申请、行政复议、行政诉讼的数，从案件里统计。点一年看表，点表里的数看是哪些案件。"}
	if p.Filter, err = s.reportFilter(r, by, ask, s.Pages.URL("/report")); err != nil {
		return err
	}
	for i, year := range years {
		row := func(code string) int { line, _ := grids[i].Row(code); return line.Total() }
		ask.Year = year
		line := reportYear{Name: strconv.Itoa(year) + "年", Href: s.reportHref(ask, ""), Came: row(report.NewRow) + row(report.CarriedInRow), Over: row(report.TotalRow), Out: row(report.CarriedOutRow)}
		if year == s.Desk.Today().Year() {
			line.Note = "截至今日"
		}
		p.Years = append(p.Years, line)
	}
	return s.Pages.Render(w, http.StatusOK, "desk/reports", p)
}

// showReport serves GET /report/{year}.
func (s *Server) showReport(w http.ResponseWriter, r *http.Request, by auth.User) error {
	ask := s.reportAsk(r, by)
	a, err := s.Desk.SeeAnnual(r.Context(), by, ask.Year, ask.Agency)
	if err != nil {
		return reportMissing(err)
	}
	p := reportPage{
		Base: s.base(r, by, strconv.Itoa(a.Year)+"年年报数字"), Name: a.Agency, Until: countedUntil(a),
		Acts:  []page.Button{page.Button{Label: "年度报告", Href: s.Pages.URL(yearlyPath(yearly.IDOf(ask.Year, ask.Agency), ""))}.Plain(), page.Button{Label: "导出数字（CSV）", Href: s.reportHref(ask, "/figures.csv")}.Plain()},
		Rules: []reportRule{{"收到和处理政府信息公开申请", report.RequestRule}, {"行政复议", report.ReviewRule}, {"行政诉讼", report.LawsuitRule}, {"登记簿以外的", report.ContestRule}},
		Rows:  s.reportRows(ask, a), Remedies: s.remedyBlocks(ask, a),
	}
	if a.Whole {
		p.Name += "（全部机关合计）"
	}
	for _, class := range report.Applicants[1:] {
		p.Columns = append(p.Columns, report.ColumnLabel(string(class)))
	}
	for _, c := range report.Columns {
		p.Heads = append(p.Heads, c.Label())
	}
	if err := s.reportAround(r, by, ask, a, &p); err != nil {
		return err
	}
	return s.Pages.Render(w, http.StatusOK, "desk/report", p)
}

// countedUntil says until when a report counts.
func countedUntil(a report.Annual) string {
	if p := (report.Period{Year: a.Year, Until: a.Until}); !p.Over() {
		return "截至今日（" + a.Until.Chinese() + "）"
	}
	return "统计到" + a.Until.Chinese()
}

// reportMissing makes of a year without report a page that is not there.
func reportMissing(err error) error {
	if bad := (*fault.Error)(nil); errors.As(err, &bad) && bad.Kind == fault.Invalid {
		return fault.New(fault.NotFound, bad.Code, bad.Args...)
	}
	return err
}

// reportAround fills in what stands around the tables: the other years, the agencies, what
// does not count, what must hold.
func (s *Server) reportAround(r *http.Request, by auth.User, ask desk.ReportAsk, a report.Annual, p *reportPage) error {
	years, err := s.Desk.ReportYears(r.Context())
	if err != nil {
		return err
	}
	for _, year := range years {
		p.Years = append(p.Years, page.SavedView{Label: strconv.Itoa(year) + "年", Href: s.reportHref(desk.ReportAsk{Year: year, Agency: ask.Agency}, ""), Current: year == ask.Year, NoCount: true})
	}
	if p.Filter, err = s.reportFilter(r, by, ask, s.Pages.URL("/report/"+strconv.Itoa(ask.Year))); err != nil {
		return err
	}
	again, err := s.Desk.AnsweredAgain(r.Context(), by, ask)
	if err != nil {
		return err
	}
	for _, k := range again {
		p.Again = append(p.Again, s.cellLine(k, ""))
	}
	aside, err := s.Desk.RemediesAside(r.Context(), by, ask)
	if err != nil {
		return err
	}
	for _, k := range aside {
		p.Aside = append(p.Aside, cellLine{Number: k.Number, Subject: k.Name, Because: k.Because})
	}
	for _, is := range a.Identities {
		if !is.Holds {
			p.Bad++
		}
		p.Checks = append(p.Checks, s.reportCheck(by, is))
	}
	return nil
}

// reportRows lays the table of requests out as the form has it: headings over several rows
// stand at their left.
func (s *Server) reportRows(ask desk.ReportAsk, a report.Annual) []reportRow {
	var rows []reportRow
	results := len(a.Requests.Rows) - 3 // with （七）, without 一, 二 and 四
	groups := map[string]int{}
	for _, line := range a.Requests.Rows {
		groups[line.Group]++
	}
	for i, line := range a.Requests.Rows {
		row := reportRow{Sum: line.Code == report.TotalRow}
		switch line.Code {
		case report.NewRow, report.CarriedInRow, report.CarriedOutRow:
			row.Begins = []reportHead{{line.Label, 1, 3, "row"}}
		default:
			if i == 2 {
				row.Begins = append(row.Begins, reportHead{report.ResultsHeading, results, 1, "rowgroup"})
			}
			switch {
			case line.Group == "":
				row.Begins = append(row.Begins, reportHead{line.Label, 1, 2, "row"})
			case a.Requests.Rows[i-1].Group != line.Group:
				row.Begins = append(row.Begins, reportHead{line.Group, groups[line.Group], 1, "rowgroup"}, reportHead{line.Label, 1, 1, "row"})
			default:
				row.Begins = append(row.Begins, reportHead{line.Label, 1, 1, "row"})
			}
		}
		for at, column := range report.ColumnCodes() {
			f := reportFigure{Number: line.Values[at], Label: report.ColumnLabel(column)}
			if f.Number > 0 {
				f.Href = s.reportHref(ask, "/cell", "row", line.Code, "column", column)
			}
			row.Figures = append(row.Figures, f)
		}
		rows = append(rows, row)
	}
	return rows
}

// remedyBlocks are the tables of reconsideration and the courts.
func (s *Server) remedyBlocks(ask desk.ReportAsk, a report.Annual) []remedyBlock {
	var blocks []remedyBlock
	for _, of := range []struct {
		code, name string
		report.Figures
	}{{"review", "行政复议", a.Review}, {"court_direct", "行政诉讼：未经复议直接起诉", a.Direct}, {"court_after_review", "行政诉讼：复议后起诉", a.After}} {
		block := remedyBlock{Name: of.name}
		for _, c := range report.Columns {
			f := reportFigure{Number: of.Of(c), Label: c.Label()}
			if f.Number > 0 {
				f.Href = s.reportHref(ask, "/cell", "table", of.code, "column", string(c))
			}
			block.Figures = append(block.Figures, f)
		}
		blocks = append(blocks, block)
	}
	return blocks
}
