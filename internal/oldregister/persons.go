package oldregister

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"mingda/internal/casefile"
	"mingda/internal/fault"
)

// people are who stands in a cell of applicants, and what is to be said of how they
// were read.
type people struct {
	All   []casefile.Applicant // the first leads
	Notes []note
}

// A note is something to be said of a value.
type note struct {
	code fault.Code
	args []any
}

var (
	inBrackets = regexp.MustCompile(`\(([^()]*)\)`)
	andMore    = regexp.MustCompile(`等\s*([0-9一二三四五六七八九十]*)\s*(人|名|户)?$`)
	digits11   = regexp.MustCompile(`1[3-9]\d{9}|0\d{2,3}-?\d{7,8}`)
	idNumber   = regexp.MustCompile(`\d{17}[\dXx]|\d{15}`)
	roleWord   = regexp.MustCompile(`^(法定代表人|法人代表|法人|负责人|代表人|联系人|经办人|委托代理人|代理人|代理律师|律师|共同申请人|电话|联系电话|手机|身份证号?码?|统一社会信用代码)\s*[:,]?\s*`)
)

// organisations are words that names of organisations hold, by the class they count in.
// The first that is found counts: a bank's foundation is a foundation.
var organisations = []struct {
	word  string
	class casefile.Class
}{
	{"律师事务所", casefile.LegalFirm}, {"律所", casefile.LegalFirm}, {"法律服务", casefile.LegalFirm}, {"法律援助", casefile.LegalFirm}, {"公证处", casefile.LegalFirm},
	{"大学", casefile.Research}, {"学院", casefile.Research}, {"研究院", casefile.Research}, {"研究所", casefile.Research}, {"研究中心", casefile.Research}, {"科学院", casefile.Research},
	{"基金会", casefile.Social}, {"协会", casefile.Social}, {"学会", casefile.Social}, {"商会", casefile.Social}, {"联合会", casefile.Social}, {"促进会", casefile.Social}, {"环保组织", casefile.Social},
	{"公司", casefile.Business}, {"集团", casefile.Business}, {"企业", casefile.Business}, {"合作社", casefile.Business}, {"工厂", casefile.Business}, {"银行", casefile.Business},
	{"商行", casefile.Business}, {"经营部", casefile.Business}, {"商店", casefile.Business}, {"工作室", casefile.Business}, {"中心", casefile.OtherPerson}, {"村委会", casefile.OtherPerson},
	{"居委会", casefile.OtherPerson}, {"委员会", casefile.OtherPerson}, {"政府", casefile.OtherPerson}, {"业主大会", casefile.OtherPerson}, {"事务所", casefile.Business},
	{"医院", casefile.OtherPerson}, {"学校", casefile.OtherPerson}, {"中学", casefile.OtherPerson}, {"小学", casefile.OtherPerson}, {"法院", casefile.OtherPerson},
	{"报社", casefile.OtherPerson}, {"电视台", casefile.OtherPerson}, {"有限", casefile.Business}, {"厂", casefile.Business}, {"店", casefile.Business},
}

// classOf tells from a name in which class it counts; sure says that the name shows it.
func classOf(name string) (class casefile.Class, sure bool) {
	for _, o := range organisations {
		if strings.Contains(name, o.word) {
			return o.class, true
		}
	}
	n := utf8.RuneCountInString(name)
	switch {
	case strings.HasSuffix(name, "局") || strings.HasSuffix(name, "委") || strings.HasSuffix(name, "处") || strings.HasSuffix(name, "社"):
		return casefile.OtherPerson, n > 3
	case strings.Contains(name, "·"):
		return casefile.Natural, true
	}
	return casefile.Natural, n >= 2 && n <= 4
}

// isOrganisation reports whether a name is that of an organisation.
func isOrganisation(name string) bool {
	class, _ := classOf(name)
	return class != casefile.Natural
}

// readPeople reads the cell of the applicants.
func readPeople(text string) people {
	text = norm.NFKC.String(tidy(text))
	text = strings.NewReplacer("•", "·", "・", "·", "‧", "·", "∙", "·").Replace(text)
	var p people
	for _, part := range splitNames(text, &p) {
		if a, also := p.person(part); a.Name != "" {
			p.All = append(append(p.All, a), also...)
		} else if len(p.All) > 0 {
			p.All[len(p.All)-1] = joined(p.All[len(p.All)-1], a)
		}
	}
	if len(p.All) > 1 {
		names := make([]string, len(p.All))
		for i, a := range p.All {
			names[i] = a.Name
		}
		p.Notes = append(p.Notes, note{"old_persons_several", []any{names[0], strings.Join(names[1:], "、")}})
	}
	return p
}

// splitNames parts a text where signs part names, outside brackets. Whether a blank
// does, depends on what stands around it.
func splitNames(text string, p *people) (parts []string) {
	var b strings.Builder
	depth := 0
	flush := func() {
		if part := strings.TrimSpace(b.String()); part != "" {
			parts = append(parts, splitBlanks(part, p)...)
		}
		b.Reset()
	}
	for _, r := range text {
		switch {
		case r == '(' || r == '[':
			depth++
			r = '('
		case r == ')' || r == ']':
			depth = max(depth-1, 0)
			r = ')'
		case depth == 0 && strings.ContainsRune("、,;/|\n\t", r):
			flush()
			continue
		}
		b.WriteRune(r)
	}
	flush()
	return parts
}

