package web

import (
	"context"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/disposal"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

var holdBackAct = caseAct{
	do:   casefile.HoldBack,
	lead: "有人要查、要用的，写明谁、为什么：解除以前，这一卷期满了也不列入销毁清册，已经列进去的不会销毁。",
	done: "已暂缓销毁",
	fields: func(_ *Server, _ desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{f.Textarea("reason", "为什么暂缓").WithRows(3).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.HoldBack(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}

var endHoldAct = caseAct{
	do:   casefile.EndHold,
	lead: "解除以后，期满的可以鉴定、销毁。",
	done: "已解除暂缓",
	fields: func(_ *Server, v desk.CaseView, f *page.Form, p *actPage) {
		if h, held := v.Case.Hold(); held {
			p.Notes = append(p.Notes, page.Note{Strong: "暂缓的理由：", Text: h.Reason})
		}
		p.Fields = []page.Field{f.Textarea("reason", "为什么解除").WithRows(3).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.EndHold(ctx, by, sent.id, sent.version, sent.Value("reason"))
	},
}

var keepLongerAct = caseAct{
	do:   casefile.KeepLonger,
	lead: "接着原来的保管期限再保管，档号不变。",
	done: "已延长保管",
	fields: func(_ *Server, _ desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{f.Radios("keep", "再保管多久", longerOptions()[1:]), f.Textarea("reason", "理由").WithRows(3).AsRequired()}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		return s.Desk.KeepLonger(ctx, by, sent.id, sent.version, casefile.Keeping(sent.Value("keep")), sent.Value("reason"))
	},
}

// shelfNotes say at the head of a case that its file is held back, or was destroyed.
func (s *Server) shelfNotes(by auth.User, v desk.CaseView) []page.Note {
	shelf, _ := v.Case.Shelf()
	if d := shelf.Destroyed; !d.On.IsZero() {
		note := page.Note{Strong: "案卷已销毁：", Text: "保管期满，" + d.On.Chinese() + "按销毁清册 " + d.Number + " 销毁，" + v.People.Name(d.ApprovedBy) + "于 " + d.ApprovedOn.Chinese() + "批准。内容、原件、文书和个人信息都没有了，留下编号、日子、结果和经过。档号 " + shelf.Number + "，保管期限 " + keptWords(shelf) + "。谁提出、谁监销，写在清册里。"}
		if desk.MaySeeDisposals(by) == nil {
			note.Link = page.Link{Label: "看清册", Href: s.Pages.URL(disposalPath(disposal.ID(d.List), ""))}
		}
		return []page.Note{note}
	}
	if h, held := v.Case.Hold(); held {
		return []page.Note{{Kind: page.Soon, Strong: "暂缓销毁：", Text: v.People.Name(h.By) + "，" + h.On.Chinese() + because(h.Reason)}}
	}
	return nil
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"destruction_held": told(func(_ teller, f *casefile.HeldBack) telling {
		return telling{Title: "暂缓销毁", Text: sentences(f.Private.Reason)}
	}),
	"destruction_hold_ended": told(func(_ teller, f *casefile.HoldEnded) telling {
		return telling{Title: "解除暂缓", Text: sentences(f.Private.Reason)}
	}),
	"kept_longer": told(func(_ teller, f *casefile.KeptLonger) telling {
		words := "再保管 " + f.Keep.Label()
		if f.Keep == casefile.KeepForever {
			words = "改为永久保管"
		}
		return telling{Title: "延长保管", Text: words + because(f.Private.Reason)}
	}),
	"destroyed": told(func(_ teller, f *casefile.Destroyed) telling {
		return telling{Title: "案卷销毁", Text: "按销毁清册 " + f.Number + "。"}
	}),
})
