package fault

var workerSentences = map[Code]string{
	"mailbox_agency": "系统里没有叫“%[1]s”的机关，邮箱 %[2]s 里的邮件先不收；请改配置里的机关名称，或者在系统里建这个机关",
}
