package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A Course is what is proposed to be done with an input.
type Course string

// The courses.
const (
	NewRequest Course = "new_request" // register it
	Answer     Course = "answer"      // join it to a case or an earlier intake
	Noise      Course = "noise"       // set it aside
)

// Label returns what the inbox shows, such as 建议并入.
func (c Course) Label() string {
	return map[Course]string{NewRequest: "建议登记", Answer: "建议并入", Noise: "建议不予登记"}[c]
}

// Known is what the office knows, asked while proposing. A nil func knows
// nothing.
type Known struct {
	Case   func(number string) bool                     // whether there is a case 2026-0158
	Intake func(number string) bool                     // whether there is an intake 20261123-0012
	Sent   func(messageID string) (ref string, ok bool) // the case or intake number about which the office sent this Message-ID
}

// A Proposal is what a clerk is proposed to do with a mail, and why. It is
// never done by itself.
type Proposal struct {
	Course  Course   `json:"course"`
	Kind    Kind     `json:"kind"`           // of the mail; says what sort of noise it is
	Refs    []string `json:"refs,omitempty"` // case or intake numbers it belongs to, for a new request those it mentions; the likeliest first
	Reasons []string `json:"reasons"`        // in Chinese, at least one
}

// Propose returns what to do with m. An answer is known by the Message-ID it
// answers, by a number in its subject or text; noise that names a case (the
// return of a letter that could not be delivered) names it too.
func Propose(m Message, known Known) Proposal {
	p := Proposal{Kind: m.Kind}
	sent := p.addSent(m, known)
	inSubject := p.addNumbers(m.Subject, "主题", known)
	own := ownText(m)
	if m.Kind == KindBounce {
		own = firstBytes(m.Text, maxRead) // what is quoted is our mail
	}
	inText := p.addNumbers(own, "正文", known)
	asks := asksForInformation(m.Subject + "\n" + own)
	switch {
	case m.Kind == KindList && asks && !m.Signals.SpamFlag:
		p.Course = NewRequest
		p.Reasons = append(p.Reasons, "邮件带群发标记，但内容像是申请公开信息")
	case m.Kind.IsNoise():
		p.Course = Noise
		p.Reasons = append([]string{noiseReason[m.Kind]}, p.Reasons...)
	case m.Kind == KindUnknown && m.Text == "" && len(m.Attachments) == 0:
		p.Course = Noise
		p.Reasons = append(p.Reasons, "邮件没有可读的内容")
	case sent || inSubject || inText && (m.Kind == KindReply || !asks):
		p.Course = Answer
	default:
		p.Course = NewRequest
		p.Reasons = append(p.Reasons, p.newReason(m, asks))
	}
	return p
}

var noiseReason = map[Kind]string{
	KindAutoReply: "对方系统的自动回复，不是本人写的",
	KindBounce:    "系统退信：本机关发出的邮件没有送到",
	KindReceipt:   "阅读或送达回执",
	KindList:      "群发或推广邮件",
}

// newReason says why m is taken for a new request.
func (p *Proposal) newReason(m Message, asks bool) string {
	switch {
	case asks && len(p.Refs) > 0:
		return "内容是申请公开信息；文中提到的编号可能有关"
	case asks:
		return "内容是申请公开信息"
	case m.Kind == KindReply:
		return "是回信，但找不到所回的案件，请人工判断"
	}
	return "不是回信，也没有提到已有的编号"
}

// addSent looks the Message-IDs up that came back, and those that were answered,
// the nearest first.
func (p *Proposal) addSent(m Message, known Known) bool {
	if known.Sent == nil {
		return false
	}
	ids := slices.Clone(m.References)
	slices.Reverse(ids)
	ids = append(slices.Clone(m.InReplyTo), ids...)
	what := "回的"
	if m.Kind == KindBounce {
		ids, what = append(slices.Clone(m.Return.IDs), ids...), "退回的"
	}
	found := false
	for _, id := range ids {
		if ref, ok := known.Sent(id); ok && !slices.Contains(p.Refs, ref) {
			p.Refs = append(p.Refs, ref)
			p.Reasons = append(p.Reasons, fmt.Sprintf("%s是本机关就 %s 发出的邮件", what, ref))
			found = true
		}
	}
	return found
}

var (
	caseNumber   = regexp.MustCompile(`(?:^|[^0-9A-Za-z-])([A-Za-z]{0,6}更?20[0-9]{2}-[0-9]{4,6})(?:$|[^0-9-])`)
	intakeNumber = regexp.MustCompile(`(?:^|[^0-9-])(20[0-9]{6}-[0-9]{4,6})(?:$|[^0-9-])`)
)

// addNumbers looks for case and intake numbers in a text; where says which, for
// the reasons. A number nobody knows is mentioned, since it may be mistyped.
func (p *Proposal) addNumbers(text, where string, known Known) bool {
	text = asciiDigits(text)
	found := false
	look := func(expr *regexp.Regexp, exists func(string) bool, what string) {
		for _, at := range expr.FindAllStringSubmatch(text, 20) {
			number := asKnown(at[1], exists)
			switch {
			case slices.Contains(p.Refs, number):
				found = true
			case exists != nil && exists(number):
				p.Refs = append(p.Refs, number)
				p.Reasons = append(p.Reasons, fmt.Sprintf("%s写有%s %s", where, what, number))
				found = true
			case exists != nil && !isYearMonth(number):
				p.Reasons = append(p.Reasons, fmt.Sprintf("%s写有 %s，但没有这个%s", where, number, what))
			}
		}
	}
	look(caseNumber, known.Case, "案件编号")
	look(intakeNumber, known.Intake, "收件号")
	return found
}

// asKnown returns a number as the office writes it: letters before it are those
// of an agency, in whatever case, or belong to the words around it.
func asKnown(number string, exists func(string) bool) string {
	bare := strings.TrimLeft(number, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if request, ok := strings.CutPrefix(bare, "更"); ok && exists != nil && !exists(bare) && !exists(strings.ToUpper(number)) {
		return asKnown(request, exists) // the end of a word, such as 变更
	}
	if exists == nil || bare == number {
		return bare
	}
	for _, n := range []string{number, strings.ToUpper(number)} {
		if exists(n) {
			return n
		}
	}
	return bare
}

// isYearMonth reports whether a number like 2026-0630 may be a day.
func isYearMonth(number string) bool {
	return len(number) == 9 && number[5:7] >= "01" && number[5:7] <= "12" && number[7:9] >= "01" && number[7:9] <= "31" && number[7:9] != "00"
}

var asking = regexp.MustCompile(`申请(依法)?(向.{0,20})?(公开|获取|提供|查询|查阅)|信息公开申请|依申请公开|政府信息公开申请|请(求|予以|依法)?公开|要求公开`)

// asksForInformation reports whether a text asks for government information.
func asksForInformation(text string) bool { return asking.MatchString(text) }
