package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/law"
	"mingda/internal/oldregister"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// importHead is the head of a step on the way of an old register into the office.
type importHead struct {
	page.Base
	Steps  []importStepLink
	Post   string
	Remove string // removes the import
}

// An importStepLink is one step with how it stands.
type importStepLink struct {
	Label, Href string
	Here        bool
}

// importHead lists the steps; here is the one that is shown.
func (s *Server) importHead(r *http.Request, by auth.User, v desk.ImportView, title, here string) importHead {
	h := importHead{Base: s.base(r, by, title+"："+v.Name), Post: s.Pages.URL(importPath(v.ID, "/"+here)), Remove: s.Pages.URL(importPath(v.ID, "/remove"))}
	for _, step := range []struct {
		path, label string
		reached     bool
	}{
		{"sheet", "选工作表", len(v.Sheets) > 1}, {"columns", "对应各列", v.Sheet >= 0}, {"words", "办理结果", v.Sheet >= 0}, {"rows", "试导", v.Stage == desk.ImportTried},
	} {
		link := importStepLink{Label: step.label, Here: step.path == here}
		if step.reached && !link.Here && v.Stage.IsOpen() {
			link.Href = s.Pages.URL(importPath(v.ID, "/"+step.path))
		}
		h.Steps = append(h.Steps, link)
	}
	if !v.Stage.IsOpen() {
		h.Remove = ""
	}
	return h
}

// sheetsPage is the page "desk/import_sheets".
type sheetsPage struct {
	importHead
	Sheet page.Field
	Save  page.Button
}

// showSheets serves GET /import/{id}/sheet.
func (s *Server) showSheets(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderSheets(w, r, by, http.StatusOK, page.NewForm(nil, nil))
}

func (s *Server) renderSheets(w http.ResponseWriter, r *http.Request, by auth.User, status int, form *page.Form) error {
	v, err := s.Desk.ImportOf(r.Context(), by, pathID(r, "import"))
	if err != nil {
		return err
	}
	taken, err := s.Desk.SheetsTaken(r.Context(), by, v.ID)
	if err != nil {
		return err
	}
	var options []page.Option
	for i, sheet := range taken {
		o := page.Option{Value: strconv.Itoa(i), Label: sheet.Name, Checked: i == v.Sheet, Hint: hiddenSheet(sheet)}
		if sheet.Import != 0 && sheet.Import != v.ID {
			o.Hint = strings.TrimPrefix(o.Hint+"；"+sheetStanding(sheet), "；")
		}
		options = append(options, o)
	}
	p := sheetsPage{importHead: s.importHead(r, by, v, "选工作表", "sheet"), Save: page.Button{Label: "下一步"}}
	p.Sheet = form.Radios("sheet", "导入哪一张工作表", options).WithHint("一次导入一张。导完以后，在那一页接着导别的工作表，不用再上传；对应过的列会记住。")
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/import_sheets", p)
}

// chooseSheet serves POST /import/{id}/sheet.
func (s *Server) chooseSheet(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	id := pathID(r, "import")
	n, err := strconv.Atoi(sent.Value("sheet"))
	if err != nil {
		n = -1
	}
	err = s.Desk.ChooseSheet(r.Context(), by, id, n)
	if isInvalid(err) {
		if len(fault.FieldsOf(err)) == 0 {
			err = besideField("sheet", err)
		}
		return s.renderSheets(w, r, by, http.StatusUnprocessableEntity, page.NewForm(sent.Values, err))
	}
	if err != nil {
		return err
	}
	return s.see(w, r, importPath(id, "/columns"), "")
}

// mappingPage is the page "desk/import_columns".
type mappingPage struct {
	importHead
	Lead    string
	Lines   []mappingLine
	Fields  []page.Field // of the whole sheet
	Hidden  []page.Hidden
	First   int // the rows of the headings
	Last    int
	Rows    []page.Field // to look for the headings in other rows
	Open    bool
	Again   page.Button
	Save    page.Button
	Missing string
}

// A mappingLine is one column with what it is taken for.
type mappingLine struct {
	Name    string // A, B
	Heading string
	Note    string // how sure the proposal is
	Samples []string
	Values  int
	Hidden  bool
	Field   page.Field
}

