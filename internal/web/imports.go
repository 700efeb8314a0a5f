package web

import (
	"bytes"
	"io"
	"net/http"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/serve"
)

func (s *Server) importRoutes(r *mux.Router) {
	const one = "/import/{import:[0-9]+}"
	r.Handle("/import", s.staff(s.listImports)).Methods("GET")
	r.Handle("/import", s.staff(s.sendRegister)).Methods("POST")
	r.Handle(one, s.staff(s.showImport)).Methods("GET")
	r.Handle(one+"/sheet", s.staff(s.showSheets)).Methods("GET")
	r.Handle(one+"/sheet", s.staff(s.chooseSheet)).Methods("POST")
	r.Handle(one+"/next", s.staff(s.importNext)).Methods("POST")
	r.Handle(one+"/columns", s.staff(s.showMapping)).Methods("GET")
	r.Handle(one+"/columns", s.staff(s.mapColumns)).Methods("POST")
	r.Handle(one+"/words", s.staff(s.showWords)).Methods("GET")
	r.Handle(one+"/words", s.staff(s.chooseWords)).Methods("POST")
	r.Handle(one+"/rows", s.staff(s.showTrial)).Methods("GET")
	r.Handle(one+"/rows.xlsx", s.staff(s.sendTroubles)).Methods("GET")
	r.Handle(one+"/try", s.staff(s.importStep(s.tryImport))).Methods("POST")
	r.Handle(one+"/start", s.staff(s.importStep(s.startImport))).Methods("POST")
	r.Handle(one+"/stop", s.staff(s.importStep(s.stopImport))).Methods("POST")
	r.Handle(one+"/remove", s.staff(s.importStep(s.removeImport))).Methods("POST")
	r.Handle(one+"/undo", s.staff(s.askUndoImport)).Methods("GET")
	r.Handle(one+"/undo", s.staff(s.undoImport)).Methods("POST")
}

func importPath(id int64, more string) string {
	return "/import/" + strconv.FormatInt(id, 10) + more
}

// importsPage is the page "desk/imports".
type importsPage struct {
	page.Base
	Action string
	File   page.Field
	Send   page.Button
	Lines  []importLine
}

// An importLine is one import of the list.
type importLine struct {
	Href, Name, Sheet, By, At, Counts string
	Tag                               page.Tag
}

// importTag says how far an import has come.
func importTag(stage desk.ImportStage) page.Tag {
	state := page.Line
	switch stage {
	case desk.ImportRunning, desk.ImportUndoing, desk.ImportTried:
		state = page.Soon
	case desk.ImportDone:
		state = page.Done
	case desk.ImportStopped, desk.ImportUndone:
		state = page.Stop
	}
	return page.Tag{State: state, Text: stage.Label()}
}

// listImports serves GET /import: what was imported, and the form for the next file.
func (s *Server) listImports(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderImports(w, r, by, http.StatusOK, nil)
}

func (s *Server) renderImports(w http.ResponseWriter, r *http.Request, by auth.User, status int, bad error) error {
	all, err := s.Desk.Imports(r.Context(), by)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	form := page.NewForm(nil, bad)
	p := importsPage{Base: s.base(r, by, "导入旧台账"), Action: s.Pages.URL("/import"), Send: page.Button{Label: "上传"}}
	p.File = form.File("file", "旧台账的文件").WithHint("Excel 工作簿（*.xlsx）或者 CSV，最大 50 MB。表头叫什么都行，下一步对应。上传以后什么都还没有导入。").WithAccept(".xlsx,.xlsm,.csv,.txt,.xls")
	p.File.Many = false
	p.Errors = form.Errors()
	for _, v := range all {
		line := importLine{
			Href: s.Pages.URL(importPath(v.ID, "")), Name: v.Name, Sheet: v.SheetName(), By: people.Name(v.SentBy), Tag: importTag(v.Stage),
			At: dateAndTime(v.SentAt),
		}
		if v.Rows > 0 {
			line.Counts = strconv.Itoa(v.Rows) + " 行，导入 " + strconv.Itoa(v.Done) + " 件"
		}
		p.Lines = append(p.Lines, line)
	}
	return s.Pages.Render(w, status, "desk/imports", p)
}

