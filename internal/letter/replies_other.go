package letter

import (
	"mingda/internal/calendar"
	"mingda/internal/law"
)

// inquiry: a law governs how this information is got (条例 36(7)).
type inquiry struct{ What, Law, Body string }

func (r *inquiry) fields(Facts) []Field {
	return []Field{
		{Name: "what", Label: "申请的信息", Article: "条例第三十六条第七项", Type: LineField, Required: true, into: &r.What, Hint: "如：不动产登记资料。"},
		{Name: "law", Label: "有特别规定的法律、行政法规", Article: "条例第三十六条第七项", Type: LineField, Required: true, into: &r.Law, Hint: "写到条，如：《不动产登记暂行条例》第二十七条。"},
		{Name: "go_to", Label: "到哪里、怎样查询", Article: "条例第三十六条第七项", Type: LineField, Required: true, into: &r.Body, Hint: "写机关、地址、电话。"},
	}
}

func (r *inquiry) write(c *composer) {
	c.opening()
	c.say("{wanted}属于{what}，{law}对它的获取有特别规定。{you}可以依照该规定查询，办理处所：{go_to}。")
	c.basis("第三十六条第七项", "所申请公开信息属于工商、不动产登记资料等信息，有关法律、行政法规对信息的获取有特别规定的，告知申请人依照有关法律、行政法规的规定办理。")
	c.close()
}

// making: there is no such information ready; it would have to be made (条例 38).
type making struct{ What, Have string }

func (r *making) fields(Facts) []Field {
	return []Field{
		{Name: "making", Label: "需要另行制作什么", Article: "条例第三十八条", Type: TextField, Required: true, into: &r.What,
			Hint: "写要做哪些汇总、加工、分析，为什么不是现成的，如：按年份、街道汇总近十年的补偿金额。"},
		{Name: "have", Label: "现有的相关信息", Type: LineField, into: &r.Have, Hint: "有相近的现成信息，写明，申请人可以另行申请。"},
	}
}

func (r *making) write(c *composer) {
	c.opening()
	c.say("{wanted}不是现成信息，提供该信息需要{making}。")
	if r.Have != "" {
		c.say("本机关现有与此相关的{have}，{you}需要的，可以另行申请。")
	}
	c.basis("第三十八条", "行政机关向申请人提供的信息，应当是已制作或者获取的政府信息；需要行政机关对现有政府信息进行加工、分析的，可以不予提供。本机关决定不予提供。")
	c.close()
}

// petition: a petition, complaint or report in the form of a request (条例 39.1).
type petition struct{ Why, Channel string }

func (r *petition) fields(Facts) []Field {
	return []Field{
		{Name: "why", Label: "申请的实质是什么", Article: "条例第三十九条第一款", Type: TextField, Required: true, into: &r.Why,
			Hint: "写申请中哪些内容是信访、投诉、举报，如：要求追究有关人员的责任。"},
		{Name: "way_out", Label: "可以通过什么渠道提出", Article: "条例第三十九条第一款", Type: LineField, into: &r.Channel},
	}
}

func (r *petition) write(c *composer) {
	c.opening()
	c.say("{request}{why}，属于以政府信息公开申请的形式进行信访、投诉、举报等活动，本机关不作为政府信息公开申请处理。")
	if r.Channel != "" {
		c.say("对上述诉求，{you}可以通过{way_out}提出。")
	}
	c.basis("第三十九条第一款", "申请人以政府信息公开申请的形式进行信访、投诉、举报等活动，行政机关应当告知申请人不作为政府信息公开申请处理并可以告知通过相应渠道提出。")
	c.close()
}

// publication: gazettes, newspapers, books are asked for (条例 39.2).
type publication struct{ What, Where string }

func (r *publication) fields(Facts) []Field {
	return []Field{
		{Name: "what", Label: "申请的出版物", Article: "条例第三十九条第二款", Type: LineField, Required: true, into: &r.What},
		{Name: "where", Label: "从哪里能得到", Article: "条例第三十九条第二款", Type: LineField, Required: true, into: &r.Where, Hint: "写图书馆、书店、网址。"},
	}
}

func (r *publication) write(c *composer) {
	c.opening()
	c.say("{you}要求提供的{what}是公开出版物，可以通过{where}获取。")
	c.basis("第三十九条第二款", "申请内容为要求行政机关提供政府公报、报刊、书籍等公开出版物的，行政机关可以告知获取的途径。")
	c.close()
}

// repeated: the same was answered before (条例 36(6)).
type repeated struct {
	Number, Was string
	On          calendar.Date
}

// What the earlier reply was: the court takes no case only where the
// information had been disclosed (法释〔2025〕8号 10.2(4)).
const (
	wasDisclosed = "disclosed"
	wasOther     = "other"
)

func (r *repeated) fields(Facts) []Field {
	return []Field{
		{Name: "earlier_was", Label: "此前是怎样答复的", Article: law.CourtInterpretation.At("第十条第二款第四项"), Type: ChoiceField, Required: true, into: &r.Was,
			Options: []Option{{wasDisclosed, "已经公开：提供了信息，或者告知了获取的途径"}, {wasOther, "其他：不予公开、无法提供、不予处理"}}, Hint: "此前没有公开的，申请人对这次答复还可以起诉，救济途径随之不同。"},
		{Name: "earlier_number", Label: "此前答复的文号", Article: "条例第三十六条第六项", Type: LineField, Required: true, into: &r.Number},
		{Name: "earlier_on", Label: "此前答复之日", Article: "条例第三十六条第六项", Type: DateField, Required: true, into: &r.On},
	}
}

func (r *repeated) write(c *composer) {
	c.opening()
	answered := "作出答复"
	if r.Was == wasDisclosed {
		answered += "，予以公开"
	}
	c.say("{you}此前已就相同内容向本机关提出政府信息公开申请，本机关于{earlier_on}以{earlier_number}" + answered + "。经核对，本次{content}与该次相同，本机关不予重复处理。")
	c.basis("第三十六条第六项", "行政机关已就申请人提出的政府信息公开申请作出答复、申请人重复申请公开相同政府信息的，告知申请人不予重复处理。")
	c.extra()
	c.tell(remedyPart{remedy: r.remedy(c.facts.lawDay())})
}

// remedy is that of a repeated request; where nothing had been disclosed, the
// court is open beside reconsideration.
func (r *repeated) remedy(on calendar.Date) law.Remedy {
	remedy := law.RemedyOn(law.Repeated, on)
	remedy.TellCourt = remedy.TellCourt || r.Was == wasOther
	return remedy
}
