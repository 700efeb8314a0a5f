package fault

// disposalSentences say why a file cannot be destroyed, held back or kept longer, and why a
// list of them cannot be approved or carried out.
var disposalSentences = map[Code]string{
	"file_destroyed":          "案卷已于%s按销毁清册 %s 销毁，只留下经过和编号",
	"input_destroyed":         "来件已于%s随案卷销毁，内容和原件都没有了",
	"archive_unnumbered":      "案卷还没有档号和保管期限，先取出案卷，再归档",
	"not_held_back":           "案卷没有暂缓销毁",
	"destroy_held":            "案卷从%s起暂缓销毁，先解除暂缓",
	"destroy_forever":         "案卷永久保管，不鉴定、不销毁",
	"destroy_early":           "保管期限到%s才满，期满以后再鉴定",
	"destroy_contested":       "案件还有没有了结的%s，了结以后再鉴定",
	"destroy_handed":          "案卷已经移交%s，由接收的单位鉴定",
	"destroy_listed":          "案卷已经列在销毁清册 %s 里",
	"destroy_way":             "选一种鉴定意见",
	"destroy_none":            "勾上要鉴定的案卷",
	"destroy_reason":          "%s 没有写理由：写在一起的理由里，或者写在它自己那一栏",
	"destroy_own":             "销毁清册由提出人以外的人批准，请另一位签发人或者统筹人员批准",
	"destroy_changed":         "%s 现在不能销毁：%s。退回清册，去掉它再提",
	"destroy_stage":           "销毁清册 %s 现在是“%s”，不能这样做",
	"destroy_supervisor":      "写明监销人的姓名，要两位",
	"destroy_supervisor_self": "监销人不能是执行销毁的人自己",
	"destroy_supervisor_same": "两位监销人要是两个人",
	"destroy_return":          "退回要由审批的人，或者提出的人自己",
	"disposal_not_found":      "没有这份销毁清册",
}
