package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/serve"
)

func (s *Server) registerExportRoutes(r *mux.Router) {
	r.Handle("/cases/export", s.staff(s.showExport)).Methods("GET")
	r.Handle("/cases/export", s.staff(s.sendExport)).Methods("POST")
	r.Handle("/exports", s.staff(s.listExports)).Methods("GET")
}

var errNoColumns = fault.New(fault.Invalid, "columns_none")

// exportPage is the page "desk/register_export": what would be exported, and as what.
type exportPage struct {
	page.Base
	Action string
	Back   string
	Own    string // where one's own exports are listed
	Facts  []page.KV
	Fields []page.Field
	None   *page.Empty
}

// exportFormats are offered in this order.
var exportFormats = []page.Option{
	{Value: string(forms.XLSX), Label: "Excel 工作簿（xlsx）", Hint: "日期是日期，编号是文字，表头固定。"},
	{Value: string(forms.CSV), Label: "表格文本（CSV）", Hint: "UTF-8，用 Excel、WPS 都能打开。"},
}

// showExport serves GET /cases/export: the register as the person sees it now, to be taken out.
func (s *Server) showExport(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderExport(w, r, by, http.StatusOK, url.Values{"format": {string(forms.XLSX)}}, nil)
}

func (s *Server) renderExport(w http.ResponseWriter, r *http.Request, by auth.User, status int, typed url.Values, wrong error) error {
	if err := mayUseRegister(by); err != nil {
		return err
	}
	ask := askedOf(r.URL.Query())
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	chosen, err := s.chosen(r, by, ask)
	if err != nil {
		return err
	}
	p := exportPage{Base: s.base(r, by, "导出台账"), Action: s.askHref("/cases/export", ask), Back: s.registerHref(ask.with("page", "")), Own: s.Pages.URL("/exports")}
	n, err := s.Desk.CountExport(r.Context(), by, s.filterOf(ask, by))
	if fault.KindOf(err) == fault.Conflict {
		p.None = &page.Empty{Title: "不能导出", Text: err.Error(), Acts: []page.Button{page.Button{Label: "回台账", Href: p.Back}.Plain()}}
		return s.Pages.Render(w, status, "desk/register_export", p)
	}
	if err != nil {
		return err
	}
	is, err := s.chosenWords(r.Context(), ask, by, people)
	if err != nil {
		return err
	}
	p.Facts = []page.KV{{Label: "条件", Value: is}, {Label: "列", Value: columnWords(chosen)}, {Label: "行数", Value: strconv.Itoa(n)}}
	form := page.NewForm(typed, wrong)
	p.Fields = []page.Field{form.Radios("format", "格式", exportFormats)}
	if n >= desk.ManyRows {
		p.Fields = append(p.Fields, form.Checkbox("confirm", "共 "+strconv.Itoa(n)+" 行，里面有申请人的姓名；是工作需要，用完就删"))
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/register_export", p)
}

// columnWords lists the columns of a file.
func columnWords(chosen []registerColumn) string {
	words := numberLabel
	for _, c := range chosen {
		words += "、" + c.label
	}
	return words
}

// sendExport serves POST /cases/export: the file, recorded before it is sent.
func (s *Server) sendExport(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := mayUseRegister(by); err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	ask := askedOf(r.URL.Query())
	filter := s.filterOf(ask, by)
	n, err := s.Desk.CountExport(r.Context(), by, filter)
	if fault.KindOf(err) == fault.Conflict {
		return s.renderExport(w, r, by, http.StatusConflict, sent.Values, nil)
	}
	if err != nil {
		return err
	}
	format, wrong := forms.Format(sent.Value("format")), fault.Form{}
	if format != forms.CSV && format != forms.XLSX {
		wrong.Bad("format", "export_format")
	}
	if n >= desk.ManyRows && sent.Value("confirm") == "" {
		wrong.Bad("confirm", "export_confirm", n)
	}
	if err := wrong.Err(); err != nil {
		return s.renderExport(w, r, by, http.StatusUnprocessableEntity, sent.Values, err)
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	chosen, err := s.chosen(r, by, ask)
	if err != nil {
		return err
	}
	is, err := s.chosenWords(r.Context(), ask, by, people)
	if err != nil {
		return err
	}
	today := s.Desk.Today()
	e := forms.Export{What: "台账", Chosen: is, Name: "台账 " + today.String(), Columns: heads(chosen)}
	return e.Send(w, r, s.Desk, by, format, func(rows forms.Rows) error {
		cells := make([]any, 1+len(chosen))
		return s.Desk.EachCase(r.Context(), by, filter, func(row casefile.Row, past desk.PastUnits) error {
			l := registerLine{Server: s, Row: row, people: people, past: past, today: today}
			cells[0] = row.Number
			for i, c := range chosen {
				cells[i+1] = c.write(l)
			}
			return rows.Row(cells...)
		})
	})
}

// exportsPage is the page "desk/exports".
type exportsPage struct {
	page.Base
	Lead  string
	Lines []exportLine
	Pages page.Pagination
}

// An exportLine is one file that was taken out.
type exportLine struct {
	At      string
	Who     string
	What    string
	Chosen  string
	Columns string
	Rows    int
	Name    string
	Hash    string
}

// exportsOnPage is how many exports a page lists.
const exportsOnPage = 50

// listExports serves GET /exports: what was taken out as files, by whom.
func (s *Server) listExports(w http.ResponseWriter, r *http.Request, by auth.User) error {
	at := pageIn(r.URL.Query())
	list, err := s.Desk.Exports(r.Context(), by, (at-1)*exportsOnPage, exportsOnPage)
	if err != nil {
		return err
	}
	p := exportsPage{Base: s.base(r, by, "导出记录"), Lead: "谁、什么时候、按什么条件导出了多少行。记录只增不改。"}
	if list.Own {
		p.Lead = "您导出过的文件。记录只增不改，统筹员和审计管理员也看得到。"
	}
	for _, e := range list.Exports {
		p.Lines = append(p.Lines, exportLine{
			At: dateAndTime(e.At), Who: list.People.Name(e.User), What: e.What, Chosen: e.Chosen, Columns: e.Columns, Rows: e.Rows, Name: e.Name, Hash: e.Hash,
		})
	}
	p.Pages = page.Paginate(at, (list.Total+exportsOnPage-1)/exportsOnPage, func(n int) string { return s.Pages.URL("/exports?page=" + strconv.Itoa(n)) })
	return s.Pages.Render(w, http.StatusOK, "desk/exports", p)
}
