package bureau

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/law"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// benchPage is the page "bureau/bench".
type benchPage struct {
	page.Base
	Lead    string
	Rooms   []page.Link
	Rules   []ruleCard
	Empty   page.Empty
	Writes  bool
	Title   string // of the form
	Changed page.Note
	Fields  []page.Field
	Version int
	Post    string
	Button  page.Button
}

// A ruleCard is one rule of the bench, with what it said before.
type ruleCard struct {
	Text      string
	Tag       page.Tag
	Dates     string
	Questions []string
	By        string
	Edit      page.Link
	Before    []page.KV
}

// showBench serves GET /review/bench: the rules, and for the head the form of one.
func (s *Server) showBench(w http.ResponseWriter, r *http.Request, by auth.User) error {
	values := url.Values{"from": {s.Desk.Today().String()}}
	if id := r.URL.Query().Get("rule"); id != "" {
		book, _, err := s.Desk.Bench(r.Context(), by)
		if err != nil {
			return err
		}
		for _, rule := range book.Now() {
			if strconv.FormatInt(rule.ID, 10) == id {
				values = url.Values{"rule": {id}, "text": {rule.Text}, "questions": rule.Questions, "from": {rule.From.String()}, "until": {rule.Until.String()}}
			}
		}
	}
	return s.renderBench(w, r, by, values, nil)
}

// writeBench serves POST /review/bench.
func (s *Server) writeBench(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := readPlain(r)
	if err != nil && !isInvalid(err) {
		return err
	}
	if err == nil {
		err = legibleDays(sent)
	}
	if err == nil {
		id, _ := strconv.ParseInt(sent.Value("rule"), 10, 64)
		err = s.Desk.WriteBench(r.Context(), by, versionIn(sent), reconsider.Rule{ID: id, Text: sent.Value("text"), Questions: sent.Values["questions"], From: dayIn(sent, "from"), Until: dayIn(sent, "until")})
	}
	if err == nil {
		return s.House.See(w, r, "/review/bench", "裁审要点已存")
	}
	if !isInvalid(err) && !isStale(err) {
		return err
	}
	return s.renderBench(w, r, by, sent.Values, err)
}

func (s *Server) renderBench(w http.ResponseWriter, r *http.Request, by auth.User, values url.Values, wrong error) error {
	book, names, err := s.Desk.Bench(r.Context(), by)
	if err != nil {
		return err
	}
	p := benchPage{
		Base: s.House.Base(r, by, "裁审要点"), Lead: "本机关自己定的：遇到这一问，怎样掌握。在审查要点的那一问旁边看得到。改过的，以前怎么写还看得见。", Rooms: s.roomsOf(by),
		Writes: auth.MayDo(by, auth.WriteBench, by.Agency) == nil, Title: "写一条", Version: book.Version, Post: s.Pages.URL("/review/bench"), Button: page.Button{Label: "保存", Key: "Ctrl S"},
		Empty: page.Empty{Title: "还没有裁审要点", Text: "负责人写下的，列在这里。"},
	}
	for _, steps := range book.Rules {
		p.Rules = append(p.Rules, s.ruleCard(steps, names, p.Writes))
	}
	f := page.NewForm(values, wrong)
	if f.Value("rule") != "" {
		p.Title = "改一条"
	}
	p.Fields = []page.Field{
		f.Hidden("rule", f.Value("rule")), f.Textarea("text", "怎样掌握").WithRows(4), f.Date("from", "从哪天起"), f.Date("until", "到哪天为止").WithHint("还在用的不填。").AsOptional(),
		f.Checkboxes("questions", "用于哪些问", questionOptions(f.Values("questions"))),
	}
	status := http.StatusOK
	switch {
	case isStale(wrong):
		status = http.StatusConflict
		p.Changed = page.Note{Kind: page.Late, Strong: "没有存：", Text: "打开这页以后，裁审要点有了变化。看过再存一次，填的都在。"}
	case wrong != nil:
		status = http.StatusUnprocessableEntity
	}
	p.Errors = f.Errors()
	return s.Pages.Render(w, status, "bureau/bench", p)
}

// questionOptions are the questions of all sheets, each once.
func questionOptions(chosen []string) []page.Option {
	var all []page.Option
	is := map[string]bool{}
	for _, code := range chosen {
		is[code] = true
	}
	for _, q := range reconsider.AllQuestions() {
		all = append(all, page.Option{Value: q.Code, Label: sheetName(q.Code) + q.Element.Label() + "：" + q.Text, Checked: is[q.Code]})
	}
	return all
}

// sheetName names the sheet that a question is on alone, for some are worded alike on
// several; empty for the common ones.
func sheetName(code string) string {
	kind, _, _ := strings.Cut(code, ".")
	if !slices.Contains(reconsider.Kinds(), law.Result(kind)) {
		return ""
	}
	return reconsider.KindName(law.Result(kind)) + "　"
}

func (s *Server) ruleCard(steps []reconsider.BenchStep, names map[int64]string, writes bool) ruleCard {
	now := steps[len(steps)-1]
	card := ruleCard{Text: now.Text, Tag: page.Tag{State: page.Line, Text: "不在用"}, Dates: ruleDates(now.Rule), By: names[now.By] + "　" + calendar.DateOf(now.At).Chinese() + "写"}
	if now.InForce(s.Desk.Today()) {
		card.Tag = page.Tag{State: page.Done, Text: "在用"}
	}
	for _, code := range now.Questions {
		if q, ok := reconsider.QuestionOf(code); ok {
			card.Questions = append(card.Questions, q.Text)
		}
	}
	if writes {
		card.Edit = page.Link{Label: "改", Href: s.Pages.URL("/review/bench?rule=" + strconv.FormatInt(now.ID, 10) + "#write")}
	}
	for _, before := range steps[:len(steps)-1] {
		card.Before = append(card.Before, page.KV{Label: calendar.DateOf(before.At).Chinese() + " " + names[before.By], Value: before.Text + "\n" + ruleDates(before.Rule)})
	}
	return card
}

// ruleDates says when a rule is in force.
func ruleDates(r reconsider.Rule) string {
	if r.Until.IsZero() {
		return r.From.Chinese() + "起"
	}
	return r.From.Chinese() + "至" + r.Until.Chinese()
}
