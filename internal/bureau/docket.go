package bureau

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/reconsider"
	"mingda/internal/serve"
)

// docketPage is the page "bureau/docket".
type docketPage struct {
	page.Base
	Lead    string
	Rooms   []page.Link
	Views   []page.SavedView
	Filter  page.Filter
	Total   int
	Columns []page.Column
	Rows    []docketRow
	Pages   page.Pagination
	Empty   page.Empty
	Acts    []page.Button
}

// A docketRow is one case of the docket.
type docketRow struct {
	Number     string
	Href       string
	Applicant  string
	Respondent string
	Subject    string
	Stage      string
	Handlers   string
	Notes      []page.Tag // what has to be looked at
	Spent      string
	Due        page.Due
}

// docketLines is how many cases a page of the docket shows.
const docketLines = 50

// docketViews are its views with their words.
var docketViews = []struct {
	code  desk.DocketView
	label string
}{{desk.DocketOpen, "在办"}, {desk.DocketMine, "我承办的"}, {desk.DocketOwed, "等履行"}, {desk.DocketEnded, "已办结"}}

// docketColumns are the heads of its table, with the key by which each sorts.
var docketColumns = []struct{ label, sort string }{
	{"案号", "received"}, {"申请人", ""}, {"被申请人", "respondent"}, {"事项", ""}, {"承办", ""}, {"阶段", "stage"}, {"已用", "spent"}, {"最迟", "due"},
}

// spentWords say how much of its period a case has used.
var spentWords = []struct {
	code  desk.DocketSpent
	label string
}{{desk.SpentLess, "不到一半"}, {desk.SpentHalf, "一半以上"}, {desk.SpentOver, "超过期限"}}

// docketQuery reads what the address asks for. What is no choice chooses nothing.
func docketQuery(q url.Values) desk.DocketQuery {
	ask := desk.DocketQuery{View: desk.DocketView(q.Get("view")), Respondent: q.Get("respondent"), Sort: q.Get("sort")}
	if !desk.DocketOrderKnown(ask.Sort) {
		ask.Sort = ""
	}
	if stage := reconsider.Stage(q.Get("stage")); stage.Label() != "" {
		ask.Stage = stage
	}
	if o := reconsider.Outcome(q.Get("outcome")); o.Known() {
		ask.Outcome = o
	}
	for _, w := range spentWords {
		if string(w.code) == q.Get("spent") {
			ask.Spent = w.code
		}
	}
	return ask
}

// docketHref is the address of a page of the docket, or of its file.
func (s *Server) docketHref(path string, ask desk.DocketQuery, at int) string {
	q := url.Values{}
	for name, value := range map[string]string{
		"view": string(ask.View), "stage": string(ask.Stage), "outcome": string(ask.Outcome), "respondent": ask.Respondent, "spent": string(ask.Spent), "sort": ask.Sort,
	} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if at > 1 {
		q.Set("page", strconv.Itoa(at))
	}
	if len(q) == 0 {
		return s.Pages.URL(path)
	}
	return s.Pages.URL(path + "?" + q.Encode())
}

