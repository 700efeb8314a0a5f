package letter

// reviewCopy sends the respondent the application and asks for its answer with all
// evidence: within five workdays, in the ordinary procedure ten (复议法 48, 54, 70).
type reviewCopy struct {
	toSomebody
	Of string
}

func (n *reviewCopy) fields(f Facts) []Field {
	return []Field{
		n.forRespondent(f),
		{Name: "copy_of", Label: "发送的是", Article: lawAt("第四十八条、第五十四条第一款"), Type: ChoiceField, Standard: "written", Required: true, into: &n.Of,
			Options: []Option{{"written", "行政复议申请书副本"}, {"spoken", "行政复议申请笔录复印件"}}},
	}
}

func (n *reviewCopy) write(c *composer) {
	r := c.facts.review()
	c.let("you", "你单位")
	c.caseRecital("现将{copy_of}发送{you}。")
	if r.Procedure == SummaryProcedure {
		c.under(lawAt("第五十四条第一款"), "本案适用简易程序。根据"+reviewLaw+"第五十四条第一款的规定，请{you}自收到{copy_of}之日起五个工作日内提出书面答复，并提交作出行政行为的证据、依据和其他有关材料。")
	} else {
		c.under(lawAt("第四十八条"), "本案适用普通程序。根据"+reviewLaw+"第四十八条的规定，请{you}自收到{copy_of}之日起十个工作日内提出书面答复，并提交作出行政行为的证据、依据和其他有关材料。")
	}
	c.under(lawAt("第四十四条第一款、第四十六条第一款")+"、"+rulesAt("第十八条第二款、第四十一条"), "{you}对行政行为的合法性、适当性负有举证责任。书面答复应当针对行政行为的合法性、适当性和申请人的行政复议请求说明事实和理由；证据应当编制目录，写明证明内容。"+
		"行政复议期间，不得自行向申请人和其他有关单位或者个人收集证据。{you}应当指定一至二名工作人员作为代理人参加行政复议，不得仅委托律师担任代理人。")
	c.under(lawAt("第七十条、第八十二条"), "不按照上述规定提出书面答复、提交证据、依据和其他有关材料的，视为该行政行为没有证据、依据，行政行为涉及第三人合法权益、第三人提供证据的除外；对负有责任的人员依法给予处分。")
	c.say("答复涉及国家秘密、商业秘密、个人隐私，或者有不宜由申请人、第三人查阅的材料的，请单独装订并说明理由。")
	c.extra()
	c.say("本案由{bureau}办理，办理人员：{handlers}。" + c.reachBureau())
	if len(c.letter.Attachments) == 0 {
		c.letter.Attachments = []string{c.word("copy_of").Text + "及所附材料"}
	}
}

func (n *reviewCopy) check(c *checker) {
	r := c.facts.review()
	c.accepted()
	c.procedure(r)
	if on := c.facts.lawDay(); !r.CopyBy.IsZero() && on.After(r.CopyBy) {
		c.found(Look, "", "发送申请书副本的期限"+r.CopyBy.Chinese()+"已过", lawAt("第四十八条、第五十四条第一款"))
	}
}
