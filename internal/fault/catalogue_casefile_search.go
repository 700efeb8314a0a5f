package fault

// searchSentences say what is wrong with the record of a search.
var searchSentences = map[Code]string{
	"search_place_needed":  "写明在哪里找的，或者问过谁",
	"search_words_needed":  "没有找到的，写明用什么词检索，答复时要告知",
	"search_result_needed": "选检索的结果",
	"searcher_needed":      "写明检索的人，别的单位的写上单位",
	"help_unknown":         "没有请过这个单位协助，另选一项",
	"help_unit_needed":     "写明请哪个单位协助",
	"help_seek_needed":     "写明要找什么",
	"help_until_past":      "请回复的日子不能早于今天",
	"help_until_late":      "要早于最迟答复之日 %s，给拟稿、审核留出时间",
	"help_answered":        "这个单位已经回复，先撤销检索那一笔",
}
