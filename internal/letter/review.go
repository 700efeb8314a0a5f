package letter

import (
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// reviewLaw and reviewRules begin what papers cite of reconsideration.
const (
	reviewLaw   = "《中华人民共和国行政复议法》"
	reviewRules = "《中华人民共和国行政复议法实施条例》"
)

// lawAt and rulesAt cite as staff do.
func lawAt(place string) string   { return law.ReconsiderationLaw.At(place) }
func rulesAt(place string) string { return law.ReconsiderationRules.At(place) }

// under adds a locked paragraph of the law on reconsideration.
func (c *composer) under(articles, template string) {
	since := law.ReconsiderationLaw.From
	if strings.Contains(articles, law.ReconsiderationRules.Short) {
		since = law.ReconsiderationRules.From
	}
	c.locked(articles, since, template)
}

// reviewed sets the head, the signature and the words of a paper of a case of
// reconsideration.
func (c *composer) reviewed() {
	r := c.facts.review()
	c.letter.Office, c.letter.SignedBy, c.letter.Attachments = r.Body, r.Body, c.facts.Attachments
	if c.kind.Whose() == OfRespondent {
		c.letter.Office, c.letter.SignedBy = r.Respondent.Name, r.Respondent.Name
	}
	for name, word := range map[string]string{
		"you": calls(r.Applicants), "review_no": r.Number, "applicants": names(r.Applicants), "respondent": r.Respondent.Name,
		"thirds": names(r.ThirdParties), "act": r.act(), "asks": oneLine(r.Request), "body": r.Body, "bureau": r.Bureau.Name,
		"filed": r.FiledOn.Chinese(), "received": r.ReceivedOn.Chinese(), "accepted": r.AcceptedOn.Chinese(),
		"handlers": strings.Join(r.Handlers, "、"), "court": r.Court, "decide_by": r.DecideBy.Chinese(), "decide_before": r.DecideBefore.Chinese(),
		"suspended": r.SuspendedOn.Chinese(), "subject": clean(r.Act.Subject), "requested": r.Act.RequestedOn.Chinese(), "answered": r.AnswerOn.Chinese(),
	} {
		c.let(name, word)
	}
}

// reachBureau says how to reach the bureau, as far as it is set.
func (c *composer) reachBureau() string {
	b := c.facts.review().Bureau
	how := nonEmpty(b.Address, prefixed("联系电话：", b.Phone), prefixed("互联网渠道：", b.Channel))
	if b.Name == "" || len(how) == 0 {
		return ""
	}
	c.let("reach_bureau", b.Name+"，"+strings.Join(how, "；")+"。")
	return "复议机构联系方式：{reach_bureau}"
}

// sayReach says it in a paragraph of its own, where there is something to say.
func (c *composer) sayReach() {
	if how := c.reachBureau(); how != "" {
		c.say(how)
	}
}

// oneLine joins the lines of what somebody wrote.
func oneLine(s string) string { return strings.Join(linesOf(s), "；") }

// prefixed returns the word with what goes before it; nothing where there is none.
func prefixed(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

// caseRecital adds the first paragraph of a notice on a case that was accepted.
func (c *composer) caseRecital(then string) {
	c.say("{applicants}不服{respondent}{act}，向本机关申请行政复议（案号：{review_no}），本机关已于{accepted}受理。" + then)
}

// toSomebody is whom a paper of a case of reconsideration is for.
type toSomebody struct{ To string }

func (t *toSomebody) addressee() string { return t.To }

func (t *toSomebody) field(standard, hint string) Field {
	return Field{Name: "to", Label: "收件人", Type: LineField, Standard: standard, Required: true, into: &t.To, Hint: hint}
}

// forApplicants, forRespondent and forAll are papers to the parties.
func (t *toSomebody) forApplicants(f Facts) Field { return t.field(names(f.review().Applicants), "") }
func (t *toSomebody) forRespondent(f Facts) Field { return t.field(f.review().Respondent.Name, "") }
func (t *toSomebody) forAll(f Facts) Field {
	return t.field(f.review().parties(), "各方当事人写在一起，一份文书送达每一方。")
}

// nobody is a paper without addressee: decisions and sheets.
type nobody struct{}

func (nobody) addressee() string { return "" }

// paragraphs adds the lines of a field as paragraphs, the first after the words that
// lead to them.
func (c *composer) paragraphs(lead, field string, lines []string) {
	if len(lines) == 0 {
		c.say(lead + "{" + field + "}。")
		return
	}
	for i, line := range lines {
		runs := []Run{{Text: line, Field: field}, {Text: "。"}}
		if i == 0 {
			runs = append([]Run{{Text: lead}}, runs...)
		}
		c.add(Paragraph{Runs: runs})
	}
}

// enumerated returns what stands in a sentence for the lines of a field: names, with 、
// between them.
func (c *composer) enumerated(field string, lines []string) string {
	if len(lines) == 0 {
		return "{" + field + "}"
	}
	c.let(field+"_all", strings.Join(lines, "、"))
	return "{" + field + "_all}"
}

// toCourt adds the locked paragraph on the way to the court.
func (c *composer) toCourt(end law.ReviewEnd) {
	r, on := c.facts.review(), c.facts.lawDay()
	if r.Final {
		c.under(lawAt("第十条"), "本决定依照法律规定为最终裁决。")
		return
	}
	remedy := law.ReviewRemedyOn(end, r.path(on), on)
	text := "不服本决定的，可以自收到本决定书之日起" + numeral(remedy.Days) + "日内向{court}提起行政诉讼。"
	if remedy.Direct {
		text += "对原行政行为，也可以在法定起诉期限内直接向人民法院提起行政诉讼。"
	}
	c.locked(remedy.Article, remedy.From, text)
}

// review looks at what holds for every paper of a case of reconsideration.
func (c *checker) review() {
	r := c.facts.review()
	for _, x := range []struct{ value, text, article string }{
		{r.Body, "没有复议机关的名称", lawAt("第四条")},
		{names(r.Applicants), "没有申请人", lawAt("第三十条第一款第一项")},
		{r.Respondent.Name, "没有被申请人", lawAt("第三十条第一款第一项")},
		{r.act(), "没有写明不服的是哪一个行政行为", lawAt("第三十条第一款第三项")},
	} {
		if x.value == "" {
			c.found(Missing, "", x.text, x.article)
		}
	}
	if c.kind.Signed && r.Number == "" {
		c.found(Missing, "", "还没有案号", "")
	}
	c.reviewDates(r)
	c.inForce()
	c.strangers()
	c.doubled()
}

// reviewDates compares the days of the case with each other and with the letter's.
func (c *checker) reviewDates(r Review) {
	on := c.facts.lawDay()
	switch {
	case !c.kind.Signed, r.ReceivedOn.IsZero() && c.kind.Whose() == OfRespondent: // whose body may be elsewhere
	case r.ReceivedOn.IsZero():
		c.found(Missing, "", "没有收到行政复议申请之日", lawAt("第三十条"))
	case !on.IsZero() && on.Before(r.ReceivedOn):
		c.found(Missing, "", "成文日期早于收到行政复议申请之日"+r.ReceivedOn.Chinese(), lawAt("第三十条"))
	case r.FiledOn.After(r.ReceivedOn):
		c.found(Look, "", "申请之日"+r.FiledOn.Chinese()+"晚于收到之日"+r.ReceivedOn.Chinese(), lawAt("第二十条"))
	default:
		c.found(Passed, "", "收到之日与案件一致："+r.ReceivedOn.Chinese(), "")
	}
	if !r.AcceptedOn.IsZero() && r.AcceptedOn.Before(r.ReceivedOn) {
		c.found(Look, "", "受理之日早于收到之日"+r.ReceivedOn.Chinese(), lawAt("第三十条"))
	}
}

// inForce asks that what the locked sentences cite was the law on the letter's day: the
// rules on reconsideration were written anew in July 2026.
func (c *checker) inForce() {
	on := c.facts.lawDay()
	l, err := ComposeDraft(c.kind.Code, c.facts, c.values)
	if err != nil || on.IsZero() {
		return
	}
	for _, b := range l.Blocks {
		if p := b.Paragraph; p != nil && p.Locked && on.Before(p.InForce) {
			c.found(Look, "", "引用的"+p.Articles+"自"+p.InForce.Chinese()+"起施行，成文之日还不是，核对当时的规定", p.Articles)
		}
	}
}

// accepted asks that the case was accepted.
func (c *checker) accepted() {
	if c.facts.review().AcceptedOn.IsZero() {
		c.found(Missing, "", "案件还没有受理", lawAt("第三十条"))
	}
}

// courtNamed asks for the court that the paper tells of.
func (c *checker) courtNamed(end law.ReviewEnd) {
	r, on := c.facts.review(), c.facts.lawDay()
	switch {
	case r.Final:
		c.found(Look, "", "写明是最终裁决，不能起诉；核对法律确实这样规定", lawAt("第十条"))
	case r.Court == "":
		c.found(Missing, "", "没有设置有管辖权的人民法院", law.LitigationLaw.At("第四十五条"))
	default:
		c.found(Passed, "", "写明自收到之日起十五日内起诉", law.ReviewRemedyOn(end, r.path(on), on).Article)
	}
}

// notBefore asks that a day that was filled in is not before one of the case, and not
// after the letter's.
func (c *checker) notBefore(field, label string, day, earliest calendar.Date, what, article string) {
	on := c.facts.lawDay()
	switch {
	case day.IsZero():
	case !earliest.IsZero() && day.Before(earliest):
		c.found(Missing, field, label+day.Chinese()+"早于"+what+earliest.Chinese(), article)
	case !on.IsZero() && day.After(on):
		c.found(Missing, field, label+day.Chinese()+"还没有到", article)
	}
}

// yetToCome asks that a last day lies after the letter's.
func (c *checker) yetToCome(field, label string, day calendar.Date, article string) {
	if on := c.facts.lawDay(); !day.IsZero() && !on.IsZero() && !day.After(on) {
		c.found(Missing, field, label+"要在成文日期之后", article)
	}
}
