package letter

import (
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// jointInquiry asks another agency: who made the information together with the
// office has fifteen workdays from receipt, and silence is consent (条例 34); of any
// other the letter says until when it is asked to answer (条例 33.3).
type jointInquiry struct {
	To    recipient
	As    string
	About []string
	Wants string // what the office means to do
	By    calendar.Date
}

// As what an agency is asked.
const (
	asMaker  = "joint"
	asAgency = "agency"
)

func (n *jointInquiry) addressee() string { return n.To.addressee() }

func (n *jointInquiry) fields(f Facts) []Field {
	as := asMaker
	if f.Asking == casefile.AsAgency {
		as = asAgency
	}
	return []Field{
		n.To.name(f, "收函的机关", "条例第三十四条", "写全称。几个机关的，一个机关一份。"),
		{Name: "asked_as", Label: "为什么征求它的意见", Article: "条例第三十三条第三款、第三十四条", Type: ChoiceField, Standard: as, into: &n.As,
			Options: []Option{{asMaker, "与本机关共同制作"}, {asAgency, "信息与它有关"}}},
		{Name: "about", Label: "征求意见的信息", Article: "条例第三十四条", Type: LinesField, Standard: f.About, Required: true, into: &n.About, Hint: "一行一项，写名称、文号和日期。"},
		{Name: "intent", Label: "本机关的初步意见", Type: LineField, into: &n.Wants, Hint: "如：拟予以公开。可不填。"},
		{Name: "by", Label: "请在哪一天前回复", Type: DateField, Required: true, Only: When{"asked_as", []string{asAgency}}, into: &n.By,
			Hint: "法律没有规定期限，由本机关写明；一般给 15 个工作日。"},
	}
}

func (n *jointInquiry) write(c *composer) {
	c.let("you", "贵机关")
	c.letter.Attachments = nil
	about, slip, until, late := "由{you}与本机关共同制作，本机关为牵头制作机关", "共同制作机关意见表", "请自收到征求意见函之日起十五个工作日内函复，逾期视为同意公开。", "在上述期限内"
	if n.As == asAgency {
		about, slip, until, late = "与{you}有关，公开以前需要征求{you}的意见", "征求意见表", "请在函中写明的日期以前函复。", "在上述日期以前"
	}
	c.say("本机关于{received}收到一件政府信息公开申请。申请公开的下列信息，" + about + "：")
	c.listed("about", n.About)
	if n.Wants != "" {
		c.say("本机关的初步意见：{intent}。")
	}
	if n.As == asAgency {
		c.locked("条例第三十三条第三款", law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》第三十三条第三款的规定，行政机关征求其他机关意见所需时间不计算在答复期限内。"+
			"现征求{you}的意见，请{you}于{by}前（含当日）提出意见。")
	} else {
		c.locked("条例第三十四条", law.FOIRegulation.From, "根据《中华人民共和国政府信息公开条例》第三十四条的规定，现征求{you}的意见。"+
			"请{you}自收到本函之日起十五个工作日内提出意见，逾期未提出意见的，视为同意公开。")
	}
	c.extra()
	c.say("请填写所附意见表，" + late + "函复本机关。" + c.reach())
	c.slip(slip, form(
		room(1, "征求意见函", c.numberWord()),
		room(1, "复函机关", n.To.Name),
		room(1, "收到之日", daySpace),
		room(2, "意见", "□同意公开　　□同意公开一部分　　□不同意公开"),
		room(4, "可以公开的，不能公开的", ""),
		room(5, "不同意的依据和理由", ""),
		room(1, "联系人", "", "电话", ""),
		room(3, "机关盖章", "\n\n"+daySpace),
	), note("说明："+until+"不同意公开的，请写明依据的法律条款。"+c.contact()))
}

// check: the day to answer lies ahead; what an agency need not know, it is not told.
func (n *jointInquiry) check(c *checker) {
	if on := c.facts.lawDay(); n.As == asAgency && !n.By.IsZero() && !on.IsZero() && !n.By.After(on) {
		c.found(Missing, "by", "请回复之日要在成文日期之后", "")
	}
	if n.To.Name != "" && n.To.Name == c.facts.Office.Name {
		c.found(Missing, "to", "收函的机关是本机关自己；本机关的其他单位不用发函征求意见", "条例第三十三条第三款")
	}
	c.applicantUnnamed()
}
