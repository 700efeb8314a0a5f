package letter

import (
	"mingda/internal/calendar"
	"mingda/internal/reconsider"
)

// reviewEnd ends the case without a decision on the act (复议法 41).
type reviewEnd struct {
	nobody
	Ground string
	Why    []string
}

var endGrounds = groundRows(reconsider.EndGrounds)

func (n *reviewEnd) fields(f Facts) []Field {
	return []Field{
		{Name: "end_for", Label: "终止的情形", Article: lawAt("第四十一条"), Type: ChoiceField, Standard: f.review().endsFor(), Required: true, Options: groundOptions(endGrounds), into: &n.Ground},
		{Name: "end_why", Label: "具体的事实", Article: lawAt("第四十一条"), Type: LinesField, Required: true, into: &n.Why, Hint: "一行一段。撤回的写明哪天、怎样撤回，是真实意愿；达成和解的写明。"},
	}
}

func (n *reviewEnd) write(c *composer) {
	c.letter.Attachments = nil
	c.parties()
	c.say("申请人不服被申请人{act}，于{filed}向本机关申请行政复议（案号：{review_no}），本机关于{accepted}受理。")
	c.paragraphs("审理中，", "end_why", n.Why)
	if ground := groundIn(endGrounds, n.Ground); ground.code != "" {
		c.under(ground.article, "根据"+longCite(ground.article)+"的规定，{end_for}的，行政复议机关决定终止行政复议。本机关决定：终止本案的行政复议。")
	}
	if n.Ground == "withdrawn" {
		c.under(lawAt("第七十四条第二款"), "当事人达成和解后撤回申请的，申请人不得再以同一事实和理由提出行政复议申请，能够证明撤回违背其真实意愿的除外。")
	}
	c.extra()
}

func (n *reviewEnd) check(c *checker) {
	c.accepted()
	c.fits("end_for", reconsider.EndGrounds, n.Ground)
	r, on := c.facts.review(), c.facts.lawDay()
	switch {
	case n.Ground == "withdrawn" && r.AskedToEnd.IsZero():
		c.found(Look, "end_for", "案卷里没有登记申请人要撤回", lawAt("第四十一条第一项"))
	case n.Ground != reconsider.EndsLapsed:
	case r.SuspendedOn.IsZero():
		c.found(Missing, "end_for", "案件没有中止过", lawAt("第四十一条第五项"))
	case on.DaysSince(r.SuspendedOn) < sixtyDays:
		c.found(Missing, "end_for", "自"+r.SuspendedOn.Chinese()+"中止还没有满六十日", lawAt("第四十一条第五项"))
	case r.SuspendedFor == "":
		c.found(Look, "end_for", "只有依第三十九条第一款第一项、第二项、第四项中止的，满六十日才终止，核对", lawAt("第四十一条第五项"))
	default:
		if g, _ := reconsider.GroundIn(reconsider.SuspensionGrounds, r.SuspendedFor); !g.Lapses {
			c.found(Missing, "end_for", "只有依第三十九条第一款第一项、第二项、第四项中止的，满六十日才终止；本案依"+g.Article+"中止", lawAt("第四十一条第五项"))
		}
	}
}

// endsFor is on what ground the file says that a case ends.
func (r Review) endsFor() string {
	switch {
	case r.Lapsed:
		return reconsider.EndsLapsed
	case !r.AskedToEnd.IsZero():
		return "withdrawn"
	}
	return ""
}

// sixtyDays is how long a suspension lasts before the case ends (复议法 41(5)).
const sixtyDays = 60

// reviewWithdrawn tells who withdrew before the application was accepted that it is closed:
// 复议法 41 ends accepted cases only, and asks permission only there.
type reviewWithdrawn struct {
	toSomebody
	On  calendar.Date
	How string
}

func (n *reviewWithdrawn) fields(f Facts) []Field {
	return []Field{
		n.forApplicants(f),
		{Name: "withdrawn_on", Label: "哪天撤回的", Type: DateField, Standard: f.review().WithdrawnOn.String(), Required: true, into: &n.On},
		{Name: "withdrawn_how", Label: "怎样撤回的", Type: LineField, Required: true, into: &n.How, Hint: "接在“以”字后面写，如：书面、电话、在网上。"},
	}
}

