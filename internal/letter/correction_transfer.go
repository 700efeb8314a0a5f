package letter

import "mingda/internal/casefile"

// CorrectionTransfer hands a request for a correction on to the agency that may
// correct the record (条例 41).
const CorrectionTransfer Kind = Kind(casefile.CorrectionTransferLetter)

// correctionTransfer asks the agency that may correct the record to do so. The law
// wants the applicant to be told, not to agree, as with requests for information.
type correctionTransfer struct {
	To            recipient
	Why, Evidence string
}

func (n *correctionTransfer) addressee() string { return n.To.addressee() }

func (n *correctionTransfer) fields(f Facts) []Field {
	return []Field{
		n.To.name(f, "收函的机关", correctionArticle, "写全称。有权更正这份记录的机关。"),
		{Name: "why", Label: "为什么由该机关更正", Article: correctionArticle, Type: TextField, Required: true, into: &n.Why,
			Hint: "写该记录由哪个机关制作、依什么职责更正。"},
		evidenceField(f, &n.Evidence),
	}
}

func (n *correctionTransfer) write(c *composer) {
	c.let("you", "贵机关")
	c.let("applicant", c.facts.Applicant.Name)
	c.let("asked", asked(c.facts))
	c.say("本机关于{received}收到{applicant}提交的更正政府信息申请，要求更正{asked}。经审查，更正该记录不属于本机关职能范围。理由是：{why}。")
	c.basis("第四十一条", "要求更正的政府信息不属于本行政机关职能范围的，行政机关可以转送有权更正的行政机关处理并告知申请人。")
	c.extra()
	c.say("现将申请和申请人提供的{evidence}随函转送{you}，请依法处理，并把处理结果告知申请人。转送的情况由本机关告知申请人，申请人的联系方式见申请材料。" + c.reach())
	if len(c.letter.Attachments) == 0 {
		c.letter.Attachments = []string{"更正政府信息申请及所附证据"}
	}
}

func (n *correctionTransfer) check(c *checker) {
	if n.To.Name != "" && n.To.Name == c.facts.Office.Name {
		c.found(Missing, "to", "收函的机关是本机关自己", correctionArticle)
	}
}
