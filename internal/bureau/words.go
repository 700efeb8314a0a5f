package bureau

import (
	"slices"
	"strconv"
	"strings"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/deadline"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/letter"
	"mingda/internal/page"
	"mingda/internal/reconsider"
)

// soonDays are the days, as the period counts them, before the last day within which a case is marked.
const soonDays = 3

// dueOf is the badge of what the bureau has to do next, or how the case ended.
func (s *Server) dueOf(v desk.ReviewView) page.Due {
	c := v.Case
	if _, outcome, decided := c.Decision(); decided {
		return page.Due{State: page.Done, Text: outcome.Label(), Note: c.EndedOn().ChineseShort()}
	}
	if end, ended := c.End(); ended {
		return page.Due{State: page.Done, Text: v.Stage.Label(), Note: end.SignedOn.ChineseShort()}
	}
	if c.IsOver() {
		return page.Due{State: page.Done, Text: closedWords(c), Note: c.EndedOn().ChineseShort()}
	}
	due := c.Due(v.Clock)
	switch {
	case v.Stage == reconsider.StageSupplying:
		return page.Due{State: page.Stop, Text: "等申请人补正", Note: until(v.Clock.SupplementBy)}
	case v.Stage == reconsider.StageSuspended:
		return stoppedDue(c)
	case due.IsZero():
		return page.Due{State: page.Line, Text: v.Stage.Label()}
	}
	unit := law.Workdays
	if !v.Clock.AcceptedOn.IsZero() {
		unit = law.Days
	}
	return s.left(due, unit)
}

// left says how long it is to a last day, or how long it is past, in the days of its period:
// that of deciding counts all of them, the others workdays (复议法 62, 88).
func (s *Server) left(due calendar.Date, unit law.Unit) page.Due {
	today := s.Desk.Today()
	d := page.Due{On: due, Far: due.Year() != today.Year()}
	count := func(from, to calendar.Date) (n int, words string) {
		if unit == law.Workdays {
			n = s.Desk.Calendar().Workdays(from, to)
			return n, " " + strconv.Itoa(n) + " 个工作日"
		}
		n = to.DaysSince(from)
		return n, " " + strconv.Itoa(n) + " 日"
	}
	n, words := count(today, due)
	switch {
	case due == today:
		d.State, d.Text = page.Today, "今天"
	case due.Before(today):
		d.State, d.Text = page.Late, "已逾期" // on a weekend right after the last day
		if n, words := count(due, today); n > 0 {
			d.Text = "逾期" + words
		}
	case n <= soonDays:
		d.State, d.Text = page.Soon, "剩余"+words
	default:
		d.State, d.Text = page.OK, "剩余"+words
	}
	return d
}

// closedWords says how a case was closed without a paper.
func closedWords(c *reconsider.Case) string {
	if !c.GaveUp.IsZero() {
		return "视为放弃"
	}
	return "受理前撤回"
}

// whom names a recipient: by the role, of several applicants by their name too.
func whom(c *reconsider.Case, to reconsider.Recipient) string {
	if to.Role == reconsider.TheApplicant && len(c.Applicants()) > 1 {
		return to.Role.Label() + c.NameOf(to)
	}
	return to.Role.Label()
}

// until names a last day, nothing for none.
func until(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return "最迟 " + d.ChineseShort()
}

// notesOf are the marks of what somebody has to look at in a case.
func (s *Server) notesOf(v desk.ReviewView) []page.Tag {
	c, today := v.Case, s.Desk.Today()
	var all []page.Tag
	mark := func(state page.State, text string) { all = append(all, page.Tag{State: state, Text: text}) }
	if len(c.Handlers) == 0 && v.Stage.IsOpen() {
		mark(page.Soon, "没有承办人")
	}
	if len(c.Companions()) > 0 && v.Stage.IsOpen() {
		mark(page.Line, "合并审理")
	}
	if c.LacksRepresentatives() && v.Stage.IsOpen() {
		mark(page.Soon, "申请人超过十人，没有代表人")
	}
	if v.Late && c.Sheet.Entry == 0 {
		mark(page.Soon, "超过申请期限")
	}
	if v.Stage == reconsider.StageSupplying && len(c.Undecided()) > 0 {
		mark(page.Soon, "看是不是补正")
	}
	if v.Stage == reconsider.StageSupplying && today.After(v.Clock.SupplementBy) && !v.Clock.SupplementBy.IsZero() {
		mark(page.Soon, "补正期限已过")
	}
	if v.Stage.IsOpen() && c.HasNoSheet(today) {
		mark(page.Soon, "没有写明答复的种类")
	}
	if v.Clock.Deemed && c.Acceptance.Entry == 0 {
		mark(page.Late, "视为受理")
	}
	for _, p := range c.Papers {
		if text, waits := waitingPapers[p.Stage]; waits {
			mark(page.Soon, text+paperName(p.Kind))
		}
	}
	now := reconsider.Situation{Today: today, Clock: v.Clock}
	if v.Stage == reconsider.StageHearing {
		copied, _ := c.PaperOf(reconsider.CopyNotice)
		switch {
		case !copied.WentTo(reconsider.TheRespondent) && !v.Clock.CopyBy.IsZero() && today.After(v.Clock.CopyBy):
			mark(page.Late, "副本没有按期发送")
		case c.HasNoCase(now) && c.Response.Entry == 0:
			mark(page.Late, "被申请人没有答复")
		case c.HasNoCase(now):
			mark(page.Late, "被申请人没有提交证据")
		case c.Response.Entry == 0 && c.CopyUnsigned():
			mark(page.Soon, "副本还没有登记签收")
		case c.Response.Entry == 0 && copied.WentTo(reconsider.TheRespondent):
			mark(page.Stop, "等被申请人答复")
		}
	}
	if isOverdue(v, today) {
		mark(page.Late, "逾期没有履行或者报送情况")
	}
	if c.IsAddedTo() && v.Stage.IsOpen() {
		mark(page.Soon, "申请人有补充")
	}
	if c.Withdrawal.Waits() && v.Stage.IsOpen() {
		mark(page.Soon, "申请人要撤回")
	}
	return slices.Concat(all, s.hearingNotes(v), committeeNotes(v), s.stopNotes(v))
}

// waitingPapers says what a paper of a stage waits for.
var waitingPapers = map[casefile.LetterStage]string{casefile.InCheck: "待审核：", casefile.InSigning: "待签发：", casefile.IsReady: "待送达："}

// paperName returns what a kind of paper is called.
func paperName(kind casefile.LetterKind) string {
	info, err := letter.Info(letter.Kind(kind))
	if err != nil {
		return string(kind)
	}
	return info.Name
}

// people names persons of a case.
func (s *Server) people(v desk.ReviewView, ids []int64) string {
	var names []string
	for _, id := range ids {
		names = append(names, v.Names[id])
	}
	return strings.Join(names, "、")
}

// procedureLabel names how a case is heard.
func procedureLabel(p deadline.Procedure) string {
	return map[deadline.Procedure]string{deadline.Summary: "简易程序", deadline.Ordinary: "普通程序"}[p]
}
