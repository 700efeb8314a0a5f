package law

import "mingda/internal/calendar"

// A Unit is what a period is counted in.
type Unit string

// The units of periods.
const (
	Workdays Unit = "workdays" // 工作日
	Days     Unit = "days"     // calendar days
	Months   Unit = "months"
)

// A TermCode names one statutory period.
type TermCode string

// The periods of a request for information.
const (
	Answer          TermCode = "answer"           // to answer a request
	AnswerExtension TermCode = "answer_extension" // the most by which answering may be extended
	ClarifyNotice   TermCode = "clarify_notice"   // to ask the applicant to clarify
	ThirdPartyView  TermCode = "third_party_view" // for a third party to say what it thinks
	JointMakerView  TermCode = "joint_maker_view" // for another agency that made the information too
	FeePayment      TermCode = "fee_payment"      // to pay the processing fee
	OrderedAnswer   TermCode = "ordered_answer"   // to answer anew when a decision or judgment orders it
)

// The periods of the remedies.
const (
	ReviewApply        TermCode = "review_apply"         // to apply for reconsideration
	ReviewApplyLearned TermCode = "review_apply_learned" // the same of who was not told of it, from when they know of it
	ReviewApplyYear    TermCode = "review_apply_year"    // the most of that, from when they know what was decided
	ReviewApplyEver    TermCode = "review_apply_ever"    // the most in any case, from the act
	SilenceSixty       TermCode = "silence_sixty"        // from the receipt of what no law gives a period for, until it is silence
	CourtDirect        TermCode = "court_direct"         // to sue without reconsideration
	CourtAfterReview   TermCode = "court_after_review"   // to sue after the decision on reconsideration
	OpinionReport      TermCode = "opinion_report"       // for the respondent to report on an opinion
)

// The periods of reconsideration.
const (
	Examination     TermCode = "examination"      // to examine an application
	ReviewClarify   TermCode = "review_clarify"   // to ask the applicant to supplement it
	Supplement      TermCode = "supplement"       // for the applicant to supplement it
	CopySummary     TermCode = "copy_summary"     // to send the respondent a copy, summary procedure
	CopyOrdinary    TermCode = "copy_ordinary"    // the same, ordinary procedure
	DefenceSummary  TermCode = "defence_summary"  // for the respondent to answer, summary procedure
	DefenceOrdinary TermCode = "defence_ordinary" // the same, ordinary procedure
	SuspensionLapse TermCode = "suspension_lapse" // of a suspension, after which the case ends
	HearingTold     TermCode = "hearing_told"     // to tell the parties of a hearing before it
	DecideSummary   TermCode = "decide_summary"   // to decide, summary procedure
	DecideOrdinary  TermCode = "decide_ordinary"  // to decide, ordinary procedure
	DecideExtension TermCode = "decide_extension" // the most by which deciding may be extended
)

// The periods of litigation.
const (
	CourtSilence      TermCode = "court_silence"       // to sue over silence, from the last day to answer
	CourtUntold       TermCode = "court_untold"        // the most, where nobody was told of the period
	CourtLongest      TermCode = "court_longest"       // the most from the day of the act
	CourtDefence      TermCode = "court_defence"       // to answer a complaint and put in the evidence
	CourtDefenceShort TermCode = "court_defence_short" // the same in the summary procedure: the most that the court gives
	AppealDefence     TermCode = "appeal_defence"      // to answer an appeal
	AppealJudgment    TermCode = "appeal_judgment"     // to appeal from a judgment
	AppealRuling      TermCode = "appeal_ruling"       // to appeal from a ruling
	CourtFirst        TermCode = "court_first"         // for the court of first instance to judge
	CourtSummary      TermCode = "court_summary"       // the same in the summary procedure
	CourtSecond       TermCode = "court_second"        // for the court of second instance to judge
)

// A Term is one statutory period.
type Term struct {
	Code    TermCode
	Name    string // in Chinese, as a label
	N       int
	Unit    Unit
	Article string        // as staff cite it
	From    calendar.Date // first day on which the period begins under this rule
	Until   calendar.Date // last such day; no day while the rule is in force
}

