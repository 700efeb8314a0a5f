package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/inbox"
	"mingda/internal/intake"
	"mingda/internal/sqlite"
)

// keepRegistration serves POST /inbox/{id}/keep: what was typed into the
// registration is kept while another act is looked at.
func (s *Server) keepRegistration(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.inboxForm(r)
	if err != nil {
		return s.refuse(w, r, by, inboxAsk{act: "register", held: held, wrong: err})
	}
	act := "join"
	if held.Value("to") == "aside" {
		act = "aside"
	}
	return s.see(w, r, inputPath(r, url.Values{"act": {act}, forms.KeyField: {held.Key}}), "")
}

// inputPath returns the address of the request's input, with a query.
func inputPath(r *http.Request, query url.Values) string {
	path := fmt.Sprintf("/inbox/%d", pathID(r, "id"))
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}

// registerInput serves POST /inbox/{id}/register: the input becomes a case. With
// then=split the input stays, to become further ones; with then=case the case
// is shown.
func (s *Server) registerInput(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.inboxForm(r)
	if err != nil {
		return s.refuse(w, r, by, inboxAsk{act: "register", held: held, wrong: err})
	}
	id := inbox.ID(pathID(r, "id"))
	registration := registrationIn(held.Values)
	ask := inboxAsk{act: "register", held: held, seen: registration.Version}
	if held.Value("act") == "split" {
		ask.act, registration.Splitting = "split", true
	}
	next, err := s.nextWaiting(r.Context(), by, id)
	if err != nil {
		return err
	}
	caseID, err := s.Desk.Register(r.Context(), by, id, registration)
	if err != nil {
		ask.wrong = receiptFault(err, held.Value("receipt"))
		return s.refuse(w, r, by, ask)
	}
	row, err := s.Desk.CaseRow(r.Context(), by, caseID)
	if err != nil {
		return err
	}
	due, err := s.Desk.IsCodeDue(r.Context(), by, id)
	if err != nil {
		return err
	}
	done := "已登记为 " + row.Number
	switch {
	case registration.Splitting || held.Value("then") == "split":
		return s.see(w, r, inputPath(r, url.Values{"act": {"split"}, forms.KeyField: {held.Key}}), done+"。写下一件的事项和内容，再登记")
	case due:
		return s.see(w, r, ticketPath(id), done+"。确认没有发到：收件号和查询码请另外交给申请人")
	case held.Value("then") == "spot" && s.isOnTheSpot(r, by, caseID):
		return s.see(w, r, casePath(caseID, string(casefile.AnswerOnTheSpot)), done)
	case held.Value("then") == "case" || held.Value("then") == "spot":
		return s.see(w, r, casePath(caseID), done)
	}
	return s.afterwards(w, r, next, done, "")
}

// isOnTheSpot reports whether the applicant of a case may be waiting.
func (s *Server) isOnTheSpot(r *http.Request, by auth.User, id casefile.ID) bool {
	v, err := s.Desk.Case(r.Context(), by, id)
	return err == nil && allowed(v, casefile.AnswerOnTheSpot) == nil
}

// nextWaiting returns the input that waits after this one, the first of all
// after the last; 0 if no other waits.
func (s *Server) nextWaiting(ctx context.Context, by auth.User, id inbox.ID) (inbox.ID, error) {
	rows, _, err := s.Desk.Inputs(ctx, by, sqlite.InputFilter{State: inbox.Waiting, Limit: inboxMaxLines})
	if err != nil {
		return 0, err
	}
	for n, row := range rows {
		if row.ID == id && n+1 < len(rows) {
			return rows[n+1].ID, nil
		}
	}
	if len(rows) == 0 || rows[0].ID == id {
		return 0, nil
	}
	return rows[0].ID, nil
}

// joinInput serves POST /inbox/{id}/join.
func (s *Server) joinInput(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.inboxForm(r)
	ask := inboxAsk{act: "join", held: held, wrong: err}
	if err != nil {
		return s.refuse(w, r, by, ask)
	}
	id, number := inbox.ID(pathID(r, "id")), held.Value("case")
	ask.seen = versionIn(held.Values)
	if number == "" {
		ask.wrong = fault.AtField("case", "case_number_needed")
		return s.refuse(w, r, by, ask)
	}
	next, err := s.nextWaiting(r.Context(), by, id)
	if err != nil {
		return err
	}
	joining := desk.Joining{Version: ask.seen, Number: number, Note: held.Value("join_note"), Supply: supplyingIn(held.Values), Knowing: held.Value(overField) == number}
	if _, err := s.Desk.Join(r.Context(), by, id, joining); err != nil {
		ask.wrong = supplyFault(caseFault(err), held.Value("supplied"))
		return s.refuse(w, r, by, ask)
	}
	done := "已并入 " + number
	if joining.Knowing {
		done += "，只存入案卷"
	}
	if joining.Supply.Is == casefile.IsSupplement {
		done += "，收到补正，期限重新计算"
	}
	return s.afterwards(w, r, next, done, s.undoOfInput(id))
}

