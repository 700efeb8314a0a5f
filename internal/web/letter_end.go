package web

import (
	"net/http"
	"net/url"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/page"
	"mingda/internal/serve"
)

// endPage is the page "desk/letter_end": the question before a letter is given
// up.
type endPage struct {
	page.Base
	Case    caseLine
	Heading string
	Lead    string
	Changed *page.Note
	Facts   []page.KV
	Fields  []page.Field
	Version int
	Post    string
	Back    string
	Button  page.Button
}

// An endForm gives a letter up: a draft is dropped, a signed one made void.
type endForm struct {
	do     casefile.Act
	below  string
	lead   string
	fields func(f *page.Form) []page.Field // nil for none
	run    func(s *Server, r *http.Request, by auth.User, version int, sent *serve.Form) error
	done   string
	to     func(id casefile.ID, n int) string // where it leads afterwards
}

var dropForm = endForm{
	do: casefile.Drop, below: "drop", done: "草稿已弃",
	lead: "弃掉的稿留在台账里，不能再改、再送。要答复，另拟一份。",
	run: func(s *Server, r *http.Request, by auth.User, version int, _ *serve.Form) error {
		return s.Desk.DropDraft(r.Context(), by, caseID(r), version, letterN(r))
	},
	to: func(id casefile.ID, _ int) string { return casePath(id) },
}

var voidForm = endForm{
	do: casefile.Void, below: "void", done: "文书已作废，可以另拟一份",
	lead: "签发以后、送出以前发现错了的，作废另拟。文号留在号序里，注明作废，不再用；做好了的 PDF 留着备查。期限照算。",
	fields: func(f *page.Form) []page.Field {
		return []page.Field{
			f.Textarea("reason", "为什么作废").WithRows(2).WithHint("写明错在哪里，存入经过。").AsRequired(),
			f.Checkbox(sureField, "核对过了：还没有送出，作废不能撤销"),
		}
	},
	run: func(s *Server, r *http.Request, by auth.User, version int, sent *serve.Form) error {
		if err := unsure(sent, aReason); err != nil {
			return err
		}
		return s.Desk.Void(r.Context(), by, caseID(r), version, letterN(r), sent.Value("reason"))
	},
	to: func(id casefile.ID, n int) string { return letterPath(id, n) },
}

// voidNote heads the page of a letter that is void.
func voidNote(l casefile.Letter) *page.Note {
	why := l.VoidFor
	if why == "" {
		why = "没有送出，案件就结束了"
	}
	kept := "PDF 只供备查。"
	if l.File == "" {
		kept = "没有做成 PDF。"
	}
	return &page.Note{Kind: page.Late, Strong: "这份文书已作废：", Text: sentences(why) + "文号 " + l.Number + " 不再用，" + kept}
}

// showEnd serves GET /cases/{id}/letters/{n}/drop and …/void.
func (s *Server) showEnd(e endForm) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		return s.renderEnd(w, r, by, e, actAnswer{status: http.StatusOK})
	}
}

func (s *Server) renderEnd(w http.ResponseWriter, r *http.Request, by auth.User, e endForm, answer actAnswer) error {
	v, err := s.letterView(r, by)
	if err != nil {
		return err
	}
	if err := optionOf(v.CaseView, e.do, v.Letter.N, "").Err; err != nil {
		return err
	}
	title := e.do.Label() + "：" + s.letterTitle(v)
	here := letterPath(v.Case.ID, v.Letter.N)
	p := endPage{
		Base: s.base(r, by, title), Case: s.caseLine(v.CaseView), Heading: title, Lead: e.lead, Facts: s.letterFacts(v), Version: v.Case.Version,
		Post: s.Pages.URL(here + "/" + e.below), Back: s.Pages.URL(here), Button: page.Button{Label: e.do.Label(), Kind: "grave"},
	}
	if answer.since != 0 {
		note := s.changedNote(v.CaseView, answer.since)
		p.Changed = &note
	}
	form := page.NewForm(answer.typed, answer.wrong)
	if e.fields != nil {
		p.Fields = e.fields(form)
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, answer.status, "desk/letter_end", p)
}

// endLetter serves POST /cases/{id}/letters/{n}/drop and …/void.
func (s *Server) endLetter(e endForm) staffFunc {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		sent, version, err := letterForm(r)
		if err == nil {
			err = e.run(s, r, by, version, sent)
		}
		typed := url.Values{}
		if sent != nil {
			typed = sent.Values
		}
		switch {
		case isStale(err):
			return s.renderEnd(w, r, by, e, actAnswer{status: http.StatusConflict, typed: typed, since: version})
		case isInvalid(err):
			return s.renderEnd(w, r, by, e, actAnswer{status: http.StatusUnprocessableEntity, typed: typed, wrong: err})
		case err != nil:
			return err
		}
		return s.see(w, r, e.to(caseID(r), letterN(r)), e.done)
	}
}
