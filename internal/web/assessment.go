package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/report"
)

func (s *Server) assessmentRoutes(r *mux.Router) {
	r.Handle("/assessment", s.staff(s.showAssessment)).Methods("GET")
	r.Handle("/assessment.csv", s.staff(s.sendAssessment)).Methods("GET")
	r.Handle("/assessment/sheet", s.staff(s.showSheet)).Methods("GET")
}

// assessmentPage is the page "desk/assessment": how units and agencies are assessed (考核).
type assessmentPage struct {
	page.Base
	Lead   string
	Turn   page.Link
	Rooms  []page.SavedView
	Filter page.Filter
	Heads  []string
	Rows   []assessmentRow
	Acts   []page.Button
	Rules  []string
	Empty  page.Empty
}

// An assessmentRow is a unit, or an agency with all of its units.
type assessmentRow struct {
	Name  string
	Whole bool
	Href  string
	Total string
	Grade string
	Cells []figureCell
	Waits int // mended items that wait for the coordinating office
}

// sheetsAsked returns what the address asks for, its sheets and who is who.
func (s *Server) sheetsAsked(r *http.Request, by auth.User) (ask figuresAsk, sheets []report.Sheet, people desk.People, err error) {
	ask = s.figuresAskOf(r.URL.Query())
	sheets, err = s.Desk.Assessment(r.Context(), by, ask.year, ask.agency)
	if err == nil && s.yearTurned(r.URL.Query()) && !slices.ContainsFunc(sheets, func(x report.Sheet) bool { return x.Of() > 0 }) {
		ask.year--
		sheets, err = s.Desk.Assessment(r.Context(), by, ask.year, ask.agency)
	}
	if err == nil {
		people, err = s.Desk.People(r.Context())
	}
	return ask, sheets, people, err
}

