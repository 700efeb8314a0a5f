package letter

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// opening adds the first paragraph of every reply: when the request came in
// and what it asks for. An item has a heading in its place.
func (c *composer) opening() {
	if c.n > 0 {
		return
	}
	f := c.facts
	supplement := ""
	if !f.SupplementedOn.IsZero() {
		c.let("supplemented", f.SupplementedOn.Chinese())
		supplement = "，{supplemented}收到{you}补正的材料"
	}
	c.let("asked", asked(f))
	c.say("本机关于{received}收到{you}提交的政府信息公开申请" + supplement + "，{you}要求公开{asked}。" + c.dropped() + c.elsewhere() + "经审查，现答复如下：")
}

// dropped says which parts of the request the applicant has withdrawn: the reply
// is about the rest.
func (c *composer) dropped() string {
	said := ""
	for n, part := range c.facts.Withdrawn {
		on, of := "dropped_on"+itoa(n), "dropped"+itoa(n)
		c.let(on, part.On.Chinese())
		c.let(of, quotedItems(part.What))
		said += "{you}于{" + on + "}撤回了申请中的{" + of + "}，本机关不再处理。"
	}
	return said
}

// elsewhere says which parts of the request are answered in cases of their own.
func (c *composer) elsewhere() string {
	said := ""
	for n, part := range c.facts.Split {
		number, of := "split_number"+itoa(n), "split"+itoa(n)
		c.let(number, part.Number)
		c.let(of, quotedItems(part.What))
		said += "申请中的{" + of + "}，本机关编为{" + number + "}号另行答复。"
	}
	return said
}

// quotedItems writes things that were asked for as the applicant wrote them.
func quotedItems(items []string) string {
	quoted := make([]string, len(items))
	for i, item := range items {
		quoted[i] = "“" + innerQuotes.Replace(itemText(item)) + "”"
	}
	return strings.Join(quoted, "、")
}

// basis adds the locked paragraph that names the article and its consequence.
func (c *composer) basis(articles, consequence string) {
	c.locked("条例"+articles, law.FOIRegulation.From,
		"根据《中华人民共和国政府信息公开条例》"+articles+"的规定，"+consequence)
}

// close adds what ends every reply: the officer's own words and the remedies.
func (c *composer) close() {
	c.extra()
	c.remedies(c.kind.Result)
}

// disclose: all that was asked for is given (条例 36(2)).
type disclose struct {
	Given []string
	Way   providing
}

func (r *disclose) fields(f Facts) []Field {
	return append([]Field{{
		Name: "given", Label: "提供的信息", Article: "条例第三十六条第二项", Type: LinesField, Required: true, into: &r.Given,
		Hint: "一行一项，写名称和页数，如：《房屋征收补偿方案》18页。",
	}}, r.Way.fields(f)...)
}

func (r *disclose) write(c *composer) {
	c.opening()
	c.say("{wanted}可以公开，" + r.Way.words() + "：")
	c.listed("given", r.Given)
	c.basis("第三十六条第二项", "可以公开的政府信息，行政机关应当向申请人提供，或者告知获取的方式、途径和时间。本机关决定予以公开。")
	c.close()
}

// alreadyPublic: it is public already (条例 36(1)).
type alreadyPublic struct {
	What  string
	Where []string
}

func (r *alreadyPublic) fields(Facts) []Field {
	return []Field{
		{Name: "what", Label: "已经公开的信息", Article: "条例第三十六条第一项", Type: LineField, Required: true, into: &r.What, Hint: "写名称、文号。"},
		{Name: "where", Label: "在哪里能看到", Article: "条例第三十六条第一项", Type: LinesField, Required: true, into: &r.Where,
			Hint: "一行一处，写准确的网址、公报期号和页码；只写网站首页等于没有告知。"},
	}
}

func (r *alreadyPublic) write(c *composer) {
	c.opening()
	c.say("{you}申请公开的{what}，本机关已经主动公开，可以通过下列途径获取：{where}。")
	c.basis("第三十六条第一项", "所申请公开信息已经主动公开的，告知申请人获取该政府信息的方式、途径。")
	c.close()
}

