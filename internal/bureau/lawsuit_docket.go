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
	"mingda/internal/lawsuit"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// suitsPage is the page "bureau/lawsuits".
type suitsPage struct {
	page.Base
	Lead   string
	Views  []page.SavedView
	Filter page.Filter
	Rows   []suitRow
	Empty  page.Empty
	Acts   []page.Button
}

// A suitRow is one case of the docket.
type suitRow struct {
	Number, Href, Plaintiff, Against, Subject, Way, Court string
	Stage                                                 string
	Due                                                   page.Due
}

// closedView is the view of the cases that are over.
const closedView = "closed"

// A suitChoice is what the docket is filtered by.
type suitChoice struct {
	closed bool
	stage  lawsuit.Stage
	way    lawsuit.Way
	column reconsider.Column // of what is in force
	sued   string            // the name of a defendant
}

// suitChoiceIn reads what is chosen. What is none is as if nothing were.
func suitChoiceIn(q url.Values) suitChoice {
	c := suitChoice{closed: q.Get("view") == closedView, sued: q.Get("sued")}
	if stage := lawsuit.Stage(q.Get("stage")); stage.Label() != "" && stage.IsOpen() != c.closed {
		c.stage = stage
	}
	if way := lawsuit.Way(q.Get("way")); way.Label() != "" {
		c.way = way
	}
	if column := reconsider.Column(q.Get("result")); column.Label() != "" && c.closed {
		c.column = column
	}
	return c
}

// admits reports whether a case is chosen.
func (c suitChoice) admits(v desk.SuitView) bool {
	return v.Stage.IsOpen() != c.closed && (c.stage == "" || v.Stage == c.stage) && (c.way == "" || v.Case.Way == c.way) &&
		(c.column == "" || v.Case.Column() == c.column) && (c.sued == "" || has(v.Case.Defendants(), c.sued))
}

