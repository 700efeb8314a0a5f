package fault

// inboxSentences say why something cannot be done to an input.
var inboxSentences = map[Code]string{
	"input_decided":           "这件收件已经%s，先撤销再改",
	"input_waiting":           "这件收件还没有处理",
	"set_aside_reason_needed": "选一个不予登记的理由",
	"record_not_spoken":       "这件不是口头申请，没有要签字的记录",
	"record_day_needed":       "写上申请人签字的日期",
	"record_in_future":        "签字的日期不能晚于今天",
	"record_too_early":        "签字的日期不能早于提出申请的 %s",
	"record_scan_needed":      "选签了字的记录的扫描件或者照片",
	"set_aside_note_needed":   "写明是什么情况",
	"input_not_found":         "没有这件收件。",
	"case_not_found":          "没有这个案件编号。",
	"input_has_case":          "这件收件已立案，先在案件里撤销登记",
}