// notExisting: a search found that there is none (条例 36(4)). How and where it
// was searched is what a court asks for (解释2025 5.2(6)).
type notExisting struct {
	What, By string
	Searched []string
	Words    string
	Reason   string
	On       calendar.Date
}

func (r *notExisting) fields(f Facts) []Field {
	const article = "条例第三十六条第四项，解释2025第五条"
	on, where, words := f.searched()
	return []Field{
		{Name: "what", Label: "没有找到的信息", Article: article, Type: LineField, Required: true, into: &r.What},
		{Name: "searched_on", Label: "检索之日", Article: article, Type: DateField, Within: true, Standard: on, Required: true, into: &r.On},
		{Name: "searched_in", Label: "检索了哪里", Article: article, Type: LinesField, Standard: where, Required: true, into: &r.Searched,
			Hint: "一行一处：公文系统、业务系统、档案室的哪些全宗和年份、问过哪些科室。"},
		{Name: "searched_for", Label: "用什么词检索", Article: article, Type: LineField, Standard: words, Required: true, into: &r.Words, Hint: "如：“团结路”“征收补偿”。申请人给过线索的，写明按线索查过。"},
		{Name: "reason", Label: "为什么没有", Type: TextField, into: &r.Reason, Hint: "能说明的写明，如：本机关没有制作该信息的职责。"},
	}
}

func (r *notExisting) write(c *composer) {
	c.opening()
	c.say("本机关于{searched_on}以{searched_for}为检索词，检索了下列范围：{searched_in}。经检索，没有找到{what}，{you}申请公开的上述信息不存在。")
	if r.Reason != "" {
		c.say("{reason}。")
	}
	c.basis("第三十六条第四项", "经检索没有所申请公开信息的，告知申请人该政府信息不存在。")
	c.close()
}

// notOurs: another agency is the one to disclose it (条例 36(5), 10).
type notOurs struct {
	Why, Who, Contact string
	Handed            calendar.Date // when the request was handed on to it, with the applicant's consent
}

// handedOn returns the first transfer that went out, else the first that is under way.
func (f Facts) handedOn() Transferring {
	var first Transferring
	for _, t := range f.Transfers {
		if !t.SentOn.IsZero() {
			return t
		}
		if first.Name == "" {
			first = t
		}
	}
	return first
}

func (r *notOurs) fields(f Facts) []Field {
	handed := f.handedOn()
	return []Field{
		{Name: "why", Label: "为什么不由本机关公开", Article: "条例第三十六条第五项、第十条", Type: TextField, Required: true, into: &r.Why,
			Hint: "写该信息由谁制作或者保存，如：建设工程规划许可由和宁市自然资源局核发和保存。"},
		{Name: "who", Label: "负责公开的机关", Article: "条例第三十六条第五项", Type: LineField, Standard: handed.Name, into: &r.Who, Hint: "能确定的必须写明。"},
		{Name: "who_contact", Label: "该机关的联系方式", Article: "条例第三十六条第五项", Type: LineField, Standard: handed.Contact, Required: true,
			Only: When{Field: "who"}, into: &r.Contact},
		{Name: "handed_on", Label: "已经转送该机关之日", Type: DateField, Standard: handed.SentOn.String(), Only: When{Field: "who"}, into: &r.Handed,
			Hint: "申请人同意、转送函已经送出的才填；没有转送的空着。"},
	}
}

func (r *notOurs) write(c *composer) {
	c.opening()
	c.say("{wanted}不属于本机关负责公开。理由是：{why}。")
	switch {
	case r.Who != "" && !r.Handed.IsZero():
		c.say("该信息由{who}负责公开，联系方式：{who_contact}。经{you}同意，本机关已于{handed_on}将{you}的申请转送{who}，由其与{you}确认收到申请之日，依法答复。")
	case r.Who != "":
		c.say("{you}可以向{who}提出申请，联系方式：{who_contact}。")
	}
	c.basis("第十条、第三十六条第五项", "所申请公开信息不属于本行政机关负责公开的，告知申请人并说明理由；能够确定负责公开该政府信息的行政机关的，告知该行政机关的名称、联系方式。")
	c.close()
}
