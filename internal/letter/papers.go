package letter

import (
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// clarification: what is to be supplemented, and by when; once, within seven
// workdays (条例 30).
type clarification struct {
	Points []string
	Help   string
	By     calendar.Date
}

func (n *clarification) fields(Facts) []Field {
	return []Field{
		{Name: "points", Label: "需要补正的事项", Article: "条例第三十条", Type: LinesField, Required: true, into: &n.Points,
			Hint: "一行一项，一次说全。补正只有一次，第二次通知是程序违法。"},
		{Name: "help", Label: "怎样补正", Article: "条例第三十条", Type: TextField, into: &n.Help,
			Hint: "指导和释明：写哪些名称、文号、年份能帮助找到，如：可以写项目名称、所在街道和大致年份。"},
		{Name: "by", Label: "补正期限（到哪一天）", Article: "条例第三十条", Type: DateField, Required: true, into: &n.By,
			Hint: "给足邮寄往返的时间。没有期限的通知是有缺陷的。"},
	}
}

func (n *clarification) write(c *composer) {
	c.let("asked", asked(c.facts))
	c.say("本机关于{received}收到{you}提交的政府信息公开申请，{you}要求公开{asked}。经审查，申请内容不明确，需要{you}对下列事项作出补正：")
	c.listed("points", n.Points)
	if n.Help != "" {
		c.say("{help}。")
	}
	c.say("请{you}于{by}前（含当日）将补正材料提交本机关。" + c.reach())
	c.extra()
	c.locked("条例第三十条", law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》第三十条的规定，答复期限自本机关收到补正的申请之日起计算；"+
		"无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。")
}

// reach is contact for a paragraph that is said, as the {name} of a word: what an
// administrator wrote is printed as it is, with braces if it has some.
func (c *composer) reach() string {
	how := c.contact()
	if how == "" {
		return ""
	}
	c.let("reach", how)
	return "{reach}"
}

// contact returns how to reach the office, as far as it is set.
func (c *composer) contact() string {
	o := c.facts.Office
	s := ""
	if o.Address != "" {
		s += "地址：" + o.Address
		if o.PostCode != "" {
			s += "（邮政编码" + o.PostCode + "）"
		}
	}
	if o.Phone != "" {
		if s != "" {
			s += "；"
		}
		s += "联系电话：" + o.Phone
	}
	if s == "" {
		return ""
	}
	return s + "。"
}

// extension: the answer takes longer, with the consent of the head of the
// office, told before the period ends (条例 33.2).
type extension struct {
	Reason    string
	Days      string
	Consented calendar.Date
}

// maxExtension is by how many workdays an answer can be put off (条例 33.2).
const maxExtension = 20

func (n *extension) fields(Facts) []Field {
	return []Field{
		{Name: "reason", Label: "延长的理由", Article: "条例第三十三条第二款", Type: TextField, Required: true, into: &n.Reason,
			Hint: "接在“因”字后面写，如：申请涉及的材料较多，需要逐件核对。"},
		{Name: "days", Label: "延长几个工作日", Article: "条例第三十三条第二款", Type: LineField, Required: true, into: &n.Days,
			Hint: "最长 20 个。新的最迟答复之日由它推算。"},
		{Name: "consented_on", Label: "政府信息公开工作机构负责人同意之日", Article: "条例第三十三条第二款", Type: DateField, Required: true, into: &n.Consented},
	}
}

func (n *extension) write(c *composer) {
	f := c.facts
	c.let("asked", asked(f))
	c.let("previous_due", f.PreviousDue.Chinese())
	c.let("due", f.Due.Chinese())
	c.say("本机关于{received}收到{you}提交的政府信息公开申请，{you}要求公开{asked}。本机关应当于{previous_due}前（含当日）作出答复。")
	c.say("因{reason}，本机关不能在上述期限内作出答复。经本机关政府信息公开工作机构负责人于{consented_on}同意，答复期限延长{days}个工作日，至{due}（含当日）。")
	c.extra()
	c.locked("条例第三十三条第二款", law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》第三十三条第二款的规定，"+
		"需要延长答复期限的，应当经政府信息公开工作机构负责人同意并告知申请人，延长的期限最长不得超过二十个工作日。特此告知。")
}

// receipt: what an applicant holds in hand the moment something is taken in.
// It is handed out before anybody has read the request, so it promises no
// receipt date that is not settled.
type receipt struct{}

func (*receipt) fields(Facts) []Field { return nil }

func (*receipt) write(c *composer) {
	f := c.facts
	c.say("本机关收到{you}提交的下列材料，现予登记：").Level = Flush
	rows := []TableRow{}
	row := func(label, value string) {
		if value != "" {
			rows = append(rows, TableRow{Cells: []string{label, value}})
		}
	}
	row("收件号", f.IntakeNumber)
	row("查询码", f.QueryCode)
	row("申请人", f.Applicant.Name)
	row("提交方式", doorWords[f.Door])
	row("提交之日", f.ArrivedOn.Chinese())
	if !f.ReceivedOn.IsZero() {
		row("收到申请之日", f.ReceivedOn.Chinese())
		row("最迟答复之日", f.dueShown())
	}
	row(f.contentLabel("申请公开的内容"), askedInCell(f))
	row("提供形式", f.Medium.Label())
	row("获取方式", f.Delivery.Label())
	row("材料", joinNames(f.Attachments))
	c.table(Table{Widths: []int{7, 21}, Rows: rows})
	c.letter.Addressee, c.letter.Attachments = "", nil
	c.follow().Level = Small
	if f.isCorrection() {
		c.say(f.ownPeriod()).Level = Small
		return
	}
	c.locked("条例第三十一条、第三十三条", law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》第三十一条、第三十三条的规定，"+
		"本机关自收到申请之日起二十个工作日内答复；需要延长、补正或者征求意见的，另行告知{you}。").Level = Small
}

// doorWords says to the applicant how something was handed in.
var doorWords = map[casefile.Door]string{
	casefile.PostSigned: "邮寄（挂号、特快专递）", casefile.PostOrdinary: "邮寄（平信）",
	casefile.Mail: "电子邮件", casefile.Web: "网上申请", casefile.Counter: "当面提交", casefile.Transferred: "其他机关转送",
}

// follow adds how to look up where the request stands.
func (c *composer) follow() *Paragraph {
	where := "向本机关"
	if page := c.facts.Office.StatusPage; page != "" {
		c.let("status_page", page)
		where = "在{status_page}"
	}
	return c.say("{you}可以凭收件号和查询码" + where + "查询办理情况、补充材料。查询码请妥善保管，遗失的，核对身份后另发新码。" + c.reach())
}

// receiptRules says which day is the day of receipt, by the item of 条例 31 that
// governs the door.
var receiptRules = map[casefile.Door]struct{ item, says string }{
	casefile.Counter:      {"一", "当面提交申请的，以提交之日"},
	casefile.PostSigned:   {"二", "邮寄申请的，以本机关签收之日"},
	casefile.PostOrdinary: {"二", "以平信等不用签收的方式邮寄申请的，以本机关与申请人确认之日"},
	casefile.Transferred:  {"二", "由其他机关转送申请的，以本机关与申请人确认之日"},
	casefile.Mail:         {"三", "通过互联网渠道提交申请的，以双方确认之日"},
	casefile.Web:          {"三", "通过互联网渠道提交申请的，以双方确认之日"},
}

// confirmation: the office's confirmation that the request came in. On the
// internet it makes the day on which both confirm (条例 31(3)); to who wrote a
// letter it says what the phone call or the slip said.
type confirmation struct{}

func (*confirmation) fields(Facts) []Field { return nil }

func (*confirmation) write(c *composer) {
	f := c.facts
	c.let("arrived", f.ArrivedOn.Chinese())
	c.let("intake", f.IntakeNumber)
	code := "" // it is known only while it is handed out
	if f.QueryCode != "" {
		c.let("code", f.QueryCode)
		code = "；查询码：{code}"
	}
	c.say("{you}于{arrived}提交的" + f.named("政府信息公开申请") + "，本机关已经收到。收件号：{intake}" + code + "。")
	c.follow()
	if c.letter.Attachments = nil; f.isCorrection() {
		c.say(f.ownPeriod())
		return
	}
	if f.ReceivedOn.IsZero() {
		rule := receiptRules[f.Door]
		c.locked("条例第三十一条第"+rule.item+"项", law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》第三十一条第"+rule.item+"项的规定，"+
			rule.says+"为收到申请之日。本机关自该日起二十个工作日内答复。")
	} else {
		c.locked("条例第三十一条、第三十三条第二款", law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》第三十一条、第三十三条第二款的规定，"+
			"收到申请之日为{received}，本机关自该日起二十个工作日内答复。")
	}
}
