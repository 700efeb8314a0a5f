package letter

import (
	"strconv"

	"mingda/internal/law"
)

// upholding: the act stands (复议法 68).
type upholding struct{}

func (*upholding) fields(Facts) []Field { return nil }

func (*upholding) write(c *composer) {
	c.decides(lawAt("第六十八条"), "维持被申请人{act}。")
}

func (*upholding) check(c *checker) {
	r := c.facts.review()
	c.hasAct()
	if r.AnswerOn.IsZero() {
		c.found(Look, "", "被申请人没有在期限内答复、举证的，视为没有证据、依据，不能维持；涉及第三人合法权益、第三人提供证据的除外", lawAt("第七十条"))
	}
}

// hasAct asks that an act is there that can be decided on.
func (c *checker) hasAct() {
	if c.facts.review().Silence {
		c.found(Missing, "", "申请人不服的是没有答复，没有可以维持、变更或者撤销的行政行为", lawAt("第六十六条"))
	}
}

// revoking: the act is set aside, in whole or in part, and may have to be made anew
// (复议法 64).
type revoking struct {
	Case, Much, Part, Anew, Within string
}

// How much is revoked.
const (
	revokeAll  = "all"
	revokePart = "part"
)

// The periods for a new act (实施条例 58): that which the statute sets for it, so for
// a reply to a request 20 workdays (条例 33); else 60 days.
const (
	withinReply = "reply"
	withinSixty = "sixty"
)

var revokeCases = []Option{
	{"facts", "主要事实不清、证据不足"}, {"procedure", "违反法定程序"}, {"basis", "适用的依据不合法"}, {"powers", "超越职权或者滥用职权"}, {"no_answer", "被申请人没有依法提出答复、提交证据"},
}

var revokePlaces = map[string]string{"facts": "第六十四条第一款第一项", "procedure": "第六十四条第一款第二项", "basis": "第六十四条第一款第三项", "powers": "第六十四条第一款第四项", "no_answer": "第六十四条第一款、第七十条"}

func (d *revoking) fields(f Facts) []Field {
	anew := When{"anew", []string{yes}}
	much, again, _ := f.review().standards()
	return []Field{
		caseOf("revoke_for", lawAt("第六十四条第一款"), revokeCases, &d.Case),
		{Name: "revoke_much", Label: "撤销多少", Article: lawAt("第六十四条第一款"), Type: ChoiceField, Standard: much, Required: true, Opens: true, into: &d.Much,
			Options: []Option{{revokeAll, "全部撤销"}, {revokePart, "部分撤销"}}},
		{Name: "revoke_part", Label: "撤销的是哪一部分", Article: lawAt("第六十四条第一款"), Type: LineField, Required: true, Only: When{"revoke_much", []string{revokePart}}, into: &d.Part},
		{Name: "anew", Label: "责令重新作出", Article: lawAt("第六十四条第一款"), Type: ChoiceField, Standard: again, Required: true, Opens: true, into: &d.Anew,
			Options: []Option{{yes, "责令重新作出行政行为"}, {"no", "不责令"}}},
		{Name: "anew_within", Label: "重新作出的期限", Article: rulesAt("第五十八条第一款"), Type: ChoiceField, Standard: withinReply, Required: true, Only: anew, into: &d.Within,
			Options: []Option{{withinReply, "二十个工作日（对政府信息公开申请重新答复）"}, {withinSixty, "六十日（法律、法规、规章没有规定期限的行政行为）"}}},
	}
}

func (d *revoking) write(c *composer) {
	what := "撤销被申请人{act}。"
	if d.Much == revokePart {
		what = "部分撤销被申请人{act}，撤销的部分写明如下。"
	}
	c.decides(lawAt(placeOf(revokePlaces, d.Case, "第六十四条第一款")), what)
	if d.Much == revokePart {
		c.say("撤销的部分：{revoke_part}。")
	}
	if d.Anew != yes {
		return
	}
	if d.Within == withinSixty {
		c.under(rulesAt("第五十八条第一款"), "责令被申请人自收到本决定书之日起六十日内重新作出行政行为。")
	} else {
		c.under(rulesAt("第五十八条第一款")+"、"+law.FOIRegulation.At("第三十三条第二款"), "责令被申请人自收到本决定书之日起二十个工作日内，对申请人的政府信息公开申请重新作出答复。")
	}
	if d.Case != "procedure" {
		c.under(lawAt("第六十四条第二款"), "被申请人不得以同一事实和理由作出与被撤销的行政行为相同或者基本相同的行政行为。")
	}
}

