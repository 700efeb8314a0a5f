package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// codePage is the page "desk/case_code": the new query code, shown this once.
type codePage struct {
	page.Base
	Case    caseLine
	Receipt page.Receipt
	Status  string // where the applicant looks
}

// showReplaceCode serves GET /cases/{id}/replace-code.
func (s *Server) showReplaceCode(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderReplaceCode(w, r, by, http.StatusOK, nil)
}

func (s *Server) renderReplaceCode(w http.ResponseWriter, r *http.Request, by auth.User, status int, wrong error) error {
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	if err := allowed(v, casefile.ReplaceCode); err != nil {
		return err
	}
	form := page.NewForm(r.PostForm, wrong)
	p := actPage{
		Base: s.base(r, by, casefile.ReplaceCode.Label()+" "+v.Case.Number), Case: s.caseLine(v), Version: v.Case.Version,
		Lead: "申请人丢了查询码，核对身份以后换一个。旧码马上作废；新码只显示一次，当面交给本人，或者写在给本人的信里。",
		Post: s.Pages.URL(casePath(v.Case.ID, string(casefile.ReplaceCode))), Button: page.Button{Label: casefile.ReplaceCode.Label()}.Grave(),
		Sure: form.Checkbox(sureField, "我已看过身份证件，或者用留下的电话核对过，是申请人本人。"),
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/case_act", p)
}

// replaceCode serves POST /cases/{id}/replace-code. It answers with the code
// itself instead of leading on: the code is kept nowhere, not even in the
// session. Sending the form again gives a newer code, and the older one is void.
func (s *Server) replaceCode(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err == nil && sent.Value(sureField) != "1" {
		err = fault.AtField(sureField, "tick_to_go_on")
	}
	var t desk.Ticket
	if err == nil {
		t, err = s.Desk.ReplaceCode(r.Context(), by, caseID(r))
	}
	if isInvalid(err) {
		return s.renderReplaceCode(w, r, by, http.StatusUnprocessableEntity, err)
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
		Base: s.base(r, by, "新的查询码 "+v.Case.Number), Case: s.caseLine(v), Status: s.Desk.StatusURL,
		Receipt: page.Receipt{Tag: page.Tag{State: page.Done, Text: "旧码已作废"}, Title: "新的查询码", At: t.At,
			Codes: []page.KV{{Label: "编号", Value: v.Case.Number}, {Label: "收件号", Value: t.Number}, {Label: "查询码", Value: t.Code.String()}}},
	})
}
