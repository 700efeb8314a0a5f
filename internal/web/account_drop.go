package web

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// factorPath is where one of one's second factors is taken away.
const factorPath = accountPath + "/factors/{factor:[0-9a-f]+}"

// dropFactor serves POST /account/factors/{factor}/drop.
func (s *Server) dropFactor(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	if err := s.Desk.DropFactor(r.Context(), by, mux.Vars(r)["factor"]); err != nil {
		return err
	}
	return s.factorDropped(w, r, by, "已去掉")
}

func (s *Server) factorDropped(w http.ResponseWriter, r *http.Request, by auth.User, done string) error {
	if err := s.endOthers(r.Context(), by); err != nil {
		return err
	}
	return s.see(w, r, accountPath, done)
}

// dropLastPage is the page "desk/account_last": the second factor is taken away by which a
// short password was enough.
type dropLastPage struct {
	page.Base
	Name            string // of the factor
	Least           int
	Old, New, Again page.Field
	Post, Back      string
}

// showDropLast serves GET /account/factors/{factor}/last.
func (s *Server) showDropLast(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderDropLast(w, r, by, http.StatusOK, nil)
}

func (s *Server) renderDropLast(w http.ResponseWriter, r *http.Request, by auth.User, status int, wrong error) error {
	alone, err := s.Desk.LeavesPassword(r.Context(), by)
	if err != nil {
		return err
	}
	factors, err := s.Desk.Factors(r.Context(), by)
	if err != nil {
		return err
	}
	if !alone || factors[0].ID != mux.Vars(r)["factor"] { // it was taken away, or another was added
		return serve.SeeOther(w, r, s.Pages.URL(accountPath))
	}
	p := dropLastPage{Base: s.base(r, by, "去掉第二步验证"), Name: factors[0].Name, Least: auth.PasswordMin, Post: s.Pages.URL(accountPath + "/factors/" + factors[0].ID + "/last"), Back: s.Pages.URL(accountPath)}
	form := page.NewForm(r.PostForm, wrong)
	p.Old = form.Password("old", "现在的密码").AsRequired()
	p.New = newPasswordField(form, fmt.Sprintf("现在的密码不到 %d 个字的才填，至少 %d 个字", auth.PasswordMin, auth.PasswordMin)).AsOptional()
	p.Again = form.Password("again", "再填一次新密码").WithAutocomplete("new-password").AsOptional()
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/account_last", p)
}

// dropLast serves POST /account/factors/{factor}/last.
func (s *Server) dropLast(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renewed(w, r, by, s.renderDropLast, func(sent url.Values) error {
		return s.Desk.DropLastFactor(r.Context(), by, mux.Vars(r)["factor"], sent.Get("old"), sent.Get("new"), sent.Get("again"))
	}, func(by auth.User) error {
		return s.factorDropped(w, r, by, "已去掉，以后登录只凭密码")
	})
}
