package letter

import (
	"strings"

	"mingda/internal/law"
)

// reviewReceipt says what was handed in and when: the periods run from that day.
type reviewReceipt struct {
	nobody
	Materials []string
	By        string
}

func (s *reviewReceipt) fields(Facts) []Field {
	return []Field{
		{Name: "materials", Label: "收到的材料", Article: rulesAt("第二十七条"), Type: LinesField, Required: true, into: &s.Materials, Hint: "一行一份，写名称和页数，如：行政复议申请书2页。"},
		{Name: "receiver", Label: "收件人", Type: LineField, Required: true, into: &s.By},
	}
}

func (s *reviewReceipt) write(c *composer) {
	r := c.facts.review()
	c.letter.Attachments = nil
	rows := []TableRow{room(1, "案号", r.Number)}
	if c.facts.QueryCode != "" { // it is no case yet
		rows = []TableRow{room(1, "收件号", c.facts.IntakeNumber), room(1, "查询码", c.facts.QueryCode)}
	}
	c.block(form(append(rows,
		room(1, "申请人", names(r.Applicants)),
		room(1, "被申请人", r.Respondent.Name),
		room(1, "申请之日", r.FiledOn.Chinese(), "收到之日", r.ReceivedOn.Chinese()),
		room(2, "复议请求", oneLine(r.Request)),
	)...))
	table := Table{Head: []string{"序号", "收到的材料"}, Widths: []int{3, 25}}
	for i, m := range s.Materials {
		table.Rows = append(table.Rows, room(1, itoa(i+1), m))
	}
	c.block(Block{Table: &table})
	c.block(form(room(1, "收件人", s.By, "申请人签名", "")))
	c.under(lawAt("第三十条第一款、第三款"), "本机关自收到申请之日起五个工作日内审查是否受理；期满没有决定不予受理，也没有通知补正的，自期满之日起视为受理。")
	c.say("办理行政复议不收取费用。" + c.reachBureau())
}

// reviewSpoken is an application by word of mouth, written down on the spot
// (复议法 22.3).
type reviewSpoken struct {
	nobody
	Why, Place, At, Request, Recorder string
	Grounds                           []string
}

func (s *reviewSpoken) fields(f Facts) []Field {
	const article = "行政复议法第二十二条第三款"
	r := f.review()
	return []Field{
		{Name: "why_spoken", Label: "为什么口头申请", Article: lawAt("第二十二条第一款"), Type: LineField, Standard: "书面申请有困难", into: &s.Why},
		{Name: "place", Label: "地点", Type: LineField, Required: true, into: &s.Place},
		{Name: "spoken_at", Label: "记录的时间", Article: article, Type: LineField, Required: true, into: &s.At, Hint: "如：2026年10月12日10时20分至10时50分。"},
		{Name: "spoken_request", Label: "行政复议请求", Article: article, Type: TextField, Standard: r.Request, Required: true, into: &s.Request},
		{Name: "spoken_grounds", Label: "主要事实、理由", Article: article, Type: LinesField, Standard: r.Grounds, Required: true, into: &s.Grounds, Hint: "一行一段，写申请人自己的话，写明什么时候、怎样知道该行政行为。"},
		{Name: "recorder", Label: "记录人", Article: article, Type: LineField, Required: true, into: &s.Recorder},
	}
}

func (s *reviewSpoken) write(c *composer) {
	r := c.facts.review()
	c.inner()
	rows := []TableRow{room(1, "时间", s.At), room(1, "地点", s.Place), room(1, "口头申请原因", s.Why)}
	for _, p := range r.Applicants {
		rows = append(rows, room(1, "申请人", p.Name, "性别", p.Sex), room(1, "身份证号", "", "电话", p.Phone), room(1, "送达地址", p.Address))
	}
	rows = append(rows, room(1, "被申请人", r.Respondent.Name), room(2, "不服的行为", r.act()), room(2, "知道之日", r.Act.ReceivedOn.Chinese()),
		room(3, "行政复议请求", s.Request), room(6, "事实、理由", strings.Join(s.Grounds, "。\n")),
		room(2, "申请人确认", "以上记录已向本人宣读（本人已阅），与本人所述一致。\n签名或者捺印："+daySpace),
		room(1, "记录人", s.Recorder, "签名", ""))
	c.block(form(rows...))
}

// reviewSupplement: what is missing, told once with all points, within five workdays;
// ten workdays to answer (复议法 31).
type reviewSupplement struct {
	toSomebody
	Because, Help string
	Points        []string
}

func (n *reviewSupplement) fields(f Facts) []Field {
	const article = "行政复议法第三十一条第一款"
	return []Field{
		n.forApplicants(f),
		{Name: "supplement_why", Label: "为什么要补正", Article: article, Type: ChoiceField, Required: true, into: &n.Because,
			Options: []Option{{"papers", "申请材料不齐全"}, {"words", "申请材料表述不清楚"}, {"both", "申请材料不齐全、表述不清楚"}}, Hint: "能判断是不是应当受理的，不用补正。"},
		{Name: "points", Label: "需要补正的事项", Article: article, Type: LinesField, Required: true, into: &n.Points, Hint: "一行一项，一次说全。"},
		{Name: "help", Label: "怎样补正", Type: TextField, into: &n.Help, Hint: "写什么材料可以、到哪里取得。"},
	}
}

