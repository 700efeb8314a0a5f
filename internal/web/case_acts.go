package web

import (
	"context"
	"maps"
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/intake"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// A caseAct is an act on a case with a form of its own: how its page reads and
// what is done with what was typed.
type caseAct struct {
	do    casefile.Act
	lead  string                // what the act does
	grave string                // what cannot be undone, to be ticked; "" where it can
	needs map[string]fault.Code // fields of a grave act that cannot be empty, and what is said of them
	done  string                // said afterwards
	moves bool                  // it can move the last day, which is then said too
	// says says it where it depends on what was sent; nil says done.
	says func(sent actSent) string
	// next is the page that follows where it is not the case; "" for the case.
	next func(v desk.CaseView, sent actSent) string
	// typed is what the form opens with; nil opens it empty.
	typed func(v desk.CaseView) url.Values
	// fields puts the fields on the page; nil needs none.
	fields func(s *Server, v desk.CaseView, f *page.Form, p *actPage)
	scans  string // what papers can be sent with the form, below its fields; "" for none
	// look puts what the database has to be asked for on the page; nil asks nothing.
	look   func(s *Server, ctx context.Context, v desk.CaseView, p *actPage) error
	run    func(s *Server, ctx context.Context, by auth.User, sent actSent) error
	leaves bool // who does it may not see the case afterwards
}

// actSent is what was sent with the form of an act.
type actSent struct {
	*serve.Form
	id      casefile.ID
	version int           // of the case, as the person saw it
	scans   []intake.File // papers that were sent with it
	held    *forms.Held   // what is kept of a form with papers; nil for others
}

// caseActs are the acts with plain forms; each has its row where its subject is.
var caseActs = []caseAct{
	assignAct,
	signForAct,
	returnUnitAct,
	askAssistAct,
	assistSignForAct,
	assistAnswerAct,
	assistReturnAct,
	assistSendBackAct,
	assistRemoveAct,
	onTheSpotAct,
	chaseAct,
	answerChaseAct,
	endChaseAct,
	mendAct,
	judgeMendingAct,
	escalateAct,
	answerEscalationAct,
	noteAct,
	supplementAct,
	takeReasonsAct,
	acceptReasonsAct,
	takeBackReasonsAct,
	takePaymentAct,
	waiveFeeAct,
	withdrawAct,
	withdrawPartAct,
	declineWithdrawalAct,
	splitCaseAct,
	takeBackSplitAct,
	joinCaseAct,
	unjoinCaseAct,
	takeReplyAct,
	closeAct,
	resumeAct,
	aidAct,
	succeedAct,
	addJointAct,
	changeJointAct,
	removeJointAct,
	challengeAct,
	outcomeAct,
	proposeAct,
	decidePublicationAct,
	archiveAct,
	holdBackAct,
	endHoldAct,
	keepLongerAct,
	restrictAct,
	liftRestrictionAct,
	correctReceiptAct,
	correctSupplementAct,
	correctPersonAct,
	correctWantsAct,
	searchAct,
	askHelpAct,
	consultAct,
	answerConsultationAct,
	changeConsultationAct,
	withdrawConsultationAct,
	handOnAct,
	takeBackTransferAct,
	examineAct,
	examinationAnswerAct,
	takeBackAct,
	annulAct,
}

// actPage is the page "desk/case_act".
type actPage struct {
	page.Base
	Case    caseLine
	Lead    string
	Changed page.Note // who changed what since the page was opened; none if empty
	Notes   []page.Note
	Dates   page.ReceiptDates
	Supply  *supplyFields // what came in may be the awaited supplement
	Fields  []page.Field
	Sure    page.Field // the tick before what cannot be undone
	Version int
	Post    string
	Files   bool // the form carries files
	Button  page.Button
}

// A caseLine names the case above the form of an act.
type caseLine struct {
	Number    string
	Href      string
	Subject   string
	Applicant string
	Due       page.Due
}

func (s *Server) caseLine(v desk.CaseView) caseLine {
	return caseLine{
		Number: v.Case.Number, Href: s.Pages.URL(casePath(v.Case.ID)), Subject: subjectOf(v.Row), Applicant: askersOf(v.Row),
		Due: s.dueOf(v.Row, s.Desk.Today(), false),
	}
}

// subjectOf returns the line that names a case, of a correction with what it is; an
// erased or empty one says so.
func subjectOf(row casefile.Row) string {
	subject := row.Subject
	if subject == "" {
		subject = "（没有写事项）"
	}
	if row.Type == casefile.Correction {
		return row.Type.Label() + "：" + subject
	}
	return subject
}

// sureField is the name of the tick before what cannot be undone.
const sureField = "sure"

// allowed returns nil if the person can do the act to the case now, else why
// not.
func allowed(v desk.CaseView, do casefile.Act) error {
	for _, o := range v.Options {
		if o.Act == do && o.Letter == 0 && o.Kind == "" {
			return o.Err
		}
	}
	return fault.New(fault.Forbidden, "forbidden")
}

// showAct serves GET /cases/{id}/{act}.
func (s *Server) showAct(a caseAct) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		v, err := s.Desk.Case(r.Context(), by, caseID(r))
		if err != nil {
			return err
		}
		if err := allowed(v, a.do); err != nil {
			return err
		}
		answer := actAnswer{status: http.StatusOK, typed: url.Values{}}
		if a.scans != "" {
			if answer.held, err = forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField)); err != nil {
				return err
			}
			answer.typed = answer.held.Values
		}
		if a.typed != nil && len(answer.typed) == 0 {
			answer.typed = a.typed(v)
		}
		answer.typed = slipped(r, linked(r, answer.typed))
		return s.renderAct(w, r, by, a, v, answer)
	}
}

