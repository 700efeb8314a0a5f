package portal

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/text/width"

	"mingda/internal/audit"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// What the session of an applicant holds.
const (
	visitKey = "visit" // the desk.Visit as JSON
	flashKey = "flash"
)

// lookupForm asks for number and code; it stands on the home page and on a page
// of its own.
type lookupForm struct {
	Number page.Field
	Code   page.Field
	Next   string // where showing number and code leads; the status page if empty
}

func (s *Server) lookup(form *page.Form, next string) lookupForm {
	return lookupForm{
		Number: form.Text("no", "收件号").WithAutocomplete("off"),
		Code:   form.Text("code", "查询码").WithAutocomplete("off"),
		Next:   next,
	}
}

// lookupPage is the page "portal/lookup".
type lookupPage struct {
	page.Base
	Lookup lookupForm
	Asked  bool // a page below was asked for, or half an hour has passed
	Aside  page.Aside
}

func (s *Server) renderLookup(w http.ResponseWriter, r *http.Request, status int, values url.Values, wrong error) error {
	next := serve.LocalPath(values.Get("next"), "")
	p := lookupPage{Base: s.base(r, "查进度"), Asked: next != "", Aside: s.aside(page.AsideSection{Title: "收件号和查询码在哪里？", Text: []string{
		"在回执上，也在确认邮件里。登记以后的案件编号也可以用，查询码不变。",
		"丢了查询码，打电话，核对身份后换一个新的。"}})}
	form := page.NewForm(values, wrong)
	p.Lookup = s.lookup(form, next)
	p.Lookup.Code.Value = values.Get("code")
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "portal/lookup", p)
}

// openStatus serves POST /status: whoever shows number and code sees where the
// request stands. The code never stands in an address.
func (s *Server) openStatus(w http.ResponseWriter, r *http.Request) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	address := serve.ClientAddress(r)
	if err := s.Tries.Try(address, s.Now(), "lookup_too_many"); err != nil {
		return err
	}
	number := plainNumber(sent.Value("no"))
	serve.NotedOf(r).Note = audit.Number(number)
	visit, err := s.Desk.TryStatus(r.Context(), s.Tries, number, sent.Value("code"))
	if fault.KindOf(err) == fault.NotFound {
		return s.renderLookup(w, r, http.StatusUnprocessableEntity, sent.Values, fault.AtField("code", "code_wrong"))
	}
	if err != nil {
		return err
	}
	s.Tries.Right(address, s.Now())
	if err := s.Sessions.RenewToken(r.Context()); err != nil { // what was known before must not open this
		return err
	}
	if err := s.keepVisit(r, visit); err != nil {
		return err
	}
	return serve.SeeOther(w, r, serve.LocalPath(sent.Value("next"), s.Pages.URL("/status")))
}

// plainNumber reads a number as people type it: in full-width signs, with
// another hyphen, with blanks.
func plainNumber(typed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(" \t\u00a0\u3000", r):
			return -1
		case strings.ContainsRune("‐‑‒–—―−ー－", r):
			return '-'
		}
		return r
	}, strings.ToUpper(width.Narrow.String(typed)))
}

func (s *Server) keepVisit(r *http.Request, visit desk.Visit) error {
	body, err := json.Marshal(visit)
	if err != nil {
		return err
	}
	s.Sessions.Put(r.Context(), visitKey, string(body))
	return nil
}

// visitOf returns who has shown number and code, and whether anybody has.
func (s *Server) visitOf(r *http.Request) (desk.Visit, bool) {
	var visit desk.Visit
	body := s.Sessions.GetString(r.Context(), visitKey)
	if body == "" || json.Unmarshal([]byte(body), &visit) != nil {
		return desk.Visit{}, false // one of an older version asks for the code again
	}
	return visit, true
}

// leaveStatus serves POST /status/leave: for computers that others use too.
func (s *Server) leaveStatus(w http.ResponseWriter, r *http.Request) error {
	if err := s.Sessions.Destroy(r.Context()); err != nil {
		return err
	}
	return serve.SeeOther(w, r, s.Pages.URL("/"))
}

// A visitFunc serves a request of somebody who has shown number and code.
type visitFunc func(w http.ResponseWriter, r *http.Request, visit desk.Visit) error

// visited makes a handler of one that needs number and code; without them the
// browser is sent to show them first, and back. What it answers is kept by
// nobody: the computer may be one that others use too.
func (s *Server) visited(h visitFunc) http.Handler {
	return s.personal(func(w http.ResponseWriter, r *http.Request) error {
		visit, ok := s.visitOf(r)
		if !ok {
			return s.askCode(w, r)
		}
		w.Header().Set("Cache-Control", "no-store")
		return h(w, r, visit)
	})
}

// askCode sends the browser to show number and code, and then back to the page
// it was at.
func (s *Server) askCode(w http.ResponseWriter, r *http.Request) error {
	next := s.Pages.URL(r.URL.Path)
	if query := pageQuery(r); len(query) > 0 {
		next += "?" + query.Encode()
	}
	if r.Method == http.MethodPost && !strings.HasSuffix(r.URL.Path, "/supplement") && !strings.HasSuffix(r.URL.Path, objectPath) && !strings.HasSuffix(r.URL.Path, objectPath+"/check") {
		next = s.Pages.URL("/status")
	}
	return serve.SeeOther(w, r, s.Pages.URL("/status")+"?"+url.Values{"next": {next}}.Encode())
}

// see sends the browser to the status page after something was done, with a
// sentence about it.
func (s *Server) see(w http.ResponseWriter, r *http.Request, done string) error {
	s.Sessions.Put(r.Context(), flashKey, done)
	return serve.SeeOther(w, r, s.Pages.URL("/status"))
}