// sendRegister serves POST /import.
func (s *Server) sendRegister(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := auth.MayDo(by, auth.TakeOver, by.Agency); err != nil {
		return err
	}
	var id int64
	_, err := serve.ReadForm(r, forms.RegisterFile, func(f serve.File, content io.Reader) (err error) {
		id, err = s.Desk.SendRegister(r.Context(), by, f.Name, content)
		return err // the form puts a refusal beside its field
	})
	if err == nil && id == 0 {
		err = fault.AtField("file", "import_file_needed")
	}
	if isInvalid(err) {
		return s.renderImports(w, r, by, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, importPath(id, ""), "")
}

// showImport serves GET /import/{id}: the step at which the import is, or how far it has
// come.
func (s *Server) showImport(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.ImportOf(r.Context(), by, pathID(r, "import"))
	if err != nil {
		return err
	}
	switch v.Stage {
	case desk.ImportSent:
		return s.see(w, r, importPath(v.ID, "/sheet"), "")
	case desk.ImportMapping:
		return s.see(w, r, importPath(v.ID, "/columns"), "")
	case desk.ImportTried:
		return s.see(w, r, importPath(v.ID, "/rows"), "")
	}
	return s.renderImport(w, r, by, v, http.StatusOK, nil, nil)
}

// A step is one act on an import by a button alone; it returns where to go.
type step func(r *http.Request, by auth.User, id int64) (path, done string, err error)

// importStep makes a handler of a step. What it cannot do now the import's page shows.
func (s *Server) importStep(do step) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		path, done, err := do(r, by, pathID(r, "import"))
		if err != nil {
			return err
		}
		return s.see(w, r, path, done)
	}
}

func (s *Server) tryImport(r *http.Request, by auth.User, id int64) (string, string, error) {
	return importPath(id, "/rows"), "", s.Desk.TryImport(r.Context(), by, id)
}

func (s *Server) startImport(r *http.Request, by auth.User, id int64) (string, string, error) {
	return importPath(id, ""), "", s.Desk.StartImport(r.Context(), by, id)
}

func (s *Server) stopImport(r *http.Request, by auth.User, id int64) (string, string, error) {
	return importPath(id, ""), "停下了，已经导入的留着", s.Desk.StopImport(r.Context(), by, id)
}

func (s *Server) removeImport(r *http.Request, by auth.User, id int64) (string, string, error) {
	return "/import", "删除了，没有导入任何案件", s.Desk.RemoveImport(r.Context(), by, id)
}

// importPage is the page "desk/import": an import that is under way, or through.
type importPage struct {
	page.Base
	Back     page.Link
	Facts    []page.KV
	Tag      page.Tag
	Note     page.Note
	Working  bool
	Did, Of  int
	Percent  int
	Register page.Link
	Rows     page.Link
	Acts     []postButton
	Undo     page.Link
	UndoForm *undoForm
	Next     string      // begins with another sheet of the file
	Others   []sheetLine // the other sheets of the file
}

// A postButton is a button that posts by itself.
type postButton struct {
	Post string
	page.Button
}

// An undoForm asks why an import is to be taken back.
type undoForm struct {
	Post   string
	Fields []page.Field
	Button page.Button
	errors []page.FieldError
}

