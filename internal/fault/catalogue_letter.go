package fault

// letterSentences is what is said about letters.
var letterSentences = map[Code]string{
	"letter_kind_unknown":   "没有“%s”这种文书。",
	"letter_incomplete":     "%s",
	"letter_without_date":   "还没有成文日期",
	"letter_without_number": "还没有文号",
	"letter_characters":     "字库里没有“%s”，请核对，或者换一种写法",
	"letter_unreadable":     "没能读出文书的内容，请联系系统管理员。",
}
