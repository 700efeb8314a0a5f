package letter

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// What comes of asking that records about oneself be corrected (条例 41). The
// codes are those of the results in internal/law.
const (
	CorrectionMade     Kind = "correction_made"
	CorrectionPassedOn Kind = "correction_passed_on"
	CorrectionRefused  Kind = "correction_refused"
)

const (
	correctionTitle   = "更正政府信息申请答复书"
	correctionArticle = "条例第四十一条"
)

// withdrawn confirms that the applicant took the request back. Nothing was
// decided, so there is no remedy.
type withdrawn struct {
	On     calendar.Date
	Way    string
	Reason string
}

func (r *withdrawn) fields(f Facts) []Field {
	var w Withdrawal
	if f.Withdrawal != nil {
		w = *f.Withdrawal
	}
	hint := "撤回不用说明理由；说了的，照申请人的话写。"
	if w.Noted != "" {
		hint += "登记撤回时记的是：" + w.Noted
	}
	return []Field{
		{Name: "withdrawn_on", Label: "申请人撤回之日", Type: DateField, Standard: w.On.String(), Required: true, into: &r.On},
		{Name: "withdrawn_way", Label: "以什么方式撤回", Type: LineField, Standard: w.Way, Required: true, into: &r.Way, Hint: "如：电子邮件、书面来信、当面。案卷里要有申请人的表示。"},
		{Name: "withdrawn_reason", Label: "申请人说的理由", Type: LineField, Standard: w.Reason, into: &r.Reason, Hint: hint},
	}
}

func (r *withdrawn) write(c *composer) {
	c.recital()
	reason := ""
	if r.Reason != "" {
		reason = "，理由是：{withdrawn_reason}"
	}
	c.say("{withdrawn_on}，{you}以{withdrawn_way}方式向本机关提出撤回上述申请" + reason + "。经核对，撤回是{you}的真实意思表示，本机关予以确认，上述申请的办理程序终结。")
	c.say("{you}以后需要获取相关政府信息的，可以重新提出申请。")
	c.extra()
	c.letter.Attachments = nil
}

func (r *withdrawn) check(c *checker) {
	if !r.On.IsZero() && r.On.Before(c.facts.ReceivedOn) {
		c.found(Look, "withdrawn_on", "撤回之日早于收到申请之日"+c.facts.ReceivedOn.Chinese(), "")
	}
}

// correctionRecital adds the first paragraph of an answer on correction.
func (c *composer) correctionRecital() {
	c.let("asked", asked(c.facts))
	c.say("本机关于{received}收到{you}提交的更正政府信息申请，{you}要求更正{asked}。经审查，现答复如下：")
}

// asksOf returns what the applicant wrote in a line of the form for a correction, ""
// where it was asked for in other words.
func asksOf(f Facts, line string) string {
	_, said, _ := strings.Cut("；"+f.AskedFor, "；"+line+"：")
	for _, next := range casefile.CorrectionLines {
		said, _, _ = strings.Cut(said, "；"+next+"：")
	}
	return strings.TrimSpace(said)
}

// evidenceField is what the applicant proves it with: the regulation wants
// evidence, and the answer says what was looked at.
func evidenceField(f Facts, into *string) Field {
	return Field{Name: "evidence", Label: "申请人提供的证据", Article: correctionArticle, Type: LineField, Standard: asksOf(f, casefile.EvidenceLine), Required: true, into: into, Hint: "写证据的名称，如：居民户口簿、出生医学证明。"}
}

// correctionMade: the record was wrong, and is put right (条例 41).
type correctionMade struct {
	Evidence, Record, Was, Now string
	On                         calendar.Date
}

func (r *correctionMade) fields(f Facts) []Field {
	return []Field{
		evidenceField(f, &r.Evidence),
		{Name: "record", Label: "哪一份记录", Article: correctionArticle, Type: LineField, Standard: asksOf(f, casefile.RecordLine), Required: true, into: &r.Record, Hint: "写名称、文号和所在的位置。"},
		{Name: "record_was", Label: "原来的记录", Article: correctionArticle, Type: LineField, Standard: asksOf(f, casefile.RecordWasLine), Required: true, into: &r.Was, Hint: "身份证号、银行账号不写全。"},
		{Name: "record_now", Label: "更正为", Article: correctionArticle, Type: LineField, Standard: asksOf(f, casefile.RecordNowLine), Required: true, into: &r.Now},
		{Name: "corrected_on", Label: "更正之日", Article: correctionArticle, Type: DateField, Required: true, into: &r.On},
	}
}

