package letter

import (
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/reconsider"
)

// reviewSuspension stops the case on one of the grounds of 复议法 39, or says that the
// days of an inspection or an expert opinion do not count (实施条例 45, 46).
type reviewSuspension struct {
	toSomebody
	Ground, Why string
	On          calendar.Date
}

// suspensionGrounds are the ten grounds, by their place in 39.1, then the two of the
// rules.
var suspensionGrounds = append(groundRows(reconsider.SuspensionGrounds),
	lawRow{"inspection", "需要进行现场勘验", rulesAt("第四十五条"), "现场勘验"},
	lawRow{"appraisal", "需要对专门事项进行鉴定", rulesAt("第四十六条"), "鉴定"},
)

// groundRows are grounds of the law as papers choose among them.
func groundRows(all []reconsider.Ground) []lawRow {
	rows := make([]lawRow, len(all))
	for i, g := range all {
		rows[i] = lawRow{g.Code, g.Text, g.Article, ""}
	}
	return rows
}

// fits holds a ground to who the applicant is.
func (c *checker) fits(field string, all []reconsider.Ground, code string) {
	g, ok := reconsider.GroundIn(all, code)
	for _, a := range c.facts.review().Applicants {
		if ok && !g.Needs.Fits(a.Class) {
			c.found(Missing, field, "申请人是"+a.Class.Label()+"，不能是这种情形", g.Article)
		}
	}
}

// groundIn returns the row of the code; the zero one if there is none.
func groundIn(rows []lawRow, code string) lawRow {
	for _, r := range rows {
		if r.code == code {
			return r
		}
	}
	return lawRow{}
}

// groundOptions are the rows to choose from.
func groundOptions(rows []lawRow) []Option {
	all := make([]Option, len(rows))
	for i, r := range rows {
		all[i] = Option{r.code, r.label}
	}
	return all
}

func (n *reviewSuspension) fields(f Facts) []Field {
	return []Field{
		n.forAll(f),
		{Name: "suspend_for", Label: "中止的情形", Article: lawAt("第三十九条第一款") + "、" + rulesAt("第四十五条、第四十六条"), Type: ChoiceField, Required: true, Options: groundOptions(suspensionGrounds), into: &n.Ground},
		{Name: "suspend_why", Label: "具体的事实", Type: TextField, Required: true, into: &n.Why, Hint: "写发生了什么、在等什么；“其他情形”的写明是什么。"},
		{Name: "suspend_on", Label: "自哪一天起", Article: lawAt("第三十九条"), Type: DateField, Standard: f.review().SuspendedOn.String(), Required: true, into: &n.On},
	}
}

func (n *reviewSuspension) write(c *composer) {
	c.caseRecital("")
	c.say("审理中，{suspend_why}。")
	switch ground := groundIn(suspensionGrounds, n.Ground); {
	case ground.says != "":
		c.under(ground.article, "本案{suspend_for}。根据"+longCite(ground.article)+"的规定，"+ground.says+"所用时间不计入行政复议审理期限。")
		c.say("上述时间自{suspend_on}起计算，结束后另行书面告知。")
	case ground.code != "":
		c.under(ground.article, "根据"+longCite(ground.article)+"的规定，{suspend_for}的，行政复议中止。中止的原因消除后，本机关及时恢复审理，并书面告知当事人。")
		c.say("本案自{suspend_on}起中止审理，中止期间不计入行政复议审理期限。")
	}
	c.extra()
	c.sayReach()
}

func (n *reviewSuspension) check(c *checker) {
	c.accepted()
	c.notBefore("suspend_on", "中止之日", n.On, c.facts.review().AcceptedOn, "受理之日", lawAt("第三十九条"))
	c.fits("suspend_for", reconsider.SuspensionGrounds, n.Ground)
	if g, _ := reconsider.GroundIn(reconsider.SuspensionGrounds, n.Ground); g.Lapses {
		c.found(Look, "suspend_for", "中止满六十日原因仍未消除的，应当终止；到那天列表上会提醒", lawAt("第四十一条第五项"))
	}
}

// reviewResumption goes on with the case (复议法 39.2, 39.3).
type reviewResumption struct {
	toSomebody
	Why           string
	Since, Resume calendar.Date
}

func (n *reviewResumption) fields(f Facts) []Field {
	const article = "行政复议法第三十九条第二款、第三款"
	return []Field{
		n.forAll(f),
		{Name: "suspend_on", Label: "中止之日", Type: DateField, Standard: f.review().SuspendedOn.String(), Required: true, into: &n.Since},
		{Name: "resume_why", Label: "中止的原因怎样消除", Article: article, Type: TextField, Required: true, into: &n.Why},
		{Name: "resume_on", Label: "自哪一天起恢复", Article: article, Type: DateField, Required: true, into: &n.Resume},
	}
}

func (n *reviewResumption) write(c *composer) {
	c.caseRecital("本案自{suspend_on}起中止审理。")
	c.say("现{resume_why}，中止的原因已经消除。")
	c.under(lawAt("第三十九条第二款、第三款"), "根据"+reviewLaw+"第三十九条的规定，行政复议中止的原因消除后，应当及时恢复行政复议案件的审理，并书面告知当事人。")
	c.say("本案自{resume_on}起恢复审理，作出行政复议决定的期限到{decide_by}届满。")
	c.extra()
	c.sayReach()
}

