package letter

import (
	"cmp"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// unclear: still not clear after the supplement (条例 30).
type unclear struct{ What string }

func (r *unclear) fields(Facts) []Field {
	return []Field{{Name: "unclear", Label: "补正后仍不明确的内容", Article: "条例第三十条", Type: TextField, Required: true, into: &r.What,
		Hint: "写明补正后哪些仍不能确定是什么信息，如：没有写明是哪一个项目、哪一年度的文件。"}}
}

func (r *unclear) write(c *composer) {
	c.opening()
	c.say("{you}补正以后，{content}仍不明确：{unclear}。本机关无法据此提供政府信息。")
	c.basis("第二十九条第二款第二项、第三十条", "政府信息公开申请应当包括申请公开的政府信息的名称、文号或者便于行政机关查询的其他特征性描述。{you}可以写明上述内容后重新申请。")
	c.close()
}

func (r *unclear) check(c *checker) {
	if c.facts.SupplementedOn.IsZero() {
		c.found(Look, "", "没有收到过补正材料；先告知补正", "条例第三十条")
	}
}

// excessive: too many requests, too often, without good reason (条例 35).
type excessive struct {
	AskedOn          calendar.Date
	Count            string
	Answer, Why, Not string
}

// Whether the applicant gave reasons.
const (
	reasonsGiven  = "given"
	reasonsSilent = "silent"
)

func (r *excessive) fields(f Facts) []Field {
	const article = "条例第三十五条"
	said, asked, answer := Reasons{}, "", reasonsGiven
	if f.Reasons != nil {
		said, asked = *f.Reasons, f.Reasons.AskedOn.String()
	}
	if said.None {
		answer = reasonsSilent
	}
	return []Field{
		{Name: "count", Label: "申请的数量、频次", Article: article, Type: LineField, Standard: cmp.Or(said.Count, f.Count), Required: true, into: &r.Count, Hint: "如：2026年1月至9月提出申请126件。"},
		{Name: "reasons_asked_on", Label: "要求说明理由之日", Article: article, Type: DateField, Within: true, Standard: asked, Required: true, into: &r.AskedOn},
		{Name: "reasons_answer", Label: "申请人有没有说明理由", Article: article, Type: ChoiceField, Standard: answer, into: &r.Answer,
			Options: []Option{{reasonsGiven, "说明了"}, {reasonsSilent, "没有说明"}}},
		{Name: "reasons_given", Label: "申请人说明的理由", Article: article, Type: TextField, Standard: said.Text, Required: true, Only: When{"reasons_answer", []string{reasonsGiven}}, into: &r.Why,
			Hint: "概括申请人的说明，不用照抄。"},
		{Name: "reasons_not", Label: "为什么不合理", Article: article, Type: TextField, Required: true, into: &r.Not},
	}
}

func (r *excessive) write(c *composer) {
	c.opening()
	said := "{you}的说明是：{reasons_given}。本机关认为该理由不合理：{reasons_not}。"
	if r.Answer == reasonsSilent {
		said = "{you}没有说明。本机关认为{you}的申请没有合理理由：{reasons_not}。"
	}
	c.say("{you}申请公开政府信息的数量、频次明显超过合理范围：{count}。本机关于{reasons_asked_on}要求{you}说明理由，" + said)
	c.basis("第三十五条", "申请人申请公开政府信息的数量、频次明显超过合理范围，行政机关认为申请理由不合理的，告知申请人不予处理。本机关决定不予处理。")
	c.close()
}

// check: nothing is refused so before the applicant was asked and could say why
// (条例 35). Outside a case nobody knows.
func (r *excessive) check(c *checker) {
	const article = "条例第三十五条"
	switch said := c.facts.Reasons; {
	case said == nil:
	case said.AskedOn.IsZero():
		c.found(Missing, "reasons_asked_on", "还没有要求申请人说明理由：先发说明理由通知书并送达，不能直接不予处理", article)
	case !said.Answered:
		c.found(Missing, "reasons_answer", "还没有登记申请人的说明：收到了、还是到期没有说明，先在案件里登记", article)
	case said.None != (r.Answer == reasonsSilent):
		c.found(Missing, "reasons_answer", "与案件里登记的不一致：登记的是"+map[bool]string{true: "没有说明", false: "说明了"}[said.None], article)
	case !r.AskedOn.IsZero() && r.AskedOn != said.AskedOn:
		c.found(Look, "reasons_asked_on", "要求说明理由的通知书落款是"+said.AskedOn.Chinese(), article)
	default:
		c.found(Passed, "", "要求说明过理由，申请人的说明已登记", article)
	}
}

// confirm: what was got before is to be confirmed or issued again (年报格式).
type confirm struct {
	Number string
	On     calendar.Date
}

func (r *confirm) fields(Facts) []Field {
	return []Field{
		{Name: "earlier_number", Label: "此前提供信息的文号", Type: LineField, Required: true, into: &r.Number},
		{Name: "earlier_on", Label: "此前提供信息之日", Type: DateField, Required: true, into: &r.On},
	}
}

func (r *confirm) write(c *composer) {
	c.opening()
	c.say("{you}要求确认或者重新出具的信息，本机关已于{earlier_on}以{earlier_number}向{you}提供，不再重复处理。")
	c.basis("第三十六条第六项", "行政机关已就申请人提出的政府信息公开申请作出答复、申请人重复申请公开相同政府信息的，告知申请人不予重复处理。")
	c.close()
}

// noSupplement: given up, because nothing was supplemented in time (条例 30).
type noSupplement struct {
	Number string
	On, By calendar.Date
}

func (r *noSupplement) fields(f Facts) []Field {
	number, on := "", ""
	for _, l := range f.Letters {
		if l.Kind == Clarification {
			number, on = l.Number, l.On.String()
		}
	}
	return []Field{
		{Name: "notice_number", Label: "补正告知书的文号", Article: "条例第三十条", Type: LineField, Standard: number, Required: true, into: &r.Number},
		{Name: "notice_on", Label: "补正告知书之日", Article: "条例第三十条", Type: DateField, Within: true, Standard: on, Required: true, into: &r.On},
		{Name: "notice_by", Label: "补正期限（到哪一天）", Article: "条例第三十条", Type: DateField, Within: true, Required: true, into: &r.By},
	}
}

func (r *noSupplement) write(c *composer) {
	c.opening()
	c.say("本机关于{notice_on}以《" + titleOf(Clarification) + "》（{notice_number}）告知{you}对申请内容作出补正，期限到{notice_by}。{you}无正当理由逾期没有补正。")
	c.basis("第三十条", "申请人无正当理由逾期不补正的，视为放弃申请，行政机关不再处理该政府信息公开申请。")
	c.close()
}

func (r *noSupplement) check(c *checker) {
	if on := c.facts.lawDay(); !r.By.IsZero() && !on.IsZero() && !on.After(r.By) {
		c.found(Missing, "notice_by", "补正期限还没有过", "条例第三十条")
	}
}

// noPayment: given up, because the processing fee was not paid in time (收费办法).
type noPayment struct {
	Number, Amount string
	On, By         calendar.Date
}

func (r *noPayment) fields(f Facts) []Field {
	const article = "国办函〔2020〕109号"
	number, on, amount := "", "", ""
	for _, l := range f.Letters {
		if l.Kind == FeeNotice {
			number, on = l.Number, l.On.String()
		}
	}
	if f.Fee != 0 {
		amount = itoa(f.Fee) + "元"
	}
	return []Field{
		{Name: "fee_number", Label: "收费通知的文号", Article: article, Type: LineField, Standard: number, Required: true, into: &r.Number},
		{Name: "fee_on", Label: "收费通知之日", Article: article, Type: DateField, Within: true, Standard: on, Required: true, into: &r.On},
		{Name: "fee_amount", Label: "金额", Article: article, Type: LineField, Standard: amount, Required: true, into: &r.Amount, Hint: "如：1300元。"},
		{Name: "fee_by", Label: "缴费期限（到哪一天）", Article: article, Type: DateField, Within: true, Standard: f.PayBy.String(), Required: true, into: &r.By},
	}
}

func (r *noPayment) write(c *composer) {
	c.opening()
	c.say("本机关于{fee_on}以《" + titleOf(FeeNotice) + "》（{fee_number}）通知{you}缴纳信息处理费{fee_amount}，期限到{fee_by}。{you}逾期没有缴纳。")
	c.locked("条例第四十二条、收费办法", law.FeeRules.From, "根据《中华人民共和国政府信息公开条例》第四十二条、"+law.FeeRules.Cite("")+"的规定，申请人逾期未缴纳信息处理费的，视为放弃申请，行政机关不再处理该政府信息公开申请。")
	c.close()
}

func (r *noPayment) check(c *checker) {
	if on := c.facts.lawDay(); !r.By.IsZero() && !on.IsZero() && !on.After(r.By) {
		c.found(Missing, "fee_by", "缴费期限还没有过", feeArticle)
	}
}
