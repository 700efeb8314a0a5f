package letter

import (
	"strconv"
	"strings"

	"mingda/internal/calendar"
)

// check asks whether what is said to be enclosed is attached.
func (p *providing) check(c *checker) {
	if p.How != enclosed && p.How != byMail && p.How != byStatus {
		return
	}
	if len(c.facts.Attachments) == 0 {
		c.found(Look, "way", "要提供的材料还没有作为附件加上", "条例第三十六条第二项")
	} else {
		c.found(Passed, "", "附件 "+itoa(len(c.facts.Attachments))+" 份", "")
	}
	if (p.How == byMail || p.How == byStatus) && !c.facts.Delivery.IsElectronic() {
		c.found(Look, "way", "申请人没有选择以电子方式获取", "国办公开办函〔2016〕235号")
	}
}

func (r *disclose) check(c *checker) {
	r.Way.check(c)
	c.untold()
}

func (p *partial) check(c *checker) {
	p.Way.check(c)
	if g, chosen := p.chosen(); chosen {
		checkGround(c, g.value)
	}
	c.untold()
}

func (r *refusal) check(c *checker) { checkGround(c, r.Ground) }

// checkGround asks whether the ground carries the result.
func checkGround(c *checker, g ground) {
	switch g := g.(type) {
	case *thirdPartyGround:
		g.check(c)
	case *forbiddenGround:
		g.check(c)
	case *processGround:
		if g.NoRule == "no" {
			c.found(Missing, "process_no_rule", "法律、法规、规章规定应当公开的，不能以过程性信息为由不公开", "条例第十六条第二款")
		}
	case *secretGround:
		if strings.HasPrefix(g.Basis, "《") || strings.HasPrefix(g.Basis, "依据") {
			c.found(Look, "secret_basis", "没有写是哪个机关定密的", "条例第十四条")
		}
	case *enforcementGround:
		if g.NoRule == "no" {
			c.found(Missing, "enforcement_no_rule", "法律、法规、规章规定应当公开的，不能以行政执法案卷信息为由不公开", "条例第十六条第二款")
		}
	}
}

// threeWeeks are fifteen workdays where no holiday falls into them: before that a
// third party is hardly late (条例 32).
const threeWeeks = 21

func (g *thirdPartyGround) check(c *checker) {
	g.consulted(c)
	switch {
	case g.Answer == answerRefused && g.Reasonable == "no":
		c.found(Missing, "third_reasonable", "第三方的理由不合理的，不能据此不公开，换一种结果", "条例第三十二条")
	case g.Answer == answerRefused && g.Reasonable == yes:
		c.found(Passed, "", "第三方不同意的理由是否合理：已填合理", "条例第三十二条")
	}
	if !g.AnsweredOn.IsZero() && g.AnsweredOn.Before(g.AskedOn) {
		c.found(Look, "third_answered_on", "第三方答复之日早于征求意见之日", "条例第三十二条")
	}
	days := c.facts.lawDay().DaysSince(g.AskedOn)
	if g.Answer == answerSilent && !g.AskedOn.IsZero() && !c.facts.lawDay().IsZero() && 0 <= days && days < threeWeeks {
		c.found(Look, "third_answer", "发出征求意见书才 "+itoa(days)+" 天，核对第三方收到以后十五个工作日确实过了", "条例第三十二条")
	}
}

// The law leaves the days to supplement to the agency (条例 30): more than a year
// is a mistyped one, less than a week is looked at.
const (
	longestToSupplement  = 365
	shortestToSupplement = 7
)

func (n *clarification) check(c *checker) {
	on := c.facts.lawDay()
	if !n.By.IsZero() && !on.IsZero() && n.By.Before(on.AddDays(1)) {
		c.found(Missing, "by", "补正期限要在成文日期之后", "条例第三十条")
	}
	switch days := n.By.DaysSince(on); {
	case n.By.IsZero() || on.IsZero():
	case days > longestToSupplement:
		c.found(Missing, "by", "补正期限"+n.By.Chinese()+"在一年以后，核对年份", "条例第三十条")
	case days > 0 && days < shortestToSupplement:
		c.found(Look, "by", "补正期限只有 "+itoa(days)+" 天，可能不够邮寄往返", "条例第三十条")
	}
	for _, l := range c.facts.Letters {
		if l.Kind == Clarification {
			c.found(Missing, "", "已经发过补正告知书（"+l.Number+"），补正只能告知一次", "条例第三十条")
		}
	}
}

func (n *extension) check(c *checker) {
	f := c.facts
	on := f.lawDay()
	days, err := strconv.Atoi(n.Days)
	valid := err == nil && 1 <= days && days <= maxExtension
	if n.Days != "" && !valid {
		c.found(Missing, "days", "延长几个工作日：写 1 到 "+itoa(maxExtension)+" 的数", "条例第三十三条第二款")
	}
	if f.PreviousDue.IsZero() || valid && f.Due.IsZero() {
		c.found(Missing, "", "没有原来的或者新的答复期限", "条例第三十三条第二款")
	}
	late := func(d calendar.Date) bool { return !f.PreviousDue.IsZero() && d.After(f.PreviousDue) }
	if late(on) || late(n.Consented) {
		c.found(Missing, "", "原期限"+f.PreviousDue.Chinese()+"已过，不能再延长", "条例第三十三条第二款")
	}
	switch {
	case n.Consented.IsZero():
	case !f.On.IsZero() && n.Consented.After(f.On): // a draft waits for it; what is signed cannot
		c.found(Missing, "consented_on", "负责人同意之日"+n.Consented.Chinese()+"还没有到", "条例第三十三条第二款")
	case n.Consented.Before(f.ReceivedOn):
		c.found(Missing, "consented_on", "负责人同意之日"+n.Consented.Chinese()+"早于收到申请之日"+f.ReceivedOn.Chinese(), "条例第三十三条第二款")
	}
	for _, l := range f.Letters {
		if l.Kind == Extension {
			c.found(Missing, "", "已经延长过一次（"+l.Number+"），不能再延期", "条例第三十三条第二款")
		}
	}
}
