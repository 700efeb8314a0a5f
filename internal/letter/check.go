package letter

import (
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// A FindingLevel is how grave a finding is.
type FindingLevel string

// The levels, in the order in which they are shown.
const (
	Missing FindingLevel = "missing" // the letter cannot be sent on
	Look    FindingLevel = "look"    // a person has to look at it
	Passed  FindingLevel = "ok"
)

// A Finding is one remark of the check before a letter is sent on.
type Finding struct {
	Level   FindingLevel
	Field   string // the field to go to; empty where it lies elsewhere
	Text    string
	Article string
}

// Check looks a letter over before it is sent on or signed: what the law
// requires and is not there, what a person has to look at, what is in order;
// in this order. An unknown kind has no findings.
func Check(kind Kind, f Facts, v Values) []Finding {
	k, ok := lookup(kind)
	if !ok {
		return nil
	}
	value := k.content()
	c := checker{kind: k, value: value, facts: f, values: v, fields: k.allFields(value, f, v)}
	decode(c.fields, v)
	c.required()
	switch k.Whose() {
	case OfOffice:
		c.request()
	case OfDefendant:
		c.suit()
	default:
		c.review()
	}
	if own, ok := value.(interface{ check(*checker) }); ok {
		own.check(&c)
	}
	slices.SortStableFunc(c.findings, func(a, b Finding) int {
		return strings.Compare(levelOrder[a.Level], levelOrder[b.Level])
	})
	return c.findings
}

// request looks at what holds for every paper on a request.
func (c *checker) request() {
	if other, toOther := c.value.(addressed); toOther {
		c.own = other.addressee()
		c.addressed()
	} else {
		c.addressee()
	}
	c.quoted()
	c.partly()
	c.dates()
	c.office()
	c.strangers()
	c.enclosures()
	c.doubled()
	c.examined()
	c.ordered()
}

var levelOrder = map[FindingLevel]string{Missing: "1", Look: "2", Passed: "3"}

// CharacterFinding is the finding about characters that no font of this
// installation has; with none it has passed.
func CharacterFinding(missing []rune) Finding {
	if len(missing) == 0 {
		return Finding{Level: Passed, Text: "用字都能印出"}
	}
	var chars []string
	for _, r := range missing {
		chars = append(chars, "“"+string(r)+"”")
	}
	return Finding{Level: Missing, Text: "字库里没有" + strings.Join(chars, "") + "，请核对，或者换一种写法"}
}

// A checker collects the findings of one letter.
type checker struct {
	kind     kindRow
	value    content
	facts    Facts
	values   Values
	fields   []Field
	own      string // whom a paper to others is for
	prefix   string // before the names of the fields of the item that is checked
	lead     string // before the words on it
	findings []Finding
}

func (c *checker) found(level FindingLevel, field, text, article string) {
	if field != "" {
		field = c.prefix + field
	}
	c.findings = append(c.findings, Finding{level, field, c.lead + text, article})
}

// required looks at each field that applies.
func (c *checker) required() {
	filled := 0
	for _, f := range c.fields {
		if !f.Applies(c.fields, c.values) {
			continue
		}
		value := f.value(c.values)
		switch {
		case value == "" && f.Required:
			c.found(Missing, f.Name, "没有填“"+f.Label+"”", f.Article)
		case value != "" && !f.set(value) && f.Type == DateField:
			c.found(Missing, f.Name, f.Label+"：写成 2026-06-30 或 2026年6月30日 的样子", "")
		case value != "" && !f.set(value):
			c.found(Missing, f.Name, f.Label+"：从列出的里面选一项", "")
		case f.Required:
			filled++
		}
	}
	if filled > 0 {
		c.found(Passed, "", "应当写明的 "+itoa(filled)+" 项已填", "")
	}
}

// addressee compares the addressee with the applicant, and with those who ask jointly
// and get the letter too.
func (c *checker) addressee() {
	name := c.facts.asks()
	switch {
	case c.facts.to() == "":
		c.found(Missing, "", "没有收件人", "条例第二十九条")
	case c.facts.to() != name:
		c.found(Look, "", "收件人“"+c.facts.to()+"”与申请人“"+name+"”不同", "")
	default:
		c.found(Passed, "", "收件人与申请一致："+name, "")
	}
}

// quoted tells where the applicant's words cannot be printed as they are.
func (c *checker) quoted() {
	if c.facts.Unprintable {
		c.found(Look, "", "申请里有字库没有的字符，引用的地方印成〓，文书末尾加注；能看懂的，可以先在案件页更正事项和内容", "")
	}
}

// partly reminds that a part of the request was dropped, or is answered elsewhere.
func (c *checker) partly() {
	if len(c.facts.Split) > 0 && c.kind.IsReply() {
		c.found(Look, "", "有一部分已经分案，开头已写明；核对答复只写留在本案的内容", "")
	}
	if len(c.facts.Withdrawn) > 0 && c.kind.IsReply() {
		c.found(Look, "", "申请人撤回了一部分，开头已写明；核对答复只写还要的内容", "")
	}
}

// dates compares the days in the letter with those of the case.
func (c *checker) dates() {
	f := c.facts
	if !c.kind.Signed {
		return
	}
	if f.ReceivedOn.IsZero() {
		c.found(Missing, "", "还没有收到申请之日，先登记", "条例第三十一条")
	} else {
		c.receiptSaid()
	}
	on := f.lawDay()
	for _, field := range c.fields {
		d, ok := field.into.(*calendar.Date)
		if !ok || d.IsZero() {
			continue
		}
		if field.Within && d.Before(f.ReceivedOn) {
			c.found(Look, field.Name, field.Label+"是"+d.Chinese()+"，早于收到申请之日"+f.ReceivedOn.Chinese(), "条例第三十一条")
		}
		if !on.IsZero() && d.After(on) && field.Name != "by" {
			c.found(Look, field.Name, field.Label+"是"+d.Chinese()+"，晚于今天", "")
		}
	}
	if c.kind.IsReply() && f.Replaces == nil && !f.Due.IsZero() && !on.IsZero() && on.After(f.Due) {
		c.found(Look, "", "答复期限"+f.Due.Chinese()+"已过", "条例第三十三条第二款")
	}
}

// office looks at what the administrator has set and the letter names.
func (c *checker) office() {
	o := c.facts.Office
	if o.Name == "" {
		c.found(Missing, "", "没有设置本机关的名称", "")
	}
	if !c.kind.IsReply() { // without remedies
		return
	}
	if o.ReviewBody == "" {
		c.found(Missing, "", "没有设置行政复议机关", "复议法第二十四条")
	}
	if o.Court == "" {
		c.found(Missing, "", "没有设置有管辖权的人民法院", "")
	}
	on := c.facts.lawDay()
	if c.facts.Delivery.IsElectronic() && o.ReviewChannel == "" && !on.Before(law.ReconsiderationLaw.From) {
		c.found(Missing, "", "以电子方式答复，没有设置提出行政复议的互联网渠道", law.ReconsiderationLaw.At("第二十二条第二款"))
	}
	if remedy := c.remedy(on); c.kind.Result != "" && o.ReviewBody != "" && o.Court != "" && remedy.Path != "" {
		c.found(Passed, "", "救济途径合今日之法："+remedyWords(remedy, c.kind.Code == Partial), remedy.Article)
	}
}

// remedy is the remedy that the letter tells of.
func (c *checker) remedy(on calendar.Date) law.Remedy {
	if own, ok := c.value.(interface {
		remedy(calendar.Date) law.Remedy
	}); ok {
		return own.remedy(on)
	}
	return law.RemedyOn(c.kind.Result, on)
}

func remedyWords(r law.Remedy, partly bool) string {
	switch {
	case r.Path == law.ReviewFirst && partly:
		return "不予公开部分先复议，其余可选"
	case r.Path == law.ReviewFirst:
		return "先复议，再诉讼"
	case !r.TellCourt:
		return "可以复议"
	}
	return "复议或者诉讼，可选"
}
