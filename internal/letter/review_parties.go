package letter

import "mingda/internal/calendar"

// reviewReferral tells without deciding: which body is competent, that another
// respondent has to be named, or that the same matter is not taken up again
// (复议法 30.2, 实施条例 29, 37.2).
type reviewReferral struct {
	toSomebody
	Which, Competent, Contact, Right, Earlier string
	Why                                       []string
}

// What is told.
const (
	toldRespondent = "respondent"
	toldAgain      = "again"
)

func (n *reviewReferral) fields(f Facts) []Field {
	body, respondent, again := When{"tell", []string{otherBody}}, When{"tell", []string{toldRespondent}}, When{"tell", []string{toldAgain}}
	return []Field{
		n.forApplicants(f),
		{Name: "tell", Label: "告知什么", Article: lawAt("第三十条第二款") + "、" + rulesAt("第二十九条、第三十七条第二款"), Type: ChoiceField, Required: true, Opens: true, into: &n.Which,
			Options: []Option{{otherBody, "由其他行政复议机关管辖"}, {toldRespondent, "变更被申请人"}, {toldAgain, "没有新的事实和理由，不再处理"}},
			Hint:    "申请人坚持向本机关申请的，不属于本机关管辖的要作不予受理决定。"},
		{Name: "tell_why", Label: "事实和理由", Type: LinesField, Required: true, into: &n.Why, Hint: "一行一段。"},
		{Name: "competent", Label: "有管辖权的行政复议机关", Article: lawAt("第三十条第二款"), Type: LineField, Required: true, Only: body, into: &n.Competent},
		{Name: "competent_contact", Label: "该机关的联系方式", Type: LineField, Only: body, into: &n.Contact},
		{Name: "right_respondent", Label: "应当列为被申请人的机关", Article: rulesAt("第二十九条"), Type: LineField, Required: true, Only: respondent, into: &n.Right},
		{Name: "earlier_decision", Label: "此前的决定的文号", Article: rulesAt("第三十七条第二款"), Type: LineField, Required: true, Only: again, into: &n.Earlier},
	}
}

func (n *reviewReferral) write(c *composer) {
	c.say("本机关于{received}收到{you}对{respondent}{act}提出的行政复议申请。")
	c.paragraphs("经审查，", "tell_why", n.Why)
	switch n.Which {
	case toldRespondent:
		c.under(rulesAt("第二十九条"), "根据"+reviewRules+"第二十九条的规定，申请人错列被申请人的，应当变更被申请人；不同意变更，或者变更后所列被申请人仍不符合规定的，本机关决定不予受理。")
		c.say("本案应当列为被申请人的是{right_respondent}，请{you}变更，并告知本机关。")
	case toldAgain:
		c.under(rulesAt("第三十七条第二款"), "根据"+reviewRules+"第三十七条第二款的规定，没有新的事实和理由，就同一事项再次申请行政复议的，本机关不再处理，并记录在案。")
		c.say("该事项本机关已经处理，文号：{earlier_decision}。")
	case otherBody:
		contact := ""
		if n.Contact != "" {
			contact = "，联系方式：{competent_contact}"
		}
		c.say("对该行政行为有管辖权的行政复议机关是{competent}" + contact + "。")
		c.under(lawAt("第二十条第一款、第三十条第二款"), "根据"+reviewLaw+"第三十条第二款的规定，现告知{you}向有管辖权的行政复议机关申请行政复议，申请应当在法定申请期限内提出。")
	}
	c.extra()
	c.sayReach()
}

func (n *reviewReferral) check(c *checker) {
	r := c.facts.review()
	if n.Competent != "" && n.Competent == r.Body {
		c.found(Missing, "competent", "有管辖权的机关写的是本机关", lawAt("第三十条第二款"))
	}
	if n.Right != "" && n.Right == r.Respondent.Name {
		c.found(Missing, "right_respondent", "写的就是申请书所列的被申请人", rulesAt("第二十九条"))
	}
}

// reviewThird tells who has an interest in the case that they may join (复议法 16).
type reviewThird struct {
	toSomebody
	Is, Interest string
	By           calendar.Date
}

func (n *reviewThird) fields(f Facts) []Field {
	const article = "行政复议法第十六条第一款"
	is := isPerson
	if third := f.review().ThirdParties; calls(third) == "你单位" {
		is = isOrganisation
	}
	return []Field{
		n.field(names(f.review().ThirdParties), "第三人的姓名、名称，写全称。"),
		{Name: "to_is", Label: "第三人是", Type: ChoiceField, Standard: is, into: &n.Is, Options: []Option{{isPerson, "自然人"}, {isOrganisation, "法人或者其他组织"}}},
		{Name: "third_concern", Label: "有什么利害关系", Article: article, Type: TextField, Required: true, into: &n.Interest, Hint: "接在“因”字后面写，如：申请公开的材料含有你单位的报价资料。"},
		{Name: "by", Label: "请在哪一天前提出意见", Type: DateField, Required: true, into: &n.By, Hint: "法律没有规定，由复议机构定；要早于作出决定的期限。"},
	}
}

func (n *reviewThird) write(c *composer) {
	c.let("you", "您")
	if n.Is == isOrganisation {
		c.let("you", "你单位")
	}
	c.caseRecital("")
	c.say("因{third_concern}，{you}与该行政行为或者案件处理结果有利害关系。")
	c.under(lawAt("第十六条、第十七条、第四十七条"), "根据"+reviewLaw+"第十六条的规定，现通知{you}作为第三人参加行政复议。{you}可以提出书面意见和证据，可以委托一至二名代理人，可以按照规定查阅、复制被申请人提出的书面答复、证据、依据和其他有关材料，"+
		"涉及国家秘密、商业秘密、个人隐私或者可能危及国家安全、公共安全、社会稳定的除外。不参加行政复议的，不影响案件的审理。")
	c.say("请于{by}前（含当日）提交书面意见、证据和身份证明文件。")
	c.extra()
	c.say("本案由{bureau}办理，办理人员：{handlers}。" + c.reachBureau())
}

func (n *reviewThird) check(c *checker) {
	c.accepted()
	c.yetToCome("by", "提出意见的期限", n.By, lawAt("第十六条"))
	if by := c.facts.review().DecideBy; !by.IsZero() && !n.By.Before(by) {
		c.found(Look, "by", "提出意见的期限不早于作出决定的期限"+by.Chinese(), lawAt("第六十二条"))
	}
}
