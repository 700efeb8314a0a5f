package fault

// auditSentences answer the auditor.
var auditSentences = map[Code]string{
	"audit_nobody":    "没有叫这个名字或者用户名的人",
	"audit_no_number": "没有这个编号",
	"audit_too_many":  "一次最多导出 %d 行。缩短日子，或者多写一个条件。",
}
