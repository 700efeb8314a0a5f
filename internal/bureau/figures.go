package bureau

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/forms"
	"mingda/internal/lawsuit"
	"mingda/internal/page"
	"mingda/internal/reconsider"
	"mingda/internal/report"
)

// figuresPage is the page "bureau/figures": the table of reconsideration of the yearly
// report, and the cases behind the figure that was opened.
type figuresPage struct {
	page.Base
	Lead   string
	Rooms  []page.Link
	Filter page.Filter
	Until  string
	Heads  []string
	Rows   []figureRow
	Sum    figureRow
	Checks []figureCheck
	Rule   string
	Opened string // which figure is open; empty for none
	Cases  []countedLine
	Aside  []countedLine
	Empty  page.Empty
	Acts   []page.Button
	Courts []courtFigures // of litigation, by how the suits came
	Court  string         // what the tables of litigation count
}

// A figureRow is one agency.
type figureRow struct {
	Name  string
	Cells []figureCell
}

// A figureCell is one number, which leads to its cases.
type figureCell struct{ Head, Number, Href string }

// A figureCheck is one identity.
type figureCheck struct {
	Name string
	Tag  page.Tag
	Text string
}

// A countedLine is a case behind a figure.
type countedLine struct{ Number, Href, Respondent, Because string }

// A figureAsk is what the address asks for.
type figureAsk struct {
	year       int
	respondent string        // alone; empty: all
	row        string        // whose figure is open; empty: that of all
	column     report.Column // which; empty: none
	way        lawsuit.Way   // of the tables of litigation that which came so; empty: the table of reconsideration
}

func figureAskOf(q url.Values) figureAsk {
	ask := figureAsk{respondent: q.Get("respondent"), row: q.Get("row")}
	ask.year, _ = strconv.Atoi(q.Get("year"))
	if c := report.Column(q.Get("column")); c.Label() != "" {
		ask.column = c
	}
	if way := lawsuit.Way(q.Get("court")); way.Label() != "" {
		ask.way = way
	}
	return ask
}