func (n *reviewResumption) check(c *checker) {
	c.accepted()
	c.decideBy()
	c.notBefore("resume_on", "恢复之日", n.Resume, n.Since, "中止之日", lawAt("第三十九条第二款"))
}

// decideBy asks for the last day to decide that the paper names.
func (c *checker) decideBy() {
	if c.facts.review().DecideBy.IsZero() {
		c.found(Missing, "", "没有作出行政复议决定的期限", lawAt("第六十二条"))
	}
}

// reviewExtension puts off the decision, once, in the ordinary procedure alone (复议法
// 62.1).
type reviewExtension struct {
	toSomebody
	Why, Days string
	Approved  calendar.Date
}

// longestReviewExtension is the most days by which it may be put off.
const longestReviewExtension = 30

func (n *reviewExtension) fields(f Facts) []Field {
	const article = "行政复议法第六十二条第一款"
	return []Field{
		n.forAll(f),
		{Name: "extend_why", Label: "为什么要延长", Article: article, Type: TextField, Required: true, into: &n.Why, Hint: "接在“因”字后面写，说明案情复杂在哪里。"},
		{Name: "extend_days", Label: "延长几日", Article: article, Type: LineField, Standard: itoa(longestReviewExtension), Required: true, into: &n.Days},
		{Name: "approved_on", Label: "复议机构负责人批准之日", Article: article, Type: DateField, Required: true, into: &n.Approved},
	}
}

func (n *reviewExtension) write(c *composer) {
	c.caseRecital("作出行政复议决定的期限到{decide_before}届满。")
	c.say("因{extend_why}，情况复杂，不能在规定期限内作出行政复议决定。经{bureau}负责人于{approved_on}批准，延长{extend_days}日，到{decide_by}届满。")
	c.under(lawAt("第六十二条第一款"), "根据"+reviewLaw+"第六十二条第一款的规定，情况复杂，不能在规定期限内作出行政复议决定的，经行政复议机构的负责人批准，可以适当延长，延长期限最多不得超过三十日。特此告知。")
	c.extra()
	c.sayReach()
}

func (n *reviewExtension) check(c *checker) {
	const article = "行政复议法第六十二条第一款"
	r, on := c.facts.review(), c.facts.lawDay()
	c.accepted()
	c.decideBy()
	if r.Procedure == SummaryProcedure {
		c.found(Missing, "", "简易程序不能延长；不宜适用的，转为普通程序", lawAt("第五十五条、第六十二条"))
	}
	if days, err := strconv.Atoi(n.Days); n.Days != "" && (err != nil || days < 1 || days > longestReviewExtension) {
		c.found(Missing, "extend_days", "延长几日：写 1 到 "+itoa(longestReviewExtension)+" 的数", article)
	}
	switch {
	case r.DecideBefore.IsZero():
		c.found(Missing, "", "没有原来的期限", article)
	case on.After(r.DecideBefore):
		c.found(Missing, "", "原期限"+r.DecideBefore.Chinese()+"已过，不能再延长", article)
	}
	c.notBefore("approved_on", "批准之日", n.Approved, r.AcceptedOn, "受理之日", article)
	for _, l := range c.facts.Letters {
		if l.Kind == ReviewExtension {
			c.found(Missing, "", "已经延长过（"+l.Number+"），不能再延长", article)
		}
	}
}

// reviewConversion takes the case from the summary to the ordinary procedure (复议法 55).
type reviewConversion struct {
	toSomebody
	Why      string
	Approved calendar.Date
}

func (n *reviewConversion) fields(f Facts) []Field {
	return []Field{
		n.forAll(f),
		{Name: "convert_why", Label: "为什么不宜适用简易程序", Article: lawAt("第五十五条"), Type: TextField, Required: true, into: &n.Why, Hint: "接在“因”字后面写。"},
		{Name: "approved_on", Label: "复议机构负责人批准之日", Article: lawAt("第五十五条"), Type: DateField, Required: true, into: &n.Approved},
	}
}

func (n *reviewConversion) write(c *composer) {
	c.caseRecital("本案原适用简易程序审理。")
	c.say("因{convert_why}，不宜适用简易程序。经{bureau}负责人于{approved_on}批准，本案转为普通程序审理。")
	c.under(lawAt("第四十九条、第五十五条、第六十二条第一款"), "根据"+reviewLaw+"第四十九条、第五十五条、第六十二条第一款的规定，适用普通程序审理的案件，行政复议机构听取当事人的意见，行政复议机关自受理申请之日起六十日内作出行政复议决定。")
	c.say("本案作出行政复议决定的期限到{decide_by}届满。办理人员：{handlers}。")
	c.extra()
	c.sayReach()
}

func (n *reviewConversion) check(c *checker) {
	r := c.facts.review()
	c.accepted()
	c.decideBy()
	c.notBefore("approved_on", "批准之日", n.Approved, r.AcceptedOn, "受理之日", lawAt("第五十五条"))
	if len(r.Handlers) < 2 {
		c.found(Missing, "", "普通程序应当由二名以上行政复议人员办理", rulesAt("第三十九条"))
	}
}
