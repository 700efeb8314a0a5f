package fault

// sheetSentences say what is wrong with a question sheet of reconsideration.
var sheetSentences = map[Code]string{
	"sheet_none":                     "“%s”没有审查提纲：没有可以审查的答复",
	"sheet_ground":                   "部分公开中各部分的情形不能是“%s”",
	"question_unknown":               "提纲里没有这一问：%s",
	"question_twice":                 "同一问只答一次",
	"question_value":                 "这一问只能答：%s",
	"question_not_asked":             "前面的问题不涉及这一问，不用答；要答的，先改前面的回答",
	"question_open":                  "还没有答；答：%s",
	"question_page_unreadable":       "页码写成 12 或者 15-18 的样子，几处之间用顿号隔开",
	"question_remark_not_applicable": "答“不适用”的，写明为什么不适用",
	"question_remark":                "答“%s”的，写明查明的情况和理由",
	"question_page":                  "答“%s”的，写明证据在案卷第几页（%s）；案卷里没有证据的，不能这样答",

	"bench_rule_not_found":    "没有这条裁审要点",
	"bench_text_needed":       "写明裁审要点的内容",
	"bench_question_needed":   "选它用于提纲的哪一问",
	"bench_from_needed":       "写明从哪一天起适用",
	"bench_until_before_from": "最后一天不能早于开始适用的 %s",
}
