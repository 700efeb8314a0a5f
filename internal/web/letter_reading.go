package web

import (
	"mingda/internal/forms"
	"net/http"
	"net/url"
	"slices"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
)

// A reading is a letter on its way to the page on which it is read, checked and
// sent on.
type reading struct {
	view   desk.DraftView
	status int
	wrong  error      // of a form on the page
	typed  url.Values // into it
	of     casefile.Act
	since  int // the version that a stale form began from; 0 if none is stale
}

// readingPage is the page "desk/letter".
type readingPage struct {
	page.Base
	Case    caseLine
	Heading string
	Tag     page.Tag
	Changed *page.Note
	Remark  *page.Note
	Old     *page.Note  // a date in it was corrected since it was signed
	Links   []page.Note // which reply it corrects, and which one corrects it
	Bar     page.ActBar
	Facts   []page.KV
	To      []recipient // of a signed letter to several who ask jointly
	Content []page.KV
	Files   []page.FileItem
	Diff    []page.DiffLine
	Checks  page.Checks
	Paper   page.Paper
	Check   *actForm
	Return  *actForm
	Draft   bool // not signed yet: what is to be checked is shown
}

// An actForm is a small form on the page of a letter.
type actForm struct {
	Post    string
	Version int
	Remark  page.Field
	Button  page.Button
}

// renderReading answers with the page of a letter to read, check and send on.
func (s *Server) renderReading(w http.ResponseWriter, r *http.Request, by auth.User, d reading) error {
	v, l := d.view, d.view.Letter
	p := readingPage{
		Base: s.base(r, by, s.letterTitle(v)), Case: s.caseLine(v.CaseView), Heading: s.letterTitle(v), Tag: letterTag(l),
		Facts: s.letterFacts(v), Content: contentOf(v), Files: s.enclosedFiles(v), Diff: forms.DifferencesOf(v.Differences),
		Draft: l.Number == "", Bar: s.letterBar(v), To: s.recipients(v),
	}
	p.Checks = forms.ChecksOf(v.Findings, s.findingLinks(v.CaseView, func(name string) string {
		switch {
		case name == forms.MaterialsName && len(p.Files) > 0:
			return "#enclosed"
		case name == "" || name == forms.MaterialsName || name == askedName || len(p.Content) == 0:
			return ""
		}
		return "#filled"
	}))
	p.Paper = forms.PaperOf(v.Preview, v.Pages, s.pdfOf(v.Case.ID, l))
	if d.since != 0 {
		note := s.changedNote(v.CaseView, d.since)
		p.Changed = &note
	}
	if l.Remark != "" && l.Stage == casefile.InDraft {
		p.Remark = &page.Note{Strong: "退回：", Text: l.Remark}
	}
	if l.Bounced.Input != 0 {
		note := s.bounceNote(v.CaseView, l)
		p.Remark = &note
	}
	if l.Stage == casefile.IsVoid {
		p.Remark = voidNote(l)
	}
	if l.Missed != "" && l.Stands() {
		p.Remark = &page.Note{Kind: page.Late, Strong: "没有送到，要再送：", Text: l.Missed}
	}
	p.Old = s.outdatedNote(v.CaseView, l)
	for _, note := range []*page.Note{s.replacedNote(v.Case, l), s.replacesNote(v.Case, l)} {
		if note != nil {
			p.Links = append(p.Links, *note)
		}
	}
	p.Check, p.Return = s.checkForms(v, d, &p.Base)
	return s.Pages.Render(w, d.status, "desk/letter", p)
}

// pdfOf returns where the letter can be had as PDF, "" while it is being made.
func (s *Server) pdfOf(id casefile.ID, l casefile.Letter) string {
	switch {
	case l.File != "":
		return s.Pages.URL(letterPath(id, l.N) + ".pdf")
	case l.Number == "" && l.N != 0:
		return s.Pages.URL(letterPath(id, l.N, "draft.pdf"))
	}
	return ""
}