// href is the address of the page, or of its file.
func (ask figureAsk) href(s *Server, path string) string {
	q := url.Values{"year": {strconv.Itoa(ask.year)}}
	for name, value := range map[string]string{"respondent": ask.respondent, "row": ask.row, "column": string(ask.column), "court": string(ask.way)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	at := s.Pages.URL(path + "?" + q.Encode())
	if ask.column != "" {
		at += "#cases"
	}
	return at
}

// figures loads the table that is asked for, narrowed to one respondent where that is
// asked.
func (s *Server) figures(r *http.Request, by auth.User) (report.Table, figureAsk, int, []string, error) {
	ask := figureAskOf(r.URL.Query())
	table, since, err := s.Desk.ReviewFigures(r.Context(), by, ask.year)
	if err != nil {
		return table, ask, since, nil, err
	}
	ask.year = table.Year
	var names []string
	for _, row := range table.Rows {
		names = append(names, row.Name)
	}
	return table.Of(ask.respondent), ask, since, names, nil
}

// showFigures serves GET /review/figures.
func (s *Server) showFigures(w http.ResponseWriter, r *http.Request, by auth.User) error {
	table, ask, since, names, err := s.figures(r, by)
	if err != nil {
		return err
	}
	p := figuresPage{
		Base: s.House.Base(r, by, "年度报告：行政复议、行政诉讼"), Lead: "政府信息公开工作年度报告里“行政复议”“行政诉讼”的数，按机关。点一个数，看它是哪些案件。", Rooms: s.roomsOf(by), Filter: s.figureFilter(ask, since, names),
		Until: "统计到 " + table.Until.Chinese(), Rule: report.ReviewRule, Empty: page.Empty{Title: "这一年没有复议案件", Text: "换一个年份看。"},
	}
	for _, c := range report.Columns {
		p.Heads = append(p.Heads, c.Label())
	}
	for _, row := range table.Rows {
		p.Rows = append(p.Rows, s.figureRow(ask, row, row.Name))
	}
	p.Sum = s.figureRow(ask, table.Sum(), "")
	p.Checks = checksOf("", table.Identities)
	if ask.column != "" && ask.way == "" {
		row := table.Row(ask.row)
		p.Opened, p.Cases = row.Name+"："+ask.column.Label(), s.countedLines(row.In(ask.column), reviewOf)
	}
	p.Aside = s.countedLines(table.Aside, reviewOf)
	if err := s.courtFigures(r, by, ask, &p); err != nil {
		return err
	}
	if len(p.Rows)+len(p.Aside) > 0 {
		list := ask
		list.row, list.column = "", ""
		p.Acts = []page.Button{page.Button{Label: "导出数字（CSV）", Href: list.href(s, "/review/figures.csv")}.Plain(), page.Button{Label: "导出案件（CSV）", Href: list.href(s, "/review/figures-cases.csv")}.Plain()}
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/figures", p)
}

func (s *Server) figureFilter(ask figureAsk, since int, names []string) page.Filter {
	form := page.NewForm(url.Values{"year": {strconv.Itoa(ask.year)}, "respondent": {ask.respondent}}, nil)
	var years []page.Option
	for year := s.Desk.Today().Year(); year >= since; year-- {
		years = append(years, page.Option{Value: strconv.Itoa(year), Label: strconv.Itoa(year) + " 年"})
	}
	respondents := []page.Option{{Label: "全部"}}
	if ask.respondent != "" && !slices.Contains(names, ask.respondent) {
		names = append(names, ask.respondent)
	}
	for _, name := range names {
		respondents = append(respondents, page.Option{Value: name, Label: name})
	}
	return page.Filter{Action: s.Pages.URL("/review/figures"), ClearHref: s.Pages.URL("/review/figures"), Fields: []page.Field{form.Select("year", "年份", years), form.Select("respondent", "被申请人", respondents)}}
}

// figureRow links each number to its cases.
func (s *Server) figureRow(ask figureAsk, row report.Row, name string) figureRow {
	line, n := figureRow{Name: row.Name}, row.Figures()
	for _, c := range report.Columns {
		cell := figureCell{Head: c.Label(), Number: strconv.Itoa(n.Of(c))}
		if n.Of(c) > 0 {
			open := ask
			open.row, open.column = name, c
			cell.Href = open.href(s, "/review/figures")
		}
		line.Cells = append(line.Cells, cell)
	}
	return line
}

// countedLines lists the cases behind a figure; path is where one is.
func (s *Server) countedLines(all []report.Counted, path func(id int64) string) []countedLine {
	var lines []countedLine
	for _, k := range all {
		lines = append(lines, countedLine{k.Number, s.Pages.URL(path(k.ID)), k.Name, k.Because})
	}
	return lines
}

func reviewOf(id int64) string { return casePath(reconsider.ID(id)) }

func suitOf(id int64) string { return suitPath(lawsuit.ID(id)) }

// checksOf says of each identity whether it holds.
func checksOf(of string, all []report.Identity) []figureCheck {
	var checks []figureCheck
	for _, is := range all {
		check := figureCheck{of + is.Name, page.Tag{State: page.Done, Text: "一致"}, is.Words}
		if !is.Holds {
			check.Tag = page.Tag{State: page.Late, Text: "不一致"}
		}
		checks = append(checks, check)
	}
	return checks
}

// sendFigures serves GET /review/figures.csv: the table, of reconsideration or with ?court= of
// the court cases that came so.
func (s *Server) sendFigures(w http.ResponseWriter, r *http.Request, by auth.User) error {
	table, ask, _, _, err := s.figures(r, by)
	if err != nil {
		return err
	}
	name, first := "年度报告 行政复议 ", "被申请人"
	if ask.way != "" {
		all, err := s.Desk.LawsuitFigures(r.Context(), by, ask.year)
		if err != nil {
			return err
		}
		for _, f := range all {
			if f.Way == ask.way {
				table, name, first = f.Table.Of(ask.respondent), "年度报告 行政诉讼 "+f.Way.Label()+" ", "机关"
			}
		}
	}
	heads := []string{first}
	for _, c := range report.Columns {
		heads = append(heads, c.Label())
	}
	e := forms.Export{What: strings.TrimSpace(name), Name: name + strconv.Itoa(table.Year), Columns: forms.Heads(heads...)}
	return e.Send(w, r, s.Desk, by, forms.CSV, func(out forms.Rows) error {
		for _, row := range append(table.Rows, table.Sum()) {
			cells, n := []any{row.Name}, row.Figures()
			for _, c := range report.Columns {
				cells = append(cells, n.Of(c))
			}
			if err := out.Row(cells...); err != nil {
				return err
			}
		}
		return nil
	})
}

// sendFigureCases serves GET /review/figures-cases.csv: the cases behind the table, and
// those that count nowhere.
func (s *Server) sendFigureCases(w http.ResponseWriter, r *http.Request, by auth.User) error {
	table, _, _, _, err := s.figures(r, by)
	if err != nil {
		return err
	}
	e := forms.Export{What: "年度报告 行政复议 案件", Name: "年度报告 行政复议 案件 " + strconv.Itoa(table.Year), Columns: forms.Heads("案号", "被申请人", "计入", "为什么")}
	return e.Send(w, r, s.Desk, by, forms.CSV, func(out forms.Rows) error {
		for _, k := range append(table.Sum().Cases, table.Aside...) {
			in := k.Column.Label()
			if in == "" {
				in = "不计入"
			}
			if err := out.Row(k.Number, k.Name, in, k.Because); err != nil {
				return err
			}
		}
		return nil
	})
}
