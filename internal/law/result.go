package law

import (
	"mingda/internal/calendar"
	"mingda/internal/fault"
)

// A Result is a kind of outcome of a request. The codes are stable: they stand
// in the ledger and in the yearly report.
type Result string

// The kinds of result.
const (
	Disclose      Result = "disclose"       // 予以公开
	AlreadyPublic Result = "already_public" // 已主动公开
	Partial       Result = "partial"        // 部分公开
	Secret        Result = "secret"         // 国家秘密
	Forbidden     Result = "forbidden"      // 法律、行政法规禁止公开
	Security      Result = "security"       // 三安全一稳定
	ThirdParty    Result = "third_party"    // 第三方合法权益
	Internal      Result = "internal"       // 三类内部事务信息
	Process       Result = "process"        // 四类过程性信息
	Enforcement   Result = "enforcement"    // 行政执法案卷信息
	Inquiry       Result = "inquiry"        // 行政查询事项
	NotExisting   Result = "not_existing"   // 检索后不存在
	NotOurs       Result = "not_ours"       // 不属本机关负责公开
	Making        Result = "making"         // 需要另行制作
	Unclear       Result = "unclear"        // 补正后仍不明确
	Petition      Result = "petition"       // 信访、投诉、举报
	Repeated      Result = "repeated"       // 重复申请
	Publication   Result = "publication"    // 公开出版物
	Excessive     Result = "excessive"      // 无正当理由大量反复申请
	Confirm       Result = "confirm"        // 确认或者重新出具
	NoSupplement  Result = "no_supplement"  // 逾期不补正
	NoPayment     Result = "no_payment"     // 逾期不缴费
	Withdrawn     Result = "withdrawn"      // 撤回
	Other         Result = "other"          // 其他
)

// What comes of asking that records about oneself be corrected (条例 41). It is
// no result of a request for information and stands in no report row.
const (
	CorrectionMade     Result = "correction_made"      // 予以更正
	CorrectionPassedOn Result = "correction_passed_on" // 转送或者告知有权更正的机关
	CorrectionRefused  Result = "correction_refused"   // 不予更正
)

// NoAnswer is what a remedy may be sought against when the period passed and
// nothing came. It is no kind of result and stands in no report row.
const NoAnswer Result = "no_answer"

// A ResultRule is what the law says of one kind of result.
type ResultRule struct {
	Code        Result
	Name        string        // in Chinese, as a label
	Basis       []string      // the articles, as a letter cites them; empty where there is none
	Row         string        // row of the yearly report (国办公开办函〔2021〕30号), such as （三）1
	Refusal     bool          // 不予公开 under arts 14-16: reconsideration comes first; for Partial, of the withheld part
	MustContain []string      // what the letter must say beside heading, number, receipt date, what was asked, date, seal and remedies
	From        calendar.Date // first day of a reply under this rule
	Until       calendar.Date // last such day; no day while the rule is in force
}

// Results returns the kinds of result that the law knows on a day, in the
// order of the yearly report. The slices are shared: do not change them.
func Results(on calendar.Date) []ResultRule {
	var in []ResultRule
	for _, r := range results {
		if holds(on, r.From, r.Until) {
			in = append(in, r)
		}
	}
	return in
}

// ResultOn returns the rule of one kind of result on a day. It fails with a
// fault of kind Invalid: result_unknown for a code that is none,
// result_not_in_law for a kind that has no basis on that day.
func ResultOn(code Result, on calendar.Date) (ResultRule, error) {
	known := false
	for _, r := range results {
		if r.Code != code {
			continue
		}
		if holds(on, r.From, r.Until) {
			return r, nil
		}
		known = true
	}
	if !known {
		return ResultRule{}, fault.New(fault.Invalid, "result_unknown", string(code))
	}
	return ResultRule{}, fault.New(fault.Invalid, "result_not_in_law", string(code), on.Chinese())
}

// isRefusal reports whether a kind of result is, in whole or part, 不予公开
// under arts 14-16, whatever the day.
func isRefusal(code Result) bool {
	for _, r := range results {
		if r.Code == code {
			return r.Refusal
		}
	}
	return false
}
