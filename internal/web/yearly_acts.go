package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
	"mingda/internal/yearly"
)

// yearlyActPage is the page "desk/yearly_act": an act that asks why, or is to be looked at
// before it is done.
type yearlyActPage struct {
	page.Base
	Back   page.Link
	Title  string
	Lead   string
	Notes  []page.Note
	Post   string
	Hidden []page.Hidden
	Fields []page.Field
	Checks []reportCheck
	Button page.Button
	Paper  page.Document // what is published; none for other acts
}

// actLeads say what each of these acts does.
var actLeads = map[yearly.Act]string{
	yearly.Return:         "退回以后，那边可以改，改好再报送。",
	yearly.Correct:        "公布过的那一版不会变，仍然看得到。改好以后公布的是新的一版，写明更正了什么、为什么。",
	yearly.DropCorrection: "更正里写的不再用，内容回到公布的样子。写过的在经过里还有记录。",
}

// doneWords are said after an act.
var doneWords = map[yearly.Act]string{
	yearly.Send: "已报送区政府办", yearly.TakeBackSending: "报送已撤回，可以接着改", yearly.Return: "已退回修改", yearly.Accept: "已收齐", yearly.TakeBackAcceptance: "收齐已撤回",
	yearly.Correct: "开始更正，可以改了", yearly.DropCorrection: "更正已撤销，内容是公布的那一版",
}

// showYearlyAct serves GET of the acts that ask something; that of another, as a browser
// asks for it again after it was refused, leads to the report.
func (s *Server) showYearlyAct(w http.ResponseWriter, r *http.Request, by auth.User) error {
	act := yearly.Act(mux.Vars(r)["act"])
	if id, err := yearlyID(r); err == nil && actLeads[act] == "" && doneWords[act] != "" {
		return s.see(w, r, yearlyPath(id, ""), "")
	}
	return s.renderYearlyAct(w, r, by, nil, nil)
}

// yearlyActOf returns the report and the act that the address names, to who may do it.
func (s *Server) yearlyActOf(r *http.Request, by auth.User) (desk.YearlyView, yearly.Act, error) {
	act := yearly.Act(mux.Vars(r)["act"])
	id, err := yearlyID(r)
	if err != nil {
		return desk.YearlyView{}, act, err
	}
	if actLeads[act] == "" {
		return desk.YearlyView{}, act, fault.New(fault.NotFound, "yearly_not_found")
	}
	v, err := s.Desk.Yearly(r.Context(), by, id)
	if err == nil {
		err = desk.MayYearly(by, act, v.Agency.ID)
	}
	return v, act, err
}

func (s *Server) renderYearlyAct(w http.ResponseWriter, r *http.Request, by auth.User, values url.Values, wrong error) error {
	v, act, err := s.yearlyActOf(r, by)
	if err == nil {
		err = v.Report.Allows(act, v.Situation)
	}
	if err != nil {
		return err
	}
	form := page.NewForm(values, wrong)
	p := s.yearlyActPage(r, by, v, act)
	p.Lead, p.Hidden, p.Button = actLeads[act], []page.Hidden{{Name: "version", Value: strconv.Itoa(v.Report.Version)}}, page.Button{Label: act.Label()}
	switch act {
	case yearly.Return:
		p.Fields = []page.Field{form.Textarea("reason", "要改什么").WithHint("报送的机关看得到。")}
	case yearly.Correct:
		p.Fields = []page.Field{form.Textarea("reason", "更正什么，为什么").WithHint("公布时一起公布。")}
	case yearly.DropCorrection:
		p.Button = p.Button.Grave()
	}
	p.Errors = form.Errors()
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return s.Pages.Render(w, status, "desk/yearly_act", p)
}

func (s *Server) yearlyActPage(r *http.Request, by auth.User, v desk.YearlyView, act yearly.Act) yearlyActPage {
	id := v.Report.ID
	name := strconv.Itoa(id.Year()) + " 年年度报告　" + desk.YearlyName(id, v.Agency)
	return yearlyActPage{
		Base: s.base(r, by, act.Label()+" "+strconv.Itoa(id.Year())+" 年年度报告"), Title: act.Label() + "年度报告", Back: page.Link{Label: name, Href: s.Pages.URL(yearlyPath(id, ""))},
		Post: s.Pages.URL(yearlyPath(id, "/"+string(act))),
	}
}

