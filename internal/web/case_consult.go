package web

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"

	"mingda/internal/auth"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/fault"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// partyField says in the address of a form which consultation it is about.
const partyField = "party"

var consultAct = caseAct{
	do: casefile.Consult,
	lead: "公开会损害第三方合法权益的，书面征求第三方的意见（条例第三十二条）；与别的机关共同制作的，可以征求它的意见（第三十四条）。几方的，一方登记一次。" +
		"登记以后拟征求意见的文书，审核、签发，邮寄或者直接送达；送出次日起到收到意见或者期满之日，不计入答复期限（第三十三条第三款）。" +
		"本机关的其他单位不是第三方，也不是其他机关：问它的意见不停止计算期限，用协助查找或者直接联系。",
	done: "已登记，接着拟征求意见的文书",
	typed: func(v desk.CaseView) url.Values {
		return url.Values{"as": {string(casefile.AsThirdParty)}}
	},
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		if due := v.Clock.Due; !due.IsZero() && s.Desk.Today().After(due) {
			p.Notes = append(p.Notes, page.Note{Kind: page.Late, Strong: "答复期限已过：", Text: "最迟之日 " + due.Chinese() + "已经过了，现在征求意见不停表，逾期照算；涉及第三方权益的，仍要书面征求。"})
		}
		if k, ok := v.Case.Consultation(int(idIn(url.Values{partyField: {f.Value(partyField)}}, partyField))); ok { // asked once more
			f = page.NewForm(consultedValues(v, k), nil)
		}
		p.Fields = append([]page.Field{
			f.Radios("as", "为什么征求它的意见", []page.Option{
				{Value: string(casefile.AsThirdParty), Label: casefile.AsThirdParty.Label(), Hint: "公开可能损害它的商业秘密、个人隐私等合法权益。15 个工作日，逾期由本机关决定。"},
				{Value: string(casefile.AsJointMaker), Label: casefile.AsJointMaker.Label(), Hint: "信息由它和本机关共同制作，本机关牵头。15 个工作日，逾期视为同意。"},
				{Value: string(casefile.AsAgency), Label: casefile.AsAgency.Label(), Hint: "信息与它有关。到哪天回复，函上写明。"},
			}).AsRequired(),
		}, consultedFields(f)...)
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.ConsultationOpened{Of: casefile.Asked(sent.Value("as"))}
		f.Private.Addressee, f.Private.About = addresseeIn(sent.Values), sent.Value("about")
		return s.Desk.Consult(ctx, by, sent.id, sent.version, f)
	},
}

// consultedFields are the fields of who is asked about what.
func consultedFields(f *page.Form) []page.Field {
	return []page.Field{
		f.Text("name", "姓名或者名称").WithHint("写全称。只在本机关内部看得到，申请人看不到第三方是谁。").WithAutocomplete("off").AsRequired(),
		f.Radios("is", "对方是", []page.Option{
			{Value: string(casefile.Person), Label: casefile.Person.Label()}, {Value: string(casefile.Organisation), Label: casefile.Organisation.Label()},
			{Value: string(casefile.Authority), Label: casefile.Authority.Label(), Hint: "征求机关意见的不用选，按机关称呼。"},
		}),
		f.Textarea("about", "涉及它的是哪些信息").WithHint("一行一项，写到对方能认出是哪些信息；不写申请人是谁。会写进征求意见的文书。").AsRequired(),
		f.Text("address", "地址").WithHint("邮寄时印在信封和标签上。").WithAutocomplete("off").AsOptional(),
		f.Text("post_code", "邮政编码").WithWidth("s").WithAutocomplete("off").AsOptional(),
		f.Text("contact", "联系人").WithWidth("m").WithAutocomplete("off").AsOptional(),
		f.Text("phone", "电话").WithWidth("m").WithAutocomplete("off").AsOptional(),
	}
}

func addresseeIn(v url.Values) casefile.Addressee {
	return casefile.Addressee{
		Name: v.Get("name"), Is: casefile.Being(v.Get("is")), Contact: v.Get("contact"), Phone: v.Get("phone"), PostCode: v.Get("post_code"), Address: v.Get("address"),
	}
}

// consultedValues are what is recorded of a consultation, for a form.
func consultedValues(v desk.CaseView, k casefile.Consultation) url.Values {
	a, _ := v.Case.Other(k.To)
	return url.Values{
		"as": {string(k.Of)}, "name": {a.Name}, "is": {string(a.Is)}, "about": {k.About}, "address": {a.Address}, "post_code": {a.PostCode},
		"contact": {a.Contact}, "phone": {a.Phone},
	}
}

