package law

import "mingda/internal/calendar"

// A ReportRow is a row of the results in the table 收到和处理政府信息公开申请情况 of the yearly
// report (三、本年度办理结果). The labels are the form's own.
type ReportRow struct {
	Code    string // the first result that counts in it; other for （六）3
	Number  string // as ResultRule.Row names it: （三）1
	Label   string // with its number
	Group   string // the heading above it, such as （三）不予公开; empty for none
	Results []Result
}

// A reportForm is the form of the table while it is in force.
type reportForm struct {
	from, until calendar.Date
	rows        []ReportRow
}

// The headings of groups of rows.
const (
	notDisclosed = "（三）不予公开"
	notAble      = "（四）无法提供"
	notProcessed = "（五）不予处理"
	otherwise    = "（六）其他处理"
)

// reportForms are the forms of the table, of 国办公开办函〔2021〕30号.
var reportForms = []reportForm{{from: ReportForm.From, until: ReportForm.Until, rows: []ReportRow{
	{"disclose", "（一）", "（一）予以公开", "", []Result{Disclose, AlreadyPublic}},
	{"partial", "（二）", "（二）部分公开（区分处理的，只计这一情形，不计其他答复情形）", "", []Result{Partial}},
	{"secret", "（三）1", "1.属于国家秘密", notDisclosed, []Result{Secret}},
	{"forbidden", "（三）2", "2.其他法律行政法规禁止公开", notDisclosed, []Result{Forbidden}},
	{"security", "（三）3", "3.危及“三安全一稳定”", notDisclosed, []Result{Security}},
	{"third_party", "（三）4", "4.保护第三方合法权益", notDisclosed, []Result{ThirdParty}},
	{"internal", "（三）5", "5.属于三类内部事务信息", notDisclosed, []Result{Internal}},
	{"process", "（三）6", "6.属于四类过程性信息", notDisclosed, []Result{Process}},
	{"enforcement", "（三）7", "7.属于行政执法案卷", notDisclosed, []Result{Enforcement}},
	{"inquiry", "（三）8", "8.属于行政查询事项", notDisclosed, []Result{Inquiry}},
	{"not_existing", "（四）1", "1.本机关不掌握相关政府信息", notAble, []Result{NotExisting, NotOurs}},
	{"making", "（四）2", "2.没有现成信息需要另行制作", notAble, []Result{Making}},
	{"unclear", "（四）3", "3.补正后申请内容仍不明确", notAble, []Result{Unclear}},
	{"petition", "（五）1", "1.信访举报投诉类申请", notProcessed, []Result{Petition}},
	{"repeated", "（五）2", "2.重复申请", notProcessed, []Result{Repeated}},
	{"publication", "（五）3", "3.要求提供公开出版物", notProcessed, []Result{Publication}},
	{"excessive", "（五）4", "4.无正当理由大量反复申请", notProcessed, []Result{Excessive}},
	{"confirm", "（五）5", "5.要求行政机关确认或重新出具已获取信息", notProcessed, []Result{Confirm}},
	{"no_supplement", "（六）1", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", otherwise, []Result{NoSupplement}},
	{"no_payment", "（六）2", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", otherwise, []Result{NoPayment}},
	{"other", "（六）3", "3.其他", otherwise, []Result{Withdrawn, Other}},
}}}

// ReportRows returns the rows of results of the form in force on a day, in its order; none
// where that was another form. The slices are shared: do not change them.
func ReportRows(on calendar.Date) []ReportRow {
	for _, form := range reportForms {
		if holds(on, form.from, form.until) {
			return form.rows
		}
	}
	return nil
}
