package letter

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// The notices to the applicant on the way, beside clarification and extension.
const (
	ReasonsRequest Kind = "reasons_request"
	Delay          Kind = "delay"
	OthersAsked    Kind = "others_asked"
)

// Drafted reports whether letters of the kind are drafted in a case of a request, to be
// checked, signed and served: on the applicant, or where ToApplicant says so on
// somebody else: the office's own, and its answer as respondent.
func Drafted(kind Kind) bool {
	k, ok := lookup(kind)
	return ok && k.Signed && k.Whose() != OfBureau
}

// recital adds the first paragraph of a notice: when the request came in and
// what it asks for.
func (c *composer) recital() {
	c.let("asked", asked(c.facts))
	c.say("本机关于{received}收到{you}提交的政府信息公开申请，{you}要求公开{asked}。")
}

// reasonsRequest asks why there are so many requests (条例 35). The law gives no
// period for the answer, and the clock of the request goes on.
type reasonsRequest struct {
	Count string
	By    calendar.Date
}

func (n *reasonsRequest) fields(f Facts) []Field {
	const article = "条例第三十五条"
	return []Field{
		{Name: "count", Label: "申请的数量、频次", Article: article, Type: LineField, Standard: f.Count, Required: true, into: &n.Count, Hint: "写起止时间、件数和内容上的重复，如：2026年1月至9月提出申请126件，其中92件为同一项目的同类材料。"},
		{Name: "by", Label: "请申请人说明到哪一天", Type: DateField, Required: true, into: &n.By,
			Hint: "法律没有规定期限，由本机关定；答复期限照常计算，留出收到说明以后办理的时间。"},
	}
}

func (n *reasonsRequest) write(c *composer) {
	c.recital()
	c.say("经核对，{you}申请公开政府信息的数量、频次明显超过合理范围：{count}。请{you}对申请理由作出说明，并于{by}前（含当日）提交本机关。" + c.reach())
	c.extra()
	c.locked("条例第三十五条", law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》第三十五条的规定，申请人申请公开政府信息的数量、频次明显超过合理范围的，"+
		"行政机关可以要求申请人说明理由；行政机关认为理由不合理的，告知申请人不予处理；认为理由合理，但是无法在规定期限内答复的，可以确定延迟答复的合理期限并告知申请人。")
}

// check: the day to explain lies ahead, and within the period to answer, which
// goes on.
func (n *reasonsRequest) check(c *checker) {
	on, due := c.facts.lawDay(), c.facts.PreviousDue
	switch {
	case n.By.IsZero() || on.IsZero():
	case !n.By.After(on):
		c.found(Missing, "by", "说明理由的期限要在成文日期之后", "条例第三十五条")
	case !due.IsZero() && n.By.After(due):
		c.found(Look, "by", "说明理由的期限晚于答复期限"+due.Chinese()+"，要求说明理由不停止计算答复期限", "条例第三十三条第二款、第三十五条")
	}
}

// delay: the reasons are accepted, but the answer takes longer than art 33
// gives: a reasonable day is set and told (条例 35).
type delay struct {
	AskedOn     calendar.Date
	Why, Reason string
	By          calendar.Date
}

func (n *delay) fields(f Facts) []Field {
	const article = "条例第三十五条"
	asked, said := "", ""
	for _, l := range f.Letters {
		if l.Kind == ReasonsRequest {
			asked = l.On.String()
		}
	}
	if r := f.Reasons; r != nil {
		said = r.Text
	}
	return []Field{
		{Name: "reasons_asked_on", Label: "要求说明理由之日", Article: article, Type: DateField, Standard: asked, Required: true, into: &n.AskedOn},
		{Name: "reasons_given", Label: "申请人说明的理由", Article: article, Type: TextField, Standard: said, Required: true, into: &n.Why, Hint: "概括申请人的说明，不用照抄。"},
		{Name: "reason", Label: "为什么期限内答复不了", Article: article, Type: TextField, Required: true, into: &n.Reason,
			Hint: "接在“因”字后面写，如：申请涉及126份案卷，需要逐件核对其中的个人信息。"},
		{Name: "by", Label: "延迟答复到哪一天", Article: article, Type: DateField, Required: true, into: &n.By, Hint: "合理的期限：按件数和工作量推算，能说明怎样算出。"},
	}
}

func (n *delay) write(c *composer) {
	c.recital()
	c.say("因{you}申请公开政府信息的数量、频次明显超过合理范围，本机关于{reasons_asked_on}要求{you}说明理由，{you}的说明是：{reasons_given}。")
	c.say("本机关认为{you}的申请理由合理，但是因{reason}，无法在《中华人民共和国政府信息公开条例》第三十三条规定的期限内答复。本机关确定延迟答复，于{by}前（含当日）作出答复。")
	c.extra()
	c.locked("条例第三十五条", law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》第三十五条的规定，行政机关认为申请理由合理，但是无法在规定期限内答复申请人的，"+
		"可以确定延迟答复的合理期限并告知申请人。特此告知。")
}

