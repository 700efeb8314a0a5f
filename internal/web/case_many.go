package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/letter"
	"mingda/internal/page"
)

// The acts of 条例 35: what the applicant explained, that it is accepted and the
// request answered in time, and the way back.

var takeReasonsAct = caseAct{
	do:   casefile.TakeReasons,
	lead: "要求说明理由通知书送达以后，申请人怎么说的，或者到期没有说明（条例第三十五条）。答复期限照常计算。",
	says: func(sent actSent) string {
		if sent.Value("came") == "no" {
			return "已登记没有收到说明"
		}
		return "已登记申请人的说明"
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		asked, _ := v.Case.ReasonsAsked()
		p.Notes = append(p.Notes, s.requestsLink(v.Case, "请申请人说明到 "+asked.By.Chinese()+"；期满以后来的说明，没有答复的仍然算数。"))
		on := f.Date("on", "收到说明之日")
		p.Fields = []page.Field{
			f.Radios("came", "收到说明没有", []page.Option{{Value: "yes", Label: "收到了"}, {Value: "no", Label: "到期没有收到"}}),
			on.WithHint("说明送到本机关的那一天。没有收到的不用填。" + on.Hint),
			f.Textarea("text", "申请人怎么说的").WithHint("照申请人的话写；来文另存在材料里。延迟答复告知书、不予处理的答复书都引用这一段。"),
		}
		if len(v.Case.Joined) > 0 {
			p.Fields = append(p.Fields, f.Select("input", "写在哪件并入的来件里", joinedInputs(v.Case)).AsOptional())
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		given := casefile.ReasonsGiven{Input: idIn(sent.Values, "input")}
		switch sent.Value("came") {
		case "no":
			return s.Desk.TakeReasons(ctx, by, sent.id, sent.version, casefile.ReasonsGiven{None: true}, s.Desk.Today())
		case "yes":
		default:
			return fault.AtField("came", "reasons_came_needed")
		}
		given.Private.Text = sent.Value("text")
		bad := fault.Form{}
		on := dayIn(sent.Values, "on", bad)
		if given.Private.Text == "" {
			bad.Bad("text", "reasons_text_needed")
		}
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.TakeReasons(ctx, by, sent.id, sent.version, given, on)
	},
}

// joinedInputs are the inputs that were joined to the case, to say in which one
// something was written.
func joinedInputs(c *casefile.Case) []page.Option {
	options := []page.Option{{Label: "不是并入的来件"}}
	for _, j := range c.Joined {
		options = append(options, page.Option{Value: strconv.FormatInt(j.Input, 10), Label: j.InputNumber + "（" + j.Door.Label() + "）"})
	}
	return options
}

var acceptReasonsAct = caseAct{
	do:   casefile.AcceptReasons,
	lead: "认为申请理由合理，而且期限以内答复得了，照常办。答复不了的，不在这里登记，另发延迟答复告知书。",
	done: "已登记认为理由合理，按期办",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Notes = append(p.Notes, s.requestsLink(v.Case, "申请人的说明："+v.Case.Reasons.Text))
		p.Fields = []page.Field{f.Textarea("reason", "为什么认为合理").WithHint("只存在案卷里。").AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.AcceptReasons(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}

var takeBackReasonsAct = caseAct{
	do:   casefile.TakeBackReasons,
	lead: "登记错了才用。原来那一笔留在经过里，以后重新登记。",
	done: "已撤销，可以重新登记",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		r, last := v.Case.Reasons, "收到的说明："+v.Case.Reasons.Text
		switch {
		case r.Accepted != 0:
			last = "认为理由合理，按期办"
		case r.None:
			last = "没有收到说明"
		}
		p.Notes = append(p.Notes, page.Note{Strong: "要撤销的：", Text: last})
		p.Fields = []page.Field{f.Textarea("reason", "为什么撤销").AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.TakeBackReasons(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"reasons_given": told(func(t teller, f *casefile.ReasonsGiven) telling {
		if f.None {
			return telling{Title: "申请人没有说明理由", Text: "到期没有收到说明。"}
		}
		return telling{Title: "申请人说明了理由", Text: lineBreak(f.Private.Text) + sentences(numbered("来件 ", f.InputNumber))}
	}),
	"reasons_accepted": told(func(t teller, f *casefile.ReasonsAccepted) telling {
		return telling{Title: "认为理由合理，按期办", Text: sentences(f.Private.Reason)}
	}),
	"reasons_taken_back": told(func(t teller, f *casefile.ReasonsTakenBack) telling {
		return telling{Title: "撤销理由的登记", Text: sentences(f.Private.Reason)}
	}),
})

// requestsPath is where the requests of the applicant of a case are listed.
func requestsPath(id casefile.ID) string { return casePath(id, "requests") }

func (s *Server) requestsLink(c *casefile.Case, text string) page.Note {
	return page.Note{Text: text, Link: page.Link{Label: "看同一申请人的申请", Href: s.Pages.URL(requestsPath(c.ID))}}
}

// reasonsNotes say on the case what is to be done about the applicant's reasons.
func (s *Server) reasonsNotes(v desk.CaseView) []page.Note {
	if v.Case.ReasonsUndecided() {
		came := page.Note{Kind: page.Soon, Strong: "申请人没有说明理由，还没有决定怎样办：", Text: "没有合理理由的，拟不予处理的答复书（条例第三十五条）。",
			Link: page.Link{Label: "去看", Href: s.Pages.URL(requestsPath(v.Case.ID))}}
		if v.Case.Reasons.Given() {
			came.Strong = "申请人说明了理由，还没有决定怎样办："
			came.Text = "合理的，按期办；期限以内答复不了的，发延迟答复告知书；不合理的，拟不予处理的答复书（条例第三十五条）。答复期限照常计算。"
		}
		return []page.Note{came}
	}
	if !v.Case.ReasonsMissing(s.Desk.Today()) {
		return nil
	}
	asked, _ := v.Case.ReasonsAsked()
	note := page.Note{Kind: page.Soon, Strong: "说明理由的日期已过：",
		Text: "请申请人说明到 " + asked.By.Chinese() + "。收到了就登记说明；没有收到，登记没有说明，再决定怎样办理（条例第三十五条）。答复期限照常计算。"}
	if allowed(v, casefile.TakeReasons) == nil {
		note.Link = page.Link{Label: "去登记", Href: s.Pages.URL(casePath(v.Case.ID, string(casefile.TakeReasons)))}
	}
	return []page.Note{note}
}

// requestsPage is the page "desk/case_requests": how many requests an applicant has
// made, and what 条例 35 allows.
type requestsPage struct {
	page.Base
	Case   caseLine
	Counts []page.KV
	Unsure string // how many are counted by the name alone
	State  []page.KV
	Acts   page.ActBar
	Rows   []requestLine
}

// A requestLine is one of them.
type requestLine struct {
	Number   string
	Href     string // "" where the reader may not see it
	Subject  string
	Received string
	Stage    string
	Unsure   string
}

// showRequests serves GET /cases/{id}/requests.
func (s *Server) showRequests(w http.ResponseWriter, r *http.Request, by auth.User) error {
	v, err := s.Desk.Case(r.Context(), by, caseID(r))
	if err != nil {
		return err
	}
	all, err := s.Desk.Requests(r.Context(), by, v.Case)
	if err != nil {
		return err
	}
	p := requestsPage{Base: s.base(r, by, "同一申请人的申请"), Case: s.caseLine(v), Acts: s.manyBar(v), State: manyState(v.Case)}
	p.Counts = requestCounts(all)
	if all.Unsure > 0 {
		p.Unsure = fmt.Sprintf("其中 %d 件没有证件号可比，只按姓名算，发通知以前先核对。", all.Unsure)
	}
	for _, q := range all.List {
		line := requestLine{Number: q.Row.Number, Received: q.Row.ReceivedOn.Chinese(), Stage: q.Row.Stage.Label(), Unsure: wordIf(q.Unsure, "只按姓名"), Subject: "（不由您的单位承办）"}
		if !q.Hidden {
			line.Href, line.Subject = s.Pages.URL(casePath(q.Row.ID)), subjectOf(q.Row)
		}
		p.Rows = append(p.Rows, line)
	}
	return s.Pages.Render(w, http.StatusOK, "desk/case_requests", p)
}

func requestCounts(all desk.Requests) []page.KV {
	count := func(n int) string {
		if all.Curtailed {
			return countWords(n) + "以上"
		}
		return countWords(n)
	}
	return []page.KV{
		{Label: "本月", Value: count(all.Month)}, {Label: "今年", Value: count(all.Year)},
		{Label: "近十二个月", Value: count(all.Twelve)}, {Label: "尚未办结", Value: count(all.Open)},
	}
}

// manyState says how far asking for reasons has come.
func manyState(c *casefile.Case) []page.KV {
	asked, ok := c.ReasonsAsked()
	if !ok {
		if l, begun := c.LetterOf(casefile.ReasonsNotice); begun {
			return []page.KV{{Label: "要求说明理由通知书", Value: l.Stage.Label()}}
		}
		return nil
	}
	rows := []page.KV{
		{Label: "要求说明理由通知书", Value: asked.Number + "，" + asked.ServedOn.Chinese() + "送达"},
		{Label: "请说明到", Value: asked.By.Chinese()},
	}
	switch r := c.Reasons; {
	case r.None:
		rows = append(rows, page.KV{Label: "申请人", Value: r.On.Chinese() + "登记没有说明"})
	case r.Given():
		rows = append(rows, page.KV{Label: "申请人说明", Value: r.On.Chinese() + "：" + r.Text})
	default:
		rows = append(rows, page.KV{Label: "申请人", Value: "还没有登记"})
	}
	if c.Reasons.Accepted != 0 {
		rows = append(rows, page.KV{Label: "认为", Value: "理由合理，按期办"})
	}
	if l, ok := c.LetterOf(casefile.DelayNotice); ok {
		rows = append(rows, page.KV{Label: "延迟答复告知书", Value: joined(l.Stage.Label(), numbered("延迟到 ", l.By.Chinese()))})
	}
	return rows
}

// manyBar is what this person can do now of 条例 35: its acts, its letters, and the
// reply that refuses.
func (s *Server) manyBar(v desk.CaseView) page.ActBar {
	var bar page.ActBar
	add := func(o desk.Option, b page.Button) {
		switch {
		case o.MayNot:
		case o.Err == nil:
			bar.Acts = append(bar.Acts, b.Plain())
		case v.Row.Open && o.Kind != "":
			bar.Cant = append(bar.Cant, o.Err.Error())
		}
	}
	many := casefile.ProcedureOf(casefile.TakeReasons)
	for _, o := range v.Options {
		of := casefile.ProcedureOf(o.Act)
		if o.Kind != "" {
			of = casefile.ProcedureOfLetter(o.Kind)
		}
		if of.Name == many.Name {
			add(o, s.barButton(v, o, barActs[o.Act]))
		}
	}
	if v.Case.Reasons.Entry != 0 {
		add(optionOf(v, casefile.Draft, 0, ""), page.Button{Label: "不予处理", Href: s.Pages.URL(casePath(v.Case.ID, "letters", "new") + "?kind=" + string(letter.Excessive))})
	}
	return bar
}

// manyNotes say on the page of a draft of 条例 35 how many requests there are.
func (s *Server) manyNotes(r *http.Request, by auth.User, v desk.DraftView) ([]page.Note, error) {
	switch v.Kind.Code {
	case letter.ReasonsRequest, letter.Delay, letter.Excessive:
	default:
		return nil, nil
	}
	all, err := s.Desk.Requests(r.Context(), by, v.Case)
	if err != nil {
		return nil, err
	}
	text := ""
	for _, c := range requestCounts(all) {
		text = joined(text, c.Label+" "+c.Value)
	}
	note := s.requestsLink(v.Case, text+"。")
	note.Strong = "同一申请人的申请，按台账："
	return []page.Note{note}, nil
}