// renderImport shows how an import stands; bad is why another sheet could not be begun.
func (s *Server) renderImport(w http.ResponseWriter, r *http.Request, by auth.User, v desk.ImportView, status int, undo *undoForm, bad error) error {
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := importPage{Base: s.base(r, by, "导入 "+v.Name), Back: page.Link{Label: "导入旧台账", Href: s.Pages.URL("/import")}, Tag: importTag(v.Stage), UndoForm: undo,
		Of: v.Ready, Did: v.Done, Rows: page.Link{Label: "看有问题的行", Href: s.Pages.URL(importPath(v.ID, "/rows"))}}
	at := func(by int64, t string) string { return people.Name(by) + "，" + t }
	p.Facts = []page.KV{{Label: "文件", Value: v.Name}, {Label: "工作表", Value: v.SheetName()}, {Label: "上传", Value: at(v.SentBy, dateAndTime(v.SentAt))}}
	if v.StartedBy != 0 {
		p.Facts = append(p.Facts, page.KV{Label: "开始导入", Value: at(v.StartedBy, dateAndTime(v.StartedAt))})
	}
	if v.UndoneBy != 0 {
		p.Facts = append(p.Facts, page.KV{Label: "撤销", Value: people.Name(v.UndoneBy) + "：" + v.Reason})
	}
	if !v.EndedAt.IsZero() && (v.Stage == desk.ImportDone || v.Stage == desk.ImportUndone) {
		p.Facts = append(p.Facts, page.KV{Label: "完成", Value: dateAndTime(v.EndedAt)})
	}
	p.Facts = append(p.Facts, page.KV{Label: "读了", Value: strconv.Itoa(v.Rows) + " 行，其中要导入 " + strconv.Itoa(v.Ready) + " 行"})
	if p.Working = v.Stage == desk.ImportRunning || v.Stage == desk.ImportUndoing; p.Working && undo == nil {
		w.Header().Set("Refresh", "2") // the page looks again by itself, without a script
	}
	if v.Stage == desk.ImportUndoing || v.Stage == desk.ImportUndone {
		p.Did = v.Ready - v.Done
	}
	if p.Of > 0 {
		p.Percent = 100 * p.Did / p.Of
	}
	if v.Problem != "" {
		p.Note = page.Note{Strong: "没有全部办成：", Text: v.Problem + "。"}
	}
	p.Register = page.Link{Label: "在台账里看这一批", Href: s.Pages.URL("/cases?view=all&import=" + strconv.FormatInt(v.ID, 10))}
	post := func(step, label string) postButton {
		return postButton{s.Pages.URL(importPath(v.ID, step)), page.Button{Label: label}}
	}
	switch v.Stage {
	case desk.ImportRunning:
		stop := post("/stop", "停下")
		stop.Button = stop.Plain()
		p.Acts = []postButton{stop}
	case desk.ImportStopped:
		p.Acts = []postButton{post("/start", "继续导入")}
	}
	if v.Stage == desk.ImportDone || v.Stage == desk.ImportStopped {
		p.Undo = page.Link{Label: "撤销整批导入", Href: s.Pages.URL(importPath(v.ID, "/undo"))}
	}
	if undo != nil {
		p.Errors = undo.errors
		return s.Pages.Render(w, status, "desk/import", p)
	}
	if p.Others, err = s.otherSheets(r, by, v); err != nil {
		return err
	}
	p.Errors, p.Next = page.NewForm(nil, bad).Errors(), s.Pages.URL(importPath(v.ID, "/next"))
	return s.Pages.Render(w, status, "desk/import", p)
}

// askUndoImport serves GET /import/{id}/undo.
func (s *Server) askUndoImport(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderUndoImport(w, r, by, http.StatusOK, page.NewForm(nil, nil))
}

func (s *Server) renderUndoImport(w http.ResponseWriter, r *http.Request, by auth.User, status int, form *page.Form) error {
	v, err := s.Desk.ImportOf(r.Context(), by, pathID(r, "import"))
	if err != nil {
		return err
	}
	if v.Stage != desk.ImportDone && v.Stage != desk.ImportStopped {
		return s.see(w, r, importPath(v.ID, ""), "")
	}
	undo := &undoForm{
		Post: s.Pages.URL(importPath(v.ID, "/undo")), Button: page.Button{Label: "撤销整批导入"}.Grave(),
		Fields: []page.Field{
			form.Textarea("reason", "为什么撤销").WithRows(3),
			form.Checkbox("sure", "撤销这一批的全部 "+strconv.Itoa(v.Done)+" 件。编号不再用，台账里写明已经撤销"),
		},
	}
	undo.errors = form.Errors()
	return s.renderImport(w, r, by, v, status, undo, nil)
}

// undoImport serves POST /import/{id}/undo.
func (s *Server) undoImport(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	id := pathID(r, "import")
	err = s.Desk.UndoImport(r.Context(), by, id, sent.Value("reason"), sent.Value("sure") != "")
	if isInvalid(err) {
		return s.renderUndoImport(w, r, by, http.StatusUnprocessableEntity, page.NewForm(sent.Values, err))
	}
	if err != nil {
		return err
	}
	return s.see(w, r, importPath(id, ""), "")
}

// sendTroubles serves GET /import/{id}/rows.xlsx: the rows with a trouble, each as it
// stands in the file, with what is to be said of it.
func (s *Server) sendTroubles(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id := pathID(r, "import")
	v, err := s.Desk.ImportOf(r.Context(), by, id)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := s.Desk.WriteTroubles(r.Context(), by, id, trialFilter(r), &b); err != nil {
		return err
	}
	return sendFile(w, r, desk.InMemory("问题行 "+v.Name+".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b.Bytes()), false)
}
