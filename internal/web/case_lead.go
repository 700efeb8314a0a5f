package web

import (
	"cmp"
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

var joinCaseAct = caseAct{
	do: casefile.JoinCase,
	lead: "另一件申请要的和本案一样，同一个人或者别的人提的都可以，并到本案一起办，答复在本案里拟一次。" +
		"两件各用各的编号和期限，本案停止、延长都不动那一件；通知、送达各办各的。本案的答复签发以后，在那一件里点“拟同样的答复”。",
	done: "已并案，两件上都写明",
	fields: func(_ *Server, _ desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{
			f.Text("number", "并进来的是哪一件").WithHint("填编号，如 2026-0158。两件都没有答复、在同一个承办单位。").WithAutocomplete("off").AsRequired(),
			f.Textarea("reason", "为什么并案").WithHint("如：两人要的是同一份补偿方案。").WithRows(2).AsRequired(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.JoinCase(ctx, by, sent.id, sent.version, sent.Value("number"), sent.Value("reason"))
	},
}

var unjoinCaseAct = caseAct{
	do:   casefile.UnjoinCase,
	lead: "并错了，或者不能一起答复了，那一件单独答复。它还没有答复的才可以；期限本来就各算各的，不变。",
	done: "已撤销并案，那一件单独答复",
	fields: func(_ *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var options []page.Option
		for _, j := range v.Case.Leads() {
			options = append(options, page.Option{Value: strconv.FormatInt(int64(j.ID), 10), Label: j.Number})
		}
		if len(options) == 1 && f.Value(partyField) == "" {
			options[0].Checked = true
		}
		p.Fields = []page.Field{
			f.Radios(partyField, "哪一件不再并案", options).AsRequired(), f.Textarea("reason", "为什么撤销并案").WithRows(2).AsRequired(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.UnjoinCase(ctx, by, sent.id, sent.version, casefile.ID(idIn(sent.Values, partyField)), sent.Value("reason"))
	},
}

// takeReplyAct is one press in the bar, and leads to the draft.
var takeReplyAct = caseAct{
	do:   casefile.TakeReply,
	lead: "把并入的那一件签发了的答复照样拟成本案的草稿，附件一并带过来。看过以后送审核，用本案自己的文号签发、送达。",
	done: "已拟同样的答复",
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		_, err := s.Desk.TakeReply(ctx, by, sent.id, sent.version)
		return err
	},
	next: func(v desk.CaseView, sent actSent) string {
		l, _ := v.Case.Taken()
		return letterPath(sent.id, l.N)
	},
}

// combinedLink leads to a case with which this one is answered, for who may see it.
func (s *Server) combinedLink(by auth.User, row casefile.Row) string {
	if auth.May(by, casefile.See, auth.Of(row)) != nil {
		return ""
	}
	return s.Pages.URL(casePath(row.ID))
}

// leadNotes say at the head of a joined case where it is answered, and at the head of
// a lead which case is due before it.
func (s *Server) leadNotes(by auth.User, v desk.CaseView) []page.Note {
	if v.Case.AnswersWithLead() && v.Row.Open && len(v.Combined) > 0 {
		return []page.Note{s.joinedNote(by, v)}
	}
	first, ok := firstDue(v)
	if !ok || !v.Row.DueOn.IsZero() && !first.DueOn.Before(v.Row.DueOn) {
		return nil
	}
	note := page.Note{Kind: page.Soon, Strong: "并进来的另一件先到期：", Text: "最迟 " + first.DueOn.Chinese() + "答复，本案的答复签发以后它才能答复，要赶在这一天之前。"}
	if href := s.combinedLink(by, first); href != "" {
		note.Strong = "并进来的 " + first.Number + " 先到期："
		note.Link = page.Link{Label: "看这一件", Href: href}
	}
	return []page.Note{note}
}

// joinedNote says at the head of a joined case what its lead has for it. The number of
// the lead is only for who may see it.
func (s *Server) joinedNote(by auth.User, v desk.CaseView) page.Note {
	note := page.Note{Strong: "已并案：", Text: "答复在那一件里拟，签发以后在这里点“拟同样的答复”。本案的期限、通知和送达仍由本案自己办。"}
	href := s.combinedLink(by, v.Combined[0])
	if href == "" {
		note.Text = "答复在另一个单位的一件里拟。要自己答复的，请分办的人改分办到同一个单位，或者撤销并案。"
		return note
	}
	note.Strong, note.Link = "已并入 "+v.Case.Lead.Number+"：", page.Link{Label: "看这一件", Href: href}
	_, took := v.Case.Taken()
	switch has := v.FromLead; {
	case has.Gone != nil:
		note.Kind, note.Text = page.Late, has.Gone.Message()+"。"
	case took:
		note.Text = "已照 " + v.Case.Lead.Reply + " 拟同样的答复，用本案自己的文号签发、送达。"
	case has.Bars != nil:
		note.Kind, note.Text = page.Late, has.Bars.Message()+"。"
	case has.Reply != "":
		note.Text = "那一件的答复已签发，在这里点“拟同样的答复”，用本案自己的文号签发、送达。"
	case !v.Combined[0].Open:
		note.Kind, note.Text = page.Late, "那一件没有答复就"+v.Combined[0].Stage.Label()+"了，在那一件撤销并案，本案单独答复。"
	}
	return note
}

// firstDue returns the open case that is due first among those answered with this one,
// and has no reply from here yet.
func firstDue(v desk.CaseView) (casefile.Row, bool) {
	var first casefile.Row
	if v.Case.Lead != nil {
		return first, false
	}
	for _, row := range v.Combined {
		if row.Open && !row.DueOn.IsZero() && row.Stage != casefile.StageServing && (first.ID == 0 || row.DueOn.Before(first.DueOn)) {
			first = row
		}
	}
	return first, first.ID != 0
}

// A joinedLine is a case that is answered with the one shown.
type joinedLine struct {
	Number    string
	Href      string // "" for who may not see it
	Applicant string // likewise
	Stage     string
	Due       page.Due
	Text      string
}

// joinedLines lists the cases that are answered with this one, in the order in which
// they were joined.
func (s *Server) joinedLines(by auth.User, v desk.CaseView) []joinedLine {
	var lines []joinedLine
	for i, j := range v.Case.Leads() {
		row := v.Combined[i]
		line := joinedLine{Number: j.Number, Href: s.combinedLink(by, row), Stage: row.Stage.Label(), Due: s.dueOf(row, s.Desk.Today(), false)}
		if line.Href != "" {
			line.Applicant = askersOf(row)
		}
		line.Text = sentences(j.On.ChineseNear(v.Case.Receipt.On)+"并入", cmp.Or(numbered("照这份拟了答复：", j.Reply), "还没有拟同样的答复"))
		lines = append(lines, line)
	}
	return lines
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"case_joined": told(func(_ teller, f *casefile.CaseJoined) telling {
		return telling{Title: f.Number + " 并入本案", Text: sentences(f.Private.Reason)}
	}),
	"joined_to": told(func(_ teller, f *casefile.JoinedTo) telling {
		return telling{Title: "并入 " + f.Number, Text: sentences(f.Private.Reason)}
	}),
	"case_unjoined": told(func(_ teller, f *casefile.CaseUnjoined) telling {
		return telling{Title: "撤销并案，" + f.Number + " 单独答复", Text: sentences(f.Private.Reason)}
	}),
	"unjoined_from": told(func(_ teller, f *casefile.UnjoinedFrom) telling {
		return telling{Title: "撤销并案，不再和 " + f.Number + " 一起答复", Text: sentences(f.Private.Reason)}
	}),
	"reply_taken": told(func(_ teller, f *casefile.ReplyTaken) telling {
		return telling{Title: "照 " + f.Number + " 拟同样的答复", Text: sentences("照 " + f.Reply)}
	}),
	"reply_given": told(func(_ teller, f *casefile.ReplyGiven) telling {
		return telling{Title: f.Number + " 照本案拟了同样的答复", Text: sentences("照 " + f.Reply)}
	}),
})
