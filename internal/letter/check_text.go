package letter

import (
	"regexp"
	"slices"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// askedName is the field of a finding about the applicant's own words: they are
// no field of the letter, and are mended on the case.
const askedName = "asked"

var (
	idNumber    = regexp.MustCompile(`[1-9]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]`)
	mobilePhone = regexp.MustCompile(`(^|\D)(1[3-9]\d{9})(\D|$)`)
	receivedOn  = regexp.MustCompile(`(\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{2}-\d{2})[^。；\n]{0,6}收到[^。；\n]{0,12}申请`)
	// namesOfLaws are names in 《》 as laws and most 行政法规 have them; a 规定 or
	// 办法 is mostly the rule of a department.
	namesOfLaws = regexp.MustCompile(`《[^》]*([^办]法|条例|决定|典)(（[^）]*）)?》`)
	namesOther  = regexp.MustCompile(`《[^》]*》`)
	// article is the place in a law; a 决定 of the standing committee has none.
	article = regexp.MustCompile(`第[一二三四五六七八九十百零]+条|决定》`)
)

// thirdNames is the field that names third parties; it is not printed.
const thirdNames = "third_names"

// strangers looks for what must not stand in a letter: numbers of identity
// cards, private phones, names of third parties. It looks at what was filled in,
// at the words of the applicant that are quoted, and at the names of what is
// enclosed.
func (c *checker) strangers() {
	if !c.kind.Signed {
		return
	}
	before := len(c.findings)
	names := c.thirdParties()
	for _, f := range c.fields {
		if !strings.HasSuffix(f.Name, thirdNames) {
			c.stranger(f.Name, "“"+f.Label+"”里", f.value(c.values), names)
		}
	}
	c.stranger(askedName, "引用的申请内容里", strings.Join(append([]string{c.facts.AskedFor}, c.facts.Items...), "\n"), nil)
	c.stranger("materials", "附件的名称里", strings.Join(c.facts.Attachments, "\n"), names)
	if len(c.findings) == before {
		c.found(Passed, "", "没有身份证号、手机号和第三方的名字", "")
	}
}

// stranger looks at one text for what must not stand in it.
func (c *checker) stranger(field, where, text string, names []string) {
	look := func(text string) { c.found(Look, field, text, "条例第十五条") }
	if idNumber.MatchString(text) {
		look(where + "像有身份证号")
	}
	if m := mobilePhone.FindStringSubmatch(text); m != nil && !strings.Contains(c.facts.Office.Phone, m[2]) {
		look(where + "像有手机号 " + m[2])
	}
	for _, name := range names {
		if strings.Contains(text, name) {
			look(where + "有第三方的名字")
			return
		}
	}
}

// thirdParties are the names that must not stand in the letter: those the case
// knows, and those named on the form.
func (c *checker) thirdParties() []string {
	names := append([]string(nil), c.facts.ThirdParties...)
	for _, f := range c.fields {
		if strings.HasSuffix(f.Name, thirdNames) {
			names = append(names, ThirdPartiesIn(Values{thirdNames: c.values[f.Name]})...)
		}
	}
	var others []string
	for _, name := range names {
		if name = strings.TrimSpace(name); name != "" && name != c.own {
			others = append(others, name)
		}
	}
	return others
}

// ThirdPartiesIn returns the names of third parties that were filled in, for the
// check of other letters of the same case.
func ThirdPartiesIn(v Values) []string {
	var names []string
	for field, value := range v {
		if !strings.HasSuffix(field, thirdNames) {
			continue
		}
		for line := range strings.Lines(value) {
			if name := strings.TrimSpace(line); name != "" {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names) // a map has no order
	return names
}

// receiptSaid compares a day of receipt that somebody typed with that of the
// case, which the letter states by itself.
func (c *checker) receiptSaid() {
	f := c.facts
	same := true
	for _, field := range c.fields {
		for _, m := range receivedOn.FindAllStringSubmatch(field.value(c.values), -1) {
			if d, err := calendar.ParseDate(m[1]); err == nil && d != f.ReceivedOn && d != f.SupplementedOn {
				c.found(Look, field.Name, "“"+field.Label+"”里写的收到申请之日是"+d.Chinese()+"，案件是"+f.ReceivedOn.Chinese(), "条例第三十一条")
				same = false
			}
		}
	}
	if same {
		c.found(Passed, "", "收到之日与案件一致："+f.ReceivedOn.Chinese(), "")
	}
}

// enclosures asks whether something goes with a letter that gives nothing.
func (c *checker) enclosures() {
	rule, err := law.ResultOn(c.kind.Result, c.facts.lawDay())
	if err == nil && rule.Refusal && c.kind.Code != Partial && len(c.facts.Attachments) > 0 {
		c.found(Look, "materials", "不予公开的答复附了 "+itoa(len(c.facts.Attachments))+" 份材料，核对附的不是不公开的信息", "条例第三十六条第三项")
	}
}

// doubles are words that stand twice where somebody typed what the sentence
// around the value says already.
var doubles = []string{"属于属于", "因因", "由由", "理由是：理由", "理由是：因", "规定，规定", "可以可以", "可以通过通过", "需要需要", "提交的申请申请", "要求要求", "的的", "元元", "《《", "》》"}

// doubled looks for a word that stands twice in the letter.
func (c *checker) doubled() {
	l, err := compose(c.kind.Code, c.facts, c.values)
	if err != nil || !c.kind.Signed {
		return
	}
	text := l.Text()
	for _, word := range doubles {
		if strings.Contains(text, word) {
			c.found(Look, "", "文书里有“"+word+"”，核对填的话有没有重复句子里已有的字", "")
		}
	}
}

// cites asks whether a law is cited as one is: its name, and the article.
func (c *checker) cites(field, value string) {
	if value != "" && !article.MatchString(value) {
		c.found(Look, field, "“"+value+"”没有写到条，写成《……》第……条，条款用汉字", "")
	}
}

func (r *inquiry) check(c *checker) { c.cites("law", r.Law) }

// check asks whether what is cited can forbid disclosure: a law or 行政法规, not
// a rule of a department or a notice.
func (g *forbiddenGround) check(c *checker) {
	c.cites("forbidden_law", g.Law)
	if g.Law != "" && namesOther.MatchString(g.Law) && !namesOfLaws.MatchString(g.Law) {
		c.found(Look, "forbidden_law", "“"+g.Law+"”从名称看不是法律、行政法规，核对；部门规章和文件不能作依据", "条例第十四条")
	}
}
