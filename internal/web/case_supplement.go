package web

import (
	"context"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// supplementAct takes the supplement: what came in since the notice is asked
// about first, one after the other, for it may be just that.
var supplementAct = caseAct{
	do:   casefile.TakeSupplement,
	lead: "申请人补来了。期限自收到补正的次日起重新计算（条例第三十条）。",
	says: func(sent actSent) string {
		if casefile.Whether(sent.Value("supplies")) == casefile.IsNoSupplement {
			return "已记下不是补正，仍等申请人补正"
		}
		return "已登记补正，期限重新计算"
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		if len(v.Undecided) > 0 {
			first := v.Undecided[0]
			p.Lead = "补正通知送达以后并入了来件 " + first.Number + "（" + first.Door.Label() + "），还没有说明它是不是补正。"
			p.Supply = s.supplyFields(f, first)
			p.Supply.Input = strconv.FormatInt(int64(first.Input), 10)
			p.Button.Label = "存下"
			return
		}
		on := f.Date("on", "收到补正之日").AsRequired()
		notice, _ := v.Case.SupplementAsked()
		p.Fields = append(askedFrom(v.Case, f, notice, "谁补来的"),
			on.WithHint("补正送到本机关的那一天。"+on.Hint),
			f.Textarea("text", "补了什么").WithHint("照申请人的话写。补来的纸件扫描后另用“加材料”存入。").AsOptional(),
		)
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		if input := idIn(sent.Values, "input"); input != 0 {
			err := s.Desk.SupplyBy(ctx, by, sent.id, sent.version, inbox.ID(input), supplyingIn(sent.Values))
			return supplyFault(err, sent.Value("supplied"))
		}
		bad := fault.Form{}
		on := dayIn(sent.Values, "on", bad)
		if err := bad.Err(); err != nil {
			return err
		}
		return s.Desk.TakeSupplement(ctx, by, sent.id, sent.version, on, sent.Value("text"), askedFromIn(sent.Values))
	},
}

// supplementNotes say on the case what is to be done about the supplement.
func (s *Server) supplementNotes(v desk.CaseView) []page.Note {
	var notes []page.Note
	link := func(do casefile.Act, label string) page.Link {
		if allowed(v, do) != nil {
			return page.Link{}
		}
		return page.Link{Label: label, Href: s.Pages.URL(casePath(v.Case.ID, string(do)))}
	}
	for _, u := range v.Undecided {
		notes = append(notes, page.Note{Kind: page.Soon, Strong: "是不是补正：",
			Text: "补正通知送达以后并入了来件 " + u.Number + "，还没有说明它是不是补正。是，期限就从收到它那天重新计算。",
			Link: link(casefile.TakeSupplement, "去说明")})
	}
	if v.NoAnswer && len(v.Undecided) == 0 {
		notes = append(notes, page.Note{Kind: page.Soon, Strong: "补正期限已过，未补正：",
			Text: "期限到 " + v.Row.SupplementBy.Chinese() + "。没有正当理由的，视为放弃申请（条例第三十条）：可以发逾期不补正告知书，也可以按逾期不补正结案。这时补来，仍然收下。",
			Link: link(casefile.Close, "结案")})
	}
	return notes
}

// correctSupplementAct replaces the day of the supplement, where it is shown: on
// the timeline.
var correctSupplementAct = caseAct{
	do:    casefile.CorrectSupplement,
	lead:  "收到补正之日记错了就改。原来的留在经过里，期限从新的日子的次日起重新计算（条例第三十条）。",
	done:  "收到补正之日已更正，期限已重新计算",
	moves: true,
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		on := f.Date("on", "收到补正之日").AsRequired()
		p.Notes = append(p.Notes, page.Note{Strong: "现在记的：", Text: v.Case.SupplementedOn.ChineseFull() + "。"})
		p.Fields = []page.Field{on, f.Textarea("reason", "为什么改").WithHint("写明凭什么，存入经过。").AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		f := casefile.SupplementCorrected{On: dayIn(sent.Values, "on", bad)}
		if err := bad.Err(); err != nil {
			return err
		}
		f.Private.Reason = sent.Value("reason")
		return s.Desk.CorrectSupplement(ctx, by, sent.id, sent.version, f)
	},
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"supplement_corrected": told(func(t teller, f *casefile.SupplementCorrected) telling {
		return telling{Title: "更正收到补正之日", Text: "改为 " + f.On.Chinese() + because(f.Private.Reason), Stops: true}
	}),
})
