package bureau

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/forms"
	"mingda/internal/letter"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// paperPage is the page "bureau/paper": a paper of the case, drafted or read.
type paperPage struct {
	page.Base
	Number  string
	Href    string
	Subject string
	Due     page.Due
	Heading string
	Tag     page.Tag
	Changed page.Note
	Remark  page.Note
	Draft   bool // it can be written on
	Post    string
	Hidden  []page.Hidden
	Fields  []forms.LetterField
	Extra   page.Field
	Locked  []page.Locked
	Checks  page.Checks
	Paper   page.Paper
	Facts   []page.KV
	Service []serviceLine
	Buttons []page.Button
	Acts    []page.Button
}

// draftButton leads to a new paper of a kind.
func (s *Server) draftButton(v desk.ReviewView, kind casefile.LetterKind) page.Button {
	label := string(kind)
	if info, err := letter.Info(letter.Kind(kind)); err == nil {
		label = "拟" + info.Name
	}
	return page.Button{Label: label, Href: s.Pages.URL(casePath(v.Case.ID, "papers", "new") + "?" + url.Values{"kind": {string(kind)}}.Encode())}
}

// showNewPaper serves GET /review/{id}/papers/new?kind=K.
func (s *Server) showNewPaper(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderPaper(w, r, by, letter.Kind(r.URL.Query().Get("kind")), nil, nil)
}

// showPaper serves GET /review/{id}/papers/{n}.
func (s *Server) showPaper(w http.ResponseWriter, r *http.Request, by auth.User) error {
	return s.renderPaper(w, r, by, "", nil, nil)
}

// savePaper serves POST /review/{id}/papers/new and /review/{id}/papers/{n}: every button
// of the drafting page saves first.
func (s *Server) savePaper(w http.ResponseWriter, r *http.Request, by auth.User) error {
	sent, err := readPlain(r)
	if err != nil && !isInvalid(err) {
		return err
	}
	id, n, kind, values := reviewID(r), paperN(r), letter.Kind(sent.Value("kind")), forms.PostedLetter(sent)
	version := versionIn(sent)
	if err == nil {
		n, version, err = s.Desk.SaveReviewDraft(r.Context(), by, id, desk.ReviewDraftForm{Version: version, Paper: n, Kind: kind, Values: values})
	}
	if err != nil {
		if isInvalid(err) || isStale(err) {
			return s.renderPaper(w, r, by, kind, values, err)
		}
		return err
	}
	if sent.Value("do") != "submit" {
		return s.House.See(w, r, paperPath(id, n), "已存")
	}
	err = s.Desk.SubmitReviewDraft(r.Context(), by, id, version, n)
	if isInvalid(err) {
		return s.House.See(w, r, paperPath(id, n)+"#checks", "已存，还不能送审核：缺的列在检查里")
	}
	if err != nil {
		return err
	}
	return s.House.See(w, r, paperPath(id, n), "已送审核")
}

