package web

import (
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/desk"
	"mingda/internal/inbox"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// addPassingOn offers to give an application for reconsideration that came to the office
// to the bureau, where that is one of this installation.
func (s *Server) addPassingOn(r *http.Request, p *inputPart, by auth.User, v desk.InputView) error {
	i := v.Input
	if i.State != inbox.Waiting || auth.MayDo(by, auth.PassOn, i.Agency) != nil {
		return nil
	}
	body, here, err := s.Desk.ReviewBodyHere(r.Context(), i.Agency)
	if err != nil || !here {
		return err
	}
	p.PassOn = page.Button{
		Label: "是复议申请，转" + body.Name + "的复议机构", Post: s.inputURL(i.ID, "/pass-on"), Size: "small", Hidden: []page.Hidden{{Name: "version", Value: strconv.Itoa(i.Version)}},
	}.Plain()
	if note := i.PassedOnWith(); note != "" {
		p.Notes = append(p.Notes, page.Note{Strong: "复议机构转来：", Text: note})
	}
	return nil
}

// passInputOn serves POST /inbox/{id}/pass-on.
func (s *Server) passInputOn(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil {
		return err
	}
	id := inbox.ID(pathID(r, "id"))
	next, err := s.nextWaiting(r.Context(), by, id)
	if err != nil {
		return err
	}
	if err := s.Desk.PassOn(r.Context(), by, id, versionIn(sent.Values), ""); err != nil {
		return err
	}
	return s.afterwards(w, r, next, "已转复议机构，由它登记", "")
}