// parties lists the consultations for which ok holds, to choose one; the only one
// that is open is chosen.
func (s *Server) parties(v desk.CaseView, f *page.Form, ok func(casefile.Consultation) bool) page.Field {
	var options []page.Option
	proposed, _ := onlyOpen(v.Case, f.Value(partyField))
	for _, k := range v.Case.Consultations {
		if k.Withdrawn || !ok(k) {
			continue
		}
		options = append(options, page.Option{
			Value: strconv.Itoa(k.N), Label: otherName(v.Case, k.To), Hint: k.Of.Label() + "。" + consultedState(v, k), Checked: k.N == proposed.N && f.Value(partyField) == "",
		})
	}
	return f.Radios(partyField, "哪一方", options).AsRequired()
}

// onlyOpen returns the consultation that was chosen, or while none was the only one
// that is open.
func onlyOpen(c *casefile.Case, chosen string) (casefile.Consultation, bool) {
	if chosen != "" {
		return c.Consultation(int(idIn(url.Values{partyField: {chosen}}, partyField)))
	}
	open := slices.DeleteFunc(slices.Clone(c.Consultations), func(k casefile.Consultation) bool { return !k.IsOpen() })
	if len(open) != 1 {
		return casefile.Consultation{}, false
	}
	return open[0], true
}

// otherName names one of the others of a case.
func otherName(c *casefile.Case, to int) string {
	a, _ := c.Other(to)
	return cmp.Or(a.Name, "（已删除）")
}

// consultedState says in a few words how far a consultation is.
func consultedState(v desk.CaseView, k casefile.Consultation) string {
	switch l, ok := v.Case.Inquiry(k); {
	case k.Answer != "":
		return k.AnsweredOn.Chinese() + "：" + k.Answer.Label()
	case !ok:
		return "还没有拟文书"
	case l.Stage != casefile.IsServed:
		return l.Stage.Label()
	default:
		return l.ServedOn.Chinese() + "送出"
	}
}

var answerConsultationAct = caseAct{
	do:    casefile.AnswerConsultation,
	lead:  "对方答复了，或者期限过了没有答复，记下来；停表到收到意见之日，逾期没有意见的到第 15 个工作日为止。登记过的再登记一次，就是更正。",
	scans: "对方的意见表、来函的扫描件",
	moves: true,
	done:  "已登记意见",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		sent := func(k casefile.Consultation) bool {
			l, ok := v.Case.Inquiry(k)
			return ok && l.Stage == casefile.IsServed
		}
		if k, ok := v.Case.Consultation(int(idIn(url.Values{partyField: {f.Value(partyField)}}, partyField))); ok && k.Answer != "" && f.Value("answer") == "" && f.Refused("answer") == "" {
			f = page.NewForm(answeredValues(k), nil) // to be corrected
		}
		var answers []page.Option
		for _, a := range casefile.Answers {
			answers = append(answers, page.Option{Value: string(a), Label: a.Label(), Hint: map[casefile.Answer]string{
				casefile.Silent:    "第三方：由本机关决定是否公开；共同制作机关：视为同意。期限过了才能选，日子不用填。",
				casefile.NotNeeded: "如申请人不要这部分了。停表到填的这天为止。",
			}[a]})
		}
		on := f.Date("on", "收到意见之日")
		p.Fields = []page.Field{
			s.parties(v, f, sent), f.Radios("answer", "意见", answers).AsRequired(), on.WithHint("意见送到本机关的那一天。" + on.Hint),
			f.Textarea("part", "同意公开哪一部分").WithHint("同意一部分的写。").WithRows(2),
			f.Textarea("reason", "理由").WithHint("不同意、同意一部分的，概括对方的理由，会写进答复书和告知书；不用再征求的，写为什么。").WithRows(3),
		}
		if len(v.Case.Joined) > 0 {
			p.Fields = append(p.Fields, f.Select("input", "写在哪件并入的来件里", joinedInputs(v.Case)).WithHint("选了的，案卷里写成被征求意见方的来件，不写成申请人的。").AsOptional())
		}
		if anyAnswered(v.Case) {
			p.Fields = append(p.Fields, f.Textarea("why", "为什么更正").WithHint("更正登记过的意见时写，存入经过。").WithRows(2))
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		bad := fault.Form{}
		on := dayIn(sent.Values, "on", bad)
		if err := bad.Err(); err != nil {
			return err
		}
		f := casefile.ConsultationAnswered{Consultation: int(idIn(sent.Values, partyField)), Answer: casefile.Answer(sent.Value("answer")), Input: idIn(sent.Values, "input")}
		f.Private.Reason, f.Private.Part, f.Private.Why = sent.Value("reason"), sent.Value("part"), sent.Value("why")
		return s.Desk.AnswerConsultation(ctx, by, sent.id, sent.version, f, on, sent.scans)
	},
}

// answeredValues are what is recorded of an answer, for a form that corrects it.
func answeredValues(k casefile.Consultation) url.Values {
	v := url.Values{partyField: {strconv.Itoa(k.N)}, "answer": {string(k.Answer)}, "part": {k.Part}, "reason": {k.Reason}, "input": {strconv.FormatInt(k.Input, 10)}}
	if k.Answer != casefile.Silent {
		v.Set("on", k.AnsweredOn.String())
	}
	return v
}

