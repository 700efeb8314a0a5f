package web

import (
	"net/http"
	"net/url"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/forms"
	"mingda/internal/letter"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// A drafting is a draft on its way to the page: as it is stored, or as it was
// typed and refused.
type drafting struct {
	id        casefile.ID
	n         int         // 0: a new one
	kind      letter.Kind // another than the stored one while the kind is being changed
	values    letter.Values
	materials []int
	joint     []int // of a reply to the applicant: who of those who ask jointly gets it too; nil where it was not asked
	replaces  int   // of a new one: the reply that it corrects
	to        int   // of a new one: among the others of the case, for whom
	wrong     error // beside the fields
	stopped   error // a conflict: nothing was saved
	since     int   // the version that the typed state began from, for what changed meanwhile
	status    int
}

// draftPage is the page "desk/letter_draft".
type draftPage struct {
	page.Base
	Case     caseLine
	Heading  string
	Post     string
	Hidden   []page.Hidden
	Stopped  *stoppedNote
	Replaces *page.Note // which reply it corrects
	Notes    []page.Note
	Remark   *page.Note // why it was returned
	Cannot   *page.Note
	Fields   []forms.LetterField
	Extra    page.Field
	Enclosed page.Field
	Joint    *page.Field // who of those who ask jointly gets it too
	Parts    []partView  // what the units that help handed in, beside the draft
	Locked   []page.Locked
	Diff     []page.DiffLine
	Checks   page.Checks
	Paper    page.Paper
	Save     page.Button
	Submit   page.Button
	IsReply  bool
	DropHref string
}

// stoppedNote says that nothing was saved, what others did meanwhile, and where
// the stored draft differs from what was typed.
type stoppedNote struct {
	Note page.Note
	Diff []page.DiffLine
}

// showLetter serves GET /cases/{id}/letters/{n}: the drafting page to whom may
// draft while it is a draft, else the letter to read, check and send on.
func (s *Server) showLetter(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Draft(r.Context(), by, caseID(r), letterN(r), "", nil, nil)
	if err != nil {
		return err
	}
	if optionOf(v.CaseView, casefile.Draft, v.Letter.N, "").Err != nil {
		return s.renderReading(w, r, by, reading{view: v, status: http.StatusOK})
	}
	d := drafting{id: v.Case.ID, n: v.Letter.N, kind: v.Kind.Code, values: v.Values, materials: v.Letter.Materials, status: http.StatusOK}
	if other := letter.Kind(r.URL.Query().Get("kind")); other != "" {
		d.kind = other
	}
	return s.renderDraft(w, r, by, d)
}

// renderDraft answers with the drafting page.
func (s *Server) renderDraft(w http.ResponseWriter, r *http.Request, by auth.User, d drafting) error {
	v, err := s.drafted(r, by, d)
	if err != nil {
		return err
	}
	if !letter.Drafted(v.Kind.Code) {
		return fault.New(fault.NotFound, "letter_kind_unknown", string(d.kind))
	}
	if err := mayDraft(v, d); err != nil {
		return err
	}
	p := draftPage{
		Base: s.base(r, by, "拟稿："+s.letterTitle(v)), Case: s.caseLine(v.CaseView), IsReply: v.Kind.IsReply(),
		Heading: "拟稿：" + s.letterTitle(v), Locked: forms.LockedOf(v.Preview), Diff: forms.DifferencesOf(v.Differences),
	}
	p.Post, p.DropHref = s.Pages.URL(casePath(d.id, "letters", "new")), ""
	pdf := ""
	if d.n != 0 {
		p.Post, p.DropHref = s.Pages.URL(letterPath(d.id, d.n)), s.Pages.URL(letterPath(d.id, d.n, "drop"))
		pdf = s.Pages.URL(letterPath(d.id, d.n, "draft.pdf"))
	}
	p.Paper = forms.PaperOf(v.Preview, v.Pages, pdf)
	p.Replaces = s.replacesNote(v.Case, v.Letter)
	if p.Notes, err = s.manyNotes(r, by, v); err != nil {
		return err
	}
	s.fillDraft(&p, v, d)
	p.Parts = s.partViews(v.CaseView)
	if d.stopped != nil {
		p.Stopped = s.stopped(v, d)
	}
	if v.Letter.Remark != "" {
		p.Remark = &page.Note{Strong: "退回：", Text: v.Letter.Remark}
	}
	return s.Pages.Render(w, d.status, "desk/letter_draft", p)
}

// drafted returns the view of a draft as it is on its way to the page.
func (s *Server) drafted(r *http.Request, by auth.User, d drafting) (desk.DraftView, error) {
	if d.n == 0 && d.replaces != 0 {
		return s.Desk.NewReplacement(r.Context(), by, d.id, d.replaces, d.kind, d.values, d.materials)
	}
	if d.n == 0 && d.to != 0 {
		return s.Desk.NewLetterTo(r.Context(), by, d.id, d.to, d.kind, d.values, d.materials)
	}
	if d.joint != nil {
		return s.Desk.JointDraft(r.Context(), by, d.id, d.n, d.kind, d.values, d.materials, d.joint)
	}
	return s.Desk.Draft(r.Context(), by, d.id, d.n, d.kind, d.values, d.materials)
}

// toName is the field that says for whom of the others of a case a new letter is.
const toName = "for"

// toIn reads it, 0 for the applicant.
func toIn(v url.Values) int { return int(idIn(v, toName)) }

// mayDraft says why this person cannot write here now. A page with something
// typed on it is shown all the same: what was typed must not be lost.
func mayDraft(v desk.DraftView, d drafting) error {
	if d.stopped != nil {
		return nil
	}
	if err := v.Case.AllowsLetters(casefile.LetterKind(v.Kind.Code)); err != nil {
		return err
	}
	if d.n != 0 {
		return optionOf(v.CaseView, casefile.Draft, d.n, "").Err
	}
	if d.replaces != 0 {
		return optionOf(v.CaseView, casefile.Replace, d.replaces, "").Err
	}
	kind := d.kind
	if v.Kind.IsReply() {
		kind = ""
	}
	if d.to != 0 || !letter.ToApplicant(d.kind) {
		return optionTo(v.CaseView, casefile.LetterKind(d.kind), d.to)
	}
	return optionOf(v.CaseView, casefile.Draft, 0, kind).Err
}

// letterTitle is how pages call a letter: a reply by its result.
func (s *Server) letterTitle(v desk.DraftView) string {
	if v.Kind.Result != "" {
		return s.Desk.ResultName(v.Kind.Result)
	}
	return v.Kind.Name
}

// fillDraft makes the fields, the enclosures, the check list and the buttons.
func (s *Server) fillDraft(p *draftPage, v desk.DraftView, d drafting) {
	form := page.NewForm(forms.LetterValues(v.Values, v.Letter.Materials), d.wrong)
	f := forms.LetterFields(form, v.Fields, v.Values)
	p.Fields, p.Extra = f.Shown, f.Extra
	p.Enclosed = form.Checkboxes("materials", "随文书发出的材料", enclosable(v.Enclosable)).WithHint("这里列出用途是“申请的信息”的材料。")
	if joint, ok := jointOnDraft(v, form); ok {
		p.Joint = &joint
	}
	p.Errors = form.Errors()
	p.Hidden = append([]page.Hidden{{Name: "version", Value: strconv.Itoa(v.Case.Version)}, {Name: "kind", Value: string(v.Kind.Code)}}, f.Hidden...)
	if d.n == 0 && d.replaces != 0 {
		p.Hidden = append(p.Hidden, page.Hidden{Name: replacesName, Value: strconv.Itoa(d.replaces)})
	}
	if p.Joint != nil {
		p.Hidden = append(p.Hidden, page.Hidden{Name: jointField + "-asked", Value: "1"})
	}
	if d.n == 0 && d.to != 0 {
		p.Hidden = append(p.Hidden, page.Hidden{Name: toName, Value: strconv.Itoa(d.to)})
	}
	p.Checks = forms.ChecksOf(v.Findings, s.findingLinks(v.CaseView, f.Href))
	if missing := p.Checks.Missing(); missing > 0 {
		p.Cannot = &page.Note{
			ID: "cannot", Kind: page.Late, Strong: "还不能送审核：", Text: "缺 " + strconv.Itoa(missing) + " 项，见",
			Link: page.Link{Label: "检查", Href: "#checks"},
		}
	}
	p.Save = page.Button{Label: "保存", Kind: "plain", Name: "do", Value: "save", Key: "Ctrl S"}
	p.Submit = page.Button{Label: "送审核", Name: "do", Value: "submit"}
	if p.Cannot != nil {
		p.Submit.DescribedBy = "cannot"
	}
}

func enclosable(materials []casefile.Material) []page.Option {
	options := make([]page.Option, len(materials))
	for i, m := range materials {
		options[i] = page.Option{Value: strconv.Itoa(m.N), Label: m.Name}
	}
	return options
}

// saveLetter serves POST /cases/{id}/letters/new and POST
// /cases/{id}/letters/{n}: every button of the drafting page saves first.
func (s *Server) saveLetter(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	if err != nil && !isInvalid(err) {
		return err
	}
	d := drafting{id: caseID(r), n: letterN(r), kind: letter.Kind(sent.Value("kind")), values: forms.PostedLetter(sent), materials: forms.PostedMaterials(sent)}
	d.since, d.replaces, d.to, d.joint = versionIn(sent.Values), replacesIn(sent.Values), toIn(sent.Values), postedJoint(sent.Values)
	if err != nil {
		d.wrong, d.status = err, http.StatusUnprocessableEntity
		return s.renderDraft(w, r, by, d)
	}
	n, version, err := s.Desk.SaveDraft(r.Context(), by, d.id, desk.DraftForm{
		Version: d.since, Letter: d.n, Kind: d.kind, Values: d.values, Materials: d.materials, Replaces: d.replaces, To: d.to, Joint: d.joint,
	})
	switch fault.KindOf(err) {
	case fault.Conflict:
		d.stopped, d.status = err, http.StatusConflict
		return s.renderDraft(w, r, by, d)
	case fault.Invalid:
		d.wrong, d.status = err, http.StatusUnprocessableEntity
		return s.renderDraft(w, r, by, d)
	}
	if err != nil {
		return err
	}
	d.n = n
	return s.afterSaving(w, r, by, d, version, sent.Value("do"))
}

// afterSaving does what else the button that was pressed says.
func (s *Server) afterSaving(w http.ResponseWriter, r *http.Request, by auth.User, d drafting, version int, do string) error {
	path := letterPath(d.id, d.n)
	switch do {
	case "submit":
		err := s.Desk.Submit(r.Context(), by, d.id, version, d.n)
		if isInvalid(err) {
			d.wrong, d.status = err, http.StatusUnprocessableEntity
			return s.renderDraft(w, r, by, d)
		}
		if err != nil {
			return err
		}
		return s.see(w, r, path, "已送审核")
	case "kind":
		return s.see(w, r, letterPath(d.id, d.n, "kind"), "")
	case "material":
		return s.see(w, r, casePath(d.id, string(casefile.AddMaterial)), "稿已存。材料加好以后，回到稿里勾上")
	case "fields":
		return s.see(w, r, path+"#content", "")
	}
	return s.see(w, r, path, "已存，"+calendar.ClockTime(s.Now()))
}

// stopped tells why nothing was saved, what others did since the page was
// opened, and where the stored draft differs from what was typed.
func (s *Server) stopped(v desk.DraftView, d drafting) *stoppedNote {
	if !isStale(d.stopped) {
		return &stoppedNote{Note: page.Note{Kind: page.Late, Strong: "没有存：", Text: d.stopped.Error() + "。您填的还在下面，可以抄走。"}}
	}
	note := &stoppedNote{Note: s.changedNote(v.CaseView, d.since)}
	stored, _ := v.Case.Letter(d.n)
	for _, f := range v.Fields {
		theirs, yours := stored.Values[f.Name], d.values[f.Name]
		if theirs == yours || d.n == 0 {
			continue
		}
		line := page.DiffLine{Lead: f.Label + "："}
		if theirs != "" {
			line.Parts = append(line.Parts, page.DiffPart{Op: "del", Text: f.Show(theirs)})
		}
		if yours != "" {
			line.Parts = append(line.Parts, page.DiffPart{Op: "ins", Text: f.Show(yours)})
		}
		note.Diff = append(note.Diff, line)
	}
	return note
}

// letterStageFault says that a letter in its stage does not allow the act.
func letterStageFault(l casefile.Letter, do casefile.Act) error {
	if l.N == 0 {
		return fault.New(fault.NotFound, "letter_not_found")
	}
	return fault.New(fault.Conflict, "letter_stage", l.Stage.Label(), do.Label())
}