// splitBlanks parts 张三 李四, and leaves 张 三 one name, and names in other letters and of
// organisations whole.
func splitBlanks(text string, p *people) []string {
	words := strings.Fields(text)
	if len(words) < 2 || strings.ContainsAny(text, "()") || isOrganisation(text) {
		return []string{strings.Join(words, blankIn(text))}
	}
	single, hanzi := 0, true
	for _, w := range words {
		if utf8.RuneCountInString(w) == 1 {
			single++
		}
		hanzi = hanzi && !strings.ContainsFunc(w, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
	}
	switch {
	case !hanzi:
		if digits11.MatchString(words[len(words)-1]) || idNumber.MatchString(words[len(words)-1]) {
			return []string{text} // a name and a number of its person
		}
		return []string{strings.Join(words, " ")}
	case single == len(words): // 张 三, 欧 阳 建 国
		return []string{strings.Join(words, "")}
	case single > 0:
		p.Notes = append(p.Notes, note{"old_persons_unclear", []any{text}})
		return []string{strings.Join(words, " ")}
	}
	return words
}

// blankIn is what stands between the words of a name: of one in Chinese nothing.
func blankIn(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool { return r < unicode.MaxASCII && unicode.IsLetter(r) }) {
		return " "
	}
	return ""
}

// person reads one part: a name with what stands in brackets behind it, or what belongs
// to the one before it.
func (p *people) person(part string) (a casefile.Applicant, also []casefile.Applicant) {
	for _, m := range inBrackets.FindAllStringSubmatch(part, -1) {
		for _, inner := range strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune(",;、\n", r) }) {
			if named, ok := p.role(strings.TrimSpace(inner), &a); ok {
				also = append(also, named...)
			} else { // it is part of the name: 某公司(新疆)
				part = strings.Replace(part, m[0], "（"+m[1]+"）", 1)
			}
		}
	}
	name := strings.TrimSpace(inBrackets.ReplaceAllString(part, ""))
	if roleWord.MatchString(name) {
		named, _ := p.role(name, &a)
		return a, named
	}
	for _, number := range []struct {
		form *regexp.Regexp
		into *string
	}{{idNumber, &a.IDNumber}, {digits11, &a.Phone}} {
		if found := number.form.FindString(name); found != "" {
			*number.into, name = found, strings.TrimSpace(strings.Replace(name, found, "", 1))
		}
	}
	if m := andMore.FindStringSubmatch(name); m != nil && utf8.RuneCountInString(name) > utf8.RuneCountInString(m[0])+1 {
		name = strings.TrimSpace(strings.TrimSuffix(name, m[0]))
		p.Notes = append(p.Notes, note{"old_persons_more", []any{m[0]}})
	}
	a.Name = name
	return a, also
}

// role reads 法定代表人王五 into the applicant it belongs to. 共同申请人 is a further one.
// It reports false for what is no such thing.
func (p *people) role(text string, a *casefile.Applicant) (also []casefile.Applicant, ok bool) {
	word := roleWord.FindString(text)
	rest := strings.TrimSpace(strings.TrimPrefix(text, word))
	switch role := strings.TrimRight(strings.TrimSpace(word), ":, "); role {
	case "":
		switch {
		case idNumber.FindString(rest) == rest && rest != "":
			a.IDNumber = rest
		case digits11.FindString(rest) == rest && rest != "":
			a.Phone = rest
		default:
			return nil, false
		}
		return nil, true
	case "法定代表人", "法人代表", "法人", "负责人", "代表人":
		a.Representative = rest
	case "联系人", "经办人":
		a.Contact = rest
	case "电话", "联系电话", "手机":
		a.Phone = rest
	case "共同申请人":
		return []casefile.Applicant{{Name: rest}}, rest != ""
	default:
		if strings.HasPrefix(role, "身份证") || strings.HasPrefix(role, "统一") {
			a.IDNumber = rest
		} else {
			a.Agent = rest
		}
	}
	p.Notes = append(p.Notes, note{"old_person_role", []any{text}})
	return nil, true
}

// joined adds to an applicant what stood behind it.
func joined(a, more casefile.Applicant) casefile.Applicant {
	for _, part := range []struct {
		to   *string
		from string
	}{
		{&a.Representative, more.Representative}, {&a.Contact, more.Contact}, {&a.Agent, more.Agent}, {&a.Phone, more.Phone}, {&a.IDNumber, more.IDNumber},
	} {
		if part.from != "" {
			*part.to = part.from
		}
	}
	return a
}

// classWords are what registers call the classes of the yearly report.
var classWords = []struct {
	words []string
	class casefile.Class
}{
	{[]string{"自然人", "公民", "个人", "群众", "居民", "村民"}, casefile.Natural},
	{[]string{"法律服务", "律师", "律所"}, casefile.LegalFirm},
	{[]string{"科研", "高校", "院校", "研究"}, casefile.Research},
	{[]string{"社会公益", "公益", "社会组织", "社会团体", "社团", "行业协会"}, casefile.Social},
	{[]string{"商业企业", "企业", "公司", "商业"}, casefile.Business},
	{[]string{"其他", "其它", "机关", "事业单位", "组织", "单位"}, casefile.OtherPerson},
}

// readClass reads the word of a class. It reports false for one that names none:
// 法人, say, which all but the first are.
func readClass(text string) (casefile.Class, bool) {
	word := plain(text)
	for _, c := range classWords {
		if slices.ContainsFunc(c.words, func(w string) bool { return strings.Contains(word, w) }) {
			return c.class, true
		}
	}
	return "", false
}
