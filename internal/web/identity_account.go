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
	By        string // who proposed it, "" for the person themselves
	At        time.Time
	Begin     page.Button
	Drop      page.Button
	Proposed  *proposedView // nil: nothing waits for the person to confirm it
}

// A proposedView is an identity that waits for its person to confirm it.
type proposedView struct {
	Subject string
	By      string
	At      time.Time
	Act     page.Button // of the reader: to the page that asks, or to withdraw it
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
	proposed, err := s.Desk.ProposedIdentity(r.Context(), by, of)
	if err != nil {
		return nil, err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return nil, err
	}
	if l.By != of && l.Subject != "" {
		v.By = people.Name(l.By)
	}
	if proposed.Subject != "" {
		v.Proposed = &proposedView{Subject: proposed.Subject, By: people.Name(proposed.By), At: proposed.At,
			Act: page.Button{Label: "核对，确认或者拒绝", Href: s.Pages.URL(ownIdentityPath)}}
	}
	return v, nil
}

// linkingPage is the page "desk/account_identity": whether the account is to be linked to
// whom the service vouched for, or to what the security administrator proposed.
type linkingPage struct {
	page.Base
	Service string
	By      string // who proposed it; "" where the service vouched for it
	Shown   string
	Subject string
	Login   string
	Before  string // the identity that is linked now, and would not be any more
	Next    string // where it goes on from here
	Post    string
}

// showLinking serves GET /account/identity.
func (s *Server) showLinking(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if err := s.hasIdentity(); err != nil {
		return err
	}
	link, err := s.linkView(r, by, by.ID)
	if err != nil {
		return err
	}
	p := linkingPage{
		Base: s.base(r, by, "关联"+s.Identity.Name()), Service: s.Identity.Name(), Login: by.Login,
		Next: serve.LocalPath(r.FormValue("next"), s.Pages.URL(accountPath)), Post: s.Pages.URL(ownIdentityPath),
	}
	n, met := s.met(r)
	switch {
	case met:
		p.Shown, p.Subject = n.Shown, n.Subject
	case link.Proposed != nil:
		p.By, p.Subject = link.Proposed.By, link.Proposed.Subject
	default:
		return serve.SeeOther(w, r, s.Pages.URL(accountPath))
	}
	if link.Elsewhere || link.Subject != p.Subject {
		p.Before = link.Subject
	}
	return s.Pages.Render(w, http.StatusOK, "desk/account_identity", p)
}

// changeLink serves POST /account/identity: the account is linked to whom the service
// vouched for in this session, to what was proposed, or to nobody any more.
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
	case "confirm":
		if err := s.Desk.ConfirmIdentity(r.Context(), by, sent.Value("subject")); err != nil {
			return asConflict(err)
		}
		s.Sessions.Put(r.Context(), flashKey, "已关联，以后可以用"+s.Identity.Name()+"登录")
		return serve.SeeOther(w, r, serve.LocalPath(sent.Value("next"), s.Pages.URL(accountPath)))
	case "refuse":
		if err := s.Desk.RefuseIdentity(r.Context(), by, by.ID); err != nil {
			return err
		}
		s.Sessions.Put(r.Context(), flashKey, "已拒绝，没有关联")
		return serve.SeeOther(w, r, serve.LocalPath(sent.Value("next"), s.Pages.URL(accountPath)))
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

// A linkForm is the identity of another as the security administrator sees and proposes it.
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
	if f.Proposed != nil {
		f.Proposed.Act = page.Button{Label: "撤回", Post: f.Post, Hidden: []page.Hidden{{Name: "do", Value: "withdraw"}}}.Plain()
	}
	f.Field = form.Text("subject", "在"+view.Service+"里的账号标识").WithWidth("l").WithAutocomplete("off").
		WithHint("由" + view.Service + "的管理员给。本人登录时核对、确认以后才算数。本人也可以自己关联：先走" + view.Service + "，再用密码登录一次。")
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
	done := "已提出，等" + u.Name + "登录后确认"
	if err == nil && sent.Value("do") == "drop" {
		done = u.Name + "的统一身份已解除关联"
		err = s.Desk.UnlinkIdentity(r.Context(), by, u.ID)
	} else if err == nil && sent.Value("do") == "withdraw" {
		done = "已撤回，不用" + u.Name + "确认了"
		err = s.Desk.RefuseIdentity(r.Context(), by, u.ID)
	} else if err == nil {
		err = s.Desk.ProposeIdentity(r.Context(), by, u.ID, auth.Identity{Issuer: s.Identity.Issuer(), Subject: sent.Value("subject")})
	}
	if isInvalid(err) {
		return s.renderUser(w, r, by, userForm{user: u, typed: sent.Values, wrong: err, identity: true, status: http.StatusUnprocessableEntity})
	}
	if err != nil {
		return err
	}
	return s.see(w, r, userPath(u.ID), done)
}
