package intake

import (
	"regexp"
	"strings"

	"mingda/internal/casefile"
)

// correcting are words of who wants a record about themselves put right (条例 41),
// and not a paper about a correction.
var correcting = regexp.MustCompile(`(?:更正|改正|纠正|修正)[^。；\n]{0,30}(?:错误|有误|不准确|写错|记错|登记|记录|信息|姓名|日期|面积)|(?:错误|有误|不准确|不符|写错|记错|登记错)[^\n]{0,60}(?:更正|改正|纠正|修正)`)

// shownOfCorrection is how many characters of such words are shown.
const shownOfCorrection = 24

// CorrectionWords returns the words of a text that read as if somebody asked for a
// correction of records, "" for none. They are a reason to look, no more: who
// registers it says what it is.
func CorrectionWords(text string) string {
	found := []rune(strings.Join(strings.Fields(correcting.FindString(text)), ""))
	if len(found) > shownOfCorrection {
		return string(found[:shownOfCorrection]) + "……"
	}
	return string(found)
}

// A CorrectionAsked is what the form for a correction asks for: 条例 41 wants
// evidence that a record which the office provided is not right.
type CorrectionAsked struct {
	Record   string // which, and how the office provided it
	Was, Now string // what it says, and what it should say
	Evidence string // what proves it
}

// Content writes it as the content of an application, a point a line.
func (c CorrectionAsked) Content() string {
	var lines []string
	for _, l := range []struct{ label, text string }{
		{casefile.RecordLine, c.Record}, {casefile.RecordWasLine, c.Was}, {casefile.RecordNowLine, c.Now}, {casefile.EvidenceLine, c.Evidence},
	} {
		if text := strings.TrimSpace(l.text); text != "" {
			lines = append(lines, l.label+"："+strings.Join(strings.Fields(text), " "))
		}
	}
	return strings.Join(lines, "\n")
}

// Wants is what is asked for with it.
func (c CorrectionAsked) Wants() casefile.Wants {
	return casefile.Wants{Type: casefile.Correction, Subject: oneLine(c.Record), Content: c.Content()}
}
