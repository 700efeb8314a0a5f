package reconsider

import (
	"fmt"
	"slices"

	"mingda/internal/calendar"
	"mingda/internal/law"
)

// An Outcome is how a case ends. The codes are stable: they stand in the ledger.
type Outcome string

// The outcomes, in the order of the law.
const (
	Change         Outcome = "change"          // 变更
	Revoke         Outcome = "revoke"          // 撤销, whole or part, with or without an order to act anew
	Unlawful       Outcome = "unlawful"        // 确认违法
	Perform        Outcome = "perform"         // 责令履行
	Void           Outcome = "void"            // 确认无效
	Uphold         Outcome = "uphold"          // 维持
	ClaimDismissed Outcome = "claim_dismissed" // 驳回行政复议请求
	Dismissed      Outcome = "dismissed"       // 驳回行政复议申请
	Mediated       Outcome = "mediated"        // 调解
	Ended          Outcome = "ended"           // 终止
)

// A Column is where an outcome counts in the yearly report (30号).
type Column string

// The columns of the yearly report, beside what is not decided yet.
const (
	ColumnUpheld    Column = "upheld"    // 结果维持
	ColumnCorrected Column = "corrected" // 结果纠正
	ColumnOther     Column = "other"     // 其他结果
)

// Label returns what the report calls the column.
func (c Column) Label() string {
	return map[Column]string{ColumnUpheld: "结果维持", ColumnCorrected: "结果纠正", ColumnOther: "其他结果"}[c]
}

// An OutcomeRule is what the law says of one outcome.
type OutcomeRule struct {
	Code    Outcome
	Label   string // in Chinese
	Article string // as staff cite it
	Column  Column
	From    calendar.Date // first day of a decision under this rule
	Until   calendar.Date // last such day; no day while the rule is in force
}

// outcomes holds each outcome, in the order of the law. 驳回行政复议请求 counts
// among what was upheld: the respondent was found right.
var outcomes = []OutcomeRule{
	{Code: Change, Label: "变更", Article: review("第六十三条"), Column: ColumnCorrected, From: law.ReconsiderationLaw.From},
	{Code: Revoke, Label: "撤销", Article: review("第六十四条"), Column: ColumnCorrected, From: law.ReconsiderationLaw.From},
	{Code: Unlawful, Label: "确认违法", Article: review("第六十五条"), Column: ColumnCorrected, From: law.ReconsiderationLaw.From},
	{Code: Perform, Label: "责令履行", Article: review("第六十六条"), Column: ColumnCorrected, From: law.ReconsiderationLaw.From},
	{Code: Void, Label: "确认无效", Article: review("第六十七条"), Column: ColumnCorrected, From: law.ReconsiderationLaw.From},
	{Code: Uphold, Label: "维持", Article: review("第六十八条"), Column: ColumnUpheld, From: law.ReconsiderationLaw.From},
	{Code: ClaimDismissed, Label: "驳回行政复议请求", Article: review("第六十九条"), Column: ColumnUpheld, From: law.ReconsiderationLaw.From},
	{Code: Dismissed, Label: "驳回行政复议申请", Article: review("第三十三条"), Column: ColumnOther, From: law.ReconsiderationLaw.From},
	{Code: Mediated, Label: "调解", Article: review("第七十三条"), Column: ColumnOther, From: law.ReconsiderationLaw.From},
	{Code: Ended, Label: "终止", Article: review("第四十一条"), Column: ColumnOther, From: law.ReconsiderationLaw.From},
}

// Outcomes returns the outcomes that the law knows on a day, in its order. Before
// the first rule there are those of the first: the bureau decided nothing here
// under an older law.
func Outcomes(on calendar.Date) []OutcomeRule {
	var in []OutcomeRule
	for _, o := range outcomes {
		if holds(on, o.From, o.Until) || on.Before(law.ReconsiderationLaw.From) && o.From == law.ReconsiderationLaw.From {
			in = append(in, o)
		}
	}
	return in
}

func (o Outcome) rule() OutcomeRule {
	for _, r := range outcomes {
		if r.Code == o {
			return r
		}
	}
	return OutcomeRule{}
}

// Known reports whether it is one of the outcomes.
func (o Outcome) Known() bool { return o.rule().Code != "" }

// Label returns the Chinese name; empty for none of the outcomes.
func (o Outcome) Label() string { return o.rule().Label }

// Article returns the article on which it rests, as staff cite it.
func (o Outcome) Article() string { return o.rule().Article }

// Column returns where it counts in the yearly report.
func (o Outcome) Column() Column { return o.rule().Column }

// holds reports whether a rule with these dates is in force on a day; a rule
// without a first day always was.
func holds(on, from, until calendar.Date) bool {
	return !on.Before(from) && (until.IsZero() || !on.After(until))
}

// foi, review, rules and court cite a place of the texts as staff do.
func foi(place string) string    { return law.FOIRegulation.At(place) }
func review(place string) string { return law.ReconsiderationLaw.At(place) }
func rules(place string) string  { return law.ReconsiderationRules.At(place) }
func court(place string) string  { return law.CourtInterpretation.At(place) }

// workdays writes the length of a period of the law, such as 20 个工作日.
func workdays(term law.TermCode) string {
	return fmt.Sprintf("%d 个工作日", law.TermOn(term, rulesFrom).N)
}

// AllOutcomes lists the outcomes of every law, in their order.
func AllOutcomes() []Outcome {
	var all []Outcome
	for _, o := range outcomes {
		if !slices.Contains(all, o.Code) {
			all = append(all, o.Code)
		}
	}
	return all
}
