package fault

// assessmentSentences are said of what is mended after an assessment (考核、整改).
var assessmentSentences = map[Code]string{
	"mend_nothing":         "这件没有扣分的事项，不用整改",
	"mend_which":           "选整改的是哪一项",
	"mend_stands":          "这一项%s，退回以后才能再写",
	"mend_what":            "写明整改了什么",
	"mend_in_future":       "整改之日不能晚于今天",
	"mend_before_receipt":  "整改之日不能早于收到申请之日 %s",
	"assessment_none":      "没有这张考核表：这一年这个单位没有办过申请",
	"mending_none":         "没有等着认可的整改",
	"mending_return_why":   "退回的写明还要改什么",
	"mending_choose":       "选认可还是退回",
	"mending_judged_since": "已经认可或者退回，先撤销那一笔",
	"mended_again":         "后来又整改过，不能撤销",
}