// showAssessment serves GET /assessment?year=&agency=.
func (s *Server) showAssessment(w http.ResponseWriter, r *http.Request, by auth.User) error {
	ask, sheets, people, err := s.sheetsAsked(r, by)
	if err != nil {
		return err
	}
	rules := s.Desk.AssessmentRules()
	p := assessmentPage{Base: s.base(r, by, "考核"), Rooms: s.figureRooms(by, "/assessment"), Filter: s.assessmentFilter(ask, by, people), Rules: rulesWords(rules),
		Lead: strconv.Itoa(ask.year) + "年各机关、各承办单位的考核，随时算到今天。" + ownRules}
	if s.yearTurned(r.URL.Query()) {
		p.Turn = s.otherYear(ask, "/assessment", ask.assessed())
	}
	for _, i := range report.Indicators {
		if rules.Of[i].Weight > 0 {
			p.Heads = append(p.Heads, i.Label())
		}
	}
	for _, sheet := range sheets {
		row := assessmentRow{Name: placeName(people, sheet), Whole: sheet.Whole, Href: s.sheetHref(ask.year, sheet), Grade: rules.Grade(sheet), Total: totalWords(rules, sheet)}
		got := map[string]string{}
		for _, score := range sheet.Scores {
			got[score.Indicator.Label()] = pointsWords(score)
			for _, f := range score.Flaws {
				if f.Mended == casefile.MendWaits {
					row.Waits++
				}
			}
		}
		for _, head := range p.Heads {
			cell := figureCell{Head: head, Text: got[head]}
			if cell.Text == "" {
				cell.Text = "—"
			}
			row.Cells = append(row.Cells, cell)
		}
		p.Rows = append(p.Rows, row)
	}
	if len(p.Rows) == 0 {
		p.Empty = page.Empty{Title: "还没有可以考核的", Text: "这一年还没有办过申请。答复、督办、主动公开的建议、复议诉讼的结果，都会自动算进来。"}
	} else {
		p.Acts = []page.Button{page.Button{Label: "导出表格（CSV）", Href: s.Pages.URL("/assessment.csv?" + ask.assessed().Encode())}.Plain()}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/assessment", p)
}

// totalWords are the points of a sheet in a hundred; of one that nothing applies to there are
// none.
func totalWords(rules report.Rules, sheet report.Sheet) string {
	if rules.Grade(sheet) == "" {
		return "—"
	}
	return sheet.Total().String()
}

// pointsWords are the points of an indicator out of those that it has; none where it does not
// apply.
func pointsWords(score report.Score) string {
	if !score.Applies() {
		return "—"
	}
	return score.Got.String() + " / " + score.Weight.String()
}

// ownRules say what the points are.
const ownRules = "指标、分值、扣分的办法是本机关自己定的考核规则，不是法律规定。每一分扣在哪里，点开都有案件。"

// assessed is the query of an assessment.
func (a figuresAsk) assessed() url.Values {
	return figuresAsk{year: a.year, from: 1, until: 12, agency: a.agency}.query()
}

func (s *Server) assessmentFilter(ask figuresAsk, by auth.User, people desk.People) page.Filter {
	f := s.figuresFilter(ask, by, people)
	f.Action, f.ClearHref = s.Pages.URL("/assessment"), s.Pages.URL("/assessment")
	var kept []page.Field
	for _, field := range f.Fields {
		if field.Name == "year" || field.Name == "agency" {
			kept = append(kept, field)
		}
	}
	f.Fields = kept
	return f
}

// placeName names whose sheet it is.
func placeName(people desk.People, sheet report.Sheet) string {
	switch {
	case sheet.Whole:
		return people.Agencies[sheet.Agency].Name
	case sheet.Unit == 0:
		return "没有分办的"
	}
	return people.Unit(sheet.Unit)
}

func (s *Server) sheetHref(year int, sheet report.Sheet) string {
	q := figuresAsk{year: year, from: 1, until: 12, agency: sheet.Agency, unit: sheet.Unit}.query()
	if !sheet.Whole && sheet.Unit == 0 {
		q.Set("unit", "0")
	}
	return s.Pages.URL("/assessment/sheet?" + q.Encode())
}

// rulesWords say by what is assessed, an indicator a line.
func rulesWords(r report.Rules) []string {
	var lines []string
	what := map[report.Indicator]string{
		report.InTime: "一年里答复的和这一年到期还没有答复的，逾期的扣分；逾期答复的，答复以后算在答复的那一年", report.InForm: "文书被审核、签发退回的，签发以后作废的，答复有误更正后重新答复的扣分",
		report.Posting: "建议转为主动公开的，" + strconv.Itoa(r.PostingDays) + " 个工作日内没有决定、没有公开的扣分",
		report.Chases:  "督办没有在要求的日子以前答复的扣分", report.Standing: "复议、诉讼里被撤销、变更、确认违法、责令答复、责令公开的扣分",
		report.ReportIn: "机关的年度报告 1月31日以前没有报送的扣分，单位不考核这一项",
	}
	for _, i := range report.Indicators {
		w := r.Of[i]
		if w.Weight == 0 {
			continue
		}
		line := i.Label() + "（" + w.Weight.String() + " 分）：" + what[i]
		if w.Each > 0 {
			line += "，每项扣 " + w.Each.String() + " 分，扣完为止"
		} else {
			line += "，按没有问题的比例得分"
		}
		if w.Spared > 0 {
			line += "，一年里前 " + strconv.Itoa(w.Spared) + " 项不扣"
		}
		lines = append(lines, line+"。")
	}
	lines = append(lines, "案件算在主办的承办单位名下，协办的不算；督办算在被督办的单位名下。")
	return append(lines, "没有涉及的指标不计分，合计按涉及的指标折成百分："+r.Good.String()+" 分起优秀，"+r.Pass.String()+" 分起合格。整改认可了也不恢复扣的分。")
}

// sheetPage is the page "desk/assessment_sheet": the sheet of one unit or agency for a year.
type sheetPage struct {
	page.Base
	Heading string
	Back    string
	Total   string
	Grade   string
	Points  string
	Scores  []scoreView
	Rules   []string
	On      calendar.Date
}

// A scoreView is one indicator of a sheet.
type scoreView struct {
	Label, Points, Words string
	Flaws                []flawView
	More                 int
}

// A flawView is one deduction with its case.
type flawView struct {
	Case    caseLine
	Because string
	Spared  bool
	Mended  page.Tag
	Links   []page.Link
}

// flawsShown is how many deductions of an indicator a sheet lists; the table has all.
const flawsShown = 200

// showSheet serves GET /assessment/sheet?year=&agency=&unit=: without unit the agency's.
func (s *Server) showSheet(w http.ResponseWriter, r *http.Request, by auth.User) error {
	ask, sheets, people, err := s.sheetsAsked(r, by)
	if err != nil {
		return err
	}
	whole := !r.URL.Query().Has("unit")
	for _, sheet := range sheets {
		if sheet.Agency == ask.agency && sheet.Unit == ask.unit && sheet.Whole == whole {
			return s.renderSheet(w, r, by, ask, sheet, people)
		}
	}
	return fault.New(fault.NotFound, "assessment_none")
}

func (s *Server) renderSheet(w http.ResponseWriter, r *http.Request, by auth.User, ask figuresAsk, sheet report.Sheet, people desk.People) error {
	rules := s.Desk.AssessmentRules()
	p := sheetPage{Base: s.base(r, by, "考核"), Back: s.Pages.URL("/assessment?" + ask.assessed().Encode()), On: s.Desk.Today(), Rules: rulesWords(rules),
		Heading: placeName(people, sheet) + strconv.Itoa(ask.year) + "年政府信息依申请公开工作考核表", Total: totalWords(rules, sheet), Grade: rules.Grade(sheet), Points: sheet.Got().String() + " / " + sheet.Of().String()}
	for _, score := range sheet.Scores {
		if score.Weight == 0 {
			continue
		}
		view := scoreView{Label: score.Indicator.Label(), Points: pointsWords(score), Words: score.Words(rules.Of[score.Indicator]), More: max(0, len(score.Flaws)-flawsShown)}
		for _, f := range score.Flaws[:len(score.Flaws)-view.More] {
			line, err := s.flawView(r, by, f)
			if err != nil {
				return err
			}
			view.Flaws = append(view.Flaws, line)
		}
		p.Scores = append(p.Scores, view)
	}
	return s.Pages.Render(w, http.StatusOK, "desk/assessment_sheet", p)
}

// flawView puts a deduction into words, with what can be done about it. Of a case that has
// gone to another unit there is only the number.
func (s *Server) flawView(r *http.Request, by auth.User, f report.Flawed) (flawView, error) {
	view := flawView{Because: f.Because, Spared: f.Spared, Mended: mendTag(f)}
	if f.Case == 0 {
		return view, nil
	}
	row, err := s.Desk.CaseRow(r.Context(), by, f.Case)
	switch {
	case isElsewhere(err):
		view.Case.Subject = "（已改派别的单位）"
		return view, nil
	case err != nil:
		return view, err
	}
	view.Case = caseLine{Number: row.Number, Href: s.Pages.URL(casePath(row.ID)), Subject: subjectOf(row)}
	if f.Flaw == (casefile.Flaw{}) {
		return view, nil
	}
	subject := auth.Of(row)
	if (f.Mended == "" || f.Mended == casefile.MendReturned) && auth.May(by, casefile.Mend, subject) == nil {
		view.Links = append(view.Links, page.Link{Label: casefile.Mend.Label(), Href: s.Pages.URL(casePath(row.ID, string(casefile.Mend)) + "?" + flawField + "=" + url.QueryEscape(f.Flaw.String()))})
	}
	if f.Mended == casefile.MendWaits && auth.May(by, casefile.JudgeMending, subject) == nil {
		view.Links = append(view.Links, page.Link{Label: casefile.JudgeMending.Label(), Href: s.Pages.URL(casePath(row.ID, string(casefile.JudgeMending)))})
	}
	return view, nil
}

func mendTag(f report.Flawed) page.Tag {
	state := f.Mended
	switch state {
	case casefile.MendWaits:
		return page.Tag{State: page.Soon, Text: state.Label()}
	case casefile.MendAccepted:
		return page.Tag{State: page.Done, Text: state.Label()}
	case casefile.MendReturned:
		return page.Tag{State: page.Late, Text: state.Label()}
	}
	if f.Flaw == (casefile.Flaw{}) {
		return page.Tag{State: page.Late, Text: "还没有答复"}
	}
	return page.Tag{State: page.Line, Text: "没有登记整改"}
}

// sendAssessment serves GET /assessment.csv: each indicator of each sheet, and under it
// every deduction.
func (s *Server) sendAssessment(w http.ResponseWriter, r *http.Request, by auth.User) error {
	ask, sheets, people, err := s.sheetsAsked(r, by)
	if err != nil {
		return err
	}
	e := forms.Export{What: "考核", Name: "考核 " + strconv.Itoa(ask.year),
		Columns: forms.Heads("机关", "单位", "指标", "分值", "得分", "扣分事项", "案件编号", "为什么", "整改")}
	return e.Send(w, r, s.Desk, by, forms.CSV, func(out forms.Rows) error { return s.assessmentTable(r, by, sheets, people, out) })
}

// assessmentTable writes the rows of it.
func (s *Server) assessmentTable(r *http.Request, by auth.User, sheets []report.Sheet, people desk.People, out forms.Rows) error {
	rules := s.Desk.AssessmentRules()
	for _, sheet := range sheets {
		agency, unit := people.Agencies[sheet.Agency].Name, placeName(people, sheet)
		if sheet.Whole {
			unit = "（全机关）"
		}
		if err := out.Row(agency, unit, "合计（百分）", "100", sheet.Total().String(), "", "", rules.Grade(sheet), ""); err != nil {
			return err
		}
		for _, score := range sheet.Scores {
			points := ""
			if score.Applies() {
				points = score.Got.String()
			}
			if err := out.Row(agency, unit, score.Indicator.Label(), score.Weight.String(), points, strconv.Itoa(len(score.Flaws)), "", score.Words(rules.Of[score.Indicator]), ""); err != nil {
				return err
			}
			if sheet.Whole && score.Indicator != report.ReportIn {
				continue // they stand under the units
			}
			for _, f := range score.Flaws {
				line, err := s.flawView(r, by, f)
				if err != nil {
					return err
				}
				if err := out.Row(agency, unit, score.Indicator.Label(), "", "", "", line.Case.Number, f.Because, line.Mended.Text); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
