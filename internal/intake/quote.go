package intake

import (
	"regexp"
	"strings"
)

// quoteHead finds the line with which mailers begin what is answered.
var quoteHead = regexp.MustCompile(`(?i)^\s*(-{2,}\s*(原始邮件|原邮件|回复的原邮件|original message|forwarded message|转发的邮件|转发邮件信息)\s*-{2,}|[-_—]{10,}\s*$|在\s?\d{4}.{4,80}(写道|寫道)\s*[:：]|on .{10,120} wrote:|at \d{4}-.{10,100}wrote:|.{1,80}于\s?\d{4}.{4,60}写道\s*[:：])`)

// quoteField finds the field lines of a quoted head that has no such line.
var quoteField = regexp.MustCompile(`^\s*(\*?发件人\*?|From)\s*[:：].*@`)

// maxRead bounds how much of a text the rules look into, in bytes: nobody
// writes a request of more than some twenty thousand characters.
const maxRead = 64 << 10

// ownText is what the rules look into: the sender's own words, from the
// beginning.
func ownText(m Message) string {
	return OwnWords(firstBytes(m.Text, maxRead))
}

// firstBytes returns at most so many bytes of a text, and no broken character.
func firstBytes(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "")
}

// OwnWords returns the text without what it quotes of the mail it answers. A
// text that is all quotation, as a forwarded request is, stays whole.
func OwnWords(text string) string {
	var own []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if quoteHead.MatchString(line) || quoteField.MatchString(line) {
			break
		}
		if !strings.HasPrefix(strings.TrimSpace(line), ">") {
			own = append(own, line)
		}
	}
	if words := strings.TrimSpace(strings.Join(own, "\n")); words != "" {
		return words
	}
	return text
}

// StripPrefixes returns a subject without 回复：, Re:, 转发： and the like.
func StripPrefixes(subject string) string {
	for {
		short := subjectPrefix.ReplaceAllString(subject, "")
		if short == subject {
			return strings.TrimSpace(subject)
		}
		subject = short
	}
}

var subjectPrefix = regexp.MustCompile(`(?i)^\s*(回复|答复|回覆|转发|转寄|re|fw|fwd|aw|sv)\s*(\[\d+\]|\(\d+\))?\s*[:：]\s*`)
