package web

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/inbox"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

var handOnAct = caseAct{
	do: casefile.HandOn,
	lead: "申请的信息不由本机关公开、申请人同意的，可以转送负责公开的机关（条例第十条、第三十六条第五项）。登记申请人的同意以后，拟转送函，审核、签发、送达。" +
		"收函的机关也用本系统的，申请和材料直接进它的收件箱，收到之日由它和申请人另行确认。转送不能代替答复：本机关仍要按期出具不属本机关负责公开答复书。" +
		"没有同意的不转，只在答复书里写明该向哪个机关申请。交给本机关的其他单位不是转送，用改分办。",
	scans: "申请人同意的凭证",
	done:  "已登记，接着拟转送函",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		if v.Case.IsCorrection() {
			p.Lead = passOnLead
		}
		others := []page.Option{{Value: "", Label: "名单里没有，写在下面"}}
		for _, id := range slices.Sorted(maps.Keys(v.People.Agencies)) {
			if a := v.People.Agencies[id]; a.Active && a.ID != v.Case.Agency {
				others = append(others, page.Option{Value: strconv.FormatInt(a.ID, 10), Label: a.Name})
			}
		}
		var ways []page.Option
		for _, w := range casefile.WaysToAgree {
			ways = append(ways, page.Option{Value: string(w), Label: w.Label()})
		}
		p.Fields = []page.Field{
			f.Select("agency", "转给哪个机关", others).WithHint("用本系统的机关。转到它的收件箱，不用寄。"),
			f.Text("name", "其他机关的名称").WithHint("不用本系统的机关，写全称；转送函邮寄或者直接送。").WithAutocomplete("off").AsOptional(),
			f.Text("address", "地址").WithAutocomplete("off").AsOptional(),
			f.Text("post_code", "邮政编码").WithWidth("s").WithAutocomplete("off").AsOptional(),
			f.Text("phone", "电话").WithWidth("m").WithAutocomplete("off").AsOptional(),
			f.Textarea("part", "只转一部分的，是哪一部分").WithHint("全部转送的空着。").WithRows(2).AsOptional(),
		}
		if v.Case.IsCorrection() {
			p.Fields = append(p.Fields, f.Textarea("note", "备注").WithRows(2).AsOptional())
			return
		}
		p.Fields = append(p.Fields,
			f.Date("agreed_on", "申请人哪天同意的").AsRequired(),
			f.Radios("how", "怎样同意的", ways).AsRequired(),
			f.Textarea("note", "同意的经过").WithHint("电话同意的必须写：和谁通话、怎么说的。").WithRows(2),
		)
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		f := casefile.TransferAgreed{Agency: idIn(sent.Values, "agency"), How: casefile.Consent(sent.Value("how"))}
		if sent.Value("agreed_on") != "" { // without a day the case says why one is needed
			f.On = dayIn(sent.Values, "agreed_on", bad)
		}
		if err := bad.Err(); err != nil {
			return err
		}
		f.Private.Addressee, f.Private.Part, f.Private.Note = addresseeIn(sent.Values), sent.Value("part"), sent.Value("note")
		return s.Desk.HandOn(ctx, by, sent.id, sent.version, f, sent.scans)
	},
}

// passOnLead says what passing on a correction is.
const passOnLead = "记录由别的机关更正的，可以转送有权更正的机关，并告知申请人（条例第四十一条），不用申请人同意。登记以后，拟更正申请转送函，审核、签发、送达。" +
	"收函的机关也用本系统的，申请和材料直接进它的收件箱。转送不能代替答复：转送以后，出具不属本机关更正答复书告知申请人。"

var takeBackTransferAct = caseAct{
	do:    casefile.TakeBackTransfer,
	lead:  "登记错了、申请人改变主意的，撤销。转送函没有送出的，随之弃掉、作废；已经到对方收件箱、对方还没有登记的，一并收回，对方看得到收回的理由。",
	needs: aReason,
	grave: "撤销以后不能恢复，要转只能另登记一次。",
	done:  "已撤销转送",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		var options []page.Option
		for _, t := range v.Case.Transfers {
			if !t.Withdrawn {
				options = append(options, page.Option{Value: strconv.Itoa(t.N), Label: otherName(v.Case, t.To), Hint: wordIf(!t.AgreedOn.IsZero(), t.AgreedOn.Chinese()+"同意")})
			}
		}
		if len(options) == 1 && f.Value(partyField) == "" {
			options[0].Checked = true
		}
		p.Fields = []page.Field{
			f.Radios(partyField, "哪一次", options).AsRequired(), f.Textarea("reason", "为什么撤销").WithRows(2).AsRequired(),
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.TransferTakenBack{Transfer: int(idIn(sent.Values, partyField))}
		f.Private.Reason = sent.Value("reason")
		return s.Desk.TakeBackTransfer(ctx, by, sent.id, sent.version, f)
	},
}

// A transferLine is one agency to which the request is handed on, on the page of a
// case.
type transferLine struct {
	Name  string
	Tag   page.Tag
	Steps []string
	Links []page.Link
}