// linked adds to what a form opens with what the link that led here is about.
func linked(r *http.Request, typed url.Values) url.Values {
	for _, of := range []string{entryField, whatField, helpField, partyField, groundField, jointField, flawField, mendingField} {
		if asked := r.URL.Query().Get(of); asked != "" {
			if typed = maps.Clone(typed); typed == nil {
				typed = url.Values{}
			}
			typed.Set(of, asked)
		}
	}
	return typed
}

// doAct serves POST /cases/{id}/{act}.
func (s *Server) doAct(a caseAct) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		sent, err := s.readAct(r, a)
		if sent.Form == nil {
			return err
		}
		if err == nil && sent.Values.Has(scansField+"-drop") {
			return s.againAct(w, r, by, a, sent.id, actAnswer{status: http.StatusOK, typed: sent.Values, held: sent.held})
		}
		if err == nil {
			err = a.sure(sent)
		}
		moved := func() string { return "" }
		if err == nil && a.moves {
			moved, err = s.watchDue(r.Context(), by, sent.id)
		}
		if err == nil {
			err = a.run(s, r.Context(), by, sent)
		}
		if err == nil {
			to, err := s.nextPage(r.Context(), by, a, sent)
			if err != nil {
				return err
			}
			if to != "" {
				return s.see(w, r, to, "")
			}
			if a.leaves {
				if _, err := s.Desk.CaseRow(r.Context(), by, sent.id); err != nil {
					return s.see(w, r, "/", a.said(sent)+moved())
				}
			}
			undo, err := s.undoOfAct(r.Context(), by, sent)
			if err != nil {
				return err
			}
			return s.seeUndo(w, r, casePath(sent.id), a.said(sent)+moved(), undo)
		}
		return s.actRefused(w, r, by, a, sent, err)
	}
}

// scansField is the name of the field with the papers of an act.
const scansField = "scans"

// readAct reads what was sent; of an act with papers it keeps all under the form's
// key. Without Form in what it returns nothing could be read.
func (s *Server) readAct(r *http.Request, a caseAct) (actSent, error) {
	sent := actSent{id: caseID(r)}
	var err error
	if a.scans == "" {
		sent.Form, err = serve.ReadForm(r, serve.PlainForm, nil)
	} else if sent.held, err = forms.Read(r, s.Desk, s.Uploads); sent.held != nil {
		sent.Form, sent.scans = &serve.Form{Values: sent.held.Values}, sent.held.Stored(scansField)
	}
	if sent.Form != nil {
		sent.version = versionIn(sent.Values)
	}
	return sent, err
}

