package web

import (
	"cmp"
	"context"
	"net/http"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

var chaseAct = caseAct{
	do:   casefile.Chase,
	lead: "向承办单位督办：写明要求和答复的日子。单位的“今日”最上面看得到，填了邮箱的另有邮件；督办单可以打印。不影响答复期限。",
	done: "已督办",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var whys []page.Option
		standard := s.chaseWhy(v)
		for _, w := range casefile.ChaseWhys {
			whys = append(whys, page.Option{Value: string(w), Label: w.Label(), Checked: f.Value("why") == "" && w == standard})
		}
		by := f.Date("answer_by", "请在哪一天以前答复").AsRequired()
		if f.Refused("answer_by") == "" {
			by = by.WithValue(cmp.Or(f.Value("answer_by"), s.Desk.Calendar().AddWorkdays(s.Desk.Today(), 1).String()))
		}
		p.Fields = []page.Field{
			f.Radios("why", "事由", whys).AsRequired(),
			f.Textarea("what", "要求").WithHint("写做到哪一步，如：提出答复意见，连同检索记录送审核。").WithRows(3).AsRequired(),
			by,
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		f := casefile.Chased{Why: casefile.ChaseWhy(sent.Value("why")), AnswerBy: dayIn(sent.Values, "answer_by", bad)}
		f.Private.What = sent.Value("what")
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.Chase(ctx, by, sent.id, sent.version, f)
	},
}

// chaseWhy is the reason that the case itself gives.
func (s *Server) chaseWhy(v desk.CaseView) casefile.ChaseWhy {
	today := s.Desk.Today()
	switch due := v.Row.DueOn; {
	case !due.IsZero() && due.Before(today):
		return "late"
	case v.Case.SignedFor.IsZero():
		return "unsigned"
	case !v.Case.InnerDue.IsZero() && v.Case.InnerDue.Before(today):
		return "inner"
	}
	return "near"
}

var answerChaseAct = caseAct{
	do:   casefile.AnswerChase,
	lead: "答复督办：办到哪一步、为什么没有按时办、哪一天办成。",
	done: "已答复督办",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		if k, ok := v.Case.Chasing(); ok {
			p.Notes = append(p.Notes, page.Note{Kind: page.Soon, Strong: v.People.Name(k.By) + " 督办（" + k.Why.Label() + "）：", Text: k.What + "。请在" + k.AnswerBy.Chinese() + "以前答复。"})
		}
		p.Fields = []page.Field{
			f.Textarea("text", "办理情况").WithRows(4).AsRequired(),
			f.Date("promised", "哪一天办成").AsRequired(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		f := casefile.ChaseAnswered{Promised: dayIn(sent.Values, "promised", bad)}
		f.Private.Text = sent.Value("text")
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.AnswerChase(ctx, by, sent.id, sent.version, f)
	},
}

var endChaseAct = caseAct{
	do:   casefile.EndChase,
	lead: "单位答复了、办成了的，办结督办；还要再催的，办结以后另行督办。",
	done: "已办结督办",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		remark := f.Textarea("remark", "说明").WithRows(3)
		if k, _ := v.Case.Chasing(); k.AnsweredOn.IsZero() {
			remark = remark.WithHint("单位还没有答复，写明为什么办结。").AsRequired()
		}
		p.Fields = []page.Field{remark}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.EndChase(ctx, by, sent.id, sent.version, sent.Value("remark"))
	},
}

var escalateAct = caseAct{
	do:   casefile.Escalate,
	lead: "自己协调不了的，提请区政府办协调（条例第三条）：列到区政府办统筹“今日”的“需要协调”里，等它答复。不影响答复期限。",
	done: "已提请协调",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{f.Textarea("reason", "为什么提请").WithHint("写明卡在哪里、要区政府办请谁做什么。").WithRows(4).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.Escalate(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}

var answerEscalationAct = caseAct{
	do:   casefile.AnswerEscalation,
	lead: "答复提请的单位：怎么协调的、请谁在什么时候做什么。",
	done: "已答复协调",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		if e, ok := v.Case.Escalation(); ok {
			p.Notes = append(p.Notes, page.Note{Kind: page.Soon, Strong: v.People.Name(e.By) + " " + e.On.Chinese() + "提请：", Text: e.Reason})
		}
		p.Fields = []page.Field{f.Textarea("text", "答复").WithRows(4).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.AnswerEscalation(ctx, by, sent.id, sent.version, sent.Value("text"))
	},
}

// A pressedLine is one chase or one escalation on the page of a case.
type pressedLine struct {
	What  string
	Tag   page.Tag
	Text  string
	Links []page.Link
}

// pressedLines lists how the unit was pressed and the coordinating office asked.
func (s *Server) pressedLines(v desk.CaseView) []pressedLine {
	var lines []pressedLine
	act := func(line *pressedLine, do casefile.Act) {
		if allowed(v, do) == nil {
			line.Links = append(line.Links, page.Link{Label: do.Label(), Href: s.Pages.URL(casePath(v.Case.ID, string(do)))})
		}
	}
	standing, _ := v.Case.Chasing()
	for _, k := range v.Case.Chases {
		line := pressedLine{What: "督办　" + v.People.Unit(k.Unit), Tag: s.chaseTag(v.Case.StateOf(k), chaseDay(k)), Text: s.chaseText(v, k)}
		if k.Entry == standing.Entry {
			act(&line, casefile.AnswerChase)
			act(&line, casefile.EndChase)
		}
		line.Links = append(line.Links, page.Link{Label: "督办单", Href: s.Pages.URL(casePath(v.Case.ID, "chase-"+strconv.Itoa(k.Entry)+".pdf"))})
		lines = append(lines, line)
	}
	for _, e := range v.Case.Escalations {
		line := pressedLine{What: "提请协调", Tag: page.Tag{State: page.Soon, Text: "等区政府办答复"}, Text: sentences(v.People.Name(e.By)+" "+e.On.Chinese(), e.Reason)}
		if !e.AnsweredOn.IsZero() {
			line.Tag = page.Tag{State: page.Done, Text: "已答复"}
			line.Text += sentences(v.People.Name(e.AnsweredBy)+" "+e.AnsweredOn.Chinese()+"答复", e.Answer)
		} else if !v.Row.Open {
			line.Tag = page.Tag{State: page.Line, Text: casefile.ChaseIsOver.Label()}
		} else {
			act(&line, casefile.AnswerEscalation)
		}
		lines = append(lines, line)
	}
	return lines
}

// chaseDay is the day that counts of a chase now.
func chaseDay(k casefile.Chasing) calendar.Date {
	if k.AnsweredOn.IsZero() {
		return k.AnswerBy
	}
	return k.Promised
}

// chaseTag says how far a chase has come, and whether its day has passed.
func (s *Server) chaseTag(state casefile.ChaseState, by calendar.Date) page.Tag {
	late := by.Before(s.Desk.Today())
	switch {
	case state == casefile.ChaseOpen && late:
		return page.Tag{State: page.Late, Text: "过了日子没有答复"}
	case state == casefile.ChaseReplied && late:
		return page.Tag{State: page.Late, Text: "答应的日子已过"}
	case state == casefile.ChaseOpen:
		return page.Tag{State: page.Soon, Text: state.Label()}
	case state == casefile.ChaseReplied:
		return page.Tag{State: page.Line, Text: state.Label()}
	}
	return page.Tag{State: page.Done, Text: state.Label()}
}

func (s *Server) chaseText(v desk.CaseView, k casefile.Chasing) string {
	text := sentences(v.People.Name(k.By)+" "+k.On.Chinese()+"，"+k.Why.Label(), k.What, "请在"+k.AnswerBy.Chinese()+"以前答复")
	if !k.AnsweredOn.IsZero() {
		text += sentences(v.People.Name(k.AnsweredBy)+" "+k.AnsweredOn.Chinese()+"答复", k.Answer, k.Promised.Chinese()+"办成")
	}
	if !k.EndedOn.IsZero() {
		text += sentences(k.EndedOn.Chinese()+"办结", k.Remark)
	}
	return text
}

// sendChase serves GET /cases/{id}/chase-{entry}.pdf.
func (s *Server) sendChase(w http.ResponseWriter, r *http.Request, by auth.User) error {
	body, err := s.Desk.ChasePDF(r.Context(), by, caseID(r), int(pathID(r, "entry")))
	if err != nil {
		return err
	}
	return sendPDF(w, r, "督办单.pdf", body)
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"chased": told(func(t teller, f *casefile.Chased) telling {
		return telling{Title: "督办 " + t.v.People.Unit(f.Unit), Text: sentences(f.Why.Label(), f.Private.What, "请在"+f.AnswerBy.Chinese()+"以前答复")}
	}),
	"chase_answered": told(func(t teller, f *casefile.ChaseAnswered) telling {
		return telling{Title: "答复督办", Text: sentences(f.Private.Text, f.Promised.Chinese()+"办成")}
	}),
	"chase_ended": told(func(t teller, f *casefile.ChaseEnded) telling {
		return telling{Title: "办结督办", Text: sentences(f.Private.Remark)}
	}),
	"escalated": told(func(t teller, f *casefile.Escalated) telling {
		return telling{Title: "提请区政府办协调", Text: sentences(f.Private.Reason)}
	}),
	"escalation_answered": told(func(t teller, f *casefile.EscalationAnswered) telling {
		return telling{Title: "区政府办答复协调", Text: sentences(f.Private.Text)}
	}),
})
