package web

import (
	"fmt"
	"net/http"

	"github.com/gorilla/mux"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/inbox"
	"mingda/internal/page"
	"mingda/internal/serve"
)

func (s *Server) inboxRoutes(r *mux.Router) {
	const one = "/inbox/{id:[0-9]+}"
	r.Handle("/inbox", s.staff(s.showInbox)).Methods("GET")
	r.Handle(one, s.staff(s.showInput)).Methods("GET")
	r.Handle(one+"/raw", s.staff(s.downloadRaw)).Methods("GET")
	r.Handle(one+"/html", s.staff(s.showHTML)).Methods("GET")
	r.Handle(one+"/files/{n:[0-9]+}", s.staff(s.downloadAttachment)).Methods("GET")
	r.Handle(one+"/added/{n:[0-9]+}", s.staff(s.downloadAdded)).Methods("GET")
	r.Handle(one+"/scans/{n:[0-9]+}", s.staff(s.showScan)).Methods("GET")
	r.Handle(one+"/compare/{other:[0-9]+}", s.staff(s.compareInputs)).Methods("GET")
	r.Handle(one+"/keep", s.staff(s.deciding(s.keepRegistration))).Methods("POST")
	r.Handle(one+"/register", s.staff(s.deciding(s.registerInput))).Methods("POST")
	r.Handle(one+"/join", s.staff(s.deciding(s.joinInput))).Methods("POST")
	r.Handle(one+"/set-aside", s.staff(s.deciding(s.setInputAside))).Methods("POST")
	r.Handle(one+"/park", s.staff(s.deciding(s.parkInput))).Methods("POST")
	r.Handle(one+"/pass-on", s.staff(s.deciding(s.passInputOn))).Methods("POST")
	r.Handle(one+"/calls", s.staff(s.deciding(s.noteCall))).Methods("POST")
	r.Handle(one+"/confirm", s.staff(s.deciding(s.confirmInput))).Methods("POST")
	r.Handle(one+"/reopen", s.staff(s.deciding(s.reopenInput))).Methods("POST")
	r.Handle("/balance", s.staff(s.showBalance)).Methods("GET")
}

// deciding makes a handler of one for whom may decide what becomes of the input in the
// address: who may only see it has none of what they send looked at.
func (s *Server) deciding(h staffFunc) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		if err := s.Desk.MayDecide(r.Context(), by, inbox.ID(pathID(r, "id"))); err != nil {
			return err
		}
		return h(w, r, by)
	}
}

// inboxPage is the page "desk/inbox": what waits, the chosen input, and what
// can be done with it.
type inboxPage struct {
	page.Base
	Balance page.Balance
	Views   []page.SavedView
	Filter  *page.Filter // where decided inputs are found again; nil among those that wait
	List    page.InboxList
	Doors   []page.Button
	Chosen  *inputPart // nil: there is none
	Panel   panel
	Stale   *page.Note // somebody else was quicker
	Empty   page.Empty
}

// An inboxAsk says which input is shown with which panel, and what was typed
// and refused there.
type inboxAsk struct {
	status int
	id     inbox.ID    // 0: the first of the list
	act    string      // which panel: register, split, join, aside, reopen; "" is what fits the input's state
	held   *forms.Held // what was typed; nil for nothing
	wrong  error       // why it was refused
	slip   bool        // to take back at once what was just done
	seen   int         // the version the person had before them, where somebody else was quicker
}

// showInbox serves GET /inbox.
func (s *Server) showInbox(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderInbox(w, r, by, inboxAsk{status: http.StatusOK})
}

// showInput serves GET /inbox/{id}. With ?form=KEY it holds what was typed into
// the registration before another act was looked at.
func (s *Server) showInput(w http.ResponseWriter, r *http.Request, by auth.User) error {
	ask := inboxAsk{status: http.StatusOK, id: inbox.ID(pathID(r, "id")), act: r.URL.Query().Get("act")}
	if key := r.URL.Query().Get(forms.KeyField); key != "" {
		held, err := forms.Open(r.Context(), s.Desk, key)
		if err != nil {
			return err
		}
		ask.held = held
	}
	ask.slip = r.URL.Query().Get(slipField) == "1"
	return s.renderInbox(w, r, by, ask)
}

