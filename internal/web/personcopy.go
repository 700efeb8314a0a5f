package web

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/reconsider"
	"mingda/internal/serve"
)

// copyPath is where somebody is given all that is kept of them.
const copyPath = "/person-copy"

func (s *Server) personCopyRoutes(r *mux.Router) {
	r.Handle(copyPath, s.staff(s.showCopy)).Methods("GET")
	r.Handle(copyPath, s.staff(s.makeCopy)).Methods("POST")
}

// copyAskPage is the page "desk/person_copy": of whom everything that is kept is asked for
// (查阅、复制个人信息, 个人信息保护法 45), and how they were identified.
type copyAskPage struct {
	page.Base
	Fields []page.Field
	Post   string
	Button page.Button
	Back   page.Link
}

// copyPage is the page "desk/person_copied": the sheet.
type copyPage struct {
	page.Base
	Notes []page.Note // to who gives it; they do not stand on the sheet
	Paper page.Document
	File  page.Button
	Again page.Link
}

// showCopy serves GET /person-copy; ?case= or ?review= is where somebody was found.
func (s *Server) showCopy(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.askCopy(w, r, by, r.URL.Query(), nil)
}

// copyAskIn reads the form.
func copyAskIn(v url.Values) desk.CopyAsk {
	whose, err := strconv.Atoi(v.Get(forms.WhoseName))
	if err != nil {
		whose = forms.Nobody
	}
	return desk.CopyAsk{
		Name: v.Get("name"), Number: v.Get("number"), Case: casefile.ID(idIn(v, "case")), Review: reconsider.ID(idIn(v, "review")), Whose: whose,
		Identified: casefile.Identification{By: casefile.Identified(v.Get("identified")), Note: v.Get("identified_note")},
	}
}

func (s *Server) askCopy(w http.ResponseWriter, r *http.Request, by auth.User, typed url.Values, wrong error) error {
	ask := copyAskIn(typed)
	people, err := s.Desk.CopyPeople(r.Context(), by, ask)
	if err != nil {
		return err
	}
	form := page.NewForm(typed, wrong)
	p := copyAskPage{Base: s.base(r, by, "给本人查阅、复制个人信息"), Post: s.Pages.URL(copyPath), Button: page.Button{Label: "出查阅件", Busy: "正在找……"}}
	switch {
	case ask.Case != 0:
		p.Back = page.Link{Label: "回案件", Href: s.Pages.URL(casePath(ask.Case))}
		p.Fields = append(p.Fields, form.Hidden("case", strconv.FormatInt(int64(ask.Case), 10)))
	case ask.Review != 0:
		p.Back = page.Link{Label: "回案件", Href: s.Pages.URL("/review/" + strconv.FormatInt(int64(ask.Review), 10))}
		p.Fields = append(p.Fields, form.Hidden("review", strconv.FormatInt(int64(ask.Review), 10)))
	default:
		p.Fields = append(p.Fields, form.Text("name", "姓名或者名称").WithAutocomplete("off").AsRequired(),
			form.Text("number", "证件号、电话或者邮箱").WithHint("写全，一个就行；申请时留的。").WithWidth("m").WithAutocomplete("off").AsRequired())
	}
	if people != nil {
		var whose []page.Option
		for n, k := range people {
			whose = append(whose, page.Option{Value: strconv.Itoa(n), Label: k.Role + "　" + k.Last().Name, Checked: form.Value(forms.WhoseName) == strconv.Itoa(n) || len(people) == 1})
		}
		p.Fields = append(p.Fields, form.Radios(forms.WhoseName, "谁要看自己的", whose).AsRequired())
	}
	var ways []page.Option
	for _, way := range casefile.Identifications {
		ways = append(ways, page.Option{Value: string(way), Label: way.Label(), Checked: form.Value("identified") == string(way)})
	}
	p.Fields = append(p.Fields, form.Radios("identified", "怎么核对的身份", ways).AsRequired(),
		form.Text("identified_note", "说明").WithHint("如代理人的姓名、核对了哪几位号码。选“别的办法”时要写。").WithAutocomplete("off").AsOptional())
	p.Errors = form.Errors()
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return s.Pages.Render(w, status, "desk/person_copy", p)
}

// makeCopy serves POST /person-copy: the sheet as a page or, with do=pdf, as a file. How the
// person was identified is in the audit before anything is answered.
func (s *Server) makeCopy(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	ask := copyAskIn(sent.Values)
	made, err := s.Desk.CopyPerson(r.Context(), by, ask)
	if isInvalid(err) {
		return s.askCopy(w, r, by, sent.Values, err)
	}
	if err != nil {
		return err
	}
	noted := serve.NotedOf(r)
	noted.Note, noted.Count = s.Desk.KeptWords("给本人查阅、复制："+made.Identified.By.Label()+"，"+made.Identified.Note), len(made.Records)
	noted.Subject = int64(ask.Case)
	w.Header().Set("Cache-Control", "no-store")
	if sent.Value("do") == "pdf" {
		file, err := s.Desk.CopyPDF(made)
		if err != nil {
			return err
		}
		return sendFile(w, r, file, false)
	}
	p := copyPage{Base: s.base(r, by, "个人信息查阅、复制件"), Notes: copyNotes(made), Paper: page.DocumentOf(made.Paper()), Again: page.Link{Label: "再出一份", Href: s.Pages.URL(copyPath)}}
	p.File = page.Button{Label: "存成 PDF", Post: s.Pages.URL(copyPath), Hidden: []page.Hidden{{Name: "do", Value: "pdf"}}}
	for _, name := range []string{"name", "number", "case", "review", forms.WhoseName, "identified", "identified_note"} {
		if value := sent.Value(name); value != "" {
			p.File.Hidden = append(p.File.Hidden, page.Hidden{Name: name, Value: value})
		}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/person_copied", p)
}

// copyNotes say what is not on the sheet, and who can add it.
func copyNotes(c desk.PersonCopy) []page.Note {
	var all []page.Note
	add := func(is bool, note page.Note) {
		if is {
			all = append(all, note)
		}
	}
	add(len(c.Records) == 0, page.Note{Kind: page.Soon, Strong: "没有找到。", Text: "姓名和号码要和当时留的一样；换一个号码再找。"})
	add(c.Unseen, page.Note{Kind: page.Soon, Strong: "还有您看不到的。", Text: "复议案件由复议机构的负责人、别的由能看的人，用同一页另出一份。"})
	add(c.Unindexed > 0, page.Note{Kind: page.Soon, Strong: "索引还没有做完：", Text: "有 " + strconv.Itoa(c.Unindexed) + " 件申请还找不到，过几分钟再出一次。"})
	add(c.Alike > 0, page.Note{Text: "另有 " + strconv.Itoa(c.Alike) + " 件申请的申请人同名，没有留这些号码，不能认定是同一个人，没有列入。"})
	add(c.Mentioned > 0, page.Note{Text: "另有 " + strconv.Itoa(c.Mentioned) + " 件申请里有这些号码，但是不是这个人的，没有列入。"})
	return all
}
