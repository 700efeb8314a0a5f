package fault

// examineSentences say what is wrong with the record of an examination, and why an
// entry cannot be taken back.
var examineSentences = map[Code]string{
	"examination_needed":        "选一种审查",
	"outcome_needed":            "选审查的结果",
	"outcome_not_of_body":       "这个结果不是“%s”的答复，另选一个",
	"examination_remark_needed": "写明哪些内容、依据什么",
	"examiner_needed":           "写明审查人；报请、征询的写机关的名称",
	"asked_body_needed":         "选是哪个机关的答复",
	"examined_in_future":        "日子不能晚于今天",
	"examined_too_early":        "日子不能早于 %s",
	"no_body_asked":             "没有等着答复的机关",
	"examination_answered":      "已经登记了答复意见，先撤销那一笔",
	"entry_not_found":           "没有这一笔。",
	"entry_stays":               "这一笔不能撤销：%s",
	"entry_taken_back":          "这一笔已经撤销了",
	"assigned_since":            "以后又分办过，这一笔不能撤销",
	"assigned_signed_for":       "单位已于 %s 签收，不能撤销分办；先由单位撤销签收，或者改分办",
	"assigned_worked":           "以后已经拟过稿，不能撤销；交给别的单位，用改分办",
	"no_supplement":             "没有收到过补正，没有要更正的日子",
	"supplement_same_day":       "就是现在记的那一天",
	"supplement_of_input":       "这次补正是并入的来件带来的：在收件箱里重新打开那件来件，补正一并撤销",
	"not_archived":              "没有归档",
}
