package web

import (
	"fmt"

	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/page"
)

// ownRule is what a period rests on that no law sets.
const ownRule = law.OwnRule

// periodLines lists the periods of a case that have something to say. The last day
// to answer, and what is left until then, stand at the head of the page.
func (s *Server) periodLines(v desk.CaseView) []page.Period {
	today := s.Desk.Today()
	var lines []page.Period
	for _, k := range v.Clocks {
		if k.IsIdle() {
			continue
		}
		line := s.periodLine(v, k, today)
		if k.What.IsAnswer() {
			line.Until = calendar.Date{}
			if k.State == casefile.ClockRuns {
				line.Tag = page.Tag{State: page.Line, Text: k.State.Label()}
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// periodLine puts one period into words.
func (s *Server) periodLine(v desk.CaseView, k casefile.Clock, today calendar.Date) page.Period {
	line := page.Period{Label: k.What.Label() + numbered("：", v.People.Unit(k.Of)), Until: k.Until, Tag: s.periodTag(k, today), Why: k.Steps, Source: k.Article}
	if asked, ok := v.Case.Consultation(k.Consultation); ok {
		line.Label += "：" + otherName(v.Case, asked.To)
	}
	if k.What.IsRemedy() && k.Letter != 0 && k.Consultation == 0 && len(v.Case.JointApplicants()) > 0 { // each has their own
		line.Label += "：" + recipientName(v.Case, k.Joint)
	}
	if line.Source == "" {
		line.Source = ownRule
	}
	if k.Provisional {
		line.Why += "放假通知还没有出，暂按现行日历算。"
	}
	if k.WaitsFor != casefile.NobodyWaits {
		line.WaitsFor = "等" + k.WaitsFor.Label()
	}
	return line
}

// periodTag says how a period stands. What is the applicant's to use presses
// nobody in the office, and is counted in days; the office's own rule is no breach
// of the law.
func (s *Server) periodTag(k casefile.Clock, today calendar.Date) page.Tag {
	theirs := k.What.IsRemedy() || k.What == casefile.SupplementClock || k.What == casefile.ReasonsClock || k.What == casefile.PaymentClock || k.What == casefile.ConsultClock
	switch k.State {
	case casefile.ClockStands:
		return page.Tag{State: page.Stop, Text: "不计"}
	case casefile.ClockMet:
		return page.Tag{State: page.Done, Text: "按期"}
	case casefile.ClockOver:
		return page.Tag{State: page.Line, Text: "已结束"}
	case casefile.ClockNotBegun:
		return page.Tag{State: page.Line, Text: "未起算"}
	case casefile.ClockMissed:
		switch own := k.Article == ""; {
		case k.What == casefile.CorrectionClock:
			return page.Tag{State: page.Soon, Text: pastOwn}
		case own && k.WaitsFor == casefile.NobodyWaits:
			return page.Tag{State: page.Line, Text: "已过"} // late, and done
		case theirs, own:
			return page.Tag{State: page.Soon, Text: "已过"}
		case k.WaitsFor == casefile.NobodyWaits:
			return page.Tag{State: page.Late, Text: "逾期"}
		}
	}
	if theirs {
		if k.Until == today {
			return page.Tag{State: page.Line, Text: "今天截止"}
		}
		return page.Tag{State: page.Line, Text: fmt.Sprintf("还有 %d 天", k.Until.DaysSince(today))}
	}
	state, text := s.left(k.Until, today, false)
	return page.Tag{State: state, Text: text}
}
