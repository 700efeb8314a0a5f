package bureau

import (
	"cmp"

	"mingda/internal/reconsider"
)

// tellCourse returns what an entry about the course of the hearing says, in words.
func tellCourse(fact any) (title, text string) {
	switch f := fact.(type) {
	case *reconsider.SessionSet:
		return map[bool]string{true: "听证改期", false: "安排听证"}[f.Moves], f.Day.Chinese() + f.Private.At + nonEmpty("　", cmp.Or(f.Private.Reason, f.Private.Place))
	case *reconsider.SessionOff:
		return "取消听证", f.Private.Reason
	case *reconsider.SessionHeld:
		return "举行听证", f.Private.Text
	case *reconsider.ProbeBegan:
		return f.Kind.Label() + "开始", f.Private.What + nonEmpty("，", f.Private.Who)
	case *reconsider.ProbeEnded:
		return "勘验、鉴定结束", f.Private.Result
	case *reconsider.FileRead:
		return f.Role.Label() + "查阅案卷", f.Private.Who
	case *reconsider.CommitteeAsked:
		return "提请行政复议委员会咨询意见", f.Private.Question
	case *reconsider.CommitteeAdvised:
		return "行政复议委员会提出咨询意见", f.Private.Text
	}
	return "记录", ""
}
