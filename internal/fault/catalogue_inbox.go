package fault

// inboxSentences say why something cannot be done to an input.
var inboxSentences = map[Code]string{
	"input_decided":           "这件收件已经%s，先撤销再改",
	"input_waiting":           "这件收件还没有处理",
	"set_aside_reason_needed": "选一个不予登记的理由",
	"set_aside_note_needed":   "写明是什么情况",
	"input_not_found":         "没有这件收件。",
	"case_not_found":          "没有这个案件编号。",
	"input_has_case":          "这件收件已立案，先在案件里撤销登记",
}
