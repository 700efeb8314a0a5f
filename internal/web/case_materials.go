package web

import (
	"net/http"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// A materialLine is one document on the page of a case.
type materialLine struct {
	Name      string
	Href      string
	Icon      string
	Note      string // 申请的信息
	Size      int64
	Withdrawn bool
	Stop      string    // where it is taken out of use; "" for who may not
	Text      page.Link // what was read out of it
	Mark      string    // what is to be known before it is opened; "" for nothing
	Unread    bool      // a machine tried to read it, and could not
}

// materialPath returns where a document is had: shown where the browser can.
func materialPath(id casefile.ID, m casefile.Material) string {
	path := casePath(id, "materials", strconv.Itoa(m.N))
	if shownInline[m.Type] {
		path += "?show=1"
	}
	return path
}

func (s *Server) materialLine(v desk.CaseView, m casefile.Material, stoppable bool) materialLine {
	line := materialLine{Name: m.Name, Href: s.Pages.URL(materialPath(v.Case.ID, m)), Icon: "doc", Note: m.Purpose.Label(), Size: m.Size, Withdrawn: m.Withdrawn}
	if line.Name == "" {
		line.Name = "（已删除的名字）"
	}
	if m.Type == "message/rfc822" {
		line.Icon = "mail"
	}
	if r := v.Readings[m.N]; r.HasText {
		line.Text = page.Link{Label: "文字", Href: s.Pages.URL(materialTextPath(v.Case.ID, m.N))}
		if r.Machine {
			line.Text.Label = "机器识别的文字"
		}
	}
	line.Unread = v.Readings[m.N].Failed
	line.Mark = forms.ArchiveText(m.Name)
	if mark := v.Marks[m.N]; mark.Kind != desk.Unmarked {
		line.Mark = strings.Trim(line.Mark+"；"+forms.MarkText(mark), "；")
		if mark.IsKept() {
			line.Href = ""
		}
	}
	if stoppable && !m.Withdrawn && desk.AllowsWithdrawal(v.Case, m.N) == nil {
		line.Stop = s.Pages.URL(casePath(v.Case.ID, "materials", strconv.Itoa(m.N), "withdraw"))
	}
	return line
}

// purposes are what a document can be added for, in the order of the form.
// Proofs of service come with the service.
var purposes = []struct {
	purpose casefile.Purpose
	hint    string
}{
	{casefile.Requested, "申请人要的信息，可以随答复附上"},
	{casefile.Incoming, "申请人补来的纸件、邮件"},
	{casefile.Evidence, "检索记录、请示批示、征求意见"},
	{casefile.Identity, "只在申请人一页列出"},
}

// newMaterials serves GET /cases/{id}/add-material.
func (s *Server) newMaterials(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
	if err != nil {
		return err
	}
	return s.renderMaterials(w, r, by, held, http.StatusOK, nil)
}

func (s *Server) renderMaterials(w http.ResponseWriter, r *http.Request, by auth.User, held *forms.Held, status int, wrong error) error {
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	if err := allowed(v, casefile.AddMaterial); err != nil {
		return err
	}
	var options []page.Option
	for i, p := range purposes {
		options = append(options, page.Option{Value: string(p.purpose), Label: p.purpose.Label(), Hint: p.hint, Checked: i == 0})
	}
	form := page.NewForm(held.Values, wrong)
	files := form.File("files", "文件").WithHint("可以一次选几个。").WithFiles(held.Uploaded("files"))
	files.Many = true
	p := actPage{
		Base: s.base(r, by, casefile.AddMaterial.Label()+" "+v.Case.Number), Case: s.caseLine(v), Version: v.Case.Version,
		Lead: "放进案卷的文件只增不减；放错了可以停用，停用的也留着。", Post: s.Pages.URL(casePath(v.Case.ID, string(casefile.AddMaterial))), Files: true,
		Fields: []page.Field{files, form.Radios("purpose", "做什么用", options), form.Hidden(forms.KeyField, held.Key)},
		Button: page.Button{Label: casefile.AddMaterial.Label(), Key: "Ctrl S"},
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/case_act", p)
}

// addMaterials serves POST /cases/{id}/add-material.
func (s *Server) addMaterials(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := forms.Read(r, s.Desk, s.Uploads)
	if held == nil {
		return err
	}
	if err == nil && held.Values.Has("files-drop") {
		return s.renderMaterials(w, r, by, held, http.StatusOK, nil)
	}
	stored, added := held.Stored("files"), 0
	if err == nil {
		added, err = s.Desk.AddMaterials(r.Context(), by, caseID(r), casefile.Purpose(held.Value("purpose")), stored)
	}
	if isInvalid(err) {
		return s.renderMaterials(w, r, by, held, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, casePath(caseID(r)), addedMaterials(added, len(stored)-added))
}

// addedMaterials says what became of the files of the form: those that stood in
// the case already, as when it was sent again, are not added twice.
func addedMaterials(added, known int) string {
	count := func(n int) string { return strconv.Itoa(n) + " 份" }
	switch {
	case known == 0:
		return "已加材料 " + count(added)
	case added == 0:
		return "这 " + count(known) + "材料已经在案卷里，没有再加"
	}
	return "已加材料 " + count(added) + "；另外 " + count(known) + "已经在案卷里，没有再加"
}

// showWithdrawMaterial serves GET /cases/{id}/materials/{n}/withdraw.
func (s *Server) showWithdrawMaterial(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderWithdrawMaterial(w, r, by, http.StatusOK, nil)
}

func (s *Server) renderWithdrawMaterial(w http.ResponseWriter, r *http.Request, by auth.User, status int, wrong error) error {
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	n := int(pathID(r, "n"))
	m, ok := v.Case.Material(n)
	if !ok {
		return fault.New(fault.NotFound, "material_not_found")
	}
	if err := allowed(v, casefile.AddMaterial); err != nil {
		return err
	}
	if err := desk.MayWithdraw(by, v.Case); err != nil {
		return err
	}
	if err := desk.AllowsWithdrawal(v.Case, n); err != nil {
		return err
	}
	form := page.NewForm(r.PostForm, wrong)
	p := actPage{
		Base: s.base(r, by, "停用材料 "+v.Case.Number), Case: s.caseLine(v), Version: v.Case.Version,
		Lead: "停用“" + m.Name + "”。文件留在案卷里，不再列入答复的附件。", Post: s.Pages.URL(casePath(v.Case.ID, "materials", strconv.Itoa(n), "withdraw")),
		Fields: []page.Field{form.Textarea("reason", "为什么停用").WithRows(2).AsRequired()},
		Button: page.Button{Label: "停用", Key: "Ctrl S"},
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/case_act", p)
}

// withdrawMaterial serves POST /cases/{id}/materials/{n}/withdraw.
func (s *Server) withdrawMaterial(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err == nil {
		err = s.Desk.WithdrawMaterial(r.Context(), by, caseID(r), int(pathID(r, "n")), sent.Value("reason"))
	}
	if isInvalid(err) {
		return s.renderWithdrawMaterial(w, r, by, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, casePath(caseID(r)), "已停用")
}
