package bureau

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// docketPage is the page "bureau/docket".
type docketPage struct {
	page.Base
	Lead  string
	Views []page.SavedView
	Rows  []docketRow
	Empty page.Empty
	New   page.Button
}

// A docketRow is one case of the docket.
type docketRow struct {
	Number     string
	Href       string
	Applicant  string
	Respondent string
	Subject    string
	Stage      string
	Handlers   string
	Notes      []page.Tag // what has to be looked at
	Due        page.Due
}

// views of the docket.
const (
	viewOpen  = ""
	viewEnded = "ended"
	viewMine  = "mine"
)

// showDocket serves GET /review: the cases of the body, those first that are due first.
func (s *Server) showDocket(w http.ResponseWriter, r *http.Request, by auth.User) error {
	view := r.URL.Query().Get("view")
	all, err := s.Desk.Docket(r.Context(), by, view == viewEnded)
	if err != nil {
		return err
	}
	p := docketPage{Base: s.House.Base(r, by, "复议案件"), Lead: "以本机关名义审理的行政复议案件。"}
	for _, v := range all {
		if view == viewMine && !v.Case.HandledBy(by.ID) {
			continue
		}
		p.Rows = append(p.Rows, s.docketRow(v))
	}
	for _, v := range []struct{ code, label string }{{viewOpen, "在办"}, {viewMine, "我承办的"}, {viewEnded, "已办结"}} {
		href := s.Pages.URL("/review")
		if v.code != "" {
			href += "?view=" + v.code
		}
		p.Views = append(p.Views, page.SavedView{Label: v.label, Href: href, Current: v.code == view})
	}
	p.Empty = page.Empty{Title: "没有案件", Text: "登记一件复议申请，就列在这里。"}
	if auth.MayReview(by, reconsider.File, auth.Subject{Agency: by.Agency}) == nil {
		p.New = page.Button{Label: reconsider.File.Label(), Href: s.Pages.URL("/review/new")}
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/docket", p)
}

func (s *Server) docketRow(v desk.ReviewView) docketRow {
	c := v.Case
	return docketRow{
		Number: c.Number, Href: s.Pages.URL(casePath(c.ID)), Applicant: c.Applicant.Name, Respondent: c.Contested.Name, Subject: subjectOf(c),
		Stage: v.Stage.Label(), Handlers: s.people(v, c.Handlers), Notes: notesOf(v, s.Desk.Today()), Due: s.dueOf(v),
	}
}

// subjectOf returns the line that names a case.
func subjectOf(c *reconsider.Case) string {
	switch {
	case c.Erased && c.Asked.Subject == "":
		return "（已删除）"
	case c.Asked.Subject == "":
		return c.Objection.Label()
	}
	return c.Asked.Subject
}