func (s *Server) renderPaper(w http.ResponseWriter, r *http.Request, by auth.User, kind letter.Kind, values letter.Values, wrong error) error {
	v, err := s.Desk.ReviewDraft(r.Context(), by, reviewID(r), paperN(r), kind, values)
	if err != nil {
		return err
	}
	c, n := v.Case, v.Paper.N
	writes := v.Option(reconsider.Draft, n, "").Err
	if n == 0 {
		writes = v.Option(reconsider.Draft, 0, casefile.LetterKind(v.Kind.Code)).Err
	}
	if n == 0 && writes != nil {
		return writes
	}
	p := paperPage{
		Base: s.House.Base(r, by, v.Kind.Name+" "+c.Number), Number: c.Number, Href: s.Pages.URL(casePath(c.ID)), Subject: subjectOf(v.ReviewView), Due: s.dueOf(v.ReviewView),
		Heading: v.Kind.Name, Draft: writes == nil, Post: s.Pages.URL(casePath(c.ID, "papers", "new")),
		Hidden: []page.Hidden{{Name: "version", Value: itoa(c.Version)}, {Name: "kind", Value: string(v.Kind.Code)}},
		Locked: forms.LockedOf(v.Preview),
	}
	pdf := ""
	if n != 0 {
		p.Post, p.Tag, p.Facts = s.Pages.URL(paperPath(c.ID, n)), paperTag(v.Paper), s.paperFacts(v)
		if v.Paper.File != "" {
			pdf = s.Pages.URL(paperPath(c.ID, n) + ".pdf")
		}
		p.Acts, p.Service = s.paperButtons(v), s.servicePapers(v)
	}
	p.Paper = forms.PaperOf(v.Preview, v.Pages, pdf)
	if v.Paper.Remark != "" && v.Paper.Stage == casefile.InDraft {
		p.Remark = page.Note{Strong: "退回：", Text: v.Paper.Remark}
	}
	form := page.NewForm(forms.LetterValues(v.Values, nil), wrong)
	if p.Draft {
		f := forms.LetterFields(form, v.Fields, v.Values)
		p.Fields, p.Extra = f.Shown, f.Extra
		p.Hidden = append(p.Hidden, f.Hidden...)
		p.Checks = forms.ChecksOf(v.Findings, f.Href)
		p.Buttons = []page.Button{{Label: "保存", Kind: "plain", Name: "do", Value: "save", Key: "Ctrl S"}, {Label: "送审核", Name: "do", Value: "submit"}}
	} else if v.Paper.Number == "" {
		p.Checks = forms.ChecksOf(v.Findings, func(string) string { return "" })
	}
	status := http.StatusOK
	switch {
	case isStale(wrong):
		status = http.StatusConflict
		p.Changed = page.Note{Kind: page.Late, Strong: "没有存：", Text: "打开这页以后，案件有了变化。看过再存一次，填的都在。"}
	case wrong != nil:
		status = http.StatusUnprocessableEntity
	}
	p.Errors = form.Errors()
	return s.Pages.Render(w, status, "bureau/paper", p)
}

// paperFacts says who did what to a paper.
func (s *Server) paperFacts(v desk.ReviewDraftView) []page.KV {
	p := v.Paper
	all := []page.KV{{Label: "拟稿", Value: v.Names[p.Drafter]}}
	if p.Checker != 0 {
		all = append(all, page.KV{Label: "审核", Value: v.Names[p.Checker]})
	}
	if p.Number != "" {
		all = append(all, page.KV{Label: "签发", Value: v.Names[p.Signer] + "　" + p.SignedOn.Chinese()}, page.KV{Label: "文号", Value: p.Number})
	}
	if g := groundOf(p); g.Code != "" {
		all = append(all, page.KV{Label: "情形", Value: g.Text + "（" + g.Article + "）"})
	}
	if _, decides := reconsider.OutcomeOf(p.Kind); decides {
		all = append(all, followingOf(v.Case.Proposal)...)
	}
	for _, sent := range p.Sent {
		text := sent.Way.Label() + nonEmpty("　", sent.Tracking) + "，" + sent.On.Chinese() + nonEmpty("，签收人", sent.Recipient)
		switch {
		case sent.GotOn.IsZero():
			text += "，还没有登记签收"
		case sent.GotOn != sent.On:
			text += "，" + sent.GotOn.Chinese() + "签收"
		}
		all = append(all, page.KV{Label: "送达" + sent.To.Role.Label(), Value: text})
	}
	if p.Overtaken && p.Stands() {
		all = append(all, page.KV{Label: "送达", Value: "签发以后听证改期、取消或者已经举行，没有送到的不再送。"})
	}
	if p.Number != "" && p.Stands() {
		for _, to := range v.Case.Unsent(p) {
			all = append(all, page.KV{Label: "送达" + to.Role.Label(), None: "还没有送达"})
		}
	}
	return all
}

// paperButtons lead to what can be done to a paper.
func (s *Server) paperButtons(v desk.ReviewDraftView) []page.Button {
	var all []page.Button
	for _, a := range paperActs {
		if v.Option(a.do, v.Paper.N, "").Err != nil {
			continue
		}
		b := page.Button{Label: a.do.Label(), Href: s.Pages.URL(paperPath(v.Case.ID, v.Paper.N, a.path()))}
		if len(all) > 0 || a.do == reconsider.Drop || a.do == reconsider.VoidPaper { // what ends a paper invites nobody
			b = b.Plain()
		}
		all = append(all, b)
	}
	return all
}

// A paperAct is an act on a paper with a form of its own.
type paperAct struct {
	do     reconsider.Act
	lead   string
	done   string
	files  string
	fields func(s *Server, v desk.ReviewView, n int, f *page.Form) []page.Field
	run    func(s *Server, ctx context.Context, by auth.User, sent actSent) error
}

func (a paperAct) path() string { return pathOf(a.do) }