func (n *reviewSupplement) write(c *composer) {
	c.say("本机关于{received}收到{you}对{respondent}{act}提出的行政复议申请。经审查，{supplement_why}，无法判断是否符合受理条件，需要{you}对下列事项作出补正：")
	c.listed("points", n.Points)
	if n.Help != "" {
		c.say("{help}。")
	}
	c.extra()
	c.under(lawAt("第三十一条"), "根据"+reviewLaw+"第三十一条的规定，请{you}自收到本通知书之日起十个工作日内提交补正材料。有正当理由不能按期补正的，可以说明理由，申请延长补正期限。"+
		"无正当理由逾期不补正的，视为放弃行政复议申请，本机关记录在案。收到补正材料后，本机关依法审查是否受理。")
	c.say("补正材料可以当面提交、邮寄或者通过互联网渠道提交。" + c.reachBureau())
}

func (n *reviewSupplement) check(c *checker) {
	for _, l := range c.facts.Letters {
		if l.Kind == ReviewSupplement {
			c.found(Look, "", "已经通知过补正（"+l.Number+"）；补正通知应当一次载明全部事项", lawAt("第三十一条第一款"))
		}
	}
}

// reviewAcceptance tells the applicant that the case is taken up, who handles it, by
// which procedure, and what the applicant may do (复议法 30, 36, 47, 87).
type reviewAcceptance struct{ toSomebody }

func (n *reviewAcceptance) fields(f Facts) []Field { return []Field{n.forApplicants(f)} }

func (n *reviewAcceptance) write(c *composer) {
	r := c.facts.review()
	supplement := ""
	if !r.Supplemented.IsZero() {
		c.let("supplemented", r.Supplemented.Chinese())
		supplement = "，于{supplemented}收到补正材料"
	}
	c.say("{you}不服{respondent}{act}，于{filed}提出行政复议申请，本机关于{received}收到" + supplement + "。案号：{review_no}。")
	if r.Deemed {
		c.under(lawAt("第三十条第三款"), "审查期限届满，本机关没有作出不予受理决定，根据"+reviewLaw+"第三十条第三款的规定，该申请自{accepted}起视为受理。")
	} else {
		c.under(lawAt("第三十条第一款"), "经审查，该申请符合"+reviewLaw+"第三十条第一款规定的受理条件，本机关决定自{accepted}起受理。")
	}
	if r.Procedure == SummaryProcedure {
		c.under(lawAt("第五十三条第一款第四项、第五十四条、第六十二条第二款"), "本案属于政府信息公开案件，根据"+reviewLaw+"第五十三条第一款第四项的规定适用简易程序，可以书面审理；"+
			"本机关自受理之日起三十日内作出行政复议决定。转为普通程序的，另行告知。")
	} else {
		c.under(lawAt("第四十九条、第六十二条第一款"), "本案适用普通程序。本机关将当面或者通过互联网、电话等方式听取{you}的意见，自受理之日起六十日内作出行政复议决定；情况复杂需要延长的，书面告知{you}，延长最多不超过三十日。")
	}
	c.say("本案由{bureau}办理，办理人员：{handlers}。{you}认为办理人员与本案有利害关系，可能影响公正办理的，可以提出并说明理由。")
	c.under(lawAt("第十七条、第二十九条第一款、第四十七条、第八十七条"), "{you}可以委托一至二名代理人参加行政复议，应当提交授权委托书和身份证明文件；可以按照规定查阅、复制被申请人提出的书面答复、作出行政行为的证据、依据和其他有关材料，"+
		"涉及国家秘密、商业秘密、个人隐私或者可能危及国家安全、公共安全、社会稳定的除外。行政复议期间，不得就同一行政行为向人民法院提起行政诉讼。办理行政复议不收取任何费用。")
	c.extra()
	c.sayReach()
}

func (n *reviewAcceptance) check(c *checker) {
	r := c.facts.review()
	c.accepted()
	c.procedure(r)
	if len(r.Handlers) == 0 {
		c.found(Missing, "", "没有指定办理人员", lawAt("第三十六条第一款"))
	}
	if len(r.Handlers) == 1 && r.Procedure == OrdinaryProcedure {
		c.found(Missing, "", "普通程序应当由二名以上行政复议人员办理", rulesAt("第三十九条"))
	}
}

// procedure asks which procedure the case has.
func (c *checker) procedure(r Review) {
	if r.Procedure != SummaryProcedure && r.Procedure != OrdinaryProcedure {
		c.found(Missing, "", "没有确定适用简易程序还是普通程序", lawAt("第三十六条第一款"))
	}
}

// reviewRejection refuses an application that lacks one of the conditions of 复议法
// 30.1, within the five days, and says why (30.2).
type reviewRejection struct {
	toSomebody
	Which, Competent, Contact string
	Why                       []string
}