// showMapping serves GET /import/{id}/columns; with first and last, as the sheet looks
// with the headings in other rows.
func (s *Server) showMapping(w http.ResponseWriter, r *http.Request, by auth.User) error {
	q := r.URL.Query()
	first, _ := strconv.Atoi(strings.TrimSpace(q.Get("first"))) // what is no row is none asked for
	last, _ := strconv.Atoi(strings.TrimSpace(q.Get("last")))
	if q.Has("first") && (first < 1 || last < first || last-first > 4) {
		return s.renderMapping(w, r, by, http.StatusUnprocessableEntity, 0, 0, nil, fault.AtField("first", "import_headings_wrong"))
	}
	return s.renderMapping(w, r, by, http.StatusOK, first, last, nil, nil)
}

func (s *Server) renderMapping(w http.ResponseWriter, r *http.Request, by auth.User, status, first, last int, typed url.Values, bad error) error {
	v, columns, err := s.Desk.ImportColumns(r.Context(), by, pathID(r, "import"), first, last)
	if err != nil {
		return err
	}
	values := url.Values{"first": {strconv.Itoa(v.Mapping.First)}, "last": {strconv.Itoa(v.Mapping.Last)}, "hidden": {"take"}}
	if v.Mapping.Year != 0 {
		values.Set("year", strconv.Itoa(v.Mapping.Year))
	}
	if v.Mapping.Shown {
		values.Set("hidden", "leave")
	}
	for _, c := range columns {
		values.Set(desk.ColumnField(c.Column), string(c.Field))
	}
	if typed != nil {
		values = typed
	}
	form := page.NewForm(values, bad)
	p := mappingPage{importHead: s.importHead(r, by, v, "对应各列", "columns"), Save: page.Button{Label: "下一步", Key: "Ctrl S"}, Again: page.Button{Label: "按这几行重认表头"}.Plain()}
	p.Lead = "工作表“" + v.SheetName() + "”。系统按表头和内容提了建议，请逐列看一遍。收到日期、申请人、申请内容、答复日期各要有一列。"
	for _, c := range columns {
		line := mappingLine{Name: strings.TrimPrefix(desk.ColumnField(c.Column), "column-"), Heading: c.Heading, Samples: c.Samples, Values: c.Values, Hidden: c.Hidden, Note: sureness(c)}
		line.Field = form.Select(desk.ColumnField(c.Column), line.Name+" 列是什么", fieldOptions()).HideLabel()
		p.Lines = append(p.Lines, line)
	}
	p.Fields = []page.Field{
		form.Number("year", "这张表的年份").WithWidth("s").WithHint("日期只写了月、日的，按这一年。没有这样的日期，可以空着。").AsOptional(),
		form.Radios("hidden", "隐藏的行", []page.Option{{Value: "take", Label: "一起导入"}, {Value: "leave", Label: "不导入"}}).AsInline(),
	}
	p.First, p.Last, p.Open = v.Mapping.First, v.Mapping.Last, fault.FieldsOf(bad)["first"] != nil
	p.Hidden = []page.Hidden{{Name: "first", Value: strconv.Itoa(p.First)}, {Name: "last", Value: strconv.Itoa(p.Last)}}
	p.Rows = []page.Field{form.Number("first", "表头从第几行").WithWidth("s"), form.Number("last", "到第几行").WithWidth("s").WithHint("只有一行的，两个填一样。")}
	p.Errors = form.Errors()
	if m := fault.FieldsOf(bad)["columns"]; m != nil {
		p.Missing = m.Message()
	}
	return s.Pages.Render(w, status, "desk/import_columns", p)
}

// sureness says in a word how sure a proposal is.
func sureness(c oldregister.Proposal) string {
	switch {
	case c.Field == oldregister.Kept && c.Sure < 0.5:
		return "没有认出，照原样留存"
	case c.Sure >= 0.9:
		return ""
	case c.Sure >= 0.6:
		return "像是，请看一下"
	}
	return "没有把握，请看一下"
}

func fieldOptions() []page.Option {
	var all []page.Option
	for _, f := range oldregister.Fields {
		all = append(all, page.Option{Value: string(f), Label: f.Label()})
	}
	return all
}