var paperActs = []paperAct{
	{
		do: reconsider.Check, done: "审核通过，已送签发", lead: "看过文书的全文再通过。拟稿的人不能自己审核。",
		fields: func(_ *Server, _ desk.ReviewView, _ int, f *page.Form) []page.Field {
			return []page.Field{f.Textarea("remark", "给签发人的话").WithRows(2).AsOptional()}
		},
		run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
			return s.Desk.CheckReviewDraft(ctx, by, sent.id, sent.version, sent.n, sent.Value("remark"))
		},
	},
	{
		do: reconsider.Sign, done: "已签发",
		lead: "成文日期是今天。文号取走就不再用；文书定下来，一个字也不能再改。复议决定先报复议机关负责人同意或者集体讨论通过（复议法第六十一条），凭记录签发。签发不能撤销；还没有送给任何一方的，可以作废另拟。",
		run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
			return s.Desk.SignReviewPaper(ctx, by, sent.id, sent.version, sent.n)
		},
	},
	{
		do: reconsider.Return, done: "已退回拟稿人",
		fields: func(_ *Server, _ desk.ReviewView, _ int, f *page.Form) []page.Field {
			return []page.Field{f.Textarea("remark", "退回的理由").WithRows(3).WithHint("写明要改哪里。")}
		},
		run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
			return s.Desk.ReturnReviewDraft(ctx, by, sent.id, sent.version, sent.n, sent.Value("remark"))
		},
	},
	{
		do: reconsider.Send, done: "已登记送达", files: "送达凭证",
		lead: "每一方登记一次。被申请人是本系统内的机关的，选系统内转交：今天就到它的待办里，申请案卷同时记下。",
		fields: func(_ *Server, v desk.ReviewView, n int, f *page.Form) []page.Field {
			p, _ := v.Case.Paper(n)
			var to []page.Option
			for _, r := range v.Case.Unsent(p) {
				value := recipientValue(r)
				to = append(to, page.Option{Value: value, Label: r.Role.Label() + "　" + v.Case.NameOf(r), Checked: f.Value("to") == value || len(v.Case.Unsent(p)) == 1})
			}
			ways := []casefile.Way{casefile.Direct, casefile.Posted, casefile.Entrusted}
			if v.Case.Contested.Respondent != 0 && slices.ContainsFunc(v.Case.Unsent(p), func(r reconsider.Recipient) bool { return r.Role == reconsider.TheRespondent }) {
				ways = append(ways, casefile.Handed)
			}
			return []page.Field{
				f.Radios("to", "送给谁", to), f.Radios("way", "怎样送", options(ways, f.Value("way"))), f.Date("on", "哪天").WithHint("直接送达是签收之日，邮寄是交寄之日；系统内转交不用填。"),
				f.Text("recipient", "谁签收的").WithHint("直接送达、委托送达的填。").AsOptional(), f.Text("tracking", "邮件号").WithHint("邮寄的填。").AsOptional(),
			}
		},
		run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
			f := reconsider.PaperSent{Letter: sent.n, To: recipientIn(sent.Value("to")), Way: casefile.Way(sent.Value("way")), Tracking: sent.Value("tracking")}
			f.Private.Recipient = sent.Value("recipient")
			return s.Desk.SendReviewPaper(ctx, by, sent.id, sent.version, f, sent.on(), sent.Stored(filesField))
		},
	},
	{
		do: reconsider.Got, done: "已登记签收", lead: "邮寄的，登记收件人签收之日：申请人起诉的期限从这天算。",
		fields: func(_ *Server, v desk.ReviewView, n int, f *page.Form) []page.Field {
			p, _ := v.Case.Paper(n)
			var to []page.Option
			for _, sent := range p.Sent {
				if sent.GotOn.IsZero() {
					value := recipientValue(sent.To)
					to = append(to, page.Option{Value: value, Label: sent.To.Role.Label() + "　" + v.Case.NameOf(sent.To), Checked: f.Value("to") == value || len(p.Sent) == 1})
				}
			}
			return []page.Field{f.Radios("to", "谁", to), f.Date("on", "签收之日"), f.Text("recipient", "谁签收的").AsOptional()}
		},
		run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
			f := reconsider.PaperGot{Letter: sent.n, To: recipientIn(sent.Value("to"))}
			f.Private.Recipient = sent.Value("recipient")
			return s.Desk.GotReviewPaper(ctx, by, sent.id, sent.version, f, sent.on())
		},
	},
	{
		do: reconsider.VoidPaper, done: "已作废", lead: "只能作废还没有送给任何一方的文书；文号留着不再用。",
		fields: func(_ *Server, _ desk.ReviewView, _ int, f *page.Form) []page.Field {
			return []page.Field{f.Textarea("reason", "理由").WithRows(2)}
		},
		run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
			return s.Desk.VoidReviewPaper(ctx, by, sent.id, sent.version, sent.n, sent.Value("reason"))
		},
	},
	{
		do: reconsider.Drop, done: "已弃稿", lead: "弃掉的稿子不能再用，可以另拟一份。",
		run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
			return s.Desk.DropReviewDraft(ctx, by, sent.id, sent.version, sent.n)
		},
	},
}

