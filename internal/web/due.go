package web

import (
	"strconv"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/law"
	"mingda/internal/page"
)

// soonDays is how many workdays before the last day a case begins to look
// urgent.
const soonDays = 5

// dueOf returns the deadline badge of a case: what is left until its last day,
// or how it ended. short is the wording of dense tables, whose head says that
// workdays are counted.
func (s *Server) dueOf(row casefile.Row, today calendar.Date, short bool) page.Due {
	switch {
	case !row.Open:
		return s.ended(row)
	case row.Clock == string(deadline.AwaitingClarification):
		if row.NoAnswer(today) {
			return page.Due{State: page.Soon, Text: "未起算", Note: "补正期限 " + row.SupplementBy.ChineseShort() + "已过"}
		}
		return page.Due{State: page.Line, Text: "未起算", Note: "等申请人补正"}
	case row.Clock == string(deadline.AwaitingPayment):
		if row.Unpaid(today) {
			return page.Due{State: page.Soon, Text: "未起算", Note: "缴费期限 " + row.PayBy.ChineseShort() + "已过"}
		}
		return page.Due{State: page.Line, Text: "未起算", Note: "等申请人缴费"}
	case row.DueOn.IsZero() && row.NoOpinion(today):
		return page.Due{State: page.Soon, Text: "停表", Note: "意见期限 " + row.AskedUntil.ChineseShort() + "已过"}
	case row.DueOn.IsZero() && !row.AskedUntil.IsZero():
		return page.Due{State: page.Stop, Text: "停表", Note: "征求意见，至 " + row.AskedUntil.ChineseShort()}
	case row.DueOn.IsZero():
		return page.Due{State: page.Stop, Text: "停表"}
	}
	due := page.Due{On: row.DueOn, Short: short, Far: row.DueOn.Year() != today.Year()}
	due.State, due.Text = s.left(row.DueOn, today, short)
	if row.Type == casefile.Correction {
		if row.DueOn.Before(today) { // no law was broken
			due.State, due.Text = page.Soon, pastOwn
		}
		due.Note = ownRule
		return due
	}
	if strict := row.StrictDueOn; !strict.IsZero() && strict.Before(row.DueOn) && !row.DueOn.Before(today) {
		due.Note = "从严算 " + strict.ChineseShort()
		if !strict.After(today) && due.State == page.OK {
			due.State = page.Soon // by the strictest reading it is late already
		}
	}
	return due
}

// pastOwn says that the day has passed which the office had set itself.
const pastOwn = "超过本机关定的期限"

// left says how much is left until the last day.
func (s *Server) left(due, today calendar.Date, short bool) (page.State, string) {
	unit := " 个工作日"
	if short {
		unit = " 日"
	}
	switch {
	case due == today:
		return page.Today, "今天"
	case due.Before(today):
		if n := s.Desk.Calendar().Workdays(due, today); n > 0 {
			return page.Late, "逾期 " + strconv.Itoa(n) + unit
		}
		return page.Late, "已逾期" // on a weekend right after the last day
	}
	n := s.Desk.Calendar().Workdays(today, due)
	if n <= soonDays {
		return page.Soon, "剩余 " + strconv.Itoa(n) + unit
	}
	return page.OK, "剩余 " + strconv.Itoa(n) + unit
}

// ended says how a case ended, and whether in time.
func (s *Server) ended(row casefile.Row) page.Due {
	on := row.EndedOn.ChineseShort()
	switch {
	case row.Stage == casefile.StageAnnulled:
		return page.Due{State: page.Line, Text: on + "撤销"}
	case row.Stage == casefile.StageWithdrawn || row.Result == law.Withdrawn:
		return page.Due{State: page.Done, Text: on + "撤回"}
	case row.Door == casefile.OldRegister && row.Clock == "" && row.Stage != casefile.StageClosed: // no clock ran here
		return page.Due{State: page.Done, Text: on + "答复", Note: s.Desk.ResultName(row.Result)}
	case row.PastOwn():
		return page.Due{State: page.Done, Text: on + "办结，" + pastOwn, Note: s.Desk.ResultName(row.Result)}
	case row.Late:
		return page.Due{State: page.Late, Text: on + "答复，逾期", Note: s.Desk.ResultName(row.Result)}
	case row.Stage == casefile.StageClosed:
		return page.Due{State: page.Done, Text: on + "结案", Note: s.Desk.ResultName(row.Result)}
	}
	return page.Due{State: page.Done, Text: on + "答复，按期", Note: s.Desk.ResultName(row.Result)}
}

// doorIcons are the shapes of the doors.
var doorIcons = map[casefile.Door]string{
	casefile.PostSigned: "post", casefile.PostOrdinary: "post", casefile.Mail: "mail", casefile.Web: "web", casefile.Counter: "desk", casefile.Transferred: "desk", casefile.OldRegister: "desk",
}

// doorOf returns the door with its shape.
func doorOf(d casefile.Door) page.Door { return page.Door{Icon: doorIcons[d], Label: d.Label()} }
