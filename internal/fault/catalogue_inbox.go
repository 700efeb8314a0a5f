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
	"input_at_bureau":         "这件收件是复议申请，已在复议机构，由它登记",
	"input_no_bureau":         "本机关的复议机关不在本系统内，转给它要另行办理",
	"input_not_passed":        "这件收件不在复议机构，不能转",
	"input_has_review":        "这件收件已登记为复议案件，不能重新打开；弄错了的，在案件里写一条备注",
	"input_no_review":         "没有这件复议案件",
	"input_has_case":          "这件收件已立案，先在案件里撤销登记",
}