func (n *reviewWithdrawn) write(c *composer) {
	c.say("{you}不服{respondent}{act}，于{filed}向本机关申请行政复议（案号：{review_no}），本机关于{received}收到。")
	c.say("{withdrawn_on}，本机关受理以前，{you}以{withdrawn_how}撤回申请。本机关不再审查，该申请没有受理，已记录在案。")
	c.under(lawAt("第二十条第一款"), "仍在"+reviewLaw+"第二十条规定的申请期限内的，{you}可以再次申请行政复议。")
	c.extra()
	c.sayReach()
}

func (n *reviewWithdrawn) check(c *checker) {
	r := c.facts.review()
	if !r.AcceptedOn.IsZero() {
		c.found(Missing, "", "案件已于"+r.AcceptedOn.Chinese()+"受理，准予撤回的用终止决定书", lawAt("第四十一条第一项"))
	}
	c.notBefore("withdrawn_on", "撤回之日", n.On, r.ReceivedOn, "收到之日", "")
}

// reviewMediation holds what the parties agreed upon (复议法 5, 73).
type reviewMediation struct {
	nobody
	Request, Facts, Agreed []string
}

func (n *reviewMediation) fields(f Facts) []Field {
	return []Field{
		{Name: "request_says", Label: "复议请求", Type: LinesField, Standard: f.review().Request, Required: true, into: &n.Request},
		{Name: "found_facts", Label: "事实", Article: lawAt("第七十三条第一款"), Type: LinesField, Required: true, into: &n.Facts, Hint: "一行一段。"},
		{Name: "agreed", Label: "协议的内容", Article: lawAt("第七十三条第一款"), Type: LinesField, Required: true, into: &n.Agreed, Hint: "一行一项，写明谁、在哪一天前、做什么，能直接履行。"},
	}
}

func (n *reviewMediation) write(c *composer) {
	c.letter.Attachments = nil
	c.parties()
	c.say("申请人不服被申请人{act}，于{filed}向本机关申请行政复议（案号：{review_no}），本机关于{accepted}受理。")
	c.paragraphs("申请人请求：", "request_says", n.Request)
	c.paragraphs("经审理查明：", "found_facts", n.Facts)
	c.under(lawAt("第五条"), "本机关依照"+reviewLaw+"第五条的规定进行调解，当事人自愿达成如下协议，不损害国家利益、社会公共利益和他人合法权益，不违反法律、法规的强制性规定：")
	c.listed("agreed", n.Agreed)
	c.extra()
	c.under(lawAt("第七十三条第一款、第七十七条第一款"), "根据"+reviewLaw+"第七十三条第一款的规定，本调解书经各方当事人签字或者签章，并加盖本机关印章，即具有法律效力。被申请人应当履行本调解书。")
	rows := []TableRow{room(2, "申请人", "签名或者签章："+daySpace), room(2, "被申请人", "签名或者签章："+daySpace)}
	if len(c.facts.review().ThirdParties) > 0 {
		rows = append(rows, room(2, "第三人", "签名或者签章："+daySpace))
	}
	c.block(form(rows...))
}

func (n *reviewMediation) check(c *checker) { c.accepted() }

// reviewOpinion tells an agency what was found wrong beside the decision (复议法 76).
type reviewOpinion struct {
	toSomebody
	Wrong, Advice []string
}

func (n *reviewOpinion) fields(f Facts) []Field {
	return []Field{
		n.field(f.review().Respondent.Name, "被申请人或者其他下级行政机关。"),
		{Name: "wrong", Label: "发现的违法或者不当", Article: lawAt("第七十六条"), Type: LinesField, Required: true, into: &n.Wrong, Hint: "一行一项，写明是什么行为、违反哪一条。"},
		{Name: "advice", Label: "纠正的意见", Article: lawAt("第七十六条"), Type: LinesField, Required: true, into: &n.Advice, Hint: "一行一项。"},
	}
}

func (n *reviewOpinion) write(c *composer) {
	c.let("you", "你单位")
	c.say("本机关在办理{applicants}不服{respondent}{act}的行政复议案件（案号：{review_no}）过程中，发现下列行政行为违法或者不当：")
	c.listed("wrong", n.Wrong)
	c.say("现提出下列意见：")
	c.listed("advice", n.Advice)
	c.under(lawAt("第七十六条、第七十七条第一款"), "根据"+reviewLaw+"第七十六条的规定，请{you}自收到本意见书之日起六十日内，将纠正相关违法或者不当行政行为的情况报送本机关。")
	c.extra()
	c.sayReach()
}

// reviewOrder orders the respondent to do what was decided, agreed or advised (复议法 77).
type reviewOrder struct {
	toSomebody
	Paper, Number, Undone string
	On, By                calendar.Date
}

