package web

import (
	"mingda/internal/forms"
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// letterView loads the letter of the address, whatever its stage.
func (s *Server) letterView(r *http.Request, by auth.User) (desk.DraftView, error) {
	return s.Desk.Draft(r.Context(), by, caseID(r), letterN(r), "", nil, nil)
}

// letterForm reads the plain form of an act on a letter, and the version of the
// case that it was opened at.
func letterForm(r *http.Request) (*serve.Form, int, error) {
	sent, err := serve.ReadForm(r, serve.PlainForm, nil)
	return sent, versionIn(sent.Values), err
}

// checkLetter serves POST /cases/{id}/letters/{n}/check.
func (s *Server) checkLetter(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, version, err := letterForm(r)
	if err == nil {
		err = s.Desk.Check(r.Context(), by, caseID(r), version, letterN(r), sent.Value("remark"))
	}
	if err == nil {
		return s.see(w, r, "/letters", "审核通过，已送签发")
	}
	return s.readingRefused(w, r, by, reading{of: casefile.Check, typed: sent.Values, since: version, wrong: err})
}

// returnLetter serves POST /cases/{id}/letters/{n}/return.
func (s *Server) returnLetter(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, version, err := letterForm(r)
	if err == nil {
		err = s.Desk.Return(r.Context(), by, caseID(r), version, letterN(r), sent.Value("remark"))
	}
	if err == nil {
		return s.see(w, r, "/letters", "已退回拟稿人")
	}
	return s.readingRefused(w, r, by, reading{of: casefile.Return, typed: sent.Values, since: version, wrong: err})
}

// readingRefused shows the letter again with what was typed, where that helps.
func (s *Server) readingRefused(w http.ResponseWriter, r *http.Request, by auth.User, d reading) error {
	switch {
	case isStale(d.wrong):
		d.status, d.wrong = http.StatusConflict, nil
	case isInvalid(d.wrong):
		d.status, d.since = http.StatusUnprocessableEntity, 0
	default:
		return d.wrong
	}
	var err error
	if d.view, err = s.letterView(r, by); err != nil {
		return err
	}
	return s.renderReading(w, r, by, d)
}

// signPage is the page "desk/letter_sign".
type signPage struct {
	page.Base
	Case    caseLine
	Heading string
	Changed *page.Note
	Follows []page.Step
	Facts   []page.KV
	Files   []page.FileItem
	Checks  page.Checks
	Paper   page.Paper
	Version int
	Post    string
	Back    string
	Button  page.Button
}

// showSign serves GET /cases/{id}/letters/{n}/sign: the letter whole, and what
// signing does.
func (s *Server) showSign(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderSign(w, r, by, http.StatusOK, 0, nil)
}

func (s *Server) renderSign(w http.ResponseWriter, r *http.Request, by auth.User, status, since int, wrong error) error {
	v, err := s.letterView(r, by)
	if err != nil {
		return err
	}
	if err := optionOf(v.CaseView, casefile.Sign, v.Letter.N, "").Err; err != nil {
		return err
	}
	title := s.letterTitle(v)
	p := signPage{
		Base: s.base(r, by, "签发："+title), Case: s.caseLine(v.CaseView), Heading: "签发：" + title, Follows: signingDoes(v, s.Desk.Today()),
		Facts: s.letterFacts(v), Files: s.enclosedFiles(v), Checks: forms.ChecksOf(v.Findings, func(string) string { return "" }),
		Paper: forms.PaperOf(v.Preview, v.Pages, s.pdfOf(v.Case.ID, v.Letter)), Version: v.Case.Version,
		Post: s.Pages.URL(letterPath(v.Case.ID, v.Letter.N, "sign")), Back: s.Pages.URL(letterPath(v.Case.ID, v.Letter.N)),
		Button: page.Button{Label: casefile.Sign.Label()},
	}
	if since != 0 {
		note := s.changedNote(v.CaseView, since)
		p.Changed = &note
	}
	p.Errors = page.NewForm(nil, wrong).Errors()
	return s.Pages.Render(w, status, "desk/letter_sign", p)
}

// signingDoes says what will happen on signing, before it does.
func signingDoes(v desk.DraftView, today calendar.Date) []page.Step {
	steps := []page.Step{
		{Text: "成文日期是今天，" + today.ChineseFull() + "。"},
		{Text: "取下一个文号，样子是 " + v.Agency.LetterWord + v.Kind.Series + "〔" + strconv.Itoa(today.Year()) + "〕…号。号取走就不再用，撤不回。"},
		{Text: "文书定下来，一个字也不能再改；制成 PDF，等着送达。"},
	}
	if v.Letter.Kind == casefile.ExtensionNotice {
		steps = append(steps, page.Step{Text: "延期在告知申请人以后才有效，期满以前要送出。"})
	}
	if v.Letter.Kind == casefile.DelayNotice {
		steps = append(steps, page.Step{Text: "延迟答复在告知申请人以后才有效，期满以前要送出。"})
	}
	return append(steps, page.Step{Text: "签发不能撤销。送出以前发现错了，可以作废另拟，文号留着不再用；送出以后，只能另发一份更正。", Strong: true})
}

// signLetter serves POST /cases/{id}/letters/{n}/sign.
func (s *Server) signLetter(w http.ResponseWriter, r *http.Request, by auth.User) error {
	_, version, err := letterForm(r)
	if err == nil {
		err = s.Desk.Sign(r.Context(), by, caseID(r), version, letterN(r))
	}
	switch {
	case isStale(err):
		return s.renderSign(w, r, by, http.StatusConflict, version, nil)
	case isInvalid(err):
		return s.renderSign(w, r, by, http.StatusUnprocessableEntity, 0, err)
	case err != nil:
		return err
	}
	v, err := s.letterView(r, by)
	if err != nil {
		return err
	}
	return s.see(w, r, letterPath(v.Case.ID, v.Letter.N), "已签发，文号 "+v.Letter.Number)
}