// terms holds each period once for each rule, the earliest rule first.
var terms = []Term{
	{Code: Answer, Name: "答复", N: 20, Unit: Workdays, Article: FOIRegulation.At("第三十三条第二款"), From: FOIRegulation.From},
	{Code: AnswerExtension, Name: "延长答复", N: 20, Unit: Workdays, Article: FOIRegulation.At("第三十三条第二款"), From: FOIRegulation.From},
	{Code: ClarifyNotice, Name: "告知补正", N: 7, Unit: Workdays, Article: FOIRegulation.At("第三十条"), From: FOIRegulation.From},
	{Code: ThirdPartyView, Name: "第三方提出意见", N: 15, Unit: Workdays, Article: FOIRegulation.At("第三十二条"), From: FOIRegulation.From},
	{Code: JointMakerView, Name: "共同制作机关提出意见", N: 15, Unit: Workdays, Article: FOIRegulation.At("第三十四条"), From: FOIRegulation.From},
	{Code: FeePayment, Name: "缴纳信息处理费", N: 20, Unit: Workdays, Article: FeeRules.At(""), From: FeeRules.From},
	{Code: OrderedAnswer, Name: "重新答复", N: 20, Unit: Workdays, Article: FOIRegulation.At("第三十三条第二款"), From: FOIRegulation.From, Until: ReconsiderationRules.From.AddDays(-1)},
	{Code: OrderedAnswer, Name: "重新答复", N: 20, Unit: Workdays, Article: ReconsiderationRules.At("第五十八条第一款") + "、" + FOIRegulation.At("第三十三条第二款"), From: ReconsiderationRules.From},

	{Code: ReviewApply, Name: "申请行政复议", N: 60, Unit: Days, Article: ReconsiderationLaw2017.At("第九条第一款"), From: ReconsiderationLaw2017.From, Until: ReconsiderationLaw2017.Until},
	{Code: ReviewApply, Name: "申请行政复议", N: 60, Unit: Days, Article: ReconsiderationLaw.At("第二十条第一款"), From: ReconsiderationLaw.From},
	{Code: ReviewApplyLearned, Name: "申请行政复议，没有告知的", N: 60, Unit: Days, Article: ReconsiderationLaw.At("第二十条第三款"), From: ReconsiderationLaw.From},
	{Code: ReviewApplyYear, Name: "申请行政复议，没有告知的，最长", N: 12, Unit: Months, Article: ReconsiderationLaw.At("第二十条第三款"), From: ReconsiderationLaw.From},
	{Code: ReviewApplyEver, Name: "申请行政复议，最长", N: 60, Unit: Months, Article: ReconsiderationLaw.At("第二十一条"), From: ReconsiderationLaw.From},
	{Code: SilenceSixty, Name: "没有履行期限的，算作不履行", N: 60, Unit: Days, Article: ReconsiderationRules.At("第二十四条第一款第二项"), From: ReconsiderationRules.From},
	{Code: CourtDirect, Name: "直接起诉", N: 6, Unit: Months, Article: LitigationLaw.At("第四十六条第一款"), From: LitigationLaw.From},
	{Code: OpinionReport, Name: "报送纠正情况", N: 60, Unit: Days, Article: ReconsiderationLaw.At("第七十六条"), From: ReconsiderationLaw.From},
	{Code: CourtAfterReview, Name: "复议后起诉", N: 15, Unit: Days, Article: LitigationLaw.At("第四十五条"), From: LitigationLaw.From},

	{Code: CourtSilence, Name: "对逾期没有答复起诉", N: 6, Unit: Months, Article: CourtRules.At("第六十六条"), From: CourtRules.From},
	{Code: CourtUntold, Name: "没有告知起诉期限的，起诉", N: 12, Unit: Months, Article: CourtRules.At("第六十四条第一款"), From: CourtRules.From},
	{Code: CourtLongest, Name: "起诉的最长期限", N: 60, Unit: Months, Article: LitigationLaw.At("第四十六条第二款"), From: LitigationLaw.From},
	{Code: CourtDefence, Name: "答辩、举证", N: 15, Unit: Days, Article: LitigationLaw.At("第六十七条第一款"), From: LitigationLaw.From},
	{Code: CourtDefenceShort, Name: "简易程序举证", N: 15, Unit: Days, Article: CourtRules.At("第一百零四条"), From: CourtRules.From},
	{Code: AppealDefence, Name: "对上诉答辩", N: 15, Unit: Days, Article: LitigationLaw.At("第八十六条"), From: LitigationLaw.From},
	{Code: AppealJudgment, Name: "对判决上诉", N: 15, Unit: Days, Article: LitigationLaw.At("第八十五条"), From: LitigationLaw.From},
	{Code: AppealRuling, Name: "对裁定上诉", N: 10, Unit: Days, Article: LitigationLaw.At("第八十五条"), From: LitigationLaw.From},
	{Code: CourtFirst, Name: "第一审审理", N: 6, Unit: Months, Article: LitigationLaw.At("第八十一条"), From: LitigationLaw.From},
	{Code: CourtSummary, Name: "简易程序审理", N: 45, Unit: Days, Article: LitigationLaw.At("第八十三条"), From: LitigationLaw.From},
	{Code: CourtSecond, Name: "第二审审理", N: 3, Unit: Months, Article: LitigationLaw.At("第八十八条"), From: LitigationLaw.From},

	{Code: Examination, Name: "审查是否受理", N: 5, Unit: Workdays, Article: ReconsiderationLaw.At("第三十条"), From: ReconsiderationLaw.From},
	{Code: ReviewClarify, Name: "通知补正", N: 5, Unit: Workdays, Article: ReconsiderationLaw.At("第三十一条第一款"), From: ReconsiderationLaw.From},
	{Code: Supplement, Name: "提交补正材料", N: 10, Unit: Workdays, Article: ReconsiderationLaw.At("第三十一条第二款"), From: ReconsiderationLaw.From},
	{Code: CopySummary, Name: "发送申请书副本", N: 3, Unit: Workdays, Article: ReconsiderationLaw.At("第五十四条第一款"), From: ReconsiderationLaw.From},
	{Code: CopyOrdinary, Name: "发送申请书副本", N: 7, Unit: Workdays, Article: ReconsiderationLaw.At("第四十八条"), From: ReconsiderationLaw.From},
	{Code: DefenceSummary, Name: "被申请人答复", N: 5, Unit: Workdays, Article: ReconsiderationLaw.At("第五十四条第一款"), From: ReconsiderationLaw.From},
	{Code: DefenceOrdinary, Name: "被申请人答复", N: 10, Unit: Workdays, Article: ReconsiderationLaw.At("第四十八条"), From: ReconsiderationLaw.From},
	{Code: SuspensionLapse, Name: "中止后终止", N: 60, Unit: Days, Article: ReconsiderationLaw.At("第四十一条第五项"), From: ReconsiderationLaw.From},
	{Code: HearingTold, Name: "通知听证", N: 5, Unit: Workdays, Article: ReconsiderationLaw.At("第五十一条第一款"), From: ReconsiderationLaw.From},
	{Code: DecideSummary, Name: "作出复议决定", N: 30, Unit: Days, Article: ReconsiderationLaw.At("第六十二条第二款"), From: ReconsiderationLaw.From},
	{Code: DecideOrdinary, Name: "作出复议决定", N: 60, Unit: Days, Article: ReconsiderationLaw.At("第六十二条第一款"), From: ReconsiderationLaw.From},
	{Code: DecideExtension, Name: "延长复议期限", N: 30, Unit: Days, Article: ReconsiderationLaw.At("第六十二条第一款"), From: ReconsiderationLaw.From},
}

// TermOn returns the period under the rule in force on a day: the day on which
// the period begins. Before the first rule it returns the first. A code that
// is none is a bug of the caller's, and panics.
func TermOn(code TermCode, on calendar.Date) Term {
	var first *Term
	for i, t := range terms {
		if t.Code != code {
			continue
		}
		if holds(on, t.From, t.Until) {
			return t
		}
		if first == nil {
			first = &terms[i]
		}
	}
	if first == nil {
		panic("law: no period " + string(code))
	}
	return *first
}

// End returns the last day of the period that begins on start. The day on
// which it begins does not count. Workdays end on the n-th workday after it;
// calendar days, and months on the same day number or the month's last, end on
// the next workday if they end on a day off.
func (t Term) End(cal *calendar.Calendar, start calendar.Date) calendar.Date {
	if t.Unit == Workdays {
		return cal.AddWorkdays(start, t.N)
	}
	return cal.Roll(t.Plain(start))
}

// Plain returns the last day of a period in days or months that begins on start,
// be it a day off or not.
func (t Term) Plain(start calendar.Date) calendar.Date {
	if t.Unit == Months {
		return start.AddMonths(t.N)
	}
	return start.AddDays(t.N)
}
