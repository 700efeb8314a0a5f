package fault

// auditSentences answer the auditor.
var auditSentences = map[Code]string{
	"audit_check_needed": "写一句查了什么、结果怎样。",
	"audit_checked":      "这条已经核查过了。",
	"audit_no_finding":   "没有这条异常提示。",
	"audit_nobody":       "没有叫这个名字或者用户名的人",
	"audit_no_number":    "没有这个编号",
	"heads_no_hash":      "照纸上写链首，至少前 %d 位，只有 0–9 和 a–f。",
	"heads_no_number":    "照纸上写序号，是一个整数。",
	"heads_none":         "这个月没有记过链首。",
	"audit_too_many":     "一次最多导出 %d 行。缩短日子，或者多写一个条件。",
}
