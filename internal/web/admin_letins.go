package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// This file is about letting somebody in again who lost the password or the second factors
// (恢复登录): one administrator asks, another one agrees.

func (s *Server) letInRoutes(r *mux.Router) {
	r.Handle("/users/{id:[0-9]+}/let-in", s.staff(s.showAskLetIn)).Methods("GET")
	r.Handle("/users/{id:[0-9]+}/let-in", s.staff(s.askLetIn)).Methods("POST")
	r.Handle(letInsPath, s.staff(s.listLetIns)).Methods("GET")
	r.Handle(letInsPath+"/{letin:[0-9]+}", s.staff(s.showLetIn)).Methods("GET")
	r.Handle(letInsPath+"/{letin:[0-9]+}/agree", s.staff(s.agreeLetIn)).Methods("POST")
	r.Handle(letInsPath+"/{letin:[0-9]+}/end", s.staff(s.endLetIn)).Methods("POST")
}

const letInsPath = "/let-ins"

func letInPath(id int64) string { return letInsPath + "/" + strconv.FormatInt(id, 10) }

// askLetInPage is the page "desk/let_in_ask".
type askLetInPage struct {
	page.Base
	Facts   []page.KV
	Reason  page.Field
	Factors page.Field
	Post    string
	Back    string
}

// showAskLetIn serves GET /users/{id}/let-in.
func (s *Server) showAskLetIn(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderAskLetIn(w, r, by, nil, nil)
}

