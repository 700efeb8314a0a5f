package page

import (
	"html/template"
	"regexp"
	"strings"
)

// together finds what must not be broken over two lines within running text:
// dates with their weekday, case numbers and phone numbers, and the last two
// characters before the · of a name.
var together = regexp.MustCompile(`(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:（星期[日一二三四五六]）)?` +
	`|\d{3,4}-\d{4,8}(?:-\d{4})?` +
	`|\p{Han}{1,2}·`)

// alone finds a text that is nothing but a name of several parts, or an address:
// what stands alone so can be broken where it wants to be.
var (
	aloneName    = regexp.MustCompile(`^\p{Han}{1,8}(?:·\p{Han}{1,8})+$`)
	aloneAddress = regexp.MustCompile(`^[\w.+-]+@[\w.-]+$`)
)

// proseHTML writes running text; dates, numbers and names in it stay together.
func proseHTML(text string) template.HTML {
	switch {
	case hasUyghur(text):
		return inTongues(text, proseHTML)
	case strings.Contains(text, "·") && aloneName.MatchString(text):
		return nameHTML(text)
	case strings.Contains(text, "@") && aloneAddress.MatchString(text):
		return addressHTML(text)
	}
	if !strings.ContainsAny(text, "月-·") { // what together finds has one of these
		return template.HTML(template.HTMLEscapeString(text))
	}
	var b strings.Builder
	at := 0
	for _, m := range together.FindAllStringIndex(text, -1) {
		b.WriteString(template.HTMLEscapeString(text[at:m[0]]))
		b.WriteString(string(nowrap(text[m[0]:m[1]])))
		at = m[1]
	}
	b.WriteString(template.HTMLEscapeString(text[at:]))
	return template.HTML(b.String())
}

// uyghur finds words of the Arabic script, with what stands between them.
var uyghur = regexp.MustCompile(`\p{Arabic}(?:[\p{M}\s·.،-]*\p{Arabic})*`)

// hasUyghur reports whether there are letters of the Arabic script. Their first
// bytes begin nothing else that is Chinese, so that most texts are done at once.
func hasUyghur(text string) bool {
	for i := range len(text) {
		if text[i] >= 0xD8 && text[i] <= 0xDD || text[i] == 0xEF {
			return uyghur.MatchString(text)
		}
	}
	return false
}

// inTongues marks words of the Arabic script with their language and direction,
// for those who have the page read out, and writes the rest as write does.
func inTongues(text string, write func(string) template.HTML) template.HTML {
	var b strings.Builder
	at := 0
	for _, m := range uyghur.FindAllStringIndex(text, -1) {
		b.WriteString(string(write(text[at:m[0]])))
		b.WriteString(`<bdi lang="ug" dir="rtl">` + template.HTMLEscapeString(text[m[0]:m[1]]) + `</bdi>`)
		at = m[1]
	}
	b.WriteString(string(write(text[at:])))
	return template.HTML(b.String())
}
