package fault

// unitSentences say why something cannot be done to the part of a unit.
var unitSentences = map[Code]string{
	"assist_none":            "这个单位没有协办这一件",
	"assist_is_lead":         "这个单位是主办单位，不用请它协办",
	"assist_part_needed":     "写明请它办什么",
	"assist_not_returned":    "这个单位没有退回协办",
	"assist_unit_needed":     "选一个协办单位",
	"assist_not_answered":    "还没有协办单位交来意见",
	"assist_return_answered": "已经交过意见，不能再退回；意见要改的，再交一次",
	"assist_finding_needed":  "选一样：有、检索后没有，或者提供不了",
	"assist_why_needed":      "写明为什么提供不了",
	"assist_search_needed":   "检索后没有的，写明哪天、在哪里、用什么词查过；诉讼中法院要看",
	"assist_search_future":   "检索之日不能晚于今天",
	"assign_assists":         "这个单位正在协办这一件；要它主办的，先取消协办",
	"return_letter_begun":    "有一份文书在办（%s），先弃稿或者办完，再退回分办",
}