// doYearly serves POST of every act but writing and publishing.
func (s *Server) doYearly(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id, err := yearlyID(r)
	if err != nil {
		return err
	}
	act := yearly.Act(mux.Vars(r)["act"])
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err == nil {
		err = s.Desk.DoYearly(r.Context(), by, id, versionIn(sent.Values), act, sent.Values.Get("reason"))
	}
	switch {
	case err == nil:
		return s.see(w, r, yearlyPath(id, ""), doneWords[act])
	case isInvalid(err):
		return s.renderYearlyAct(w, r, by, sent.Values, err)
	}
	return err
}

// showYearlyPublish serves GET /yearly/{year}/{agency}/publish: all of it, before it is
// frozen.
func (s *Server) showYearlyPublish(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderYearlyPublish(w, r, by, nil, nil)
}

func (s *Server) renderYearlyPublish(w http.ResponseWriter, r *http.Request, by auth.User, values url.Values, wrong error) error {
	id, err := yearlyID(r)
	if err != nil {
		return err
	}
	draft, err := s.Desk.YearlyDraft(r.Context(), by, id)
	if err != nil {
		return err
	}
	v, err := s.Desk.Yearly(r.Context(), by, id)
	if err != nil {
		return err
	}
	p := s.yearlyActPage(r, by, v, yearly.Publish)
	p.Lead = "公布以后在公众的网页上看得到，这一版的内容不再变动；以后案件有变动，只在旁边列出来。写错了的，只能更正，公布新的一版。"
	if v.Report.Correcting != "" {
		p.Lead = "公布的是更正后的" + editionName(len(v.Report.Editions)+1) + "，上一版仍然看得到。更正说明：" + v.Report.Correcting
	}
	status, isChanged := http.StatusOK, fault.CodeOf(wrong) == "yearly_changed"
	form := page.NewForm(values, wrong)
	if isChanged {
		form = page.NewForm(url.Values{"reason": {values.Get("reason")}}, nil)
		p.Notes = append(p.Notes, page.Note{Kind: page.Late, Strong: "没有公布：", Text: wrong.Error() + "。"})
	}
	if len(draft.Lacking) > 0 {
		p.Notes = append(p.Notes, page.Note{Strong: "没有收齐：", Text: strings.Join(draft.Lacking, "、") + "。它们的主动公开数字不在汇总里；案件的数字在。"})
	}
	if len(draft.Broken) > 0 {
		p.Notes = append(p.Notes, page.Note{Kind: page.Late, Strong: "对不上：", Text: strings.Join(draft.Broken, "、") + "。"})
	}
	p.Checks = s.yearlyChecks(by, draft.Annual)
	p.Hidden = []page.Hidden{{Name: "seen", Value: draft.Seen}}
	if len(draft.Lacking)+len(draft.Broken) > 0 {
		p.Fields = append(p.Fields, form.Textarea("reason", "为什么现在就公布").WithHint("只在本系统里看得到。"))
	}
	p.Fields = append(p.Fields, form.Checkbox("sure", "看过了，就这样公布，内容不再变动"))
	p.Button, p.Paper = page.Button{Label: "公布", Busy: "正在公布……"}, page.DocumentOf(draft.Annual.Paper())
	p.Errors = form.Errors()
	switch {
	case isChanged:
		status = http.StatusConflict
	case wrong != nil:
		status = http.StatusUnprocessableEntity
	}
	return s.Pages.Render(w, status, "desk/yearly_act", p)
}

// publishYearly serves POST /yearly/{year}/{agency}/publish.
func (s *Server) publishYearly(w http.ResponseWriter, r *http.Request, by auth.User) error {
	id, err := yearlyID(r)
	if err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err == nil {
		err = s.Desk.PublishYearly(r.Context(), by, id, sent.Values.Get("seen"), sent.Values.Get("sure") != "", sent.Values.Get("reason"))
	}
	switch {
	case err == nil:
		return s.see(w, r, yearlyPath(id, ""), "已公布，公众的网页上看得到了")
	case isInvalid(err), fault.CodeOf(err) == "yearly_changed":
		return s.renderYearlyPublish(w, r, by, sent.Values, err)
	}
	return err
}
