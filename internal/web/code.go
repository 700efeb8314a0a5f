package web

import (
	"fmt"
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// This file is about a lost query code: it is replaced once the applicant was
// identified, and how is stored. The page of a case and the page of a ticket
// ask the same.

// identifyPage is the page "desk/identify".
type identifyPage struct {
	page.Base
	Line     caseLine // the case, or the input that is none yet
	Back     string
	First    bool // nobody was given a code yet: none is lost
	How      page.Field
	Note     page.Field
	Sure     page.Field
	Post     string
	Continue page.Button
}

// renderIdentify asks how the applicant was identified.
func (s *Server) renderIdentify(w http.ResponseWriter, p identifyPage, typed url.Values, wrong error) error {
	form := page.NewForm(typed, wrong)
	var ways []page.Option
	for _, way := range casefile.Identifications {
		ways = append(ways, page.Option{Value: string(way), Label: way.Label()})
	}
	p.How = form.Radios("identified", "怎么核对的身份", ways)
	p.Note = form.Text("identified_note", "说明").WithHint("如代理人的姓名、核对了哪几位号码。选“别的办法”时要写。").WithAutocomplete("off")
	p.Sure = form.Checkbox(sureField, "是申请人本人，或者他的代理人。旧码马上作废。")
	p.Continue = page.Button{Label: casefile.ReplaceCode.Label(), Key: "Ctrl S"}.Grave()
	if p.First {
		p.Sure.Label = "是申请人本人，或者他的代理人。"
		p.Continue = page.Button{Label: "出查询码", Key: "Ctrl S"}
	}
	p.Errors = form.Errors()
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return s.Pages.Render(w, status, "desk/identify", p)
}

// identified reads how the applicant was identified.
func identified(r *http.Request) (url.Values, casefile.Identification, error) {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	who := casefile.Identification{By: casefile.Identified(sent.Value("identified")), Note: sent.Value("identified_note")}
	if err != nil {
		return sent.Values, who, err
	}
	_, err = who.Check()
	if sent.Value(sureField) != "1" {
		err = joinFaults(err, fault.AtField(sureField, "tick_to_go_on"))
	}
	return sent.Values, who, err
}

// codePage is the page "desk/case_code": the new query code, shown this once.
type codePage struct {
	page.Base
	Case    caseLine
	Receipt page.Receipt
	Back    string // 回案件
	Status  string // where the applicant looks
}

// showReplaceCode serves GET /cases/{id}/replace-code.
func (s *Server) showReplaceCode(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.askForCase(w, r, by, nil, nil)
}

func (s *Server) askForCase(w http.ResponseWriter, r *http.Request, by auth.User, typed url.Values, wrong error) error {
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	if err := allowed(v, casefile.ReplaceCode); err != nil {
		return err
	}
	return s.renderIdentify(w, identifyPage{
		Base: s.base(r, by, casefile.ReplaceCode.Label()+" "+v.Case.Number), Line: s.caseLine(v), Back: "回案件",
		Post: s.Pages.URL(casePath(v.Case.ID, string(casefile.ReplaceCode))),
	}, typed, wrong)
}

// replaceCode serves POST /cases/{id}/replace-code. It answers with the code
// itself instead of leading on: the code is kept nowhere, not even in the
// session. Sending the form again gives a newer code, and the older one is void.
func (s *Server) replaceCode(w http.ResponseWriter, r *http.Request, by auth.User) error {
	typed, who, err := identified(r)
	var t desk.Ticket
	if err == nil {
		t, err = s.Desk.ReplaceCode(r.Context(), by, caseID(r), who)
	}
	if isInvalid(err) {
		return s.askForCase(w, r, by, typed, err)
	}
	if err != nil {
		return err
	}
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, http.StatusOK, "desk/case_code", codePage{
		Back: "回案件",
		Base: s.base(r, by, "新的查询码 "+v.Case.Number), Case: s.caseLine(v), Status: s.Desk.StatusURL,
		Receipt: page.Receipt{Tag: page.Tag{State: page.Done, Text: "旧码已作废"}, Title: "新的查询码", At: t.At,
			Codes: []page.KV{{Label: "案件编号", Value: v.Case.Number}, {Label: "收件号", Value: t.Number}, {Label: "查询码", Value: t.Code.String()}}},
	})
}

// showRenewCode serves GET /inputs/{id}/code.
func (s *Server) showRenewCode(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.askForInput(w, r, by, nil, nil)
}

func (s *Server) askForInput(w http.ResponseWriter, r *http.Request, by auth.User, typed url.Values, wrong error) error {
	v, err := s.Desk.Input(r.Context(), by, inbox.ID(pathID(r, "id")))
	if err != nil {
		return err
	}
	if err := auth.MayDo(by, auth.Register, v.Input.Agency); err != nil {
		return err
	}
	return s.renderIdentify(w, identifyPage{
		Base: s.base(r, by, casefile.ReplaceCode.Label()+" "+v.Input.Number), Back: "回收件号和回执", First: v.Confirming.IsDue(v.Input),
		Line: caseLine{Number: v.Input.Number, Href: s.Pages.URL(ticketPath(v.Input.ID)), Subject: v.Content.Summary, Applicant: v.Content.Applicant.Name},
		Post: s.Pages.URL(fmt.Sprintf("/inputs/%d/code", v.Input.ID)),
	}, typed, wrong)
}

// renewCode serves POST /inputs/{id}/code: a new query code after the applicant
// was identified.
func (s *Server) renewCode(w http.ResponseWriter, r *http.Request, by auth.User) error {
	typed, who, err := identified(r)
	var t desk.Ticket
	if err == nil {
		t, err = s.Desk.NewInputCode(r.Context(), by, inbox.ID(pathID(r, "id")), who)
	}
	if isInvalid(err) {
		return s.askForInput(w, r, by, typed, err)
	}
	if err != nil {
		return err
	}
	return s.giveTicket(w, r, t)
}
