package web

import (
	"net/http"
	"net/url"
	"time"

	"mingda/internal/auth"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// A linkView is the identity by which a person signs in, as the pages show it.
type linkView struct {
	Service   string
	Subject   string // "": none
	Elsewhere bool   // at another service than the one of now: it is of no use
	By        string
	At        time.Time
	Begin     page.Button
	Drop      page.Button
}

// linkView returns what is to be said of the identity of a person; nil where there is no
// service.
func (s *Server) linkView(r *http.Request, by auth.User, of int64) (*linkView, error) {
	if s.Identity == nil {
		return nil, nil
	}
	l, err := s.Desk.LinkOf(r.Context(), by, of)
	if err != nil {
		return nil, err
	}
	v := &linkView{
		Service: s.Identity.Name(), Subject: l.Subject, Elsewhere: l.Issuer != "" && l.Issuer != s.Identity.Issuer(), At: l.At,
		Begin: page.Button{Label: "关联" + s.Identity.Name(), Href: s.Pages.URL(ownIdentityPath + "/begin")}.Plain(),
		Drop:  page.Button{Label: "解除关联", Post: s.Pages.URL(ownIdentityPath), Hidden: []page.Hidden{{Name: "do", Value: "drop"}}}.Plain(),
	}
	if l.Subject != "" {
		v.Begin.Label = "换一个关联"
	}
	switch {
	case l.Subject == "":
	case l.By == of:
		v.By = "本人"
	default:
		people, err := s.Desk.People(r.Context())
		if err != nil {
			return nil, err
		}
		v.By = people.Name(l.By)
	}
	return v, nil
}

// linkingPage is the page "desk/account_identity": whether the account is to be linked to
// whom the service vouched for.
type linkingPage struct {
	page.Base
	Service string
	Shown   string
	Subject string
	Login   string
	Before  string // the identity that is linked now, and would not be any more
	Post    string
}

// showLinking serves GET /account/identity.
func (s *Server) showLinking(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := s.hasIdentity(); err != nil {
		return err
	}
	n, ok := s.met(r)
	if !ok {
		return serve.SeeOther(w, r, s.Pages.URL(accountPath))
	}
	l, err := s.Desk.LinkOf(r.Context(), by, by.ID)
	if err != nil {
		return err
	}
	p := linkingPage{
		Base: s.base(r, by, "关联"+s.Identity.Name()), Service: s.Identity.Name(), Shown: n.Shown, Subject: n.Subject, Login: by.Login,
		Post: s.Pages.URL(ownIdentityPath),
	}
	if l.Identity != n.Identity {
		p.Before = l.Subject
	}
	return s.Pages.Render(w, http.StatusOK, "desk/account_identity", p)
}

// changeLink serves POST /account/identity: the account is linked to whom the service
// vouched for in this session, or to nobody any more.
func (s *Server) changeLink(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := s.hasIdentity(); err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	n, ok := s.met(r)
	s.Sessions.Remove(r.Context(), stranger)
	switch sent.Value("do") {
	case "link":
		if !ok {
			return fault.New(fault.Conflict, "identity_late", s.Identity.Name())
		}
		if err := s.Desk.LinkOwnIdentity(r.Context(), by, n.Identity); err != nil {
			return asConflict(err)
		}
		s.Sessions.Put(r.Context(), flashKey, "已关联，以后可以用"+s.Identity.Name()+"登录")
		return serve.SeeOther(w, r, serve.LocalPath(n.Next, s.Pages.URL(accountPath)))
	case "leave":
		return serve.SeeOther(w, r, serve.LocalPath(n.Next, s.Pages.URL(accountPath)))
	case "drop":
		if err := s.Desk.UnlinkIdentity(r.Context(), by, by.ID); err != nil {
			return err
		}
		return s.see(w, r, accountPath, "已解除关联，以后用密码登录")
	}
	return fault.New(fault.Invalid, "form_unreadable")
}

// asConflict tells what is wrong with the only field of a page that has no field for it.
func asConflict(err error) error {
	for _, wrong := range fault.FieldsOf(err) {
		return fault.New(fault.Conflict, wrong.Code, wrong.Args...)
	}
	return err
}

// A linkForm is the identity of another as the security administrator sees and sets it.
type linkForm struct {
	*linkView
	Field page.Field
	Post  string
}

// linkForm returns the form, nil where there is no service, or the person may not set it.
func (s *Server) linkForm(r *http.Request, by, of auth.User, d userForm) (*linkForm, []page.FieldError, error) {
	if s.Identity == nil || of.ID == 0 || auth.MayLink(by, of) != nil {
		return nil, nil, nil
	}
	view, err := s.linkView(r, by, of.ID)
	if err != nil {
		return nil, nil, err
	}
	form := page.NewForm(url.Values{"subject": {view.Subject}}, nil)
	if d.identity {
		form = page.NewForm(d.typed, d.wrong)
	}
	f := &linkForm{linkView: view, Post: s.Pages.URL(userPath(of.ID, "identity"))}
	f.Drop.Post = f.Post
	f.Field = form.Text("subject", "在"+view.Service+"里的账号标识").WithWidth("l").WithAutocomplete("off").
		WithHint("由" + view.Service + "的管理员给。本人也可以自己关联：登录时先走" + view.Service + "，再用密码确认一次。")
	return f, form.Errors(), nil
}

// linkUser serves POST /users/{id}/identity.
func (s *Server) linkUser(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := s.hasIdentity(); err != nil {
		return err
	}
	u, err := s.accountIn(r, by)
	if err != nil {
		return err
	}
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	done := u.Name + "的统一身份已关联"
	if err == nil && sent.Value("do") == "drop" {
		done = u.Name + "的统一身份已解除关联"
		err = s.Desk.UnlinkIdentity(r.Context(), by, u.ID)
	} else if err == nil {
		err = s.Desk.LinkIdentity(r.Context(), by, u.ID, auth.Identity{Issuer: s.Identity.Issuer(), Subject: sent.Value("subject")})
	}
	if isInvalid(err) {
		return s.renderUser(w, r, by, userForm{user: u, typed: sent.Values, wrong: err, identity: true, status: http.StatusUnprocessableEntity})
	}
	if err != nil {
		return err
	}
	return s.see(w, r, userPath(u.ID), done)
}