// recipientValue is a recipient as forms have it.
func recipientValue(r reconsider.Recipient) string { return string(r.Role) + "/" + itoa(r.Party) }

// recipientIn reads a recipient as forms have it: role/number.
func recipientIn(value string) reconsider.Recipient {
	for i, c := range value {
		if c == '/' {
			n, _ := strconv.Atoi(value[i+1:])
			return reconsider.Recipient{Role: reconsider.Role(value[:i]), Party: n}
		}
	}
	return reconsider.Recipient{}
}

// showPaperAct serves GET /review/{id}/papers/{n}/{act}.
func (s *Server) showPaperAct(a paperAct) func(http.ResponseWriter, *http.Request, auth.User) error {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		held, err := forms.Open(r.Context(), s.Desk, r.URL.Query().Get(forms.KeyField))
		if err != nil {
			return err
		}
		return s.renderPaperAct(w, r, by, a, held, nil)
	}
}

// doPaperAct serves POST /review/{id}/papers/{n}/{act}.
func (s *Server) doPaperAct(a paperAct) func(http.ResponseWriter, *http.Request, auth.User) error {
	return func(w http.ResponseWriter, r *http.Request, by auth.User) error {
		held, err := s.read(r)
		if held == nil {
			return err
		}
		if err == nil && held.Values.Has(filesField+"-drop") {
			return s.renderPaperAct(w, r, by, a, held, nil)
		}
		if err == nil {
			err = a.run(s, r.Context(), by, actSent{Held: held, id: reviewID(r), n: paperN(r), version: version(held)})
		}
		if err == nil {
			return s.House.See(w, r, paperPath(reviewID(r), paperN(r)), a.done)
		}
		if !isInvalid(err) && !isStale(err) {
			return err
		}
		return s.renderPaperAct(w, r, by, a, held, err)
	}
}

func (s *Server) renderPaperAct(w http.ResponseWriter, r *http.Request, by auth.User, a paperAct, held *forms.Held, wrong error) error {
	v, err := s.Desk.Review(r.Context(), by, reviewID(r))
	if err != nil {
		return err
	}
	n := paperN(r)
	if err := v.Option(a.do, n, "").Err; err != nil {
		return err
	}
	paper, _ := v.Case.Paper(n)
	form := page.NewForm(held.Values, wrong)
	p := s.actPage(r, by, v, a.do)
	if info, err := letter.Info(letter.Kind(paper.Kind)); err == nil {
		p.Button.Label += "：" + info.Name
		p.Title = p.Button.Label
	}
	p.Lead, p.Post = a.lead, s.Pages.URL(paperPath(v.Case.ID, n, a.path()))
	p.Back = page.Link{Label: "回文书", Href: s.Pages.URL(paperPath(v.Case.ID, n))}
	if a.fields != nil {
		p.Fields = a.fields(s, v, n, form)
	}
	if a.files != "" {
		p.Fields = append(p.Fields, filesOf(form, a.files, held))
	}
	p.Fields = append(p.Fields, form.Hidden(forms.KeyField, held.Key))
	return s.renderActPage(w, p, form, wrong)
}

// downloadPaper serves the PDF of a paper.
func (s *Server) downloadPaper(w http.ResponseWriter, r *http.Request, by auth.User) error {
	f, err := s.Desk.ReviewPaperFile(r.Context(), by, reviewID(r), paperN(r))
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, f, true)
}

// downloadMaterial serves a document of the file.
func (s *Server) downloadMaterial(w http.ResponseWriter, r *http.Request, by auth.User) error {
	f, err := s.Desk.ReviewMaterialFile(r.Context(), by, reviewID(r), paperN(r))
	if err != nil {
		return err
	}
	return s.House.SendFile(w, r, f, true)
}
