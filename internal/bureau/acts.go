package bureau

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/page"
	"mingda/internal/reconsider"
	"mingda/internal/serve"
)

// A caseAct is an act on a case with a form of its own: how its page reads and what is
// done with what was typed.
type caseAct struct {
	do     reconsider.Act
	lead   string
	done   string
	files  string // what papers can be sent with the form; "" for none
	needs  bool   // it is not done without them
	alike  bool   // the alike cases stand beside the form
	shown  string // what stands above the form, under this heading
	shows  func(v desk.ReviewView) []page.KV
	typed  func(v desk.ReviewView) url.Values
	fields func(s *Server, ctx context.Context, by auth.User, v desk.ReviewView, f *page.Form) ([]page.Field, error)
	run    func(s *Server, ctx context.Context, by auth.User, sent actSent) error
}

// path returns the act as addresses name it.
func (a caseAct) path() string { return pathOf(a.do) }

// pathOf returns an act as addresses name it: below a case its kind needs no telling.
func pathOf(a reconsider.Act) string { return strings.TrimPrefix(string(a), "review-") }

// actSent is what was sent with the form of an act.
type actSent struct {
	*forms.Held
	id      reconsider.ID
	n       int // the paper acted on
	version int
}

// on reads the day of the form.
func (sent actSent) on() calendar.Date { return dayIn(sent, "on") }

// filesField is the name of the field with the papers of an act.
const filesField = "files"

// actPage is the page "bureau/act".
type actPage struct {
	page.Base
	Number  string
	Href    string
	Subject string
	Due     page.Due
	Lead    string
	Shown   string // the heading of Shows
	Shows   []page.KV
	Changed page.Note
	Fields  []page.Field
	Alike   *alikeCard
	Version int
	Post    string
	Button  page.Button
	Also    *page.Button // another thing that the form can be sent for; nil for most
	Back    page.Link
}

// showAct serves GET /review/{id}/{act}.
func (s *Server) showAct(a caseAct) func(http.ResponseWriter, *http.Request, auth.User) error {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		v, err := s.Desk.Review(r.Context(), by, reviewID(r))
		if err != nil {
			return err
		}
		held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
		if err != nil {
			return err
		}
		if a.typed != nil && len(held.Values) == 0 {
			held.Values = a.typed(v)
		}
		return s.renderAct(w, r, by, a, v, held, nil)
	}
}

// doAct serves POST /review/{id}/{act}.
func (s *Server) doAct(a caseAct) func(http.ResponseWriter, *http.Request, auth.User) error {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		held, err := s.read(r)
		if held == nil {
			return err
		}
		if err == nil && held.Values.Has(filesField+"-drop") {
			return s.againAct(w, r, by, a, held, nil)
		}
		if err == nil {
			err = a.run(s, r.Context(), by, actSent{Held: held, id: reviewID(r), version: version(held)})
		}
		if err == nil {
			if a.do == reconsider.StepBack && held.Value("handler") == strconv.FormatInt(by.ID, 10) {
				return s.House.See(w, r, "/review", a.done) // who stepped back sees the case no more
			}
			return s.House.See(w, r, casePath(reviewID(r)), a.done)
		}
		if !isInvalid(err) && !isStale(err) {
			return err
		}
		return s.againAct(w, r, by, a, held, err)
	}
}

// version reads the version of the case that a kept form began from.
func version(held *forms.Held) int {
	n, _ := strconv.Atoi(held.Value("version"))
	return n
}