func (s *Server) renderInbox(w http.ResponseWriter, r *http.Request, by auth.User, ask inboxAsk) error {
	q := readInboxQuery(r)
	p := inboxPage{Base: s.base(r, by, "收件箱"), Views: s.inboxViews(q), Filter: s.inboxFilter(r, q)}
	p.Doors = []page.Button{
		page.Button{Label: "录来信", Href: s.Pages.URL("/post/new"), Size: "small"}.Plain(),
		page.Button{Label: "记当面申请", Href: s.Pages.URL("/counter/new"), Size: "small"}.Plain(),
	}
	first, err := s.inboxList(r, by, q, ask.id, &p.List) // first: whoever may not see the inbox is told so
	if err != nil {
		return err
	}
	if p.Balance, err = s.balanceOf(r, by, calendar.DateOf(s.Now())); err != nil {
		return err
	}
	if ask.id == 0 {
		ask.id = first
	}
	if ask.id == 0 {
		p.Empty = s.emptyInbox(q)
		return s.Pages.Render(w, ask.status, "desk/inbox", p)
	}
	v, err := s.Desk.Input(r.Context(), by, ask.id)
	if err != nil {
		return err
	}
	people, err := s.Desk.People(r.Context())
	if err != nil {
		return err
	}
	p.Chosen = s.inputPart(v, people)
	s.addConfirming(p.Chosen, by, v)
	if err := s.addPassingOn(r, p.Chosen, by, v); err != nil {
		return err
	}
	if p.Panel, err = s.panelOf(r, by, v, ask); err != nil {
		return err
	}
	p.Errors = p.Panel.Errors
	p.Stale = staleNote(v.Input, ask, people)
	return s.Pages.Render(w, ask.status, "desk/inbox", p)
}

// staleNote says who did what to the input since the person saw it.
func staleNote(i *inbox.Input, ask inboxAsk, people desk.People) *page.Note {
	if ask.status != http.StatusConflict {
		return nil
	}
	note := page.Note{Kind: page.Late, Strong: "没有存下", Live: true}
	note.Text = "　您打开这一页以后，这件收件有变化："
	for n, past := range i.History[min(max(ask.seen, 0), len(i.History)):] {
		if n > 0 {
			note.Text += "；"
		}
		title, _ := pastWords(past)
		note.Text += people.Name(past.By) + " " + calendar.ClockTime(past.At) + " " + title
	}
	note.Text += "。您填的还在，看过再办一次。"
	return &note
}

// refuse shows the input again with what was typed: 422 with what is wrong, 409
// with what somebody else did meanwhile.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, by auth.User, ask inboxAsk) error {
	ask.id = inbox.ID(pathID(r, "id"))
	switch {
	case isInvalid(ask.wrong):
		ask.status = http.StatusUnprocessableEntity
	case isStale(ask.wrong), isDecided(ask.wrong):
		ask.status, ask.wrong = http.StatusConflict, nil
	default:
		return ask.wrong
	}
	return s.renderInbox(w, r, by, ask)
}

// isDecided reports whether err says that the input was decided by somebody else.
func isDecided(err error) bool { return fault.CodeOf(err) == "input_decided" }

// afterwards goes to the input that waits after this one, with a sentence about
// what was done. next was found before it was done.
func (s *Server) afterwards(w http.ResponseWriter, r *http.Request, next inbox.ID, done, undo string) error {
	if next == 0 {
		return s.seeUndo(w, r, "/inbox", done, undo)
	}
	return s.seeUndo(w, r, fmt.Sprintf("/inbox/%d", next), done, undo)
}

// inboxForm reads a form of the inbox; what was typed is kept under its key.
func (s *Server) inboxForm(r *http.Request) (*forms.Held, error) {
	return forms.Read(r, s.Desk, serve.PlainForm)
}