func (d *revoking) check(c *checker) {
	c.hasAct()
	if d.Case == "no_answer" && !c.facts.review().AnswerOn.IsZero() {
		c.found(Look, "revoke_for", "案件里记有被申请人的答复，核对是不是在期限内提出、有没有提交证据", lawAt("第七十条"))
	}
	if p := c.facts.review().Proposed; p != nil {
		c.asProposed("revoke_much", d.Much == revokePart, p.Part, "撤销全部还是一部分")
		c.asProposed("anew", d.Anew == yes, p.Anew, "责令不责令重新答复")
	}
	if d.Anew == "no" {
		c.found(Look, "anew", "不责令重新答复的，申请人的申请没有人答复；核对确实不需要", lawAt("第六十四条第一款"))
	}
}

// changing: the act is put right by the body itself, never to the applicant's harm
// (复议法 63).
type changing struct {
	Case    string
	Becomes []string
	Worse   string
}

var changePlaces = map[string]string{"content": "第六十三条第一款第一项", "basis": "第六十三条第一款第二项", "facts": "第六十三条第一款第三项"}

func (d *changing) fields(Facts) []Field {
	return []Field{
		caseOf("change_for", lawAt("第六十三条第一款"), []Option{
			{"content", "事实清楚，证据确凿，适用依据正确，程序合法，但是内容不适当"}, {"basis", "事实清楚，证据确凿，程序合法，但是未正确适用依据"}, {"facts", "事实不清、证据不足，经本机关查清事实和证据"}}, &d.Case),
		{Name: "becomes", Label: "变更为", Article: lawAt("第六十三条第一款"), Type: LinesField, Required: true, into: &d.Becomes, Hint: "一行一项，写明变更以后的内容，能直接执行。"},
		{Name: "worse", Label: "对申请人是不是更为不利", Article: lawAt("第六十三条第二款"), Type: ChoiceField, Required: true, into: &d.Worse,
			Options: []Option{{"no", "没有更为不利"}, {"third", "更为不利，但是第三人提出了相反请求"}, {yes, "更为不利"}}},
	}
}

func (d *changing) write(c *composer) {
	c.decides(lawAt(placeOf(changePlaces, d.Case, "第六十三条第一款")), "变更被申请人{act}，变更后的内容如下。")
	c.listed("becomes", d.Becomes)
}

func (d *changing) check(c *checker) {
	c.hasAct()
	switch d.Worse {
	case yes:
		c.found(Missing, "worse", "不得作出对申请人更为不利的变更决定；依法应当变更而更为不利的，驳回复议请求", lawAt("第六十三条第二款")+"、"+rulesAt("第六十一条第一款第三项"))
	case "third":
		if len(c.facts.review().ThirdParties) == 0 {
			c.found(Missing, "worse", "案件里没有第三人", lawAt("第六十三条第二款"))
		}
	}
}

// holdingUnlawful: the act is not revoked, or cannot be, but it was against the law
// (复议法 65).
type holdingUnlawful struct{ Case, Remedy string }

var unlawfulPlaces = map[string]string{
	"interest": "第六十五条第一款第一项", "slight": "第六十五条第一款第二项", "nothing": "第六十五条第二款第一项", "changed": "第六十五条第二款第二项", "pointless": "第六十五条第二款第三项",
}

func (d *holdingUnlawful) fields(Facts) []Field {
	return []Field{
		caseOf("unlawful_for", lawAt("第六十五条"), []Option{
			{"interest", "依法应予撤销，但是撤销会给国家利益、社会公共利益造成重大损害"},
			{"slight", "程序轻微违法，但是对申请人权利不产生实际影响"},
			{"nothing", "行政行为违法，但是不具有可撤销内容"},
			{"changed", "被申请人改变原违法行政行为，申请人仍要求撤销或者确认违法"},
			{"pointless", "被申请人不履行或者拖延履行法定职责，责令履行没有意义"}}, &d.Case),
		{Name: "make_good", Label: "责令采取的补救措施", Article: lawAt("第七十二条第一款"), Type: TextField, into: &d.Remedy, Hint: "接在“责令被申请人”后面写；不责令的空着。"},
	}
}