func anyAnswered(c *casefile.Case) bool {
	for _, k := range c.Consultations {
		if k.Answer != "" {
			return true
		}
	}
	return false
}

var changeConsultationAct = caseAct{
	do:   casefile.ChangeConsultation,
	lead: "姓名、地址或者涉及的信息登记错了，改过来。签发了的文书不会跟着变：名称写错的，作废另拟。",
	done: "已更正",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		k, ok := v.Case.Consultation(int(idIn(url.Values{partyField: {f.Value(partyField)}}, partyField)))
		if !ok {
			k, ok = firstConsultation(v.Case)
		}
		p.Lead += "现在改的是：" + otherName(v.Case, k.To) + "。"
		if ok && f.Value("name") == "" && f.Refused("name") == "" {
			values := consultedValues(v, k)
			values.Set(partyField, strconv.Itoa(k.N))
			f = page.NewForm(values, nil)
		}
		fields := consultedFields(f)
		p.Fields = append(append([]page.Field{f.Hidden(partyField, strconv.Itoa(k.N))}, fields...),
			f.Textarea("reason", "为什么更正").WithRows(2).AsRequired())
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.ConsultationChanged{Consultation: int(idIn(sent.Values, partyField))}
		f.Private.Addressee, f.Private.About, f.Private.Reason = addresseeIn(sent.Values), sent.Value("about"), sent.Value("reason")
		return s.Desk.ChangeConsultation(ctx, by, sent.id, sent.version, f)
	},
}

// firstConsultation returns the first that was not taken back.
func firstConsultation(c *casefile.Case) (casefile.Consultation, bool) {
	for _, k := range c.Consultations {
		if !k.Withdrawn {
			return k, true
		}
	}
	return casefile.Consultation{}, false
}

var withdrawConsultationAct = caseAct{
	do:    casefile.WithdrawConsultation,
	lead:  "不该征求的（开错了、不涉及它的权益）才撤销：没有送出的文书随之弃掉、作废，已经停的日子重新计入答复期限。问过了、不用再等的，用“登记意见”选“不用再征求”。",
	needs: aReason,
	moves: true,
	grave: "撤销以后不能恢复，要问只能另开一次。文书已经送出的，另行告知对方。",
	done:  "已撤销征求意见",
	fields: func(s *Server, v desk.CaseView, f *page.Form, p *actPage) {
		p.Fields = []page.Field{
			s.parties(v, f, func(k casefile.Consultation) bool { return k.Answer == "" }), f.Textarea("reason", "为什么撤销").AsRequired(),
		}
		if k, ok := onlyOpen(v.Case, f.Value(partyField)); ok && v.Case.Asks(k) {
			if due, err := s.Desk.DueWithoutConsultation(v, k.N); err == nil && !due.IsZero() {
				p.Notes = append(p.Notes, page.Note{Kind: page.Soon, Strong: "撤销以后：", Text: "最迟 " + due.ChineseFull() + "答复" + wordIf(s.Desk.Today().After(due), "，已经逾期") + "。"})
			}
		}
	},
	run: func(s *Server, ctx context.Context, by auth.User, sent actSent) error {
		f := casefile.ConsultationWithdrawn{Consultation: int(idIn(sent.Values, partyField))}
		f.Private.Reason = sent.Value("reason")
		return s.Desk.WithdrawConsultation(ctx, by, sent.id, sent.version, f)
	},
}

var _ = tells(map[string]func(teller, ledger.Fact) telling{
	"consultation_opened": told(func(t teller, f *casefile.ConsultationOpened) telling {
		return telling{Title: "征求意见：" + cmp.Or(f.Private.Addressee.Name, "（已删除）"), Text: sentences(f.Of.Label(), f.Private.About)}
	}),
	"consultation_changed": told(func(t teller, f *casefile.ConsultationChanged) telling {
		return telling{Title: "更正被征求意见方：" + cmp.Or(f.Private.Addressee.Name, "（已删除）"), Text: sentences(f.Private.Reason)}
	}),
	"consultation_answered": told(func(t teller, f *casefile.ConsultationAnswered) telling {
		said := telling{Title: "登记意见：" + t.consulted(f.Consultation) + "，" + f.Answer.Label(), Stops: true,
			Text: sentences(numbered("可以公开：", f.Private.Part), f.Private.Reason) + sentences(numbered("更正的理由：", f.Private.Why))}
		if f.Proof != 0 {
			said.Links = []page.Link{t.material(f.Proof)}
		}
		return said
	}),
	"consultation_withdrawn": told(func(t teller, f *casefile.ConsultationWithdrawn) telling {
		return telling{Title: "撤销征求意见：" + t.consulted(f.Consultation), Text: sentences(f.Private.Reason, "按没有征求过计算期限"), Stops: true}
	}),
})

// consulted names who the n-th consultation asks.
func (t teller) consulted(n int) string {
	k, _ := t.v.Case.Consultation(n)
	return otherName(t.v.Case, k.To)
}
