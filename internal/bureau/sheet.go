package bureau

import (
	"net/http"
	"net/url"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// sheetPage is the page "bureau/sheet".
type sheetPage struct {
	page.Base
	Number   string
	Href     string
	Subject  string
	Due      page.Due
	Kind     string
	Changed  page.Note
	Groups   []questionGroup
	OpenAll  bool // something is wrong: nothing is folded away
	Version  int
	Post     string
	ReadOnly bool
	Save     page.Button
	Done     page.Button
	Alike    *alikeCard
	Open     []courseLine
	Closed   []courseLine
}

// A questionGroup is the questions about one element of the reply.
type questionGroup struct {
	Title string
	Asked []questionView
	Off   []questionView // what the answers before do not lead to
}

// A questionView is one question with its answer.
type questionView struct {
	Answer, Page, Remark page.Field
	Article, Court       string
	Help, Proof          string
	Bench                []string // what the bureau has written down for itself about it
}

// A courseLine is one outcome and why it is possible, or not.
type courseLine struct {
	Label string
	Why   []string
}

// showSheet serves GET /review/{id}/sheet.
func (s *Server) showSheet(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Review(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	return s.renderSheet(w, r, by, v, sheetValues(v.Case.Findings.Found), nil)
}

// saveSheet serves POST /review/{id}/sheet: a state of it, or the whole.
func (s *Server) saveSheet(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := readPlain(r)
	if err != nil && !isInvalid(err) {
		return err
	}
	v, seen := desk.ReviewView{}, reviewID(r)
	if err == nil {
		if v, err = s.Desk.Review(r.Context(), by, seen); err != nil {
			return err
		}
		var sheet reconsider.QuestionSheet
		if sheet, err = v.Case.QuestionSheet(s.Desk.Today()); err == nil {
			err = s.Desk.FillReviewSheet(r.Context(), by, seen, versionIn(sent), foundIn(sheet, sent.Values), sent.Value("do") == "done")
		}
	}
	if err == nil {
		if sent.Value("do") == "done" {
			return s.House.See(w, r, casePath(seen), "审查要点填完了")
		}
		return s.House.See(w, r, casePath(seen, "sheet"), "已存")
	}
	if !isInvalid(err) && !isStale(err) {
		return err
	}
	if v, again := s.Desk.Review(r.Context(), by, seen); again != nil {
		return again
	} else {
		return s.renderSheet(w, r, by, v, sent.Values, err)
	}
}

// The fields of a question.
func pageField(code string) string   { return code + "-page" }
func remarkField(code string) string { return code + "-remark" }

// sheetValues is what the form of a sheet opens with.
func sheetValues(found []reconsider.Found) url.Values {
	values := url.Values{}
	for _, f := range found {
		values.Set(f.Question, string(f.Value))
		values.Set(pageField(f.Question), f.Page)
		values.Set(remarkField(f.Question), f.Remark)
	}
	return values
}

// foundIn reads the answers of a sheet.
func foundIn(sheet reconsider.QuestionSheet, sent url.Values) []reconsider.Found {
	var found []reconsider.Found
	for _, q := range sheet.Questions {
		found = append(found, reconsider.Found{
			Question: q.Code, Value: reconsider.Value(sent.Get(q.Code)), Page: sent.Get(pageField(q.Code)), Remark: sent.Get(remarkField(q.Code)),
		})
	}
	return found
}

func (s *Server) renderSheet(w http.ResponseWriter, r *http.Request, by auth.User, v desk.ReviewView, values url.Values, wrong error) error {
	sheet, courses, err := s.Desk.ReviewCourses(v)
	if err != nil {
		return err
	}
	bench, _, err := s.Desk.Bench(r.Context(), by)
	if err != nil {
		return err
	}
	c := v.Case
	p := sheetPage{
		Base: s.House.Base(r, by, "审查要点 "+c.Number), Number: c.Number, Href: s.Pages.URL(casePath(c.ID)), Subject: subjectOf(v), Due: s.dueOf(v),
		Kind: reconsider.KindName(c.Kind()), Version: c.Version, Post: s.Pages.URL(casePath(c.ID, "sheet")), ReadOnly: v.Option(reconsider.FillSheet, 0, "").Err != nil,
		Save: page.Button{Label: "保存", Name: "do", Value: "save", Kind: "plain", Key: "Ctrl S"}, Done: page.Button{Label: "填完了", Name: "do", Value: "done"},
	}
	form, n := page.NewForm(values, wrong), 0
	p.OpenAll = wrong != nil
	found := foundIn(sheet, values)
	for _, e := range reconsider.Elements {
		group := questionGroup{Title: e.Label()}
		for _, q := range sheet.Questions {
			if q.Element != e {
				continue
			}
			n++
			if view := questionViewOf(form, n, q, bench.Now(), s.Desk.Today()); sheet.IsAsked(q, found) {
				group.Asked = append(group.Asked, view)
			} else {
				group.Off = append(group.Off, view)
			}
		}
		if len(group.Asked)+len(group.Off) > 0 {
			p.Groups = append(p.Groups, group)
		}
	}
	if p.Alike, err = s.alikeCardOf(r.Context(), v); err != nil {
		return err
	}
	p.Open, p.Closed = courseLines(courses.Open), courseLines(courses.Closed)
	status := http.StatusOK
	switch {
	case isStale(wrong):
		status = http.StatusConflict
		p.Changed = page.Note{Kind: page.Late, Strong: "没有存：", Text: "打开这页以后，案件有了变化。看过再存一次，填的都在。"}
	case wrong != nil:
		status = http.StatusUnprocessableEntity
	}
	p.Errors = numbered(form.Errors(), "第 %d 问：", func(field string) int {
		return 1 + slices.IndexFunc(sheet.Questions, func(q reconsider.Question) bool { return q.Code == field })
	})
	return s.Pages.Render(w, status, "bureau/sheet", p)
}

// questionViewOf shows the n-th question of the sheet.
func questionViewOf(form *page.Form, n int, q reconsider.Question, bench []reconsider.Rule, today calendar.Date) questionView {
	text := itoa(n) + ". " + q.Text
	view := questionView{
		Answer: form.Radios(q.Code, text, options(q.Answers, form.Value(q.Code))).AsInline(), Article: q.Article, Court: q.Court, Help: q.Help, Proof: q.Proof,
		Page: form.Text(pageField(q.Code), "证据在卷第几页").AsOptional(), Remark: form.Textarea(remarkField(q.Code), "查明的情况").WithRows(2).AsOptional(),
	}
	for _, rule := range reconsider.RulesOf(q.Code, bench, today) {
		view.Bench = append(view.Bench, rule.Text)
	}
	return view
}

func courseLines(courses []reconsider.Course) []courseLine {
	var all []courseLine
	for _, course := range courses {
		line := courseLine{Label: course.Outcome.Label()}
		for _, reason := range course.Reasons {
			line.Why = append(line.Why, reason.Because+nonEmpty("　", reason.Article))
		}
		all = append(all, line)
	}
	return all
}
