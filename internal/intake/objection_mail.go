package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"mingda/internal/casefile"
	"mingda/internal/reconsider"
)

// ReviewKnown is what the bureau (复议机构) knows, asked while proposing. A nil func
// knows nothing.
type ReviewKnown struct {
	Case   func(number string) bool // whether there is a reconsideration case 明政复议〔2026〕3号
	Intake func(number string) bool // whether the bureau has an intake 20261123-0012
	Sent   func(messageID string) (ref string, ok bool)
}

// ProposeReview returns what to do with a mail of the bureau's mailbox, as Propose does
// with the office's. What names no case of the bureau's, and answers no mail of its, is
// taken for an application, whatever it asks for: to whom it belongs a person says.
func ProposeReview(m Message, known ReviewKnown) Proposal {
	p := Proposal{Kind: m.Kind}
	sent := p.addSent(m, Known{Sent: known.Sent})
	p.addNumbers(m.Subject, "主题", Known{Intake: known.Intake})
	p.addReviews(m.Subject, "主题", known.Case)
	own := ownText(m)
	if m.Kind == KindBounce {
		own = firstBytes(m.Text, maxRead) // what is quoted is our mail
	}
	p.addNumbers(own, "正文", Known{Intake: known.Intake})
	p.addReviews(own, "正文", known.Case)
	applies := asksForReview(m.Subject + "\n" + own)
	switch {
	case m.Kind == KindList && applies && !m.Signals.SpamFlag:
		p.Course = NewRequest
		p.Reasons = append(p.Reasons, "邮件带群发标记，但内容像是复议申请")
	case m.Kind.IsNoise():
		p.Course = Noise
		p.Reasons = append([]string{noiseReason[m.Kind]}, p.Reasons...)
	case m.Kind == KindUnknown && m.Text == "" && len(m.Attachments) == 0:
		p.Course = Noise
		p.Reasons = append(p.Reasons, "邮件没有可读的内容")
	case sent || len(p.Refs) > 0:
		p.Course = Answer
	case applies:
		p.Course, p.Reasons = NewRequest, append(p.Reasons, "内容是申请行政复议")
	case infoAsked.MatchString(m.Subject + "\n" + own):
		p.Course, p.Reasons = NewRequest, append(p.Reasons, "像是政府信息公开申请，不是复议申请：转本机关信息公开收件")
	default:
		p.Course, p.Reasons = NewRequest, append(p.Reasons, "没有写明申请复议，也没有提到已有的案件，请人工判断")
	}
	return p
}

var (
	reviewNumber = regexp.MustCompile(`\p{Han}{1,12}[〔\[［（(](20[0-9]{2})[〕\]］）)]\s*第?\s*([0-9]{1,5})\s*号`)
	beforeWord   = regexp.MustCompile(`^.*(撤销|不服|变更|确认|关于|作出|收到|的|对|为)`) // words of the sentence before the word of a number
	reviewAsked  = regexp.MustCompile(`行政复议|复议申请|申请复议|提起复议|复议请求`)
	infoAsked    = regexp.MustCompile(`信息公开申请|申请(?:政府)?信息公开|(?:申请|请求|请)(?:依法)?公开`)
)

// asksForReview reports whether a text applies for reconsideration.
func asksForReview(text string) bool { return reviewAsked.MatchString(text) }

// addReviews looks for numbers of reconsideration cases in a text.
func (p *Proposal) addReviews(text, where string, exists func(string) bool) {
	if exists == nil {
		return
	}
	for _, number := range actNumbers(text) {
		for _, one := range NumberEndings(number) {
			if exists(one) && !slices.Contains(p.Refs, one) {
				p.Refs = append(p.Refs, one)
				p.Reasons = append(p.Reasons, fmt.Sprintf("%s写有案号 %s", where, one))
			}
		}
	}
}

// NumberEndings returns what the number of a paper that was found in a text may be: the
// characters before its word can belong to the words around it (撤销明住建公开〔2026〕12号).
func NumberEndings(number string) []string {
	word, rest, _ := strings.Cut(number, "〔")
	signs, all := []rune(word), []string(nil)
	for from := range signs {
		all = append(all, string(signs[from:])+"〔"+rest)
	}
	return all
}

// actNumbers returns the numbers of official papers in a text as they are written
// properly: 明住建公开〔2026〕12号.
func actNumbers(text string) []string {
	var all []string
	found := asciiDigits(text)
	for _, at := range reviewNumber.FindAllStringSubmatchIndex(found, 20) {
		word, _, _ := strings.Cut(strings.Map(openBracket, found[at[0]:at[1]]), "〔")
		all = append(all, beforeWord.ReplaceAllString(word, "")+"〔"+found[at[2]:at[3]]+"〕"+strings.TrimLeft(found[at[4]:at[5]], "0")+"号")
	}
	return all
}

// actEnding is how many characters of the word of a number are told apart where it is
// none of this installation: those before it may belong to the words around it.
const actEnding = 3

// ActKey is what an act is known by that is objected to: the request it is about, 0 where
// that is none of this installation, else its number.
func ActKey(request casefile.ID, number string) string {
	if request != 0 {
		return fmt.Sprintf("request/%d", request)
	}
	found := actNumbers(number)
	if len(found) == 0 {
		return oneLine(number)
	}
	word, rest, _ := strings.Cut(found[0], "〔")
	signs := []rune(word)
	return string(signs[max(0, len(signs)-actEnding):]) + "〔" + rest
}

// openBracket makes one of all brackets that a year is opened with.
func openBracket(r rune) rune {
	if strings.ContainsRune("[［（(", r) {
		return '〔'
	}
	return r
}

// A ReviewFields is what could be read from a mail for the registration of an
// application for reconsideration. All of it is a proposal.
type ReviewFields struct {
	Respondent string
	Numbers    []string // of papers that it mentions, the first the likeliest to be objected to
	Asked      reconsider.Asked
}

// The headings of an application, behind which its parts stand.
var (
	reviewHeading    = regexp.MustCompile(`(?m)^[\s　]*(?:[一二三四五六七八九十0-9]{1,2}[、.．])?[\s　]*(复议请求|行政复议请求|请求事项|申请事项|事实[和与及、]?理由|主要事实[和与及、]?理由|申请理由|此致|附件|附[:：])[\s　]*[:：]?`)
	reviewRespondent = regexp.MustCompile(`(?m)被申请人(?:名称)?[\s　]*[:：][\s　]*([\p{Han}（）()]{2,40})`)
)

// ExtractReview reads an application for reconsideration out of m. Without headings
// all of it is taken for the grounds.
func ExtractReview(m Message) ReviewFields {
	text := ownText(m)
	f := ReviewFields{Respondent: first(reviewRespondent, text), Numbers: actNumbers(m.Subject + "\n" + text)}
	f.Asked.Subject = StripPrefixes(m.Subject)
	at := reviewHeading.FindAllStringSubmatchIndex(text, 20)
	for i, h := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		part := strings.TrimSpace(text[h[1]:end])
		switch heading := text[h[2]:h[3]]; {
		case strings.HasSuffix(heading, "理由"):
			f.Asked.Grounds = firstOf(f.Asked.Grounds, part)
		case strings.Contains(heading, "请求") || heading == "申请事项":
			f.Asked.Request = firstOf(f.Asked.Request, part)
		}
	}
	if f.Asked.Grounds == "" {
		f.Asked.Grounds = text
	}
	return f
}
