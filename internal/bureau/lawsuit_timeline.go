package bureau

import (
	"slices"

	"mingda/internal/casefile"
	"mingda/internal/desk"
	"mingda/internal/law"
	"mingda/internal/lawsuit"
	"mingda/internal/ledger"
	"mingda/internal/page"
)

// orderTerm cites on what the period rests that a judgment does not name.
func orderTerm(s *Server) string { return law.TermOn(law.OrderedAnswer, s.Desk.Today()).Article }

// suitTimeline is what happened to a court case, newest first.
func (s *Server) suitTimeline(v desk.SuitView) []page.TimelineEntry {
	var all []page.TimelineEntry
	for _, p := range slices.Backward(v.Case.History) {
		title, text := tellSuit(v, p.Fact)
		e := page.TimelineEntry{Title: title, Text: text, By: v.Names[p.By], On: p.On}
		if !v.Case.Stands(p.N) {
			e.Title, e.Struck = e.Title+"（已撤销）", true
		}
		if p.By == ledger.System {
			e.By, e.Kind = "系统", "machine"
		}
		all = append(all, e)
	}
	return all
}

// tellSuit returns what an entry says, in words.
func tellSuit(v desk.SuitView, fact any) (title, text string) {
	switch f := fact.(type) {
	case *lawsuit.Opened:
		return "登记被诉", f.Brief.Way.Label() + nonEmpty("　", f.Private.Plaintiff)
	case *lawsuit.Amended:
		return "更正案件信息", f.Brief.Way.Label()
	case *lawsuit.Cancelled:
		return "撤销登记", f.Private.Reason
	case *lawsuit.Begun:
		return f.Level.Label() + "：" + f.Court, f.Number
	case *lawsuit.CourtCorrected:
		return "更正法院、案号", f.Court + nonEmpty("　", f.Number)
	case *lawsuit.Answered:
		return "提交答辩状", f.Private.Text
	case *lawsuit.HearingSet:
		return "收到开庭通知", f.Day.Chinese() + nonEmpty(" ", f.Clock) + nonEmpty("　", f.Private.Place)
	case *lawsuit.HearingHeld:
		switch {
		case f.Off:
			return "没有开庭", f.Private.Why
		case f.Head:
			return "开庭，负责人出庭", f.Private.Who
		}
		return "开庭，工作人员出庭", f.Private.Who
	case *lawsuit.Ruled:
		return map[bool]string{true: "收到裁定：", false: "收到判决："}[f.Result.IsRuling()] + f.Result.Label(), f.Number + nonEmpty("　", f.Private.Order)
	case *lawsuit.Appealed:
		return f.By.Label() + "上诉", ""
	case *lawsuit.CameIntoForce:
		return "判决、裁定生效", f.Private.Reason
	case *lawsuit.TakenBack:
		title, _ := tellSuit(v, v.Case.History[f.Corrects-1].Fact)
		return "撤销：" + title, f.Private.Reason
	case *casefile.Noted:
		return "备注", f.Private.Text
	case *casefile.MaterialAdded:
		return "加材料", f.Private.Name
	}
	return "记录", ""
}
