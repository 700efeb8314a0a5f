package reconsider

import (
	"mingda/internal/calendar"
	"mingda/internal/casefile"
	"mingda/internal/law"
)

// A Ground is one on which a case is suspended or ends (复议法 39, 41).
type Ground struct {
	Code    string // as the paper holds it
	Text    string // in the words of the law
	Short   string // for lists
	Article string
	Needs   Bearer // who the applicant must be
	Lapses  bool   // of a suspension: it ends the case after sixty days (复议法 41(5))
}

// A Bearer is whom a ground can be about.
type Bearer string

// The bearers; the zero one is anybody.
const (
	ANatural       Bearer = "natural"
	AnOrganisation Bearer = "organisation"
)

// Fits reports whether an applicant of the class can be meant.
func (b Bearer) Fits(class casefile.Class) bool {
	return b == "" || class == "" || (class == casefile.Natural) == (b == ANatural)
}

// SuspensionGrounds are the ten of 复议法 39.1, in its order.
var SuspensionGrounds = []Ground{
	{"death", "作为申请人的公民死亡，其近亲属尚未确定是否参加行政复议", "申请人死亡", review("第三十九条第一款第一项"), ANatural, true},
	{"capacity", "作为申请人的公民丧失参加行政复议的行为能力，尚未确定法定代理人参加行政复议", "申请人丧失行为能力", review("第三十九条第一款第二项"), ANatural, true},
	{"missing", "作为申请人的公民下落不明", "申请人下落不明", review("第三十九条第一款第三项"), ANatural, false},
	{"ended", "作为申请人的法人或者其他组织终止，尚未确定权利义务承受人", "申请人终止", review("第三十九条第一款第四项"), AnOrganisation, true},
	{"hindered", "申请人、被申请人因不可抗力或者其他正当理由，不能参加行政复议", "不可抗力等不能参加", review("第三十九条第一款第五项"), "", false},
	{"mediation", "进行调解、和解，申请人和被申请人同意中止", "调解、和解", review("第三十九条第一款第六项"), "", false},
	{"law", "案件涉及的法律适用问题需要有权机关作出解释或者确认", "等法律解释", review("第三十九条第一款第七项"), "", false},
	{"case", "案件审理需要以其他案件的审理结果为依据，而其他案件尚未审结", "等其他案件", review("第三十九条第一款第八项"), "", false},
	{"norm", "需要对规范性文件或者行政行为的依据进行处理", "审查依据", review("第三十九条第一款第九项"), "", false},
	{"other", "需要中止行政复议的其他情形", "其他情形", review("第三十九条第一款第十项"), "", false},
}

// EndGrounds are the five of 复议法 41, in its order.
var EndGrounds = []Ground{
	{"withdrawn", "申请人撤回行政复议申请，行政复议机构准予撤回", "撤回", review("第四十一条第一项"), "", false},
	{"death", "作为申请人的公民死亡，没有近亲属或者其近亲属放弃行政复议权利", "申请人死亡", review("第四十一条第二项"), ANatural, false},
	{"ended", "作为申请人的法人或者其他组织终止，没有权利义务承受人或者其权利义务承受人放弃行政复议权利", "申请人终止", review("第四十一条第三项"), AnOrganisation, false},
	{"criminal", "申请人因同一违法行为涉嫌犯罪，被采取刑事强制措施", "刑事强制措施", review("第四十一条第四项"), ANatural, false},
	{EndsLapsed, "中止行政复议满六十日，中止的原因仍未消除", "中止满六十日", review("第四十一条第五项"), "", false},
}

// EndsLapsed is the code of the ground of 复议法 41(5).
const EndsLapsed = "sixty"

// GroundIn returns the ground of a code, and whether there is one.
func GroundIn(all []Ground, code string) (Ground, bool) {
	for _, g := range all {
		if g.Code == code {
			return g, true
		}
	}
	return Ground{}, false
}

// A Suspension is one that lasts.
type Suspension struct {
	Ground Ground // the zero one where the paper does not say, or says an inspection
	Since  calendar.Date
	Paper  Paper
}

// Suspended returns the suspension of the case that lasts, and whether there is one.
func (c *Case) Suspended() (Suspension, bool) {
	open := 0
	var last Paper
	for _, p := range c.Papers {
		switch {
		case p.Number == "" || !p.Stands():
		case p.Kind == SuspensionNotice:
			open++
			last = p
		case p.Kind == ResumptionNotice:
			open--
		}
	}
	if open <= 0 {
		return Suspension{}, false
	}
	s := Suspension{Since: last.By, Paper: last}
	if s.Since.IsZero() {
		s.Since = last.SignedOn
	}
	s.Ground, _ = GroundIn(SuspensionGrounds, last.Values["suspend_for"])
	return s, true
}

// LapsesOn returns the day on which the suspension ends the case if its ground lasts
// (复议法 41(5)), no day for a ground that never does.
func (s Suspension) LapsesOn() calendar.Date {
	if !s.Ground.Lapses {
		return calendar.Date{}
	}
	return s.Since.AddDays(law.TermOn(law.SuspensionLapse, s.Since).N)
}

// HasLapsed reports whether it has lasted so long that the case is to end.
func (s Suspension) HasLapsed(today calendar.Date) bool {
	on := s.LapsesOn()
	return !on.IsZero() && !today.Before(on)
}