// A lawRow is a reason that the law lists, with its place and, where the paper
// says it, what the law says of it.
type lawRow struct{ code, label, article, says string }

// otherBody is the reason that another body is competent: that is told (复议法 30.2).
const otherBody = "not_ours"

var rejections = []lawRow{
	{"parties", "没有明确的申请人或者符合规定的被申请人", "行政复议法第三十条第一款第一项", "申请行政复议应当有明确的申请人和符合规定的被申请人"},
	{"respondent", "错列被申请人，经告知不变更或者变更后仍不符合", "行政复议法实施条例第二十九条", "申请人错列被申请人，不同意变更或者变更后所列被申请人仍不符合规定的，决定不予受理"},
	{"interest", "与行政行为没有利害关系", "行政复议法第三十条第一款第二项", "申请人与被申请行政复议的行政行为应当有利害关系"},
	{"request", "没有具体的请求和理由", "行政复议法第三十条第一款第三项", "申请行政复议应当有具体的行政复议请求和理由"},
	{"late", "超过法定申请期限", "行政复议法第二十条、第三十条第一款第四项", "行政复议申请应当在法定申请期限内提出"},
	{"scope", "不属于行政复议范围", "行政复议法第三十条第一款第五项", "申请的事项应当属于行政复议法规定的行政复议范围"},
	{"process", "属于实施条例第三十六条所列事项", "行政复议法实施条例第三十六条", "行政指导、过程性行为、内部执法监督和督促、信访事项的处理等，不予受理"},
	{otherBody, "不属于本机关管辖", "行政复议法第三十条第一款第六项、第二款", "申请的事项应当属于收到申请的行政复议机关管辖；不属于的，告知有管辖权的行政复议机关"},
	{"twice", "已经受理过，或者人民法院已经受理", "行政复议法第二十九条第二款、第三十条第一款第七项", "行政复议机关受理过同一申请人就同一行政行为提出的申请，或者人民法院受理过其就同一行政行为提起的诉讼的，不再受理"},
}

func (n *reviewRejection) fields(f Facts) []Field {
	other := When{"reject_for", []string{otherBody}}
	field := Field{Name: "reject_for", Label: "缺哪一项受理条件", Article: lawAt("第三十条第一款、第二款"), Type: ChoiceField, Required: true, Opens: true, Options: groundOptions(rejections), into: &n.Which}
	return []Field{
		n.forApplicants(f), field,
		{Name: "reject_why", Label: "事实和理由", Article: lawAt("第三十条第二款"), Type: LinesField, Required: true, into: &n.Why,
			Hint: "一行一段：查明了什么，为什么不符合这一项；超过期限的，写明哪天收到、哪天期满、哪天申请。"},
		{Name: "competent", Label: "有管辖权的行政复议机关", Article: lawAt("第三十条第二款"), Type: LineField, Required: true, Only: other, into: &n.Competent},
		{Name: "competent_contact", Label: "该机关的联系方式", Type: LineField, Only: other, into: &n.Contact},
	}
}

func (n *reviewRejection) write(c *composer) {
	c.say("{you}不服{respondent}{act}，于{filed}提出行政复议申请，本机关于{received}收到，请求：{asks}。")
	c.paragraphs("经审查，", "reject_why", n.Why)
	row := groundIn(rejections, n.Which)
	if row.code != "" {
		c.under(row.article, "根据"+longCite(row.article)+"的规定，"+row.says+"。本机关决定：对{applicants}提出的行政复议申请不予受理。")
	}
	if n.Which == otherBody {
		contact := ""
		if n.Contact != "" {
			contact = "，联系方式：{competent_contact}"
		}
		c.say("对该行政行为有管辖权的行政复议机关是{competent}" + contact + "，{you}可以在法定申请期限内向其申请行政复议。")
	}
	c.extra()
	c.toCourt(law.NotAccepted)
}

func (n *reviewRejection) check(c *checker) {
	c.courtNamed(law.NotAccepted)
	r := c.facts.review()
	if !r.AcceptedOn.IsZero() {
		c.found(Missing, "", "案件已于"+r.AcceptedOn.Chinese()+"受理，不能再决定不予受理；不符合条件的，决定驳回申请", lawAt("第三十三条"))
	}
	if n.Competent != "" && n.Competent == r.Body {
		c.found(Missing, "competent", "有管辖权的机关写的是本机关", lawAt("第三十条第二款"))
	}
	if n.Which == "interest" {
		c.found(Look, "reject_for", "申请公开的人对答复一般有利害关系，核对申请人是不是提出政府信息公开申请的人", lawAt("第三十条第一款第二项"))
	}
}

// longCite turns articles as staff cite them into those of a letter.
func longCite(articles string) string {
	for _, s := range []law.Source{law.ReconsiderationRules, law.ReconsiderationLaw, law.FOIRegulation} {
		if len(articles) > len(s.Short) && articles[:len(s.Short)] == s.Short {
			return s.Cite(articles[len(s.Short):])
		}
	}
	return articles
}