func (s *Server) renderAskLetIn(w http.ResponseWriter, r *http.Request, by auth.User, typed url.Values, wrong error) error {
	u, err := s.accountIn(r, by)
	if err != nil {
		return err
	}
	if err := s.Desk.MayAskLetIn(r.Context(), by, u); err != nil {
		return err
	}
	form, status := page.NewForm(typed, wrong), http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	p := askLetInPage{
		Base: s.base(r, by, "恢复登录"), Post: s.Pages.URL(userPath(u.ID, "let-in")), Back: s.Pages.URL(userPath(u.ID)),
		Facts:   []page.KV{{Label: "姓名", Value: u.Name}, {Label: "用户名", Value: u.Login}},
		Reason:  form.Textarea("reason", "理由").WithHint("为什么要恢复、怎么核对的本人。确认的人和本人看得到。").WithRows(3).AsRequired(),
		Factors: form.Checkbox("factors", "第二步验证也清掉：手机和恢复码都丢了"),
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/let_in_ask", p)
}

// askLetIn serves POST /users/{id}/let-in.
func (s *Server) askLetIn(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	id, err := s.Desk.AskLetIn(r.Context(), by, pathID(r, "id"), sent.Value("reason"), sent.Value("factors") != "")
	if isInvalid(err) {
		return s.renderAskLetIn(w, r, by, sent.Values, err)
	}
	if err != nil {
		return err
	}
	return s.see(w, r, letInPath(id), "已经提出，等另一位管理员确认")
}

// A letInRow is one of the list.
type letInRow struct {
	Name, Href string
	By         string // who asked
	At         time.Time
	Tag        page.Tag
}

// letInsPage is the page "desk/let_ins".
type letInsPage struct {
	page.Base
	Rows []letInRow
}

// listLetIns serves GET /let-ins.
func (s *Server) listLetIns(w http.ResponseWriter, r *http.Request, by auth.User) error {
	all, err := s.Desk.LetIns(r.Context(), by)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := letInsPage{Base: s.base(r, by, "恢复登录")}
	for _, v := range all {
		p.Rows = append(p.Rows, letInRow{Name: v.Of.Name, Href: s.Pages.URL(letInPath(v.ID)), By: people.Name(v.AskedBy), At: v.AskedAt, Tag: letInTag(v)})
	}
	return s.Pages.Render(w, http.StatusOK, "desk/let_ins", p)
}

// letInTag says how far it is.
func letInTag(v desk.LetInView) page.Tag {
	switch {
	case v.Mine:
		return page.Tag{State: page.Soon, Text: "等您确认"}
	case v.Waits:
		return page.Tag{State: page.Stop, Text: "等另一位确认"}
	case v.State == auth.LetInConfirmed:
		return page.Tag{State: page.Done, Text: "已恢复"}
	case v.State == auth.LetInRefused:
		return page.Tag{State: page.Line, Text: "不同意"}
	case v.State == auth.LetInWithdrawn:
		return page.Tag{State: page.Line, Text: "已撤回"}
	}
	return page.Tag{State: page.Line, Text: "过了时限"}
}

// letInPage is the page "desk/let_in".
type letInPage struct {
	page.Base
	Name    string
	Tag     page.Tag
	Facts   []page.KV
	Factors bool
	Waits   bool
	Others  string       // who can agree, for who cannot
	Agree   *page.Button // nil: the reader cannot
	End     *page.Button // refuses, or takes back
}

// showLetIn serves GET /let-ins/{letin}.
func (s *Server) showLetIn(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.letInOf(r, by)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p := letInPage{Base: s.base(r, by, "恢复登录"), Name: v.Of.Name, Tag: letInTag(v), Factors: v.Factors, Waits: v.Waits, Facts: []page.KV{
		{Label: "用户名", Value: v.Of.Login}, {Label: "在哪里", Value: placeOf(people, v.Of)}, {Label: "角色", Value: roleLabels(v.Of), None: "没有角色"},
		{Label: "提出", Value: people.Name(v.AskedBy) + "　" + minuteOf(v.AskedAt)}, {Label: "理由", Value: v.Reason},
	}}
	if v.Waits {
		p.Facts = append(p.Facts, page.KV{Label: "时限", Value: minuteOf(v.Until) + " 前确认"})
	}
	if v.DecidedBy != 0 {
		p.Facts = append(p.Facts, page.KV{Label: letInTag(v).Text, Value: people.Name(v.DecidedBy) + "　" + minuteOf(v.DecidedAt)})
	}
	end := page.Button{Post: s.Pages.URL(letInPath(v.ID) + "/end")}.Plain()
	switch {
	case v.Mine:
		p.Agree = &page.Button{Label: "确认恢复，出邀请码", Post: s.Pages.URL(letInPath(v.ID) + "/agree")}
		end.Label, p.End = "不同意", &end
	case v.Waits && v.AskedBy == by.ID:
		end.Label, p.End = "撤回", &end
	}
	if v.Waits && !v.Mine {
		for i, u := range v.Agreeing {
			if i > 0 {
				p.Others += "、"
			}
			p.Others += u.Name
		}
	}
	return s.Pages.Render(w, http.StatusOK, "desk/let_in", p)
}

// letInOf returns the one of the address; the audit has whom it is about.
func (s *Server) letInOf(r *http.Request, by auth.User) (desk.LetInView, error) {
	v, err := s.Desk.LetIn(r.Context(), by, pathID(r, "letin"))
	if err == nil {
		serve.NotedOf(r).Subject = v.Of.ID
	}
	return v, err
}

// agreeLetIn serves POST /let-ins/{letin}/agree: what is open ends, and who agreed gets the slip.
func (s *Server) agreeLetIn(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	v, err := s.letInOf(r, by)
	if err != nil {
		return err
	}
	invited, err := s.Desk.AgreeLetIn(context.WithoutCancel(r.Context()), by, v.ID)
	if err != nil {
		return err
	}
	if _, err := s.endSessions(v.Of.ID, func(keptSession) bool { return true }); err != nil {
		return err
	}
	return s.renderSlip(w, r, by, invited, letInsPath)
}

// endLetIn serves POST /let-ins/{letin}/end.
func (s *Server) endLetIn(w http.ResponseWriter, r *http.Request, by auth.User) error {
	if _, err := serve.ReadForm(r, serve.PlainForm, nil); err != nil {
		return err
	}
	v, err := s.letInOf(r, by)
	if err != nil {
		return err
	}
	if err := s.Desk.EndLetIn(r.Context(), by, v.ID); err != nil {
		return err
	}
	return s.see(w, r, letInPath(v.ID), "已记下，账号照旧")
}

// letInView is how somebody was let in again last, as they see it themselves.
type letInView struct {
	Asked, Agreed string // who did
	At            time.Time
	Reason        string
}

// letInView returns it, nil for who never was.
func (s *Server) letInView(r *http.Request, by auth.User) (*letInView, error) {
	l, err := s.Desk.OwnLetIn(r.Context(), by)
	if err != nil || l.ID == 0 {
		return nil, err
	}
	people, err := s.Desk.People(r.Context())
	return &letInView{people.Name(l.AskedBy), people.Name(l.DecidedBy), l.DecidedAt, l.Reason}, err
}
