package intake

import (
	"regexp"
	"strings"
)

var (
	itemHead   = regexp.MustCompile(`^[\s　]*(?:[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)]|[0-9]{1,2}\s*[.、．，:：]|[一二三四五六七八九十]{1,3}、|[①-⑳]|第[一二三四五六七八九十]{1,3}[项、，])[\s　]*`)
	itemLabel  = regexp.MustCompile(`^[\s　]*(?:[0-9一二三四五六七八九十]{1,2}[、.．]\s*)?(申请人|姓\s*名|电话|手机|联系|地址|身份证|证件|获取|提供方式|用途|领取|邮编|附件|此致|事实|理由|依据|注意?[:：])`)
	inSentence = regexp.MustCompile(`(?:申请(?:依法)?(?:向.{0,20})?(?:公开|获取|提供|查阅)|请(?:求|予以|依法)?公开|要求公开)(?:如?以?下.{0,6}信息)?[:：]?\s*([^\n。；;]{4,300})`)
	labelled   = regexp.MustCompile(`(?:所需(?:政府)?信息(?:的?内容描述|内容)?|申请(?:公开)?(?:的)?(?:内容|事项))\s*[:：]\s*([^\n]{4,400})`)
)

// findItems reads the things asked for: numbered lines that follow each other,
// else what stands behind 申请公开 or a label.
func findItems(text string) []string {
	if items := numbered(text); len(items) > 0 {
		return items
	}
	one := firstOf(first(labelled, text), first(inSentence, text))
	if one = trimItem(one); one == "" || strings.HasPrefix(one, "以下") || strings.HasPrefix(one, "下列") {
		return nil
	}
	return []string{one}
}

// salutation and closing find the lines around what a mail says.
var (
	salutation = regexp.MustCompile(`^[^，。；\n]{0,40}[:：]$|^[您你]好[！!。，,]?$|^(?:尊敬的)?[^，。；\n]{0,20}[您你]好[！!：:]?$`)
	closing    = regexp.MustCompile(`^(?:此致|敬礼|谢谢|盼复|顺祝.{0,8}|祝好|以上)[！!。，,]?$|^(?:申请人|电话|手机|联系电话|联系方式|日期|邮箱)\s*[:：]|^\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?$|^1[3-9]\d{9}$`)
)

// Body returns what a mail says in the sender's own words, without the
// salutation above it and the closing with the sender's name below it.
func Body(m Message, name string) string {
	lines := strings.Split(strings.TrimSpace(ownText(m)), "\n")
	around := func(line string, expr *regexp.Regexp) bool {
		line = strings.TrimSpace(line)
		return line == "" || name != "" && line == name || expr.MatchString(line)
	}
	for len(lines) > 0 && around(lines[0], salutation) {
		lines = lines[1:]
	}
	for len(lines) > 0 && around(lines[len(lines)-1], closing) {
		lines = lines[:len(lines)-1]
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// numbered returns the first run of numbered lines. Before 申请公开 a run is
// passed over: facts and reasons are numbered too.
func numbered(text string) []string {
	if at := asking.FindStringIndex(text); at != nil && numberedRun(text[at[1]:]) != nil {
		return numberedRun(text[at[1]:])
	}
	return numberedRun(text)
}

func numberedRun(text string) []string {
	var items []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		head := itemHead.FindString(line)
		switch {
		case strings.TrimSpace(line) == "":
		case itemLabel.MatchString(line):
			if len(items) > 0 {
				return items
			}
		case head != "":
			if item := trimItem(line[len(head):]); item != "" && len(items) < 50 {
				items = append(items, item)
			}
		case len(items) > 0 && isContinued(items[len(items)-1], line):
			items[len(items)-1] += strings.TrimSpace(line)
		case len(items) > 0:
			return items
		}
	}
	return items
}

// isContinued reports whether a line goes on with the item before it: a mailer
// broke the line at its width, so that the item is long and has no end.
func isContinued(item, line string) bool {
	return len([]rune(item)) >= 30 && !strings.ContainsAny(line, ":：") && len([]rune(line)) < 80
}

// trimItem drops blanks and the stop at the end.
func trimItem(s string) string {
	return strings.TrimRight(strings.TrimSpace(s), "；;。.，,、 　")
}

// itemsOf splits the content of a request into its items: one a line, or
// divided by semicolons, without their numbers.
func itemsOf(content string) []string {
	var items []string
	for _, line := range strings.FieldsFunc(content, func(r rune) bool { return r == '\n' || r == '；' || r == ';' }) {
		line = trimItem(itemHead.ReplaceAllString(line, ""))
		if line != "" {
			items = append(items, line)
		}
	}
	return items
}
