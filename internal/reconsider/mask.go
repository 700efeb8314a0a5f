package reconsider

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingda/internal/casefile"
)

// A Masked is a stretch of a text of which a copy is published: what it was, and what
// stands in its place. Both are the same where nothing is removed.
type Masked struct {
	Was, Is string
	Why     string // what was removed; empty where nothing was
}

// Masks are what is removed from a text before it is published: what the case knows of
// people, what looks like such data, and what a person chose.
type Masks struct {
	known []mask
	more  []mask
	keep  []string
}

// A mask puts something in the place of what a pattern finds; with a group, of the group.
type mask struct {
	find *regexp.Regexp
	word string // what is looked for, of a known datum
	is   string
	why  string
}

// The reasons for which something is removed.
const (
	maskName    = "姓名"
	maskID      = "证件号码"
	maskPhone   = "电话"
	maskMail    = "邮箱"
	maskAddress = "住址"
	maskNumber  = "账号一类的号码"
	maskChosen  = "另外隐去的"
)

// looks are what looks like personal data, whoever's it is. An office's own address or
// phone looks so too: those are kept.
var looks = []mask{
	{find: regexp.MustCompile(`[1-9]\d{16}[\dXxＸ]`), is: "某号", why: maskID},
	{find: regexp.MustCompile(`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`), is: "某邮箱", why: maskMail},
	{find: regexp.MustCompile(`\d{12,}`), is: "某号", why: maskNumber},
	{find: regexp.MustCompile(`1[3-9]\d[ -]?\d{4}[ -]?\d{4}`), is: "某电话", why: maskPhone},
	{find: regexp.MustCompile(`0\d{2,3}[-－— ]?\d{7,8}`), is: "某电话", why: maskPhone},
	{find: regexp.MustCompile(`\p{Han}{2,4}(?:路|街|巷|道|村|组|小区|社区)\d+号(?:院|小区)?(?:\d+(?:号楼|栋|幢|座))?(?:\d+单元)?(?:\d+(?:室|号|户))?`), is: "某地址", why: maskAddress},
	{find: regexp.MustCompile(`\d+(?:号楼|栋|幢)(?:\d+单元)?\d+(?:室|号|户)?`), is: "某地址", why: maskAddress},
	{find: regexp.MustCompile(`(?:法定代表人|委托代理人|代理人|代表人|联系人|户主)[：:]\s*(\p{Han}{2,4}(?:[·•・]\p{Han}{1,8})*)`), is: "某", why: maskName},
}

