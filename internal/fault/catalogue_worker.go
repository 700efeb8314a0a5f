package fault

var workerSentences = map[Code]string{
	"mailbox_agency":    "系统里没有叫“%[1]s”的机关，邮箱 %[2]s 里的邮件先不收；请改配置里的机关名称，或者在系统里建这个机关",
	"mailbox_no_bureau": "“%[1]s”没有设成复议机关（没有案号的代字），邮箱 %[2]s 里的复议申请先不收；请在系统里设好，或者去掉配置里的 review",
}