// check: the day lies after the ordinary period, which has not run out yet.
func (n *delay) check(c *checker) {
	const article = "条例第三十五条"
	f := c.facts
	on := f.lawDay()
	if !n.AskedOn.IsZero() && n.AskedOn.Before(f.ReceivedOn) {
		c.found(Missing, "reasons_asked_on", "要求说明理由之日"+n.AskedOn.Chinese()+"早于收到申请之日"+f.ReceivedOn.Chinese(), article)
	}
	if !f.PreviousDue.IsZero() && on.After(f.PreviousDue) {
		c.found(Look, "", "答复期限"+f.PreviousDue.Chinese()+"已过，延迟应当在期限内告知", article)
	}
	switch {
	case n.By.IsZero() || on.IsZero():
	case !n.By.After(on):
		c.found(Missing, "by", "延迟答复的期限要在成文日期之后", article)
	case !f.PreviousDue.IsZero() && !n.By.After(f.PreviousDue):
		c.found(Missing, "by", "延迟答复的期限不晚于原来的答复期限"+f.PreviousDue.Chinese()+"，不用延迟", article)
	case n.By.DaysSince(on) > longestDelay:
		c.found(Missing, "by", "延迟答复到"+n.By.Chinese()+"，在一年以后，核对年份", article)
	}
}

// longestDelay is after how many days a delay is a mistyped one: the law only
// says that it be reasonable (条例 35).
const longestDelay = 365

// othersAsked: third parties or the agencies that made the information too are
// being asked, and the days until they answer do not count (条例 32-34).
type othersAsked struct {
	Whom   string
	Makers string
	On     calendar.Date
}

// Who can be asked.
const (
	askedThird = "third"
	askedJoint = "joint"
	askedBoth  = "both"

	askedAgency      = "agency"
	askedThirdAgency = "third_agency"
)

// standard returns from the consultations whom the letter speaks of, the agencies by
// name, and the first day on which one was asked.
func (n *othersAsked) standard(f Facts) (whom, makers string, on calendar.Date) {
	of := map[casefile.Asked][]string{}
	for _, c := range f.Consulted {
		if c.SentOn.IsZero() {
			continue
		}
		if !slices.Contains(of[c.As], c.Name) {
			of[c.As] = append(of[c.As], c.Name)
		}
		if on.IsZero() || c.SentOn.Before(on) {
			on = c.SentOn
		}
	}
	names := of[casefile.AsJointMaker]
	switch third := len(of[casefile.AsThirdParty]) > 0; {
	case third && len(names) > 0:
		whom = askedBoth
	case third && len(of[casefile.AsAgency]) > 0:
		whom, names = askedThirdAgency, of[casefile.AsAgency]
	case third:
		whom = askedThird
	case len(names) > 0:
		whom = askedJoint
	case len(of[casefile.AsAgency]) > 0:
		whom, names = askedAgency, of[casefile.AsAgency]
	}
	return whom, strings.Join(names, "、"), on
}

func (n *othersAsked) fields(f Facts) []Field {
	whom, makers, on := n.standard(f)
	return []Field{
		{Name: "whom", Label: "征求谁的意见", Article: "条例第三十二条、第三十四条", Type: ChoiceField, Standard: whom, Required: true, into: &n.Whom,
			Options: []Option{{askedThird, "第三方"}, {askedJoint, "共同制作该信息的行政机关"}, {askedBoth, "第三方和共同制作该信息的行政机关"}, {askedAgency, "其他有关行政机关"}, {askedThirdAgency, "第三方和其他有关行政机关"}},
			Hint:    "不写第三方是谁。"},
		{Name: "makers", Label: "征求意见的行政机关", Article: "条例第三十四条", Type: LineField, Standard: makers, Required: true, Only: When{"whom", []string{askedJoint, askedBoth, askedAgency, askedThirdAgency}}, into: &n.Makers},
		{Name: "inquired_on", Label: "发出征求意见书之日", Article: "条例第三十二条、第三十四条", Type: DateField, Standard: on.String(), Required: true, into: &n.On},
	}
}

func (n *othersAsked) write(c *composer) {
	const third = "第三方应当自收到征求意见书之日起十五个工作日内提出意见，逾期未提出意见的，由行政机关决定是否公开"
	const joint = "被征求意见的行政机关应当自收到征求意见书之日起十五个工作日内提出意见，逾期未提出意见的，视为同意公开"
	reason, articles, rule := "{you}申请公开的信息涉及第三方的合法权益，公开可能对其造成损害", "第三十二条、第三十三条第三款", third
	switch n.Whom {
	case askedJoint:
		reason, articles, rule = "{you}申请公开的信息由本机关牵头、与{makers}共同制作", "第三十三条第三款、第三十四条", joint
	case askedBoth:
		reason += "；该信息由本机关牵头、与{makers}共同制作"
		articles, rule = "第三十二条、第三十三条第三款、第三十四条", third+"；"+joint
	case askedThirdAgency:
		reason += "；该信息与{makers}有关"
	case askedAgency:
		reason, articles, rule = "{you}申请公开的信息与{makers}有关", "第三十三条第三款", ""
	}
	c.recital()
	if rule != "" {
		rule += "；"
	}
	c.say(reason + "。本机关于{inquired_on}书面征求{whom}的意见。")
	c.extra()
	c.locked("条例"+articles, law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》"+articles+"的规定，"+rule+
		"征求意见所需时间不计算在答复期限内。征求意见结束后，答复期限继续计算，本机关依法作出答复。特此告知。")
}

func (n *othersAsked) check(c *checker) {
	if !n.On.IsZero() && n.On.Before(c.facts.ReceivedOn) {
		c.found(Missing, "inquired_on", "发出征求意见书之日"+n.On.Chinese()+"早于收到申请之日"+c.facts.ReceivedOn.Chinese(), "条例第三十二条、第三十四条")
	}
}