// transferLines lists to whom the request is handed on, and how it stands there.
func (s *Server) transferLines(ctx context.Context, by auth.User, v desk.CaseView) ([]transferLine, error) {
	var lines []transferLine
	for _, t := range v.Case.Transfers {
		line := transferLine{Name: otherName(v.Case, t.To), Tag: page.Tag{State: page.Line, Text: "拟转送函"}}
		near := v.Case.Receipt.On
		agreed := "更正申请，转送有权更正的机关，不用申请人同意"
		if !v.Case.IsCorrection() {
			agreed = "申请人于 " + t.AgreedOn.ChineseNear(near) + "同意（" + t.How.Label() + "）"
		}
		line.Steps = append(line.Steps, sentences(agreed, numbered("只转：", t.Part), t.Note))
		l, begun := v.Case.Cover(t)
		if begun {
			line.Tag.Text = l.Stage.Label()
		}
		if l.Stage == casefile.IsServed {
			line.Tag = page.Tag{State: page.Done, Text: "已转送"}
			line.Steps = append(line.Steps, sentences(joined(l.Number, l.ServedOn.ChineseNear(near)+l.Way.Label())))
		}
		var there desk.HandedOver
		if t.Input != 0 {
			var err error
			if there, err = s.Desk.HandedOver(ctx, by, t); err != nil {
				return nil, err
			}
			line.Steps = append(line.Steps, "对方的收件 "+t.InputNumber+"："+thereWords[there.State]+"。")
			if there.State == inbox.Waiting && !t.Withdrawn {
				line.Tag = page.Tag{State: page.Soon, Text: "对方还没有登记"}
			}
		}
		if t.Withdrawn {
			line.Tag = page.Tag{State: page.Line, Text: "已撤销"}
		}
		line.Links = s.transferLinks(v, t, there)
		lines = append(lines, line)
	}
	return lines, nil
}

// thereWords say what the other agency has done with what was handed on.
var thereWords = map[inbox.State]string{
	inbox.Waiting: "还没有登记", inbox.Registered: "已登记为案件", inbox.JoinedTo: "已并入那边的案件", inbox.SetAside: "没有登记",
}

// transferLinks lead to what can be done next, and to what it became, for who may see it.
func (s *Server) transferLinks(v desk.CaseView, t casefile.Transfer, there desk.HandedOver) []page.Link {
	var links []page.Link
	id := v.Case.ID
	for _, o := range v.Options {
		if o.Act == casefile.Draft && o.To == t.To && o.Err == nil {
			links = append(links, page.Link{Label: noticeLabels[o.Kind], Href: s.newLetterTo(id, o)})
		}
	}
	if l, ok := v.Case.Cover(t); ok {
		link := page.Link{Label: "看转送函", Href: s.Pages.URL(letterPath(id, l.N))}
		if l.Stage == casefile.IsReady && optionOf(v, casefile.Serve, l.N, "").Err == nil {
			link = page.Link{Label: "登记送达", Href: link.Href + "/serve"}
		}
		links = append(links, link)
	}
	if there.MaySee {
		links = append(links, page.Link{Label: "看对方的收件", Href: s.inputURL(inbox.ID(t.Input), "")})
	}
	for _, row := range there.Cases {
		links = append(links, page.Link{Label: "看对方的案件", Href: s.Pages.URL(casePath(row.ID))})
	}
	waiting := t.Input == 0 || there.State == inbox.Waiting
	if l, _ := v.Case.Cover(t); !t.Withdrawn && waiting && (l.Stage != casefile.IsServed || t.Input != 0) && allowed(v, casefile.TakeBackTransfer) == nil {
		links = append(links, page.Link{Label: "撤销转送", Href: s.Pages.URL(casePath(id, string(casefile.TakeBackTransfer))) + "?" + partyField + "=" + strconv.Itoa(t.N)})
	}
	return links
}

// handedFacts are the lines at the head of an input that another agency handed on.
func (s *Server) handedFacts(v desk.InputView) []page.KV {
	h := v.Content.Handed
	if h == nil {
		return nil
	}
	from := page.KV{Label: "那边的案件", Value: h.CaseNumber, Nowrap: true}
	if v.HandedFrom != 0 {
		from.Href = s.Pages.URL(casePath(v.HandedFrom))
	}
	facts := []page.KV{
		{Label: "转来的机关", Value: h.FromName}, {Label: "转送函", Value: h.Letter, Nowrap: true}, from,
		{Label: "那边收到", Value: h.ReceivedOn.ChineseFull()},
	}
	if !h.AgreedOn.IsZero() {
		facts = append(facts, page.KV{Label: "申请人同意转送", Value: h.AgreedOn.ChineseFull() + "，" + h.How.Label()})
	}
	if h.Part != "" {
		facts = append(facts, page.KV{Label: "只转来", Value: h.Part})
	}
	return append(facts, page.KV{Label: "本机关收到之日", Value: "与申请人确认之日；当天打电话确认"})
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"transfer_agreed": told(func(t teller, f *casefile.TransferAgreed) telling {
		said := telling{Title: "申请人同意转送：" + cmp.Or(f.Private.Addressee.Name, "（已删除）"), Text: sentences(f.On.Chinese()+"同意，"+f.How.Label(), numbered("只转：", f.Private.Part), f.Private.Note)}
		if t.v.Case.IsCorrection() {
			said.Title, said.Text = "转送有权更正的机关："+cmp.Or(f.Private.Addressee.Name, "（已删除）"), sentences(numbered("只转：", f.Private.Part), f.Private.Note)
		}
		if f.Proof != 0 {
			said.Links = []page.Link{t.material(f.Proof)}
		}
		return said
	}),
	"handed_over": told(func(t teller, f *casefile.HandedOver) telling {
		of, _ := t.v.Case.Transfer(f.Transfer)
		return telling{Title: "转到对方的收件箱：" + otherName(t.v.Case, of.To), Text: sentences("对方的收件号 " + f.InputNumber)}
	}),
	"transfer_taken_back": told(func(t teller, f *casefile.TransferTakenBack) telling {
		of, _ := t.v.Case.Transfer(f.Transfer)
		return telling{Title: "撤销转送：" + otherName(t.v.Case, of.To), Text: sentences(f.Private.Reason)}
	}),
})