// query is the choice as an address names it.
func (c suitChoice) query() string {
	q := url.Values{}
	for key, value := range map[string]string{"stage": string(c.stage), "way": string(c.way), "result": string(c.column), "sued": c.sued, "view": map[bool]string{true: closedView}[c.closed]} {
		if value != "" {
			q.Set(key, value)
		}
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// showSuits serves GET /lawsuits: those first that wait for the office, by their day.
func (s *Server) showSuits(w http.ResponseWriter, r *http.Request, by auth.User) error {
	all, err := s.Desk.Lawsuits(r.Context(), by)
	if err != nil {
		return err
	}
	choice := suitChoiceIn(r.URL.Query())
	p := suitsPage{
		Base: s.House.Base(r, by, "诉讼案件"), Lead: "对政府信息公开答复提起的行政诉讼。要办的在前，按日子先后排列。", Filter: s.suitFilter(choice, all),
		Empty: page.Empty{Title: "没有诉讼案件", Text: "收到起诉状副本，登记被诉，就列在这里。从申请、复议案件的页面登记的，已知的都填好了。"},
	}
	counts := map[bool]int{}
	for _, v := range all {
		counts[v.Stage.IsOpen()]++
		if choice.admits(v) {
			p.Rows = append(p.Rows, s.suitRow(v))
		}
	}
	if len(all) > 0 {
		p.Empty = page.Empty{Title: "没有这样的案件", Text: "换一个条件看。"}
	}
	at := s.Pages.URL("/lawsuits")
	p.Views = []page.SavedView{{Label: "未结", Href: at, Count: counts[true], Current: !choice.closed}, {Label: "已结", Href: at + "?view=" + closedView, Count: counts[false], Current: choice.closed}}
	if s.Desk.MayOpenLawsuit(by) {
		p.Acts = append(p.Acts, page.Button{Label: lawsuit.Open.Label(), Href: s.Pages.URL("/lawsuits/new")})
	}
	if len(p.Rows) > 0 {
		p.Acts = append(p.Acts, page.Button{Label: "导出表格（CSV）", Href: s.Pages.URL("/lawsuits.csv") + choice.query(), Kind: "plain"})
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/lawsuits", p)
}

func (s *Server) suitRow(v desk.SuitView) suitRow {
	c := v.Case
	row := suitRow{
		Number: suitNumber(c), Href: s.Pages.URL(suitPath(c.ID)), Plaintiff: c.Plaintiff, Against: strings.Join(c.Defendants(), "、"), Subject: suitSubject(c), Way: c.Way.Label(),
		Court: c.Now().Level.Label() + "　" + c.Now().Court, Stage: v.Stage.Label(), Due: s.suitDue(v),
	}
	if v.Waits {
		row.Stage = v.Next.What.Label()
	}
	return row
}

// suitFilter offers what the docket can be filtered by: defendants are those that are there.
func (s *Server) suitFilter(c suitChoice, all []desk.SuitView) page.Filter {
	form := page.NewForm(url.Values{"stage": {string(c.stage)}, "way": {string(c.way)}, "result": {string(c.column)}, "sued": {c.sued}}, nil)
	f := page.Filter{Action: s.Pages.URL("/lawsuits"), ClearHref: s.Pages.URL("/lawsuits") + suitChoice{closed: c.closed}.query()}
	if c.closed {
		f.Hidden = []page.Hidden{{Name: "view", Value: closedView}}
	}
	anyOf := func(list []page.Option) []page.Option { return append([]page.Option{{Label: "全部"}}, list...) }
	var names []string
	for _, v := range all {
		names = append(names, v.Case.Defendants()...)
	}
	slices.Sort(names)
	var sued []page.Option
	for _, name := range slices.Compact(names) {
		sued = append(sued, page.Option{Value: name, Label: name})
	}
	stages := slices.DeleteFunc(slices.Clone(lawsuit.Stages), func(st lawsuit.Stage) bool { return st.IsOpen() == c.closed })
	f.Fields = []page.Field{form.Select("stage", "阶段", anyOf(options(stages, ""))), form.Select("way", "途径", anyOf(options(lawsuit.Ways, "")))}
	if c.closed {
		f.Fields = append(f.Fields, form.Select("result", "结果", anyOf(options([]reconsider.Column{reconsider.ColumnUpheld, reconsider.ColumnCorrected, reconsider.ColumnOther}, ""))))
	}
	f.Fields = append(f.Fields, form.Select("sued", "被告", anyOf(sued)))
	return f
}

// sendSuits serves GET /lawsuits.csv: the cases that are chosen.
func (s *Server) sendSuits(w http.ResponseWriter, r *http.Request, by auth.User) error {
	all, err := s.Desk.Lawsuits(r.Context(), by)
	if err != nil {
		return err
	}
	choice := suitChoiceIn(r.URL.Query())
	e := forms.Export{What: "诉讼案件", Chosen: s.suitFilter(choice, all).Chosen(), Name: "诉讼案件 " + s.Desk.Today().String(),
		Columns: forms.Heads("案号", "审级", "法院", "原告", "被告", "事项", "途径", "知道被诉", "阶段", "要办的", "日期", "结果", "生效", "年报栏目")}
	return e.Send(w, r, s.Desk, by, forms.CSV, func(out forms.Rows) error {
		for _, v := range all {
			if !choice.admits(v) {
				continue
			}
			c := v.Case
			result, since, _ := c.Result()
			column := c.Column().Label()
			if column == "" && v.Stage.IsOpen() {
				column = "尚未审结"
			}
			err := out.Row(c.Number(), c.Now().Level.Label(), c.Now().Court, c.Plaintiff, strings.Join(c.Defendants(), "、"), suitSubject(c), c.Way.Label(), c.OpenedOn, v.Stage.Label(),
				v.Next.What.Label(), v.Next.By, result.Result.Label(), since, column)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// lawsuitLine is a court case in a card of another page.
type lawsuitLine struct {
	Number, Href, Text string
	Due                page.Due
}

// lawsuitLines lists court cases on the page of what they are about.
func (s *Server) lawsuitLines(all []desk.SuitView) []lawsuitLine {
	var lines []lawsuitLine
	for _, v := range all {
		lines = append(lines, lawsuitLine{Number: suitNumber(v.Case), Href: s.Pages.URL(suitPath(v.Case.ID)), Text: v.Case.Now().Level.Label() + "　" + v.Case.Now().Court, Due: s.suitDue(v)})
	}
	return lines
}

// newSuitHref leads to the form that begins with what a case says.
func (s *Server) newSuitHref(review reconsider.ID) string {
	return s.Pages.URL("/lawsuits/new?review=" + strconv.FormatInt(int64(review), 10))
}