// nextPage returns the page that follows the act, "" for the case.
func (s *Server) nextPage(ctx context.Context, by auth.User, a caseAct, sent actSent) (string, error) {
	if a.next == nil {
		return "", nil
	}
	v, err := s.Desk.Case(ctx, by, sent.id)
	if err != nil {
		return "", err
	}
	return a.next(v, sent), nil
}

// said returns what is said afterwards.
func (a caseAct) said(sent actSent) string {
	if a.says == nil {
		return a.done
	}
	return a.says(sent)
}

// actRefused shows the form again with all that was typed, where that helps.
func (s *Server) actRefused(w http.ResponseWriter, r *http.Request, by auth.User, a caseAct, sent actSent, refused error) error {
	answer := actAnswer{status: http.StatusUnprocessableEntity, typed: sent.Values, wrong: refused, held: sent.held}
	switch {
	case isStale(refused):
		answer.status, answer.since = http.StatusConflict, sent.version
	case !isInvalid(refused):
		return refused
	}
	return s.againAct(w, r, by, a, sent.id, answer)
}

// againAct shows the form of an act again.
func (s *Server) againAct(w http.ResponseWriter, r *http.Request, by auth.User, a caseAct, id casefile.ID, answer actAnswer) error {
	v, err := s.Desk.Case(r.Context(), by, id)
	if err != nil {
		return err
	}
	if err := allowed(v, a.do); err != nil {
		return err // what others did meanwhile has made it impossible
	}
	return s.renderAct(w, r, by, a, v, answer)
}

// actAnswer is in which state the form of an act is shown.
type actAnswer struct {
	status int
	typed  url.Values
	wrong  error
	since  int         // the version the person saw, where somebody else was quicker
	held   *forms.Held // of a form with papers
}

func (s *Server) renderAct(w http.ResponseWriter, r *http.Request, by auth.User, a caseAct, v desk.CaseView, answer actAnswer) error {
	p := actPage{
		Base: s.base(r, by, a.do.Label()+" "+v.Case.Number), Case: s.caseLine(v), Lead: a.lead, Version: v.Case.Version,
		Post: s.Pages.URL(casePath(v.Case.ID, string(a.do))), Button: page.Button{Label: a.do.Label(), Key: "Ctrl S"},
	}
	form := page.NewForm(answer.typed, answer.wrong)
	if answer.status == http.StatusConflict {
		p.Changed = s.changedNote(v, answer.since)
	}
	if a.fields != nil {
		a.fields(s, v, form, &p)
	}
	if a.look != nil {
		if err := a.look(s, r.Context(), v, &p); err != nil {
			return err
		}
	}
	if answer.held != nil {
		scans := form.File(scansField, a.scans).WithFiles(answer.held.Uploaded(scansField))
		scans.Many, scans.Optional = true, true
		p.Fields, p.Files = append(p.Fields, scans, form.Hidden(forms.KeyField, answer.held.Key)), true
	}
	if a.grave != "" {
		p.Sure, p.Button = form.Checkbox(sureField, a.grave), p.Button.Grave()
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, answer.status, "desk/case_act", p)
}

// sure refuses what cannot be undone while it is not ticked.
func (a caseAct) sure(sent actSent) error {
	if a.grave == "" {
		return nil
	}
	return unsure(sent.Form, a.needs)
}

// unsure refuses a form that is not ticked, and says in the same breath what else
// is missing. Of a ticked one the desk says so.
func unsure(sent *serve.Form, needs map[string]fault.Code) error {
	if sent.Value(sureField) == "1" {
		return nil
	}
	bad := fault.Form{}
	bad.Bad(sureField, "tick_to_go_on")
	for field, code := range needs {
		if sent.Value(field) == "" {
			bad.Bad(field, code)
		}
	}
	return bad.Err()
}

// aReason is what an act needs that only asks for its reason.
var aReason = map[string]fault.Code{"reason": "reason_needed"}
