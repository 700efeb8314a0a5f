package web

import (
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// Fields that a link can name: the flaw that is mended, and the mending that is judged.
const (
	flawField    = "flaw"
	mendingField = "mending"
)

// mendAct records what a unit did about what the assessment found.
var mendAct = caseAct{
	do:   casefile.Mend,
	lead: "考核扣了分的事项，整改以后登记在这里：整改了什么、哪一天。由区政府办统筹认可或者退回。扣的分不因此恢复，考核表上整改列在扣分旁边。",
	done: "已登记整改，等认可",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var flaws []page.Option
		all := s.Desk.CaseFlaws(v.Case, v.Row)
		for _, flaw := range all {
			o := page.Option{Value: flaw.Flaw.String(), Label: flaw.Indicator.Label() + "：" + flaw.Because, Hint: flaw.Mended.Label()}
			o.Checked = f.Value(flawField) == o.Value || f.Value(flawField) == "" && len(all) == 1
			flaws = append(flaws, o)
		}
		if len(flaws) == 0 {
			p.Notes = append(p.Notes, page.Note{Text: "这件没有扣分的事项，不用整改。"})
			return
		}
		on := f.Date("on", "整改之日").AsRequired()
		if f.Value("on") == "" && f.Refused("on") == "" {
			on = on.WithValue(s.Desk.Today().String())
		}
		p.Fields = []page.Field{f.Radios(flawField, "整改的事项", flaws).AsRequired(), on,
			f.Textarea("text", "整改了什么").WithHint("写做了什么、以后怎么避免；不写申请人的个人信息。").WithRows(4).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		f := casefile.Mended{Flaw: casefile.FlawOf(sent.Value(flawField))}
		f.Private.Text = sent.Value("text")
		on := dayIn(sent.Values, "on", bad)
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.Mend(ctx, by, sent.id, sent.version, f, on)
	},
}

// judgeMendingAct accepts what was mended, or returns it.
var judgeMendingAct = caseAct{
	do:   casefile.JudgeMending,
	lead: "看单位写的整改，认可或者退回。认可了也不恢复扣的分，考核表上两样都列。",
	says: func(sent actSent) string {
		if sent.Value("accepted") == "1" {
			return "已认可整改"
		}
		return "已退回整改"
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var waiting []page.Option
		for _, m := range v.Case.Mendings {
			if m.State == casefile.MendWaits {
				waiting = append(waiting, page.Option{Value: strconv.Itoa(m.Entry), Label: v.People.Name(m.By) + " " + m.On.Chinese() + "整改：" + m.Text, Hint: s.flawWords(v, m.Flaw)})
			}
		}
		for i := range waiting {
			waiting[i].Checked = f.Value(mendingField) == waiting[i].Value || len(waiting) == 1
		}
		p.Fields = []page.Field{f.Radios(mendingField, "哪一项整改", waiting).AsRequired(),
			f.Radios("accepted", "认可吗", []page.Option{{Value: "1", Label: "认可"}, {Value: "0", Label: "退回"}}).AsRequired(),
			f.Textarea("remark", "意见").WithHint("退回的写明还要改什么。").WithRows(3)}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		f := casefile.MendingJudged{Accepted: sent.Value("accepted") == "1"}
		if chosen := sent.Value("accepted"); chosen != "1" && chosen != "0" {
			bad.Bad("accepted", "mending_choose")
		}
		if f.Of, _ = strconv.Atoi(sent.Value(mendingField)); f.Of == 0 {
			bad.Bad(mendingField, "mend_which")
		}
		f.Private.Remark = sent.Value("remark")
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.JudgeMending(ctx, by, sent.id, sent.version, f)
	},
}

// flawWords say what a flaw of the case is; one that is none any more, that.
func (s *Server) flawWords(v desk.CaseView, flaw casefile.Flaw) string {
	for _, f := range s.Desk.CaseFlaws(v.Case, v.Row) {
		if f.Flaw == flaw {
			return f.Indicator.Label() + "：" + f.Because
		}
	}
	return "这一项现在不扣分了"
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"mended": told(func(t teller, f *casefile.Mended) telling {
		return telling{Title: "登记整改", Text: sentences(f.Private.Text)}
	}),
	"mending_judged": told(func(t teller, f *casefile.MendingJudged) telling {
		if f.Accepted {
			return telling{Title: "认可整改", Text: sentences(f.Private.Remark)}
		}
		return telling{Title: "退回整改", Text: sentences(f.Private.Remark)}
	}),
})
