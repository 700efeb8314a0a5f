package fault

// contestSentences are said where the office answers as respondent in a reconsideration.
var contestSentences = map[Code]string{
	"contest_procedure_needed": "选简易程序还是普通程序，答复期限按它算",
	"contest_number_needed":    "写明复议机关的案号，答复书要写",
	"contest_court_no_notice":  "诉讼没有提出答复通知书；这几项只填行政复议的",
	"contest_answer_unready":   "行政复议答复书还没有签发，交不了",
	"contest_hand_in":          "在“被申请复议”里提交，答复书和证据一起送到复议机构",
	"contest_answer_begun":     "行政复议答复书已经在办（%s）",
	"court_answer_begun":       "行政答辩状已经在办（%s）",
	"challenge_answer_drafted": "已经按它拟了行政复议答复书或者行政答辩状，撤销不了；登记错了的，登记结果时写明",
	"challenge_others_since":   "后来又登记了收件人，撤销不了；登记错了的，登记结果时写明",
}
