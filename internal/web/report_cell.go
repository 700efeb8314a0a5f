package web

import (
	"net/http"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/reconsider"
	"mingda/internal/report"
)

// cellsAPage is how many cases behind a figure are shown at once.
const cellsAPage = 50

// reportCellPage is the page "desk/report_cell": the cases behind a figure, each with why it
// counts there.
type reportCellPage struct {
	page.Base
	Heading string
	Where   string // the agency, and until when
	Back    page.Link
	Total   int
	From    int // the first that is shown, from 1
	Cases   []cellLine
	Pages   page.Pagination
	Rule    string
}

// A cellLine is a case behind a figure. Who may not see it reads its number and why.
type cellLine struct {
	Number, Href string
	Subject      string // what it is about; of reconsideration and the courts, the agency
	Because      string
	Notes        []string // what makes it doubtful, with the rule applied
}

// cellLine shows a case; path is where it is, empty for a request that the person may see
// or not.
func (s *Server) cellLine(k desk.CellCase, path string) cellLine {
	line := cellLine{Number: k.Number, Because: k.Because, Notes: k.Notes}
	switch {
	case path != "":
		line.Href = s.Pages.URL(path)
	case k.Row.ID != 0:
		line.Href, line.Subject = s.Pages.URL(casePath(k.Row.ID)), subjectOf(k.Row)
	default:
		line.Subject = k.Row.Subject // that it is restricted, if it is
	}
	return line
}

// showReportCell serves GET /report/{year}/cell?row=&column=&agency=, and of the tables of
// reconsideration and the courts with table= in place of row=.
func (s *Server) showReportCell(w http.ResponseWriter, r *http.Request, by auth.User) error {
	q := r.URL.Query()
	cell := desk.ReportCell{ReportAsk: s.reportAsk(r, by), Table: q.Get("table"), Row: q.Get("row"), Column: q.Get("column"), Limit: cellsAPage}
	at := pageIn(q)
	cell.Offset = (at - 1) * cellsAPage
	open, err := s.Desk.OpenCell(r.Context(), by, cell)
	if err != nil {
		return reportMissing(err)
	}
	heading, rule := cellHeading(cell, open.Period)
	p := reportCellPage{
		Base: s.base(r, by, "年报数字"), Heading: heading, Rule: rule, Total: open.Total, From: cell.Offset + 1,
		Where: open.Agency + map[bool]string{true: "（全部机关合计）"}[cell.Agency == 0] + "，" + countedUntil(report.Annual{Year: open.Period.Year, Until: open.Period.Until}),
		Back:  page.Link{Label: "回" + strconv.Itoa(cell.Year) + "年的表", Href: s.reportHref(cell.ReportAsk, "")},
	}
	for _, k := range open.Cases {
		line := s.cellLine(k, remedyPath(by, cell.Table, k))
		if cell.Table != "" && cell.Agency == 0 {
			line.Subject = k.Name
		}
		p.Cases = append(p.Cases, line)
	}
	p.Pages = page.Paginate(at, (open.Total+cellsAPage-1)/cellsAPage, func(n int) string {
		return s.reportHref(cell.ReportAsk, "/cell", "table", cell.Table, "row", cell.Row, "column", cell.Column, "page", strconv.Itoa(n))
	})
	return s.Pages.Render(w, http.StatusOK, "desk/report_cell", p)
}

// remedyPath is where a case of reconsideration or of a court is, for who may see it; empty
// for a request.
func remedyPath(by auth.User, table string, k desk.CellCase) string {
	id := strconv.FormatInt(k.ID, 10)
	switch {
	case k.Noted:
		return ""
	case table == "review" && auth.MayReview(by, reconsider.Respond, auth.Subject{Respondent: k.Agency}) == nil:
		return "/respond/" + id
	case strings.HasPrefix(table, "court") && desk.MaySeeLawsuits(by) && k.Agency == by.Agency:
		return "/lawsuits/" + id
	}
	return ""
}

// cellHeading names a figure, and says what its table counts.
func cellHeading(c desk.ReportCell, p report.Period) (heading, rule string) {
	switch c.Table {
	case "review":
		return "行政复议：" + report.Column(c.Column).Label(), report.ReviewRule
	case "court_direct":
		return "行政诉讼，未经复议直接起诉：" + report.Column(c.Column).Label(), report.LawsuitRule
	case "court_after_review":
		return "行政诉讼，复议后起诉：" + report.Column(c.Column).Label(), report.LawsuitRule
	}
	row, _ := report.NewGrid(p, nil).Row(c.Row)
	heading = row.Group + row.Label
	if c.Column != report.AllColumn && casefile.Class(c.Column) != casefile.Natural {
		heading += "，" + report.OrganisationsHeading
	}
	return heading + "，" + report.ColumnLabel(c.Column), report.RequestRule
}

// reportCheck says whether an identity holds, with the cases that explain why not.
func (s *Server) reportCheck(by auth.User, is report.Identity) reportCheck {
	check := reportCheck{Name: is.Name, Tag: page.Tag{State: page.Done, Text: "一致"}, Lines: checkLines(is.Words)}
	if !is.Holds {
		check.Tag, check.Open = page.Tag{State: page.Late, Text: "不一致"}, true
	}
	for _, k := range is.Cases {
		check.Cases = append(check.Cases, checkCase{s.reportCaseLink(by, casefile.ID(k.ID), k.Agency, k.Number), k.Because})
	}
	return check
}

// checkLines puts the terms of an identity on lines, one a column or a row.
func checkLines(words string) []string { return strings.Split(words, "；") }

// sendReport serves GET /report/{year}/figures.csv.
func (s *Server) sendReport(w http.ResponseWriter, r *http.Request, by auth.User) error {
	ask := s.reportAsk(r, by)
	a, err := s.Desk.SeeAnnual(r.Context(), by, ask.Year, ask.Agency)
	if err != nil {
		return reportMissing(err)
	}
	heads := []string{"收到和处理政府信息公开申请"}
	for _, column := range report.ColumnCodes() {
		heads = append(heads, report.ColumnLabel(column))
	}
	e := forms.Export{What: "年报数字", Chosen: a.Agency + strconv.Itoa(a.Year) + "年", Name: a.Agency + strconv.Itoa(a.Year) + "年年报数字", Columns: forms.Heads(heads...)}
	return e.Send(w, r, s.Desk, by, forms.CSV, func(out forms.Rows) error {
		for _, row := range a.Requests.Rows {
			cells := []any{row.Group + row.Label}
			for _, n := range row.Values {
				cells = append(cells, n)
			}
			if err := out.Row(cells...); err != nil {
				return err
			}
		}
		below := []any{"行政复议、行政诉讼"}
		for _, c := range report.Columns {
			below = append(below, c.Label())
		}
		rows := [][]any{{""}, below}
		for _, block := range s.remedyBlocks(ask, a) {
			cells := []any{block.Name}
			for _, f := range block.Figures {
				cells = append(cells, f.Number)
			}
			rows = append(rows, cells)
		}
		for _, cells := range rows {
			if err := out.Row(cells...); err != nil {
				return err
			}
		}
		return nil
	})
}