// againAct shows the form of an act again with all that was typed.
func (s *Server) againAct(w http.ResponseWriter, r *http.Request, by auth.User, a caseAct, held *forms.Held, wrong error) error {
	v, err := s.Desk.Review(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	return s.renderAct(w, r, by, a, v, held, wrong)
}

func (s *Server) renderAct(w http.ResponseWriter, r *http.Request, by auth.User, a caseAct, v desk.ReviewView, held *forms.Held, wrong error) error {
	if err := v.Option(a.do, 0, "").Err; err != nil {
		return err // perhaps what others did meanwhile has made it impossible
	}
	form := page.NewForm(held.Values, wrong)
	p := s.actPage(r, by, v, a.do)
	p.Lead, p.Post = a.lead, s.Pages.URL(casePath(v.Case.ID, a.path()))
	if a.shows != nil {
		p.Shown, p.Shows = a.shown, a.shows(v)
	}
	var err error
	if a.fields != nil {
		if p.Fields, err = a.fields(s, r.Context(), by, v, form); err != nil {
			return err
		}
	}
	if a.files != "" {
		files := filesOf(form, a.files, held)
		files.Optional = !a.needs
		p.Fields = append(p.Fields, files)
	}
	p.Fields = append(p.Fields, form.Hidden(forms.KeyField, held.Key))
	if a.alike {
		if p.Alike, err = s.alikeCardOf(r.Context(), v); err != nil {
			return err
		}
	}
	return s.renderActPage(w, p, form, wrong)
}

// actPage begins the page of an act on a case.
func (s *Server) actPage(r *http.Request, by auth.User, v desk.ReviewView, do reconsider.Act) actPage {
	return actPage{
		Base: s.House.Base(r, by, do.Label()+" "+v.Case.Number), Number: v.Case.Number, Href: s.Pages.URL(casePath(v.Case.ID)), Subject: subjectOf(v),
		Due: s.dueOf(v), Version: v.Case.Version, Button: page.Button{Label: do.Label(), Key: "Ctrl S"}, Back: page.Link{Label: "回案件", Href: s.Pages.URL(casePath(v.Case.ID))},
	}
}

func (s *Server) renderActPage(w http.ResponseWriter, p actPage, form *page.Form, wrong error) error {
	status := http.StatusOK
	switch {
	case isStale(wrong):
		status = http.StatusConflict
		p.Changed = page.Note{Kind: page.Late, Strong: "没有存：", Text: "打开这页以后，案件有了变化。看过案件再交一次，填的都在。"}
	case wrong != nil:
		status = http.StatusUnprocessableEntity
	}
	p.Errors = numbered(form.Errors(), "第 %d 项：", func(field string) int {
		return 1 + slices.IndexFunc(reconsider.Conditions, func(k reconsider.Condition) bool { return k.Code == field })
	})
	return s.Pages.Render(w, status, "bureau/act", p)
}

// numbered says of each line of the error summary which of many like questions it is
// about, where at knows its field.
func numbered(all []page.FieldError, format string, at func(field string) int) []page.FieldError {
	for i, e := range all {
		if n := at(strings.TrimPrefix(e.ID, "f-")); n > 0 {
			all[i].Message = fmt.Sprintf(format, n) + e.Message
		}
	}
	return all
}

// filesOf is the field of papers that go with a form.
func filesOf(form *page.Form, label string, held *forms.Held) page.Field {
	return filesNamed(form, filesField, label, held).AsOptional()
}

// filesNamed is a field of files with a name of its own.
func filesNamed(form *page.Form, name, label string, held *forms.Held) page.Field {
	f := form.File(name, label).WithFiles(held.Uploaded(name))
	f.Many = true
	return f
}

// options lists choices of a form.
func options[T interface {
	~string
	Label() string
}](all []T, chosen string) []page.Option {
	var out []page.Option
	for _, o := range all {
		out = append(out, page.Option{Value: string(o), Label: o.Label(), Checked: chosen == string(o)})
	}
	return out
}

// plain is the fields of a form that needs nothing of the database.
func plain(fields func(v desk.ReviewView, f *page.Form) []page.Field) func(*Server, context.Context, auth.User, desk.ReviewView, *page.Form) ([]page.Field, error) {
	return func(_ *Server, _ context.Context, _ auth.User, v desk.ReviewView, f *page.Form) ([]page.Field, error) {
		return fields(v, f), nil
	}
}

// pressedOf returns the button of an act on the case.
func (s *Server) pressedOf(v desk.ReviewView, do reconsider.Act) page.Button {
	b := page.Button{Label: do.Label(), Href: s.Pages.URL(casePath(v.Case.ID, pathOf(do)))}
	if do == reconsider.Accept && v.Clock.Deemed { // the law has accepted it; what is left is by which procedure
		b.Label = "补办受理"
	}
	return b
}

// An actGroup is acts beside the next step that are about one thing.
type actGroup struct {
	title string
	acts  []reconsider.Act
}

// actGroups are the groups as they are shown; what is in none of them stands in the first.
var actGroups = []actGroup{
	{"案卷", []reconsider.Act{reconsider.ReadFile, reconsider.Guide, reconsider.Note, reconsider.AddMaterial, reconsider.AnnulFiling}},
	{"承办", []reconsider.Act{reconsider.Assign, reconsider.StepBack}},
	{"审查、审理", []reconsider.Act{
		reconsider.Examine, reconsider.Hinder, reconsider.TakeSupplement, reconsider.NotSupply, reconsider.TakeResponse, reconsider.HearParty, reconsider.FillSheet, reconsider.Propose, reconsider.CombineCase, reconsider.UncombineCase, reconsider.TakeWithdrawal, reconsider.DeclineWish, reconsider.CloseWithdrawn, reconsider.TakeReport,
	}},
	{"听证", []reconsider.Act{reconsider.SetSession, reconsider.MoveSession, reconsider.CallOffSession, reconsider.HoldSession}},
	{"现场勘验、鉴定", []reconsider.Act{reconsider.BeginProbe, reconsider.EndProbe}},
	{"行政复议委员会", []reconsider.Act{reconsider.AskCommittee, reconsider.TakeAdvice}},
	{"参加人", []reconsider.Act{reconsider.AddParty, reconsider.RemoveParty, reconsider.Represent}},
	{"文书", []reconsider.Act{reconsider.Draft, reconsider.CopyToHigher}},
}

// actBar is what this person can do with the case now, the next step first: a paper that
// waits for them goes before a new one.
func (s *Server) actBar(v desk.ReviewView) page.ActBar {
	var bar page.ActBar
	var more []page.ActGroup
	for _, g := range actGroups {
		more = append(more, page.ActGroup{Title: g.title})
	}
	add := func(do reconsider.Act, b page.Button, main bool) {
		switch {
		case !main:
			n := max(0, slices.IndexFunc(actGroups, func(g actGroup) bool { return slices.Contains(g.acts, do) }))
			more[n].Acts = append(more[n].Acts, b.Plain())
		case len(bar.Acts) > 0:
			bar.Acts = append(bar.Acts, b.Plain())
		default:
			bar.Acts = append(bar.Acts, b)
		}
	}
	for _, o := range v.Options {
		if o.Err == nil && o.Paper != 0 && slices.Contains([]reconsider.Act{reconsider.Check, reconsider.Sign, reconsider.Send}, o.Act) {
			add(o.Act, s.paperButton(v, o.Act, o.Paper), true)
		}
	}
	for _, o := range v.Options {
		if o.Err != nil || o.Paper != 0 {
			continue
		}
		switch o.Act {
		case reconsider.See, reconsider.SeePerson, reconsider.File, reconsider.Respond, reconsider.ReportBack, reconsider.WithdrawPublication, reconsider.WithholdPublication:
		case reconsider.PreparePublication, reconsider.CheckPublication, reconsider.ReleasePublication: // on one page
			if b := s.pressedOf(v, reconsider.PreparePublication); o.Act == v.NextPublication() {
				b.Label = o.Act.Label()
				add(o.Act, b, true)
			}
		case reconsider.Draft:
			if o.Kind != "" {
				add(o.Act, s.draftButton(v, o.Kind), s.nextPaper(v, o.Kind))
			}
		default:
			add(o.Act, s.pressedOf(v, o.Act), nextAct(v, o.Act))
		}
	}
	bar.More = slices.DeleteFunc(more, func(g page.ActGroup) bool { return len(g.Acts) == 0 })
	return bar
}

// paperButton leads to an act on a paper: to read it first where it is checked or signed.
func (s *Server) paperButton(v desk.ReviewView, do reconsider.Act, n int) page.Button {
	paper, _ := v.Case.Paper(n)
	name := paperName(paper.Kind)
	b := page.Button{Label: do.Label() + "：" + name, Href: s.Pages.URL(paperPath(v.Case.ID, n))}
	switch do {
	case reconsider.Check:
		b.Label = "审核：" + name
	case reconsider.Send:
		b.Href = s.Pages.URL(paperPath(v.Case.ID, n, pathOf(do)))
	}
	return b
}

// nextAct reports whether an act is a step forward as the case stands.
func nextAct(v desk.ReviewView, do reconsider.Act) bool {
	c := v.Case
	switch do {
	case reconsider.HoldSession, reconsider.TakeAdvice, reconsider.EndProbe:
		return true
	case reconsider.Assign:
		return len(c.Handlers) == 0
	case reconsider.Examine:
		return c.Sheet.Entry == 0
	case reconsider.Accept, reconsider.TakeSupplement, reconsider.NotSupply, reconsider.GiveUp, reconsider.CloseWithdrawn, reconsider.CopyToHigher:
		return true
	case reconsider.Propose:
		return c.Proposal.Entry == 0
	case reconsider.TakeResponse:
		return c.Response.Entry == 0
	case reconsider.FillSheet:
		return c.Response.Entry != 0 && !c.Findings.Whole
	}
	return false
}

// nextPaper reports whether a paper is a step forward as the case stands.
func (s *Server) nextPaper(v desk.ReviewView, kind casefile.LetterKind) bool {
	switch kind {
	case reconsider.WithdrawnNotice, reconsider.CopyNotice, reconsider.RejectionPaper, reconsider.HearingNotice, reconsider.ResumptionNotice:
		return true
	case reconsider.AcceptanceNotice: // at the beginning; later it stands with the other papers
		return !v.Case.HasTold(reconsider.TheRespondent)
	case reconsider.EndPaper:
		suspended, _ := v.Case.Suspended()
		return suspended.HasLapsed(s.Desk.Today())
	case reconsider.PerformOrder:
		return isOverdue(v, s.Desk.Today())
	}
	return v.Case.Proposal.Entry != 0 && kind == reconsider.PaperOfOutcome(v.Case.Proposal.Outcome)
}

// readPlain reads a form without files.
func readPlain(r *http.Request) (*serve.Form, error) { return serve.ReadForm(r, serve.PlainForm, nil) }

func itoa(n int) string { return strconv.Itoa(n) }
