package web

import (
	"net/http"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/serve"
)

// goNext serves GET /cases/{id}/next, where the buttons of the day's list lead: on to
// the form of what the case waits for. Which letter that is about only the case
// knows, which is read when it is wanted and not for each line of the list.
func (s *Server) goNext(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	return serve.SeeOther(w, r, s.nextHref(v))
}

// nextHref returns the address of what a case waits for, for this person: its own
// page where that is a press of a button there, or nothing that they can do.
func (s *Server) nextHref(v desk.CaseView) string {
	here := s.Pages.URL(casePath(v.Case.ID))
	do, _ := nextAct(v.Row, s.Desk.Today())
	if do == casefile.Draft && v.Case.SignedFor.IsZero() {
		return here // signed for first
	}
	begun := ""
	for _, o := range v.Options {
		if o.Act != do || o.MayNot || o.Err != nil || o.Stale != nil || o.Kind != "" {
			continue
		}
		href := s.barButton(v, o, barActs[do]).Href
		if o.Letter != 0 {
			return href // a draft goes on before another is begun
		}
		begun = href
	}
	if begun == "" {
		return here
	}
	return begun
}
