package bureau

import (
	"context"
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/lawsuit"
	"mingda/internal/page"
)

// A suitAct is an act on a court case with a form of its own: how its page reads and what
// is done with what was typed.
type suitAct struct {
	do     lawsuit.Act
	lead   string
	done   string
	files  string // what papers can be sent with the form; "" for none
	typed  func(v desk.SuitView) url.Values
	fields func(s *Server, ctx context.Context, by auth.User, v desk.SuitView, f *page.Form) ([]page.Field, error)
	run    func(s *Server, ctx context.Context, by auth.User, sent suitSent) error
	also   func(s *Server, w http.ResponseWriter, r *http.Request, by auth.User, held *forms.Held) (bool, error) // another button of the form
}

func (a suitAct) path() string { return suitPathOf(a.do) }

// suitSent is what was sent with the form of an act.
type suitSent struct {
	*forms.Held
	id      lawsuit.ID
	version int
}

// on reads a day of the form, no day where it cannot be read.
func (sent suitSent) on(field string) calendar.Date { return dayIn(sent, field) }

// simply is the fields of a form that needs nothing of the database.
func simply(fields func(s *Server, v desk.SuitView, f *page.Form) []page.Field) func(*Server, context.Context, auth.User, desk.SuitView, *page.Form) ([]page.Field, error) {
	return func(s *Server, _ context.Context, _ auth.User, v desk.SuitView, f *page.Form) ([]page.Field, error) {
		return fields(s, v, f), nil
	}
}

// showSuitAct serves GET /lawsuits/{id}/{act}.
func (s *Server) showSuitAct(a suitAct) func(http.ResponseWriter, *http.Request, auth.User) error {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		v, err := s.Desk.Lawsuit(r.Context(), by, suitID(r))
		if err != nil {
			return err
		}
		held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
		if err != nil {
			return err
		}
		if len(held.Values) == 0 {
			held.Values = url.Values{}
			if a.typed != nil {
				held.Values = a.typed(v)
			}
			if !held.Values.Has("on") {
				held.Values.Set("on", s.Desk.Today().String())
			}
		}
		return s.renderSuitAct(w, r, by, a, v, held, nil)
	}
}

// doSuitAct serves POST /lawsuits/{id}/{act}.
func (s *Server) doSuitAct(a suitAct) func(http.ResponseWriter, *http.Request, auth.User) error {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		held, err := s.read(r)
		if held == nil {
			return err
		}
		again := err == nil && held.Values.Has(filesField+"-drop")
		if err == nil && !again && a.also != nil {
			if done, err := a.also(s, w, r, by, held); done || err != nil {
				return err
			}
		}
		if err == nil && !again {
			if err = a.run(s, r.Context(), by, suitSent{Held: held, id: suitID(r), version: version(held)}); err == nil {
				return s.House.See(w, r, suitPath(suitID(r)), a.done)
			}
		}
		if err != nil && !isInvalid(err) && !isStale(err) {
			return err
		}
		v, viewErr := s.Desk.Lawsuit(r.Context(), by, suitID(r))
		if viewErr != nil {
			return viewErr
		}
		return s.renderSuitAct(w, r, by, a, v, held, err)
	}
}

func (s *Server) renderSuitAct(w http.ResponseWriter, r *http.Request, by auth.User, a suitAct, v desk.SuitView, held *forms.Held, wrong error) error {
	if err := v.Options[a.do]; err != nil {
		return err // perhaps what others did meanwhile has made it impossible
	}
	form := page.NewForm(held.Values, wrong)
	p := s.suitActPage(r, by, v, a.do)
	p.Lead = a.lead
	var err error
	if a.fields != nil {
		if p.Fields, err = a.fields(s, r.Context(), by, v, form); err != nil {
			return err
		}
	}
	if a.files != "" {
		p.Fields = append(p.Fields, filesOf(form, a.files, held))
	}
	p.Fields = append(p.Fields, form.Hidden(forms.KeyField, held.Key))
	if a.also != nil {
		if _, err := s.Desk.BundlesForCourt(r.Context(), by, v); err == nil {
			button := page.Button{Label: "制作证据卷", Name: "do", Value: makesBundle}.Plain()
			p.Also = &button
		}
	}
	return s.renderActPage(w, p, form, wrong)
}

// suitActPage begins the page of an act on a court case.
func (s *Server) suitActPage(r *http.Request, by auth.User, v desk.SuitView, do lawsuit.Act) actPage {
	c := v.Case
	at := s.Pages.URL(suitPath(c.ID))
	return actPage{
		Base: s.House.Base(r, by, do.Label()+" "+suitNumber(c)), Number: suitNumber(c), Href: at, Subject: suitSubject(c), Due: s.suitDue(v), Version: c.Version,
		Post: s.Pages.URL(suitPath(c.ID, suitPathOf(do))), Button: page.Button{Label: do.Label(), Key: "Ctrl S"}, Back: page.Link{Label: "回案件", Href: at},
	}
}
