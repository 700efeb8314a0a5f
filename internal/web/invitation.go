package web

import (
	"fmt"
	"net/http"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// InvitationPath is of the page on which who was invited sets their own password.
const InvitationPath = "/sign-in/invitation"

func (s *Server) invitationRoutes(r *mux.Router) {
	r.Handle(InvitationPath, s.public(s.showInvitation)).Methods("GET")
	r.Handle(InvitationPath, s.public(s.acceptInvitation)).Methods("POST")
}

// invitationPage is the page "desk/invitation".
type invitationPage struct {
	page.Base
	Login, Code, New, Again page.Field
	Post, Back              string
}

// showInvitation serves GET /sign-in/invitation.
func (s *Server) showInvitation(w http.ResponseWriter, r *http.Request) error {
	return s.renderInvitation(w, r, http.StatusOK, nil)
}

func (s *Server) renderInvitation(w http.ResponseWriter, r *http.Request, status int, wrong error) error {
	p := invitationPage{Base: s.base(r, auth.User{}, "凭邀请码定密码"), Post: s.Pages.URL(InvitationPath), Back: s.Pages.URL("/sign-in")}
	form := page.NewForm(r.PostForm, wrong)
	p.Login = form.Text("login", "用户名").WithHint("管理员给的单子上有。").WithAutocomplete("username").AsRequired()
	p.Code = form.Text("code", "邀请码").WithHint("十二位，如 K7MT-9QRX-3WVH，不分大小写，横线可以不填。").WithAutocomplete("off").WithWidth("m").AsRequired()
	p.New = newPasswordField(form, fmt.Sprintf("至少 %d 个字，登录有第二步验证的至少 %d 个", auth.PasswordMin, auth.PasswordMinBesideFactor))
	p.Again = form.Password("again", "再填一次").WithAutocomplete("new-password").AsRequired()
	p.Errors = form.Errors()
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, status, "desk/invitation", p)
}

// newPasswordField is where somebody types a password that they choose; least says how long it is.
func newPasswordField(form *page.Form, least string) page.Field {
	return form.Password("new", "新密码").WithAutocomplete("new-password").WithHint(least + "，空格也算。几个不相干的词连成一句，好记又难猜。").AsRequired()
}

// acceptInvitation serves POST /sign-in/invitation: with the right code the password is set, and
// the sign-in goes on from there. Wrong codes are counted with wrong passwords.
func (s *Server) acceptInvitation(w http.ResponseWriter, r *http.Request) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	login := sent.Value("login")
	attempt := s.attempt(r, login)
	if err := s.try(r, attempt); err != nil {
		return err
	}
	serve.NotedOf(r).User = s.Desk.UserOf(r.Context(), login)
	by, err := s.Desk.AcceptInvitation(r.Context(), login, sent.Value("code"), sent.Values.Get("new"), sent.Values.Get("again"))
	if isInvalid(err) {
		if fault.FieldsOf(err)["code"] == nil {
			s.right(r, attempt) // it is the password that is not good yet
		}
		return s.renderInvitation(w, r, http.StatusUnprocessableEntity, err)
	}
	if err != nil {
		return err
	}
	s.Sessions.Remove(r.Context(), viaKey)
	return s.enter(w, r, by, s.Pages.URL("/"))
}
