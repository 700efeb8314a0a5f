package report

import (
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
)

// A Behind is one case behind a figure of the statistics.
type Behind struct {
	Case casefile.Figured // without its days and marks
	Mark casefile.Mark    // of what is counted by itself
	Days int              // where days are counted
}

// Because says why the case stands under a heading.
func (b Behind) Because(h Heading) string {
	in, out := b.Case.ReceivedOn.Chinese()+"收到", b.Case.EndedOn.Chinese()
	switch h {
	case Received:
		return in
	case ByDoor:
		return in + "，渠道" + b.Case.Door.Label()
	case ByClass:
		return in + "，申请人是" + b.Case.Class.Label()
	case Ended, ByResult:
		return out + b.Case.Ending.Label() + b.used()
	case Overdue:
		return in + "，应在" + b.Case.Due.Chinese() + "以前答复，还没有答复"
	case Used:
		return in + "，" + out + "答复" + b.used()
	case Asked:
		of, answer, _ := strings.Cut(b.Mark.Value, "/")
		return b.Mark.On.Chinese() + "征求" + casefile.Asked(of).Label() + "意见" + afterwards(b.Mark.Done, AnswerLabel(answer))
	case Contested:
		return b.Mark.On.Chinese() + "知道被" + casefile.Forum(b.Mark.Value).Label()
	case Judged:
		return b.Mark.On.Chinese() + "收到" + JudgedLabel(b.Mark.Value)
	case Returned:
		return b.Mark.On.Chinese() + "文书被退回"
	case Voided:
		return b.Mark.On.Chinese() + "签发的文书作废"
	case Replaced:
		return b.Mark.On.Chinese() + "更正后重新答复"
	}
	return out + "办结，在这个环节 " + strconv.Itoa(b.Days) + " 天"
}

func (b Behind) used() string {
	if b.Case.Ending == casefile.EndedWithout {
		return ""
	}
	return "，用了 " + strconv.Itoa(b.Case.Used) + " 个工作日"
}

func afterwards(on calendar.Date, what string) string {
	if on.IsZero() {
		return "，" + what
	}
	return "，" + on.Chinese() + what
}

// AnswerLabel names what somebody who was asked said, also nothing yet.
func AnswerLabel(answer string) string {
	if answer == "" {
		return "还没有答复"
	}
	return casefile.Answer(answer).Label()
}

// JudgedLabel names how a contest ended, of the value of Judged.
func JudgedLabel(value string) string {
	forum, outcome, _ := strings.Cut(value, "/")
	return casefile.Forum(forum).Label() + "：" + casefile.RemedyOutcome(outcome).Label()
}