func (d *holdingUnlawful) write(c *composer) {
	articles := lawAt(placeOf(unlawfulPlaces, d.Case, "第六十五条"))
	if d.Case == "slight" {
		articles += "、" + rulesAt("第五十九条")
	}
	what := "确认被申请人{act}违法。"
	if d.Case == "interest" || d.Case == "slight" {
		what = "不予撤销，" + what
	}
	c.decides(articles, what)
	if d.Remedy != "" {
		c.say("责令被申请人{make_good}。")
	}
}

func (d *holdingUnlawful) check(c *checker) {
	silent := c.facts.review().Silence
	switch {
	case d.Case == "pointless" && !silent:
		c.found(Look, "unlawful_for", "申请人不服的不是没有答复，核对是不是这一种情形", lawAt("第六十五条第二款第三项"))
	case d.Case != "" && d.Case != "pointless" && d.Case != "changed" && silent:
		c.found(Look, "unlawful_for", "申请人不服的是没有答复，核对是不是这一种情形", lawAt("第六十五条第二款"))
	case d.Case == "slight":
		c.found(Look, "unlawful_for", "程序轻微违法限于处理期限、通知、送达等，并且对陈述、申辩等重要程序性权利没有实际影响，核对", rulesAt("第五十九条"))
	}
}

// performing: the duty is to be done within a period (复议法 66).
type performing struct{ Days, What string }

// longestToPerform is beyond what a period to perform can be in workdays: the law
// leaves it to the body, and a reply has twenty (条例 33).
const longestToPerform = 20

func (d *performing) fields(f Facts) []Field {
	_, _, days := f.review().standards()
	return []Field{
		{Name: "perform_days", Label: "几个工作日内履行", Article: lawAt("第六十六条"), Type: LineField, Standard: days, Required: true, into: &d.Days, Hint: "答复政府信息公开申请的法定期限是 20 个工作日，不超过它。"},
		{Name: "perform_more", Label: "履行的具体要求", Type: TextField, into: &d.What, Hint: "如：对申请的三项信息逐项答复。可不填。"},
	}
}

func (d *performing) write(c *composer) {
	c.decides(lawAt("第六十六条"), "责令被申请人履行答复申请人政府信息公开申请的法定职责，履行的期限写明如下。")
	more := ""
	if d.What != "" {
		more = "{perform_more}。"
	}
	c.say("被申请人应当自收到本决定书之日起{perform_days}个工作日内，对申请人的政府信息公开申请依法作出答复，并送达申请人。" + more)
}

func (d *performing) check(c *checker) {
	if days, err := strconv.Atoi(d.Days); d.Days != "" && (err != nil || days < 1 || days > longestToPerform) {
		c.found(Missing, "perform_days", "几个工作日内履行：写 1 到 "+itoa(longestToPerform)+" 的数", lawAt("第六十六条"))
	}
	if !c.facts.review().Silence {
		c.found(Look, "", "申请人不服的是一份答复；责令履行用于没有履行法定职责的，答复有错的一般撤销并责令重新答复", lawAt("第六十六条"))
	}
}

// voiding: so gravely and plainly unlawful that it is void (复议法 67).
type voiding struct{ Case, Asked string }

func (d *voiding) fields(Facts) []Field {
	return []Field{
		caseOf("void_for", lawAt("第六十七条")+"、"+rulesAt("第六十条"), []Option{
			{"body", "实施主体不具有行政主体资格"}, {"basis", "增加义务或者减损权利，没有法律、法规、规章依据"}, {"impossible", "内容客观上不可能实施"}, {"other", "其他重大且明显违法的情形"}}, &d.Case),
		{Name: "void_asked", Label: "申请人申请确认无效", Article: lawAt("第六十七条"), Type: ChoiceField, Required: true, into: &d.Asked,
			Options: []Option{{yes, "申请确认无效"}, {"no", "没有申请"}}},
	}
}

func (d *voiding) write(c *composer) {
	c.decides(lawAt("第六十七条")+"、"+rulesAt("第六十条"), "确认被申请人{act}无效。")
}

func (d *voiding) check(c *checker) {
	c.hasAct()
	if d.Asked == "no" {
		c.found(Missing, "void_asked", "申请人没有申请确认无效的，不能确认无效", lawAt("第六十七条"))
	}
}
