package web

import (
	"cmp"
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// whatField says in the address of the form which examination is to be recorded.
const whatField = "what"

var examineAct = caseAct{
	do: casefile.Examine,
	lead: "拟公开的信息先作保密审查（条例第十七条）；涉及别的机关的，先同它协商、确认（第十一条）；审查下来不能确定的，报有关主管部门或者保密行政管理部门确定。" +
		"这些都不停止计算答复期限。",
	done: "已登记审查",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var whats, outcomes []page.Option
		for _, e := range casefile.Examinations {
			whats = append(whats, page.Option{Value: string(e), Label: e.Label(), Hint: e.Article()})
		}
		for _, o := range casefile.Secrecy.Outcomes() {
			outcomes = append(outcomes, page.Option{Value: string(o), Label: o.Label()})
		}
		on := f.Date("on", "哪一天").AsRequired()
		if f.Refused("on") == "" {
			on = on.WithValue(cmp.Or(f.Value("on"), s.Desk.Today().String()))
		}
		who := f.Text("who", "审查人，或者征询、报请的机关").AsRequired()
		if casefile.Examination(f.Value(whatField)) == casefile.Secrecy && f.Refused("who") == "" {
			who = who.WithValue(cmp.Or(f.Value("who"), p.User.Name))
		}
		p.Fields = []page.Field{
			f.Radios(whatField, "哪一种审查", whats).AsRequired(),
			who.WithHint("审查人不是您的，改成他的名字。"),
			on.WithHint("审查的日子；征询、报请的写去函的日子。" + on.Hint),
			f.Radios("outcome", "结果", outcomes).WithHint("征询、报请的不选，收到答复再登记。"),
			f.Textarea("remark", "意见").WithHint("不是全部可以公开的，写明哪些内容、依据什么；去函的写问了什么。").WithRows(4),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		on := dayIn(sent.Values, "on", bad)
		if err := bad.Err(); err != nil {
			return err
		}
		f := casefile.Examined{What: casefile.Examination(sent.Value(whatField)), Outcome: casefile.Outcome(sent.Value("outcome"))}
		f.Private.Who, f.Private.Remark = sent.Value("who"), sent.Value("remark")
		return s.Desk.Examine(ctx, by, sent.id, sent.version, f, on)
	},
}

var examinationAnswerAct = caseAct{
	do:   casefile.AnswerExamination,
	lead: "征询、报请的机关答复了，记下来。",
	done: "已登记答复意见",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var bodies, outcomes []page.Option
		waiting := v.Case.AwaitedBodies()
		for _, e := range waiting {
			bodies = append(bodies, page.Option{Value: strconv.Itoa(e.Entry), Label: e.Who, Hint: e.What.Label() + "，" + e.On.Chinese() + "去函", Checked: len(waiting) == 1})
		}
		seen := map[casefile.Outcome]bool{}
		for _, e := range waiting {
			for _, o := range e.What.Outcomes() {
				if !seen[o] {
					outcomes = append(outcomes, page.Option{Value: string(o), Label: o.Label()})
				}
				seen[o] = true
			}
		}
		on := f.Date("on", "答复的日子").AsRequired()
		p.Fields = []page.Field{
			f.Radios("of", "哪个机关", bodies).AsRequired(), on, f.Radios("outcome", "答复", outcomes).AsRequired(),
			f.Textarea("remark", "意见").WithHint("照答复写；不是全部可以公开的，写明哪些内容、依据什么。").WithRows(4),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		on := dayIn(sent.Values, "on", bad)
		if err := bad.Err(); err != nil {
			return err
		}
		f := casefile.ExaminationAnswered{Of: int(idIn(sent.Values, "of")), Outcome: casefile.Outcome(sent.Value("outcome"))}
		f.Private.Remark = sent.Value("remark")
		return s.Desk.AnswerExamination(ctx, by, sent.id, sent.version, f, on)
	},
}

// An examinedLine is one examination on the page of a case.
type examinedLine struct {
	What string
	Tag  page.Tag
	Text string
	Link page.Link // where the answer is recorded
}

// examinedLines lists what was examined.
func (s *Server) examinedLines(v desk.CaseView) []examinedLine {
	var lines []examinedLine
	for _, e := range v.Case.Examined {
		line := examinedLine{What: e.What.Label(), Tag: page.Tag{State: page.Done, Text: e.Outcome.Label()}, Text: e.Who + "，" + e.On.Chinese()}
		switch e.Outcome {
		case "":
			line.Tag = page.Tag{State: page.Soon, Text: "等答复"}
			if allowed(v, casefile.AnswerExamination) == nil {
				line.Link.Href = s.Pages.URL(casePath(v.Case.ID, string(casefile.AnswerExamination)))
			}
		case casefile.Unsure, casefile.MayNot, casefile.Differs:
			line.Tag.State = page.Late
		}
		if e.What.Asks() {
			line.Text += "去函"
		}
		if !e.AnsweredOn.IsZero() {
			line.Text += "，" + e.AnsweredOn.Chinese() + "答复"
		}
		line.Text = sentences(line.Text) + sentences(e.Remark) + sentences(e.Answer)
		lines = append(lines, line)
	}
	return lines
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"examined": told(func(t teller, f *casefile.Examined) telling {
		if f.What.Asks() {
			return telling{Title: f.What.Label() + "：去函", Text: sentences(f.Private.Who, f.Private.Remark)}
		}
		return telling{Title: f.What.Label() + "：" + f.Outcome.Label(), Text: sentences(numbered("审查人 ", f.Private.Who), f.Private.Remark)}
	}),
	"examination_answered": told(func(t teller, f *casefile.ExaminationAnswered) telling {
		asked := &casefile.Examined{}
		if n := f.Of; n >= 1 && n <= len(t.v.Case.History) {
			if e, ok := t.v.Case.History[n-1].Fact.(*casefile.Examined); ok {
				asked = e
			}
		}
		return telling{Title: asked.What.Label() + "：" + f.Outcome.Label(), Text: sentences(asked.Private.Who, f.Private.Remark)}
	}),
})
