package bureau

import (
	"context"
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
	Rooms []page.Link
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
	viewOwed  = "owed" // decided, and the respondent has still to do something
)

// showDocket serves GET /review: the cases of the body, those first that are due first.
func (s *Server) showDocket(w http.ResponseWriter, r *http.Request, by auth.User) error {
	view := r.URL.Query().Get("view")
	all, err := s.Desk.Docket(r.Context(), by, view == viewEnded || view == viewOwed)
	if err != nil {
		return err
	}
	p := docketPage{Base: s.House.Base(r, by, "复议案件"), Lead: "以本机关名义审理的行政复议案件。", Rooms: s.roomsOf(by)}
	for _, v := range all {
		if view == viewMine && !v.Case.HandledBy(by.ID) || view == viewOwed && !isOwed(v) {
			continue
		}
		p.Rows = append(p.Rows, s.docketRow(v))
	}
	counts, err := s.docketCounts(r.Context(), by, view, all)
	if err != nil {
		return err
	}
	for _, v := range []struct{ code, label string }{{viewOpen, "在办"}, {viewMine, "我承办的"}, {viewOwed, "等履行"}, {viewEnded, "已办结"}} {
		href := s.Pages.URL("/review")
		if v.code != "" {
			href += "?view=" + v.code
		}
		p.Views = append(p.Views, page.SavedView{Label: v.label, Href: href, Current: v.code == view, Count: counts[v.code]})
	}
	p.Empty = page.Empty{Title: "没有案件", Text: "登记一件复议申请，就列在这里。"}
	if auth.MayReview(by, reconsider.File, auth.Subject{Agency: by.Agency}) == nil {
		p.New = page.Button{Label: reconsider.File.Label(), Href: s.Pages.URL("/review/new")}
	}
	return s.Pages.Render(w, http.StatusOK, "bureau/docket", p)
}

// docketCounts counts the rows of each view; listed are those of one of them.
func (s *Server) docketCounts(ctx context.Context, by auth.User, view string, listed []desk.ReviewView) (map[string]int, error) {
	open, counts := listed, map[string]int{viewEnded: len(listed)}
	var err error
	if view == viewEnded || view == viewOwed {
		for _, v := range listed {
			if isOwed(v) {
				counts[viewOwed]++
			}
		}
		open, err = s.Desk.Docket(ctx, by, false)
	} else {
		counts[viewEnded], err = s.Desk.CountEndedReviews(ctx, by)
	}
	if err != nil {
		return nil, err
	}
	counts[viewOpen] = len(open)
	for _, v := range open {
		if v.Case.HandledBy(by.ID) {
			counts[viewMine]++
		}
	}
	return counts, nil
}

func (s *Server) docketRow(v desk.ReviewView) docketRow {
	c := v.Case
	return docketRow{
		Number: c.Number, Href: s.Pages.URL(casePath(c.ID)), Applicant: c.Applicant.Name, Respondent: c.Contested.Name, Subject: subjectOf(v),
		Stage: v.Stage.Label(), Handlers: s.people(v, c.Handlers), Notes: notesOf(v, s.Desk.Today()), Due: s.dueOf(v),
	}
}

// subjectOf returns the line that names a case: what it is about, which of a request of
// ours is what was asked for there.
func subjectOf(v desk.ReviewView) string {
	c := v.Case
	switch {
	case c.Asked.Subject != "":
		return c.Asked.Subject
	case c.Erased:
		return "（已删除）"
	case v.Original != nil && v.Original.Wants.Subject != "":
		return v.Original.Wants.Subject
	}
	return c.Objection.Label()
}