func (n *reviewOrder) fields(f Facts) []Field {
	const article = "行政复议法第七十七条"
	paper, number, on := "decision", "", calendar.Date{}
	if d := f.review().Decision; d != nil {
		number, on = d.Number, d.On
		switch d.Kind {
		case ReviewMediation:
			paper = "mediation"
		case ReviewOpinion:
			paper = "opinion"
		}
	}
	return []Field{
		n.forRespondent(f),
		{Name: "paper", Label: "没有履行的是", Article: article, Type: ChoiceField, Standard: paper, Required: true, into: &n.Paper,
			Options: []Option{{"decision", "行政复议决定书"}, {"mediation", "行政复议调解书"}, {"opinion", "行政复议意见书"}}},
		{Name: "paper_number", Label: "它的文号", Type: LineField, Standard: number, Required: true, into: &n.Number},
		{Name: "paper_on", Label: "作出之日", Type: DateField, Standard: on.String(), Required: true, into: &n.On},
		{Name: "undone", Label: "没有履行的内容", Article: article, Type: TextField, Required: true, into: &n.Undone, Hint: "写明应当在哪一天前做什么，到今天没有做什么。"},
		{Name: "by", Label: "限哪一天前履行", Article: article, Type: DateField, Required: true, into: &n.By},
	}
}

func (n *reviewOrder) write(c *composer) {
	c.let("you", "你单位")
	c.say("本机关就{applicants}不服{respondent}{act}一案（案号：{review_no}），于{paper_on}作出《{paper}》（{paper_number}）。经查，{undone}。")
	c.say("现责令{you}于{by}前（含当日）履行，并将履行情况书面报告本机关。")
	c.under(lawAt("第七十七条、第八十三条"), "根据"+reviewLaw+"第七十七条的规定，被申请人应当履行行政复议决定书、调解书、意见书；不履行或者无正当理由拖延履行的，责令其限期履行，并可以约谈有关负责人或者予以通报批评。"+
		"经责令履行仍拒不履行的，依照第八十三条的规定追究责任。")
	c.extra()
	c.sayReach()
}

func (n *reviewOrder) check(c *checker) {
	c.yetToCome("by", "履行的期限", n.By, lawAt("第七十七条第二款"))
	if on := c.facts.lawDay(); !on.IsZero() && n.On.After(on) {
		c.found(Missing, "paper_on", "作出之日"+n.On.Chinese()+"还没有到", "")
	}
}

// reviewTransfer passes a normative document on to who may deal with it, within seven
// workdays (复议法 56, 57, 60).
type reviewTransfer struct {
	toSomebody
	Rests, Document, Maker, Why string
}

func (n *reviewTransfer) fields(Facts) []Field {
	return []Field{
		n.field("", "有权处理该文件的机关，写全称。"),
		{Name: "norm_for", Label: "怎样提出的", Article: lawAt("第五十六条、第五十七条"), Type: ChoiceField, Required: true, into: &n.Rests,
			Options: []Option{{"asked", "申请人提出附带审查申请"}, {"own", "本机关审查中认为依据不合法"}}},
		{Name: "document", Label: "文件的名称、文号和条款", Type: LineField, Required: true, into: &n.Document, Hint: "如：《……办法》（文号）第五条。"},
		{Name: "document_by", Label: "制定机关", Type: LineField, Required: true, into: &n.Maker},
		{Name: "norm_why", Label: "要审查的问题", Type: TextField, Required: true, into: &n.Why},
	}
}

func (n *reviewTransfer) write(c *composer) {
	c.let("you", "贵机关")
	c.caseRecital("")
	c.say("{norm_for}，涉及{document_by}制定的{document}。需要审查的问题是：{norm_why}。")
	place := "第五十六条"
	if n.Rests == "own" {
		place = "第五十七条"
	}
	c.under(lawAt(place+"、第六十条"), "本机关无权处理。根据"+reviewLaw+place+"的规定，现转送{you}依法处理。根据第六十条的规定，请{you}自收到转送之日起六十日内，将处理意见回复本机关。处理期间，本案中止审理。")
	c.extra()
	c.sayReach()
	if len(c.letter.Attachments) == 0 {
		c.letter.Attachments = []string{"有关文件和材料"}
	}
}

func (n *reviewTransfer) check(c *checker) {
	c.accepted()
	if n.To != "" && n.To == c.facts.review().Body {
		c.found(Missing, "to", "收件机关是本机关自己，有权处理的应当在三十日内处理", lawAt("第五十六条、第五十七条"))
	}
}
