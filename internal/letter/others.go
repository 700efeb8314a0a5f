package letter

import (
	"cmp"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// addressed is a content that is not for the applicant: it says whom it is for,
// and an inner sheet that it is for nobody.
type addressed interface{ addressee() string }

// ToApplicant reports whether the papers of the kind go to the applicant.
func ToApplicant(kind Kind) bool {
	k, ok := lookup(kind)
	if !ok {
		return false
	}
	_, other := k.content().(addressed)
	return !other
}

// recipient is whom a paper to others is for.
type recipient struct{ Name, Is string }

// What a recipient can be: by it the paper says 您 or 你单位.
const (
	isPerson       = "person"
	isOrganisation = "organisation"
)

func (r *recipient) addressee() string { return r.Name }

func (r *recipient) name(f Facts, label, article, hint string) Field {
	field := Field{Name: "to", Label: label, Article: article, Type: LineField, Required: true, into: &r.Name, Hint: hint}
	if f.To != nil {
		field.Standard = f.To.Name
	}
	return field
}

func (r *recipient) is(f Facts) Field {
	field := Field{Name: "to_is", Label: "第三方是", Type: ChoiceField, Standard: isPerson, into: &r.Is,
		Options: []Option{{isPerson, "自然人"}, {isOrganisation, "法人或者其他组织"}}}
	if f.To != nil && f.To.Is == casefile.Organisation {
		field.Standard = isOrganisation
	}
	return field
}

// call lets {you} stand for the recipient, and not for the applicant.
func (r *recipient) call(c *composer) {
	c.let("you", "您")
	if r.Is == isOrganisation {
		c.let("you", "你单位")
	}
}

// slip adds a form to be filled in and sent back, on a page of its own. The
// paper names it as what is enclosed.
func (c *composer) slip(title string, blocks ...Block) {
	c.letter.Slip = &Letter{Kind: c.kind.Code, Form: Sheet, Office: c.facts.Office.Name, Title: title, Blocks: blocks, Draft: c.letter.Draft}
	c.letter.Attachments = append(c.letter.Attachments[:len(c.letter.Attachments):len(c.letter.Attachments)], title)
}

// form makes the table of a form: a label and room to write, or two of them on
// one line.
func form(rows ...TableRow) Block {
	return Block{Table: &Table{Widths: []int{6, 8, 6, 8}, Rows: rows}}
}

// room is a line of a form, as high as so many lines of text.
func room(lines int, cells ...string) TableRow { return TableRow{Cells: cells, Lines: lines} }

// note makes a remark in small type.
func note(text string) Block {
	return Block{Paragraph: &Paragraph{Level: Small, Runs: []Run{{Text: text}}}}
}

// Which right of a third party disclosure might hurt (条例 15).
const (
	rightPrivacy = "privacy"
	rightTrade   = "trade"
)

const (
	daySpace = "　　　　年　　月　　日"
	dayShort = "　　年　月　日"
	sealOr   = "签名或者盖章"
)

// numberWord is the number of the paper as a form on it names it.
func (c *composer) numberWord() string {
	if n := c.facts.Number; n != "" {
		return n
	}
	return "　"
}

// thirdPartyInquiry asks whose rights disclosure might hurt, in writing; the
// answer is due within fifteen workdays of its receipt (条例 15, 32). It does not
// say who has asked for the information: the third party need not know.
type thirdPartyInquiry struct {
	To    recipient
	About []string // what concerns the third party
	Right string
	Look  string // how to see what it is about
}

func (n *thirdPartyInquiry) addressee() string { return n.To.addressee() }

func (n *thirdPartyInquiry) fields(f Facts) []Field {
	right := rightPrivacy
	if f.To != nil && f.To.Is == casefile.Organisation {
		right = rightTrade // privacy is a person's
	}
	return []Field{
		n.To.name(f, "第三方", "条例第三十二条", "姓名或者名称，写全称。"),
		n.To.is(f),
		{Name: "about", Label: "申请公开的内容中涉及第三方的信息", Article: "条例第三十二条", Type: LinesField, Standard: f.About, Required: true, into: &n.About,
			Hint: "一行一项，写到第三方能认出是哪些信息；不写申请人是谁。"},
		{Name: "right", Label: "可能涉及", Article: "条例第十五条", Type: ChoiceField, Standard: right, into: &n.Right,
			Options: []Option{{rightPrivacy, "个人隐私"}, {rightTrade, "商业秘密"}, {"other", "商业秘密、个人隐私以外的合法权益"}}},
		{Name: "look", Label: "怎样查看这些信息", Type: LineField, into: &n.Look,
			Hint: "第三方不清楚内容的，写怎样看到，如：有关材料的复印件随本征求意见书送达。"},
	}
}

func (n *thirdPartyInquiry) write(c *composer) {
	n.To.call(c)
	c.letter.Attachments = nil
	c.say("本机关于{received}收到一件政府信息公开申请。申请公开的内容中，下列信息涉及{you}：")
	c.listed("about", n.About)
	c.say("上述信息可能涉及{you}的{right}，公开后可能损害{you}的合法权益。现书面征求{you}是否同意公开的意见。")
	if n.Look != "" {
		c.say("{look}。")
	}
	c.locked("条例第十五条、第三十二条", law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》第十五条、第三十二条的规定，"+
		"请{you}自收到本征求意见书之日起十五个工作日内提出意见。{you}逾期未提出意见的，由本机关依法决定是否公开；"+
		"{you}不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，可以决定予以公开，并把决定公开的内容和理由书面告知{you}。")
	c.extra()
	c.say("请填写所附意见表，在上述期限内交回或者寄回本机关。" + c.reach())
	c.slip("政府信息公开第三方意见表", form(
		room(1, "征求意见书", c.numberWord()),
		room(1, "第三方", n.To.Name),
		room(1, "收到之日", daySpace),
		room(2, "意见", "□同意公开　　□同意公开一部分　　□不同意公开"),
		room(4, "可以公开的，不能公开的", ""),
		room(6, "不同意的理由", ""),
		room(1, "联系人", "", "电话", ""),
		room(2, sealOr, "\n"+daySpace),
	), note("说明：请自收到征求意见书之日起十五个工作日内交回或者寄回。同意公开一部分的，请写明哪些可以公开、哪些不能；不同意的，请写明涉及什么商业秘密、个人隐私，公开会造成什么损害，有证明材料的一并附上。"+c.contact()))
}

func (n *thirdPartyInquiry) check(c *checker) {
	if n.To.Is == isOrganisation && n.Right == rightPrivacy {
		c.found(Look, "right", "第三方是法人或者其他组织，个人隐私是自然人的", "民法典第一千零三十二条")
	}
	c.applicantUnnamed()
}

// applicantUnnamed asks that the paper does not tell a third party who asked.
func (c *checker) applicantUnnamed() {
	name := c.facts.Applicant.Name
	clean := true
	for _, f := range c.fields {
		if name != "" && strings.Contains(f.value(c.values), name) {
			c.found(Look, f.Name, "“"+f.Label+"”里写了申请人是谁，第三方不需要知道", "")
			clean = false
		}
	}
	if clean {
		c.found(Passed, "", "没有写申请人是谁", "")
	}
}

// thirdPartyTold tells a third party that the information is disclosed all the
// same: what, and why (条例 32).
type thirdPartyTold struct {
	To         recipient
	Given      []string
	AskedOn    calendar.Date
	Inquiry    string // number of the inquiry
	Answer     string
	AnsweredOn calendar.Date
	Reason     string // of the third party
	Because    string // on what the decision rests
	Interest   string // why
}

// On what the decision to disclose can rest (条例 15): that not disclosing might
// gravely hurt the public interest, or that disclosing hurts nobody's rights.
const (
	forThePublic = "public"
	withoutHarm  = "harmless"
)

func (n *thirdPartyTold) addressee() string { return n.To.addressee() }

func (n *thirdPartyTold) fields(f Facts) []Field {
	refused := When{"answer", []string{answerRefused, answerPartly}}
	asked, answer := f.consultedOf(), answerRefused
	switch asked.Answer {
	case casefile.Silent:
		answer = answerSilent
	case casefile.Partly:
		answer = answerPartly
	}
	return []Field{
		n.To.name(f, "第三方", "条例第三十二条", "姓名或者名称，写全称，与征求意见书一致。"),
		n.To.is(f),
		{Name: "given", Label: "决定公开的信息", Article: "条例第三十二条", Type: LinesField, Standard: f.About, Required: true, into: &n.Given, Hint: "一行一项，写名称和哪些内容。"},
		{Name: "inquiry_number", Label: "征求意见书的文号", Type: LineField, Standard: asked.Number, Required: true, into: &n.Inquiry},
		{Name: "asked_on", Label: "第三方收到征求意见书之日", Article: "条例第三十二条", Type: DateField, Within: true, Standard: asked.GotOn.String(), Required: true, into: &n.AskedOn},
		{Name: "answer", Label: "第三方的意见", Article: "条例第三十二条", Type: ChoiceField, Standard: answer, into: &n.Answer,
			Options: []Option{{answerRefused, "不同意公开"}, {answerPartly, "只同意公开一部分"}, {answerSilent, "逾期没有提出意见"}}},
		{Name: "answered_on", Label: "提出意见之日", Type: DateField, Standard: asked.AnsweredOn.String(), Required: true, Only: refused, into: &n.AnsweredOn},
		{Name: "their_reason", Label: "第三方不同意的理由", Article: "条例第三十二条", Type: TextField, Standard: asked.Reason, Only: refused, into: &n.Reason, Hint: "接在“理由是”后面写，照第三方说的概括。"},
		{Name: "because", Label: "凭什么决定公开", Article: "条例第十五条", Type: ChoiceField, Standard: forThePublic, into: &n.Because,
			Options: []Option{{forThePublic, "不公开可能对公共利益造成重大影响"}, {withoutHarm, "公开不会损害第三方的合法权益"}}},
		{Name: "interest", Label: "决定公开的理由", Article: "条例第十五条、第三十二条", Type: TextField, Required: true, into: &n.Interest,
			Hint: "接在“理由是：”后面写：对公共利益有什么重大影响，为什么重于第三方的理由；或者为什么不会损害第三方的权益。"},
	}
}

func (n *thirdPartyTold) write(c *composer) {
	n.To.call(c)
	c.letter.Attachments = nil
	opening := "本机关于{received}收到一件政府信息公开申请，以《" + titleOf(ThirdPartyInquiry) + "》（{inquiry_number}）书面征求{you}对公开有关政府信息的意见，{you}于{asked_on}收到。"
	said := "{you}于{answered_on}提出" + map[bool]string{false: "不同意公开", true: "只同意公开一部分"}[n.Answer == answerPartly]
	if n.Reason != "" {
		said += "，理由是{their_reason}"
	}
	if n.Answer == answerSilent {
		said = "{you}在十五个工作日内没有提出意见"
	}
	c.say(opening + said + "。")
	if n.Because == withoutHarm {
		c.say("本机关认为，公开下列信息不会损害{you}的合法权益，理由是：{interest}。")
	} else {
		c.say("本机关认为，不公开下列信息可能对公共利益造成重大影响，理由是：{interest}。")
	}
	c.say("本机关决定公开下列信息：")
	c.listed("given", n.Given)
	c.locked("条例第十五条、第三十二条", law.FOIRegulation.From, "以上决定根据《中华人民共和国政府信息公开条例》第十五条、第三十二条作出，现将决定公开的内容和理由书面告知{you}。")
	c.extra()
	c.toldRemedy()
}

// toldRemedy adds the remedies of who is hurt by a disclosure (条例 51): this act
// withholds nothing, so reconsideration does not come first (复议法 23.1(4) and
// 实施条例 31 speak of not disclosing), and either way is open.
func (c *composer) toldRemedy() {
	on := c.facts.lawDay()
	remedy := law.RemedyOn(law.Disclose, on)
	channel := ""
	if c.facts.Office.ReviewChannel != "" && !on.Before(law.ReconsiderationLaw.From) {
		channel = channelSentence
	}
	c.locked("条例第五十一条、"+remedy.Article, inForceSince(remedy, on), "认为本机关公开上述信息侵犯{you}合法权益的，可以自收到本告知书之日起六十日内向{body}申请行政复议，"+
		"或者自收到本告知书之日起六个月内向{court}提起行政诉讼。"+channel)
}

func (n *thirdPartyTold) check(c *checker) {
	if c.facts.Office.ReviewBody == "" {
		c.found(Missing, "", "没有设置行政复议机关", "复议法第二十四条")
	}
	if c.facts.Office.Court == "" {
		c.found(Missing, "", "没有设置有管辖权的人民法院", "")
	}
	if !n.AnsweredOn.IsZero() && n.AnsweredOn.Before(n.AskedOn) {
		c.found(Look, "answered_on", "第三方提出意见之日早于收到征求意见书之日", "条例第三十二条")
	}
	c.applicantUnnamed()
}

// transfer hands a request on to the agency that it should have gone to, with
// the applicant's consent. The law asks the office only to tell the applicant
// who is competent (条例 36(5)); so without consent nothing is handed on.
type transfer struct {
	To       recipient
	Part     string
	Why      string
	Agreed   calendar.Date
	AgreedBy string
}

func (n *transfer) addressee() string { return n.To.addressee() }

// transferOf returns the transfer that the letter is for; the zero one outside a case.
func (f Facts) transferOf() Transferring {
	for _, t := range f.Transfers {
		if f.To != nil && t.Name == f.To.Name {
			return t
		}
	}
	return Transferring{}
}

func (n *transfer) fields(f Facts) []Field {
	agreed := f.transferOf()
	return []Field{
		n.To.name(f, "收函的机关", "条例第三十六条第五项", "写全称。本区各机关的政府信息公开工作机构。"),
		{Name: "part", Label: "转送的内容", Type: TextField, Standard: cmp.Or(agreed.Part, "上述内容"), into: &n.Part, Hint: "只转一部分的，写是哪一部分。"},
		{Name: "whose", Label: "该信息由该机关", Article: "条例第十条", Type: ChoiceField, Standard: "made", into: &n.Why,
			Options: []Option{{"made", "制作"}, {"kept", "从公民、法人和其他组织获取并保存"}, {"lead", "牵头制作"}}},
		{Name: "agreed_on", Label: "申请人同意转送之日", Type: DateField, Standard: agreed.AgreedOn.String(), Required: true, into: &n.Agreed, Hint: "没有同意的不转，只告知申请人向哪个机关申请。"},
		{Name: "agreed_by", Label: "怎样同意的", Type: ChoiceField, Standard: string(agreed.How), Required: true, into: &n.AgreedBy, Options: consentOptions()},
	}
}

// consentOptions are the ways to agree.
func consentOptions() []Option {
	var all []Option
	for _, c := range casefile.WaysToAgree {
		all = append(all, Option{string(c), c.Label()})
	}
	return all
}

func (n *transfer) write(c *composer) {
	c.let("you", "贵机关")
	c.let("applicant", c.facts.Applicant.Name)
	c.let("asked", asked(c.facts))
	c.say("本机关于{received}收到{applicant}提交的政府信息公开申请，要求公开{asked}。经审查，{part}由{you}{whose}，不属于本机关负责公开。")
	c.say("本机关已告知申请人。申请人于{agreed_on}同意（{agreed_by}）将申请转送{you}。现将申请材料随函转送，请依法办理。")
	c.locked("条例第十条、第三十六条第五项", law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》第十条的规定，政府信息由制作或者最初获取、保存该信息的行政机关负责公开；"+
		"根据第三十六条第五项的规定，不属于本机关负责公开的，本机关应当告知申请人并说明理由。")
	c.extra()
	c.say("请{you}在收到本函当日与申请人联系，确认收到申请之日，并把该日期告知本机关。申请人的联系方式见申请材料。" + c.reach())
	if len(c.letter.Attachments) == 0 {
		c.letter.Attachments = []string{"政府信息公开申请及所附材料"}
	}
}

func (n *transfer) check(c *checker) {
	on := c.facts.lawDay()
	if !n.Agreed.IsZero() && n.Agreed.Before(c.facts.ReceivedOn) {
		c.found(Missing, "agreed_on", "申请人同意之日"+n.Agreed.Chinese()+"早于收到申请之日"+c.facts.ReceivedOn.Chinese(), "")
	}
	if !n.Agreed.IsZero() && !c.facts.On.IsZero() && n.Agreed.After(on) {
		c.found(Missing, "agreed_on", "申请人同意之日"+n.Agreed.Chinese()+"还没有到", "")
	}
	if n.To.Name != "" && n.To.Name == c.facts.Office.Name {
		c.found(Missing, "to", "收函的机关是本机关自己", "条例第十条")
	}
}

// helpNote asks another unit of the same agency to search, and leaves room for
// what it did: how and where it was searched is what a court asks (法释〔2025〕8号
// 5.2(6)).
type helpNote struct {
	Unit, What, Clues, From string
	By                      calendar.Date
}

func (*helpNote) addressee() string { return "" }

func (n *helpNote) fields(f Facts) []Field {
	return []Field{
		{Name: "unit", Label: "协助的单位", Type: LineField, Required: true, into: &n.Unit},
		{Name: "seek", Label: "要找的信息", Type: TextField, Standard: askedInCell(f), Required: true, into: &n.What, Hint: "写名称、文号、年份；不需要的不写申请人是谁。"},
		{Name: "clues", Label: "线索", Type: TextField, into: &n.Clues, Hint: "申请人提供的和已经知道的。"},
		{Name: "by", Label: "请在哪一天前回复", Type: DateField, Required: true, into: &n.By, Hint: "要早于最迟答复之日，给拟稿、审核留出时间。"},
		{Name: "asking", Label: "请求协助的单位和经办人", Type: LineField, Required: true, into: &n.From},
	}
}

func (n *helpNote) write(c *composer) {
	f := c.facts
	c.inner()
	c.add(Paragraph{Level: Flush, Runs: c.runs("{unit}：")})
	c.say("请协助查找下列政府信息，于{by}前回复；没有找到的，写明在哪里、怎样找过。")
	c.block(form(
		room(1, "案件编号", f.CaseNumber, "收到申请之日", f.ReceivedOn.Chinese()),
		room(1, "最迟答复之日", f.Due.Chinese(), "请回复之日", n.By.Chinese()),
		room(2, "要找的信息", n.What),
		room(1, "线索", n.Clues),
		room(1, "请求协助", n.From, "日期", f.lawDay().Chinese()),
	))
	c.add(Paragraph{Level: Centred, Runs: []Run{{Text: "检索情况"}}})
	c.block(form(
		room(2, "找过的地方", "系统、档案、询问的人员：\n"),
		room(1, "检索用词", "", "检索的年份", ""),
		room(2, "结果", "□找到，附后，共　　份　　页　　□没有找到\n□找到，有不宜公开的内容，见说明"),
		room(2, "说明", ""),
		room(1, "检索人签名", "", "日期", dayShort),
		room(1, "单位负责人", "", "日期", dayShort),
	))
}

func (n *helpNote) check(c *checker) {
	due := c.facts.Due
	if !n.By.IsZero() && !due.IsZero() && !n.By.Before(due) {
		c.found(Look, "by", "请回复之日不早于最迟答复之日"+due.Chinese(), "条例第三十三条第二款")
	}
}

// inner makes an inner sheet of the paper: nobody is addressed, the office does
// not sign, nothing is enclosed.
func (c *composer) inner() {
	c.letter.Addressee, c.letter.SignedBy, c.letter.On, c.letter.Attachments = "", "", calendar.Date{}, nil
}

// block adds a block.
func (c *composer) block(b Block) { c.letter.Blocks = append(c.letter.Blocks, b) }