// checkForms are the forms of who may check or return; nil for others.
func (s *Server) checkForms(v desk.DraftView, d reading, base *page.Base) (check, back *actForm) {
	typed := func(do casefile.Act) (*page.Form, url.Values) {
		if d.of == do {
			return page.NewForm(d.typed, d.wrong).WithPrefix(string(do) + "-"), d.typed
		}
		return page.NewForm(nil, nil).WithPrefix(string(do) + "-"), nil
	}
	if optionOf(v.CaseView, casefile.Check, v.Letter.N, "").Err == nil {
		form, _ := typed(casefile.Check)
		check = &actForm{
			Post: s.Pages.URL(letterPath(v.Case.ID, v.Letter.N, "check")), Version: v.Case.Version,
			Remark: form.Textarea("remark", "给签发人的话").WithRows(2).AsOptional(), Button: page.Button{Label: casefile.Check.Label()},
		}
		base.Errors = append(base.Errors, form.Errors()...)
	}
	if optionOf(v.CaseView, casefile.Return, v.Letter.N, "").Err == nil {
		form, _ := typed(casefile.Return)
		back = &actForm{
			Post: s.Pages.URL(letterPath(v.Case.ID, v.Letter.N, "return")), Version: v.Case.Version,
			Remark: form.Textarea("remark", "退回的理由").WithRows(3).WithHint("写明要改哪里，拟稿人照着改。存入台账。"), Button: page.Button{Label: casefile.Return.Label(), Kind: "plain"},
		}
		base.Errors = append(base.Errors, form.Errors()...)
	}
	return check, back
}

// letterBar is what else can be done with the letter, and what cannot and why.
func (s *Server) letterBar(v desk.DraftView) page.ActBar {
	var bar page.ActBar
	below := func(part string) string { return s.Pages.URL(letterPath(v.Case.ID, v.Letter.N, part)) }
	type letterAct struct {
		do     casefile.Act
		button page.Button
	}
	acts := []letterAct{
		{casefile.Sign, page.Button{Label: "签发", Href: below("sign"), Key: "Enter"}},
		{casefile.Serve, page.Button{Label: "登记送达", Href: below("serve"), Key: "Enter"}},
		{casefile.ConfirmDelivery, page.Button{Label: "登记签收", Href: below("delivery")}},
		{casefile.Void, page.Button{Label: "作废", Href: below("void"), Kind: "plain"}.Grave()},
		{casefile.CorrectService, page.Button{Label: "更正送达", Href: below("correct-service"), Kind: "plain"}},
		{casefile.Replace, page.Button{Label: casefile.Replace.Label(), Href: below("replace"), Kind: "plain"}},
	}
	if stale := staleLetter(v.CaseView, v.Letter.N); stale != nil {
		acts = []letterAct{ // what went out before can be recorded still
			{casefile.Void, page.Button{Label: "作废", Href: below("void"), Key: "Enter"}},
			{casefile.Serve, page.Button{Label: "补登记送达", Href: below("serve"), Kind: "plain"}},
		}
		if v.Case.Outdated(v.Letter) == nil { // else its note says so
			bar.Cant = append(bar.Cant, stale.Error())
		}
	}
	if v.Letter.Bounced.Input != 0 {
		acts = []letterAct{ // as a rule it is sent again
			{casefile.CorrectService, page.Button{Label: "更正送达", Href: below("correct-service"), Key: "Enter"}},
			{casefile.ConfirmDelivery, page.Button{Label: "登记签收", Href: below("delivery"), Kind: "plain"}},
			{casefile.Serve, page.Button{Label: "登记送达", Href: below("serve"), Kind: "plain"}}, // to the others for whom it is
		}
	}
	if l := v.Letter; slices.ContainsFunc(l.Undelivered(), func(to int) bool { return l.ServiceTo(to).Way == casefile.Posted }) && optionOf(v.CaseView, casefile.CorrectService, l.N, "").Err == nil && v.Case.AllowsReturn(l.N) == nil {
		bar.Acts = append(bar.Acts, page.Button{Label: "登记退件", Href: below("returned"), Kind: "plain"})
	}
	for _, act := range acts {
		o := optionOf(v.CaseView, act.do, v.Letter.N, "")
		switch {
		case act.do == casefile.ConfirmDelivery && !v.Letter.AwaitsDelivery():
			// it is known already when the applicant got it
		case act.do == casefile.Replace && o.Err != nil && replaceSaid(v):
		case o.Err == nil:
			bar.Acts = append(bar.Acts, act.button)
		case !o.MayNot || act.do == casefile.Sign && v.Letter.Stage == casefile.InSigning:
			bar.Cant = append(bar.Cant, o.Err.Error())
		}
	}
	if v.Letter.Stage == casefile.InCheck {
		if o := optionOf(v.CaseView, casefile.Check, v.Letter.N, ""); o.Err != nil {
			bar.Cant = append(bar.Cant, o.Err.Error())
		}
	}
	if v.Letter.Number != "" && v.Letter.Stands() {
		bar.Acts = append(bar.Acts, servicePapers(v, below)...)
	}
	return bar
}