// mappingIn reads how the columns are mapped.
func mappingIn(v url.Values) oldregister.Mapping {
	m := oldregister.Mapping{Columns: map[int]oldregister.Field{}, Shown: v.Get("hidden") == "leave"}
	m.First, _ = strconv.Atoi(strings.TrimSpace(v.Get("first"))) // 0 is refused as no row
	m.Last, _ = strconv.Atoi(strings.TrimSpace(v.Get("last")))
	if year := strings.TrimSpace(v.Get("year")); year != "" {
		var err error
		if m.Year, err = strconv.Atoi(year); err != nil || m.Year == 0 {
			m.Year = -1 // refused as no year
		}
	}
	for name := range v {
		if letters, ok := strings.CutPrefix(name, "column-"); ok && len(letters) > 0 && len(letters) < 4 {
			column := 0
			for _, r := range letters {
				column = column*26 + int(r-'A') + 1
			}
			m.Columns[column] = oldregister.Field(v.Get(name))
		}
	}
	return m
}

// mapColumns serves POST /import/{id}/columns, and leads on to the words of the results
// where one is to be chosen for, else to the trial.
func (s *Server) mapColumns(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	id, m := pathID(r, "import"), mappingIn(sent.Values)
	err = s.Desk.MapImport(r.Context(), by, id, m)
	if isInvalid(err) {
		first, last := m.First, m.Last
		if fault.FieldsOf(err)["first"] != nil {
			first, last = 0, 0
		}
		return s.renderMapping(w, r, by, http.StatusUnprocessableEntity, first, last, sent.Values, err)
	}
	if err != nil {
		return err
	}
	v, words, err := s.Desk.ImportWords(r.Context(), by, id)
	if err != nil {
		return err
	}
	for _, word := range words {
		if !word.Sure && v.Mapping.Results[word.Key()] == "" {
			return s.see(w, r, importPath(id, "/words"), "")
		}
	}
	if err := s.Desk.TryImport(r.Context(), by, id); err != nil {
		return err
	}
	return s.see(w, r, importPath(id, "/rows"), "")
}

// wordsPage is the page "desk/import_words".
type wordsPage struct {
	importHead
	Lines []wordLine
	Save  page.Button
}

// A wordLine is one word of the results with what it is taken for.
type wordLine struct {
	Text  string
	Rows  int
	First int
	Sure  bool
	Key   page.Hidden
	Field page.Field
}

// showWords serves GET /import/{id}/words.
func (s *Server) showWords(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderWords(w, r, by, http.StatusOK, nil, nil)
}

func (s *Server) renderWords(w http.ResponseWriter, r *http.Request, by auth.User, status int, typed url.Values, bad error) error {
	v, words, err := s.Desk.ImportWords(r.Context(), by, pathID(r, "import"))
	if err != nil {
		return err
	}
	if v.Sheet < 0 {
		return s.see(w, r, importPath(v.ID, ""), "")
	}
	values := typed
	if values == nil {
		values = url.Values{}
		for i, word := range words {
			values.Set("word-"+strconv.Itoa(i), string(word.Choice))
		}
	}
	form := page.NewForm(values, bad)
	p := wordsPage{importHead: s.importHead(r, by, v, "办理结果", "words"), Save: page.Button{Label: "试导", Key: "Ctrl S"}}
	options := []page.Option{{Value: "", Label: "先不定（这些行不导入）"}}
	for _, rule := range law.Results(s.Desk.Today()) {
		options = append(options, page.Option{Value: string(rule.Code), Label: rule.Name})
	}
	options = append(options, page.Option{Value: string(oldregister.StillOpen), Label: "还没有答复"}, page.Option{Value: string(oldregister.LeaveOut), Label: "不导入"})
	for i, word := range words {
		line := wordLine{Text: word.Text, Rows: word.Rows, First: word.First, Sure: word.Sure, Key: page.Hidden{Name: "key-" + strconv.Itoa(i), Value: word.Key()}}
		if line.Text == "" {
			line.Text = "（空，有答复日期）"
		}
		line.Field = form.Select("word-"+strconv.Itoa(i), "“"+line.Text+"”是哪一种", options).HideLabel()
		p.Lines = append(p.Lines, line)
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/import_words", p)
}

// chooseWords serves POST /import/{id}/words and tries the import.
func (s *Server) chooseWords(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	id, choices := pathID(r, "import"), map[string]oldregister.Choice{}
	for name, all := range sent.Values {
		if n, ok := strings.CutPrefix(name, "key-"); ok {
			choices[all[0]] = oldregister.Choice(sent.Value("word-" + n))
		}
	}
	err = s.Desk.ChooseWords(r.Context(), by, id, choices)
	if isInvalid(err) {
		return s.renderWords(w, r, by, http.StatusUnprocessableEntity, sent.Values, err)
	}
	if err == nil {
		err = s.Desk.TryImport(r.Context(), by, id)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, importPath(id, "/rows"), "")
}