// showDocket serves GET /review: the cases of the body, those first that are due first.
func (s *Server) showDocket(w http.ResponseWriter, r *http.Request, by auth.User) error {
	ask := docketQuery(r.URL.Query())
	at, _ := strconv.Atoi(r.URL.Query().Get("page"))
	at = min(max(1, at), 1<<20)
	ask.Offset, ask.Limit = (at-1)*docketLines, docketLines
	docket, err := s.Desk.Docket(r.Context(), by, ask)
	if err != nil {
		return err
	}
	last := (docket.Total + docketLines - 1) / docketLines
	if last > 0 && at > last { // such as an old bookmark
		return serve.SeeOther(w, r, s.docketHref("/review", ask, last))
	}
	p := docketPage{
		Base: s.House.Base(r, by, "复议案件"), Lead: "以本机关名义审理的行政复议案件。", Rooms: s.roomsOf(by), Filter: s.docketFilter(ask, docket), Total: docket.Total, Columns: s.docketHeads(ask),
		Pages: page.Paginate(at, last, func(n int) string { return s.docketHref("/review", ask, n) }), Empty: page.Empty{Title: "没有案件", Text: "登记一件复议申请，就列在这里。"},
	}
	if ask.Stage != "" || ask.Outcome != "" || ask.Respondent != "" || ask.Spent != "" {
		p.Empty = page.Empty{Title: "没有这样的案件", Text: "少选几样，或者换一个范围看。", Acts: []page.Button{page.Button{Label: "清空筛选", Href: p.Filter.ClearHref}.Plain()}}
	}
	for _, row := range docket.Rows {
		p.Rows = append(p.Rows, s.docketRow(row))
	}
	for _, v := range docketViews {
		p.Views = append(p.Views, page.SavedView{Label: v.label, Href: s.docketHref("/review", desk.DocketQuery{View: v.code}, 1), Current: v.code == ask.View, Count: docket.Views[v.code]})
	}
	if auth.MayReview(by, reconsider.File, auth.Subject{Agency: by.Agency}) == nil {
		p.Acts = append(p.Acts, page.Button{Label: reconsider.File.Label(), Href: s.Pages.URL("/review/new"), Key: "N"})
	}
	if len(p.Rows) > 0 {
		p.Acts = append(p.Acts, page.Button{Label: "导出表格（CSV）", Href: s.docketHref("/review.csv", ask, 1)}.Plain())
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/docket", p)
}

// docketHeads are the heads of the table, which sort it.
func (s *Server) docketHeads(ask desk.DocketQuery) []page.Column {
	var all []page.Column
	for _, c := range docketColumns {
		if c.sort == "due" && isOver(ask.View) {
			c.label, c.sort = "结果", "outcome"
		}
		column := page.Column{Label: c.label}
		if c.sort != "" {
			by := ask
			by.Sort = c.sort
			switch ask.Sort {
			case c.sort:
				column.Sort, by.Sort = "ascending", "-"+c.sort
			case "-" + c.sort:
				column.Sort = "descending"
			}
			column.Href = s.docketHref("/review", by, 1)
		}
		all = append(all, column)
	}
	return all
}

// isOver reports whether the cases of a view are over.
func isOver(view desk.DocketView) bool { return view == desk.DocketEnded || view == desk.DocketOwed }

// docketFilter are the controls above the table.
func (s *Server) docketFilter(ask desk.DocketQuery, docket desk.Docket) page.Filter {
	form := page.NewForm(url.Values{"stage": {string(ask.Stage)}, "outcome": {string(ask.Outcome)}, "respondent": {ask.Respondent}, "spent": {string(ask.Spent)}}, nil)
	f := page.Filter{Action: s.Pages.URL("/review"), ClearHref: s.docketHref("/review", desk.DocketQuery{View: ask.View}, 1)}
	for _, kept := range []page.Hidden{{Name: "view", Value: string(ask.View)}, {Name: "sort", Value: ask.Sort}} {
		if kept.Value != "" {
			f.Hidden = append(f.Hidden, kept)
		}
	}
	every := page.Option{Label: "全部"}
	stages, outcomes, respondents, spent := []page.Option{every}, []page.Option{every}, []page.Option{every}, []page.Option{every}
	over := isOver(ask.View)
	for _, stage := range reconsider.Stages {
		if stage.IsOpen() != over {
			stages = append(stages, page.Option{Value: string(stage), Label: stage.Label()})
		}
	}
	for _, o := range reconsider.AllOutcomes() {
		outcomes = append(outcomes, page.Option{Value: string(o), Label: o.Label()})
	}
	names := docket.Respondents
	if ask.Respondent != "" && !slices.Contains(names, ask.Respondent) { // none in this view
		names = append([]string{ask.Respondent}, names...)
	}
	for _, name := range names {
		respondents = append(respondents, page.Option{Value: name, Label: name})
	}
	for _, w := range spentWords {
		spent = append(spent, page.Option{Value: string(w.code), Label: w.label})
	}
	f.Fields = append(f.Fields, form.Select("stage", "阶段", stages), form.Select("spent", "已用期限", spent))
	if over {
		f.Fields = append(f.Fields, form.Select("outcome", "结果", outcomes))
	}
	f.Fields = append(f.Fields, form.Select("respondent", "被申请人", respondents))
	return f
}

func (s *Server) docketRow(r desk.DocketRow) docketRow {
	row := docketRow{
		Number: r.Number, Href: s.Pages.URL(casePath(r.ID)), Applicant: r.Applicant, Respondent: r.RespondentName, Subject: r.About(), Stage: r.Stage.Label(), Spent: spentOf(r),
	}
	if r.Seen != nil {
		row.Subject, row.Handlers = subjectOf(*r.Seen), s.people(*r.Seen, r.Handlers)
		row.Notes, row.Due = s.notesOf(*r.Seen), s.dueOf(*r.Seen)
	}
	return row
}

// spentOf says how much of its period a case has used, in the days of that period.
func spentOf(r desk.DocketRow) string {
	if r.Clock.Total == 0 {
		return ""
	}
	unit := " 日"
	if r.Clock.AcceptedOn.IsZero() {
		unit = " 个工作日"
	}
	return strconv.Itoa(r.Clock.Used) + " / " + strconv.Itoa(r.Clock.Total) + unit
}

// sendDocket serves GET /review.csv: all that the filters choose, in that order.
func (s *Server) sendDocket(w http.ResponseWriter, r *http.Request, by auth.User) error {
	ask := docketQuery(r.URL.Query())
	docket, err := s.Desk.Docket(r.Context(), by, ask)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	e := forms.Export{What: "复议案件", Chosen: s.docketFilter(ask, docket).Chosen(), Name: "复议案件 " + s.Desk.Today().String(),
		Columns: forms.Heads("案号", "申请人", "被申请人", "事项", "收到", "承办", "阶段", "已用", "期限", "单位", "最迟", "结果", "结案")}
	return e.Send(w, r, s.Desk, by, forms.CSV, func(out forms.Rows) error {
		for _, row := range docket.Rows {
			var handlers []string
			for _, h := range row.Handlers {
				handlers = append(handlers, people.Name(h))
			}
			used, total, unit := "", "", ""
			if row.Clock.Total > 0 {
				used, total, unit = itoa(row.Clock.Used), itoa(row.Clock.Total), "日"
				if row.Clock.AcceptedOn.IsZero() {
					unit = "个工作日"
				}
			}
			if err := out.Row(row.Number, row.Applicant, row.RespondentName, row.About(), row.ReceivedOn, strings.Join(handlers, "、"), row.Stage.Label(), used, total, unit,
				row.Due, row.Outcome.Label(), row.EndedOn); err != nil {
				return err
			}
		}
		return nil
	})
}

// subjectOf returns the line that names a case: what it is about, which of a request of
// ours is what was asked for there.
func subjectOf(v desk.ReviewView) string {
	c := v.Case
	switch {
	case c.Asked.Subject != "":
		return c.Asked.Subject
	case c.Erased:
		return "（已删除）"
	case v.Original != nil && v.Original.Wants.Subject != "":
		return v.Original.Wants.Subject
	}
	return c.Objection.Label()
}