func (r *correctionMade) write(c *composer) {
	c.correctionRecital()
	c.say("经审核，{you}提供的{evidence}能够证明{record}中与{you}相关的记录不准确。本机关已于{corrected_on}将“{record_was}”更正为“{record_now}”。")
	c.basis("第四十一条", "公民、法人或者其他组织有证据证明行政机关提供的与其自身相关的政府信息记录不准确，要求更正，有权更正的行政机关审核属实的，予以更正并告知申请人。")
	c.close()
}

// correctionPassedOn: another agency may correct the record: it was passed on,
// or the applicant is told whom to ask (条例 41).
type correctionPassedOn struct {
	Why, Done, Who, Contact string
	On                      calendar.Date
}

// What was done with it.
const (
	passedOn = "passed"
	toldWhom = "told"
)

func (r *correctionPassedOn) fields(f Facts) []Field {
	handed, done := f.handedOn(), ""
	if handed.Name != "" {
		done = passedOn
	}
	return []Field{
		{Name: "why", Label: "为什么不由本机关更正", Article: correctionArticle, Type: TextField, Required: true, into: &r.Why,
			Hint: "写该记录由哪个机关制作、依什么职责更正。"},
		{Name: "passed", Label: "怎样处理", Article: correctionArticle, Type: ChoiceField, Standard: done, Required: true, into: &r.Done,
			Options: []Option{{passedOn, "转送有权更正的机关"}, {toldWhom, "告知申请人向有权更正的机关提出"}}},
		{Name: "who", Label: "有权更正的机关", Article: correctionArticle, Type: LineField, Standard: handed.Name, Required: true, into: &r.Who},
		{Name: "who_contact", Label: "该机关的联系方式", Type: LineField, Standard: handed.Contact, Required: true, into: &r.Contact},
		{Name: "passed_on", Label: "转送之日", Article: correctionArticle, Type: DateField, Standard: handed.SentOn.String(), Required: true, Only: When{"passed", []string{passedOn}}, into: &r.On},
	}
}

func (r *correctionPassedOn) write(c *composer) {
	c.correctionRecital()
	c.say("{you}要求更正的记录，不属于本机关职能范围。理由是：{why}。")
	if r.Done == toldWhom {
		c.say("{you}可以向有权更正的{who}提出，联系方式：{who_contact}。")
	} else {
		c.say("本机关已于{passed_on}将{you}的申请和证据转送有权更正的{who}处理，{you}可以向该机关了解办理情况，联系方式：{who_contact}。")
	}
	c.basis("第四十一条", "要求更正的政府信息不属于本行政机关职能范围的，行政机关可以转送有权更正的行政机关处理并告知申请人，或者告知申请人向有权更正的行政机关提出。")
	c.close()
}

func (r *correctionPassedOn) check(c *checker) {
	if !r.On.IsZero() && r.On.Before(c.facts.ReceivedOn) {
		c.found(Missing, "passed_on", "转送之日早于收到申请之日"+c.facts.ReceivedOn.Chinese(), correctionArticle)
	}
	if handed := c.facts.handedOn(); r.Done == passedOn && handed.Name != "" && handed.SentOn.IsZero() {
		c.found(Look, "passed_on", "给"+handed.Name+"的转送函还没有送出", correctionArticle)
	}
}

// correctionRefused: what is recorded stands (条例 41).
type correctionRefused struct{ Evidence, Record, Why string }

func (r *correctionRefused) fields(f Facts) []Field {
	return []Field{
		evidenceField(f, &r.Evidence),
		{Name: "record", Label: "哪一份记录", Article: correctionArticle, Type: LineField, Standard: asksOf(f, casefile.RecordLine), Required: true, into: &r.Record, Hint: "写名称、文号和所在的位置。"},
		{Name: "why", Label: "为什么不更正", Article: correctionArticle, Type: TextField, Required: true, into: &r.Why,
			Hint: "写怎样核对、证据为什么不足以证明记录不准确；要求更正的不是与申请人自身相关的记录的，写明。"},
	}
}

func (r *correctionRefused) write(c *composer) {
	c.correctionRecital()
	c.say("经审核，{you}提供的{evidence}不能证明{record}中与{you}相关的记录不准确。理由是：{why}。本机关决定不予更正。")
	c.basis("第四十一条", "公民、法人或者其他组织有证据证明行政机关提供的与其自身相关的政府信息记录不准确的，可以要求行政机关更正；行政机关审核属实的，予以更正。")
	c.close()
}