// letterFacts tells who did what to the letter, and when.
func (s *Server) letterFacts(v desk.DraftView) []page.KV {
	l, who := v.Letter, v.People.Name
	facts := []page.KV{
		{Label: "文书", Value: v.Kind.Name}, {Label: "拟稿", Value: who(l.Drafter) + "，" + dateTimeText(l.DraftedAt)},
	}
	add := func(label, value string) {
		if value != "" {
			facts = append(facts, page.KV{Label: label, Value: value})
		}
	}
	if l.Checker != 0 {
		add("审核", who(l.Checker)+checkRemark(v))
	}
	if l.Signer != 0 {
		add("签发", who(l.Signer)+"，"+l.SignedOn.ChineseFull())
	}
	if !l.ForApplicant() {
		add("收件方", v.Case.AddresseeOf(l).Name)
	} else if len(v.Case.JointApplicants()) > 0 {
		add("写给", v.Case.NamesOn(l))
	}
	add("文号", l.Number)
	if len(l.Joint) > 0 && l.Number != "" {
		return facts // how it went to each stands beside
	}
	if !l.ServedOn.IsZero() {
		add("送达", l.Way.Label()+"，"+l.ServedOn.ChineseFull())
		add("邮件号", l.Tracking)
		add("签收人", l.Recipient)
		if m, ok := v.Case.Material(l.Proof); ok {
			facts = append(facts, page.KV{Label: "凭证", Value: m.Name, Href: s.Pages.URL(materialPath(v.Case.ID, m))})
		}
		got := page.KV{Label: "申请人签收", Value: l.GotOn.ChineseFull(), None: "还不知道；知道以后登记签收，救济期限从那天算"}
		if l.Bounced.Input != 0 {
			got.Value, got.None = "", "邮件退回来了，没有收到"
		}
		if !l.ForApplicant() {
			got.Label, got.None = "对方签收", "还不知道；知道以后登记签收，对方的期限从那天算"
		}
		facts = append(facts, got)
	}
	return facts
}

// checkRemark is what the checker told the signer.
func checkRemark(v desk.DraftView) string {
	said := ""
	for _, p := range v.Case.History {
		if f, ok := p.Fact.(*casefile.Checked); ok && f.Letter == v.Letter.N {
			said = f.Private.Remark
		}
	}
	if said == "" {
		return ""
	}
	return "：" + said
}

// contentOf lists what was filled in.
func contentOf(v desk.DraftView) []page.KV {
	var all []page.KV
	for _, f := range v.Fields {
		if !f.Applies(v.Fields, v.Values) {
			continue
		}
		value := v.Values[f.Name]
		if value == "" {
			value = f.Standard
		}
		if value == "" && !f.Required {
			continue
		}
		kv := page.KV{Label: f.Label, Value: f.Show(value), None: "没有填"}
		if f.Name == forms.ExtraName {
			kv.Label = "添的一段"
		}
		all = append(all, kv)
	}
	return all
}

// enclosedFiles lists the documents that go with the letter.
func (s *Server) enclosedFiles(v desk.DraftView) []page.FileItem {
	var files []page.FileItem
	for _, n := range v.Letter.Materials {
		m, ok := v.Case.Material(n)
		if !ok {
			continue
		}
		item := page.FileItem{Name: m.Name, Href: s.Pages.URL(materialPath(v.Case.ID, m))}
		if m.Withdrawn {
			item.Note = "已停用，不发出"
		}
		files = append(files, forms.Noted(item, forms.ArchiveText(m.Name)))
	}
	return files
}

// sendDraftPDF serves GET /cases/{id}/letters/{n}/draft.pdf.
func (s *Server) sendDraftPDF(w http.ResponseWriter, r *http.Request, by auth.User) error {
	made, err := s.Desk.DraftPDF(r.Context(), by, caseID(r), letterN(r))
	if err != nil {
		return err
	}
	return sendPDF(w, r, "草稿.pdf", made)
}

// sendLetterPDF serves GET /cases/{id}/letters/{n}.pdf.
func (s *Server) sendLetterPDF(w http.ResponseWriter, r *http.Request, by auth.User) error {
	f, err := s.Desk.LetterPDF(r.Context(), by, caseID(r), letterN(r))
	if err != nil {
		return err
	}
	return sendFile(w, r, f, true)
}