// compound are the family names of two characters.
var compound = []string{"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "夏侯", "独孤", "南宫"}

// dots stand between the parts of a name.
const dots = "·•・‧∙"

// exactly finds a word also where it is broken by spaces, or written with another dot.
func exactly(word string) *regexp.Regexp {
	var parts []string
	for _, r := range word {
		switch {
		case strings.ContainsRune(" \u3000", r):
			continue
		case strings.ContainsRune(dots, r):
			parts = append(parts, "["+dots+"]")
		default:
			parts = append(parts, regexp.QuoteMeta(string(r)))
		}
	}
	return regexp.MustCompile("(?i)" + strings.Join(parts, `[ \x{3000}]*`))
}

// Masks returns what is removed of a text of the case: what is known of its people, and
// further words. keep are words that look like personal data and are none.
func (c *Case) Masks(more, keep []string) Masks {
	m := Masks{keep: keep}
	taken := map[string]int{} // how many people are called so already
	name := func(who string) {
		who = strings.TrimSpace(who)
		if utf8.RuneCountInString(who) < 2 || slices.ContainsFunc(m.known, func(k mask) bool { return k.word == who }) {
			return
		}
		is := familyName(who) + "某"
		if n := taken[is]; n > 0 {
			taken[is]++
			is += string([]rune("甲乙丙丁戊己庚辛壬癸")[min(n, 9)])
		} else {
			taken[is] = 1
		}
		m.known = append(m.known, mask{exactly(who), who, is, maskName})
		for _, part := range strings.FieldsFunc(who, func(r rune) bool { return strings.ContainsRune(dots, r) }) {
			if part != who && utf8.RuneCountInString(part) >= 3 {
				m.known = append(m.known, mask{exactly(part), part, is, maskName})
			}
		}
	}
	datum := func(value, is, why string) {
		if value = strings.TrimSpace(value); utf8.RuneCountInString(value) >= 4 {
			m.known = append(m.known, mask{exactly(value), value, is, why})
		}
	}
	a := c.Applicant
	if a.Class == casefile.Natural {
		name(a.Name)
		datum(a.IDNumber, "某号", maskID)
	}
	for _, people := range []string{a.Representative, a.Contact, firstName(a.Agent), firstName(c.Asked.Agent)} {
		name(people)
	}
	datum(a.Phone, "某电话", maskPhone)
	datum(a.Email, "某邮箱", maskMail)
	datum(a.Address, "某地址", maskAddress)
	for _, p := range c.Parties {
		if is := p.Private.Who.Is; is != casefile.Organisation && is != casefile.Authority { // whose names are no secret
			name(p.Private.Who.Name)
		}
		datum(p.Private.IDNumber, "某号", maskID)
		name(p.Private.Who.Contact)
		datum(p.Private.Who.Phone, "某电话", maskPhone)
		datum(p.Private.Who.Address, "某地址", maskAddress)
	}
	for _, word := range more {
		if word = strings.TrimSpace(word); word != "" {
			m.more = append(m.more, mask{exactly(word), word, "某", maskChosen})
		}
	}
	return m
}

// familyName is what of a name stays.
func familyName(name string) string {
	for _, two := range compound {
		if strings.HasPrefix(name, two) {
			return two
		}
	}
	first, _ := utf8.DecodeRuneInString(name)
	return string(first)
}

// firstName is the name with which a description of somebody begins: 李明，某某律师事务所律师.
func firstName(of string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(of), "，")
	for _, end := range []string{"（", "(", "、", ",", " "} {
		first, _, _ = strings.Cut(first, end)
	}
	return first
}

// Apply cuts a text into what stays and what is removed. Where two masks meet the one that
// begins first goes before, of those the longer.
func (m Masks) Apply(text string) []Masked {
	type found struct {
		from, to int
		mask
	}
	var all []found
	add := func(masks []mask, kept []string) {
		for _, k := range masks {
			for _, at := range k.find.FindAllStringSubmatchIndex(text, -1) {
				from, to := at[0], at[1]
				if len(at) > 2 && at[2] >= 0 {
					from, to = at[2], at[3]
				}
				if from < to && !slices.ContainsFunc(kept, func(keep string) bool { return keep != "" && strings.Contains(keep, text[from:to]) }) {
					all = append(all, found{from, to, k})
				}
			}
		}
	}
	add(m.known, nil)
	add(m.more, nil)
	add(looks, m.keep)
	slices.SortStableFunc(all, func(a, b found) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return b.to - a.to
	})
	var pieces []Masked
	at := 0
	for _, f := range all {
		if f.from < at { // what it reaches beyond goes with the one before
			if f.to > at {
				pieces[len(pieces)-1].Was += text[at:f.to]
				at = f.to
			}
			continue
		}
		if f.from > at {
			pieces = append(pieces, Masked{Was: text[at:f.from], Is: text[at:f.from]})
		}
		pieces = append(pieces, Masked{text[f.from:f.to], f.is, f.why})
		at = f.to
	}
	if at < len(text) {
		pieces = append(pieces, Masked{Was: text[at:], Is: text[at:]})
	}
	return pieces
}

// Text is the text that is published.
func Text(pieces []Masked) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.Is)
	}
	return b.String()
}

// Left returns what the case knows of people, or a person chose, and that stands in a text
// still.
func (m Masks) Left(text string) []string {
	var left []string
	for _, k := range slices.Concat(m.known, m.more) {
		if k.find.MatchString(text) && !slices.Contains(left, k.word) {
			left = append(left, k.word)
		}
	}
	return left
}