// caseFault puts what the case does not allow beside its number: another case
// can be named there.
func caseFault(err error) error {
	var e *fault.Error
	if isStale(err) || isDecided(err) || !errors.As(err, &e) || e.Kind != fault.Conflict {
		return err
	}
	return fault.AtField("case", e.Code, e.Args...)
}

// setInputAside serves POST /inbox/{id}/set-aside.
func (s *Server) setInputAside(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.inboxForm(r)
	ask := inboxAsk{act: "aside", held: held, wrong: err}
	if err != nil {
		return s.refuse(w, r, by, ask)
	}
	id := inbox.ID(pathID(r, "id"))
	next, err := s.nextWaiting(r.Context(), by, id)
	if err != nil {
		return err
	}
	ask.seen = versionIn(held.Values)
	if ask.wrong = s.Desk.SetAside(r.Context(), by, id, ask.seen, inbox.Reason(held.Value("reason")), held.Value("note")); ask.wrong != nil {
		return s.refuse(w, r, by, ask)
	}
	return s.afterwards(w, r, next, "已不予登记，在“不予登记”里能找到，能重新打开", s.undoOfInput(id))
}

// parkInput serves POST /inbox/{id}/park.
func (s *Server) parkInput(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.inboxForm(r)
	ask := inboxAsk{act: "register", held: held, wrong: err}
	if err != nil {
		return s.refuse(w, r, by, ask)
	}
	id := inbox.ID(pathID(r, "id"))
	next, err := s.nextWaiting(r.Context(), by, id)
	if err != nil {
		return err
	}
	ask.seen = versionIn(held.Values)
	if ask.wrong = s.Desk.Park(r.Context(), by, id, ask.seen); ask.wrong != nil {
		return s.refuse(w, r, by, ask)
	}
	return s.afterwards(w, r, next, "先放着了，排在最后", s.undoOfInput(id))
}

// noteCall serves POST /inbox/{id}/calls: one try by phone.
func (s *Server) noteCall(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.inboxForm(r)
	ask := inboxAsk{act: "call", held: held, wrong: err}
	if err != nil {
		return s.refuse(w, r, by, ask)
	}
	bad := fault.Form{}
	call := intake.Call{Outcome: intake.CallOutcome(held.Value("outcome")), Note: held.Value("call_note")}
	call.At = instantIn(held.Value("day"), held.Value("time"), bad)
	if call.Outcome.Label() == "" {
		bad.Bad("outcome", "call_outcome_needed")
	}
	if call.At.After(s.Now()) {
		bad.Bad("time", "call_in_future")
	}
	if ask.wrong = bad.Err(); ask.wrong == nil {
		ask.wrong = s.Desk.Call(r.Context(), by, inbox.ID(pathID(r, "id")), call)
	}
	if ask.wrong != nil {
		return s.refuse(w, r, by, ask)
	}
	return s.see(w, r, inputPath(r, nil), "通话已记下："+call.Outcome.Label())
}

// reopenInput serves POST /inbox/{id}/reopen.
func (s *Server) reopenInput(w http.ResponseWriter, r *http.Request, by auth.User) error {
	held, err := s.inboxForm(r)
	ask := inboxAsk{act: "reopen", held: held, wrong: err}
	if err != nil {
		return s.refuse(w, r, by, ask)
	}
	ask.seen = versionIn(held.Values)
	moved, err := s.watchJoined(r.Context(), by, inbox.ID(pathID(r, "id")))
	if err != nil {
		return err
	}
	if ask.wrong = s.Desk.Reopen(r.Context(), by, inbox.ID(pathID(r, "id")), ask.seen, held.Value("reason")); ask.wrong != nil {
		return s.refuse(w, r, by, ask)
	}
	return s.see(w, r, inputPath(r, nil), "已重新打开，排回等待"+moved())
}

// watchJoined is watchDue for the case that an input is joined to: the supplement
// that it brought goes with it, and with that the last day moves.
func (s *Server) watchJoined(ctx context.Context, by auth.User, id inbox.ID) (func() string, error) {
	v, err := s.Desk.Input(ctx, by, id)
	if err != nil || v.Input.State != inbox.JoinedTo {
		return func() string { return "" }, err
	}
	return s.watchDue(ctx, by, v.Input.Cases[0])
}
