package web

import (
	"net/http"
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// Several cases that were given away by mistake are taken back together, from the
// sentence that says that they were. The address names each at the version that it
// had then: what somebody did to one of them since leaves it as it is.

const undoSeveralPath = "/cases/several/undo"

// undoOfSeveral returns the way back from what was done to several cases; "" where
// nothing was.
func (s *Server) undoOfSeveral(outcomes []desk.Outcome) string {
	var picks []string
	for _, o := range outcomes {
		if o.Err == nil {
			picks = append(picks, pickedValue(desk.Picked{ID: o.Row.ID, Version: o.Version}))
		}
	}
	if len(picks) == 0 {
		return ""
	}
	return s.Pages.URL(undoSeveralPath + "?" + url.Values{"pick": picks}.Encode())
}

// showUndoSeveral serves GET /cases/several/undo: what can be taken back.
func (s *Server) showUndoSeveral(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderUndo(w, r, by, http.StatusOK, url.Values{"pick": r.URL.Query()["pick"], "reason": {slipReason}}, nil)
}

// undoSeveral serves POST /cases/several/undo.
func (s *Server) undoSeveral(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	outcomes, err := s.Desk.TakeBackSeveral(r.Context(), by, pickedIn(sent.Values["pick"]), sent.Value("reason"), false)
	if isInvalid(err) {
		return s.renderUndo(w, r, by, http.StatusUnprocessableEntity, sent.Values, err)
	}
	if err != nil {
		return err
	}
	done := len(outcomes) - len(desk.Failed(outcomes))
	if done == 0 {
		return s.renderUndo(w, r, by, http.StatusConflict, sent.Values, nil)
	}
	said := "已撤销改分办：" + strconv.Itoa(done) + " 件"
	if left := len(outcomes) - done; left > 0 {
		said += "；另有 " + strconv.Itoa(left) + " 件之后有了变化，没有撤销"
	}
	return s.see(w, r, "/cases", said)
}

// renderUndo shows which of the cases can be taken back, and asks why.
func (s *Server) renderUndo(w http.ResponseWriter, r *http.Request, by auth.User, status int, typed url.Values, wrong error) error {
	outcomes, err := s.Desk.TakeBackSeveral(r.Context(), by, pickedIn(typed["pick"]), slipReason, true)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	can := len(outcomes) - len(desk.Failed(outcomes))
	form := page.NewForm(typed, wrong)
	p := severalPage{
		Base: s.base(r, by, "撤销成批改分办"), Action: s.Pages.URL(undoSeveralPath), Back: s.Pages.URL("/cases"),
		Lead: "撤销以后，这些案件按没有改过分办算；改分办和撤销都留在各自的经过里。能撤销的 " + strconv.Itoa(can) + " 件，不能的 " + strconv.Itoa(len(outcomes)-can) + " 件。",
	}
	for _, o := range outcomes {
		p.Outcomes = append(p.Outcomes, s.outcomeLine(o, people))
		if o.Err == nil {
			p.Hidden = append(p.Hidden, page.Hidden{Name: "pick", Value: pickedValue(desk.Picked{ID: o.Row.ID, Version: o.Row.Version})})
		}
	}
	if can > 0 {
		p.Fields = []page.Field{form.Textarea("reason", "为什么撤销").AsRequired()}
		p.Button = page.Button{Label: "撤销 " + strconv.Itoa(can) + " 件", Key: "Ctrl S"}
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "desk/several", p)
}

// outcomeLine tells what an act does to one of the cases.
func (s *Server) outcomeLine(o desk.Outcome, people desk.People) outcomeLine {
	line := outcomeLine{Number: o.Row.Number, Href: s.Pages.URL(casePath(o.Row.ID)), Subject: subjectOf(o.Row), Now: whoHas(o.Row, people), Due: o.Row.DueOn, Then: o.Due}
	if o.Err != nil {
		line.Why = saidOf(o.Err)
	}
	return line
}
