package fault

// letterSentences is what is said about letters.
var letterSentences = map[Code]string{
	"letter_kind_unknown":   "没有“%s”这种文书。",
	"letter_incomplete":     "%s",
	"letter_without_date":   "还没有成文日期",
	"letter_without_number": "还没有文号",
	"letter_characters":     "字库里没有“%s”，请核对，或者换一种写法。",
	"letter_not_drawn":      "没能把文书印成 PDF，请联系系统管理员。",
	"seal_unreadable":       "印章的图片读不出来，要 PNG 格式，请联系系统管理员。",
	"bundle_unreadable":     "没能把文书合成一份打印，请联系系统管理员。",
	"pdf_not_signed":        "没能给文书的 PDF 签名，请联系系统管理员。",
	"certificate_expired":   "签名证书（%s）%s 到期了，文书的 PDF 等着。系统管理员换上新证书，会自动接着做。",
	"certificate_early":     "签名证书（%s）从 %s 起才能用，文书的 PDF 等到那天，会自动接着做。",
	"fonts_missing":         "没有安装字库，印不出文书，请联系系统管理员（运行 make fonts）。",
}
