package web

import (
	"context"
	"net/http"
	"time"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// This file is about how people come to the password of their account: they are invited to
// set it, by a code that the administrator hands over.

// invitationTag says how far an account without a password is.
func invitationTag(i auth.Invitation, now time.Time) page.Tag {
	switch {
	case i.User == 0:
		return page.Tag{State: page.Stop, Text: "还没有邀请"}
	case i.IsOver(now):
		return page.Tag{State: page.Stop, Text: "邀请已过期"}
	}
	return page.Tag{State: page.Soon, Text: "已邀请，有效到 " + minuteOf(i.Until)}
}

// minuteOf writes an instant to the minute.
func minuteOf(at time.Time) string {
	return calendar.DateOf(at).Chinese() + " " + calendar.ClockTime(at)
}

// An invitationView is what the administrator sees of how somebody comes to a password.
type invitationView struct {
	Tag      *page.Tag // nil: the account has a password, or another way in
	By       string    // who invited
	At       time.Time
	Used     bool         // its person lost what they had, if they cannot sign in
	Invite   *page.Button // or lets them in again; nil: not for the reader
	TakeBack *page.Button // nil: there is nothing to take back
}

// invitationView returns it, nil for who has nothing to do with it.
func (s *Server) invitationView(r *http.Request, by, u auth.User, people desk.People) (*invitationView, error) {
	if u.ID == 0 || u.ID == by.ID || u.Disabled || auth.MayAskLetIn(by, u.Agency) != nil {
		return nil, nil
	}
	all, err := s.Desk.Invitations(r.Context(), by)
	if err != nil {
		return nil, err
	}
	others, err := s.Desk.OtherWaysIn(r.Context(), by)
	if err != nil {
		return nil, err
	}
	used, err := s.Desk.WasUsed(r.Context(), u)
	if err != nil {
		return nil, err
	}
	accounts, _ := adminOver(by, u.Agency)
	i, invited := all[u.ID]
	v := &invitationView{Used: used}
	if invited || !u.HasPassword() && !others[u.ID] {
		tag := invitationTag(i, s.Now())
		v.Tag = &tag
	}
	path := userPath(u.ID, "invitation")
	switch {
	case used:
		v.Invite = &page.Button{Label: "恢复登录", Kind: "plain", Href: s.Pages.URL(userPath(u.ID, "let-in"))}
	case accounts && invited:
		v.Invite = &page.Button{Label: "重新邀请", Kind: "plain", Href: s.Pages.URL(path)}
	case accounts:
		v.Invite = &page.Button{Label: "邀请", Kind: "plain", Href: s.Pages.URL(path)}
	}
	if invited {
		v.By, v.At = people.Name(i.By), i.MadeAt
		if accounts {
			v.TakeBack = &page.Button{Label: "撤回邀请", Kind: "plain", Post: s.Pages.URL(path + "/take-back")}
		}
	}
	return v, nil
}

// invitePage is the page "desk/user_invite": before somebody is invited.
type invitePage struct {
	page.Base
	Facts  []page.KV
	Send   page.Button
	Cancel string
}

// showInvite serves GET /users/{id}/invitation.
func (s *Server) showInvite(w http.ResponseWriter, r *http.Request, by auth.User) error {
	u, err := s.accountIn(r, by)
	if err != nil {
		return err
	}
	if _, err := s.Desk.MayInvite(r.Context(), by, u.ID); err != nil {
		return err
	}
	return s.Pages.Render(w, http.StatusOK, "desk/user_invite", invitePage{
		Base: s.base(r, by, "邀请"), Facts: []page.KV{{Label: "姓名", Value: u.Name}, {Label: "用户名", Value: u.Login}},
		Send: page.Button{Label: "出邀请码", Post: s.Pages.URL(userPath(u.ID, "invitation"))}, Cancel: s.Pages.URL(userPath(u.ID)),
	})
}

// invite serves POST /users/{id}/invitation.
func (s *Server) invite(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	return s.inviteTo(w, r, by, pathID(r, "id"))
}

// takeBackInvitation serves POST /users/{id}/invitation/take-back.
func (s *Server) takeBackInvitation(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	id := pathID(r, "id")
	if err := s.Desk.TakeBackInvitation(r.Context(), by, id); err != nil {
		return err
	}
	return s.see(w, r, userPath(id), "邀请已撤回，那个邀请码不能用了")
}

// inviteTo invites and answers with the slip.
func (s *Server) inviteTo(w http.ResponseWriter, r *http.Request, by auth.User, id int64) error {
	invited, err := s.Desk.Invite(context.WithoutCancel(r.Context()), by, id)
	if err != nil {
		return err
	}
	return s.renderSlip(w, r, by, invited, "/users")
}

// slipPage is the page "desk/user_invited": what is handed to whom is invited, this once.
type slipPage struct {
	page.Base
	Name  string
	Slip  page.Receipt
	Where string // 网址
	Back  string
}

// renderSlip answers a post with the code itself: sent on to another page, it would have to be
// stored somewhere in between.
func (s *Server) renderSlip(w http.ResponseWriter, r *http.Request, by auth.User, i desk.Invited, back string) error {
	w.Header().Set("Cache-Control", "no-store")
	return s.Pages.Render(w, http.StatusOK, "desk/user_invited", slipPage{
		Base: s.base(r, by, "邀请码"), Name: i.User.Name, Where: s.Origin + s.Pages.URL(InvitationPath), Back: s.Pages.URL(back),
		Slip: page.Receipt{
			Tag: page.Tag{State: page.Soon, Text: "有效到 " + minuteOf(i.Until)}, Title: "邀请码",
			Codes: []page.KV{{Label: "用户名", Value: i.User.Login}, {Label: "邀请码", Value: i.Code.String()}},
		},
	})
}
