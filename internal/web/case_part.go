package web

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// withdrawPartAct drops a part of what was asked for; what the applicant wrote on
// the status page is filled in, to be looked at.
var withdrawPartAct = caseAct{
	do:   casefile.WithdrawPart,
	lead: "申请人只撤回一部分，其余照常办，期限不变。答复书开头写明撤回了什么。登记错了的，在经过里撤销那一笔。",
	says: func(sent actSent) string {
		if sent.Value("declined") == "1" {
			return "已记下核对结果，申请内容不变"
		}
		return "已登记部分撤回"
	},
	typed: func(v desk.CaseView) url.Values {
		asked := v.Case.PartAsked
		if asked == nil {
			return nil
		}
		typed := url.Values{"part": {asked.Text}, "on": {asked.On.String()}, "reason": {asked.On.Chinese() + "在网上提出" + because(asked.Reason)}, "item": nil}
		for n, item := range itemsLeft(v.Case) {
			for _, one := range asked.Items {
				if one == item {
					typed.Add("item", strconv.Itoa(n))
				}
			}
		}
		return typed
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var options []page.Option
		for n, item := range itemsLeft(v.Case) {
			options = append(options, page.Option{Value: strconv.Itoa(n), Label: item})
		}
		if len(options) > 1 {
			p.Fields = append(p.Fields, f.Checkboxes("item", "撤回哪几项", options))
		}
		on := f.Date("on", "申请人撤回之日")
		p.Fields = append(p.Fields,
			f.Text("part", "撤回的是什么").WithHint("只撤回某一项里的一部分的，写明是什么，如：2024年以前的部分。").AsOptional(), on,
			f.Textarea("reason", "申请人怎么说的").WithHint("如：11月23日来电，第二项已在别处拿到。").AsRequired())
		if v.Case.PartAsked != nil {
			p.Fields = append(p.Fields, f.Checkbox("declined", "核对以后不登记：不是申请人的意思，或者说不清撤回什么"))
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.PartWithdrawn{Declined: sent.Value("declined") == "1"}
		f.Private.Text, f.Private.Reason = sent.Value("part"), sent.Value("reason")
		v, err := s.Desk.Case(ctx, by, sent.id)
		if err != nil {
			return err
		}
		f.Private.Items = chosenItems(v.Case, sent.Values["item"])
		bad := fault.Form{}
		on := dayIn(sent.Values, "on", bad)
		if err := bad.Err(); err != nil && !f.Declined {
			return err
		}
		return s.Desk.WithdrawPart(ctx, by, sent.id, sent.version, f, on)
	},
}

// itemsLeft are the lines of what is asked for still.
func itemsLeft(c *casefile.Case) []string { return casefile.Wants{Content: c.Left()}.Items() }

// chosenItems returns the lines that were ticked.
func chosenItems(c *casefile.Case, ticked []string) []string {
	left, chosen := itemsLeft(c), []string(nil)
	for _, t := range ticked {
		if n, err := strconv.Atoi(t); err == nil && n >= 0 && n < len(left) {
			chosen = append(chosen, left[n])
		}
	}
	return chosen
}

// partNotes say on the case what was dropped, and what the applicant wants dropped.
func (s *Server) partNotes(v desk.CaseView) []page.Note {
	var notes []page.Note
	if asked := v.Case.PartAsked; asked != nil && v.Row.Open {
		note := page.Note{Kind: page.Soon, Strong: "申请人要撤回一部分：", Text: asked.On.Chinese() + "在网上提出：" + strings.Join(asked.What(), "；") + because(asked.Reason)}
		if allowed(v, casefile.WithdrawPart) == nil {
			note.Link = page.Link{Label: "去核对", Href: s.Pages.URL(casePath(v.Case.ID, string(casefile.WithdrawPart)))}
		}
		notes = append(notes, note)
	}
	for _, p := range v.Case.PartsWithdrawn {
		notes = append(notes, page.Note{Strong: "已撤回一部分：", Text: p.On.Chinese() + "撤回：" + strings.Join(p.What(), "；") + "。答复只写其余的。"})
	}
	return notes
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"part_withdrawn": told(func(t teller, f *casefile.PartWithdrawn) telling {
		if f.Declined {
			return telling{Title: "没有登记部分撤回", Text: sentences(f.Private.Reason)}
		}
		return telling{Title: "申请人撤回了一部分", Text: lineBreak(strings.Join(f.Private.What(), "；")) + sentences(f.Private.Reason)}
	}),
	"part_withdrawal_asked": told(func(t teller, f *casefile.PartWithdrawalAsked) telling {
		return telling{Title: "申请人在网上要撤回一部分", Text: lineBreak(strings.Join(f.Private.What(), "；")) + sentences(f.Private.Reason)}
	}),
})
